"""From facts to findings, and lists of offices sorted and narrowed down by them. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from offices.health import EVERYWHERE, Check, Finding, Ground, Weight

SORTS = ("trouble", "name", "activity", "overdue")


@dataclass(frozen=True)
class Seen:
    """One office with what was found about it.

    `fine` are the titles of the checks that had something to look at and found nothing; `open` is None
    while files are not counted, `looked_at` while nobody looked.
    """

    id: UUID
    code: str
    level: str
    name: str
    parent: str
    slug: str
    state: str
    findings: Sequence[Finding]
    open: int | None
    overdue: int
    last_active: date | None
    looked_at: datetime | None
    fine: Sequence[str] = ()

    @property
    def kecamatan(self) -> str:
        """The code of the kecamatan it is, or lies in."""
        return ".".join(self.code.split(".")[:3])

    @property
    def weight(self) -> int:
        """The gravest finding; 0 when there is none."""
        return max((finding.weight for finding in self.findings), default=0)

    @property
    def grave(self) -> int:
        """How many findings cannot wait."""
        return sum(finding.weight == Weight.NOW for finding in self.findings)

    @property
    def soon(self) -> int:
        """How many can wait a little."""
        return len(self.findings) - self.grave


def judge(
    checks: Iterable[Check],
    office_id: UUID,
    *,
    gathered: Mapping[str, Mapping[UUID, Any]],
    stored: Mapping[str, Any],
    ground: Ground,
) -> list[Finding]:
    """Every finding about one office, the gravest first.

    A probe that has given nothing yet (a new check, an office nobody looked at) finds nothing.
    """
    found: list[Finding] = []
    for check in checks:
        if check.judge is None or (check.probe is not None and check.key not in stored):
            continue
        facts = stored.get(check.key) if check.probe else gathered.get(check.key, {}).get(office_id)
        found += [replace(finding, check=check.key) for finding in check.judge(facts, ground)]
    return sorted(found, key=lambda finding: -finding.weight)


def fine(
    checks: Iterable[Check],
    office_id: UUID,
    *,
    gathered: Mapping[str, Mapping[UUID, Any]],
    stored: Mapping[str, Any],
    findings: Iterable[Finding],
) -> list[str]:
    """The titles of the checks that had something to look at and found nothing."""
    wrong = {finding.check for finding in findings}
    return [
        str(check.title)
        for check in checks
        if check.judge is not None
        and check.key not in wrong
        and (check.quiet or check.key in stored or office_id in gathered.get(check.key, {}))
    ]


def judge_common(
    checks: Iterable[Check], *, gathered: Mapping[str, Mapping[UUID, Any]], ground: Ground
) -> list[Finding]:
    """Every finding about the whole kabupaten."""
    return [
        replace(finding, check=check.key)
        for check in checks
        if check.common is not None and EVERYWHERE in (facts := gathered.get(check.key, {}))
        for finding in check.common(facts[EVERYWHERE], ground)
    ]


@dataclass(frozen=True)
class Wanted:
    """What a person asked to see. Unknown words fall back to everything."""

    trouble: bool = False
    level: str = ""
    kecamatan: str = ""
    query: str = ""
    sort: str = "trouble"


def narrowed(offices: Iterable[Seen], wanted: Wanted) -> list[Seen]:
    """Those of `offices` that are wanted, in the wanted order."""
    return sorted((each for each in offices if _is_wanted(each, wanted)), key=_order(wanted.sort))


def _is_wanted(office: Seen, wanted: Wanted) -> bool:
    if wanted.trouble and not office.findings:
        return False
    if wanted.level and office.level != wanted.level:
        return False
    if wanted.kecamatan and office.kecamatan != wanted.kecamatan:
        return False
    return wanted.query.casefold() in f"{office.name} {office.code}".casefold()


def _order(sort: str) -> Any:
    keys = {
        "name": lambda each: (each.name, each.code),
        "activity": lambda each: (each.last_active or date.min, each.code),
        "overdue": lambda each: (-each.overdue, each.code),
        "trouble": lambda each: (-each.grave, -each.soon, each.code),
    }
    return keys.get(sort, keys["trouble"])
