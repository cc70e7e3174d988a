"""From how many days on something ready counts as not collected: a choice of the office.

It is kept where applicants are told, above; that registers itself here when it is loaded.
"""

from collections.abc import Callable

USUAL = 14

_rule: list[Callable[[], int]] = []


def set_rule(rule: Callable[[], int]) -> None:
    """`rule` gives the current office's days."""
    _rule[:] = [rule]


def limit() -> int:
    """The current office's days."""
    return _rule[0]() if _rule else USUAL
