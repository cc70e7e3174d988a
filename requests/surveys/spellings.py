"""What a cell of a file of forms may hold, and how it is read as a value of the form. No database.

A label is taken as the form shows it, with whatever dash; an age in years goes into its group. What is not
known is given back as it stands, so that the form's own rule refuses it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from surveys.answers import AGES, EDUCATIONS, OCCUPATIONS, Asked
from surveys.choices import AgeBand, Education, Occupation, Sex, Slot

YOUNGEST, OLDEST = 17, 120
# The last year of each group, but for the one that has none.
_LAST_YEARS = ((25, AgeBand.TO_25), (35, AgeBand.TO_35), (45, AgeBand.TO_45), (55, AgeBand.TO_55))
_DASHES = re.compile(r"\s*[\u2010-\u2015\u2212-]\s*")
_YEARS = re.compile(r"\b(tahun|thn|th|years?)\b\.?")
_SEX = {"l": "L", "p": "P", "laki-laki": "L", "laki laki": "L", "pria": "L", "perempuan": "P", "wanita": "P"}
_AGE = {"tidak disebut": "", "56 ke atas": AgeBand.OLDER.value}
_EDUCATION = {
    "sd/sederajat": "SD",
    "smp/sederajat": "SMP",
    "slta": "SMA",
    "sma/smk": "SMA",
    "smk": "SMA",
    "sma/sederajat": "SMA",
    "d4/s1": "S1",
    "d-iv/s1": "S1",
    "s-1": "S1",
    "s-2": "S2",
    "s-3": "S3",
}


def plain(text: str) -> str:
    """In small letters, with single blanks and plain dashes."""
    return _DASHES.sub("-", " ".join(text.casefold().split()))


def sex(text: str) -> str:
    """ "L" or "P" from a letter or a word."""
    word = plain(text)
    if word in _SEX:
        return _SEX[word]
    return {plain(str(label)): str(value) for value, label in Sex.choices}.get(word, text)


def age_band(text: str) -> str:
    """A group of ages from its label or from an age in years; "" where nothing is said."""
    word = _age_word(text)
    if word.isascii() and word.isdigit():
        years = int(word[:4])
        if not YOUNGEST <= years <= OLDEST:
            return text
        return str(next((band for last, band in _LAST_YEARS if years <= last), AgeBand.OLDER))
    if word in AGES:
        return word
    if word in _AGE:
        return _AGE[word]
    return {_age_word(str(label)): str(value) for value, label in AgeBand.choices}.get(word, text)


def _age_word(text: str) -> str:
    return plain(_YEARS.sub(" ", plain(text)))


def education(text: str) -> str:
    """One of the six, from its name or what is also said for it."""
    return _EDUCATION.get(plain(text)) or _one_of(text, EDUCATIONS, Education.choices)


def occupation(text: str) -> str:
    """One of the list; anything else stays as it was written."""
    return _one_of(text, OCCUPATIONS, Occupation.choices)


def _one_of(text: str, values: frozenset[str], choices: Sequence[tuple[Any, Any]]) -> str:
    """By its code, however it is capitalised, or by its label in the language of whoever asks."""
    word = " ".join(text.split())
    if word.upper() in values:
        return word.upper()
    return {plain(str(label)): str(value) for value, label in choices}.get(plain(word), word)


def service(text: str, asked: Asked) -> str:
    """By code or by name, however it is capitalised."""
    word = " ".join(text.split())
    if word in asked.services:
        return word
    by_name = {plain(name): code for code, name in asked.services.items()}
    return by_name.get(plain(word), word.casefold() if word.casefold() in asked.services else word)


def slot(text: str) -> str | None:
    """The half of the day, from "08.00-12.00", "09.30", "pagi" or nothing; None of anything else."""
    word = plain(text)
    if not word:
        return ""
    if word in {"pagi", plain(_("pagi"))}:
        return Slot.MORNING.value
    if word in {"siang", plain(_("siang"))}:
        return Slot.AFTERNOON.value
    hour = word.partition("-")[0].replace(":", ".").partition(".")[0]
    if not (hour.isascii() and hour.isdigit() and len(hour) <= 2 and int(hour) < 24):
        return None
    return Slot.MORNING.value if int(hour) < 12 else Slot.AFTERNOON.value


def allowed(asked: Asked) -> dict[str, list[str]]:
    """What each column that is no free text may hold, by key, as its page and its errors list it."""
    return {
        "service": list(asked.services.values()),
        "slot": [*_labels(Slot.choices), _("pagi"), _("siang"), _("jam seperti 09.30")],
        "sex": [*Sex.values, *_labels(Sex.choices)],
        "age_band": [_("umur dalam tahun mulai 17"), *_labels(AgeBand.choices[1:])],
        "education": _labels(Education.choices),
        "occupation": _labels(Occupation.choices),
    }


def _labels(choices: Sequence[tuple[Any, Any]]) -> list[str]:
    return [str(label) for _value, label in choices]


def told(fault: Any, text: str, values: Sequence[str]) -> str:
    """Why a cell is refused, with what it may hold instead."""
    said = _("“{text}” tidak dikenal").format(text=text[:40]) if text else str(fault)
    return _("{fault}; isi salah satu dari: {values}").format(fault=said, values=", ".join(values))


HEADS: Mapping[str, str] = {
    "service": "Layanan",
    "day": "Tanggal",
    "slot": "Jam",
    "sex": "Jenis kelamin",
    "age_band": "Usia",
    "education": "Pendidikan",
    "occupation": "Pekerjaan",
    "comment": "Saran",
}
"""The heads of a template; `surveys.rows` knows them with others."""
