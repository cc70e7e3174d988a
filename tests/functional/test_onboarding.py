"""The kabupaten's admin brings offices on in Chromium: one up to its first applicant, 25 from a list."""

import io
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.functional import counter
from tests.functional.visiting import Visitor, sign_in

# 25 offices are really made, by a worker, on whatever machine this is.
pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
MOST_CLICKS = 25
ONE, OPENED, SERVICE = "35.08.12", "35.08.13", "sktm-rekomendasi"
PEOPLE = ("head", "secretary", "section_head", "office_admin", "counter")
REAL = "SELECT count(*) FROM offices_office WHERE kemendagri_code LIKE '35.08%%'"
COUNT = "document.addEventListener('click', event => event.isTrusted && window.countPress(), true)"


@pytest.fixture
def presses_of(visit, site, known) -> Any:
    """The kabupaten's admin at the sign-in page, and how often anything was pressed: by mouse or by Enter."""
    counted: list[int] = []
    visitor: Visitor = visit("kabupaten")
    context = visitor.page.context
    context.expose_binding("countPress", lambda _source: counted.append(1))
    context.add_init_script(COUNT)
    sign_in(visitor, site.account("kabupaten", "KAB_ADMIN"), known["codes"])
    known["sessions"]["kabupaten", "KAB_ADMIN"] = context.storage_state()
    return visitor, counted


def go_on(visitor: Visitor) -> None:
    """The page's one primary button."""
    with visitor.leaving():
        visitor.page.locator("main form button.btn-primary").first.click()


def fill_in_the_way(visitor: Visitor, code: str) -> int:
    """From the list of offices to a prepared one; how many choices were made in lists."""
    page = visitor.page
    visitor.follow("Bawa kantor baru")
    # Few that are left are radio buttons, many a list.
    left = page.locator(f"input[name=code][value='{code}']")
    if left.count():
        left.check()
    else:
        page.select_option("[name=code]", code)
    visitor.press("Mulai")
    visitor.sees("langkah 1 dari 6", "Kop surat")
    while "/isi/" in page.url:
        if page.url.endswith("/petugas/"):
            for number, post in enumerate(PEOPLE):
                page.fill(f"[name={post}_name]", f"{post.replace('_', ' ').title()} Senduro{number}")
        if page.url.endswith("/nomor/"):
            page.fill("[name=unit_code]", "427.112")
            page.fill("[name=book_LETTER]", "120")
            page.fill("[name=letter_pattern]", "{urut:5}/{kode}/{unit}/{bulan}/{tahun}")
            page.locator("#next strong", has_text="00121/").first.wait_for()
            visitor.eye.look(page)
        go_on(visitor)
    visitor.press("Siapkan kantor ini")
    page.get_by_role("heading", name="Kesiapan").wait_for(timeout=30_000)
    visitor.eye.look(page)
    return 1


def rehearse_first_applicant(visitor: Visitor, host: str) -> None:
    """From the prepared office to the first applicant handed over, by the tasks of the band."""
    page = visitor.page
    visitor.press("Mulai latihan")
    page.get_by_role("button", name="Masuk ke latihan").wait_for(timeout=30_000)
    page.get_by_role("button", name="Masuk ke latihan").click()
    page.locator(".rehearsal-band").wait_for(timeout=15_000)
    assert f"//{host}." in page.url
    visitor.host = host
    visitor.follow("Kerjakan tugas ini")
    with visitor.leaving():
        page.locator(f"main a[href='/terima/{SERVICE}/']").click()
    receive(visitor)
    while "Berkas ini sudah selesai" not in visitor.text():
        with visitor.leaving():
            page.locator("main button[data-hotkey]:visible").first.click()


