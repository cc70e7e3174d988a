"""What is behind the counter in the demo: inventory, roster, competences, a meeting with its decisions."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from accounts.actors import Actor
from accounts.models import Role
from accounts.queries import people
from commons.clock import WIB, wib
from facilities import operations as inventory
from facilities import queries as facilities
from facilities.kinds import Kind
from facilities.models import Item
from facilities.operations import Found
from indicators.periods import months_back
from offices.models import Contact, ContactKind, Office
from offices.queries import work_calendar
from supervision import operations, operations_roster
from supervision.models import CredentialKind
from supervision.operations import Called, Decided, Shown

PHONE = "081234567890"
BROKEN = ("AC", "Printer")
DAY = timedelta(days=1)


def seed_behind(office: Office, *, now: datetime) -> None:
    """In the office's scope, once: as its people would have done it over the last two months."""
    if Item.objects.exists():
        return
    cast = _cast(office, now)
    begun = _morning(months_back(wib(now).date(), 2) + 9 * DAY)
    _stock(cast[Role.SECTION_HEAD], begun)
    last = _morning(months_back(wib(now).date(), 1) + 4 * DAY)
    # The extinguisher is within the thirty days of its warning.
    _round(office, cast[Role.COUNTER], last, expires=wib(now).date() + 18 * DAY)
    _break(cast[Role.COUNTER], max(last, now - 6 * DAY), wib(now).date())
    _people(cast, begun)
    _meeting(cast, _closing(office, wib(now).date() - 8 * DAY))


def _cast(office: Office, now: datetime) -> dict[str, Actor]:
    found: dict[str, Actor] = {}
    for each in people(office, on=wib(now).date()):
        for role in each.roles:
            facts = (each.user_id, each.name, each.title, frozenset(each.roles), office.id)
            found.setdefault(role, Actor(*facts, each.assignment_id))
    return found


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), WIB)


def _closing(office: Office, day: date) -> datetime:
    """After a meeting on that day, or on the last working day before it: the office is open then."""
    calendar = work_calendar(office.id)
    days = (day - n * DAY for n in range(14))
    return datetime.combine(
        next((one for one in days if calendar.is_working_day(one)), day), time(14, 30), WIB
    )


def _stock(actor: Actor, at: datetime) -> None:
    marks = {each.mark for each in facilities.waiting()}
    inventory.decide(actor=actor, marks=marks, accepted=True, now=at)


def _round(office: Office, actor: Actor, at: datetime, *, expires: date) -> None:
    """The round of last month, kept in time; this month's waits for whoever tries it."""
    month = wib(at).date().replace(day=1)
    phone = Contact.objects.filter(office_id=office.id, kind=ContactKind.MOBILE_SERVICE).first()
    for item in facilities.items():
        count = item.promised or 1
        found = Found(
            quantity=count,
            working=count,
            expires_on=expires if item.kind == Kind.APAR else None,
            number=(phone.shown if phone else PHONE) if item.kind == Kind.PHONE else "",
        )
        inventory.check(actor=actor, item_id=item.id, found=found, month=month, now=at)
    inventory.confirm(actor=actor, month=month, now=at)


def _break(actor: Actor, at: datetime, today: date) -> None:
    """One thing does not work, and citizens are told."""
    item = next((each for name in BROKEN for each in facilities.items() if each.name == name), None)
    if item is None:
        return
    found = Found(
        quantity=item.quantity or 1,
        working=0,
        note="Teknisi sudah dipanggil. Pelayanan tetap berjalan",
        expected_on=today + timedelta(days=9),
    )
    inventory.check(actor=actor, item_id=item.id, found=found, month=None, now=at)


def _people(cast: dict[str, Actor], at: datetime) -> None:
    """The week as assigned, one exception, and what some of them can show."""
    operations_roster.propose_week(actor=cast[Role.SECRETARY], now=at)
    first = wib(at).date() + timedelta(days=14)
    operations_roster.enter_exception(
        actor=cast[Role.SECRETARY],
        user_id=cast[Role.OPERATOR].user_id,
        on=False,
        first=first,
        last=first + DAY,
        reason="TRAINING",
        now=at,
    )
    shown = {
        Role.COUNTER: (CredentialKind.EDUCATION, "SMA Negeri (contoh)", "SMA", date(2012, 6, 1)),
        Role.HEAD: (CredentialKind.EDUCATION, "Ilmu Pemerintahan (contoh)", "S1", date(2001, 8, 1)),
        Role.SECTION_HEAD: (CredentialKind.EXPERIENCE, "Seksi Pelayanan Umum (contoh)", "", date(2018, 1, 2)),
    }
    for role, (kind, name, level, since) in shown.items():
        operations.enter_credential(
            actor=cast[Role.OFFICE_ADMIN],
            user_id=cast[role].user_id,
            shown=Shown(kind=kind, name=name, since=since, level=level),
            now=at,
        )


def _meeting(cast: dict[str, Actor], at: datetime) -> None:
    """Minutes with two decisions: one is done, one waits for its owner. Who leads does not write."""
    head = cast[Role.HEAD]
    day = wib(at).date()
    called = Called(
        held_on=day, starts=time(13), ends=time(14), place="Ruang rapat", subject="Evaluasi pelayanan"
    )
    row = operations.call_meeting(actor=head, called=called, now=at)
    done = _decided(head, row.id, "Pasang brosur persyaratan di ruang tunggu", cast[Role.COUNTER], at)
    _decided(head, row.id, "Daftarkan petugas ke pelatihan pelayanan prima", cast[Role.SECRETARY], at)
    operations.write_minutes(
        actor=cast[Role.SECRETARY],
        meeting_id=row.id,
        minutes="Antrean pagi menumpuk pada hari Senin.\nSyarat sering ditanyakan berulang di loket.",
        present={each["id"] for each in row.attendance[:5]},
        close=True,
        now=at,
    )
    operations.finish_decision(
        actor=cast[Role.COUNTER], decision_id=done, outcome="Terpasang di dua tempat", now=at + 2 * DAY
    )


def _decided(actor: Actor, meeting: UUID, text: str, owner: Actor, at: datetime) -> UUID:
    decided = Decided(text=text, owner_id=owner.user_id, due_on=wib(at).date() + timedelta(days=14))
    return operations.decide(actor=actor, decided=decided, meeting_id=meeting, now=at).id
