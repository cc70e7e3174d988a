"""What people do at the counter, at the operator's desk and with the pile: a few presses each."""

import re
import secrets
from datetime import date, timedelta
from typing import Any

from commons import clock
from tests.functional.visiting import Answer, Visitor

BORN = (5, 8, 1968)
PERSON = {
    "nama": "SUMIYATI BINTI KARTO",
    "kk": "3508170101100007",
    "tempat_lahir": "Lumajang",
    "tanggal_lahir": "05081968",
    "pekerjaan": "Buruh tani",
    "alamat": "Dusun Krajan",
    "rt": "3",
    "rw": "12",
    "telepon": "081234567890",
}
DONE = {
    "VERIFY": "Lengkap dan benar",
    "SIGN": "Sudah saya tandatangani",
    "REGISTER": "Catat di Buku Register",
    "HAND_OVER": "Sudah diserahkan",
}


def day(away: int) -> date:
    """A day in Lumajang, so many days from today."""
    return clock.today() + timedelta(days=away)


def typed(when: date) -> str:
    """A date as it is typed at a counter: eight digits."""
    return f"{when:%d%m%Y}"


def new_nik() -> str:
    """The NIK of a woman born on 5 August 1968 whom nobody has met before."""
    born, month, year = BORN
    return f"350817{born + 40:02d}{month:02d}{year % 100:02d}{secrets.randbelow(9000) + 1000:04d}"


def begin(officer: Visitor, service: str, query: str, *, ticket: str = "") -> None:
    """Open the form of a service for somebody the office has not met."""
    officer.open(ticket or f"/terima/{service}/")
    page = officer.page
    page.fill("[name=query]", query)
    if not re.fullmatch(r"\d{16}", query):
        page.keyboard.press("Enter")
    page.locator("button[value=new]").click()
    page.wait_for_selector("[data-finish]")
    officer.eye.look(page)


def answer(page: Any, values: dict[str, str]) -> None:
    """Fill in fields by name, whatever kind each is; unknown names are left out."""
    for name, value in values.items():
        field = page.locator(f"main [name='{name}']")
        if not field.count():
            continue
        # What is asked only of some stands under a fold.
        field.first.evaluate("n => { const fold = n.closest('details'); if (fold) fold.open = true; }")
        kind = field.first.evaluate("n => n.tagName === 'SELECT' ? 'select' : n.type")
        if kind == "radio":
            page.locator(f"main [name='{name}'][value='{value}']").check()
        elif kind == "select":
            field.first.select_option(value)
        else:
            field.first.fill(value)


def tick_all(page: Any, *, but: tuple[str, ...] = (), letter: str = "470/12/2026") -> None:
    """Tick the whole checklist but some papers, and write down the letters that came along."""
    page.locator("[data-all-complete]").click()
    for code in but:
        page.locator(f"main [name=requirement][value$='{code}']:visible").uncheck()
    for number in page.locator("main [name$='-number']:visible").all():
        number.fill(letter)
    for issuer in page.locator("main [name$='-issuer']:visible:not([list])").all():
        issuer.fill("Polsek Lumajang")
    for written in page.locator("main [name$='-date']:visible").all():
        written.fill(typed(day(-20)))


def receive(officer: Visitor, service: str, values: dict[str, str], **more: Any) -> str:
    """Take a file in from somebody new; the path of its page."""
    nik = more.pop("nik", "") or new_nik()
    begin(officer, service, nik, ticket=more.pop("ticket", ""))
    page = officer.page
    if group := more.pop("group", ""):
        page.locator(f"main [name=requirement_group][value='{group}']").check()
    if condition := more.pop("condition", ""):
        page.locator(f"main [name=condition][value='{condition}']:visible").check()
    answer(page, {**PERSON, "desa": more.pop("desa", "Kaliboto Lor"), **values})
    tick_all(page, **more)
    officer.press("Terima berkas", exact=False)
    assert "/berkas/" in page.url, officer.text()
    return "/" + str(page.url).split("/", 3)[3].split("?")[0]


def complete(person: Visitor, path: str, button: str, **values: str) -> None:
    """Open a file and do what waits for this person."""
    person.open(path)
    person.sees("Sekarang giliran Anda")
    answer(person.page, values)
    person.press(button)


def sign(leader: Visitor, path: str) -> None:
    """Read the letter and sign it, as from the pile."""
    leader.open(path + "surat/")
    leader.press("Sudah saya tandatangani")


def number_of(person: Visitor) -> str:
    """The receipt number on an open file page."""
    return str(person.page.inner_text(".file-number")).removeprefix("Nomor berkas").strip()


def sheet(person: Visitor, path: str, name: str) -> str:
    """The text of one of a file's slips."""
    return person.fetch(f"{path}cetak/{name}/").pdf()


def letter(person: Visitor, path: str) -> Answer:
    """The letter or strip of a file, as PDF."""
    return person.fetch(f"{path}surat/pdf/")


def applicant_page(person: Visitor, path: str) -> str:
    """The address of the applicant's own page, from the file's page."""
    person.open(path)
    return str(person.page.get_by_role("link", name="Seperti yang dilihat pemohon").get_attribute("href"))


def check_address(text: str) -> str:
    """The path of the check page that stands on a letter."""
    found = re.search(r"/v/([0-9A-Z-]+)", text.replace("\r", "").replace("\n", ""))
    assert found, text
    return f"/v/{found[1]}"
