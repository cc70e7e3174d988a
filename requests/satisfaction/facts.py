"""A result as it is frozen: whole numbers and words, in one order, so that its SHA-256 can be checked (pure).

What is withheld is not in it at all: nobody who holds a snapshot can find more than its page shows.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from satisfaction.withholding import LEAST, tells_too_much, withheld
from surveys.elements import KEYS
from surveys.index import INTERVAL_METHOD, Index, Tally, index

VERSION = 1
Facts = dict[str, Any]


@dataclass(frozen=True)
class Counted:
    """What the forms of a closed period come to. `services`: by code, of the forms that count; `left_out`:
    the forms a decision left out; `people`: by question and answer, of the forms that count."""

    services: Mapping[str, Tally]
    left_out: Tally
    people: Mapping[str, Mapping[str, int]]
    flags: Mapping[str, int] = field(default_factory=dict)
    extra: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    """The office's own questions: by key and answer, of the forms that count."""

    @property
    def whole(self) -> Tally:
        """All forms that count."""
        return sum(self.services.values(), Tally(0, dict.fromkeys(KEYS, 0), 0))


@dataclass(frozen=True)
class About:
    """What stands around the figures; JSON-safe. `services`: (code, name, population) in the order of pages;
    `labels`: by question, (answer, its words); `decisions`: what was left out or kept in, and why."""

    office: Mapping[str, str]
    period: Mapping[str, Any]
    population: int
    sample_size: int
    services: Sequence[tuple[str, str, int]]
    labels: Mapping[str, Sequence[tuple[str, str]]]
    label_order: Sequence[str]
    coins: Mapping[str, int]
    decisions: Sequence[Mapping[str, Any]]
    extra: Sequence[tuple[str, str, Sequence[str]]] = ()
    """The office's own questions: key, question, the words of 1 to 4."""


def facts_of(counted: Counted, about: About) -> Facts:
    """All of it. Raises `ValueError` below five forms: there is nothing that may be shown."""
    whole = counted.whole
    found = index(whole)
    if found is None or whole.n < LEAST:
        raise ValueError("too few forms")
    return {
        "version": VERSION,
        "office": dict(about.office),
        "period": dict(about.period),
        "population": about.population,
        "sample_size": about.sample_size,
        "label_order": list(about.label_order),
        "n": whole.n,
        "ikm": str(found.ikm),
        "mutu": found.band.letter,
        "whole": _tally(whole),
        "method": INTERVAL_METHOD,
        "services": _services(counted.services, about.services),
        "people": _people(counted.people, about.labels),
        "left_out": _left_out(whole, counted.left_out, about.decisions),
        "flags": {flag: counted.flags[flag] for flag in sorted(counted.flags)},
        "coins": dict(about.coins),
        **({"extra": _extra(counted, about, whole.n)} if about.extra else {}),
    }


def _tally(one: Tally) -> Facts:
    return {"n": one.n, "sums": {key: one.sums[key] for key in KEYS}, "squares": one.totals_squared}


def tally_of(stored: Mapping[str, Any]) -> Tally:
    """A tally as it was frozen."""
    return Tally(stored["n"], dict(stored["sums"]), stored["squares"])


def index_of(facts: Mapping[str, Any]) -> Index:
    """The index of a snapshot, worked out again from its sums."""
    found = index(tally_of(facts["whole"]))
    assert found is not None, "a snapshot has forms"
    return found


def _services(counted: Mapping[str, Tally], known: Iterable[tuple[str, str, int]]) -> list[Facts]:
    names = {code: (name, population) for code, name, population in known}
    order = [*names, *sorted(set(counted) - set(names))]
    hidden = withheld({code: one.n for code, one in counted.items()})
    rows = []
    for code in order:
        name, population = names.get(code, (code, 0))
        one = counted.get(code, Tally())
        row: Facts = {"code": code, "name": name, "population": population, "withheld": code in hidden}
        if one.n and code not in hidden:
            row["tally"] = _tally(one)
        rows.append(row)
    return rows


def _people(
    counted: Mapping[str, Mapping[str, int]], labels: Mapping[str, Sequence[tuple[str, str]]]
) -> Facts:
    """By question: (answer, words, n), n None where it is withheld."""
    found: Facts = {}
    for question, answers in labels.items():
        ns = counted.get(question, {})
        hidden = withheld(ns)
        found[question] = [
            [answer, words, None if answer in hidden else ns.get(answer, 0)] for answer, words in answers
        ]
    return found


def _extra(counted: Counted, about: About, n: int) -> list[Any]:
    """The office's own questions: question and (words, n), n None where it is withheld. Who did not answer is
    a group too, which the total gives away."""
    found = []
    for key, question, words in about.extra:
        ns = dict(counted.extra.get(key, {}))
        hidden = withheld({**ns, 0: n - sum(ns.values())})
        answers = [
            [text, None if value in hidden else ns.get(value, 0)] for value, text in enumerate(words, start=1)
        ]
        found.append([question, answers])
    return found


def _left_out(whole: Tally, out: Tally, decisions: Sequence[Mapping[str, Any]]) -> Facts:
    """Both indices side by side; of one to four forms only the quality: their answers could be worked out."""
    found: Facts = {"n": out.n, "decisions": [dict(one) for one in decisions]}
    together = index(whole + out)
    if out.n and together is not None:
        found["mutu"] = together.band.letter
        if not tells_too_much(whole.n, whole.n + out.n):
            found["with_all"] = _tally(whole + out)
            found["ikm"] = str(together.ikm)
    return found


def gives_away(before: Facts, after: Facts) -> bool:
    """Whether two revisions side by side tell what one to four forms say: as a whole, of a service that both
    show, or of all the others together."""
    old, new = _shown(before), _shown(after)
    both = old.keys() & new.keys()
    pairs = [(before["n"], after["n"]), *((old[code], new[code]) for code in both)]
    pairs.append(
        (before["n"] - sum(old[code] for code in both), after["n"] - sum(new[code] for code in both))
    )
    return any(tells_too_much(*pair) for pair in pairs)


def _shown(facts: Facts) -> dict[str, int]:
    return {one["code"]: one["tally"]["n"] for one in facts["services"] if "tally" in one}


def digest(facts: Mapping[str, Any]) -> str:
    """The SHA-256 of the facts in their one way of being written."""
    written = json.dumps(facts, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
