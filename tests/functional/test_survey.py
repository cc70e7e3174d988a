"""The survey tied to the hand-over: drawn at the counter, answered on a cheap phone, once."""

import re

import pytest

from surveys.elements import FORM_ORDER
from tests.functional.by_token import Hands, page_of
from tests.functional.counter import answer
from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser
LUMAJANG = "kec-lumajang"
PRINT = "() => document.querySelector('#survei form').action"
TOKEN = "() => document.querySelector('#survei [name=csrfmiddlewaretoken]').value"
CODE = r"([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}"


def quota(officer) -> int:
    """How many forms the running period has, as its page says."""
    officer.open("/survei-kepuasan/")
    officer.page.get_by_role("link", name=re.compile("Semester")).first.click()
    officer.page.wait_for_selector(".figures")
    officer.eye.look(officer.page)
    return int(officer.page.inner_text(".figures li:first-child strong"))


def test_from_the_hand_over_to_the_quota(enter, visit, site) -> None:
    file = Hands(site, LUMAJANG).until("ktp-el", "HAND_OVER")
    officer = enter(LUMAJANG, "COUNTER")
    before = quota(officer)
    officer.open(page_of(file))
    answer(officer.page, {"receiver": "SUMIYATI BINTI KARTO"})
    officer.press("Sudah diserahkan")
    officer.sees("Terundi", "Cetak tanda terima dengan kode survei")
    form = {"csrfmiddlewaretoken": officer.page.evaluate(TOKEN)}
    receipt = officer.fetch(officer.page.evaluate(PRINT), method="POST", form=form).pdf()
    code = re.search(CODE, receipt)
    assert code, receipt

    citizen = visit(LUMAJANG, viewport=PHONE)
    # The QR leads here: the code behind # is filled in, and no log sees it.
    citizen.open(f"/survei/#{code[0].replace('-', '')}")
    assert citizen.page.input_value("[name=kode]") == code[0].replace("-", "")
    assert citizen.page.url.endswith("/survei/")
    citizen.press("Mulai")
    citizen.press("Kirim jawaban")
    citizen.sees("kode Anda masih berlaku", "belum dijawab")
    answer(citizen.page, {"service": "ktp-el", "sex": "P", "education": "SMA", "occupation": "WIRAUSAHA"})
    answer(citizen.page, {one.key: "3" for one in FORM_ORDER})
    answer(citizen.page, {"comment": "Kursi tunggu ditambah"})
    citizen.press("Kirim jawaban")
    citizen.sees("Terima kasih, jawaban Anda tersimpan")
    citizen.open("/survei/")
    citizen.page.fill("[name=kode]", code[0])
    citizen.press("Mulai")
    citizen.sees("Kode ini sudah dipakai")
    citizen.open("/survei/undian/")
    citizen.sees("Sidik jari kunci", "masih disegel")

    assert quota(officer) == before + 1
    officer.follow("Catatan undian, berkas demi berkas")
    officer.sees("dicetak di loket")
    officer.sees_not(code[0])