def receive(visitor: Visitor, *, missing: bool = False) -> str:
    """Take in an invented applicant from the open form; the path of the file."""
    page = visitor.page
    page.get_by_role("button", name="Cari").click()
    page.locator("button[value=new]").click()
    page.wait_for_selector("[data-finish]")
    page.locator("[data-all-complete]").click()
    if missing:
        page.locator("main [name=requirement]:visible").last.uncheck()
    visitor.press("Terima berkas")
    assert "/berkas/" in page.url, visitor.text()
    return "/" + str(page.url).split("/", 3)[3].split("?")[0]


def another(visitor: Visitor, *, missing: bool = False) -> str:
    """One more applicant; the path of the file."""
    visitor.open(f"/terima/{SERVICE}/")
    return receive(visitor, missing=missing)


def do(visitor: Visitor, code: str, button: str, **values: str) -> None:
    """One of the other actions of the open file page."""
    visitor.page.locator(f"#act-{code} > summary").click()
    for name, value in values.items():
        visitor.page.fill(f"#act-{code} [name={name}]", value)
    visitor.press(button)


def the_other_nine_tasks(visitor: Visitor) -> None:
    """What goes otherwise at a counter, as the band asks for it."""
    page = visitor.page
    returned = another(visitor, missing=True)
    visitor.press("Majukan jam ke besok pagi")
    visitor.open(returned)
    visitor.follow("Lengkapi")
    page.locator("[data-all-complete]").click()
    visitor.press("Terima kembali")
    visitor.open("/antrean/ambil/")
    with visitor.leaving():
        page.locator("main button[name=service]").first.click()
    visitor.open(returned)
    do(visitor, "wait", "Catat menunggu", agency_other="Dukcapil")
    visitor.press("Majukan jam ke besok pagi")
    visitor.open(returned)
    visitor.press("Sudah ada, lanjutkan")
    with visitor.leaving():
        page.locator("main button[data-hotkey]:visible").first.click()
    do(visitor, "undo", "Batalkan langkah terakhir")
    do(visitor, "withdraw", "Pemohon mencabut")
    another(visitor)
    do(visitor, "reject", "Tolak permohonan", ground="Bukan penduduk kecamatan ini")
    visitor.open("/pimpinan/")
    counter.answer(page, {"starts": counter.typed(counter.day(1)), "ends": counter.typed(counter.day(30))})
    page.fill("[name=reason]", "Rapat di Surabaya")
    visitor.press("Catat")
    visitor.press("Selesaikan latihan")
    visitor.sees("Latihan sudah lulus")


def test_from_sign_in_to_the_first_applicant_of_a_new_office(presses_of, site):
    visitor, counted = presses_of
    chosen = fill_in_the_way(visitor, ONE)
    rehearse_first_applicant(visitor, "latihan-kec-senduro")
    assert "LATIHAN" in visitor.page.inner_text(".rehearsal-band")
    presses = len(counted) + chosen
    print(f"{presses} presses from the sign-in page to the first applicant")  # noqa: T201  for the report
    assert presses <= MOST_CLICKS
    schema = site.ask("SELECT schema_name FROM offices_office WHERE kemendagri_code = %s", "99.08.12")[0][0]
    handed = site.ask(f"SELECT count(*) FROM {schema}.applications_file WHERE phase = 'HANDED_OVER'")
    assert handed == [(1,)]
    numbers = site.ask(f"SELECT number FROM {schema}.documents_letter")
    assert all("LATIHAN" in number for (number,) in numbers)
    of_the_shadow = (
        "SELECT count(*) FROM lettercheck_letterindex i JOIN offices_office o ON o.id = i.office_id"
    )
    assert site.ask(f"{of_the_shadow} WHERE o.kemendagri_code LIKE '99.%%'") == [(0,)]


