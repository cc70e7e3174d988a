"""What an office's admin keeps: hours, closures, contacts, kop, sections, the poverty list."""

import io

import pytest
import xlsxwriter

from tests.functional import counter
from tests.functional.visiting import PHONE, Visitor

pytestmark = pytest.mark.browser
JATIROTO, TOMPOKERSAN, LUMAJANG = "kec-jatiroto", "kel-tompokersan", "kec-lumajang"
SITI, BUDI = "3508174508680001", "3508170101800003"


@pytest.fixture
def admin(enter) -> Visitor:
    """The admin of Kelurahan Tompokersan."""
    person: Visitor = enter(TOMPOKERSAN, "OFFICE_ADMIN")
    return person


def test_every_page_of_the_settings_is_reached_from_the_first(admin) -> None:
    admin.open("/pengaturan/")
    found = {link.get_attribute("href") for link in admin.page.locator("main a[href^='/pengaturan/']").all()}
    wanted = {"jam", "kop", "kontak", "seksi", "petugas", "buku", "kewenangan", "daftar-kemiskinan"}
    wanted |= {"pola-nomor"}
    assert {path.strip("/").split("/")[1] for path in found} >= wanted
    for path in sorted(found):
        assert admin.open(path) == 200, path


def test_hours_from_a_day_to_come_are_typed_refused_and_kept(admin, visit) -> None:
    admin.open("/pengaturan/jam/")
    first = admin.page.input_value("[name=d0_opens]")
    admin.page.fill("[name=d0_opens]", "pagi")
    counter.answer(admin.page, {"valid_from": counter.typed(counter.day(300))})
    admin.press("Simpan jam layanan")
    admin.sees("Tulis jam seperti 07.30")
    assert admin.page.input_value("[name=d0_opens]") == "pagi"
    admin.page.fill("[name=d0_opens]", "08.15")
    admin.press("Simpan jam layanan")
    admin.sees("Jam layanan disimpan", "Janji berkas yang berjalan dihitung ulang dengan jam ini")
    citizen = visit(TOMPOKERSAN, viewport=PHONE)
    citizen.open("/")
    citizen.sees(first)
    assert "08.15" not in citizen.text(), "it is not that day yet"


def test_a_closed_day_is_added_and_taken_away(admin) -> None:
    admin.open("/pengaturan/jam/")
    reason = "Rapat koordinasi <b>desa</b>"
    closed = {"from_date": counter.typed(counter.day(200)), "reason": reason}
    counter.answer(admin.page, {**closed, "from_date": "31022027"})
    admin.press("Tambah hari tutup")
    assert admin.page.inner_text(".error-summary")
    assert admin.page.input_value("main [name=reason]") == reason
    counter.answer(admin.page, closed)
    admin.press("Tambah hari tutup")
    admin.sees("Hari tutup ditambahkan", reason)
    assert admin.page.locator("main b").count() == 0
    line = admin.page.locator(".check-line", has_text=reason)
    with admin.leaving():
        line.get_by_role("button", name="Hapus").click()
    admin.sees("Dihapus")
    assert reason not in admin.text()


def test_a_contact_is_shown_to_citizens_and_taken_away(admin, visit) -> None:
    admin.open("/pengaturan/kontak/")
    counter.answer(admin.page, {"kind": "MOBILE_SERVICE", "shown": "12", "purpose": "pengaduan"})
    admin.press("Tambah kontak")
    assert admin.page.inner_text(".error-summary")
    counter.answer(admin.page, {"kind": "MOBILE_SERVICE", "shown": "0853-3831-2999", "purpose": "pengaduan"})
    admin.press("Tambah kontak")
    admin.sees("Kontak ditambahkan", "0853-3831-2999")
    citizen = visit(TOMPOKERSAN, viewport=PHONE)
    citizen.open("/")
    citizen.sees("0853-3831-2999")
    neighbour = visit(JATIROTO)
    neighbour.open("/")
    neighbour.sees_not("0853-3831-2999")
    line = admin.page.locator(".check-line", has_text="0853-3831-2999")
    with admin.leaving():
        line.get_by_role("button", name="Hapus").click()
    admin.sees("Kontak dihapus")
    citizen.open("/")
    citizen.sees_not("0853-3831-2999")


def test_the_kop_is_changed_seen_on_paper_and_put_back(admin) -> None:
    admin.open("/pengaturan/kop/")
    before = admin.page.input_value("[name=address]")
    admin.page.fill("[name=address]", 'Jl. Uji 7 #panic("x") <b>')
    admin.press("Simpan kop surat")
    admin.sees("Kop surat disimpan", "Surat yang sudah ditandatangani tidak berubah")
    printed = admin.fetch("/pengaturan/kop/contoh/").pdf()
    assert 'Jl. Uji 7 #panic("x") <b>' in " ".join(printed.split())
    admin.page.fill("[name=unit_code]", "427/91")
    admin.page.fill("[name=address]", before)
    admin.press("Simpan kop surat")
    admin.sees("tanpa spasi dan garis miring")
    assert admin.page.input_value("[name=address]") == before
    admin.open("/pengaturan/kop/")
    admin.page.fill("[name=address]", before)
    admin.press("Simpan kop surat")
    admin.sees("Kop surat disimpan")


