"""The counter by keyboard alone, its presses counted: what the standard of this product promises."""

from typing import Any

import pytest

from tests.functional import counter
from tests.functional.by_token import Hands, page_of

pytestmark = pytest.mark.browser
LUMAJANG = "kec-lumajang"
FOUR_A_SECOND = 4


class Keys:
    """A keyboard that counts."""

    def __init__(self, page: Any) -> None:
        self._page, self.count = page, 0

    def press(self, key: str) -> None:
        """One key, or keys held together."""
        self._page.keyboard.press(key)
        self.count += 1

    def type(self, text: str) -> None:
        """One press for each character."""
        self._page.keyboard.type(text)
        self.count += len(text)

    def tap(self, selector: str) -> None:
        """One tap, which counts like a key."""
        self._page.locator(selector).check()
        self.count += 1

    def focus(self, name: str) -> None:
        """Wait until the cursor stands in this field: nobody reached for the mouse."""
        self._page.wait_for_function("name => document.activeElement.name === name", arg=name)


def test_a_returning_applicant_takes_at_most_twelve_presses(enter, site) -> None:
    """From the inbox to a received file. The same person came for the same service before."""
    nik = counter.new_nik()
    Hands(site, LUMAJANG).receive("ktp-el", nama="WAGIYEM BINTI TARMIN", nik=nik)
    officer = enter(LUMAJANG, "COUNTER")
    officer.open("/antrean-kerja/")
    page, keys = officer.page, Keys(officer.page)
    keys.press("t")
    page.wait_for_url("**/terima/")
    keys.press("3")
    page.wait_for_selector("#f-query:focus")
    keys.type("wagi")
    keys.press("Enter")
    page.wait_for_selector(".matches button:focus")
    keys.press("Enter")
    page.wait_for_selector("[data-finish]")
    officer.eye.look(page)
    officer.sees("WAGIYEM BINTI TARMIN")
    keys.tap("[name=requirement_group][value=baru]")
    keys.press("F2")
    with officer.leaving():
        keys.press("Control+Enter")
    officer.sees("diterima", "WAGIYEM BINTI TARMIN")
    assert keys.count <= 12, keys.count


def test_a_new_applicant_takes_at_most_ninety_seconds_of_typing(enter) -> None:
    """Every question of the longest form, by Enter and Tab, without the mouse: at four presses a second."""
    officer = enter("kel-tompokersan", "COUNTER")
    officer.open("/antrean-kerja/")
    page, keys = officer.page, Keys(officer.page)
    keys.press("t")
    page.wait_for_url("**/terima/")
    keys.press("1")
    page.wait_for_selector("#f-query:focus")
    keys.type(counter.new_nik())
    page.wait_for_selector("button[value=new]:focus")
    keys.press("Enter")
    keys.focus("nama")
    keys.type("SUMIYATI BINTI KARTO")
    walk = [
        ("nik", ""),
        ("kk", "3508170101100007"),
        ("tempat_lahir", "Lumajang"),
        ("tanggal_lahir", "05081968"),
        ("jenis_kelamin", "ArrowRight"),
        ("pekerjaan", "Buruh tani"),
        ("alamat", "Dusun Krajan"),
        ("rt", "3"),
        ("rw", "12"),
        ("desa", "Tompokersan"),
        ("jenis_surat", ""),
        ("usulan", ""),
        ("jumlah_anggota", "4"),
        ("alasan", "Rumah tidak layak huni, kepala keluarga sakit"),
        ("telepon", "081234567890"),
    ]
    for name, text in walk:
        keys.press("Enter")
        keys.focus(name)
        keys.press(text) if text.startswith("Arrow") else keys.type(text)
    keys.press("F2")
    for _n in range(40):
        if page.evaluate("() => document.activeElement.name.endsWith('-number')"):
            break
        keys.press("Enter")
    keys.type("470/12/2026")
    keys.press("Enter")
    keys.type(counter.typed(counter.day(-20)))
    with officer.leaving():
        keys.press("Control+Enter")
    officer.sees("diterima", "SUMIYATI BINTI KARTO")
    assert keys.count <= 90 * FOUR_A_SECOND, keys.count


def test_a_file_is_finished_without_the_mouse(enter, site) -> None:
    """Search, open, act: slash, a number, Enter; then Ctrl+Enter for what waits."""
    file = Hands(site, LUMAJANG).until("kp4", "HAND_OVER")
    officer = enter(LUMAJANG, "COUNTER")
    officer.open("/antrean-kerja/")
    page, keys = officer.page, Keys(officer.page)
    keys.press("/")
    page.wait_for_selector("#f-q:focus")
    keys.type(file["receipt_number"])
    with officer.leaving():
        keys.press("Enter")
    officer.sees(file["receipt_number"])
    for _n in range(30):
        if page.evaluate("() => document.activeElement.matches('.row-title a')"):
            break
        keys.press("Tab")
    with officer.leaving():
        keys.press("Enter")
    assert page_of(file) in page.url
    with officer.leaving():
        keys.press("Control+Enter")
    officer.sees("Diserahkan")
    assert keys.count < 60


def test_everything_is_reached_in_order_and_shows_its_focus(enter, site) -> None:
    """Tab goes through a file page from top to bottom; no stop is invisible."""
    file = Hands(site, LUMAJANG).receive("kp4")
    officer = enter(LUMAJANG, "COUNTER")
    officer.open(page_of(file))
    page = officer.page
    page.evaluate("() => document.activeElement.blur()")
    stops = []
    for _n in range(80):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or stop in stops:
            break
        stops.append(stop)
    assert stops[0]["text"] == "Langsung ke isi halaman"
    assert any("Lengkap dan benar" in stop["text"] for stop in stops)
    assert [stop for stop in stops if not stop["seen"]] == []


STOP = """() => {
    const n = document.activeElement;
    if (!n || n === document.body) return null;
    const look = getComputedStyle(n), after = getComputedStyle(n, '::after');
    const ring = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none';
    const all = [...document.querySelectorAll('*')];
    return {at: all.indexOf(n), text: n.innerText || n.name || n.tagName, seen: ring(look) || ring(after)};
}"""


def test_shortcuts_are_explained_and_can_be_switched_off(enter) -> None:
    officer = enter(LUMAJANG, "COUNTER")
    officer.open("/antrean-kerja/")
    officer.page.keyboard.press("?")
    officer.page.wait_for_selector("#shortcut-help[open]")
    officer.eye.look(officer.page)
    officer.page.uncheck("#shortcut-toggle")
    officer.page.keyboard.press("Escape")
    officer.page.keyboard.press("t")
    officer.page.wait_for_timeout(300)
    assert officer.page.url.endswith("/antrean-kerja/")
