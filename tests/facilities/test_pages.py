"""The inventory in pages: proposals, a month item by item, what citizens read, who may what."""

import io
from datetime import date

import pytest
from PIL import Image

from commons import clock as clocks
from facilities.models import Check, Item, Round, Verdict
from facilities.pages import facts, judge
from offices.details import add_contact
from offices.health import Ground
from offices.models import ContactKind
from offices.scope import office_scope
from tests import world
from tests.desk import address, upload

pytestmark = pytest.mark.django_db
MONTH = "2026-11"


def inside(site, ask):
    with office_scope(site.office):
        return ask()


def accept(site, who="section_head"):
    page = site.at(who).get(address("facilities")).content.decode()
    marks = [part.split('"')[0] for part in page.split('name="mark" value="')[1:]]
    answer = site.at(who).post(address("facilities"), {"do": "accept", "mark": marks})
    assert answer.status_code == 303
    return marks


def item(site, name):
    return inside(site, lambda: Item.objects.get(name=name))


def send(site, name, who="counter", **typed):
    return site.at(who).post(
        address("facilities_round", MONTH), {"item": item(site, name).id, "do": "check", **typed}
    )


def later(site, clock, when):
    """Sessions of days ago have ended."""
    clock.set(when)
    site._browsers.clear()


def front(site):
    return site.stranger().get("/").content.decode()


def test_a_month_from_proposal_to_confirmation(site, clock):
    marks = accept(site)
    names = inside(site, lambda: list(Item.objects.values_list("name", flat=True)))
    assert len(names) == len(marks) > 15
    assert "Usul dari standar" not in site.at("section_head").get(address("facilities")).content.decode()
    with office_scope(site.office):
        add_contact(
            office_id=site.office.id, kind=ContactKind.MOBILE_SERVICE, shown="085338312363", purpose=""
        )
    # An extinguisher needs a day, the telephone a number; "all fine" cannot know them.
    for name, words in {"APAR": "Isi tanggal kedaluwarsa", "HP Pelayanan": "Isi nomor HP"}.items():
        answer = send(site, name, do="fine")
        assert (answer.status_code, words in answer.content.decode()) == (422, True), name
    assert inside(site, Check.objects.count) == 0
    assert send(site, "APAR", quantity="1", working="1", expires_on="10-12-2026").status_code == 303
    assert send(site, "HP Pelayanan", quantity="1", working="1", number="0853 3831-2363").status_code == 303
    assert item(site, "HP Pelayanan").number == "+6285338312363"
    broken = send(
        site, "Toilet", quantity="2", working="1", note="Pakai yang di belakang", expected_on="30-11-2026"
    )
    assert broken.status_code == 303
    early = site.at("counter").post(address("facilities_round", MONTH), {"do": "confirm"})
    assert (early.status_code, "belum diperiksa" in early.content.decode()) == (422, True)
    for name in names:
        if name not in {"APAR", "HP Pelayanan", "Toilet"}:
            assert send(site, name, do="fine").status_code == 303, name
    for _twice in range(2):
        done = site.at("counter").post(address("facilities_round", MONTH), {"do": "confirm"})
        assert done.status_code == 303
    row = inside(site, Round.objects.get)
    assert (row.month, row.items, row.troubled) == (date(2026, 11, 1), len(names), 2)
    page = site.at("head").get(address("facilities")).content.decode()
    assert "kedaluwarsa 10 Desember 2026" in page
    assert "1 dari 2 rusak" in page
    words = front(site)
    assert "Toilet: 1 dari 2 rusak sejak 20 November 2026. Diperkirakan selesai 30 November 2026." in words
    assert "Pakai yang di belakang." in words
    assert "APAR" not in words
    late = send(site, "Meja", quantity="1", working="1")
    assert (late.status_code, "sudah dikonfirmasi" in late.content.decode()) == (422, True)
    later(site, clock, "2026-11-24 09:00")
    mended = site.at("counter").post(
        address("facility", item(site, "Toilet").id), {"do": "check", "quantity": "2", "working": "2"}
    )
    assert mended.status_code == 303
    assert "Toilet: sudah diperbaiki 24 November 2026." in front(site)
    assert len(inside(site, lambda: list(Check.objects.filter(item__name="Toilet")))) == 2
    later(site, clock, "2026-12-20 09:00")
    assert "Toilet" not in front(site)
    assert "APAR: kedaluwarsa sejak 10 Desember 2026" in front(site)
    december = address("facilities_round", "2026-12")
    expired = site.at("counter").post(december, {"item": item(site, "APAR").id, "do": "fine"})
    assert (expired.status_code, "sudah kedaluwarsa" in expired.content.decode()) == (422, True)


