"""A walk-in with a photographed paper, at a tablet; a hand-over to somebody else with a drawn signature."""

import re
from typing import Any

import pytest

from tests.attachments import samples
from tests.functional import counter
from tests.functional.by_token import Hands, page_of

pytestmark = pytest.mark.browser
LUMAJANG = "kec-lumajang"
TABLET = {"width": 820, "height": 1180}
PHONE = {"width": 360, "height": 740}


def upload(content: bytes, name: str = "IMG_0042.jpg", kind: str = "image/jpeg") -> Any:
    return [{"name": name, "mimeType": kind, "buffer": content}]


def test_a_paper_is_photographed_into_the_intake_and_another_person_signs(enter, site) -> None:
    officer = enter(LUMAJANG, "COUNTER", viewport=TABLET)
    nik = counter.new_nik()
    counter.begin(officer, "ktp-el", nik)
    page = officer.page
    page.locator("main [name=requirement_group][value=baru]").check()
    counter.answer(page, {**counter.PERSON, "desa": "Kaliboto Lor"})
    part = page.locator("[data-variant=baru] [data-papers]").first
    part.locator("summary").click()
    part.locator("[data-drop-here]").set_input_files(upload(samples.BAD["a ZIP"][0], "ktp.pdf"))
    page.wait_for_selector("[data-variant=baru] .error-text:visible >> text=ZIP")
    part.locator("[data-drop-here]").set_input_files(upload(samples.photo(4000, 3000, gps=True)))
    page.wait_for_selector("[data-variant=baru] .thumbs img")
    assert page.locator("[data-variant=baru] [data-requirement]").first.is_checked(), "what is here is ticked"
    officer.eye.look(page)

    page.get_by_role("button", name="Foto dari HP (kode QR)").click()
    page.wait_for_selector("#phone-link svg")
    officer.eye.look(page)
    page.locator("[data-all-complete]").click()
    officer.press("Terima berkas", exact=False)
    officer.sees("diterima", "Lampiran", "foto,")
    assert page.locator("#lampiran img").first.evaluate("image => image.naturalWidth") > 50

    again = enter(LUMAJANG, "COUNTER", viewport=PHONE)
    counter.begin(again, "kp4", "SUMI BARU")
    again.page.fill("main [name=nik]", nik)
    again.page.press("main [name=nik]", "Tab")
    again.page.wait_for_selector("#known h2")
    again.sees("NIK ini pernah mengajukan di sini", "SUMIYATI BINTI KARTO")
    assert again.page.input_value("main [name=nama]") == "SUMI BARU", "nothing is filled in by itself"
    again.eye.look(again.page)
    again.page.get_by_role("button", name="Pakai yang dicentang").click()
    again.page.wait_for_function(
        "() => document.querySelector('main [name=nama]').value.startsWith('SUMIYATI')"
    )

    file = Hands(site, LUMAJANG).until("ktp-el", "HAND_OVER")
    officer.open(page_of(file))
    counter.answer(page, {"receiver": "PAIMIN", "relation": "CHILD", "id_kind": "KTP", "id_last": "0003"})
    page.get_by_text("Tanda tangan di layar").click()
    draw(page)
    page.wait_for_function("() => document.querySelector('[name=signature]').value.length > 500")
    officer.eye.look(page)
    officer.press("Sudah diserahkan")
    officer.sees("Diterima PAIMIN (anak)", "Tanda tangan penerima")
    slip = counter.sheet(officer, page_of(file), "serah-terima")
    assert re.search(r"PAIMIN", slip)
    assert "KTP berakhiran 0003" in " ".join(slip.split())
    officer.open("/belum-diambil/")
    officer.sees("Belum diambil")


def draw(page: Any) -> None:
    """A stroke over the pad, as a finger would."""
    box = page.locator("[data-pad-canvas]").bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 120)
    page.mouse.down()
    for step in range(1, 12):
        page.mouse.move(box["x"] + 40 + step * 30, box["y"] + (60 if step % 2 else 150), steps=4)
    page.mouse.up()
