"""From the standards in force (*sarana*, *jaminan keamanan*) to proposals for the inventory. Pure.

A standard never changes the inventory by itself: what it says differently is proposed, and somebody decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from commons.text import search_key
from facilities.kinds import Kind, kind_of
from standards.document import StandardDocument
from standards.vocabulary import Guarantee

GUARANTEED = {Guarantee.FIRE_EXTINGUISHER: "APAR", Guarantee.CCTV: "CCTV"}


class Change(StrEnum):
    """What a proposal would do."""

    ADD = "ADD"
    QUANTITY = "QUANTITY"
    RETIRE = "RETIRE"


@dataclass(frozen=True, slots=True)
class Promised:
    """One thing that the standards promise. `quantity` is the largest that any of them names; None: none
    does. `services`: codes, sorted."""

    key: str
    name: str
    unit: str
    quantity: int | None
    services: tuple[str, ...]

    @property
    def kind(self) -> Kind:
        """What is asked of it."""
        return kind_of(self.name)


@dataclass(frozen=True, slots=True)
class Held:
    """An item of the inventory as far as proposals care."""

    key: str
    name: str
    promised: int | None
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One change. `mark` names it: decided once, it does not come again until the standards say another."""

    change: Change
    key: str
    name: str
    unit: str
    quantity: int | None
    services: tuple[str, ...]

    @property
    def mark(self) -> str:
        """A short name for what is proposed."""
        return f"{self.change}:{self.quantity or '-'}:{self.key}"


def key_of(name: str) -> str:
    """The same thing in two standards, whatever the letter case."""
    return search_key(name)[:120]


def promised_by(documents: Mapping[str, StandardDocument]) -> dict[str, Promised]:
    """What the standards (by service code) promise together; the same desk serves several services."""
    found: dict[str, Promised] = {}
    for code in sorted(documents):
        for one in _of(code, documents[code]):
            known = found.get(one.key)
            found[one.key] = one if known is None else _together(known, one)
    return found


def _of(code: str, document: StandardDocument) -> Iterable[Promised]:
    for item in document.sarana.items:
        for name in item.parts or (item.name,):
            yield Promised(key_of(name), name.strip()[:120], item.unit[:30], item.quantity, (code,))
    for guarantee in document.jaminan_keamanan.rests_on:
        if thing := GUARANTEED.get(guarantee):
            yield Promised(key_of(thing), thing, "", None, (code,))


def _together(one: Promised, other: Promised) -> Promised:
    named = [each for each in (one.quantity, other.quantity) if each is not None]
    return replace(
        one,
        unit=one.unit or other.unit,
        quantity=max(named, default=None),
        services=tuple(sorted({*one.services, *other.services})),
    )


def proposals(
    promised: Mapping[str, Promised], held: Sequence[Held], decided: Collection[str] = ()
) -> list[Proposal]:
    """What differs between the standards in force and the inventory, without what somebody refused
    (`decided`: marks), in the order of the standards; what no standard names any more comes last."""
    known = {item.key: item for item in held}
    found = [
        Proposal(change, one.key, one.name, one.unit, one.quantity, one.services)
        for one in promised.values()
        if (change := _change(one, known.get(one.key))) is not None
    ]
    found += [
        Proposal(Change.RETIRE, item.key, item.name, "", item.promised, ())
        for item in held
        if item.services and item.key not in promised
    ]
    return [each for each in found if each.mark not in decided]


def _change(one: Promised, item: Held | None) -> Change | None:
    if item is None:
        return Change.ADD
    return Change.QUANTITY if item.promised != one.quantity else None
