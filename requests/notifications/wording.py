"""Templates: words with placeholders from a closed list, and what may stand in their places. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError

LONGEST = 1_000
# Meta refuses a parameter with a line break, a tab or four spaces in a row.
_LONGEST_PARAMETER = 500
_PLACE = re.compile(r"\{([^{}]*)\}")
_SHORT = 20

MEANINGS: Mapping[str, str | Promise] = {
    "kantor": _("nama kantor"),
    "nama": _("nama depan pemohon"),
    "nomor": _("nomor berkas"),
    "layanan": _("nama layanan"),
    "janji": _("kapan selesai menurut janji"),
    "kurang": _("yang kurang, satu per satu"),
    "alasan": _("alasan penolakan"),
    "lama": _("berapa lama, misalnya 7 hari"),
    "sejak": _("kapan terjadi, bila baru dicatat sesudahnya; barisnya hilang bila kosong"),
    "tautan": _("tautan ke halaman berkas"),
    "kejadian": _("apa yang terjadi"),
    "kabar": _("keadaan pengaduan"),
}


class BadTemplate(DomainError):
    """The template cannot be kept; `context["field"]` names what is wrong with it."""


@dataclass(frozen=True)
class Words:
    """A template. `subject` is for mail; `wa_*` name what Meta has approved: its name, language, and which
    placeholder stands for its parameters {{1}}, {{2}} …"""

    text: str
    subject: str = ""
    wa_name: str = ""
    wa_language: str = "id"
    wa_params: tuple[str, ...] = ()
    version: int = 0


def names_in(text: str) -> list[str]:
    """The placeholders of a text, in order, each once."""
    return list(dict.fromkeys(_PLACE.findall(text)))


def check(words: Words, allowed: Iterable[str]) -> None:
    """Raise `BadTemplate` for words that could not be filled, or an approved template that could not be."""
    known = frozenset(allowed)
    if not words.text.strip():
        raise BadTemplate("empty", _("Tulis isi pesannya."), field="text")
    if len(words.text) > LONGEST:
        raise BadTemplate("too_long", _("Isi pesan paling panjang 1.000 huruf."), field="text")
    for field, text in (("text", words.text), ("subject", words.subject)):
        _check_places(text, known, field)
    unknown = [name for name in words.wa_params if name not in known]
    if unknown:
        message = _("Parameter “{name}” tidak ada pada daftar.")
        raise BadTemplate("unknown_parameter", str(message).format(name=unknown[0]), field="wa_params")
    if words.wa_name and not re.fullmatch(r"[a-z0-9_]{1,512}", words.wa_name):
        message = _("Nama templat di Meta hanya huruf kecil, angka dan garis bawah.")
        raise BadTemplate("wa_name", message, field="wa_name")
    if words.wa_name and not re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2})?", words.wa_language):
        raise BadTemplate(
            "wa_language", _("Bahasa templat ditulis seperti id atau en_US."), field="wa_language"
        )


def _check_places(text: str, known: frozenset[str], field: str) -> None:
    left = _PLACE.sub("", text)
    if "{" in left or "}" in left:
        raise BadTemplate("braces", _("Ada kurung kurawal yang tidak berpasangan."), field=field)
    for name in names_in(text):
        if name not in known:
            message = _("“{{{name}}}” tidak dapat dipakai pada pesan ini. Pilih dari daftar di bawah.")
            raise BadTemplate("unknown_name", str(message).format(name=name), field=field)


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled, in one pass: what a value holds is never read as a template.

    Of several lines, one whose places are all empty now falls away.
    """
    lines = text.split("\n")
    kept = [line for line in lines if len(lines) == 1 or _says_something(line, values)]
    return "\n".join(
        _PLACE.sub(lambda found: values.get(found[1], ""), line).rstrip() for line in kept
    ).strip()


def _says_something(line: str, values: Mapping[str, str]) -> bool:
    places = names_in(line)
    return not places or any(values.get(name) for name in places)


def parameters(words: Words, values: Mapping[str, str]) -> list[str]:
    """What stands for {{1}}, {{2}} … of the approved template, as Meta takes it; never empty."""
    found = (" ".join(values.get(name, "").split())[:_LONGEST_PARAMETER] for name in words.wa_params)
    return [value or "-" for value in found]


def short_name(name: str) -> str:
    """ "SITI AMINAH" is "Siti A.": enough to know oneself, not enough for a stranger."""
    parts = name.split()
    if not parts:
        return ""
    first = parts[0][:_SHORT].capitalize()
    return f"{first} {parts[1][0].upper()}." if len(parts) > 1 else first


def masked(to: str) -> str:
    """A number or address for lists: "0812…90", "s…@example.org"."""
    name, at, host = to.partition("@")
    if at:
        return f"{name[:1]}…@{host}"
    return f"{to[:5]}…{to[-2:]}" if len(to) > 7 else "…"
