"""Invented files at every stage, received and moved by the same operations as at a counter."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from accounts.actors import Actor
from accounts.models import Role
from accounts.queries import people
from applications import absences
from applications.intake import ContactWay, IntakeForm, LetterGiven, PaperGiven, PaperState
from applications.operations import Inputs, Outcome, act, receive
from applications.program import Program
from applications.versions import program_of
from applications.villages import villages
from applications.workflow_types import Action
from commons.clock import wib
from commons.indonesian import roman
from lookups.operations import load_list
from lookups.rows import ParsedList, Person
from offices.models import Office
from offices.queries import work_calendar
from offices.scope import current_office
from servicetypes.readers import Village
from standards.components import Paper
from standards.queries import published_version
from standards.vocabulary import Issuer

NAMES = {
    "P": ["Siti Aminah", "Sumiati", "Ngatini", "Nur Hasanah", "Wiwik Sulastri", "Sulastri", "Tutik Wahyuni"],
    "L": ["Suparman", "Mochammad Ridwan", "Slamet Hariyadi", "Tukiran", "Achmad Fauzi", "Nasa'i", "Bambang"],
}
JOBS = ["Buruh tani", "Petani", "Pedagang", "Mengurus rumah tangga", "Buruh harian lepas", "Wiraswasta"]
# The rest of a letter's number after its serial number, and who signs, differ from village to village.
SIGNERS = ["Suharto", "H. Mulyono", "Sri Wahyuni", "Agus Santoso", "Kasiyanto", "Siti Fatimah"]
ANSWERS = {"sk_pensiun": "SK-00231/PENS/2019", "jenis_surat": "rekomendasi"}
PURPOSES = ["keringanan biaya pengobatan di RSUD dr. Haryoto", "beasiswa sekolah", "bantuan sosial"]
DAYS_BACK = 6
HANDED_OVER = 12


@dataclass(frozen=True)
class Home:
    """Where an applicant lives; the letter of their RT and RW comes from there."""

    village: Village
    rt: int
    rw: int


@dataclass
class Cast:
    """Who does what in one office."""

    counter: Actor
    operator: Actor
    head: Actor

    def for_step(self, kind: str) -> Actor:
        """Who completes a step of this kind."""
        return {"PRODUCE": self.operator, "SIGN": self.head}.get(kind, self.counter)


def seed_files(office: Office, codes: list[str], *, now: datetime) -> None:
    """A believable week: files handed over, some waiting at each step, a pile to sign, one returned."""
    chance = random.Random(office.kemendagri_code)  # noqa: S311  invented people need no secrecy
    cast = cast_of(office, now)
    moments = _moments(office, chance, now)
    last = _last_open_minute(office, now)
    if "sktm" in codes:
        _load_poverty_list(cast.head, chance, now)
    for code in codes:
        program = program_of(published_version(code).id)
        for _n in range(HANDED_OVER // len(codes)):
            _walk(program, cast, chance, next(moments), steps=99, now=now)
        for steps in (0, 0, 1, 1, 2, 2, 3):
            at = last - timedelta(minutes=chance.randrange(1, 12))
            _walk(program, cast, chance, at, steps=steps, now=last)
        _walk(program, cast, chance, next(moments), steps=1, now=now)
        _return_one(program, cast, chance, next(moments))
    _plan_absence(cast.head, now)


def cast_of(office: Office, now: datetime) -> Cast:
    """The office's people by what they do."""
    found = actors_of(office, now)
    return Cast(found[Role.COUNTER], found[Role.OPERATOR], found[Role.HEAD])


def actors_of(office: Office, now: datetime) -> dict[str, Actor]:
    """Somebody for each role that anybody holds here."""
    found: dict[str, Actor] = {}
    for person in people(office, on=wib(now).date()):
        for role in person.roles:
            found.setdefault(
                role,
                Actor(
                    person.user_id,
                    person.name,
                    person.title,
                    frozenset(person.roles),
                    office.id,
                    person.assignment_id,
                ),
            )
    return found


