"""In which capacity somebody signs, as the letter prints it and as its check page says it."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from applications import compose
from applications.models import ActingForm
from applications.signing import SignerCard

KECAMATAN: Any = SimpleNamespace(level="KECAMATAN", name="Jatiroto")
KELURAHAN: Any = SimpleNamespace(level="KELURAHAN", name="Tompokersan")


@pytest.mark.parametrize(
    ("office", "form", "title", "lines", "said"),
    [
        (KECAMATAN, None, "Camat Jatiroto", ("CAMAT JATIROTO",), "Camat Jatiroto"),
        (
            KECAMATAN,
            ActingForm.PLH,
            "Sekretaris Kecamatan",
            ("Plh. CAMAT JATIROTO",),
            "Plh. Camat Jatiroto",
        ),
        (
            KELURAHAN,
            ActingForm.PLT,
            "Sekretaris Lurah",
            ("Plt. LURAH TOMPOKERSAN",),
            "Plt. Lurah Tompokersan",
        ),
        (
            KECAMATAN,
            ActingForm.AN,
            "Sekretaris Kecamatan",
            ("a.n. CAMAT JATIROTO", "SEKRETARIS KECAMATAN"),
            "a.n. Camat Jatiroto, Sekretaris Kecamatan",
        ),
        (
            KECAMATAN,
            ActingForm.UB,
            "Kasi Pelayanan Umum",
            ("a.n. CAMAT JATIROTO", "SEKRETARIS KECAMATAN", "u.b.", "KASI PELAYANAN UMUM"),
            "a.n. Camat Jatiroto, Kasi Pelayanan Umum",
        ),
        (
            KELURAHAN,
            ActingForm.UB,
            "Kasi Pemerintahan",
            ("a.n. LURAH TOMPOKERSAN", "SEKRETARIS KELURAHAN", "u.b.", "KASI PEMERINTAHAN"),
            "a.n. Lurah Tompokersan, Kasi Pemerintahan",
        ),
    ],
)
def test_every_form_is_printed_as_tata_naskah_dinas_has_it(office, form, title, lines, said):
    card = SignerCard(user_id=UUID(int=1), name="JOKO SANTOSO", title=title, form=form)
    assert compose.signer_block(office, card).capacity == lines
    assert card.signer(compose.head_of(office)).title == said
    assert SignerCard.read(card.stored()) == card
