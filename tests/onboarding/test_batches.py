"""One spreadsheet, line by line: shown, sent once, and what was not taken comes back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commons import clock as time
from onboarding import batches, operations, spreadsheet
from onboarding.models import Batch, BatchRow, Case, Work
from onboarding.plans import OfficePlan
from tests.onboarding.test_spreadsheet import GOOD, book

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue", "clock")]
OTHER = {"code": "35.08.13", "unit": "427.113", "head": "Retno Wahyuni", "admin": "Dewi Anggraini"}
BAD = {**OTHER, "code": "35.08.99"}


def uploaded(client, content: bytes) -> Batch:
    file = SimpleUploadedFile("kantor.xlsx", content)
    page = client.post("/kantor/daftar/", {"table": file})
    assert page.status_code == 302, page.content.decode()
    return Batch.objects.get()


def test_a_list_is_shown_before_anything_is_made(as_admin, sent):
    batch = uploaded(as_admin, book(GOOD, BAD))
    page = as_admin.get(f"/kantor/daftar/{batch.pk}/").content.decode()
    assert "Kecamatan Senduro" in page
    assert "tidak ada di daftar Kemendagri" in page
    assert "Siapkan 1 kantor" in page
    for words in ("Pimpinan: Bambang Sudarsono", "Kode unit: 427.112", "Nomor terakhir: belum ada"):
        assert words in page
    assert "Layanan: " in page
    assert page.count('role="row"') == 3  # cards where it is narrow
    assert not Case.objects.exists()
    assert sent == []


def test_what_a_line_says_is_shown(as_admin):
    uploaded(as_admin, book({**GOOD, "services": "kp4", "letter": "120", "receipt": "7"}))
    (line,) = batches.shown(Batch.objects.get().pk, now=time.now()).lines
    assert dict(line.read) == {
        "Pimpinan": "Bambang Sudarsono",
        "Kode unit": "427.112",
        "Layanan": "Legalisasi KP4",
        "Nomor terakhir": "agenda 7, surat 120",
    }


def test_a_twin_keeps_the_name_it_has_in_the_file(as_admin):
    twin = {**GOOD, "name": "Kecamatan Pasrujambe"}
    batch = uploaded(as_admin, book({**GOOD, "name": "Kecamatan Senduro"}, twin))
    first, second = batches.shown(batch.pk, now=time.now()).lines
    assert (first.name, second.name) == ("Kecamatan Senduro", "Kecamatan Pasrujambe")
    assert "sudah ada di baris 2" in second.problems[0]
    assert second.read == []


def test_the_good_lines_are_sent_once(as_admin, sent, django_capture_on_commit_callbacks):
    batch = uploaded(as_admin, book(GOOD, BAD, OTHER))
    with django_capture_on_commit_callbacks(execute=True):
        as_admin.post(f"/kantor/daftar/{batch.pk}/siapkan/")
        as_admin.post(f"/kantor/daftar/{batch.pk}/siapkan/")
    assert {case.code for case in Case.objects.all()} == {"35.08.12", "35.08.13"}
    assert len(sent) == 2
    page = as_admin.get(f"/kantor/daftar/{batch.pk}/").content.decode()
    assert 'hx-trigger="every 1s"' in page
    assert "Menunggu giliran" in page


def test_what_was_not_taken_comes_back_alone(as_admin, admin):
    batch = uploaded(as_admin, book(GOOD, BAD, OTHER))
    batches.send(batch_id=batch.pk, actor=admin, now=time.now())
    Case.objects.filter(code="35.08.13").update(work=Work.FAILED, problem="NIP milik orang lain.")
    Case.objects.filter(code="35.08.12").update(work=Work.DONE)
    page = as_admin.get(f"/kantor/daftar/{batch.pk}/").content.decode()
    assert "Unduh 2 baris yang belum berhasil" in page
    content = as_admin.get(f"/kantor/daftar/{batch.pk}/sisa.xlsx").content
    assert [line["code"] for line in spreadsheet.read(content)] == ["35.08.99", "35.08.13"]
    again = as_admin.post("/kantor/daftar/", {"table": SimpleUploadedFile("sisa.xlsx", content)})
    rows = {row.cells["code"]: row for row in BatchRow.objects.exclude(batch=batch)}
    assert again.status_code == 302
    assert rows["35.08.13"].problems == []
    assert rows["35.08.99"].problems


def test_a_line_that_somebody_else_took_meanwhile_says_so(as_admin, admin, clock):
    batch = uploaded(as_admin, book(GOOD))
    plan = OfficePlan.from_json(BatchRow.objects.get().answers or {})
    operations.start_case(code=plan.code, actor=admin, now=time.now(), plan=plan)
    Case.objects.update(work=Work.RUNNING, live_at=time.now())
    assert batches.send(batch_id=batch.pk, actor=admin, now=time.now()) == 0
    row = BatchRow.objects.get()
    assert row.case is None
    assert "sudah buka" in row.problems[0]
    assert Case.objects.get().work == Work.RUNNING


def test_what_stopped_is_run_again_and_nothing_else(as_admin, admin, clock):
    batch = uploaded(as_admin, book(GOOD, OTHER))
    batches.send(batch_id=batch.pk, actor=admin, now=time.now())
    Case.objects.filter(code="35.08.13").update(work=Work.FAILED, problem="Listrik padam.")
    Case.objects.filter(code="35.08.12").update(work=Work.DONE)
    assert "Jalankan lagi yang terhenti" in as_admin.get(f"/kantor/daftar/{batch.pk}/").content.decode()
    as_admin.post(f"/kantor/daftar/{batch.pk}/siapkan/", {"do": "again"})
    works = dict(Case.objects.values_list("code", "work"))
    assert works == {"35.08.12": Work.DONE, "35.08.13": Work.QUEUED}
    clock.advance(seconds=61)  # the worker was killed
    assert batches.shown(batch.pk, now=time.now()).failed == 1
    assert batches.run_again(batch_id=batch.pk, actor=admin, now=time.now()) == 1
    assert batches.run_again(batch_id=batch.pk, actor=admin, now=time.now()) == 0


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 rusak", b"%PDF-1.7"])
def test_what_is_no_list_is_refused(as_admin, content):
    page = as_admin.post("/kantor/daftar/", {"table": SimpleUploadedFile("x.xlsx", content)})
    assert page.status_code == 422
    assert "Isian Anda masih ada" not in page.content.decode()
    assert not Batch.objects.exists()


@pytest.mark.parametrize("name", ["kantor.pdf", "kantor.xlsx"])
def test_a_pdf_is_called_what_it_is(as_admin, name):
    content = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\n"
    page = as_admin.post("/kantor/daftar/", {"table": SimpleUploadedFile(name, content)})
    assert "Berkas ini bukan XLSX atau CSV." in page.content.decode()


def test_no_file_is_no_list(as_admin):
    page = as_admin.post("/kantor/daftar/", {})
    assert page.status_code == 422
    assert "Pilih berkasnya dulu" in page.content.decode()


@pytest.mark.parametrize("role", ["EXECUTIVE", "AUDITOR", "COMPLAINTS"])
def test_other_roles_bring_nobody_on(as_admin, enter_as, role):
    batch = uploaded(as_admin, book(GOOD))
    client = enter_as(role)
    for path in ("", f"{batch.pk}/", f"{batch.pk}/sisa.xlsx", "isian.xlsx"):
        assert client.get(f"/kantor/daftar/{path}").status_code == 403
    assert client.post(f"/kantor/daftar/{batch.pk}/siapkan/").status_code == 403
    assert not Case.objects.exists()


def test_a_batch_that_never_was_is_not_there(as_admin):
    path = "/kantor/daftar/01a20109-dadb-70bd-88ae-8a3e81d69eb5/"
    assert as_admin.get(path).status_code == 404
    assert as_admin.post(path + "siapkan/").status_code == 404
    assert as_admin.get(path + "sisa.xlsx").status_code == 404
