"""Drawing up: one edition a month, another only when figures changed, whoever asks and however often."""

import hashlib
import io
import os
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from commons import clock as time
from indicators.measures import definition_of
from indicators.models import FilesMonth
from offices.scope import public_scope
from reports import drawing
from reports.errors import ReportRefused
from reports.models import Kind, Report, ReportFile
from tests.board.conftest import BAD, WEAK

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)


def draw(office=None, first=OCTOBER):
    kind = Kind.OFFICE_MONTH if office else Kind.MONTH
    return drawing.draw(kind=kind, office=office, first=first, now=time.now())


def file_of(report, name):
    with public_scope():
        return ReportFile.objects.get(report=report, format=name)


def words_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    return len(document), " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def keep(name, content):
    """For looking at it: LOKET_LOOK names a folder."""
    if folder := os.environ.get("LOKET_LOOK"):
        (Path(folder) / name).write_bytes(content)


def test_the_report_says_where_people_wait_and_why(offices):
    report = draw()
    pdf = bytes(file_of(report, "pdf").content)
    keep("month.pdf", pdf)
    pages, text = words_of(pdf)
    assert f"Hal {pages} dari {pages}" in text
    assert "Oktober 2026" in text
    assert "Di luar waktu di tangan pemohon, warga paling lama menunggu di Kecamatan Rowokangkung" in text
    assert "pimpinan tidak di tempat" in text
    assert "Belum cukup data untuk dinilai: Kecamatan Candipuro" in text
    assert "Belum cukup data: " in text
    assert "Belum dapat dibandingkan" not in text, "no tile of what nobody knows"
    assert "1 kantor perlu perhatian" in text
    assert "(diharapkan" in text, "what is out of the usual, office by office"
    for office in offices.values():
        assert str(office) in text
    # Nothing is printed below the last line of a page, however many figures there are to explain.
    assert len(set(feet(pdf))) == 1


def feet(pdf):
    """Where the lowest words of each page stand."""
    for page in pypdfium2.PdfDocument(pdf):
        words = page.get_textpage()
        yield round(min(words.get_rect(each)[1] for each in range(words.count_rects())))


def test_the_files_are_frozen_with_their_hashes(offices):
    report = draw()
    for name in ("pdf", "xlsx"):
        file = file_of(report, name)
        content = bytes(file.content)
        assert (file.sha256, file.size) == (hashlib.sha256(content).hexdigest(), len(content))


def test_the_workbook_has_the_same_figures(offices):
    content = bytes(file_of(draw(), "xlsx").content)
    keep("month.xlsx", content)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert {"Tiap kantor", "Menit siapa", "Tren", "Keberatan", "Definisi"} <= set(book.sheet_names)
    name = str(definition_of("promise_kept").name)
    lines = book.get_sheet_by_name("Tiap kantor").to_python()
    heads = next(row for row in lines if row[0] == "Kode")
    assert len(heads) == len(set(heads)) <= 12, "a sheet as wide as a page, no head twice"
    kept, n, old = (heads.index(head) for head in ("Nilai", "n", "Bulan sebelumnya"))
    rows = {row[0]: row for row in lines if row[2] == name}
    assert rows[BAD][1] == "Kecamatan Rowokangkung"
    assert rows[BAD][old] == pytest.approx(0.75, abs=0.05)
    owners = book.get_sheet_by_name("Menit siapa").to_python()
    assert all(len(set(row)) == len(row) for row in owners if row[0] == "Kantor")
    with public_scope():
        cell = FilesMonth.objects.get(office_id=offices[BAD].id, first=OCTOBER, service_code="")
    measure = definition_of("promise_kept")
    top, bottom = (
        sum(getattr(cell, column) for column in columns) for columns in (measure.top, measure.bottom)
    )
    assert rows[BAD][n] == bottom
    assert rows[BAD][kept] == pytest.approx(top / bottom)
    assert rows[BAD][-1] == "Perlu perhatian"
    assert rows[WEAK][-1] == "Belum cukup data"
    assert rows[WEAK][kept] == ""


def test_drawn_twice_it_is_one_edition(offices):
    assert draw().id == draw().id
    with public_scope():
        assert Report.objects.count() == 1


def test_a_late_correction_gives_a_new_edition_and_keeps_the_old(offices):
    first = draw()
    frozen = file_of(first, "pdf").sha256
    with public_scope():
        cells = FilesMonth.objects.filter(office_id=offices[BAD].id, first=OCTOBER)
        for cell in list(cells):
            cells.filter(pk=cell.pk).delete()
            cell.pk, cell.kept, cell.late = None, cell.kept // 2, cell.late + cell.kept - cell.kept // 2
            cell.save(force_insert=True)
    second = draw()
    assert (second.edition, second.first) == (2, OCTOBER)
    assert any("Kecamatan Rowokangkung" in line and " menjadi " in line for line in second.changes)
    assert file_of(first, "pdf").sha256 == frozen
    assert "Edisi 2" in words_of(bytes(file_of(second, "pdf").content))[1]


def test_a_month_that_is_not_over_has_no_report(offices):
    with pytest.raises(ReportRefused):
        draw(first=date(2026, 11, 1))
    with public_scope():
        assert not Report.objects.exists()


def test_an_office_has_its_own(offices):
    office = offices[BAD]
    report = draw(office)
    pdf = bytes(file_of(report, "pdf").content)
    keep("office.pdf", pdf)
    _pages, text = words_of(pdf)
    assert "Laporan kinerja pelayanan Kecamatan Rowokangkung" in text
    others = [one for code, one in offices.items() if code != BAD]
    assert not [one for one in others if str(one) in text]


def test_an_office_without_figures_is_told(offices, office_a):
    # Open since today only in this test's world: it has no cell of October.
    report = draw(office_a)
    assert report.office_id == office_a.id