def test_the_number_pattern_is_tried_refused_kept_and_put_back(enter) -> None:
    """By phone; the example follows what is typed before anything is kept."""
    admin: Visitor = enter(TOMPOKERSAN, "OFFICE_ADMIN", viewport=PHONE)
    admin.open("/pengaturan/pola-nomor/")
    page, why = admin.page, "Mengikuti surat edaran penomoran"
    before = page.input_value("[name=pattern]")
    page.locator("[name=pattern]").press_sequentially("!")
    page.locator("#next", has_text="huruf, angka, spasi").wait_for()
    page.fill("[name=pattern]", "{urut:5}/{kode}/{unit}/{bulan}/{tahun}")
    page.locator("#next", has_text="Nomor berikutnya akan menjadi").wait_for()
    number = page.locator("#next strong").first.inner_text()
    assert len(number.split("/")[0]) == 5
    admin.press("Simpan pola nomor")
    admin.sees("Tulis mengapa pola nomor diubah")
    assert page.input_value("[name=pattern]").startswith("{urut:5}")
    page.fill("[name=reason]", why)
    admin.press("Simpan pola nomor")
    admin.sees("Pola nomor disimpan", number, why)
    page.fill("[name=pattern]", before)
    page.fill("[name=reason]", "Kembali seperti semula")
    admin.press("Simpan pola nomor")
    admin.sees("Kembali seperti semula")
    assert page.input_value("[name=pattern]") == before


def test_sections_are_kept_in_their_order(admin) -> None:
    admin.open("/pengaturan/seksi/")
    before = admin.page.input_value("[name=sections]")
    admin.page.fill("[name=sections]", before + "\nSeksi Uji <i>Coba</i>")
    admin.press("Simpan susunan")
    admin.sees("Susunan seksi disimpan")
    admin.open("/pengaturan/seksi/")
    assert admin.page.input_value("[name=sections]").splitlines()[-1] == "Seksi Uji <i>Coba</i>"
    assert admin.page.locator("main i:text-is('Coba')").count() == 0
    admin.page.fill("[name=sections]", before)
    admin.press("Simpan susunan")


def sheet(*rows: tuple[str, ...]) -> dict[str, object]:
    """A table as a file chooser gives it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number, row in enumerate((("NIK", "NAMA", "KK", "DESIL"), *rows)):
            page.write_row(number, 0, row)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "daftar.xlsx", "mimeType": kind, "buffer": out.getvalue()}


def choose(admin: Visitor, source: str, file: dict[str, object]) -> None:
    """Upload a list to look at."""
    admin.open("/pengaturan/daftar-kemiskinan/")
    counter.answer(admin.page, {"source": source, "as_of": counter.typed(counter.day(-20))})
    admin.page.set_input_files("[name=table]", files=[file])
    admin.press("Periksa dulu")


def test_a_poverty_list_is_looked_at_loaded_replaced_and_withdrawn(enter, site) -> None:
    admin = enter(JATIROTO, "OFFICE_ADMIN")
    count = "SELECT count(*) FROM o_350817.lookups_povertyentry"
    before = site.ask(count)[0][0]
    choose(admin, "DTSEN uji satu", sheet((SITI, "SITI AMINAH", "", "2"), ("123", "SALAH", "", "")))
    admin.sees("Periksa daftar sebelum dimuat", "350817******0001", "Baris yang tidak dimuat")
    admin.sees_not(SITI)
    assert site.ask(count)[0][0] == before, "looking loads nothing"
    admin.press("Muat daftar ini")
    admin.sees("1 orang dimuat", "DTSEN uji satu", "Dipakai")
    choose(admin, "DTSEN uji dua", sheet((BUDI, "BUDI", "", "1"), (SITI, "SITI AMINAH", "", "3")))
    admin.press("Muat daftar ini")
    admin.sees("2 orang dimuat", "Digantikan")
    line = admin.page.locator(".check-line", has_text="DTSEN uji dua")
    with admin.leaving():
        line.get_by_role("link", name="Tarik").click()
    admin.press("Tarik daftar")
    admin.sees("Daftar ditarik", "Ditarik")
    stored = site.ask("SELECT count(*) FROM o_350817.trail_trailentry WHERE action = 'lookups.list_loaded'")
    assert stored[0][0] >= 2
    admin.sees_not(SITI, BUDI)


@pytest.mark.parametrize(
    "file",
    [
        {"name": "a.xlsx", "mimeType": "application/x", "buffer": b"bukan daftar"},
        {"name": "a.csv", "mimeType": "text/csv", "buffer": b"SATU;DUA\n1;2\n"},
        {"name": "a.csv", "mimeType": "text/csv", "buffer": b""},
        {"name": "../../<b>.csv", "mimeType": "text/csv", "buffer": b"NIK;NAMA\n12;X\n"},
    ],
    ids=["no table", "other columns", "empty", "no good row"],
)
def test_a_bad_list_is_refused_and_nothing_is_loaded(enter, site, file) -> None:
    admin = enter(JATIROTO, "OFFICE_ADMIN")
    count = "SELECT count(*) FROM o_350817.lookups_povertylist"
    before = site.ask(count)
    choose(admin, "DTSEN rusak", file)
    assert admin.page.get_by_role("button", name="Muat daftar ini").count() == 0
    assert admin.page.locator("main b").count() == 0
    assert site.ask(count) == before


def test_nobody_else_keeps_the_settings(enter) -> None:
    for slug, role in [(LUMAJANG, "COUNTER"), (LUMAJANG, "HEAD"), (LUMAJANG, "INFORMATION")]:
        person = enter(slug, role)
        for path in ("jam/", "kontak/", "seksi/", "kop/", "petugas/"):
            assert person.open(f"/pengaturan/{path}") == 403, (role, path)
