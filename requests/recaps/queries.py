"""Recaps: reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from attachments import queries as attachments
from attachments.models import State
from commons.clock import wib
from complaints import queries as complaints
from offices import opened
from offices.scope import current_office
from recaps import gathering
from recaps.figures import Change, Figures, Line, changes, figures, lines_of, stored
from recaps.models import FROZEN, Progress, Promise, PromiseStep, Recap, RecapState
from recaps.quarters import Quarter
from suggestionbox import queries as box


@dataclass(frozen=True)
class Kept:
    """A promise and how it stands: `latest` is the last thing said about it."""

    promise: Promise
    steps: list[PromiseStep]

    @property
    def latest(self) -> PromiseStep | None:
        """The last thing said about it."""
        return self.steps[-1] if self.steps else None

    @property
    def state(self) -> Progress:
        """Not begun until somebody says so."""
        return Progress(self.latest.state) if self.latest else Progress.PLANNED

    @property
    def is_open(self) -> bool:
        """Whether anything is still to be done."""
        return self.state in {Progress.PLANNED, Progress.RUNNING}


@dataclass(frozen=True)
class Whole:
    """A recap with its figures: frozen ones where it was approved, today's before. `since`: what later
    changes would make of frozen ones. `earlier`: promises of the quarters before that are shown in it."""

    recap: Recap
    quarter: Quarter
    figures: Figures
    lines: Sequence[Line]
    promises: list[Kept]
    earlier: Sequence[Mapping[str, Any]]
    since: list[Change]
    analysis: str

    @property
    def frozen(self) -> bool:
        """Whether it was approved."""
        return self.recap.state in FROZEN


def quarter_of(row: Recap) -> Quarter:
    """The quarter of a recap."""
    return Quarter(row.year, row.quarter)


def recap(quarter: Quarter) -> Recap | None:
    """The recap of a quarter, without its document."""
    rows = Recap.objects.filter(year=quarter.year, quarter=quarter.n)
    return rows.defer("pdf").first()


def recaps() -> list[Recap]:
    """All of this office, the newest first."""
    return list(Recap.objects.defer("pdf").order_by("-year", "-quarter"))


def published() -> list[Recap]:
    """Those that everybody may read, the newest first."""
    rows = Recap.objects.filter(state=RecapState.PUBLISHED).defer("pdf")
    return list(rows.order_by("-year", "-quarter"))


def promises_of(row: Recap) -> list[Kept]:
    """Its promises in their order, each with what was said about it."""
    rows = row.promises.order_by("place").prefetch_related("steps")
    return [Kept(one, sorted(one.steps.all(), key=lambda step: (step.at, step.id))) for one in rows]


def earlier_promises(quarter: Quarter) -> list[dict[str, Any]]:
    """Promises of approved recaps before this quarter that were open when it began, and how they stand."""
    rows = Recap.objects.filter(state__in=FROZEN).defer("pdf", "content").order_by("year", "quarter")
    found = []
    for row in rows:
        if quarter_of(row) >= quarter:
            continue
        found += [
            promise_plain(one, quarter_of(row)) for one in promises_of(row) if _still_told(one, quarter)
        ]
    return found


def _still_told(one: Kept, quarter: Quarter) -> bool:
    """Whether it was open at the quarter's start, or ended since."""
    ended = None if one.is_open or one.latest is None else wib(one.latest.at).date()
    return ended is None or ended >= quarter.first


def promise_plain(one: Kept, quarter: Quarter) -> dict[str, Any]:
    """A promise as it is kept with a recap: JSON, in words."""
    return {
        "quarter": quarter.words,
        "topic": one.promise.topic,
        "words": one.promise.words,
        "owner": one.promise.owner,
        "due": one.promise.due.isoformat(),
        "state": one.state.value,
        "said": one.latest.words if one.latest else "",
    }


def whole(row: Recap) -> Whole:
    """A recap as its pages show it."""
    quarter = quarter_of(row)
    now_lines = gathering.lines(quarter)
    today = figures(now_lines)
    promises = promises_of(row)
    if row.state in FROZEN and row.content is not None:
        frozen = Figures.read(row.content["figures"])
        lines, earlier = lines_of(row.content["lines"]), row.content["earlier"]
        since = changes(frozen, today)
        return Whole(row, quarter, frozen, lines, promises, earlier, since, row.content["analysis"])
    return Whole(row, quarter, today, now_lines, promises, earlier_promises(quarter), [], row.analysis)


def public(quarter: Quarter) -> Whole | None:
    """A published recap for everybody: frozen words only, and the promises as they stand today."""
    row = recap(quarter)
    if row is None or row.state != RecapState.PUBLISHED or row.content is None:
        return None
    content = row.content
    return Whole(
        row,
        quarter,
        Figures.read(content["figures"]),
        lines_of(content["lines"]),
        promises_of(row),
        content["earlier"],
        [],
        content["analysis"],
    )


def content_of(found: Whole) -> dict[str, Any]:
    """What is frozen when a recap is approved. Its hash is over all of it."""
    return {
        "quarter": found.quarter.key,
        "figures": found.figures.plain(),
        "lines": stored(found.lines),
        "analysis": found.analysis,
        "promises": [promise_plain(one, found.quarter) for one in found.promises],
        "earlier": list(found.earlier),
    }


def document(row: Recap) -> bytes | None:
    """The electronically signed document."""
    found = Recap.objects.only("pdf").get(id=row.id).pdf
    return bytes(found) if found is not None else None


def photographs(recap_id: UUID) -> list[attachments.Shown]:
    """Photographs of the notice board."""
    return [one for one in attachments.of_file(recap_id) if one.state is State.KEPT]


def last_quarters(*, now: datetime) -> list[Quarter]:
    """The last four that are over, the newest first."""
    found = [due(now=now)]
    while len(found) < 4:
        found.append(found[-1].before())
    return found


def begun() -> Quarter:
    """The first quarter this office recaps: in which it opened, or its first complaint or ritual came."""
    days = [opened.opened_days()[current_office().id], complaints.first_day(), box.begun_on()]
    return Quarter.of(min(day for day in days if day is not None))


def owed(*, now: datetime) -> list[Quarter]:
    """Of the last four that are over, those of this office's time here; the newest first."""
    first = begun()
    return [one for one in last_quarters(now=now) if one >= first]


def due(*, now: datetime) -> Quarter:
    """The last quarter that is over."""
    return Quarter.of(wib(now).date()).before()
