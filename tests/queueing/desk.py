"""A queue at work, for the tests of its operations: short words for what a counter does."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from commons import clock as clocks
from commons.ids import new_id
from offices.scope import office_scope
from queueing import operations, queries
from queueing.models import Counter, QueueGroup, Ticket, TicketEvent, Visit
from queueing.operations import Seen, Wanted
from queueing.workflow import Action, State
from tests.applications.pages import Site

KTP = Wanted(code="ktp-el", name="KTP-el")
SKTM = Wanted(code="sktm", name="SKTM")


@dataclass
class Queue:
    """The queue of one office; everything happens now, by the counter's person unless said otherwise."""

    site: Site

    def _in(self) -> Any:
        return office_scope(self.site.office)

    def who(self, name: str) -> Any:
        return self.site.people[name]

    def take(self, service: Wanted = KTP, **more: Any) -> Ticket:
        """A number."""
        facts = {"actor": self.who("counter"), "idempotency_key": str(new_id()), "now": clocks.now()}
        with self._in():
            return operations.issue(service_code=service.code, service_name=service.name, **{**facts, **more})

    def counter(self, number: int = 1, *groups: QueueGroup, active: bool = True) -> Counter:
        """A counter that serves these groups, or all."""
        with self._in():
            found = Counter.objects.filter(number=number).first()
            return operations.save_counter(
                actor=self.who("admin"),
                counter_id=found.id if found else None,
                number=number,
                groups=[group.id for group in groups],
                active=active,
                now=clocks.now(),
            )

    def group(self, prefix: str, *services: str, **more: Any) -> QueueGroup:
        """A group of its own for these services."""
        with self._in():
            return operations.save_group(
                actor=self.who("admin"),
                prefix=prefix,
                name=f"Kelompok {prefix}",
                services=services,
                now=clocks.now(),
                **more,
            )

    def call(self, counter: Counter, *, seen: UUID | bool | None = False, who: str = "counter") -> Ticket:
        """The next one to this counter."""
        asked = None if seen is False else Seen(seen if isinstance(seen, UUID) else None)
        with self._in():
            return operations.call_next(
                actor=self.who(who), counter_id=counter.id, seen=asked, now=clocks.now()
            )

    def do(self, ticket: Ticket, action: Action, *, who: str = "counter", **more: Any) -> Ticket:
        """An action on a ticket."""
        with self._in():
            return operations.act(
                actor=self.who(who), ticket_id=ticket.id, action=action, now=clocks.now(), **more
            )

    def fresh(self, ticket: Ticket) -> Ticket:
        """The ticket as it stands now."""
        with self._in():
            return Ticket.objects.select_related("counter", "group").get(id=ticket.id)

    def state(self, ticket: Ticket) -> State:
        return State(self.fresh(ticket).state)

    def events(self, ticket: Ticket) -> list[TicketEvent]:
        with self._in():
            return list(TicketEvent.objects.filter(ticket=ticket.id).order_by("seq"))

    def visits(self, ticket: Ticket) -> list[Visit]:
        with self._in():
            return list(Visit.objects.filter(ticket=ticket.id).order_by("order"))

    def everything(self) -> list[tuple[Any, ...]]:
        """All rows of the queue, to say that nothing changed."""
        with self._in():
            rows: list[tuple[Any, ...]] = []
            for model in (Ticket, TicketEvent, Visit, Counter, QueueGroup):
                rows += list(model.objects.order_by("id").values_list())
            return rows

    def numbers(self) -> list[str]:
        """Who would be called in which order, whatever the lane."""
        with self._in():
            return [row.number for row in queries.today(clocks.today()) if row.waits]