def _moments(office: Office, chance: random.Random, now: datetime) -> Iterator[datetime]:
    """Instants inside counter hours of the days before, in no order."""
    calendar = work_calendar(office.id)
    today = wib(now).date()
    days = [today - timedelta(days=n) for n in range(DAYS_BACK * 2, 0, -1)]
    sessions = [part for day in days for part in calendar.sessions(day)]
    while True:
        part = chance.choice(sessions)
        yield part.start + timedelta(minutes=chance.randrange(0, 90))


def _last_open_minute(office: Office, now: datetime) -> datetime:
    """The present, or the end of the last session: what is still open was received just before."""
    calendar = work_calendar(office.id)
    days = (wib(now).date() - timedelta(days=n) for n in range(30))
    ends = (min(part.end, now) for day in days for part in calendar.sessions(day)[::-1] if part.start < now)
    return next(ends, now)


def _walk(
    program: Program, cast: Cast, chance: random.Random, at: datetime, *, steps: int, now: datetime
) -> Outcome:
    """Receive a file and complete up to `steps` more steps, minutes apart."""
    outcome = receive(actor=cast.counter, form=form_of(program, chance, at), now=at)
    kinds = {step.key: step.kind.value for step in program.steps}
    for _n in range(steps):
        if outcome.phase != "OPEN":
            break
        at = min(at + timedelta(minutes=chance.randrange(2, 9)), now)
        inputs = Inputs(lookup_reason="Belum masuk daftar; sedang diusulkan desa", receiver="")
        outcome = act(
            file_id=outcome.file_id,
            actor=cast.for_step(kinds[outcome.step]),
            action=Action.COMPLETE,
            expected_event=outcome.event,
            inputs=inputs,
            now=at,
        )
    return outcome


def _return_one(program: Program, cast: Cast, chance: random.Random, at: datetime) -> None:
    form = form_of(program, chance, at)
    first, *rest = form.papers
    papers = (PaperGiven(key=first.key, state=PaperState.MISSING), *rest)
    receive(actor=cast.counter, form=_with_papers(form, papers), now=at)


def _with_papers(form: IntakeForm, papers: tuple[PaperGiven, ...]) -> IntakeForm:
    return IntakeForm(**{**vars(form), "papers": papers})


def form_of(program: Program, chance: random.Random, at: datetime) -> IntakeForm:
    """A form in order of somebody invented, with every paper."""
    village = chance.choice(_own_villages())
    group = chance.choice(program.document.persyaratan.groups)
    condition = chance.choice(group.conditions).key if group.conditions else ""
    papers = [paper for _requirement, paper in group.checklist(condition)]
    home = Home(village, rt=chance.randrange(1, 9), rw=chance.randrange(1, 12))
    return IntakeForm(
        service_code=program.definition.code,
        values=_values(program, chance, home),
        papers=tuple(_given(paper, chance, home, wib(at).date()) for paper in papers),
        group=group.key,
        condition=condition,
        contact_way=ContactWay.WHATSAPP,
        accept_warnings=True,
    )


def _own_villages() -> list[Village]:
    """The desa and kelurahan of the office's kecamatan, or the kelurahan itself."""
    code = current_office().kemendagri_code
    known = villages()
    own = [known[code]] if code in known else [v for v in known.values() if v.code.startswith(f"{code}.")]
    return sorted(own, key=lambda village: village.code)


