"""A kelurahan's letter at the kecamatan's counter: scanned with a camera, and a day on paper keyed in."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from tests.functional import counter
from tests.functional.visiting import PHONE
from tools.chromium import HOW_TO_GET, chromium

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def film(tmp_path_factory) -> Path:
    """What the camera sees; written before it is switched on."""
    return Path(tmp_path_factory.mktemp("camera")) / "qr.mjpeg"


@pytest.fixture(scope="module")
def browser(film) -> Any:
    """Chromium with a camera that plays a film."""
    path = chromium()
    if path is None:
        pytest.skip(f"no Chromium: {HOW_TO_GET}")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    words = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--use-fake-ui-for-media-stream"]
    camera = ["--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={film}"]
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=path, args=[*words, *camera])
        yield running
        running.close()


def show(film: Path, text: str) -> None:
    """Hold a QR code before the camera."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(scale=8)
    drawn = Image.fromarray(code).convert("RGB")
    frame = Image.new("RGB", (640, 480), "white")
    frame.paste(drawn, ((640 - drawn.width) // 2, (480 - drawn.height) // 2))
    jpeg = io.BytesIO()
    frame.save(jpeg, "JPEG", quality=90)
    film.write_bytes(jpeg.getvalue() * 10)


def letter_of_the_kelurahan(enter, nik: str) -> str:
    """The address on a letter that Kelurahan Tompokersan has just signed."""
    officer, operator = enter("kel-tompokersan", "COUNTER"), enter("kel-tompokersan", "OPERATOR")
    values = {"alasan": "Rumah tidak layak huni"}
    path = counter.receive(officer, "dtsen", values, nik=nik, desa="Tompokersan")
    counter.complete(operator, path, "Surat siap ditandatangani")
    counter.sign(enter("kel-tompokersan", "HEAD", viewport=PHONE), path)
    officer.open(path)
    return counter.check_address(counter.letter(officer, path).pdf())


def test_the_letter_of_a_kelurahan_is_scanned_at_the_kecamatan(enter, film, site) -> None:
    nik = counter.new_nik()
    address = letter_of_the_kelurahan(enter, nik)
    show(film, site.url("", address))

    officer = enter("kec-lumajang", "COUNTER", viewport=PHONE, permissions=["camera"])
    officer.open("/surat/periksa/")
    with officer.page.expect_navigation(wait_until="load"):
        officer.page.get_by_role("button", name="Pindai").click()
    officer.eye.look(officer.page)
    officer.sees("Berlaku", "Kelurahan Tompokersan", "S. B. K.")
    officer.sees_not(counter.PERSON["nama"])

    counter.begin(officer, "sktm", nik)
    page = officer.page
    counter.answer(page, {**counter.PERSON, "desa": "Tompokersan", "surat": "sktm", "keperluan": "berobat"})
    page.locator("[data-all-complete]").click()
    page.locator("[data-letter-code]").scroll_into_view_if_needed()
    page.locator("[data-scan]").first.click()
    page.wait_for_selector(".letter-seen")
    assert "NIK cocok" in page.inner_text(".letter-seen")
    officer.eye.look(page)
    officer.press("Terima berkas")
    if "/berkas/" not in page.url:  # what is odd about the letter was read
        officer.press("Terima berkas")
    assert "/berkas/" in page.url, officer.text()
    officer.sees("Diperiksa sistem", "Kelurahan Tompokersan")

    lurah = enter("kel-tompokersan", "HEAD", viewport=PHONE)
    lurah.open("/surat/dipakai/")
    lurah.sees("Kecamatan Lumajang", "dipakai")
    lurah.sees_not(counter.PERSON["nama"])


def test_a_day_on_paper_is_keyed_in(enter) -> None:
    officer = enter("kec-lumajang", "COUNTER")
    officer.open("/terima/")
    officer.follow("Lembar darurat bila sistem mati")
    officer.page.fill("[name=day]", counter.typed(counter.day(0)))
    officer.page.fill("[name=pages]", "1")
    officer.press("Buat lembar")
    page = officer.page
    sheet = "/" + page.url.split("/", 3)[3]
    code = re.search(r"D\d{6}-\d{3}-\d", officer.text())
    assert code
    assert code[0] in officer.fetch(f"{sheet}lembar.pdf").pdf()

    first = page.locator(".paper-line").first
    cells = {"name": counter.PERSON["nama"], "nik": counter.new_nik()}
    for name, value in {**cells, "received": "00.01", "complete": "00.00"}.items():
        first.locator(f"[name$='-{name}']").fill(value)
    first.locator("[name$='-service']").select_option("sktm")
    officer.press("Simpan baris")
    officer.sees("Jam ini mendahului langkah sebelumnya")
    page.locator(".paper-line").first.locator("[name$='-complete']").fill("")
    officer.press("Simpan baris")
    officer.follow("Jadikan berkas")
    officer.sees("Waktu di kertas dipakai", code[0])
    rest = {key: value for key, value in counter.PERSON.items() if key != "nama"}
    counter.answer(page, {**rest, "desa": "Kaliboto Lor", "surat": "sktm", "keperluan": "berobat"})
    counter.tick_all(page)
    officer.press("Jadikan berkas")
    officer.sees("Menjadi berkas", "1 menjadi berkas")
    officer.press("Baris lain tidak dipakai: tutup lembar")
    officer.sees("1 menjadi berkas + 4 tidak dipakai", "ditutup")
