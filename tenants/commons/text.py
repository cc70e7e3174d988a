"""Text that people typed or pasted: what is kept, what is refused, and how it is searched."""

import re
import unicodedata

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError

# They turn the reading order round, so that a name or number on screen differs from the one stored.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Invisible remains of copying from a web page or a PDF; they carry no meaning and spoil a search.
_REMAINS = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u201b\u02bb\u02bc\u02be\u02bf\u00b4`", "'"))
# What stands in a name besides letters, their marks, digits and spaces.
_IN_NAMES = frozenset(" .,-\u2010\u2011\u2013()/&'\u2018\u2019\u201b\u02bb\u02bc\u02be\u02bf\u00b4`")
_INVISIBLE = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})


class BadText(DomainError):
    """The text holds a character that cannot be kept, or is longer than the field takes."""


def clean_line(text: str, *, max_length: int | None = None) -> str:
    """One line: NFC, spaces collapsed, ends trimmed. Apostrophes, dots and emoji stay as typed.

    Raises `BadText` (`control_character`, `text_too_long`). A tab or line break becomes a space.
    """
    return _checked(" ".join(_nfc(text).split()), max_length=max_length)


def clean_name(text: str, *, max_length: int | None = None) -> str:
    """A person's name: as `clean_line`, but without signs that stand in no name (angle brackets, emoji).

    Raises `BadText` (also `not_in_name`).
    """
    line = clean_line(text, max_length=max_length)
    odd = next((c for c in line if c not in _IN_NAMES and unicodedata.category(c)[0] not in "LMN"), "")
    if odd:
        shown = odd if odd.isprintable() else f"U+{ord(odd):04X}"
        message = _("Tanda “{sign}” tidak dipakai dalam nama. Hapus tanda itu; tulis nama seperti pada KTP.")
        raise BadText("not_in_name", format_lazy(message, sign=shown), character=shown)
    return line


def clean_text(text: str, *, max_length: int | None = None) -> str:
    """Several lines: as `clean_line`, with line breaks kept, each line trimmed, two blank lines made one."""
    unified = _nfc(text).replace("\r\n", "\n").replace("\r", "\n")
    lines = "\n".join(" ".join(line.split()) for line in unified.split("\n"))
    return _checked(re.sub(r"\n{3,}", "\n\n", lines).strip("\n"), max_length=max_length)


def search_key(text: str) -> str:
    """The form two spellings of one name share: NFKC, case folded, one space, one apostrophe.

    Titles, dots and accents stay. Never fails: what cannot be typed on purpose is dropped.
    """
    folded = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    visible = "".join(c for c in folded if c.isspace() or unicodedata.category(c) not in _INVISIBLE)
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_REMAINS))


def _checked(text: str, *, max_length: int | None) -> str:
    # Nothing printable is refused, and nearly all text is.
    bad = None if text.isprintable() else next((c for c in text if _refused(c)), None)
    if bad is not None:
        name = f"U+{ord(bad):04X}"
        message = _("Teks memuat tanda tak terlihat ({name}). Ketik ulang bagian itu, jangan disalin-tempel.")
        raise BadText("control_character", format_lazy(message, name=name), character=name)
    if max_length is not None and len(text) > max_length:
        message = _("Teks terlalu panjang: {n} huruf, paling banyak {limit}. Persingkat lalu kirim lagi.")
        raise BadText(
            "text_too_long",
            format_lazy(message, n=len(text), limit=max_length),
            length=len(text),
            limit=max_length,
        )
    return text


def _refused(character: str) -> bool:
    """Control characters other than a line break, reordering marks, half surrogates, non-characters."""
    if character in _BIDI:
        return True
    point, category = ord(character), unicodedata.category(character)
    non_character = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    return (category == "Cc" and character != "\n") or category == "Cs" or non_character
