"""What our fonts can print. A character they lack is refused by name, never left out or drawn as a box."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from fontTools.ttLib import TTFont

from commons.errors import DomainError

FONTS = Path(settings.CONFIG) / "fonts"

# Drawings, not words: they are checked where they are drawn.
DRAWN = frozenset({"emblem", "svg"})
# Format characters (some turn the reading order round) and private ones have a glyph in the font, but
# nobody sees what they do to a line.
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})

KeyPath = tuple[str | int, ...]


class UnprintableCharacter(DomainError):
    """A text holds a character without a glyph. `path` leads to it in the sheet's data."""

    def __init__(self, char: str, name: str, path: KeyPath, where: str) -> None:
        message = _(
            "Huruf “{char}” pada bagian “{where}” tidak ada dalam huruf cetak surat. "
            "Ganti atau hapus huruf itu, lalu cetak lagi; isian lain tidak berubah."
        )
        super().__init__(
            "unprintable_character",
            format_lazy(message, char=_shown(char), where=where),
            char=char,
            name=name,
            path=path,
        )
        self.char, self.name, self.path, self.where = char, name, path, where


@cache
def printable() -> frozenset[int]:
    """Code points that every one of our font files has, without the unseen ones; line break included.

    Raises `FileNotFoundError` when the font folder is empty: nothing can be printed then.
    """
    files = sorted(FONTS.glob("*.ttf"))
    if not files:
        raise FileNotFoundError(f"no .ttf files in {FONTS}; build the assets first")
    common = frozenset.intersection(*map(_characters, files))
    return frozenset(p for p in common if unicodedata.category(chr(p)) not in _UNSEEN) | {0x0A}


def _characters(file: Path) -> frozenset[int]:
    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


def missing_glyphs(text: str) -> list[tuple[str, str]]:
    """(character, Unicode name) of each character of `text` that cannot be printed, each once, in order."""
    known = printable()
    return [(c, character_name(c)) for c in dict.fromkeys(text) if ord(c) not in known]


def first_missing(text: str) -> str:
    """The first character of `text` that cannot be printed; "" when all can."""
    known = printable()
    if known.issuperset(map(ord, text)):
        return ""
    return next(c for c in text if ord(c) not in known)


def unprintable(text: str, label: str | Promise) -> Promise | str:
    """Why an answer to the question `label` cannot be taken; "" when all of it can be printed."""
    char = first_missing(text)
    if not char:
        return ""
    message = _(
        "Huruf “{char}” pada “{label}” tidak ada dalam huruf cetak, jadi suratnya tidak akan dapat dicetak. "
        "Ganti atau hapus huruf itu; isian lain tidak berubah."
    )
    return format_lazy(message, char=_shown(char), label=label)


def _shown(char: str) -> str:
    """The character itself; one that nobody sees by its number."""
    return char if char.isprintable() else f"U+{ord(char):04X}"


def character_name(char: str) -> str:
    """Its Unicode name, or `U+E000` when it has none."""
    return unicodedata.name(char, f"U+{ord(char):04X}")


def check_text(data: Any) -> None:
    """Walk every string of a sheet's data. Raises `UnprintableCharacter` for the first bad one."""
    for path, where, text in strings(data):
        if char := first_missing(text):
            raise UnprintableCharacter(char, character_name(char), path, where)


def strings(value: Any, path: KeyPath = (), where: str = "") -> Iterator[tuple[KeyPath, str, str]]:
    """(path, nearest human label, text) of every string below `value`."""
    if isinstance(value, str):
        yield path, where, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key not in DRAWN:
                yield from strings(item, (*path, key), _label(key, where))
    elif isinstance(value, Sequence):
        for index, item in enumerate(value):
            yield from strings(item, (*path, index), _row_label(value, index, where))


def _row_label(row: Sequence[Any], index: int, where: str) -> str:
    """In a (label, value) pair the label tells where the value stands."""
    is_pair = len(row) == 2 and index == 1 and isinstance(row[0], str)
    return row[0] if is_pair and row[0] else where


def _label(key: str, where: str) -> str:
    """The Indonesian name of a key; an unnamed key keeps the name of what it stands in."""
    return LABELS.get(key, where or key)


LABELS = {
    "address": "alamat",
    "applicant": "nama pemohon",
    "basis": "dasar",
    "body": "isi surat",
    "capacity": "jabatan penanda tangan",
    "complaints": "saluran pengaduan",
    "components": "komponen standar",
    "contact": "cara dihubungi",
    "copies": "tembusan",
    "items": "daftar",
    "letterhead": "kop surat",
    "name": "nama",
    "nip": "NIP",
    "number": "nomor",
    "place": "tempat",
    "purpose": "keperluan",
    "rank": "pangkat",
    "reason": "alasan",
    "receiver": "nama penerima",
    "rows": "baris isian",
    "service": "layanan",
    "signer": "penanda tangan",
    "title": "judul",
}
