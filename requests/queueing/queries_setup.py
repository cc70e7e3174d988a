"""How the office's queue is set up: groups, counters, which services take a number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from queueing.groups import group_for, options
from queueing.models import Counter, QueueGroup, TicketDay
from standards.queries import BriefService, briefly

__all__ = ["CounterRow", "GroupRow", "counters", "day_state", "groups", "offered", "options", "with_ticket"]


@dataclass(frozen=True)
class GroupRow:
    """A group: `services` are the codes it names; the default one takes all that no other names."""

    id: UUID
    prefix: str
    name: str
    services: tuple[str, ...]
    order: int
    is_default: bool
    active: bool


@dataclass(frozen=True)
class CounterRow:
    """A counter; `groups` are ids, empty for all."""

    id: UUID
    number: int
    name: str
    groups: tuple[UUID, ...]
    active: bool

    @property
    def title(self) -> str:
        """ "Loket 2", with its name where it has one."""
        return f"Loket {self.number}" + (f" · {self.name}" if self.name else "")


@dataclass(frozen=True)
class Offered:
    """A group with the services in it that take a number: what a kiosk shows."""

    group: GroupRow
    services: tuple[BriefService, ...]


def groups(*, all_of_them: bool = False) -> list[GroupRow]:
    """The groups in use, in their order; with `all_of_them` also those put out of use."""
    rows = QueueGroup.objects.all() if all_of_them else QueueGroup.objects.filter(active=True)
    return [_group(each) for each in rows.order_by("order", "prefix")]


def _group(row: QueueGroup) -> GroupRow:
    return GroupRow(row.id, row.prefix, row.name, tuple(row.services), row.order, row.is_default, row.active)


def counters(*, all_of_them: bool = False) -> list[CounterRow]:
    """The counters in use, by number; with `all_of_them` also those put out of use."""
    rows = Counter.objects.all() if all_of_them else Counter.objects.filter(active=True)
    return [
        CounterRow(each.id, each.number, each.name, tuple(each.groups), each.active)
        for each in rows.order_by("number")
    ]


def with_ticket() -> list[BriefService]:
    """The services that take a number, by name: the standard says so, or a group in use names them."""
    return _with_ticket(QueueGroup.objects.filter(active=True))


def _with_ticket(groups_in_use: Iterable[QueueGroup]) -> list[BriefService]:
    named = {code for group in groups_in_use for code in group.services}
    return [row for row in briefly() if row.has_ticket or row.code in named]


def offered() -> list[Offered]:
    """The groups in use with their services, in order; groups without any are left out.

    An office that never set its queue up has no group yet: `issue` makes the first.
    """
    rows = list(QueueGroup.objects.filter(active=True).order_by("order", "prefix"))
    found: dict[UUID, list[BriefService]] = {}
    for service in _with_ticket(rows):
        group = group_for(service.code, rows)
        if group is not None:
            found.setdefault(group.id, []).append(service)
    return [Offered(_group(row), tuple(found[row.id])) for row in rows if row.id in found]


def day_state(day: date) -> TicketDay:
    """The day's row: `is_closed`, `closed_by`, `ending`; a fresh one, not stored, before its first use."""
    return TicketDay.objects.filter(date=day).first() or TicketDay(date=day)