def _values(program: Program, chance: random.Random, home: Home) -> dict[str, Any]:
    village = home.village
    sex = chance.choice("LP")
    born = date(chance.randrange(1955, 2007), chance.randrange(1, 13), chance.randrange(1, 28))
    known = {
        "nama": chance.choice(NAMES[sex]).upper(),
        "nik": _nik(born, sex, chance, place=_place(village)),
        "kk": f"{_place(village)}{chance.randrange(1, 28):02d}0{chance.randrange(1, 10)}10"
        f"{chance.randrange(1, 10_000):04d}",
        "tempat_lahir": "Lumajang",
        "tanggal_lahir": born.isoformat(),
        "jenis_kelamin": sex,
        "agama": "1",
        "status_kawin": "2",
        "pekerjaan": chance.choice(JOBS),
        "telepon": f"0812{chance.randrange(10_000_000, 99_999_999)}",
        "alamat": f"Dusun {chance.choice(['Krajan', 'Sumberejo', 'Kebonan', 'Tegalsari'])}",
        "rt": str(home.rt),
        "rw": str(home.rw),
        "desa": village.code,
    }
    values: dict[str, Any] = {}
    for field in program.definition.intake:
        if field.key in known:
            values[field.key] = known[field.key]
        elif field.required:
            plain = field.options[0][0] if field.options else chance.choice(PURPOSES)
            values[field.key] = ANSWERS.get(field.key, plain)
    return values


def _place(village: Village) -> str:
    """The first six digits of a NIK issued there."""
    return "".join(village.code.split(".")[:3])


def _nik(born: date, sex: str, chance: random.Random, *, place: str = "") -> str:
    day = born.day + (40 if sex == "P" else 0)
    place = place or f"3508{chance.randrange(1, 22):02d}"
    return f"{place}{day:02d}{born:%m%y}{chance.randrange(1, 60):04d}"


def _given(paper: Paper, chance: random.Random, home: Home, day: date) -> PaperGiven:
    if not paper.has_letter_data:
        return PaperGiven(key=paper.key, state=PaperState.HERE)
    dated = day - timedelta(days=chance.randrange(0, 9))
    letter = _letter(paper, chance, home, dated)
    return PaperGiven(key=paper.key, state=PaperState.HERE, letter=letter)


def _letter(paper: Paper, chance: random.Random, home: Home, dated: date) -> LetterGiven:
    """From whom this paper is asked, numbered the way they number."""
    village = home.village
    serial, unit = chance.randrange(10, 400), village.code.replace(".", "")[-4:]
    signer = SIGNERS[int(unit) % len(SIGNERS)]
    if paper.issuer is Issuer.RT_RW:
        number = f"{serial % 60:02d}/RT.{home.rt:03d}/{dated.year}"
        issuer = f"Ketua RT {home.rt:03d} RW {home.rw:03d}"
        return LetterGiven(issuer=issuer, signer=signer, number=number, date=dated)
    if paper.issuer is Issuer.POLICE:
        number = f"SKTLK/{serial}/{roman(dated.month)}/{dated.year}/SPKT"
        return LetterGiven(issuer="Polsek setempat", number=number, date=dated)
    head = "Kepala Desa" if village.level == "desa" else "Lurah"
    number = f"470/{serial:03d}/427.{unit[:2]}.{unit[2:]}/{dated.year}"
    return LetterGiven(
        issuer=f"{head} {village.name}", issuer_code=village.code, signer=signer, number=number, date=dated
    )


def _load_poverty_list(actor: Actor, chance: random.Random, now: datetime) -> None:
    """An invented extract, so that some applicants are found in it and some are not."""
    born = date(1968, 8, 5)
    rows = [
        Person(_nik(born, sex, chance), name.upper(), "", chance.randrange(1, 6))
        for sex in "LP"
        for name in NAMES[sex]
    ]
    rows.append(Person("3508174508680001", "SITI AMINAH", "3508170101100002", 2))
    unique = {row.nik: row for row in rows}
    load_list(
        actor=actor,
        parsed=ParsedList(people=list(unique.values())),
        source="DTSEN (contoh, bukan data nyata)",
        as_of=wib(now).date() - timedelta(days=30),
        now=now,
    )


def _plan_absence(actor: Actor, now: datetime) -> None:
    """The leader goes to a meeting in a fortnight."""
    start = (now + timedelta(days=14)).replace(hour=1, minute=0, second=0, microsecond=0)
    absences.enter_absence(
        actor=actor, from_at=start, to_at=start + timedelta(hours=8), reason="Rapat di Surabaya", now=now
    )
