"""What the placeholders of a number pattern mean, in words and with an example of this office."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.indonesian import roman
from documents.patterns import SAMPLE, Rule


@dataclass(frozen=True)
class Meaning:
    """A placeholder, what stands in its place, and how that looks today."""

    name: str
    words: Promise
    example: str


def meanings(day: date, unit: str, rules: Sequence[Rule]) -> list[Meaning]:
    """Every placeholder, in the order they are usually written."""
    code = (rules or [SAMPLE])[0].code
    return [
        Meaning("{kode}", _("kode klasifikasi arsip dari layanannya"), code),
        Meaning("{urut}", _("nomor urut; wajib, mulai lagi dari 1 setiap tahun"), "17"),
        Meaning("{urut:3}", _("nomor urut yang digenapkan dengan nol menjadi tiga angka"), "017"),
        Meaning("{unit}", _("kode unit kantor; wajib"), unit or "…"),
        Meaning("{bulan}", _("bulan dengan angka Romawi"), roman(day.month)),
        Meaning("{tahun}", _("tahun empat angka; wajib"), f"{day.year}"),
    ]
