"""The demo's round of the citizens' voice: weeks of the Kotak Saran, and last quarter's recap, published.

Everything goes through the operations, each at its own moment; texts are invented.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from accounts.actors import Actor
from accounts.models import Role
from commons import clock
from commons.clock import wib
from commons.worktime import WorkCalendar
from complaints import operations as complaints
from complaints import working
from complaints.models import Channel, Complaint, Kind, Klass
from complaints.operations import NewComplaint
from complaints.workflow import Action
from complaints.working import Said
from demo.files import actors_of
from offices.models import Office
from offices.queries import sections, work_calendar
from offices.scope import current_office
from recaps import operations as recaps
from recaps import queries as recaps_queries
from recaps.operations import NewPromise
from recaps.quarters import Quarter
from suggestionbox import operations, operations_slips
from suggestionbox.handing import Words
from suggestionbox.operations_slips import NewSlip
from suggestionbox.ritual import due_days, may_open_from

WEEKS = 5
SLIPS = (
    (Kind.COMPLAINT, "Nomor antrean dipanggil terlalu cepat, orang tua saya tidak sempat mendengar."),
    (Kind.ASPIRATION, "Mohon disediakan air minum di ruang tunggu."),
    (Kind.COMPLAINT, "Papan syarat di depan loket sudah pudar, sulit dibaca."),
    (Kind.ASPIRATION, "Tolong ada jalur untuk kursi roda di pintu depan."),
    (Kind.INFORMATION, "Apakah SKTM bisa diurus oleh anak yang sudah dewasa?"),
    (Kind.COMPLAINT, "Loket tutup sepuluh menit sebelum jamnya."),
)
LAST_QUARTER = (
    (
        Kind.COMPLAINT,
        Channel.DESK,
        "Menunggu terlalu lama pada hari Senin pagi.",
        "Loket kedua dibuka tiap Senin.",
    ),
    (Kind.COMPLAINT, Channel.BOX, "Kursi tunggu kurang, banyak yang berdiri.", "Sepuluh kursi ditambah."),
    (Kind.ASPIRATION, Channel.BOX, "Mohon ada pengeras suara untuk panggilan.", "Pengeras suara dipasang."),
    (
        Kind.INFORMATION,
        Channel.WHATSAPP,
        "Jam berapa loket dibuka pada hari Jumat?",
        "Jam layanan dijelaskan.",
    ),
    (Kind.COMPLAINT, Channel.PHONE, "Parkir motor gelap sesudah hujan.", "Lampu parkir diganti."),
)
Cast = dict[str, Actor]
ANALYSIS = (
    "Keluhan terbanyak tentang lamanya menunggu pada Senin pagi dan ruang tunggu yang sempit. Loket kedua "
    "dibuka tiap Senin dan kursi ditambah; penerangan parkir masih diperbaiki."
)


def seed_round(office: Office, *, now: datetime) -> None:
    """In the office's scope, once: last quarter first, so that numbers rise with time."""
    cast = actors_of(office, now)
    chance = random.Random(f"voice {office.kemendagri_code}")  # noqa: S311  invented texts need no secrecy
    calendar = work_calendar(office.id)
    quarter = recaps_queries.due(now=now)
    _last_quarter(cast, quarter, calendar, chance)
    _recap(cast, quarter, now)
    _weeks(cast, calendar, chance, now)


def _last_quarter(cast: Cast, quarter: Quarter, calendar: WorkCalendar, chance: random.Random) -> None:
    days = list(due_days(calendar, quarter.first, quarter.last - timedelta(days=20)))
    chosen = sorted(chance.sample(days, len(LAST_QUARTER)))
    for day, (kind, channel, text, done) in zip(chosen, LAST_QUARTER, strict=True):
        at = _moment(calendar, day)
        new = NewComplaint(kind=kind, channel=channel, text=text, anonymous=True)
        with clock.at(at):
            made = complaints.receive(actor=cast[Role.INFORMATION], new=new, now=at)
        _work_through(cast, made.id, calendar, day, done)


