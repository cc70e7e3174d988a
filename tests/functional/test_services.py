"""Each of the five services from the counter to the applicant's hand, in its own office by its own steps."""

import pytest

from tests.functional import counter
from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser
TEMPLATED = "<b>#let x = 1</b> & 'Nur' \"Ha$anah\" *x*"


def applicant_sees(visit, slug: str, address: str, *words: str) -> None:
    """What the applicant's own page says on a phone, without a name or a number of theirs."""
    applicant = visit(slug, viewport=PHONE)
    assert applicant.open(address) == 200
    applicant.sees(*words)
    applicant.sees_not("SUMIYATI", "0812345", "3508170101100007")


def anyone_checks(visit, address: str, *words: str) -> None:
    """What the check page on the base host says, without a name."""
    stranger = visit("", viewport=PHONE)
    assert stranger.open(address) == 200
    stranger.sees(*words)
    stranger.sees_not("SUMIYATI", "Kaliboto")


def test_000_sktm_is_endorsed_in_kecamatan_lumajang(enter, visit) -> None:
    """Verified against the poverty list, signed on the applicant's paper, registered with a strip."""
    officer, camat = enter("kec-lumajang", "COUNTER"), enter("kec-lumajang", "HEAD", viewport=PHONE)
    path = counter.receive(officer, "sktm", {"surat": "sktm", "keperluan": "keringanan biaya pengobatan"})
    number = counter.number_of(officer)
    status = counter.applicant_page(officer, path)
    applicant_sees(visit, "kec-lumajang", status, number, "S. B. K.")
    receipt = counter.sheet(officer, path, "tanda-terima")
    assert number in receipt
    assert "KECAMATAN LUMAJANG" in receipt

    officer.open(path)
    officer.sees("Daftar kemiskinan: Tidak ditemukan")
    officer.press("Lengkap dan benar")
    officer.sees("Ada yang perlu dibetulkan")
    counter.complete(officer, path, "Lengkap dan benar", lookup_reason="Sedang diusulkan desa")
    officer.sees("Menunggu tanda tangan Camat Lumajang")

    counter.sign(camat, path)
    officer.open(path)
    assert counter.letter(officer, path).status == 404
    counter.complete(officer, path, "Catat di Buku Register")
    strip = counter.letter(officer, path).pdf()
    assert "100.2.2.5/" in strip
    assert "427.98" in strip
    anyone_checks(visit, counter.check_address(strip), "Surat ini sah", "Kecamatan Lumajang", "100.2.2.5/")

    counter.complete(officer, path, "Sudah diserahkan")
    officer.sees("Diserahkan", "Berkas ini sudah selesai")
    assert "SUMIYATI" in counter.sheet(officer, path, "serah-terima")
    applicant_sees(visit, "kec-lumajang", status, "Sudah selesai")
    officer.open("/register/")
    officer.sees("SUMIYATI BINTI KARTO", "Kepala Desa Kaliboto Lor", "470/12/2026")


def test_003_kp4_is_endorsed_in_kecamatan_lumajang(enter, visit) -> None:
    officer, camat = enter("kec-lumajang", "COUNTER"), enter("kec-lumajang", "HEAD")
    path = counter.receive(officer, "kp4", {"sk_pensiun": "SK-88/PENS/2019"})
    counter.complete(officer, path, "Lengkap dan benar")
    counter.sign(camat, path)
    counter.complete(officer, path, "Catat di Buku Register")
    strip = counter.letter(officer, path).pdf()
    assert "800.1.11.10/" in strip
    anyone_checks(visit, counter.check_address(strip), "Surat ini sah", "KP4")
    counter.complete(
        officer, path, "Sudah diserahkan", receiver="PAIMIN", relation="CHILD", note="surat kuasa"
    )
    officer.sees("Diterima PAIMIN (anak)", "surat kuasa")


def test_004_ktp_is_recorded_printed_and_handed_over(enter, visit) -> None:
    """A ticket, one of three requirement groups, a wait for another agency; a receipt, but no letter."""
    officer, operator = enter("kec-lumajang", "COUNTER"), enter("kec-lumajang", "OPERATOR")
    officer.open("/antrean/ambil/")
    officer.press("Perekaman dan Pencetakan KTP-el")
    ticket = officer.page.inner_text(".ticket-number")
    printed = officer.page.get_by_role("link", name="Cetak karcis 80 mm").get_attribute("href")
    assert ticket in officer.fetch(printed).pdf()
    receive = officer.page.get_by_role("link", name=f"Terima berkas {ticket}").get_attribute("href")
    path = counter.receive(
        officer, "ktp-el", {}, group="hilang_rusak", condition="hilang", ticket=receive, letter="LP/7/2026"
    )
    officer.sees("LP/7/2026")
    operator.open(path)
    operator.page.get_by_text("Menunggu instansi lain", exact=True).click()
    operator.page.locator("#act-wait [name=agency]").first.check()
    operator.press("Catat menunggu")
    operator.sees("Dinas Kependudukan dan Pencatatan Sipil")
    status = counter.applicant_page(officer, path)
    applicant_sees(visit, "kec-lumajang", status, "instansi lain")
    counter.complete(operator, path, "Sudah ada, lanjutkan")
    counter.complete(operator, path, "Selesai dikerjakan", perekaman="sudah", pencetakan="dukcapil")
    operator.sees("Dicetak di Dinas Dukcapil")
    counter.complete(officer, path, "Sudah diserahkan")
    officer.sees_not("Lihat surat")
    assert counter.letter(officer, path).status == 404
    assert "SUMIYATI" in counter.sheet(officer, path, "serah-terima")
    officer.open("/register/")
    officer.sees("LP/7/2026")


