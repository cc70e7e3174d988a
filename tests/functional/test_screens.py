"""A number over four screens: taken at a kiosk, called at the counter, spoken on the TV, seen on a phone."""

import re
from contextlib import contextmanager
from functools import partial

import pytest

from tests.config.waiting import until
from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser
OFFICE = "kel-tompokersan"
WIDE = {"width": 1920, "height": 1080}
UPRIGHT = {"width": 1080, "height": 1920}
CUT = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED")
# Whether the service worker keeps what this page is made of.
KEPT = """async () => {
    const named = document.querySelectorAll('link[rel=stylesheet], script[src]');
    const parts = [...named].map(n => n.href || n.src);
    const kept = await Promise.all([location.href, ...parts].map(url => caches.match(url)));
    return kept.every(Boolean);
}"""
DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
# A browser with an Indonesian voice that writes down what it is told to say, and a printer that counts.
EARS = """
window.spoken = [];
window.printed = 0;
window.print = () => { window.printed += 1; };
const voice = {lang: 'id-ID', localService: true, name: 'Uji'};
const Words = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, 'SpeechSynthesisUtterance', {value: Words});
Object.defineProperty(window, 'speechSynthesis', {value: {
    getVoices: () => [voice], cancel() {},
    speak(words) { window.spoken.push(words.text); setTimeout(() => words.onend(), 20); },
}});
"""
ALL_DAY = """
INSERT INTO offices_openinghours (id, office_id, weekday, valid_from, opens, closes, breaks)
SELECT uuidv7(), id, extract(isodow FROM day)::int - 1, day, '00:00', '23:59', '[]'
  FROM offices_office, (SELECT (now() AT TIME ZONE 'Asia/Jakarta')::date AS day) AS today WHERE slug = %s
ON CONFLICT (office_id, weekday, valid_from) DO UPDATE SET opens = '00:00', closes = '23:59', breaks = '[]'
RETURNING id
"""
NO_HOLIDAY = """
INSERT INTO offices_holidayoverride (id, date, change, name, source, kind)
VALUES (uuidv7(), (now() AT TIME ZONE 'Asia/Jakarta')::date, 'REMOVE', '', '', 'NATIONAL')
ON CONFLICT (date) DO NOTHING RETURNING id
"""


@contextmanager
def open_all_day(site):
    """The office is open now, whatever day and hour the test runs at."""
    hours = site.ask(ALL_DAY, OFFICE)[0][0]
    holiday = site.ask(NO_HOLIDAY)
    yield
    site.ask("DELETE FROM offices_openinghours WHERE id = %s RETURNING id", hours)
    for (row,) in holiday:
        site.ask("DELETE FROM offices_holidayoverride WHERE id = %s RETURNING id", row)


def screen(admin, visit, kind, name, viewport):
    """Added in the settings, paired by its code in a browser of its own."""
    admin.open("/pengaturan/layar/")
    admin.page.locator(f"[name=kind][value={kind}]").check()
    admin.page.fill("[name=name]", name)
    if kind == "KIOSK":
        admin.page.select_option("[name=roll]", "80")
    admin.press("Tambah perangkat")
    admin.press(f"Buat kode pemasangan {name}")
    (code,) = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}", admin.text())[:1]
    paired = visit(OFFICE, viewport=viewport)
    paired.page.context.add_init_script(EARS)
    paired.open("/perangkat/")
    paired.page.fill("[name=code]", code)
    with paired.page.expect_navigation(wait_until="load"):
        paired.page.get_by_role("button", name="Pasang").click()
    return paired


def cut(visitor, *, away):
    """The network of one browser goes, or is back."""
    visitor.page.context.set_offline(away)


def said(tv, number):
    """How often the TV has said this number since its page was loaded."""
    digits = ", " + " ".join(DIGITS[int(sign)] for sign in number if sign.isdigit()) + ","
    return sum(digits in words for words in tv.page.evaluate("() => window.spoken"))


def call(officer, number):
    """Whoever is at the counter is done; this number is called to it."""
    while officer.page.locator(".ticket-number").count():
        officer.press("Selesai tanpa berkas")
    officer.press(f"Panggil {number}")
    officer.sees(number)


def shown(tv, number):
    """The TV shows the number on its board."""
    tv.page.locator("#board .tv-number").get_by_text(number, exact=True).wait_for()


