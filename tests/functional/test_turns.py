"""When it does not go straight on: sent back, declined, undone, corrected, withdrawn, refused, waiting."""

import re

import pytest

from commons.indonesian import date_words
from tests.functional import counter
from tests.functional.by_token import Hands, page_of
from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser
JATIROTO = "kec-jatiroto"
LUMAJANG = "kec-lumajang"


def away() -> dict[str, str]:
    """The leader left yesterday and is back in three days, as the form asks it."""
    return {"starts": counter.typed(counter.day(-1)), "ends": counter.typed(counter.day(3))}


def fold(person, code: str) -> None:
    """Open one of the other actions of a file page."""
    person.page.locator(f"#act-{code} > summary").click()


def test_a_camat_declines_with_a_reason_and_the_number_is_void(enter, site) -> None:
    hands = Hands(site, JATIROTO)
    file = hands.until("sktm-rekomendasi", "SIGN")
    camat = enter(JATIROTO, "HEAD", viewport=PHONE)
    camat.open("/tanda-tangan/")
    camat.open(page_of(file) + "surat/")
    camat.page.get_by_text("Tidak saya tandatangani").click()
    camat.press("Kembalikan")
    camat.sees("Ada yang perlu dibetulkan")
    camat.open(page_of(file) + "surat/")
    camat.page.get_by_text("Tidak saya tandatangani").click()
    camat.page.locator("[name=to_step]").first.check()
    camat.page.fill("[name=reason]", "Nama kepala desa belum benar")
    camat.press("Kembalikan")
    camat.sees("Menunggu tanda tangan Anda")

    operator = enter(JATIROTO, "OPERATOR")
    operator.open(page_of(file))
    operator.sees("Nama kepala desa belum benar", "batal")
    hands.call("COUNTER", "GET", f"applications/{file['file_id']}/")
    old = file["letter_number"]
    operator.open("/register/")
    operator.sees(old, "BATAL")


def test_the_last_step_can_be_taken_back_for_a_while(enter, site) -> None:
    file = Hands(site, JATIROTO).receive("sktm-rekomendasi")
    officer = enter(JATIROTO, "COUNTER")
    counter.complete(officer, page_of(file), "Lengkap dan benar")
    fold(officer, "undo")
    officer.press("Batalkan langkah terakhir")
    officer.sees("Sekarang giliran Anda", "Langkah terakhir dibatalkan")
    counter.complete(officer, page_of(file), "Lengkap dan benar")


def test_a_wrong_letter_is_replaced_after_hand_over(enter, visit, site) -> None:
    """Asked by the kasi, answered by the camat: a new number; the old letter says that it was replaced."""
    hands = Hands(site, JATIROTO)
    file = hands.until("sktm-rekomendasi", "none")
    officer, kasi = enter(JATIROTO, "COUNTER"), enter(JATIROTO, "SECTION_HEAD")
    officer.open(page_of(file))
    old = counter.letter(officer, page_of(file)).pdf()
    kasi.open(page_of(file))
    fold(kasi, "correct")
    kasi.page.fill("#act-correct [name=reason]", "Nama salah satu huruf")
    kasi.press("Minta koreksi")
    camat = enter(JATIROTO, "HEAD", viewport=PHONE)
    camat.open(page_of(file))
    camat.sees("Nama salah satu huruf")
    camat.press("Setujui: terbitkan surat pengganti")
    officer.open(page_of(file))
    new = counter.letter(officer, page_of(file)).pdf()
    assert counter.check_address(old) != counter.check_address(new)
    stranger = visit("", viewport=PHONE)
    stranger.open(counter.check_address(old))
    stranger.sees("Surat ini sudah diganti", "Jangan dipakai")
    stranger.page.locator("main dd a").click()
    stranger.page.wait_for_load_state()
    stranger.sees("Surat ini sah")


def test_a_camat_declines_a_correction(enter, site) -> None:
    file = Hands(site, LUMAJANG).until("kp4", "HAND_OVER")
    secretary = enter(LUMAJANG, "SECRETARY")
    secretary.open(page_of(file))
    fold(secretary, "correct")
    secretary.page.fill("#act-correct [name=reason]", "Tanggal dikira salah")
    secretary.press("Minta koreksi")
    camat = enter(LUMAJANG, "HEAD")
    camat.open(page_of(file))
    fold(camat, "send_back")
    camat.page.fill("#act-send_back [name=reason]", "Tanggalnya sudah benar")
    camat.press("Tolak permintaan koreksi")
    camat.sees("Permintaan koreksi ditolak", "Tanggalnya sudah benar")


def test_found_in_the_poverty_list(enter) -> None:
    """Who stands in the loaded list is found by NIK, whatever was typed as name; no reason is asked."""
    officer = enter(LUMAJANG, "COUNTER")
    page = officer.page
    officer.open("/terima/sktm/")
    page.fill("[name=query]", "3508174508680001")
    page.wait_for_selector(".matches button, button[value=new]")
    page.locator("button[value=new]").click()
    page.wait_for_selector("[data-finish]")
    values = {**counter.PERSON, "nama": "SITI AMINAH", "kk": "3508170101100002", "surat": "miskin"}
    counter.answer(page, {**values, "desa": "Tompokersan", "keperluan": "beasiswa"})
    counter.tick_all(page)
    officer.press("Terima berkas")
    officer.sees("Ditemukan", "desil 2")
    assert page.locator("[name=lookup_reason]").count() == 0
    officer.press("Lengkap dan benar")
    officer.sees("Menunggu tanda tangan Camat Lumajang")


