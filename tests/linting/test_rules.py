"""Each rule on one standard: a change that it must find, and one close to it that it must let pass.

A standard in order (`unseen/bersih_domisili.txt`) is changed in one place; nothing else may be found.
"""

import re

import pytest

from commons.plain_yaml import load_yaml
from linting.checking.checks import STANDARD_RULES, check_standard
from linting.checking.findings import Severity
from linting.checking.sheets_draft import sheets_of_blocks
from linting.names import RULES
from standards.reading.markup import blocks_of_text
from tests.linting.conftest import HERE

CLEAN = (HERE / "unseen" / "bersih_domisili.txt").read_text("utf-8")
CASES = load_yaml((HERE / "cases.yaml").read_text("utf-8"))
OTHER = (HERE / "unseen" / "bersih_legalisasi.txt").read_text("utf-8")
CITY = (HERE / "unseen" / "bersih_belum_menikah_kota.txt").read_text("utf-8")
WAYS = [
    (base, *way)
    for base, name in (
        (CLEAN, "ways.yaml"),
        (CLEAN, "ways_second_places.yaml"),
        (OTHER, "ways_legalisasi.yaml"),
        (CITY, "ways_kota.yaml"),
    )
    for way in load_yaml((HERE / name).read_text("utf-8"))
]
PROMISE = "Paling lama 30 (tiga puluh) menit sejak berkas lengkap dan benar"
GUARANTEE = "Apabila waktu terlampaui, surat diantar ke alamat pemohon tanpa biaya."
ELSEWHERE = {
    "order", "control_missing", "lurah_ground", "components_merged", "notice_differs", "village_in_town",
    "marriage_age", "card_age", "possession_years", "letter_not_needed", "civil_sheet", "civil_fee",
    "no_ownership", "asked_too_early", "asked_in_a_circle", "card_for_life", "married_or_of_age",
    "dispensation_of_court", "enactment_day", "law_inner_number", "limit_differs", "purpose_differs",
    "product_of_others", "routine_differs", "staff_chosen", "proxy_of_self", "survey_chosen",
    "result_before_end", "evaluated_self", "enactment_year", "enactment_other", "number_of_other",
    "site_differs", "site_spaced", "post_code_wrong", "passive_actor", "people_among_things",
    "supervisor_lacking", "abbreviation_differs", "period_and_end", "group_number", "work_on_holiday",
    "head_named_otherwise", "house_elsewhere", "amended_by_revoked", "title_elsewhere", "about_missing",
    "asked_endorsed", "copy_of_original", "settled_when", "stamp_unlisted", "other_body", "product_for",
    "attachment_missing", "word_fallen_out", "review_late",
    "card_of_whom", "form_unknown", "limits_two", "clock_late", "signer_abroad", "head_of_region",
}  # fmt: skip


def codes(text: str, context) -> set[str]:
    (sheet,) = sheets_of_blocks(blocks_of_text(text), name="x")
    return {finding.code for finding in check_standard(sheet, context)}


def finds(code: str, text: str, context) -> bool:
    """Whether this rule finds anything; the others are not asked."""
    (sheet,) = sheets_of_blocks(blocks_of_text(text), name="x")
    rules = [rule for rule in STANDARD_RULES if rule.code == code]
    assert rules, code
    return any(
        True
        for rule in rules
        if rule.only is None or rule.only.may_be_in(sheet.folded)
        for _hit in rule.check(sheet, context)
    )


def _pieces(words: str | list[str]) -> list[str]:
    return [words] if isinstance(words, str) else words


def test_the_standard_in_order_is_in_order(context):
    assert codes(CLEAN, context) == set()


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_a_rule_fires_and_stays_silent(case, context):
    assert case["words"] in CLEAN
    assert finds(case["rule"], CLEAN.replace(case["words"], case["found"], 1), context)
    if "passes" in case:
        assert not finds(case["rule"], CLEAN.replace(case["words"], case["passes"], 1), context)