def take(kiosk):
    """Touch the tile, take the number; what the kiosk shows and prints."""
    page = kiosk.page
    page.locator(".kiosk-tile").first.click()
    page.get_by_role("button", name="Ambil nomor antrean").wait_for()
    kiosk.eye.look(page)
    page.get_by_role("button", name="Ambil nomor antrean").click()
    page.locator("#kiosk[data-step=done]").wait_for()
    kiosk.eye.look(page)
    number = page.locator(".kiosk-number h1 strong").inner_text()
    (path,) = re.findall(r"giliran/[0-9A-Z]+/", page.locator(".roll").text_content() or "")[:1]
    return number, f"/{path}"


def test_from_the_kiosk_to_the_phone_and_through_a_cut_line(enter, visit, site, eye):
    admin = enter(OFFICE, "OFFICE_ADMIN")
    with open_all_day(site):
        kiosk = screen(admin, visit, "KIOSK", "Kiosk uji", UPRIGHT)
        tv = screen(admin, visit, "DISPLAY", "TV uji", WIDE)
        eye.look(tv.page)
        # The processes remember an office's hours for a while.
        until(lambda: kiosk.open("/kiosk/") and kiosk.page.locator(".kiosk-tile").count(), 30)

        number, path = take(kiosk)
        assert kiosk.page.evaluate("() => window.printed") == 1
        kiosk.page.get_by_role("link", name="Selesai").click()
        kiosk.page.get_by_role("heading", name="Mau mengurus apa?").wait_for()
        assert kiosk.page.url.endswith("/kiosk/"), "steps are swapped in"
        phone = visit(OFFICE, viewport=PHONE)
        phone.open(path)
        phone.sees(number, "Menunggu dipanggil", "Di depan Anda")

        if tv.page.locator("[data-unlock]").is_visible():
            tv.page.locator("[data-unlock]").click()
        officer = enter(OFFICE, "COUNTER")
        officer.open("/antrean/")
        officer.press("Loket 1")
        call(officer, number)
        shown(tv, number)
        tv.page.locator("[data-flash-number]").get_by_text(number, exact=True).wait_for()
        until(lambda: said(tv, number) == 1, 30)
        phone.page.get_by_role("heading", name="Silakan ke Loket 1").wait_for()
        eye.look(phone.page)

        officer.press("Panggil ulang")
        until(lambda: said(tv, number) == 2, 30)
        tv.page.reload()
        shown(tv, number)
        tv.page.wait_for_function("() => window.loketScreen")
        assert said(tv, number) == 0, "what was spoken is not spoken again after the page was loaded anew"
        if tv.page.locator("[data-unlock]").is_visible():
            tv.page.locator("[data-unlock]").click()

        through_a_cut(kiosk, tv, officer, number)
    eye.faults[:] = [fault for fault in eye.faults if not any(word in fault for word in CUT)]


def through_a_cut(kiosk, tv, officer, before):
    """The line goes: both say so and keep what they had. A number is called meanwhile. The line is back."""
    for visitor in (kiosk, tv):
        visitor.page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        visitor.page.reload()
        until(partial(visitor.page.evaluate, KEPT), 30)
        cut(visitor, away=True)
        # Switched on without a network: the last page, and that it is old.
        visitor.page.reload()
    kiosk.page.locator("[data-offline]").wait_for()
    shown(tv, before)
    if tv.page.locator("[data-unlock]").is_visible():
        tv.page.locator("[data-unlock]").click()
    tv.page.locator("[data-line][data-state=off]").wait_for()
    assert "Sambungan terputus sejak" in tv.page.locator("[data-line]").inner_text()
    officer.open("/antrean/ambil/")
    with officer.leaving():
        officer.page.locator("button[name=service]").first.click()
    after = officer.page.locator(".ticket-number").inner_text().strip()
    officer.open("/antrean/")
    call(officer, after)
    assert tv.page.locator("#board .tv-number").inner_text() == before

    for visitor in (kiosk, tv):
        cut(visitor, away=False)
    shown(tv, after)
    tv.page.locator("[data-line][data-state=back]").wait_for(state="attached")
    until(lambda: said(tv, after) == 1, 30)
    kiosk.page.locator("[data-offline]").wait_for(state="hidden")
    kiosk.page.get_by_role("heading", name="Mau mengurus apa?").wait_for()