def test_001_dtsen_letter_of_kelurahan_tompokersan(enter, visit) -> None:
    """A ticket, the operator's letter, the lurah's signature; what was typed comes out as typed."""
    officer, operator = enter("kel-tompokersan", "COUNTER"), enter("kel-tompokersan", "OPERATOR")
    lurah = enter("kel-tompokersan", "HEAD", viewport=PHONE)
    officer.open("/antrean/ambil/")
    officer.press("DTSEN")
    receive = officer.page.get_by_role("link", name="Terima berkas").last.get_attribute("href")
    path = counter.receive(
        officer, "dtsen", {"alasan": TEMPLATED}, ticket=receive, desa="Tompokersan", letter="03/RT.05/2026"
    )
    draft = counter.letter(operator, path).pdf() if operator.open(path) == 200 else ""
    assert TEMPLATED in draft.replace("\r\n", " ")
    assert "(nomor menyusul)" in draft
    counter.complete(operator, path, "Surat siap ditandatangani")
    waiting = counter.letter(operator, path).pdf()
    check = counter.check_address(waiting)
    anyone_checks(visit, check, "Belum ditandatangani")
    counter.sign(lurah, path)
    anyone_checks(visit, check, "Surat ini sah", "Kelurahan Tompokersan")
    signed = counter.letter(officer, path).pdf()
    assert "LURAH TOMPOKERSAN" in signed
    assert "03/RT.05/2026" in signed
    counter.complete(officer, path, "Sudah diserahkan")
    officer.sees("Diserahkan")


def test_001_berita_acara_with_its_participants(enter) -> None:
    officer, operator = enter("kel-tompokersan", "COUNTER"), enter("kel-tompokersan", "OPERATOR")
    counter.begin(officer, "dtsen", counter.new_nik())
    page = officer.page
    counter.answer(page, {**counter.PERSON, "desa": "Tompokersan", "alasan": "Rumah tidak layak huni"})
    page.check("[name=jenis_surat][value=berita_acara]")
    counter.answer(
        page, {"tanggal_musyawarah": counter.typed(counter.day(-6)), "tempat_musyawarah": "Balai kelurahan"}
    )
    for name, title in [("SLAMET", "Ketua RT 05"), ("HARIYONO", "Ketua RW 02")]:
        if page.locator("[data-row]:visible").count() == 0 or name == "HARIYONO":
            page.locator("[data-add-row]").click()
        row = page.locator("[data-row]:visible").last
        row.locator("input").nth(0).fill(name)
        row.locator("input").nth(1).fill(title)
    counter.tick_all(page)
    officer.press("Terima berkas")
    path = "/" + page.url.split("/", 3)[3].split("?")[0]
    officer.sees("SLAMET", "Ketua RW 02")
    operator.open(path)
    draft = counter.letter(operator, path).pdf()
    assert "BERITA ACARA" in draft
    assert "HARIYONO" in draft
    assert "Balai kelurahan" in draft


def test_002_sktm_letter_of_kecamatan_jatiroto(enter, visit) -> None:
    """Incomplete: returned with a slip; completed under the same number; a letter, signed, handed over."""
    officer, operator = enter("kec-jatiroto", "COUNTER"), enter("kec-jatiroto", "OPERATOR")
    camat = enter("kec-jatiroto", "HEAD", viewport=PHONE)
    path = counter.receive(officer, "sktm-rekomendasi", {"keperluan": "biaya pendidikan"}, but=("ktp_kk",))
    number = counter.number_of(officer)
    officer.sees("Dikembalikan")
    assert "Fotokopi KTP atau KK" in counter.sheet(officer, path, "kekurangan")
    status = counter.applicant_page(officer, path)
    applicant_sees(visit, "kec-jatiroto", status, "Fotokopi KTP atau KK", "Nomor berkas tetap sama")

    officer.open(path)
    officer.follow("Lengkapi")
    counter.tick_all(officer.page)
    officer.press("Terima kembali")
    assert counter.number_of(officer) == number
    counter.complete(officer, path, "Lengkap dan benar")
    counter.complete(operator, path, "Surat siap ditandatangani")
    counter.sign(camat, path)
    signed = counter.letter(officer, path).pdf()
    assert "CAMAT JATIROTO" in signed
    assert "biaya pendidikan" in signed
    anyone_checks(visit, counter.check_address(signed), "Surat ini sah", "Kecamatan Jatiroto")
    counter.complete(officer, path, "Sudah diserahkan")
    officer.sees("Diserahkan")
