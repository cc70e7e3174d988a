"""What will happen to one file besides the straight way: drawn when it is received. Pure."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from applications.workflow_types import ProductKind
from demo.simulate.characters import Character

NEVER_BACK = 0.07
FOUND_AT_VERIFY = 0.25
DECLINED = 0.02
REJECTED = 0.008
CORRECTED = 0.004
NEVER_FETCHED = 0.015
UNDONE = 0.01
PATIENCE = timedelta(minutes=75)

# Blank cards ran out: a real thing, some weeks every year. Months of the year, and how likely a wait is then.
SHORT_OF_BLANKS = {2: 0.35, 9: 0.45}

OUTSIDE = ("Dinas Kependudukan dan Pencatatan Sipil", "Menunggu blangko KTP-el", "Gangguan jaringan")
GROUNDS = (
    "Pemohon bukan penduduk kecamatan ini",
    "Surat dari desa tidak benar; sudah dikonfirmasi ke desa",
    "Permohonan ganda; sudah pernah dilayani bulan ini",
)
DECLINING = (
    "Nama pada surat tidak sama dengan KTP",
    "Keperluan belum jelas, mohon diperbaiki",
    "Alamat belum lengkap",
)
CORRECTING = ("Salah tulis nama", "Salah tulis alamat", "Keperluan tidak sesuai permohonan")


@dataclass(frozen=True)
class Turns:
    """The turns one file takes. `returned`: how often papers are missing at intake. Days of the calendar."""

    returned: int = 0
    returned_at_verify: bool = False
    never_back: bool = False
    waits_for: str = ""
    declined: str = ""
    rejected: str = ""
    corrected: str = ""
    undone: bool = False
    never_fetched: bool = False
    days_to_return: int = 1
    days_of_waiting: int = 1
    days_to_fetch: int = 1


def turns_of(character: Character, product: ProductKind, day: date, chance: random.Random) -> Turns:
    """Draw the turns of a file received on this day."""
    short = chance.random() < character.returns
    at_verify = short and chance.random() < FOUND_AT_VERIFY
    signed = product is not ProductKind.EXTERNAL_ITEM
    return Turns(
        returned=0 if not short or at_verify else 1 + (chance.random() < character.returns),
        returned_at_verify=at_verify,
        never_back=chance.random() < NEVER_BACK,
        waits_for=_agency(character, product, day, chance),
        declined=_maybe(DECLINED, DECLINING, chance) if signed else "",
        rejected=_maybe(REJECTED, GROUNDS, chance),
        corrected=_maybe(CORRECTED, CORRECTING, chance) if signed else "",
        undone=chance.random() < UNDONE,
        never_fetched=chance.random() < NEVER_FETCHED,
        days_to_return=1 + int(chance.expovariate(1 / 3)),
        days_of_waiting=1 + int(chance.expovariate(1 / 4)),
        days_to_fetch=1 + int(chance.expovariate(1 / 1.5)),
    )


def _maybe(share: float, reasons: tuple[str, ...], chance: random.Random) -> str:
    return chance.choice(reasons) if chance.random() < share else ""


def _agency(character: Character, product: ProductKind, day: date, chance: random.Random) -> str:
    if product is not ProductKind.EXTERNAL_ITEM:
        return ""
    share = max(character.waits, SHORT_OF_BLANKS.get(day.month, 0.0))
    if chance.random() >= share:
        return ""
    return OUTSIDE[1] if day.month in SHORT_OF_BLANKS else chance.choice(OUTSIDE)
