"""The telephone's link: for minutes, for one telephone, only adding."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from attachments import queries
from attachments.models import Attachment, PhoneLink, Via
from commons import qr
from offices.scope import office_scope
from tests.applications.pages import text, url
from tests.attachments import samples

pytestmark = pytest.mark.django_db
DRAFT = "0190-draft"


def file_of(content, name="foto.jpg"):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def shown(site):
    """The officer's page with the QR code for an intake that is open; the path that stands in it."""

    def show(who="counter", **form):
        sent = form or {"idempotency_key": DRAFT, "service": "ktp-el"}
        page = site.at(who).post(url("phone_link"), sent)
        assert page.status_code == 200, text(page)
        with office_scope(site.office):
            link = PhoneLink.objects.latest("made_at")
        return page, link

    return show


@pytest.fixture
def phone(site, monkeypatch):
    """A telephone that scanned the code: `phone(path)`."""
    tokens = []
    drawn = qr.inline

    def watched(address):
        tokens.append("/" + address.split("/", 3)[3])
        return drawn(address)

    monkeypatch.setattr(qr, "inline", watched)
    return tokens, lambda: Client(SERVER_NAME=f"{site.office.slug}.localhost")


def test_a_photograph_lands_in_the_open_intake_and_becomes_the_files(site, shown, phone):
    paths, take = phone
    page, _link = shown()
    assert "<svg" in page.content.decode()
    handset = take()
    opened = handset.get(paths[0])
    assert "KTP" in text(opened) or "Kartu" in text(opened)
    code = re.findall(r'<option value="([^"]+)"', opened.content.decode())[0]
    answer = handset.post(paths[0], {"what": code, "file": file_of(samples.photo())})
    assert answer.status_code == 303
    assert "Foto terkirim." in text(handset.get(answer.url))
    with office_scope(site.office):
        row = Attachment.objects.get()
    assert (row.draft, row.requirement, row.via) == (DRAFT, code, Via.PHONE)
    assert row.added_by_id == site.people["counter"].user_id
    outcome = site.receive("ktp-el")
    with office_scope(site.office):
        assert queries.of_file(outcome.file_id) == []


def test_the_officers_page_sees_it_come_and_nobody_elses_does(site, elsewhere, shown, phone):
    paths, take = phone
    _page, link = shown()
    take().post(paths[0], {"what": "", "file": file_of(samples.photo())})
    watched = site.at("counter").get(url("phone_arrived", link.id))
    assert "1 foto masuk dari HP." in text(watched)
    assert site.at("operator").get(url("phone_arrived", link.id)).status_code == 404
    assert elsewhere.at("counter").get(url("phone_arrived", link.id)).status_code == 404


def test_the_first_telephone_that_sends_is_the_only_one(site, shown, phone):
    paths, take = phone
    shown()
    first, second = take(), take()
    bad = first.post(paths[0], {"what": "", "file": file_of(samples.BAD["a ZIP"][0])})
    assert bad.status_code == 422
    assert "ZIP" in text(bad)
    assert first.post(paths[0], {"what": "", "file": file_of(samples.photo())}).status_code == 303
    for answer in (second.get(paths[0]), second.post(paths[0], {"file": file_of(samples.pdf())})):
        assert answer.status_code == 410
        assert "HP lain" in text(answer)
    assert first.post(paths[0], {"what": "", "file": file_of(samples.pdf())}).status_code == 303
    with office_scope(site.office):
        assert Attachment.objects.count() == 2


def test_after_ten_minutes_it_is_over(site, shown, phone, clock):
    paths, take = phone
    _page, link = shown()
    clock.advance(minutes=11)
    for answer in (take().get(paths[0]), take().post(paths[0], {"file": file_of(samples.photo())})):
        assert answer.status_code == 410
        assert "tidak berlaku" in text(answer)
    assert site.at("counter").get(url("phone_arrived", link.id)).status_code == 286
    with office_scope(site.office):
        assert not Attachment.objects.exists()


def test_a_link_of_one_office_is_unknown_in_another(site, elsewhere, shown, phone):
    paths, _take = phone
    shown()
    other = Client(SERVER_NAME=f"{elsewhere.office.slug}.localhost")
    assert other.get(paths[0]).status_code == 410
    assert other.post(paths[0], {"file": file_of(samples.photo())}).status_code == 410
    for office in (site.office, elsewhere.office):
        with office_scope(office):
            assert not Attachment.objects.exists()


def test_its_page_names_nobody_and_is_kept_nowhere(site, shown, phone):
    paths, take = phone
    outcome = site.receive("ktp-el")
    shown(file=str(outcome.file_id))
    page = take().get(paths[0])
    assert "SITI" not in text(page)
    assert outcome.receipt_number not in text(page)
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    with office_scope(site.office):
        assert paths[0].split("/")[2] not in str(list(PhoneLink.objects.values_list()))


def test_it_is_made_for_what_is_open_here_only(site, elsewhere):
    foreign = elsewhere.receive("ktp-el")
    for form in (
        {"file": str(foreign.file_id)},
        {"file": "x"},
        {},
        {"idempotency_key": DRAFT, "service": "tidak-ada"},
    ):
        assert site.at("counter").post(url("phone_link"), form).status_code == 404
    assert site.at("counter").get(url("phone_link")).status_code == 405
    assert site.at("information").post(url("phone_link"), {"idempotency_key": DRAFT}).status_code == 403
