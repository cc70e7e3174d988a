"""A spreadsheet of offices: every kind of bad line, and the files that go out and come back (pure)."""

import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from commons.tables import BadTable, Line
from offices.areas import known_areas
from onboarding import spreadsheet
from onboarding.asking import Choices
from onboarding.plans import first_plan
from onboarding.spreadsheet import COLUMNS, Known

GOOD = {
    "code": "35.08.12",
    "unit": "427.112",
    "head": "Bambang Sudarsono",
    "head_nip": "198001012006041001",
    "admin": "Wahyu Hidayat",
}
NOTHING = Known()
CHOICES = Choices([("kepbup:1", "Keputusan Bupati 1")], [("sktm", "SKTM"), ("kp4", "KP4")])


def book(*rows: dict[str, str], extra=None) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        for at, key in enumerate(COLUMNS):
            sheet.write_string(0, at, spreadsheet.head_of(key))
            for line, row in enumerate(rows, start=1):
                sheet.write_string(line, at, row.get(key, ""))
        if extra:
            extra(sheet)
    return buffer.getvalue()


def checked(content: bytes, known: Known = NOTHING) -> list[spreadsheet.Checked]:
    return spreadsheet.check(
        spreadsheet.read(content),
        content,
        known=known,
        fresh=lambda area: first_plan(
            area, known_areas().get(area.parent_code), services=("sktm", "kp4"), instrument=""
        ),
        choices=lambda _level: CHOICES,
    )


def only(content: bytes, known: Known = NOTHING) -> spreadsheet.Checked:
    (row,) = checked(content, known)
    return row


def test_a_good_line_is_a_whole_plan():
    row = only(book({**GOOD, "mobile": "081234567890", "letter": "120", "services": "kp4"}))
    assert row.problems == []
    assert row.plan is not None
    assert row.plan.unit_code == "427.112"
    assert row.plan.people["HEAD"].name == "Bambang Sudarsono"
    assert row.plan.people["HEAD"].title == "Camat Senduro"
    assert row.plan.services == ("kp4",)
    assert row.plan.books == {"LETTER": 120}
    assert row.plan.contacts == {"MOBILE_SERVICE": "081234567890"}
    assert row.plan.letterhead["office_line"] == "KECAMATAN SENDURO"


def test_a_line_may_name_the_pattern():
    row = only(book({**GOOD, "pattern": "{urut}/{unit}/{bulan}/{tahun}"}))
    assert row.problems == []
    assert row.plan is not None
    assert row.plan.letter_pattern == "{urut}/{unit}/{bulan}/{tahun}"
    assert only(book(GOOD)).plan.letter_pattern == ""  # type: ignore[union-attr]
    bad = only(book({**GOOD, "pattern": "{urut}/{tahun}"}))
    assert bad.plan is None
    assert "POLA NOMOR SURAT: Tulis {unit}" in bad.problems[0]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"code": "35.08.99"}, "tidak ada di daftar Kemendagri"),
        ({"code": "bukan kode"}, "tidak ada di daftar Kemendagri"),
        ({"code": "35.08.12.2001"}, "desa"),
        ({"parent": "35.99"}, "Kode induk 35.99 tidak dikenal"),
        ({"unit": ""}, "KODE UNIT"),
        ({"unit": "427/91"}, "tanpa spasi dan garis miring"),
        ({"head": ""}, "PIMPINAN"),
        ({"admin": ""}, "ADMIN KANTOR"),
        ({"head_nip": "123"}, "18 angka"),
        ({"mobile": "bukan nomor"}, "HP PELAYANAN"),
        ({"services": "sktm, paspor"}, "paspor"),
        ({"letter": "seratus"}, "0 sampai 999999"),
        ({"letter": "-1"}, "0 sampai 999999"),
    ],
)
def test_a_bad_cell_is_named(change, says):
    row = only(book({**GOOD, **change}))
    assert row.plan is None
    assert says in " ".join(row.problems)


