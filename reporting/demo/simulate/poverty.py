"""The office's poverty lists over the year: a new one every few months, with many of those who will come."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from accounts.actors import Actor
from audit.writing import Line
from commons.crypto import blind_index, current_key
from demo.simulate.leaders import midnight
from demo.simulate.marks import Marks
from lookups.findings import Finding, Outcome
from lookups.models import PovertyEntry, PovertyList
from lookups.operations import judge

SOURCE = "DTSEN (contoh, bukan data nyata)"
ROUND = timedelta(days=120)
LISTED = 0.62


@dataclass(frozen=True)
class Loaded:
    """One list as it was loaded: its row, and its lines by NIK."""

    row: PovertyList
    people: Mapping[str, dict[str, Any]]


@dataclass(frozen=True)
class Lists:
    """All lists of the year, the oldest first."""

    loaded: Sequence[Loaded]

    def find(self, nik: str, *, now: datetime) -> Finding:
        """As `lookups.operations.find`, among the lists loaded by then."""
        known = [each for each in self.loaded if each.row.loaded_at <= now]
        if not known or not nik:
            return Finding(outcome=Outcome.NOT_CHECKED)
        return judge(known[-1].row, known[-1].people.get(nik), now=now)

    def entries(self, marks: Marks) -> list[PovertyEntry]:
        """The lines of all lists as rows."""
        key = current_key()
        return [
            PovertyEntry(
                id=marks.id_at(each.row.loaded_at),
                list=each.row,
                nik_index=blind_index(key, nik, kind="nik"),
                person=person,
            )
            for each in self.loaded
            for nik, person in each.people.items()
        ]

    def lines(self, actor: Actor) -> list[Line]:
        """What the trail says of the loading."""
        return [_line(each.row, actor) for each in self.loaded]


def lists_for(
    applicants: Iterable[tuple[date, str, str]],
    *,
    days: Sequence[date],
    actor: Actor,
    marks: Marks,
    chance: random.Random,
) -> Lists:
    """Lists in which many of the applicants stand. `applicants`: when they will come, NIK and name."""
    people: list[tuple[date, dict[str, Any]]] = [
        (day, {"nik": nik, "name": name, "kk": "", "desil": chance.randrange(1, 5)})
        for day, nik, name in applicants
        if chance.random() < LISTED
    ]
    starts = [days[0] + ROUND * n for n in range((days[-1] - days[0]) // ROUND + 1)]
    loaded = []
    for start in starts:
        lines = {person["nik"]: person for day, person in people if start <= day < start + ROUND}
        if lines:
            loaded.append(Loaded(_row(start, len(lines), actor, marks), lines))
    return Lists(loaded)


def _row(start: date, rows: int, actor: Actor, marks: Marks) -> PovertyList:
    at = midnight(start) + timedelta(hours=7)
    return PovertyList(
        id=marks.id_at(at),
        source=SOURCE,
        as_of=start - timedelta(days=20),
        loaded_at=at,
        loaded_by=actor.name,
        rows=rows,
    )


def _line(row: PovertyList, actor: Actor) -> Line:
    data = {"source": row.source, "rows": row.rows, "as_of": row.as_of.isoformat()}
    return Line("lookups.list_loaded", actor, str(row.id), data, row.loaded_at)
