"""No pattern of a rule is passed over where it is: whatever matches holds what the pattern says it needs."""

import re
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commons.seeking import Seeker
from linting import checking
from linting.checking import vocabulary
from linting.checking.checks import STANDARD_RULES

MODULES = [import_module(f"{checking.__name__}.{module.name}") for module in iter_modules(checking.__path__)]


def within(thing):
    """The patterns a table of a module holds."""
    if isinstance(thing, Seeker):
        yield thing
    elif isinstance(thing, tuple | list):
        for one in thing:
            yield from within(one)
    elif isinstance(thing, dict):
        yield from within(list(thing.values()))


def patterns():
    tables: list[list[Any]] = [list(vars(module).values()) for module in MODULES]
    tables += [[rule.only for rule in STANDARD_RULES], [rule for rule, _right in vocabulary.spelling()]]
    tables += [[vocabulary.table(name)] for name in ("papers", "parties", "subjects", "things")]
    tables += [[vocabulary.vague(severity) for severity in ("warning", "info")], [vocabulary.any_vague()]]
    return {one.pattern.pattern: one for table in tables for thing in table for one in within(thing)}


PATTERNS = patterns()
TELLING = sorted(words for words, one in PATTERNS.items() if one.needs)


def test_most_patterns_say_what_they_need():
    assert len(TELLING) > 0.8 * len(PATTERNS) > 200


@pytest.mark.parametrize("part", range(16))
@settings(max_examples=1)  # anew in each run
@given(data=st.data())
def test_what_matches_holds_what_is_needed(part, data):
    for words in TELLING[part::16]:
        ascii_only = re.compile(words, (PATTERNS[words].pattern.flags & ~re.UNICODE) | re.ASCII)
        text = data.draw(st.from_regex(ascii_only), label=words)
        if PATTERNS[words].pattern.search(text):
            assert PATTERNS[words].may_be_in(text), text
