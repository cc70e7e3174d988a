"""What of a breakdown is shown: no group of fewer than five forms, nor what gives one away (pure).

A breakdown stands beside its total. So one group that is left out can be worked out from the rest, and so can
two small ones together: what is left out is always at least two groups and at least five forms (ADR 23, 50).
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

LEAST = 5
Name = TypeVar("Name", bound=Hashable)


def withheld(counts: Mapping[Name, int]) -> frozenset[Name]:
    """The groups that are left out; a group of nobody says nothing about anybody and stays."""
    filled = sorted((n, str(name), name) for name, n in counts.items() if n > 0)
    out = [name for n, _words, name in filled if n < LEAST]
    if not out:
        return frozenset()
    for _n, _words, name in filled[len(out) :]:
        if len(out) > 1 and sum(counts[one] for one in out) >= LEAST:
            break
        out.append(name)
    return frozenset(out)


def tells_too_much(before: int, after: int) -> bool:
    """Whether two totals of nearly the same forms give the few away by which they differ."""
    return 0 < abs(before - after) < LEAST
