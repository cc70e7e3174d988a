"""What a citizen is told where an office does not serve: nothing that was not public before."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from offices.hosts import url_of
from offices.models import SERVED, Closure, ContactKind, Office, OfficeState
from offices.queries import ContactLine, contacts
from offices.scope import public_scope
from offices.succession import Succession, successor_of
from regulations.queries import known_citation

REACH = frozenset(
    {
        ContactKind.ADDRESS,
        ContactKind.PHONE,
        ContactKind.MOBILE_SERVICE,
        ContactKind.WHATSAPP,
        ContactKind.EMAIL,
    }
)


@dataclass(frozen=True)
class Place:
    """Where to go instead. `url` is "" when that office does not serve online either."""

    name: str
    url: str
    ways: list[ContactLine]
    """Its address first, then the ways to call or write."""


@dataclass(frozen=True)
class Closed:
    """`kind`: suspended | merged | ended | none. `until`: the last day of a closure that was announced;
    `basis`: the rule that says so, as the law register cites it, "" when the register has none."""

    kind: str
    name: str = ""
    place: Place | None = None
    since: date | None = None
    until: date | None = None
    basis: str = ""


def closed(office: Office | None, *, on: date) -> Closed:
    """What may be said of this office on that day; nothing of one that never opened, or of a rehearsal."""
    if office is None or office.is_rehearsal or office.state == OfficeState.PROVISIONING:
        return Closed("none")
    with public_scope():
        if office.state == OfficeState.ARCHIVED:
            return _ended(office)
        return Closed("suspended", office.full_name, _place(office), until=_announced_end(office, on))


def _ended(office: Office) -> Closed:
    succession = successor_of(office.pk)
    if succession is None:
        above = Office.objects.filter(children=office, state__in=SERVED).defer("emblem").first()
        return Closed("ended", office.full_name, _place(above) if above else None)
    return _merged(office, succession)


def _merged(office: Office, succession: Succession) -> Closed:
    # What was typed as the reason may hold anything; the register's own words of a rule are public.
    basis = known_citation(succession.reason)
    return Closed("merged", office.full_name, _place(succession.office), since=succession.since, basis=basis)


def _place(office: Office) -> Place:
    found = [line for line in contacts(office.pk) if line.kind in REACH]
    ways = sorted(found, key=lambda line: line.kind != ContactKind.ADDRESS)
    return Place(office.full_name, url_of(office.slug) if office.state in SERVED else "", ways)


def _announced_end(office: Office, on: date) -> date | None:
    """The last day of the closure of whole days that holds on that day."""
    whose = Q(office=office) | Q(office=None)
    holding = Closure.objects.filter(whose, from_date__lte=on, to_date__gte=on, from_time=None)
    found: date | None = holding.aggregate(last=Max("to_date"))["last"]
    return found