def test_a_file_is_returned_by_the_verifier_and_completed_by_the_applicant(enter, visit, site) -> None:
    file = Hands(site, LUMAJANG).receive("kp4")
    officer = enter(LUMAJANG, "COUNTER")
    officer.open(page_of(file))
    fold(officer, "return")
    officer.press("Kembalikan kepada pemohon")
    officer.sees("Ada yang perlu dibetulkan")
    officer.page.get_by_label("SK Pensiun").check()
    officer.page.fill("#act-return [name=missing_other]", "Tanda tangan kepala desa belum ada")
    officer.press("Kembalikan kepada pemohon")
    officer.sees("Menunggu pemohon", "Tanda tangan kepala desa belum ada")
    slip = counter.sheet(officer, page_of(file), "kekurangan")
    assert "SK Pensiun" in slip
    assert "Tanda tangan kepala desa belum ada" in slip
    officer.follow("Lengkapi")
    assert officer.page.locator("[name=requirement]:checked").count() == 3
    officer.page.get_by_role("checkbox", name=re.compile("^SK Pensiun")).check()
    officer.press("Terima kembali")
    officer.sees(file["receipt_number"], "Sekarang giliran Anda")


def test_an_applicant_withdraws(enter, site) -> None:
    file = Hands(site, LUMAJANG).receive("ktp-el")
    officer = enter(LUMAJANG, "COUNTER")
    officer.open(page_of(file))
    fold(officer, "withdraw")
    officer.press("Pemohon mencabut")
    officer.sees("Dicabut pemohon", "sudah selesai")


def test_a_request_is_refused_with_its_ground(enter, visit, site) -> None:
    file = Hands(site, LUMAJANG).receive("sktm")
    kasi = enter(LUMAJANG, "SECTION_HEAD")
    kasi.open(page_of(file))
    fold(kasi, "reject")
    kasi.page.fill("#act-reject [name=ground]", "Bukan penduduk kecamatan ini")
    kasi.press("Tolak permohonan")
    kasi.sees("Ditolak", "Bukan penduduk kecamatan ini")
    address = counter.applicant_page(kasi, page_of(file))
    applicant = visit(LUMAJANG, viewport=PHONE)
    applicant.open(address)
    applicant.sees("Sudah selesai")


def test_while_the_leader_is_away_the_file_waits_and_says_so(enter, visit, site) -> None:
    """Entered by the admin; told at intake, on the file, on the applicant's page; over with one press."""
    slug, until = "kel-tompokersan", date_words(counter.day(3)).rsplit(" ", 1)[0]
    hands, admin = Hands(site, slug), enter(slug, "OFFICE_ADMIN")
    file = hands.until("dtsen", "SIGN")
    admin.open("/pimpinan/")
    counter.answer(
        admin.page,
        {**away(), "reason": "Pendidikan kepemimpinan di Surabaya"},
    )
    admin.press("Catat")
    admin.sees("Pendidikan kepemimpinan di Surabaya", "berlaku sekarang")
    officer = enter(slug, "COUNTER")
    officer.open("/antrean-kerja/")
    officer.sees("Pimpinan tidak di tempat", until)
    officer.open("/terima/dtsen/")
    officer.sees("Katakan kepada pemohon", until)
    applicant = visit(slug, viewport=PHONE)
    applicant.open(counter.applicant_page(officer, page_of(file)))
    applicant.sees("Pimpinan sedang tidak di tempat")
    admin.open("/pimpinan/")
    admin.press("Sudah kembali")
    officer.open("/antrean-kerja/")
    assert "Pimpinan tidak di tempat" not in officer.text()


def test_an_acting_signer_signs_in_the_leaders_place(enter, site) -> None:
    slug = "kec-jatiroto"
    hands, camat = Hands(site, slug), enter(slug, "HEAD")
    camat.open("/pimpinan/")
    counter.answer(camat.page, {**away(), "reason": "Cuti"})
    camat.press("Catat")
    secretary = "Ratna Dewi"
    keeper = enter(slug, "SECTION_HEAD")
    keeper.open("/pimpinan/")
    keeper.follow("Tunjuk penanda tangan pengganti")
    chosen = keeper.page.locator("[name=acting] option", has_text=secretary).get_attribute("value")
    keeper.page.locator("[name=acting]").select_option(chosen)
    keeper.page.get_by_role("radio", name="Plh.").check()
    keeper.page.fill("[name=order_number]", "800/1/2026")
    keeper.page.fill("[name=order_date]", counter.typed(counter.day(-1)))
    keeper.page.fill("[name=from]", counter.typed(counter.day(-1)))
    keeper.page.fill("[name=to]", counter.typed(counter.day(3)))
    keeper.press("Catat penunjukan")
    keeper.sees(secretary)
    file = hands.until("sktm-rekomendasi", "SIGN")
    stand_in = enter(slug, "SECRETARY", viewport=PHONE)
    stand_in.open("/tanda-tangan/")
    stand_in.sees("Plh.")
    counter.sign(stand_in, page_of(file))
    officer = enter(slug, "COUNTER")
    officer.open(page_of(file))
    letter = counter.letter(officer, page_of(file)).pdf()
    assert "Plh. CAMAT JATIROTO" in letter
    assert secretary.upper() in letter.upper()
    camat.open("/pimpinan/")
    while camat.page.locator("main button[value^='end']").count():
        with camat.leaving():
            camat.page.locator("main button[value^='end']").first.click()
