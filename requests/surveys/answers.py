"""One filled form: read, checked, and every fault named by its question. Forms and imported rows alike.

Nothing is guessed and nothing is filled in: a form with one of the nine answers missing is refused, because
the index divides every element by the same number of forms.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.text import BadText, clean_line, clean_text
from surveys.choices import AgeBand, Education, Occupation, Sex
from surveys.elements import BY_KEY, HIGHEST, KEYS, LOWEST

LONGEST_COMMENT, LONGEST_OCCUPATION = 1_000, 40
Faults = dict[str, Any]
# Looked up once, not for each row of a file.
SEXES, AGES = frozenset(Sex.values), frozenset(AgeBand.values)
EDUCATIONS, OCCUPATIONS = frozenset(Education.values), frozenset(Occupation.values)


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A form in order. `answers`: all nine, 1–4, by key; `extra`: by the key of the office's own question."""

    service_code: str
    sex: str
    education: str
    occupation: str
    age_band: str = ""
    occupation_words: str = ""
    answers: Mapping[str, int]
    extra: Mapping[str, int] = field(default_factory=dict)
    comment: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a period asks: its services by code, and the keys of the office's own questions."""

    services: Mapping[str, str]
    extra: Sequence[str] = ()


def read(typed: Mapping[str, str], asked: Asked) -> tuple[Filled | None, Faults]:
    """The form, or what is wrong with it by field name; never both."""
    faults: Faults = {}
    answers = {key: _answer(typed.get(key, ""), faults, key) for key in KEYS}
    extra = {
        key: _answer(typed[f"extra-{key}"], faults, f"extra-{key}")
        for key in asked.extra
        if typed.get(f"extra-{key}", "").strip()
    }
    filled = Filled(
        service_code=_service(typed.get("service", ""), asked, faults),
        sex=_one(typed, "sex", SEXES, faults),
        education=_one(typed, "education", EDUCATIONS, faults),
        occupation=_one(typed, "occupation", OCCUPATIONS, faults),
        age_band=_one(typed, "age_band", AGES, faults, required=False),
        occupation_words=_text(typed, "occupation_words", LONGEST_OCCUPATION, faults),
        answers=answers,
        extra=extra,
        comment=_text(typed, "comment", LONGEST_COMMENT, faults),
    )
    return (None, faults) if faults else (filled, faults)


def fault_of(text: str) -> Any:
    """Why this is no answer, in words; "" when it is one."""
    if not text:
        return _("belum dijawab; kesembilan unsur wajib diisi")
    if text in {"1", "2", "3", "4"}:
        return ""
    if text.lstrip("-").isdecimal():
        return format_lazy(_("nilai {value} di luar 1–4"), value=text[:12])
    if text.replace(",", ".").replace(".", "", 1).isdecimal():
        return format_lazy(_("nilai {value} harus bilangan bulat 1–4"), value=text[:12])
    return format_lazy(_("“{value}” bukan nilai 1–4"), value=text[:12])


def _answer(text: str, faults: Faults, key: str) -> int:
    typed = text.strip()
    fault = fault_of(typed)
    if fault:
        faults[key] = fault
        return 0
    value = int(typed)
    assert LOWEST <= value <= HIGHEST
    return value


def named(key: str, fault: Any) -> str:
    """ "Waktu Penyelesaian: belum dijawab; …"."""
    name = BY_KEY[key].name if key in BY_KEY else _LABELS.get(key, "")
    return f"{name}: {fault}" if name else str(fault)


_LABELS: Mapping[str, Any] = {
    "service": _("Jenis layanan"),
    "sex": _("Jenis kelamin"),
    "education": _("Pendidikan"),
    "occupation": _("Pekerjaan"),
    "age_band": _("Usia"),
    "comment": _("Saran"),
    "day": _("Tanggal"),
    "slot": _("Jam"),
}


def _service(text: str, asked: Asked, faults: Faults) -> str:
    code = text.strip()
    if code in asked.services:
        return code
    faults["service"] = _("pilih layanan yang diterima") if not code else _("layanan ini tidak disurvei")
    return ""


def _one(
    typed: Mapping[str, str], name: str, allowed: Collection[str], faults: Faults, *, required: bool = True
) -> str:
    value = typed.get(name, "").strip()
    if value in allowed and (value or not required):
        return value
    if value or required:
        faults[name] = _("pilih salah satu")
    return ""


def _text(typed: Mapping[str, str], name: str, longest: int, faults: Faults) -> str:
    clean = clean_text if name == "comment" else clean_line
    try:
        return clean(typed.get(name, ""), max_length=longest)
    except BadText as bad:
        faults[name] = bad.message
        return ""
