"""The letterhead (kop) of an office: its lines, checked."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError

LONGEST = 200
REQUIRED = ("government_line", "office_line", "place_line")


class BadLetterhead(DomainError):
    """A line is missing, too long or unknown."""


@dataclass(frozen=True)
class Letterhead:
    """The lines as they are printed, e.g. "PEMERINTAH KABUPATEN LUMAJANG", "KECAMATAN JATIROTO"."""

    government_line: str
    office_line: str
    address: str
    phone: str
    mail: str
    website: str
    place_line: str
    """Where letters are dated, e.g. "Jatiroto"."""
    parent_line: str = ""
    """Above a kelurahan's own line, e.g. "KECAMATAN LUMAJANG"."""
    postal_line: str = ""
    """The last line, e.g. "JATIROTO - 67355"."""

    @classmethod
    def parse(cls, lines: Mapping[str, Any]) -> "Letterhead":
        """From JSON. Raises `BadLetterhead`, which names the line."""
        known = {field.name for field in fields(cls)}
        for name in sorted(set(lines) - known):
            raise BadLetterhead(
                "unknown_line", format_lazy(_("Baris kop “{name}” tidak dikenal."), name=name)
            )
        values = {name: _line(name, lines.get(name, "")) for name in known}
        return cls(**values)

    def as_json(self) -> dict[str, str]:
        """For `Office.letterhead`."""
        return asdict(self)


def _line(name: str, value: Any) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else None
    if text is None or len(text) > LONGEST:
        message = _("Baris kop “{name}” harus berupa teks paling panjang {longest} karakter.")
        raise BadLetterhead("bad_line", format_lazy(message, name=name, longest=LONGEST))
    if not text and name in REQUIRED:
        raise BadLetterhead("missing_line", format_lazy(_("Baris kop “{name}” belum diisi."), name=name))
    return text
