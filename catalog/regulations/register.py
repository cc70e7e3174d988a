"""The law register and the delegations that come with Loket, read from the package's data files (pure).

Statuses follow what was seen in a source; what rests on general knowledge only is OUTDATED or UNKNOWN and
says so in its note. The kabupaten's legal section has the last word and edits the register itself.
"""

import re
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from commons.plain_yaml import load_yaml
from regulations.citations import NAMES, InstrumentKind, normalise

_HEADS = {"kecamatan": "camat", "kelurahan": "lurah"}

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Status(StrEnum):
    """OUTDATED: overtaken, but no formal revocation was seen."""

    IN_FORCE = "IN_FORCE"
    REVOKED = "REVOKED"
    OUTDATED = "OUTDATED"
    UNKNOWN = "UNKNOWN"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class InstrumentData(_Model):
    """A rule as the register starts with it. `by` is the key of what revoked or overtook it."""

    key: Text
    kind: InstrumentKind
    number: Text
    year: int
    title: Text
    status: Status
    since: date | None = None
    by: str = ""
    note: str = ""

    @property
    def kind_name(self) -> str:
        """As printed: "Peraturan Menteri Dalam Negeri"."""
        return NAMES[self.kind]

    @property
    def shown(self) -> str:
        """In full, without the title: "Undang-Undang Nomor 23 Tahun 2014"."""
        own_year = self.number.endswith(f"/{self.year}")
        return f"{self.kind_name} Nomor {self.number}" + ("" if own_year else f" Tahun {self.year}")

    @model_validator(mode="after")
    def _key_is_its_own(self) -> Self:
        expected = normalise(self.kind, self.number, self.year)
        if self.key != expected:
            raise ValueError(f"{self.key}: nomor {self.number} memberi kunci {expected or '(tidak terbaca)'}")
        if self.by and self.status not in {Status.REVOKED, Status.OUTDATED}:
            raise ValueError(f"{self.key}: 'by' hanya untuk yang dicabut atau usang")
        return self


class DelegationData(_Model):
    """Which instrument lets the head of an office sign: for one office (slug) or for all of a level."""

    instrument: Text
    office: str = ""
    level: Literal["", "kecamatan", "kelurahan"] = ""
    from_date: date
    to_date: date | None = None
    is_example: bool = False
    note: str = ""

    @model_validator(mode="after")
    def _is_for_someone(self) -> Self:
        if bool(self.office) == bool(self.level):
            raise ValueError(f"{self.instrument}: sebutkan office atau level, salah satu")
        return self


@cache
def load_instruments() -> tuple[InstrumentData, ...]:
    """Every instrument of the package. Raises ValueError for a key used twice or a `by` that is not there."""
    found = tuple(InstrumentData.model_validate(row) for row in _rows("instruments.yaml"))
    keys = [instrument.key for instrument in found]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise ValueError(f"instruments.yaml: {', '.join(twice)} ditulis dua kali")
    if lost := sorted({i.by for i in found if i.by} - set(keys)):
        raise ValueError(f"instruments.yaml: {', '.join(lost)} tidak ada dalam register")
    return found


@cache
def load_delegations() -> tuple[DelegationData, ...]:
    """Every delegation of the package. Raises ValueError for an instrument the register does not have."""
    found = tuple(DelegationData.model_validate(row) for row in _rows("delegations.yaml"))
    if lost := {row.instrument for row in found} - {instrument.key for instrument in load_instruments()}:
        raise ValueError(f"delegations.yaml: {', '.join(sorted(lost))} tidak ada dalam register")
    return found


def delegations_of(*, office: str, level: str) -> tuple[DelegationData, ...]:
    """What the register starts with for one office, oldest first; no `office`: for any of that level."""
    mine = [
        row
        for row in load_delegations()
        if (row.office and office == row.office) or (row.level and level == row.level)
    ]
    return tuple(sorted(mine, key=lambda row: row.from_date))


def empowers(cited: str, *, level: str) -> bool:
    """Whether a decree as cited may let the head of an office of this level sign: whom it delegates to.

    One that names nobody may; but a camat's own decree never empowers a camat.
    """
    words = " ".join(cited.casefold().split())
    _before, named, whom = words.rpartition(" kepada ")
    heads = {head for head in _HEADS.values() if named and re.search(rf"\b{head}\b", whom)}
    if not heads and words.startswith("keputusan camat"):
        heads = {_HEADS["kelurahan"]}
    return not heads or _HEADS.get(level) in heads


def _rows(name: str) -> list[Any]:
    rows: list[Any] = load_yaml((files("regulations") / "data" / name).read_text("utf-8"))
    return rows
