"""A report on paper: the signatures stand with the end of the text."""

from datetime import date
from decimal import Decimal

import pytest

from documents.sheets import print_sheet
from quality import words
from quality.models import Objective
from quality.sheets import QualitySheet
from tests.documents import samples

WIDTHS = {"No.": 0.35, "Sasaran": 2.1, "Realisasi": 1, "Penyebab": 1.9, "Tindakan": 1.9}
COLUMNS = tuple({"title": title, "width": width, "align": "left"} for title, width in WIDTHS.items())
ACTION = "Jadwal cuti disusun\nbergantian; satu petugas\nmembantu loket\nsampai 14 November"
CELLS = ["1", "Pelayanan selesai sesuai janji standar", "92,13 %", "Cuti", ACTION]
RULES = ("Lebih besar lebih baik.", "Lebih kecil lebih baik.", "Dibulatkan.", "Tidak dihitung.")
HEAD = "BambangSutrisno"


def paper(rows: int) -> list[str]:
    """The words of each page of a report with that many missed objectives."""
    signers = ("Wahyu Hidayat", "Bambang Sutrisno")
    sheet = QualitySheet(
        letterhead=samples.JATIROTO,
        title="LAPORAN PENCAPAIAN SASARAN MUTU",
        subtitle="Triwulan III 2026",
        dated=date(2026, 10, 6),
        control=tuple((f"Baris {n}", "isi") for n in range(5)),
        lead="1 dari 6 sasaran yang dinilai tercapai.",
        columns=COLUMNS,
        rows=tuple({"cells": CELLS, "tone": "bad"} for _n in range(rows)),
        marked=2,
        texts=(("Evaluasi pimpinan", "Pertahankan yang sudah tercapai."),),
        rules_title="Cara menghitung",
        rules=RULES,
        signers=tuple(
            {"heading": "Diparaf", "title": "Kasi", "name": name, "line": "NIP 1", "room": True}
            for name in signers
        ),
        footer="revisi 00",
    )
    return samples.page_texts(print_sheet(sheet))


def test_a_target_of_all_has_no_sign():
    table = {
        ("MORE", "95", "%"): "≥ 95 %",
        ("MORE", "100.00", "%"): "100 %",
        ("MORE", "100", "berkas"): "≥ 100 berkas",
        ("LESS", "100", "%"): "≤ 100 %",
    }
    for (direction, target, unit), said in table.items():
        assert words.target(Objective(direction=direction, target=Decimal(target), unit=unit)) == said


def test_a_page_with_room_for_the_signatures_has_them():
    (page,) = paper(6)
    assert HEAD in page


@pytest.mark.parametrize("rows", range(4, 12))
def test_signatures_never_stand_without_the_words_before_them(rows):
    (signed,) = [page for page in paper(rows) if HEAD in page]
    assert "Evaluasipimpinan" in signed