def test_twins_are_found_in_the_file():
    first, second = checked(book(GOOD, GOOD))
    assert first.plan is not None
    assert second.plan is None
    assert "sudah ada di baris 2" in second.problems[0]


def test_one_nip_is_one_person():
    other = {**GOOD, "code": "35.08.13", "head": "Orang Lain"}
    assert "milik Bambang Sudarsono" in " ".join(checked(book(GOOD, other))[1].problems)
    known = Known(names={GOOD["head_nip"]: "Retno Wahyuni"})
    assert "milik Retno Wahyuni di Loket" in " ".join(only(book(GOOD), known).problems)


def test_what_is_there_already_is_not_made_again():
    assert "sudah ada di Loket" in only(book(GOOD), Known(offices=frozenset(["35.08.12"]))).problems[0]
    assert "sedang disiapkan" in only(book(GOOD), Known(busy=frozenset(["35.08.12"]))).problems[0]
    begun = only(book(GOOD), Known(begun={"35.08.12": "Indah"}))
    assert begun.problems == []
    assert "Indah" in begun.notes[0]


def test_another_name_is_said_but_no_fault():
    row = only(book({**GOOD, "name": "Kecamatan Pasirian"}))
    assert row.problems == []
    assert "Senduro" in row.notes[0]


def test_merged_cells_spoil_every_line_they_touch():
    rows = [{**GOOD, "code": code} for code in ("35.08.12", "35.08.13", "35.08.14")]
    content = book(*rows, extra=lambda sheet: sheet.merge_range(1, 3, 2, 3, "Jalan Raya"))
    found = checked(content)
    assert [row.plan is None for row in found] == [True, True, False]
    assert "D2:D3 digabung" in " ".join(found[0].problems)


def test_a_formula_is_not_believed():
    content = book(GOOD, extra=lambda s: s.write_formula(1, 3, '="Jalan "&"Raya"', None, "Jalan Raya"))
    assert "Sel D2 berisi rumus" in " ".join(only(content).problems)


def test_five_thousand_lines_are_refused_as_a_whole():
    with pytest.raises(BadTable) as refusal:
        spreadsheet.read(book(*[GOOD] * 5000))
    assert refusal.value.code == "table_too_long"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", b"%PDF-1.7\n\0", b"KODE;NAMA\n1;2\n"])
def test_what_is_no_table_is_refused(content):
    with pytest.raises(BadTable):
        spreadsheet.read(content)


def test_only_the_heads_is_no_list():
    with pytest.raises(BadTable):
        spreadsheet.read(book())


def test_the_file_to_fill_in_can_be_read_back():
    areas = [area for area in known_areas().values() if area.level.value != "DESA"]
    content = spreadsheet.template(areas, services=lambda _level: "sktm")
    lines = spreadsheet.read(content)
    assert [line["code"] for line in lines] == [area.code for area in areas]
    assert {row.problems != [] for row in checked(content)} == {True}  # nobody filled it in yet


def test_what_was_not_taken_goes_home_with_its_reason():
    bad = checked(book({**GOOD, "code": "35.08.99"}, {**GOOD, "unit": ""}))
    content = spreadsheet.rest((row.cells, " ".join(row.problems)) for row in bad)
    heads, first, second = (
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    )
    assert heads[-1] == "MASALAH"
    assert "35.08.99" in str(first[-1])
    assert "KODE UNIT" in str(second[-1])
    assert [line["code"] for line in spreadsheet.read(content)] == ["35.08.99", "35.08.12"]


@given(st.dictionaries(st.sampled_from(sorted(COLUMNS)), st.text(max_size=40)))
def test_whatever_stands_in_a_line_it_is_good_or_says_why(cells):
    row = spreadsheet.check(
        [Line(2, {key: text.strip() for key, text in cells.items()})],
        b"",
        known=Known(),
        fresh=lambda area: first_plan(area, None, services=("sktm",), instrument=""),
        choices=lambda _level: CHOICES,
    )[0]
    assert (row.plan is None) == bool(row.problems)