def filled(content: bytes) -> tuple[bytes, int]:
    """The file with what only the kabupaten knows: unit codes, heads and admins; and how many offices.

    The one that is brought on by hand is left out, whichever of the tests comes first.
    """
    heads, *rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    rows = [row for row in rows if ONE not in map(str, row)]
    at = {name: index for index, name in enumerate(heads)}
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, heads)
        for number, row in enumerate(rows, start=1):
            cells = [str(cell) for cell in row]
            cells[at["KODE UNIT"]] = f"427.{200 + number}"
            cells[at["PIMPINAN"]] = f"Pimpinan Ke{number}"
            cells[at["SEKRETARIS"]] = f"Sekretaris Ke{number}"
            cells[at["KASI PELAYANAN"]] = f"Kasi Ke{number}"
            cells[at["ADMIN KANTOR"]] = f"Admin Ke{number}"
            cells[at["PETUGAS LOKET"]] = f"Petugas Ke{number}"
            for column, cell in enumerate(cells):
                sheet.write_string(number, column, cell)
    return buffer.getvalue(), len(rows)


def test_the_remaining_offices_come_from_one_spreadsheet(enter, visit, site):
    admin: Visitor = enter("kabupaten", "KAB_ADMIN")
    page = admin.page
    before = site.ask(REAL)[0][0]
    admin.open("/kantor/daftar/")
    file = admin.fetch("/kantor/daftar/isian.xlsx")
    table, count = filled(file.body)
    assert count == 24
    page.set_input_files("[name=table]", {"name": "kantor.xlsx", "mimeType": file.kind, "buffer": table})
    admin.press("Periksa berkas")
    admin.press(f"Siapkan {count} kantor")
    page.wait_for_function("() => !document.querySelector('#batch[hx-get]')", timeout=200_000)
    admin.eye.look(page)
    admin.sees("Sudah disiapkan")
    assert site.ask(f"{REAL} AND state IN ('READY', 'LIVE')") == [(before + count,)], admin.text()
    invite_and_move(admin, visit)
    open_after_rehearsal(admin)
    assert site.ask("SELECT state FROM offices_office WHERE kemendagri_code = %s", OPENED) == [("LIVE",)]


def invite_and_move(admin: Visitor, visit: Any) -> None:
    """Links for who never signed in; one is followed; another person goes to the next office."""
    page = admin.page
    admin.open(f"/kantor/{OPENED}/petugas/")
    admin.press("Buat tautan untuk semua yang belum masuk")
    admin.sees("Ditampilkan satu kali")
    row = page.locator("main li", has_text="Petugas Ke")
    address = row.locator(".secret").inner_text()
    person: Visitor = visit("kec-gucialit")
    person.arrive(address)
    person.sees("Selamat datang di Loket", "Petugas Loket")
    person.page.fill("[name=new]", "sawah hijau pagi hari")
    person.page.fill("[name=again]", "sawah hijau pagi hari")
    person.press("Simpan dan masuk")
    person.sees("Antrean kerja")
    person.arrive(address)
    person.sees("Tautan tidak berlaku")
    admin.open("/orang/?q=Kasi Ke1")
    admin.follow("Pindahkan")
    page.select_option("select[name=office]", "kec-ranuyoso")
    page.locator("[name=roles][value=SECTION_HEAD]").check()
    admin.press("Pindahkan")
    admin.sees("dipindahkan. Akunnya tetap.")


def open_after_rehearsal(admin: Visitor) -> None:
    """Publish the standards of one office, rehearse its counter, and open it."""
    admin.open(f"/kantor/{OPENED}/")
    admin.sees("Belum dapat dibuka", "Standar pelayanan", "Latihan belum lulus")
    assert admin.page.get_by_role("button", name="Buka kantor ini").is_disabled()
    admin.follow("Terbitkan")
    admin.sees("pemeriksaan: ")
    admin.press("Terbitkan")
    admin.sees("standar diterbitkan", "Latihan belum lulus")
    rehearse_first_applicant(admin, "latihan-kec-gucialit")
    the_other_nine_tasks(admin)
    admin.host = "kabupaten"
    admin.open(f"/kantor/{OPENED}/")
    admin.sees("Lulus")
    admin.press("Buka kantor ini")
    admin.sees("buka untuk warga mulai sekarang")
