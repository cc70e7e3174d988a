"""What an item is by its name, and what is wrong with it. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

EXPIRES_SOON = timedelta(days=30)


class Kind(StrEnum):
    """The values of `models.ItemKind`."""

    PLAIN = "PLAIN"
    APAR = "APAR"
    CCTV = "CCTV"
    PHONE = "PHONE"


_NAMES = (
    (Kind.APAR, re.compile(r"\bapar\b|pemadam", re.IGNORECASE)),
    (Kind.CCTV, re.compile(r"\bcctv\b|kamera pengawas", re.IGNORECASE)),
    (Kind.PHONE, re.compile(r"\b(hp|ponsel|telepon) pelayanan\b", re.IGNORECASE)),
)


def kind_of(name: str) -> Kind:
    """ "APAR", "CCTV", "HP Pelayanan"; all else is plain."""
    return next((kind for kind, pattern in _NAMES if pattern.search(name)), Kind.PLAIN)


class Trouble(StrEnum):
    """What can be wrong; the first three are what citizens are told."""

    MISSING = "MISSING"
    BROKEN = "BROKEN"
    EXPIRED = "EXPIRED"
    EXPIRING = "EXPIRING"
    SHORT = "SHORT"
    NUMBER = "NUMBER"


BROKEN = frozenset({Trouble.MISSING, Trouble.BROKEN, Trouble.EXPIRED})


@dataclass(frozen=True, slots=True)
class State:
    """What was found last. `number` in E.164, "" for what has none."""

    quantity: int
    working: int
    expires_on: date | None = None
    number: str = ""


def troubles(
    state: State, *, day: date, promised: int | None = None, published: frozenset[str] | None = None
) -> frozenset[Trouble]:
    """What is wrong on that day. `published`: the numbers (E.164) that the office tells citizens; None where
    that does not matter. An item that expires on a day is still good on it."""
    found = set()
    if state.quantity == 0:
        found.add(Trouble.MISSING)
    elif state.working < state.quantity:
        found.add(Trouble.BROKEN)
    if state.expires_on is not None:
        if state.expires_on < day:
            found.add(Trouble.EXPIRED)
        elif state.expires_on - day <= EXPIRES_SOON:
            found.add(Trouble.EXPIRING)
    if promised is not None and 0 < state.quantity < promised:
        found.add(Trouble.SHORT)
    if published is not None and state.number not in published:
        found.add(Trouble.NUMBER)
    return frozenset(found)


def is_broken(state: State, *, day: date) -> bool:
    """Whether citizens are told of it."""
    return not BROKEN.isdisjoint(troubles(state, day=day))
