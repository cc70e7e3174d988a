"""The report on paper and the workbook: who signs, what stays together, and numbers that are numbers."""

from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from accounts.models import Assignment, User
from commons import clock as clocks
from offices.scope import office_scope, public_scope
from satisfaction import operations
from satisfaction.models import Snapshot
from satisfaction.report import report_sheet
from satisfaction.words import slug_of
from tests.applications.pages import text
from tests.desk import address, elsewhere, site
from tests.satisfaction.surveyed import surveyed

__all__ = ["elsewhere", "site"]
pytestmark = pytest.mark.django_db
DOTS = "…" * 10
# Every name with a comma in it is one element, not two.
WEAKEST = (
    "Sarana dan Prasarana; Waktu Penyelesaian; Persyaratan; Sistem, Mekanisme, dan Prosedur; "
    "Produk Spesifikasi Jenis Pelayanan; Kompetensi Pelaksana; Penanganan Pengaduan, Saran dan Masukan"
)


def frozen(site: Any) -> Snapshot:
    row = surveyed(site.office)
    with office_scope(site.office):
        return operations.freeze(
            period_id=row.id, reason="", actor=site.people["section_head"], now=clocks.now()
        )


def pages(site: Any, snapshot: Snapshot) -> list[str]:
    """The words of each page of the report."""
    content = site.at("head").get(address("skm_report", snapshot.id)).content
    return [
        " ".join(one.get_textpage().get_text_range().replace("\ufffe", "").split())
        for one in pypdfium2.PdfDocument(content)
    ]


def test_the_report_names_who_signs_before_and_after(site, client_a):
    snapshot, head = frozen(site), site.people["head"]
    with public_scope():
        User.objects.filter(id=head.user_id).update(nip="197001011990031001")
        Assignment.objects.filter(user_id=head.user_id).update(title="Camat Uji Barat")
    printed = " ".join(pages(site, snapshot))
    assert f"Uji Barat, {DOTS} Camat Uji Barat {head.name}" in printed
    assert "NIP 197001011990031001" in printed
    assert WEAKEST in printed
    assert WEAKEST in text(site.at("head").get(address("skm_sign", snapshot.id)))
    with office_scope(site.office):
        facts: dict[str, Any] = {"shown_digest": snapshot.digest, "signed_on": clocks.today()}
        operations.sign(snapshot_id=snapshot.id, actor=head, now=clocks.now(), **facts)
    printed = " ".join(pages(site, snapshot))
    assert f"Uji Barat, 20 November 2026 {head.title} {head.name}" in printed
    public = text(client_a.get(f"/kepuasan/{slug_of(snapshot.facts['period'])}/"))
    assert f"Terendah: {WEAKEST}" in public


def test_a_day_without_a_leader_prints_the_post(site):
    snapshot = frozen(site)
    with office_scope(site.office):
        sheet = report_sheet(site.office, snapshot, None, plan=[], before=None, day=date(2020, 1, 1))
    assert sheet.parts[-1]["title"] == "Camat Uji Barat"
    assert sheet.parts[-1]["name"] == ""


def test_the_table_of_elements_stays_on_one_page(site):
    rows = ("U1 Persyaratan", "U6 Kompetensi", "U9", "Jumlah")
    found = [one for one in pages(site, frozen(site)) if "NRR tertimbang" in one and "U1" in one]
    assert len(found) == 1
    assert [row for row in rows if row not in found[0]] == []


def test_the_workbook_holds_numbers(site):
    snapshot = frozen(site)
    content = site.at("section_head").get(address("skm_table", snapshot.period_id)).content
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    elements = book.get_sheet_by_name("Per unsur").to_python()[5:]
    assert len(elements) == 9
    assert elements[3] == ["U4", "Biaya/Tarif", 319, 3.988, 0.443, 99.69, "A", "Sangat baik"]
    services = book.get_sheet_by_name("Per pelayanan").to_python()[5:]
    assert services[0][:4] == ["SKTM", 60, 74, 75]
    people = book.get_sheet_by_name("Responden").to_python()[5:]
    assert people[0] == ["Jenis kelamin", "Laki-laki", 40, 0.5]
