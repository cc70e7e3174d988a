"""What the competence table of a standard asks of a post, and what a person lacks of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from commons.text import search_key
from standards.components import Competence

# From the lowest to the highest; the first pattern that fits a text counts.
LEVELS = ("SD", "SMP", "SMA", "D3", "S1", "S2", "S3")
_LEVELS = (
    ("S3", r"\bs-?3\b|doktor"),
    ("S2", r"\bs-?2\b|magister|pasca"),
    ("S1", r"\bs-?1\b|\bd-?(4|iv)\b|sarjana"),
    ("D3", r"\bd-?(3|iii)\b|diploma|ahli madya"),
    ("SMA", r"\bsm[uak]\b|\bslta\b|\bma\b|sederajat"),
    ("SMP", r"\bsmp\b|\bsltp\b|\bmts\b"),
    ("SD", r"\bsd\b|\bmi\b"),
)
_YEARS = re.compile(r"(\d{1,2})(?:\s*\([^)]*\))?\s*(?:tahun|th)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Need:
    """What the standards together ask of a role. `level` "" and `years` 0: nothing that can be compared."""

    role: str
    posts: tuple[str, ...]
    level: str
    training: tuple[str, ...]
    years: int
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A competence of a person, from when until when it counts (`until`: the last day)."""

    kind: str
    level: str
    name: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing: `kind` as `models.CredentialKind`; `wanted` in the words of the standard, or its
    level or years."""

    kind: str
    wanted: str


def level_of(text: str) -> str:
    """ "Minimal SMU sederajat" → "SMA"; "" where no level is named."""
    return next((level for level, pattern in _LEVELS if re.search(pattern, text, re.IGNORECASE)), "")


def years_of(text: str) -> int:
    """ "Minimal 4 tahun" → 4; 0 where no number is named."""
    match = _YEARS.search(text)
    return int(match[1]) if match else 0


def needs(rows: Iterable[Competence]) -> dict[str, Need]:
    """What is asked of each role that the tables name: the highest of all standards, and every training."""
    found: dict[str, Need] = {}
    for row in rows:
        if row.role is None:
            continue
        one = Need(
            row.role.value,
            (row.post,) if row.post else (),
            level_of(row.education),
            row.training,
            years_of(row.experience),
            row.skills,
        )
        known = found.get(one.role)
        found[one.role] = one if known is None else _together(known, one)
    return found


def _together(one: Need, other: Need) -> Need:
    return Need(
        one.role,
        _union(one.posts, other.posts),
        max(one.level, other.level, key=_height),
        _union(one.training, other.training),
        max(one.years, other.years),
        _union(one.skills, other.skills),
    )


def _union(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    return tuple({search_key(text): text for text in (*other, *one)}.values())


def _height(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else -1


def gaps(need: Need, held: Iterable[Held], *, day: date) -> list[Gap]:
    """What is missing on that day; what has run out counts as missing."""
    good = [one for one in held if one.since <= day and (one.until is None or day <= one.until)]
    found = []
    if need.level and not any(_height(one.level) >= _height(need.level) for one in good if one.level):
        found.append(Gap("EDUCATION", need.level))
    names = [search_key(one.name) for one in good if one.kind == "TRAINING"]
    found += [Gap("TRAINING", wanted) for wanted in need.training if not _shown(search_key(wanted), names)]
    if need.years and not any(
        _years(one.since, day) >= need.years for one in good if one.kind == "EXPERIENCE"
    ):
        found.append(Gap("EXPERIENCE", str(need.years)))
    return found


def _shown(wanted: str, names: Iterable[str]) -> bool:
    """A certificate may say more than the standard ("Diklat PIM III Angkatan 12"), or no brackets."""
    short = re.sub(r"\s*\([^)]*\)", "", wanted)
    return any(wanted in name or (short and short in name) for name in names)


def _years(since: date, day: date) -> int:
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))
