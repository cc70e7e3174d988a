"""The counter by keyboard where a letter is asked: its number and date are typed, all else is known.

What counts: every key and tap from the inbox to the received file, those of the letter with it. The letter's
serial number will do because the office has had letters of this village: the rest of the number is proposed,
shown, and kept as shown. A village's first letter costs its whole number and date once.
"""

from itertools import count

import pytest

from tests.functional import by_token, counter
from tests.functional.by_token import Hands
from tests.functional.test_keys import Keys

pytestmark = pytest.mark.browser
RARE = count(1)
ASKED = [("kec-lumajang", "sktm"), ("kec-jatiroto", "sktm-rekomendasi")]


@pytest.fixture(autouse=True)
def letters_of_one_village(monkeypatch) -> None:
    """Every letter is from the applicants' own kelurahan."""
    own = {"issuer": "Lurah Tompokersan", "issuer_code": "35.08.10.1011"}
    for key, value in {**own, "number": f"470/12/{counter.day(-20).year}"}.items():
        monkeypatch.setitem(by_token.LETTER, key, value)


def whole(serial: str) -> str:
    """The number of this year's letter."""
    return f"470/{serial}/{counter.day(0).year}"


def returning(site, slug, service):
    """Somebody who came for this service before, with a name of her own; her village's letters are known."""
    name = f"QOM{'ABCDEFGH'[next(RARE) % 8]}RIYAH"
    Hands(site, slug).receive(service, nama=name, nik=counter.new_nik())
    return name


def known(officer, keys, service, name):
    """From the inbox to her form: the service's digit, three letters, Enter."""
    page = officer.page
    officer.open("/antrean-kerja/")
    digit = page.get_attribute(f"nav a[href$='/terima/{service}/']", "data-key")
    keys.press(digit)
    page.wait_for_selector("#f-query:focus")
    keys.type(name[:4].lower())
    page.wait_for_selector(".matches button")
    assert page.evaluate("() => document.activeElement.id") == "f-query", "who types on is not interrupted"
    keys.press("Enter")
    page.wait_for_selector("[data-finish]")
    officer.sees(name)


@pytest.mark.parametrize(("slug", "service"), ASKED)
def test_a_returning_applicant_with_a_letter(enter, site, slug, service) -> None:
    name = returning(site, slug, service)
    officer = enter(slug, "COUNTER")
    page, keys = officer.page, Keys(officer.page)
    known(officer, keys, service, name)
    keys.press("F2")
    page.wait_for_function("() => document.activeElement.name.endsWith('-number')")
    keys.type("3")
    officer.sees(whole("3"))
    keys.press("Enter")
    assert page.input_value("[name$='-number']") == whole("3")
    page.wait_for_function("() => document.activeElement.name.endsWith('-date')")
    officer.eye.look(page)
    keys.type("1")
    assert page.inner_text("[id$='-date-echo']").startswith("1 ")
    with officer.leaving():
        keys.press("Control+Enter")
    officer.sees("diterima", name, whole("3"))
    assert keys.count <= 12, keys.count


def test_nothing_is_called_complete_before_the_kind_of_request_is_chosen(enter, site) -> None:
    officer = enter("kec-lumajang", "COUNTER")
    counter.begin(officer, "ktp-el", counter.new_nik())
    status = officer.page.locator("[data-missing]")
    assert "Semua syarat ada" not in status.inner_text()
    officer.page.locator("[name=requirement_group][value=baru]").check()
    assert status.inner_text().startswith("Kurang")
    officer.page.keyboard.press("F2")
    assert status.inner_text().startswith("Semua syarat ada")


def test_another_number_is_typed_in_full_and_stays_as_typed(enter, site) -> None:
    name = returning(site, "kec-jatiroto", "sktm-rekomendasi")
    officer = enter("kec-jatiroto", "COUNTER")
    page, keys = officer.page, Keys(officer.page)
    known(officer, keys, "sktm-rekomendasi", name)
    number = page.locator("[name$='-number']")
    number.focus()
    keys.type("12")
    keys.press("Tab")
    assert number.input_value() == whole("12")
    assert page.is_checked("[data-requirement]"), "a letter whose number is typed is here"
    number.fill("12")
    keys.press("Tab")
    assert number.input_value() == "12", "what is typed again stays as it is"


def test_a_date_is_the_latest_such_day_and_never_lies_ahead(enter, site) -> None:
    name = returning(site, "kec-jatiroto", "sktm-rekomendasi")
    officer = enter("kec-jatiroto", "COUNTER")
    page = officer.page
    known(officer, Keys(page), "sktm-rekomendasi", name)
    field = page.locator("[name$='-date']")
    today = page.get_attribute("[name$='-date']", "data-past")
    for typed in ("1", "28", "31", "0101", "3112"):
        field.fill(typed)
        field.press("Tab")
        day, month, year = field.input_value().split("-")
        assert day == typed[:2].zfill(2)
        assert f"{year}-{month}-{day}" <= today
    field.fill("0")
    field.press("Tab")
    assert field.input_value() == "0"
