"""The inventory: reads, in the current office."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import F, Min, OuterRef, Q, Subquery

from commons.clock import WIB, wib
from facilities.kinds import BROKEN, Kind, State, Trouble, troubles
from facilities.models import Check, Item, Photo, Round, Verdict
from facilities.proposing import Held, Proposal, promised_by, proposals
from offices.models import Contact, ContactKind
from offices.queries import work_calendar
from offices.scope import current_office
from standards import queries as standards
from upkeep.rounds import Month, Stand, months

SHOWN_AFTER_REPAIR = timedelta(days=14)
LATE = frozenset({Stand.OVERDUE, Stand.MISSED})


@dataclass(frozen=True, slots=True)
class Line:
    """An item with what is wrong with it today; `checked`: in the month that was asked about."""

    item: Item
    troubles: frozenset[Trouble]
    checked: bool = False

    @property
    def is_broken(self) -> bool:
        """Whether citizens are told of it."""
        return not BROKEN.isdisjoint(self.troubles)


def state_of(item: Item) -> State | None:
    """What was found last; None before the first check."""
    if item.quantity is None or item.working is None:
        return None
    return State(item.quantity, item.working, item.expires_on, item.number)


def published_numbers() -> frozenset[str]:
    """The numbers of the *HP Pelayanan* that the office tells citizens, in E.164. One query."""
    rows = Contact.objects.filter(office_id=current_office().id, kind=ContactKind.MOBILE_SERVICE)
    return frozenset(rows.exclude(e164="").values_list("e164", flat=True))


def items() -> list[Item]:
    """The inventory in use, by name."""
    return list(Item.objects.filter(retired_at=None).order_by("name"))


def item(item_id: UUID) -> Item | None:
    """One item of this office, in use or not."""
    return Item.objects.filter(id=item_id).first()


def lines(*, day: date, month: date | None = None) -> list[Line]:
    """The inventory with what is wrong on that day. `month`: marks what was checked in its round."""
    found = items()
    published = published_numbers() if any(each.kind == Kind.PHONE for each in found) else frozenset()
    checked = checked_in(month) if month is not None else frozenset()
    return [Line(each, _wrong(each, day, published), each.id in checked) for each in found]


def checked_in(month: date) -> frozenset[UUID]:
    """The items that were looked at in the round of that month."""
    return frozenset(Check.objects.filter(month=month).values_list("item_id", flat=True))


def _wrong(row: Item, day: date, published: frozenset[str]) -> frozenset[Trouble]:
    state = state_of(row)
    if state is None:
        return frozenset()
    numbers = published if row.kind == Kind.PHONE else None
    return troubles(state, day=day, promised=row.promised, published=numbers)


def history(item_id: UUID) -> list[Check]:
    """Every check of an item, the newest first."""
    return list(Check.objects.filter(item_id=item_id).order_by("-at", "-id"))


def photo(photo_id: UUID) -> Photo | None:
    """One picture of this office."""
    return Photo.objects.filter(id=photo_id).first()


def waiting() -> list[Proposal]:
    """What the standards in force say differently, and nobody decided yet."""
    held = [Held(row.key, row.name, row.promised, tuple(row.services)) for row in items()]
    documents = {found.definition.code: found.document for found in standards.whole()}
    return proposals(promised_by(documents), held, refused())


def refused() -> Collection[str]:
    """The marks of proposals whose newest verdict is no."""
    newest = dict(Verdict.objects.order_by("at", "id").values_list("mark", "accepted"))
    return frozenset(mark for mark, accepted in newest.items() if not accepted)


def begun_on() -> date | None:
    """When the first item was added."""
    first = Item.objects.aggregate(first=Min("added_at"))["first"]
    return wib(first).date() if first is not None else None


def done_months() -> dict[date, date]:
    """When each month was confirmed."""
    return {month: wib(at).date() for month, at in Round.objects.values_list("month", "confirmed_at")}


def all_months(*, today: date) -> list[Month]:
    """What became of the months until today, the newest first; none before there is an inventory."""
    begun = begun_on()
    if begun is None:
        return []
    return months(begun, done_months(), work_calendar(current_office().id), today=today)


def rounds_of(months_: Sequence[date]) -> Mapping[date, Round]:
    """The confirmations of these months."""
    return {row.month: row for row in Round.objects.filter(month__in=months_)}


def repaired(*, day: date) -> list[tuple[str, date]]:
    """What works again since a short while (name, day): a check that found it whole after one that did not.
    One query."""
    since = datetime.combine(day - SHOWN_AFTER_REPAIR, time.min, WIB)
    before = Check.objects.filter(item=OuterRef("item"), at__lt=OuterRef("at")).order_by("-at", "-id")
    rows = (
        Check.objects.filter(at__gte=since, quantity__gt=0, working=F("quantity"), item__retired_at=None)
        .filter(item__broken_since=None)
        .annotate(had=Subquery(before.values("quantity")[:1]), did=Subquery(before.values("working")[:1]))
        .filter(Q(had=0) | Q(did__lt=F("had")))
    )
    newest = dict(rows.order_by("at").values_list("item__name", "at"))
    return [(name, wib(at).date()) for name, at in newest.items()]


@dataclass(frozen=True, slots=True)
class Span:
    """From when an item was known to be broken until it worked again; `until` None: it still is."""

    since: date
    until: date | None


def spans_of(checks: Sequence[Check]) -> list[Span]:
    """The times an item was not there or did not work, from its checks, oldest first. What ran
    out is no such time: nobody broke it."""
    found: list[Span] = []
    since: date | None = None
    for row in checks:
        day, works = wib(row.at).date(), 0 < row.quantity == row.working
        if since is None and not works:
            since = day
        elif since is not None and works:
            found.append(Span(since, day))
            since = None
    return [*found, Span(since, None)] if since is not None else found
