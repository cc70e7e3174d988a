"""Where a file has been: what the ledger knows from events and the leader's absences alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from applications.workflow import Phase, StepKind
from commons.worktime import Interval


class Owner(StrEnum):
    """Who a minute belongs to."""

    OFFICE = "OFFICE"
    APPLICANT = "APPLICANT"
    LEADER_AWAY = "LEADER_AWAY"
    OTHER_AGENCY = "OTHER_AGENCY"
    CLOSED = "CLOSED"


class Holder(StrEnum):
    """Where a file lies, as its events say. Owners follow from this, the hours and the absences."""

    OFFICE = "OFFICE"
    SIGNER = "SIGNER"
    APPLICANT = "APPLICANT"
    OTHER_AGENCY = "OTHER_AGENCY"
    READY = "READY"
    DELIVERED = "DELIVERED"
    DROPPED = "DROPPED"


OVER = frozenset({Holder.DELIVERED, Holder.DROPPED})
OURS = frozenset({Holder.OFFICE, Holder.SIGNER})
OWNER_OF = {
    Holder.OFFICE: Owner.OFFICE,
    Holder.SIGNER: Owner.OFFICE,
    Holder.APPLICANT: Owner.APPLICANT,
    Holder.READY: Owner.APPLICANT,
    Holder.OTHER_AGENCY: Owner.OTHER_AGENCY,
}
_HOLDER_OF_PHASE = {
    Phase.RETURNED: Holder.APPLICANT,
    Phase.WAITING: Holder.OTHER_AGENCY,
    Phase.HANDED_OVER: Holder.DELIVERED,
    Phase.REJECTED: Holder.DROPPED,
    Phase.WITHDRAWN: Holder.DROPPED,
}
_HOLDER_OF_STEP = {StepKind.SIGN: Holder.SIGNER, StepKind.HAND_OVER: Holder.READY}


def holder_of(phase: Phase, step: StepKind, *, correcting: bool = False) -> Holder:
    """Where a file in this state lies. `correcting`: a correction waits for the head's signature."""
    if correcting:
        return Holder.SIGNER
    return _HOLDER_OF_PHASE.get(phase) or _HOLDER_OF_STEP.get(step, Holder.OFFICE)


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` on, until the next span, the file lies with `holder`."""

    start: datetime
    holder: Holder


@dataclass(frozen=True, slots=True)
class Course:
    """Where a file has been since it was received, and since when it was complete and correct, if it is."""

    spans: tuple[Span, ...]
    complete_at: datetime | None

    def __post_init__(self) -> None:
        starts = [span.start for span in self.spans]
        if not starts or starts != sorted(starts):
            raise ValueError("a course has at least one span, and its spans are in order")

    @classmethod
    def of(cls, spans: Iterable[Span], complete_at: datetime | None) -> Course:
        """The course from the file's events; where the server's clock was set back, time stands still."""
        straight: list[Span] = []
        for span in spans:
            start = max(span.start, straight[-1].start) if straight else span.start
            straight.append(Span(start, span.holder))
        return cls(tuple(straight), complete_at)

    @property
    def done_at(self) -> datetime | None:
        """When the promise was kept or broken for good; `None` while the office still owes the product."""
        ready: datetime | None = None
        for span in self.spans:
            if span.holder is Holder.DELIVERED:
                return ready or span.start
            if span.holder is not Holder.READY:
                ready = span.start if span.holder is Holder.DROPPED else None
            elif ready is None:
                ready = span.start
        return ready

    def stretches(self, until: datetime) -> Iterator[tuple[datetime, datetime, Holder]]:
        """Each span with its end, the last one ending at `until`."""
        ends = [span.start for span in self.spans[1:]] + [max(until, self.spans[-1].start)]
        for span, end in zip(self.spans, ends, strict=True):
            yield span.start, end, span.holder


def unattended(absences: Iterable[Interval], acting: Iterable[Interval] = ()) -> tuple[Interval, ...]:
    """When nobody could sign: the leader's absences, merged, without the times of an acting signer."""
    away = _merged(absences)
    for cover in acting:
        parts = [(a.start, min(a.end, cover.start)) for a in away]
        parts += [(max(a.start, cover.end), a.end) for a in away]
        away = [Interval(start, end) for start, end in parts if start < end]
    return tuple(sorted(away, key=lambda a: a.start))


def _merged(intervals: Iterable[Interval]) -> list[Interval]:
    merged: list[Interval] = []
    for item in sorted(intervals, key=lambda i: i.start):
        if merged and item.start <= merged[-1].end:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, item.end))
        else:
            merged.append(item)
    return merged
