"""The village list of a form: what is offered, and what was meant by what was typed (pure)."""

from collections.abc import Mapping
from difflib import get_close_matches

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.nik import Finding
from commons.text import search_key
from servicetypes.readers import Village

MOST_ALIKE = 4


def label(village: Village) -> str:
    """How a village is offered; the kecamatan tells those of one name apart."""
    return village_label(village.level, village.name, village.district)


def village_label(level: str, name: str, district: str) -> str:
    """ "Desa Rojopolo, Kec. Jatiroto"."""
    return f"{level.title()} {name}" + (f", Kec. {district}" if district else "")


def offered(villages: Mapping[str, Village], *, here: str) -> list[str]:
    """Labels for the list: those of the office's own kecamatan (code `here`) first."""
    ordered = sorted(villages.values(), key=lambda v: (not _inside(v, here), v.district, v.name))
    return [label(village) for village in ordered]


def meant(text: str, villages: Mapping[str, Village], *, here: str) -> str:
    """The code of the village that was typed, with or without level and kecamatan; the text itself for a
    place that is not in the list, or when two are meant and neither is of this kecamatan."""
    key = search_key(text)
    found = [village for village in villages.values() if key in _spellings(village)]
    near = [village for village in found if _inside(village, here)]
    for only in (near, found):
        if len(only) == 1:
            return only[0].code
    return text


def doubt(text: str, villages: Mapping[str, Village], *, here: str, path: str) -> Finding | None:
    """What to ask about a typed place that is no village of the list: one elsewhere, or a name half typed.
    None where the list has the name, be it twice, and where there is no list to hold it against."""
    name = " ".join(text.split())
    key = search_key(name)
    if not name or not villages or name in villages:
        return None
    if any(key in _spellings(village) for village in villages.values()):
        return None
    near = alike(name, villages, here=here)
    message = _("“{name}” tidak ada dalam daftar desa/kelurahan kabupaten ini. Benar?")
    if near:
        message = _("“{name}” tidak ada dalam daftar desa/kelurahan kabupaten ini. Benar? Ada: {near}.")
    return Finding("village_unlisted", format_lazy(message, name=name, near="; ".join(near)), path)


def alike(text: str, villages: Mapping[str, Village], *, here: str) -> list[str]:
    """Labels of villages whose name begins with `text`, holds it or, failing that, is spelt much like it;
    those of the office's own kecamatan first."""
    key = search_key(text).removeprefix("desa ").removeprefix("kelurahan ").strip()
    names = {code: search_key(village.name) for code, village in villages.items()}
    found = [code for code, name in names.items() if len(key) > 1 and key in name]
    if not found:
        close = get_close_matches(key, set(names.values()), n=MOST_ALIKE, cutoff=0.8)
        found = [code for code, name in names.items() if name in close]
    found.sort(
        key=lambda code: (not _inside(villages[code], here), not names[code].startswith(key), names[code])
    )
    return [label(villages[code]) for code in found[:MOST_ALIKE]]


def _spellings(village: Village) -> frozenset[str]:
    names = (village.name, f"{village.level} {village.name}", label(village))
    return frozenset(map(search_key, names))


def _inside(village: Village, here: str) -> bool:
    return bool(here) and village.code.startswith(here + ".")


def of_office(code: str, villages: Mapping[str, Village]) -> list[Village]:
    """The villages an office serves, by code; a kelurahan only itself. A rehearsal's code differs from its
    office's by the province."""
    own = code.partition(".")[2]
    found = [
        village for village in villages.values() if f"{village.code.partition('.')[2]}.".startswith(f"{own}.")
    ]
    return sorted(found, key=lambda village: village.code)
