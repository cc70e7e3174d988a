"""The register as XLSX: text stays text, dates are dates, memory stays flat."""

import tracemalloc
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from documents import register_xlsx
from documents.register_xlsx import COLUMNS, write_register
from documents.registers import RegisterRow
from tests.documents import samples

HEAD = 3
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def written(rows: Iterable[RegisterRow]) -> BytesIO:
    out = BytesIO()
    write_register(rows, out, title="BUKU REGISTER", lead=("KECAMATAN JATIROTO",))
    return out


def read(out: BytesIO, sheet: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(out.getvalue())).get_sheet_by_index(sheet).to_python()


def cell(rows: list[list[Any]], field: str, line: int = 1) -> Any:
    return rows[HEAD + line][[column.field for column in COLUMNS].index(field)]


def test_title_heads_and_values() -> None:
    rows = read(written([samples.row(1)]))
    assert rows[0][0] == "BUKU REGISTER"
    assert rows[1][0] == "KECAMATAN JATIROTO"
    assert rows[HEAD] == [column.head for column in COLUMNS]
    assert cell(rows, "seq") == 1
    assert cell(rows, "dated") == date(2026, 11, 21)
    assert cell(rows, "number") == "400.9.5/001/427.116/2026"
    assert cell(rows, "handed_over") == date(2026, 11, 21)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+62812",
        "-1",
        "@cmd",
        '=HYPERLINK("http://x")',
        "http://example.org",
        "0012",
        samples.HOSTILE,
        "a\nb",
        "{=1}",
    ],
)
def test_text_is_never_a_formula_number_or_link(text: str) -> None:
    out = written([samples.row(1, name=text)])
    assert cell(read(out), "name") == text
    tree = ElementTree.fromstring(ZipFile(out).read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
    assert [tag for tag in tree.iter() if tag.tag in (f"{MAIN}f", f"{MAIN}hyperlink")] == []


def test_a_void_line_is_struck_out_and_says_why() -> None:
    out = written([samples.row(1, state="VOID", note="Salah nama"), samples.row(2, state="REPLACED")])
    rows = read(out)
    assert cell(rows, "remark") == "BATAL – Salah nama"
    assert cell(rows, "remark", line=2) == "DIGANTI"
    assert b"<strike/>" in ZipFile(out).read("xl/styles.xml")


def test_the_head_is_frozen_and_filtered() -> None:
    xml = ZipFile(written([samples.row(1)])).read("xl/worksheets/sheet1.xml")
    assert b'ySplit="4"' in xml
    assert b"<autoFilter" in xml


def test_an_empty_book_has_its_heads() -> None:
    assert read(written([]))[HEAD][0] == "No. urut"


def test_a_cell_too_long_is_cut_with_a_sign() -> None:
    text = cell(read(written([samples.row(1, purpose="x" * 40_000)])), "purpose")
    assert len(text) == register_xlsx.LONGEST_CELL
    assert text.endswith("x…")


def test_a_book_longer_than_a_sheet_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register_xlsx, "ROWS_PER_SHEET", 3)
    out = written(samples.row(n) for n in range(1, 8))
    assert [len(read(out, sheet)) - HEAD - 1 for sheet in range(3)] == [3, 3, 1]
    assert cell(read(out, 2), "seq") == 7


def test_rows_are_taken_one_at_a_time_and_memory_stays_flat() -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        out = _Discarding()
        assert write_register(_rows(count), out, title="x") == count
        _now, top = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return top

    peak(10)  # imports and caches
    assert peak(2_000) < peak(200) + 300_000


def _rows(count: int) -> Iterator[RegisterRow]:
    return (samples.row(n, name=f"Pemohon nomor {n}") for n in range(1, count + 1))


class _Discarding(BytesIO):
    """A file that keeps nothing, so that only the writer's own memory is measured."""

    def write(self, data: Any) -> int:
        return len(data)