@pytest.mark.parametrize(
    ("base", "rule", "words", "other"), WAYS, ids=[f"{way[1]}-{_pieces(way[3])[-1][:60]}" for way in WAYS]
)
def test_a_fault_in_other_words(base, rule, words, other, context):
    for before, after in zip(_pieces(words), _pieces(other), strict=True):
        assert before in base
        base = base.replace(before, after, 1)
    if rule:
        assert finds(rule, base, context)
    else:
        (sheet,) = sheets_of_blocks(blocks_of_text(base), name="x")
        assert {one.severity for one in check_standard(sheet, context)} <= {Severity.INFO}


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


@pytest.mark.parametrize(
    ("event", "days", "found"),
    [("kelahiran", 60, False), ("kelahiran", 30, True), ("kematian", 30, False), ("kematian", 60, True)],
)
def test_a_birth_and_a_death_have_limits_of_their_own(event, days, found, context):
    told = CLEAN.replace(
        "2. Fotokopi KTP 1", f"2. Dilaporkan paling lama {days} hari sejak {event}\n2. Fotokopi KTP 1"
    )
    assert ("report_limit" in codes(told, context)) is found


@pytest.mark.parametrize(("age", "found"), [("18 (delapan belas)", True), ("17 (tujuh belas)", False)])
def test_the_age_of_an_identity_card(age, found, context):
    card = CLEAN.replace("SURAT KETERANGAN DOMISILI", "PEREKAMAN KTP ELEKTRONIK")
    asked = card.replace(
        "2. Fotokopi KTP 1", f"2. Telah berusia {age} tahun atau sudah kawin\n2. Fotokopi KTP 1"
    )
    assert ("card_age" in codes(asked, context)) is found


def of_service(name: str, *changes: tuple[str, str]) -> str:
    """The standard in order, of another service, with words replaced."""
    text = CLEAN.replace("SURAT KETERANGAN DOMISILI", name)
    for words, other in changes:
        assert words in text
        text = text.replace(words, other, 1)
    return text


