"""Each rule on one standard: a change that it must find, and one close to it that it must let pass.

A standard in order (`unseen/bersih_domisili.txt`) is changed in one place; nothing else may be found.
"""

import re

import pytest
import yaml

from linting.checking.checks import STANDARD_RULES, check_standard
from linting.checking.sheets_draft import sheets_of_blocks
from linting.names import RULES
from standards.reading.markup import blocks_of_text
from tests.linting.conftest import HERE

CLEAN = (HERE / "unseen" / "bersih_domisili.txt").read_text("utf-8")
CASES = yaml.safe_load((HERE / "cases.yaml").read_text("utf-8"))
PROMISE = "Paling lama 30 (tiga puluh) menit sejak berkas lengkap dan benar"
GUARANTEE = "Apabila waktu terlampaui, surat diantar ke alamat pemohon tanpa biaya."
ELSEWHERE = {
    "order", "control_missing", "lurah_ground", "components_merged", "notice_differs", "village_in_town",
    "marriage_age", "card_age",
}  # fmt: skip


def codes(text: str, context) -> set[str]:
    (sheet,) = sheets_of_blocks(blocks_of_text(text), name="x")
    return {finding.code for finding in check_standard(sheet, context)}


def test_the_standard_in_order_is_in_order(context):
    assert codes(CLEAN, context) == set()


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_a_rule_fires_and_stays_silent(case, context):
    assert case["words"] in CLEAN
    assert case["rule"] in codes(CLEAN.replace(case["words"], case["found"], 1), context)
    if "passes" in case:
        assert case["rule"] not in codes(CLEAN.replace(case["words"], case["passes"], 1), context)


def test_components_out_of_order(context):
    begin, end = CLEAN.index("7. Dasar Hukum"), CLEAN.index("8. Sarana")
    law = CLEAN[begin:end]
    moved = CLEAN.replace(law, "").replace("1. Persyaratan", law + "1. Persyaratan", 1)
    assert "order" in codes(moved, context)


def test_two_components_under_one_heading(context):
    begin, end = CLEAN.index("9. Kompetensi"), CLEAN.index("10. Pengawasan")
    competence = CLEAN[begin:end]
    begin, end = CLEAN.index("11. Jumlah"), CLEAN.index("12. Jaminan")
    merged = competence.replace("Kompetensi Pelaksana", "Kompetensi dan Jumlah Pelaksana").rstrip()
    both = CLEAN.replace(CLEAN[begin:end], "").replace(competence, f"{merged}\nJumlah personil : 3 orang\n\n")
    assert "components_merged" in codes(both, context)


def test_the_applicant_is_told_in_two_ways(context):
    told = CLEAN.replace(PROMISE, f"{PROMISE}, pemohon dihubungi lewat WhatsApp")
    by_phone = told.replace(
        GUARANTEE, "Apabila terlambat, pemohon dihubungi lewat telepon dan surat diantar."
    )
    by_message = told.replace(
        GUARANTEE, "Apabila terlambat, pemohon dihubungi lewat WhatsApp dan surat diantar."
    )
    assert "notice_differs" in codes(by_phone, context)
    assert "notice_differs" not in codes(by_message, context)


def test_no_control_at_all(context):
    bare = re.sub(r"No\. Dokumen.*?(?=A\. Proses)", "", CLEAN, flags=re.DOTALL)
    assert "control_missing" in codes(bare, context)


def test_a_lurah_needs_a_ground_of_their_own(context):
    village = CLEAN.replace("KECAMATAN TEMPEH", "KELURAHAN JOGOYUDAN")
    assert "lurah_ground" in codes(village, context)
    granted = village.replace(
        "Pelimpahan Sebagian Kewenangan Bupati kepada Camat", "Pelimpahan Kewenangan kepada Lurah"
    )
    assert "lurah_ground" not in codes(granted, context)
    assert "lurah_ground" not in codes(CLEAN, context)


def test_a_kelurahan_has_no_desa(context):
    village = CLEAN.replace("KECAMATAN TEMPEH", "KELURAHAN JOGOYUDAN")
    assert "village_in_town" in codes(village, context)
    assert "village_in_town" not in codes(village.replace("dari Kepala Desa", "dari Ketua RT"), context)
    assert "village_in_town" not in codes(CLEAN, context)


@pytest.mark.parametrize(("age", "found"), [("16 (enam belas)", True), ("19 (sembilan belas)", False)])
def test_the_age_of_marriage(age, found, context):
    marriage = CLEAN.replace("KETERANGAN DOMISILI", "PENGANTAR NIKAH")
    asked = marriage.replace("2. Fotokopi KTP 1", f"2. Calon istri berumur {age} tahun\n2. Fotokopi KTP 1")
    assert ("marriage_age" in codes(asked, context)) is found


@pytest.mark.parametrize(("age", "found"), [("18 (delapan belas)", True), ("17 (tujuh belas)", False)])
def test_the_age_of_an_identity_card(age, found, context):
    card = CLEAN.replace("SURAT KETERANGAN DOMISILI", "PEREKAMAN KTP ELEKTRONIK")
    asked = card.replace(
        "2. Fotokopi KTP 1", f"2. Telah berusia {age} tahun atau sudah kawin\n2. Fotokopi KTP 1"
    )
    assert ("card_age" in codes(asked, context)) is found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Jumlah permohonan legalisasi ijazah dihitung", True),
        ("Jumlah permohonan surat domisili dihitung", False),
    ],
)
def test_the_evaluation_speaks_of_another_service(sentence, found, context):
    assert (
        "other_service"
        in codes(CLEAN.replace("2. Evaluasi kedisiplinan", f"2. {sentence} dan kedisiplinan"), context)
    ) is found


@pytest.mark.parametrize(("reported", "found"), [("keempat triwulan", True), ("kedua semester", False)])
def test_the_reports_of_a_survey_come_as_often_as_the_survey(reported, found, context):
    text = CLEAN.replace(
        "2. Evaluasi kedisiplinan", f"2. Laporan SKM dari {reported} dikirim kepada Camat\n3. Evaluasi"
    )
    assert ("survey_differs" in codes(text, context)) is found


@pytest.mark.parametrize(("region", "found"), [("JEMBER", False), ("LUMAJANG", True)])
def test_an_office_that_nobody_knows_is_judged_by_the_region_it_names(region, found, context):
    """Known offices are judged by the kabupaten that uses Loket, whatever their letterhead says."""
    head = f"PEMERINTAH KABUPATEN {region}\nKECAMATAN WATUKARYA\n"
    unknown = head + CLEAN.replace("KECAMATAN TEMPEH", "").replace(
        "Bupati Lumajang Nomor", "Bupati Jember Nomor"
    )
    assert ("law_region" in codes(unknown, context)) is found
    known = CLEAN.replace(
        "STANDAR PELAYANAN SURAT", "PEMERINTAH KABUPATEN JEMBER\nSTANDAR PELAYANAN SURAT", 1
    )
    assert "region_elsewhere" in codes(known, context)


def test_every_rule_is_tried_and_has_a_name():
    assert {rule.code for rule in STANDARD_RULES} == {case["rule"] for case in CASES} | ELSEWHERE
    assert {rule.code for rule in STANDARD_RULES} <= set(RULES)
