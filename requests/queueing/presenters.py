"""The console as its template takes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.clock import wib
from commons.indonesian import time_words
from queueing import fairness
from queueing.models import Priority, VisitOutcome
from queueing.queries import CounterRow, Figures, GroupRow, TicketRow
from queueing.workflow import ASIDE, AT_COUNTER, Action, State, allowed

LAST_DONE = 8
KEYS = 9


@dataclass(frozen=True)
class Desk:
    """What one console shows: the day's tickets, and the counter it stands at."""

    rows: Sequence[TicketRow]
    groups: Sequence[GroupRow]
    counters: Sequence[CounterRow]
    counter: CounterRow | None
    run: int
    may_call: bool
    now: datetime

    def current(self) -> TicketRow | None:
        """Who is called to or served at this counter."""
        here = (row for row in self.rows if self.counter and row.counter_id == self.counter.id)
        return next((row for row in here if row.state in AT_COUNTER), None)

    def waiting(self) -> list[dict[str, Any]]:
        """Who waits, by group in the order of the calls; this counter's groups first."""
        found = [self._group(group) for group in self.groups]
        return sorted(found, key=lambda each: not each["mine"])

    def _group(self, group: GroupRow) -> dict[str, Any]:
        inside = {
            row.id: row
            for row in self.rows
            if row.waits and (row.group_id == group.id or (row.group_id is None and group.is_default))
        }
        recent = [row for row in self.rows if row.group_id == group.id and row.call_no is not None]
        latest = sorted(recent, key=lambda row: row.call_no or 0, reverse=True)[: fairness.LONGEST_RUN]
        order = fairness.sequence(
            (row.waiting for row in inside.values()), [bool(row.priority) for row in latest], run=self.run
        )
        mine = self.counter is not None and (not self.counter.groups or group.id in self.counter.groups)
        rows = [self.line(inside[each.id]) for each in order]
        return {"id": group.id, "prefix": group.prefix, "name": group.name, "mine": mine, "rows": rows}

    def aside(self) -> list[dict[str, Any]]:
        """Held and skipped ones, who can be brought back."""
        return [self.line(row) for row in self.rows if row.state in ASIDE]

    def elsewhere(self) -> list[dict[str, Any]]:
        """Who is at the other counters."""
        here = self.counter.id if self.counter else None
        return [self.line(row) for row in self.rows if row.state in AT_COUNTER and row.counter_id != here]

    def done(self) -> list[dict[str, Any]]:
        """The last ones served."""
        served = sorted((row for row in self.rows if row.served), key=lambda row: row.state_at, reverse=True)
        return [self.line(row) for row in served[:LAST_DONE]]

    def line(self, row: TicketRow) -> dict[str, Any]:
        """One ticket: its words, and what may be done to it."""
        may = {action.value for action in allowed(row.state)} if self.may_call else set()
        return {
            "id": row.id,
            "number": row.number,
            "services": [_service(visit) for visit in row.visits] or [{"name": row.service_name, "word": ""}],
            "priority": Priority(row.priority).label if row.priority else "",
            "state": STATES[row.state],
            "serving": row.state is State.SERVING,
            "counter": row.counter,
            "since": row.state_at,
            "minutes": max(0, int((self.now - row.issued_at).total_seconds()) // 60),
            "issued_at": row.issued_at,
            "called_by": row.called_by,
            "called_at": row.called_at,
            "calls": row.calls,
            "event": row.event,
            "carried": row.carried > 0,
            "file_id": row.file_id,
            "may": may,
            "intake_url": intake_url(row) if self.may_call else "",
            "trip_url": trip_url(row) if self.may_call else "",
            "print_url": reverse("ticket_print", args=[row.id]),
            "transfer_to": [group for group in self.groups if group.id != row.group_id],
        }


STATES = {
    State.WAITING: gettext_lazy("menunggu"),
    State.TRANSFERRED: gettext_lazy("dipindahkan, menunggu"),
    State.CALLED: gettext_lazy("dipanggil"),
    State.SERVING: gettext_lazy("dilayani"),
    State.HELD: gettext_lazy("ditahan"),
    State.SKIPPED: gettext_lazy("tidak datang"),
    State.DONE: gettext_lazy("selesai"),
    State.LEFT: gettext_lazy("pergi"),
    State.CLOSED: gettext_lazy("ditutup"),
}


def _service(visit: Any) -> dict[str, str]:
    word = VisitOutcome(visit.outcome).label if visit.outcome else ""
    return {"name": visit.service_name, "word": str(word)}


def next_service(row: TicketRow) -> str:
    """The code of the service that is to be done now; "" when it is chosen at the counter."""
    return next((visit.service_code for visit in row.visits if not visit.outcome), row.service_code)


def intake_url(row: TicketRow) -> str:
    """Where its file is received, with the ticket."""
    code = next_service(row)
    path = reverse("intake_service", args=[code]) if code else reverse("intake")
    return f"{path}?tiket={row.id}"


def trip_url(row: TicketRow) -> str:
    """Where it is recorded that this person is sent home; "" while the service is not chosen."""
    code = next_service(row)
    return f"{reverse('trip_new', args=[code])}?tiket={row.id}" if code else ""


def figures(found: Figures) -> list[dict[str, Any]]:
    """Today's figures in words."""
    unknown = "–"
    return [
        {"value": found.waiting, "label": _("menunggu")},
        {"value": found.served, "label": _("selesai")},
        {"value": _minutes(found.wait_minutes, unknown), "label": _("menit menunggu (tengah)")},
        {"value": _minutes(found.service_minutes, unknown), "label": _("menit dilayani (tengah)")},
        {"value": found.skipped, "label": _("tidak datang")},
        {"value": found.quick, "label": _("layanan cepat")},
        {"value": found.sent_home, "label": _("pulang, belum lengkap")},
    ]


def _minutes(value: int | None, unknown: str) -> int | str:
    return unknown if value is None else value


def counter_choices(
    counters: Iterable[CounterRow], rows: Sequence[TicketRow], *, here: UUID | None
) -> list[dict[str, Any]]:
    """The counters to choose from, with who is at each now."""
    busy = {row.counter_id: row for row in rows if row.state in AT_COUNTER}
    return [
        {
            "id": counter.id,
            "title": counter.title,
            "key": str(place) if place <= KEYS else "",
            "here": counter.id == here,
            "number": busy[counter.id].number if counter.id in busy else "",
            "by": busy[counter.id].called_by if counter.id in busy else "",
        }
        for place, counter in enumerate(counters, start=1)
    ]


def moment(at: datetime) -> str:
    """ "09.14 WIB"."""
    return time_words(wib(at))


DONE_WORDS = {
    Action.CALL: gettext_lazy("{number} dipanggil ke Loket {counter}."),
    Action.RECALL: gettext_lazy("{number} dipanggil ulang."),
    Action.START: gettext_lazy("{number} dilayani."),
    Action.SKIP: gettext_lazy("{number} tidak datang; masih dapat dikembalikan."),
    Action.HOLD: gettext_lazy("{number} ditahan; masih dapat dikembalikan."),
    Action.RETURN: gettext_lazy("{number} kembali menunggu."),
    Action.TRANSFER: gettext_lazy("{number} menunggu di “{group}”, nomornya tetap."),
    Action.FINISH: gettext_lazy("{number} selesai."),
    Action.CONTINUE: gettext_lazy("{number}: layanan berikutnya."),
    Action.LEAVE: gettext_lazy("{number} dicatat pergi."),
}