def test_missed_months_are_seen_and_told(site, clock):
    accept(site)
    assert inside(site, lambda: facts(site.office, clocks.now()))["missed"] == []
    later(site, clock, "2026-12-04 09:00")
    assert "Periksa sarana Desember 2026" in site.at("counter").get(address("inbox")).content.decode()
    later(site, clock, "2027-01-20 09:00")
    assert "terlewat" in site.at("counter").get(address("facilities")).content.decode()
    page = site.at("counter").get(address("inbox")).content.decode()
    assert "Pemeriksaan sarana Januari 2027 lewat tenggat" in page
    found = inside(site, lambda: facts(site.office, clocks.now()))
    assert found["missed"] == ["2027-01-01", "2026-12-01"]
    said = judge(found, Ground(clocks.now(), live=True))
    assert "Desember 2026, Januari 2027" in said[0].text
    assert judge(found, Ground(clocks.now(), live=False)) == []
    past = site.at("counter").post(
        address("facilities_round", "2026-12"), {"item": item(site, "Meja").id, "do": "fine"}
    )
    assert (past.status_code, inside(site, Check.objects.count)) == (422, 0)


def test_a_number_that_is_not_the_published_one_is_said(site):
    accept(site)
    send(site, "HP Pelayanan", quantity="1", working="1", number="081234567890")
    assert "tidak sama dengan yang diumumkan" in site.at("admin").get(address("inbox")).content.decode()
    assert inside(site, lambda: facts(site.office, clocks.now()))["number"] is True


def test_odd_input_is_refused_and_nothing_is_kept(site):
    accept(site)
    cases = {
        "more work than there are": ("Meja", {"quantity": "1", "working": "2"}, "Yang berfungsi"),
        "no number": ("Meja", {"quantity": "dua", "working": "1"}, "Tulis angka"),
        "a day that is not": (
            "APAR",
            {"quantity": "1", "working": "1", "expires_on": "31-02-2026"},
            "kalender",
        ),
        "no telephone": (
            "HP Pelayanan",
            {"quantity": "1", "working": "1", "number": "abc"},
            "tidak dikenali",
        ),
        "over already": ("AC", {"quantity": "1", "working": "0", "expected_on": "01-11-2026"}, "sudah lewat"),
        "too long": ("AC", {"quantity": "1", "working": "0", "note": "x" * 201}, "terlalu panjang"),
    }
    for name, (what, typed, words) in cases.items():
        answer = send(site, what, **typed)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), name
    assert inside(site, Check.objects.count) == 0
    again = site.at("admin").post(address("facilities"), {"do": "add", "name": "meja", "quantity": ""})
    assert (again.status_code, "sudah ada" in again.content.decode()) == (422, True)
    promised = site.at("admin").post(address("facility", item(site, "Meja").id), {"do": "retire"})
    assert (promised.status_code, item(site, "Meja").retired_at) == (422, None)
    for month in ("2026-13", "1999-01", "2027-01"):
        assert site.at("counter").get(f"/sarana/bulan/{month}/").status_code == 404, month


def test_a_photo_is_made_anew_and_seen_in_this_office_only(site, elsewhere):
    accept(site)
    picture = io.BytesIO()
    Image.new("RGB", (900, 700), "orange").save(picture, "JPEG")
    html = b"<html><script>1</script></html>"
    cases = {"a photo": (picture.getvalue(), 303), "a page": (html, 422), "empty": (b"", 303)}
    for name, (content, wanted) in cases.items():
        answer = send(site, "Meja", quantity="1", working="1", photo=upload(content, "a.jpg"))
        assert answer.status_code == wanted, name
    assert inside(site, Check.objects.count) == 2
    page = site.at("head").get(address("facility", item(site, "Meja").id)).content.decode()
    url = page.split('href="/sarana/foto/')[1].split('"')[0]
    seen = site.at("head").get(f"/sarana/foto/{url}")
    assert (seen.status_code, seen["Content-Type"]) == (200, "image/jpeg")
    assert seen.content[:2] == b"\xff\xd8"
    assert elsewhere.at("head").get(f"/sarana/foto/{url}").status_code == 404


def test_who_may_what(site, elsewhere, client_kabupaten):
    accept(site)
    meja, before = item(site, "Meja"), inside(site, Verdict.objects.count)
    urls = [address("facilities"), address("facilities_round", MONTH), address("facility", meja.id)]
    for url in urls:
        for who in world.PEOPLE:
            assert site.at(who).get(url).status_code == 200, (url, who)
        assert site.stranger().get(url).status_code == 302, url
        assert client_kabupaten.get(url).status_code == 404, url
    # Another office has no such item, nor anything of this inventory.
    assert elsewhere.at("head").get(urls[2]).status_code == 404
    assert "Belum ada bulan" in elsewhere.at("head").get(urls[0]).content.decode()
    foreign = elsewhere.at("counter").post(
        address("facilities_round", MONTH), {"item": meja.id, "do": "fine"}
    )
    assert foreign.status_code == 404
    for who in ("counter", "operator", "information", "head"):
        answer = site.at(who).post(address("facilities"), {"do": "add", "name": "Dispenser"})
        assert answer.status_code == 403, who
    assert send(site, "Meja", who="head", do="fine").status_code == 403
    assert inside(site, Check.objects.count) == 0
    assert inside(site, Verdict.objects.count) == before
    assert not inside(site, lambda: Item.objects.filter(name="Dispenser").exists())
