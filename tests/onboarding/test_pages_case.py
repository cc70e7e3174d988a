"""The guided way: page by page, left and gone on with, by two people at once."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client

from accounts.permissions import ALL_KABUPATEN
from commons import clock
from commons.typed import Question
from offices.context import office as office_context
from onboarding.models import Case, Work
from onboarding.queries import grounds_for, plan_of
from tests.onboarding.conftest import kabupaten_person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue", "clock")]
CODE = "35.08.12"
KOP = {
    "government_line": "PEMERINTAH KABUPATEN LUMAJANG",
    "office_line": "KECAMATAN SENDURO",
    "place_line": "Senduro",
    "paper_size": "A4",
}
PEOPLE = {
    "head_name": "Bambang Sudarsono",
    "head_title": "Camat Senduro",
    "office_admin_name": "Wahyu Hidayat",
    "office_admin_title": "Pengelola Sistem",
}


def begun(client: Client) -> Case:
    page = client.post("/kantor/baru/", {"code": CODE})
    assert page.status_code == 302, page.content
    return Case.objects.get(code=CODE)


def test_an_office_begins_with_what_its_area_says(as_admin):
    case = begun(as_admin)
    plan = plan_of(case)
    assert plan.full_name == "Kecamatan Senduro"
    assert plan.letterhead["office_line"] == "KECAMATAN SENDURO"
    assert plan.instrument
    assert "sktm-rekomendasi" in plan.services
    assert "sktm" not in plan.services  # of a family one is enough to start with
    assert case.work == Work.IDLE
    assert case.office is None


@pytest.mark.parametrize("code", ["", "35.08.99", "35.08.12.2001", "bukan", "99.08.12"])
def test_what_is_no_area_for_an_office_is_refused(as_admin, code):
    page = as_admin.post("/kantor/baru/", {"code": code})
    assert page.status_code == 422
    assert not Case.objects.exists()


def test_the_second_admin_goes_on_with_what_the_first_began(as_admin):
    begun(as_admin)
    as_admin.post(f"/kantor/{CODE}/isi/kop/", {**KOP, "revision": "0", "do": "leave"})
    other = signed_in(
        Client(SERVER_NAME="kabupaten.localhost"), kabupaten_person("KAB_ADMIN", "Indah", "kedua")
    )
    page = other.post("/kantor/baru/", {"code": CODE})
    assert page.headers["Location"] == f"/kantor/{CODE}/"
    assert Case.objects.count() == 1
    assert "dimulai Arif Rahman" in other.get(f"/kantor/{CODE}/").content.decode()


def test_two_admins_on_one_page_notice_each_other(as_admin):
    begun(as_admin)
    address = f"/kantor/{CODE}/isi/kop/"
    assert as_admin.post(address, {**KOP, "address": "Jalan Satu", "revision": "0"}).status_code == 302
    page = as_admin.post(address, {**KOP, "address": "Jalan Dua", "revision": "0"})
    assert page.status_code == 422
    assert "mengubah isian kantor ini" in page.content.decode()
    assert "Jalan Dua" in page.content.decode()  # what was typed is kept
    assert plan_of(Case.objects.get(code=CODE)).letterhead["address"] == "Jalan Satu"


@pytest.mark.parametrize(
    ("key", "form", "says"),
    [
        ("kop", {**KOP, "office_line": ""}, "Nama kantor belum diisi"),
        ("kop", {**KOP, "paper_size": "A0"}, "Pilih ukuran kertas"),
        ("kontak", {"contact_PHONE": "bukan nomor"}, "bukan nomor"),
        ("kontak", {"weekday_opens": "16.00", "weekday_closes": "07.30"}, "jam tutup harus sesudah jam buka"),
        ("kontak", {"weekday_opens": "pagi", "weekday_closes": "16.00"}, "Tulis jam seperti"),
        ("kewenangan", {"instrument": "karangan", "authority_from": "01-01-2026"}, "dari daftar"),
        ("petugas", {**PEOPLE, "head_name": ""}, "nama belum diisi"),
        ("petugas", {**PEOPLE, "head_nip": "12"}, "18 angka"),
        ("layanan", {}, "paling sedikit satu layanan"),
        ("layanan", {"services": "paspor"}, "paling sedikit satu layanan"),
        ("nomor", {"unit_code": ""}, "Kode unit belum diisi"),
        ("nomor", {"unit_code": "427/91"}, "garis miring"),
        ("nomor", {"unit_code": "427.91", "book_LETTER": "-4"}, "0 sampai 999999"),
        ("nomor", {"unit_code": "427.91", "book_LETTER": "470/9/427.91/2025"}, "0 sampai 999999"),
        ("nomor", {"unit_code": "427.91", "letter_pattern": "{urut}/{tahun}"}, "Tulis {unit}"),
        ("nomor", {"unit_code": "427.91", "letter_pattern": "{urut}-{unit}/{tahun}"}, "garis miring"),
        ("nomor", {"unit_code": "427.91", "letter_pattern": "{urut}/{unit}/<{tahun}"}, "huruf, angka"),
    ],
)
def test_a_bad_answer_is_named_and_nothing_is_kept(as_admin, key, form, says):
    before = begun(as_admin)
    page = as_admin.post(f"/kantor/{CODE}/isi/{key}/", {**form, "revision": "0"})
    assert page.status_code == 422
    assert says in page.content.decode()
    after = Case.objects.get(code=CODE)
    assert (after.answers, after.revision) == (before.answers, before.revision)


def test_an_office_with_gaps_is_not_prepared(as_admin, sent):
    begun(as_admin)
    page = as_admin.post(f"/kantor/{CODE}/siapkan/", follow=True)
    assert "Kode unit dalam nomor surat belum diisi" in page.content.decode()
    assert Case.objects.get(code=CODE).work == Work.IDLE
    assert sent == []


def test_a_whole_office_is_handed_to_the_worker_once(as_admin, sent, django_capture_on_commit_callbacks):
    begun(as_admin)
    as_admin.post(f"/kantor/{CODE}/isi/petugas/", {**PEOPLE, "revision": "0"})
    as_admin.post(f"/kantor/{CODE}/isi/nomor/", {"unit_code": "427.91", "revision": "1"})
    with django_capture_on_commit_callbacks(execute=True):
        as_admin.post(f"/kantor/{CODE}/siapkan/")
        as_admin.post(f"/kantor/{CODE}/siapkan/")
    case = Case.objects.get(code=CODE)
    assert case.work == Work.QUEUED
    assert sent == [("onboarding.apply_case", str(case.pk))]
    busy = as_admin.get(f"/kantor/{CODE}/").content.decode()
    assert 'hx-trigger="every 1s"' in busy
    page = as_admin.post(f"/kantor/{CODE}/isi/kop/", {**KOP, "revision": "2"})
    assert page.status_code == 422
    assert "sedang disiapkan" in page.content.decode()


def test_the_kop_is_shown_as_a_picture(as_admin):
    begun(as_admin)
    page = as_admin.get(f"/kantor/{CODE}/kop.svg")
    assert page.headers["Content-Type"] == "image/svg+xml"
    assert page.content.startswith(b"<svg")


@pytest.mark.parametrize("role", [role for role in ALL_KABUPATEN if role != "KAB_ADMIN"])
@pytest.mark.parametrize(
    "path",
    [
        f"/kantor/{CODE}/",
        f"/kantor/{CODE}/isi/kop/",
        f"/kantor/{CODE}/kop.svg",
        f"/kantor/{CODE}/petugas/",
        f"/kantor/{CODE}/standar/",
        "/kantor/daftar/",
        "/kantor/daftar/isian.xlsx",
        "/orang/",
    ],
)
def test_other_roles_of_the_kabupaten_stay_out(enter_as, as_admin, role, path):
    before = begun(as_admin)
    client = enter_as(role)
    assert client.get(path).status_code == 403
    for what in ("siapkan", "buka", "bebaskan", "latihan", "latihan/selesai"):
        assert client.post(f"/kantor/{CODE}/{what}/", {"reason": "karena ingin saja"}).status_code == 403
    after = Case.objects.get(code=CODE)
    assert (after.work, after.waived_at, after.live_at) == (before.work, None, None)


def test_a_waiver_wants_a_reason(as_admin):
    begun(as_admin)
    as_admin.post(f"/kantor/{CODE}/bebaskan/", {"reason": "ya"})
    assert Case.objects.get(code=CODE).waived_at is None
    as_admin.post(f"/kantor/{CODE}/bebaskan/", {"reason": "Petugasnya sudah berlatih di kantor lain"})
    case = Case.objects.get(code=CODE)
    assert (case.waived_by, case.waived_reason) == ("Arif Rahman", "Petugasnya sudah berlatih di kantor lain")


def test_what_was_not_prepared_does_not_open(as_admin):
    begun(as_admin)
    page = as_admin.post(f"/kantor/{CODE}/buka/", follow=True)
    assert "belum disiapkan" in page.content.decode()
    assert Case.objects.get(code=CODE).live_at is None


def test_an_office_that_is_there_is_not_brought_on_again(as_admin, office_a):
    page = as_admin.post("/kantor/baru/", {"code": office_a.kemendagri_code})
    assert page.status_code == 422
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "path", ["/kantor/35.08.21/", "/kantor/35.08.21/isi/kop/", f"/kantor/{CODE}/isi/lain/"]
)
def test_what_nobody_began_is_not_there(as_admin, path):
    begun(as_admin)
    assert as_admin.get(path).status_code == 404


OTHER = "{urut:4}/{kode}/{unit}/{bulan}/{tahun}"


def numbers(client: Client, revision: int = 0, **typed: str):
    form = {"unit_code": "427.91", "letter_pattern": OTHER, "revision": str(revision), **typed}
    return client.post(f"/kantor/{CODE}/isi/nomor/", form)


def test_the_pattern_is_asked_with_the_next_number_and_kept(as_admin):
    begun(as_admin)
    page = as_admin.get(f"/kantor/{CODE}/isi/nomor/").content.decode()
    assert 'value="{kode}/{urut:3}/{unit}/{tahun}"' in page
    assert "100.2.2.5/001/…/2026" in page
    assert numbers(as_admin, book_LETTER="0312/100.2.2.5/427.91/XI/2026").status_code == 302
    plan = plan_of(Case.objects.get(code=CODE))
    assert (plan.letter_pattern, plan.books) == (OTHER, {"LETTER": 312})
    page = as_admin.get(f"/kantor/{CODE}/isi/nomor/").content.decode()
    assert "0313/100.2.2.5/427.91/XI/2026" in page
    assert numbers(as_admin, 1, letter_pattern="{kode}/{urut:3}/{unit}/{tahun}").status_code == 302
    assert plan_of(Case.objects.get(code=CODE)).letter_pattern == ""


def test_a_look_at_the_next_number_keeps_nothing(as_admin):
    before = begun(as_admin)
    page = numbers(as_admin, do="preview", book_LETTER="41")
    assert page.status_code == 200
    assert "0042/100.2.2.5/427.91/XI/2026" in page.content.decode()
    assert f'value="{OTHER}"' in page.content.decode()
    page = numbers(as_admin, do="preview", letter_pattern="{urut}{unit}/{tahun}")
    assert "tanda pemisah" in page.content.decode()
    after = Case.objects.get(code=CODE)
    assert (after.answers, after.revision) == (before.answers, before.revision)


def test_a_lurah_is_given_no_camat_s_ground(as_admin):
    as_admin.post("/kantor/baru/", {"code": "35.08.10.1004"})
    case = Case.objects.get(code="35.08.10.1004")
    assert plan_of(case).instrument == ""
    offered = {level: dict(grounds_for(level, on=clock.today())) for level in ("KECAMATAN", "KELURAHAN")}
    assert "kepbup-lumajang:188.45:8:427.12:2022" in offered["KECAMATAN"]
    assert all("kepada Camat" in cited for cited in offered["KECAMATAN"].values())
    assert all("kepada Lurah" in cited for cited in offered["KELURAHAN"].values())
    form = {
        "instrument": "kepbup-lumajang:188.45:8:427.12:2022",
        "authority_from": "01-01-2022",
        "revision": "0",
    }
    page = as_admin.post("/kantor/35.08.10.1004/isi/kewenangan/", form)
    assert page.status_code == 422
    assert "dari daftar" in page.content.decode()


def test_the_example_of_a_date_goes_by_the_program_s_clock(rf):
    question = Question(name="day", label="Tanggal", kind="date")
    with clock.ahead(timedelta(days=3)):
        field = render_to_string("partials/field.html", {"field": question, **office_context(rf.get("/"))})
    assert "Contoh 23112026" in field
