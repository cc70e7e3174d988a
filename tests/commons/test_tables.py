"""Tables people upload: what is read, and what is refused by name."""

import io
import zipfile
from datetime import datetime

import pytest
import xlsxwriter

from commons import tables
from commons.tables import LOST_DIGITS, BadTable, read_lines

COLUMNS = {"nik": ("nik", "no nik"), "name": ("nama",), "day": ("tanggal",)}


def workbook(write):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    write(book, book.add_worksheet())
    book.close()
    return out.getvalue()


def read(content, *, required=("nik", "name"), max_rows=10):
    return [
        (line.number, line["nik"], line["name"], line["day"])
        for line in read_lines(content, columns=COLUMNS, required=required, max_rows=max_rows)
    ]


def refused(content, **more):
    with pytest.raises(BadTable) as found:
        read(content, **more)
    return found.value.code


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_with_any_delimiter(delimiter):
    text = f"NIK{delimiter}Nama\n1{delimiter}A\n\n2{delimiter}B\n"
    assert read(text.encode()) == [(2, "1", "A", ""), (4, "2", "B", "")]


def test_heads_are_found_whatever_their_case_dots_and_place():
    assert read(b"Daftar orang;;\n;;\nNama;No. NIK;lain\nA;1;x\n") == [(4, "1", "A", "")]


def test_old_windows_files_are_read():
    assert read("NIK;Nama\n1;Ren\u00e9\n".encode("cp1252")) == [(2, "1", "Ren\u00e9", "")]


def test_short_lines_have_empty_cells():
    assert read(b"NIK;Nama;Tanggal\n1\n") == [(2, "1", "", "")]


def test_cells_of_a_workbook_are_text():
    def write(book, sheet):
        sheet.write_row(2, 1, ["NIK", "Nama", "Tanggal"])
        sheet.write_string(3, 1, "0012")
        sheet.write_number(3, 2, 12)
        sheet.write_datetime(3, 3, datetime(2026, 1, 31), book.add_format({"num_format": "dd-mm-yyyy"}))  # noqa: DTZ001
        sheet.write_number(4, 1, 3508174508680001)
        sheet.write_number(5, 1, 1.5)

    assert read(workbook(write)) == [
        (4, "0012", "12", "2026-01-31"),
        (5, "3508174508680001", "", ""),
        (6, "1.5", "", ""),
    ]


@pytest.mark.parametrize("number", [3508174508680000, 10**15, 2**53, 9.9e18])
def test_a_long_number_that_lost_its_end_says_so(number):
    def write(_book, sheet):
        sheet.write_row(0, 0, ["NIK", "Nama"])
        sheet.write_number(1, 0, number)

    ((_line, nik, _name, _day),) = read(workbook(write))
    assert nik.endswith(LOST_DIGITS)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table_empty"),
        (b"  \n ", "table_empty"),
        (b"NIK\0;Nama\n", "table_type"),
        (b"PK\x03\x04", "table_damaged"),
        (b"Nama;Alamat\nA;B\n", "table_head"),
        (b"x\n" * 20 + b"NIK;Nama\n1;A\n", "table_head"),
        (b"NIK;Nama\n" + b"1;A\n" * 11, "table_too_long"),
        (b'NIK;Nama\n"' + b"x" * 200_000 + b"\n", "table_type"),
    ],
)
def test_what_is_no_table_is_refused_by_name(content, code):
    assert refused(content) == code


def test_a_file_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(tables, "MAX_BYTES", 10)
    assert refused(b"NIK;Nama\n1;A\n") == "table_too_large"


def test_a_zip_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr("a.txt", "x")
    assert refused(out.getvalue()) == "table_damaged"


def test_what_unpacks_to_too_much_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(tables, "UNPACKED", 100)
    assert refused(workbook(lambda _book, sheet: sheet.write_row(0, 0, ["NIK", "Nama"]))) == "table_too_large"
