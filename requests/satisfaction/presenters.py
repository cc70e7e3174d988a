"""A result as pages, posters and tables show it: frozen facts in, words and rows out. No query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from commons.indonesian import date_shown
from satisfaction.facts import index_of, tally_of
from satisfaction.words import counted, number
from surveys.elements import BY_KEY, ELEMENTS
from surveys.index import Index, index, rounded

if TYPE_CHECKING:
    from satisfaction.queries import Promise

QUESTIONS = {
    "sex": "Jenis kelamin",
    "education": "Pendidikan",
    "occupation": "Pekerjaan",
    "age_band": "Umur",
}
LIGHT = {"A": "good", "B": "good", "C": "warn", "D": "bad"}


@dataclass(frozen=True)
class ElementRow:
    """An element as a table shows it; `label` is U1 … U9 in the order of this publication."""

    key: str
    label: str
    name: str
    total: str
    mean: str
    weighted: str
    nik: str
    letter: str
    quality: str
    weak: bool


def element_rows(facts: Mapping[str, Any]) -> list[ElementRow]:
    """The nine elements in the order of the publication."""
    found = index_of(facts)
    weak = {one.key for one in found.weakest}
    order: Sequence[str] = facts["label_order"] or [one.key for one in ELEMENTS]
    rows = []
    for place, key in enumerate(order, start=1):
        one = found.element(key)
        rows.append(
            ElementRow(
                key=key,
                label=f"U{place}",
                name=one.name,
                total=counted(one.total),
                mean=number(rounded(one.mean, 3)),
                weighted=number(rounded(one.weighted, 3)),
                nik=number(one.nik),
                letter=one.band.letter,
                quality=one.band.name,
                weak=key in weak,
            )
        )
    return rows


def summary(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The figures on top: index, quality, n with its minimum, interval, comparison."""
    found = index_of(facts)
    n, needed = facts["n"], facts["sample_size"]
    return {
        "ikm": number(found.ikm),
        "letter": found.band.letter,
        "quality": found.band.name,
        "light": LIGHT[found.band.letter],
        "n": counted(n),
        "needed": counted(needed),
        "population": counted(facts["population"]),
        "enough": n >= needed,
        "interval": _interval(found),
        "method": facts["method"],
        "value": number(rounded(found.value, 4)),
        "printed": number(found.printed),
        "longer": number(found.longer),
        "weakest": [one.name for one in found.weakest],
        "tied": found.tied,
    }


def _interval(found: Index) -> str:
    if found.interval is None:
        return ""
    return f"{number(found.interval.low)} – {number(found.interval.high)}"


def share(part: int, whole: int) -> str:
    """ "93,8%"."""
    return f"{number(rounded(Fraction(part * 100, whole), 1))}%"


def service_rows(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """By service: n, index, quality; what is withheld says so."""
    rows = []
    for one in facts["services"]:
        found = index(tally_of(one["tally"])) if "tally" in one else None
        rows.append(
            {
                "name": one["name"],
                "population": counted(one["population"]),
                "withheld": one["withheld"],
                "n": counted(found.n) if found else "",
                "ikm": number(found.ikm) if found else "",
                "letter": found.band.letter if found else "",
                "quality": found.band.name if found else "",
                "interval": _interval(found) if found else "",
                "weakest": [each.name for each in found.weakest][:3] if found else [],
            }
        )
    return rows


def people_rows(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """By question: answers that somebody gave, with n and share; "–" where withheld."""
    return [
        {
            "key": key,
            "name": name,
            "answers": _answered([one[1:] for one in facts["people"].get(key, [])], facts["n"]),
        }
        for key, name in QUESTIONS.items()
    ]


def extra_rows(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The office's own questions, in the same way; never in the index."""
    return [
        {"key": "", "name": question, "answers": _answered(answers, facts["n"])}
        for question, answers in facts.get("extra", [])
    ]


def _answered(answers: Sequence[Sequence[Any]], whole: int) -> list[dict[str, Any]]:
    return [
        {
            "words": words,
            "n": "–" if n is None else counted(n),
            "share": "" if n is None else share(n, whole),
            "withheld": n is None,
        }
        for words, n in answers
        if n != 0
    ]


def left_out(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The forms a decision left out, and both indices side by side."""
    stored = facts["left_out"]
    return {
        "n": stored["n"],
        "mutu": stored.get("mutu", ""),
        "ikm": number(stored["ikm"]) if "ikm" in stored else "",
        "with_n": counted(facts["n"] + stored["n"]),
        "decisions": stored["decisions"],
    }


def coins(facts: Mapping[str, Any]) -> dict[str, Any] | None:
    """The coins beside the index; None where none were counted."""
    stored = facts["coins"]
    total = stored["satisfied"] + stored["fair"] + stored["unsatisfied"]
    if not total:
        return None
    cups = (("Puas", "satisfied"), ("Cukup", "fair"), ("Tidak puas", "unsatisfied"))
    return {
        "days": counted(stored["days"]),
        "total": counted(total),
        "cups": [(name, counted(stored[key]), share(stored[key], total)) for name, key in cups],
    }


def plan_rows(promises: "Sequence[Promise]", *, day: date) -> list[dict[str, Any]]:
    """The plan as pages show it; names stay inside the office."""
    return [
        {
            "id": one.row.id,
            "element": BY_KEY[one.row.element].name,
            "action": one.row.action,
            "owner": one.row.owner_title,
            "person": one.row.owner_name,
            "owner_id": one.row.owner_id,
            "due": date_shown(one.row.due),
            "state": state_words(one, day=day),
            "late": one.is_late(day),
            "open": one.is_open,
            "steps": [
                {"state": step.get_state_display(), "note": step.note, "at": step.at, "by": step.by_title}
                for step in one.steps
            ],
            "last": one.steps[0].note if one.steps else "",
        }
        for one in promises
    ]


def state_words(one: "Promise", *, day: date) -> str:
    """Where a promise is, in words."""
    if one.is_late(day):
        return _("Lewat tenggat")
    return str(one.steps[0].get_state_display()) if one.steps else _("Belum dimulai")