ASKED, FREE, MADE, SAFE = (
    "1. Surat pengantar dari Kepala Desa", "4. Biaya/Tarif\nGratis", "Surat Keterangan Domisili",
    "surat dibubuhi stempel",
)  # fmt: skip
OF_A_SERVICE = [
    ("possession_years", "PENDAFTARAN SPORADIK", (ASKED, "1. Tanah dikuasai selama 10 (sepuluh) tahun"),
     (ASKED, "1. Tanah dikuasai selama 20 (dua puluh) tahun")),
    ("no_ownership", "PENDAFTARAN SPORADIK", (MADE, "Sporadik yang setara dengan sertipikat"),
     (MADE, "Sporadik, bukan bukti hak milik")),
    ("letter_not_needed", "KARTU KELUARGA", (ASKED, "1. Surat pengantar dari Ketua RT dan RW"),
     (ASKED, "1. Surat keterangan pindah; tanpa pengantar RT")),
    ("civil_sheet", "KARTU KELUARGA", (SAFE, "KK dicetak di blangko berpengaman"),
     (SAFE, "KK dicetak di kertas HVS")),
    ("civil_fee", "KARTU KELUARGA", (FREE, "4. Biaya/Tarif\nRp10.000,00"), (FREE, "4. Biaya/Tarif\nRp0,00")),
    ("married_or_of_age", "KTP ELEKTRONIK", (ASKED, "1. Berumur 17 (tujuh belas) tahun dan sudah kawin"),
     (ASKED, "1. Berumur 17 (tujuh belas) tahun atau sudah kawin")),
    ("card_for_life", "KTP ELEKTRONIK", (MADE, "KTP elektronik, berlaku 5 (lima) tahun"),
     (MADE, "KTP elektronik, berlaku seumur hidup")),
    ("asked_too_early", "REKOMENDASI PENELITIAN", (ASKED, "1. Laporan akhir hasil penelitian"),
     (ASKED, "1. Laporan hasil penelitian sebelumnya, untuk perpanjangan")),
    ("purpose_differs", "SKTM UNTUK PENDIDIKAN",
     (MADE, "SKTM untuk keringanan biaya rawat inap di rumah sakit"),
     (MADE, "SKTM untuk beasiswa")),
    ("purpose_differs", "KETERANGAN TIDAK MAMPU (BEROBAT)",
     (MADE, "Surat Keterangan Tidak Mampu guna keringanan SPP sekolah"),
     (MADE, "Surat Keterangan Tidak Mampu bagi pasien RSUD")),
    ("purpose_differs", "SKTM PENGOBATAN", (ASKED, "1. Fotokopi kartu pelajar atau kartu mahasiswa"),
     (ASKED, "1. Surat rujukan dari puskesmas")),
    ("purpose_differs", "KETERANGAN PENGHASILAN UNTUK BEASISWA",
     (MADE, "Surat Keterangan Penghasilan untuk pengajuan kredit bank"),
     (MADE, "Surat Keterangan Penghasilan")),
    ("purpose_differs", "KETERANGAN USAHA UNTUK PINJAMAN KUR",
     (MADE, "Surat Keterangan Usaha untuk kelengkapan beasiswa"),
     (MADE, "Surat Keterangan Usaha untuk pinjaman bank")),
    ("product_vs_title", "PENGANTAR SKCK (SURAT KETERANGAN CATATAN KEPOLISIAN)",
     (MADE, "Surat Keterangan Catatan Kepolisian"),
     (MADE, "Surat Pengantar SKCK")),
    ("product_vs_title", "PENGANTAR AKTA KELAHIRAN", (MADE, "Kutipan Akta Kelahiran"),
     (MADE, "Surat Pengantar Akta Kelahiran")),
    ("product_vs_title", "REKOMENDASI PBG", (MADE, "IMB atau PBG atas nama pemohon"),
     (MADE, "Surat Rekomendasi PBG")),
    ("product_vs_title", "PENGANTAR NIKAH", (MADE, "Buku Nikah"), (MADE, "Surat Pengantar Nikah (N1)")),
    ("product_of_others", "PENGANTAR SKCK", ("3. Operator menyusun surat", "3. Operator mencetak SKCK"),
     ("3. Operator menyusun surat", "3. Operator mencetak surat pengantar SKCK")),
    ("product_of_others", "REKOMENDASI IMB", ("surat diantar ke alamat", "IMB diantar ke alamat"),
     ("surat diantar ke alamat", "rekomendasi IMB diantar ke alamat")),
    ("product_of_others", "REKOMENDASI IZIN KERAMAIAN",
     ("Paling lama 30", "Izin keramaian terbit paling lama 30"),
     ("Paling lama 30", "Rekomendasi izin keramaian terbit paling lama 30")),
    ("asked_in_a_circle", "KETERANGAN USAHA", (MADE, f"{MADE} untuk mengurus NIB"), (MADE, MADE)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "service", "found", "passes"), OF_A_SERVICE, ids=[c[0] for c in OF_A_SERVICE]
)
def test_what_the_law_fixes_for_a_service(rule, service, found, passes, context):
    asked = (ASKED, "1. Fotokopi NIB yang telah terbit")
    more = [asked] if rule == "asked_in_a_circle" else []
    assert rule in codes(of_service(service, found, *more), context)
    assert rule not in codes(of_service(service, passes, *more), context)
    assert rule not in codes(CLEAN, context)


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


@pytest.mark.parametrize(
    ("product", "found"),
    [
        ("Surat Dispensasi Kawin bagi calon pengantin yang belum cukup umur", True),
        ("Surat Dispensasi Nikah karena pemberitahuan kurang dari 10 hari kerja", False),
    ],
)
def test_a_dispensation_of_age_is_the_court_s(product, found, context):
    text = CLEAN.replace("SURAT KETERANGAN DOMISILI", "SURAT DISPENSASI NIKAH", 1).replace(
        "Surat Keterangan Domisili", product, 1
    )
    assert ("dispensation_of_court" in codes(text, context)) is found