def _work_through(cast: Cast, complaint_id: UUID, calendar: WorkCalendar, day: date, done: str) -> None:
    """Verified the next working day, answered two later."""
    later = list(due_days(calendar, day + timedelta(days=1), day + timedelta(days=14)))
    section = sections(current_office().id)[-1].name
    steps = (
        (cast[Role.INFORMATION], Action.VERIFY, Said(klass=Klass.LIGHT, section=section), later[0]),
        (cast[Role.SECTION_HEAD], Action.ANSWER, Said(done=done, text=f"Terima kasih. {done}"), later[1]),
    )
    for actor, action, said, on in steps:
        row = Complaint.objects.get(id=complaint_id)
        at = _moment(calendar, on)
        with clock.at(at):
            working.act(
                actor=actor,
                complaint_id=row.id,
                action=action,
                said=said,
                expected_event=row.event_no,
                now=at,
            )


def _moment(calendar: WorkCalendar, day: date) -> datetime:
    return calendar.sessions(day)[0].start + timedelta(minutes=45)


def _recap(cast: Cast, quarter: Quarter, now: datetime) -> None:
    promises = [
        NewPromise(
            topic="Antrean Senin pagi",
            words="Loket kedua dibuka setiap Senin pukul 07.30 sampai 10.00.",
            owner=cast[Role.SECTION_HEAD].name,
            due=wib(now).date() + timedelta(days=30),
        ),
        NewPromise(
            topic="Ruang tunggu",
            words="Sepuluh kursi tambahan dan pengeras suara panggilan.",
            owner=cast[Role.SECTION_HEAD].name,
            due=wib(now).date() + timedelta(days=14),
        ),
    ]
    kasi = cast[Role.SECTION_HEAD]
    recaps.draft(quarter=quarter, actor=None, now=now)
    recaps.complete(actor=kasi, quarter=quarter, analysis=ANALYSIS, promises=promises, now=now)
    recaps.approve(actor=cast[Role.HEAD], quarter=quarter, now=now)
    row = recaps.publish(actor=kasi, quarter=quarter, now=now)
    first = row.promises.order_by("place").first()
    assert first is not None
    words = "Loket kedua sudah dibuka pada dua Senin terakhir."
    recaps.say(actor=cast[Role.SECTION_HEAD], promise_id=first.id, state="RUNNING", words=words, now=now)


def _weeks(cast: Cast, calendar: WorkCalendar, chance: random.Random, now: datetime) -> None:
    """Five weeks: most days empty, one missed with its reason, one forgotten; the last working day is left
    to be opened, whatever day the demo is looked at."""
    today = wib(now).date()
    days = list(due_days(calendar, today - timedelta(weeks=WEEKS), today - timedelta(days=1)))
    missed, forgotten = days[len(days) // 2], days[-3]
    slips = _slips(chance)
    for day in days[:-1]:
        if day in {missed, forgotten}:
            continue
        opens = may_open_from(calendar, day)
        assert opens is not None
        _open(cast, day, opens + timedelta(minutes=10), next(slips))
    operations.record_missed(
        actor=cast[Role.SECTION_HEAD], day=missed, reason="Upacara di alun-alun sampai sore", now=now
    )


def _slips(chance: random.Random) -> Iterator[list[tuple[str, str]]]:
    waiting = list(SLIPS)
    while True:
        n = chance.choice((0, 0, 0, 1, 2)) if waiting else 0
        taken, waiting = waiting[:n], waiting[n:]
        yield [(kind, text) for kind, text in taken]


def _open(cast: Cast, day: date, at: datetime, slips: list[tuple[str, str]]) -> None:
    with clock.at(at):
        opening = operations.open_box(actor=cast[Role.INFORMATION], day=day, found=len(slips), now=at)
        for kind, text in slips:
            new = NewSlip(words=Words(kind=kind, text=text))
            operations_slips.add_slip(actor=cast[Role.INFORMATION], opening_id=opening.id, new=new, now=at)
        for actor in (cast[Role.COUNTER], cast[Role.SECTION_HEAD]):
            operations.witness(actor=actor, opening_id=opening.id, now=at)
        operations.close(actor=cast[Role.INFORMATION], opening_id=opening.id, now=at)
