"""Letter words: placeholders known by name, values formatted by type, everything plain text."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from documents import blocks as printed
from servicetypes.catalogue import load_definitions
from servicetypes.definition import ServiceTypeDefinition
from servicetypes.fields import APPLICANT, Field, validate
from servicetypes.placeholders import Shown, fill, fill_or_nothing, names_in
from servicetypes.words import (
    InvalidWords,
    LetterContext,
    LetterWords,
    SupportingLetter,
    check_words,
    compose,
    fill_line,
)

TODAY = date(2026, 11, 21)
CONTEXT = LetterContext(
    office="Kecamatan Jatiroto",
    head="Camat Jatiroto",
    place="Jatiroto",
    service="Rekomendasi SKTM",
    number="100.2.2.5/001/427.107/2026",
    dated=TODAY,
    supporting=(
        SupportingLetter(issuer="Kepala Desa Sukosari", number="470/12/2026", dated=date(2026, 11, 20)),
    ),
    law=("Keputusan Bupati Lumajang Nomor 188.45/8/427.12/2022",),
)
PERSON = tuple(APPLICANT.values())
MEMBERS = Field.model_validate(
    {
        "key": "anggota",
        "label": "Anggota",
        "type": "group",
        "fields": [
            {"key": "nama", "label": "Nama", "type": "name"},
            {"key": "lahir", "label": "Lahir", "type": "birth_date"},
        ],
    }
)
MONEY = Field.model_validate({"key": "penghasilan", "label": "Penghasilan", "type": "money"})
FORM = (*PERSON, MEMBERS, MONEY)
VALUES: dict[str, Any] = {
    "nama": "NASA'I, S.AP",
    "nik": "3508170508680001",
    "tempat_lahir": "Lumajang",
    "tanggal_lahir": "1968-08-05",
    "jenis_kelamin": "L",
    "alamat": "Dusun Krajan",
    "rt": "003",
    "rw": "012",
    "desa": {"code": "35.08.17.2005", "name": "Sukosari", "level": "desa", "district": "Jatiroto"},
    "penghasilan": 1_500_000,
    "anggota": [{"nama": "Sri", "lahir": "1970-01-02"}, {"nama": "Budi", "lahir": None}],
}


def words(*blocks: dict[str, Any], **more: object) -> LetterWords:
    return LetterWords.model_validate(
        {"key": "surat", "name": "Surat", "title": "SURAT", "blocks": list(blocks), **more}
    )


def paragraph(text: str, **more: object) -> dict[str, Any]:
    return {"kind": "paragraph", "text": text, **more}


def composed(*blocks: dict[str, Any], values: dict[str, Any] | None = None, **more: object):
    return compose(words(*blocks, **more), fields=FORM, values=values or VALUES, context=CONTEXT)


def text_of(text: str, values: dict[str, Any] | None = None) -> str:
    return str(composed(paragraph(text), values=values).blocks[0]["text"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{nama} ({nik})", "NASA'I, S.AP (3508170508680001)"),
        ("lahir {tanggal_lahir}", "lahir 5 Agustus 1968"),
        ("{tempat_tanggal_lahir}", "Lumajang, 5 Agustus 1968"),
        (
            "hari {tanggal_surat:terbilang}",
            "hari Sabtu tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam",
        ),
        ("{jenis_kelamin}", "Laki-laki"),
        ("{alamat_lengkap}", "Dusun Krajan RT 003 RW 012 Desa Sukosari Kecamatan Jatiroto"),
        ("{penghasilan}", "Rp1.500.000"),
        ("{penghasilan:terbilang} rupiah", "satu juta lima ratus ribu rupiah"),
        ("{nama:kapital}", "NASA'I, S.AP"),
        ("{jumlah_anggota} ({jumlah_anggota:terbilang}) orang", "2 (dua) orang"),
        ("{jabatan}, {kantor}, {tempat}", "Camat Jatiroto, Kecamatan Jatiroto, Jatiroto"),
        ("{nomor} tanggal {tanggal_surat}", "100.2.2.5/001/427.107/2026 tanggal 21 November 2026"),
        ("agama {agama}", "agama -"),
        ("{{nama}} }}{{", "{nama} }{"),
    ],
)
def test_placeholders_are_filled_by_type(text: str, expected: str):
    assert text_of(text) == expected


@pytest.mark.parametrize(
    "typed", ["{nik}", "{{nama}}", "#set page(height: 1pt)", "<b>x</b>", "$x$", "\\", "{", "O'Neil 😀"]
)
def test_a_value_is_never_read_as_words_or_markup(typed: str):
    assert text_of("Nama: {nama}.", {"nama": typed}) == f"Nama: {typed}."


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), min_size=1)
)
def test_any_typed_text_comes_out_as_it_is(typed: str):
    assert fill("{nama}", {"nama": Shown(typed)}) == typed


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("{namaa}", "unknown_placeholder", "namaa"),
        ("{anggota}", "unknown_placeholder", "anggota"),
        ("{berlaku_sampai}", "unknown_placeholder", "berlaku_sampai"),
        ("{nama:huruf}", "unknown_modifier", "huruf"),
        ("{nama", "stray_brace", "{"),
        ("nama}", "stray_brace", "}"),
        ("{ nama }", "stray_brace", "{"),
        ("{Nama}", "stray_brace", "{"),
    ],
)
def test_words_that_do_not_fit_the_form_are_refused_by_name(text: str, code: str, name: str):
    with pytest.raises(InvalidWords) as caught:
        check_words(words(paragraph(text)), FORM)
    assert (caught.value.code, caught.value.context["name"]) == (code, name)
    assert name in str(caught.value)


@pytest.mark.parametrize(
    ("block", "code", "name"),
    [
        ({"kind": "heading", "text": "{x}"}, "unknown_placeholder", "x"),
        ({"kind": "fields", "rows": [{"label": "A", "value": "{x}"}]}, "unknown_placeholder", "x"),
        ({"kind": "list", "items": ["{x}"]}, "unknown_placeholder", "x"),
        ({"kind": "basis", "items": ["{x}"]}, "unknown_placeholder", "x"),
        (
            {"kind": "group", "group": "anggota", "columns": [{"title": "A", "value": "{nik}"}]},
            "unknown_placeholder",
            "nik",
        ),
        (
            {"kind": "group", "group": "waris", "columns": [{"title": "A", "value": "{nama}"}]},
            "unknown_group",
            "waris",
        ),
        ({"kind": "signatures", "group": "nama", "name": "{nama}"}, "unknown_group", "nama"),
        (paragraph("x", when={"field": "sengketa", "equals": ["ya"]}), "unknown_field", "sengketa"),
    ],
)
def test_every_kind_of_block_is_checked(block: dict[str, Any], code: str, name: str):
    with pytest.raises(InvalidWords) as caught:
        check_words(words(block), FORM)
    assert (caught.value.code, caught.value.context["name"]) == (code, name)


def test_title_and_copies_are_checked_too():
    for more in ({"title": "{x}"}, {"subtitle": "{x}"}, {"copies": ["{x}"]}):
        with pytest.raises(InvalidWords):
            check_words(words(paragraph("a"), **more), FORM)


def test_field_lines_that_were_not_filled_in_are_left_out():
    rows = [
        {"label": "Nama", "value": "{nama}"},
        {"label": "Agama", "value": "{agama}"},
        {"label": "Tetap", "value": "WNI"},
    ]
    assert composed({"kind": "fields", "rows": rows}).blocks == (
        {"kind": "fields", "rows": [["Nama", "NASA'I, S.AP"], ["Tetap", "WNI"]]},
    )
    assert composed({"kind": "fields", "rows": rows[1:2]}, paragraph("a")).blocks[0]["kind"] == "paragraph"


def test_a_group_becomes_a_table_and_signatures():
    body = composed(
        {
            "kind": "group",
            "group": "anggota",
            "columns": [
                {"title": "Nama", "value": "{nama}", "width": 2},
                {"title": "Lahir", "value": "{lahir}"},
            ],
        },
        {"kind": "signatures", "title": "Peserta", "group": "anggota", "name": "{nama}"},
    )
    table, signatures = body.blocks
    assert table["columns"][0] == {"title": "Nama", "width": 2.0, "align": "left"}
    assert table["rows"] == [["Sri", "2 Januari 1970"], ["Budi", ""]]
    assert signatures == {"kind": "signatures", "title": "Peserta", "people": [["Sri", ""], ["Budi", ""]]}


def test_the_basis_names_the_letters_brought_and_the_authority():
    letter = "Surat Kepala Desa Sukosari Nomor 470/12/2026 tanggal 20 November 2026"
    both = composed({"kind": "basis"}).blocks[0]
    assert both == {"kind": "basis", "title": "Dasar", "items": [letter, CONTEXT.law[0]]}
    assert composed({"kind": "basis", "law": False}).blocks[0]["items"] == [letter]
    nothing = {"kind": "basis", "law": False, "letters": False}
    assert composed(nothing, paragraph("a")).blocks[0]["text"] == "a"


def test_a_block_with_a_condition_appears_only_when_it_holds():
    block = paragraph("Laki-laki.", when={"field": "jenis_kelamin", "equals": ["L"]})
    assert len(composed(block, paragraph("a")).blocks) == 2
    assert len(composed(block, paragraph("a"), values={**VALUES, "jenis_kelamin": "P"}).blocks) == 1


@pytest.mark.parametrize(
    ("start", "months", "until"),
    [
        (date(2026, 11, 21), 3, date(2027, 2, 21)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2026, 1, 31), 12, date(2027, 1, 31)),
    ],
)
def test_a_validity_ends_on_the_same_day_of_a_later_month(start: date, months: int, until: date):
    letter = words(paragraph("sampai {berlaku_sampai}"), valid_months=months)
    context = LetterContext(office="a", head="b", place="c", service="d", dated=start)
    assert compose(letter, fields=FORM, values=VALUES, context=context).valid_until == until


def test_a_validity_that_no_word_mentions_is_refused():
    with pytest.raises(ValidationError, match="berlaku_sampai"):
        words(paragraph("a"), valid_months=3)


@pytest.mark.parametrize("blocks", [[], [{"kind": "typst", "text": "#x"}], [{"kind": "paragraph"}]])
def test_words_must_be_made_of_known_blocks(blocks: list[dict[str, Any]]):
    with pytest.raises(ValidationError):
        words(*blocks)


def test_a_register_line_is_one_line_or_nothing():
    def line(text: str) -> str:
        return fill_line(text, fields=FORM, values=VALUES, extra={"nomor": "7", "dasar": ""})

    assert line("{nomor}: {nama}") == "7: NASA'I, S.AP"
    assert line("{dasar}") == ""
    assert line("{dasar} {agama}") == ""


def test_names_come_in_their_order():
    assert names_in("{b} {{c}} {a:kapital}") == ("b", "a")
    assert fill_or_nothing("tetap", {}) == "tetap"


PRINTED = {
    "paragraph": printed.Paragraph,
    "heading": printed.Heading,
    "fields": printed.Fields,
    "table": printed.Table,
    "list": printed.Numbered,
    "basis": printed.Basis,
    "signatures": printed.Signatures,
}
EXAMPLES = {
    "text": "Sukosari",
    "long_text": "Sakit\nlama",
    "name": "Budi",
    "nik": "3508170508680001",
    "kk": "3508170101100001",
    "date": "2026-11-01",
    "birth_date": "1968-08-05",
    "birth_place": "Lumajang",
    "sex": "L",
    "religion": "1",
    "marital_status": "2",
    "occupation": "Petani",
    "phone": "081234567890",
    "village": "Sukosari",
    "rt": "1",
    "rw": "2",
    "address": "Dusun Krajan",
    "integer": "3",
    "money": "1000",
    "yes_no": "ya",
}


def example(field: Field) -> object:
    if field.fields:
        return [{inner.key: example(inner) for inner in field.fields}]
    return field.options[0][0] if field.options else EXAMPLES[field.type]


@pytest.mark.parametrize("definition", load_definitions(), ids=lambda d: d.code)
def test_every_letter_of_the_catalogue_fits_the_blocks_it_is_printed_from(definition: ServiceTypeDefinition):
    raw = {field.key: example(field) for field in definition.intake}
    for letter in definition.letters:
        chosen = {definition.letter_field: letter.key} if definition.letter_field else {}
        values = validate(definition.intake, {**raw, **chosen}, today=TODAY)
        assert values.errors == {}
        body = compose(letter, fields=definition.intake, values=values.values, context=CONTEXT)
        assert len(body.blocks) == len(letter.blocks)
        for block in body.blocks:
            kind, rest = block["kind"], {k: v for k, v in block.items() if k != "kind"}
            if kind == "table":
                rest["columns"] = tuple(printed.Column(**column) for column in rest["columns"])
            assert PRINTED[kind](**rest).kind == kind
