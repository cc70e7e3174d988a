"""Sentences that say what changed: where, by how much, since when, and whose minutes are behind it. Pure.

The last eight weeks of each office and service are looked at. A change counts from the week on that sets it
apart the most, where chance alone would hardly explain it (99.8 %, as several weeks are tried) and it is
large enough to speak of.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from board import figures
from board.words import CAUSES
from indicators import statistics, values
from indicators.measures import Definition, Direction, Duration, Kind
from indicators.results import OfficeName, Value
from indicators.statistics import Z998
from indicators.values import Parts, Tally

WEEKS = 8
LATEST = 4
# Minutes that an applicant would notice.
LEAST_MINUTES = 10
ACCUSED = (Duration.OFFICE, Duration.LEADER_AWAY, Duration.OTHER_AGENCY, Duration.APPLICANT)
# The first of these that changed speaks for an office and service.
WATCHED = ("promise_kept", "leader_away_minutes", "office_minutes", "returned")
# (office, service): the sums of each of the latest weeks, the newest first, then of all before them together.
Weekly = Mapping[tuple[UUID, str], Sequence[Tally]]


@dataclass(frozen=True, slots=True)
class Alert:
    """A change. `weeks`: since how many; `cause`: whose minutes grew the most, None where nobody's did, or
    where the change itself is in somebody's minutes."""

    office: OfficeName
    service: str
    definition: Definition
    before: Value
    after: Value
    weeks: int
    better: bool
    cause: Duration | None


@dataclass(frozen=True, slots=True)
class _Break:
    weeks: int
    strength: float
    before: Tally
    after: Tally
    change: float


def find(
    weekly: Weekly,
    *,
    offices: Mapping[UUID, OfficeName],
    watched: Sequence[Definition],
    durations: Mapping[Duration, Definition],
) -> list[Alert]:
    """At most one for each office and service: what got worse first, the strongest first."""
    found = []
    for (office_id, service), weeks in weekly.items():
        if office_id not in offices or not service:
            continue
        for definition in watched:
            broken = breaking(definition, weeks)
            if broken is not None:
                found.append(
                    (_alert(definition, broken, offices[office_id], service, durations), broken.strength)
                )
                break
    found.sort(key=lambda one: (one[0].better, -one[1], one[0].office.code, one[0].service))
    return [alert for alert, _strength in found]


def breaking(definition: Definition, weeks: Sequence[Tally]) -> _Break | None:
    """Where the weeks (the newest first) fall into a before and an after; None where they do not."""
    if definition.direction is Direction.NONE:
        return None
    sums = list(accumulate((values.parts(definition, week) for week in weeks), _plus))
    best: tuple[float, float, int] | None = None
    for latest in range(1, min(LATEST, len(weeks) - 1) + 1):
        found = _difference(definition, sums[latest - 1], _minus(sums[-1], sums[latest - 1]))
        if found is not None and (best is None or found[0] > best[0]):
            best = (*found, latest)
    if best is None:
        return None
    strength, change, latest = best
    return _Break(latest, strength, values.added(weeks[latest:]), values.added(weeks[:latest]), change)


def _plus(a: Parts, b: Parts) -> Parts:
    return Parts(a.top + b.top, a.bottom + b.bottom, a.n + b.n, a.squares + b.squares)


def _minus(a: Parts, b: Parts) -> Parts:
    return Parts(a.top - b.top, a.bottom - b.bottom, a.n - b.n, a.squares - b.squares)


def _difference(definition: Definition, after: Parts, before: Parts) -> tuple[float, float] | None:
    """(strength, change), where the change is no chance and would be noticed."""
    if min(after.n, before.n) < definition.minimum_n or after.value is None or before.value is None:
        return None
    least = definition.least * (1.0 if definition.kind is Kind.PROPORTION else before.value)
    change = after.value - before.value
    # Asked first, as it is the cheaper question and most offices are steady.
    if abs(change) < least or _unnoticed(definition, change):
        return None
    first, second = (values.estimate_of(definition, one) for one in (before, after))
    if first is None or second is None:
        return None
    _change, low, high = statistics.difference(first, second, z=Z998)
    if low <= 0 <= high:
        return None
    half = high - low
    return (abs(change) / half if half else float("inf")), change


def _unnoticed(definition: Definition, change: float) -> bool:
    return definition.duration is not None and abs(change) < LEAST_MINUTES


def _alert(
    definition: Definition,
    broken: _Break,
    office: OfficeName,
    service: str,
    durations: Mapping[Duration, Definition],
) -> Alert:
    better = bool(values.is_better(definition, broken.change))
    return Alert(
        office,
        service,
        definition,
        values.value_of(definition, broken.before),
        values.value_of(definition, broken.after),
        broken.weeks,
        better,
        None if better or definition.duration else cause_of(broken.before, broken.after, durations),
    )


def cause_of(before: Tally, after: Tally, durations: Mapping[Duration, Definition]) -> Duration | None:
    """Whose minutes per file grew the most, by more than chance; closed hours are nobody's."""
    grown = {owner: _grown(durations[owner], before, after) for owner in ACCUSED}
    most = max(ACCUSED, key=lambda owner: grown[owner])
    return most if grown[most] > 0 else None


def _grown(definition: Definition, before: Tally, after: Tally) -> float:
    """By how many minutes a mean grew; 0 where that may be chance."""
    change = values.changed(definition, values.parts(definition, before), values.parts(definition, after))
    return change[0] if change is not None and change[1] > 0 else 0.0


def sentence(alert: Alert, services: Mapping[str, str]) -> str:
    """ "Kecamatan X: janji SKTM turun dari 92 % ke 71 % sejak 3 minggu lalu; sebab utama: pimpinan
    tidak di tempat." """
    before, after = alert.before.value or 0.0, alert.after.value or 0.0
    was, is_now = figures.alike(alert.definition, before, after)
    said = _("{office}: {what} {service} {moved} dari {before} ke {after} {since}").format(
        office=alert.office.name,
        what=_what(alert.definition),
        service=services.get(alert.service, alert.service),
        moved=_("naik") if after > before else _("turun"),
        before=was,
        after=is_now,
        since=ngettext("sejak {n} minggu lalu", "sejak {n} minggu lalu", alert.weeks).format(n=alert.weeks),
    )
    return with_cause(said, alert.cause)


def with_cause(said: str, cause: Duration | None) -> str:
    """What was said, as a sentence that ends with its main cause where one is known."""
    if cause is None:
        return f"{said}."
    return _("{said}; sebab utama: {cause}.").format(said=said, cause=CAUSES[cause])


def _what(definition: Definition) -> str:
    short = {
        "promise_kept": _("janji"),
        "office_minutes": _("waktu kantor"),
        "leader_away_minutes": _("waktu menunggu pimpinan"),
        "returned": _("bagian berkas dikembalikan"),
    }
    return short.get(definition.key, str(definition.name).lower())


def split(alerts: Iterable[Alert]) -> tuple[list[Alert], list[Alert]]:
    """(worse, better)."""
    alerts = list(alerts)
    return [one for one in alerts if not one.better], [one for one in alerts if one.better]
