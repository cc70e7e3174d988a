"""The scanned order of an appointment: kept, seen and struck by who keeps the dates, and by nobody else."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import ActingSigner
from attachments.models import Attachment, State
from offices.scope import office_scope
from tests import world
from tests.applications.pages import sit_down, text, url
from tests.attachments import samples
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
KEEPERS = {"section_head", "secretary", "head", "admin"}
FORM = {"form": "PLH", "order_number": "800/12/2026", "order_date": "19-11-2026", "from": "20-11-2026"}


def scan(content, name="surat.pdf"):
    return SimpleUploadedFile(name, content)


def appointed(site, *, content=None):
    """The secretary is appointed by the leader, with a scan where there is one; (answer, the appointment)."""
    sent = {**FORM, "to": "20-11-2026", "acting": str(site.people["secretary"].user_id), "services": []}
    answer = site.at("head").post(url("appointment"), sent | ({"scan": scan(content)} if content else {}))
    with office_scope(site.office):
        return answer, ActingSigner.objects.get()


def scans(site):
    with office_scope(site.office):
        return list(Attachment.objects.order_by("id"))


def actions(site):
    with office_scope(site.office):
        rows = TrailEntry.objects.filter(action__startswith="acting.order").order_by("seq")
        return list(rows.values_list("action", flat=True))


def test_an_order_is_scanned_with_the_appointment_or_later_and_a_wrong_one_is_struck(site):
    form = site.at("head").get(url("appointment")).content
    assert form.count(b'enctype="multipart/form-data"') == 1
    answer, row = appointed(site, content=samples.pdf(2))
    assert answer.headers["Location"] == url("absences")
    assert "Surat perintah Joko Santoso" in text(site.at("head").get(url("absences")))
    at = site.at("secretary")
    answer = at.post(url("acting_order", row.id), {"scan": scan(samples.photo(), "hp.jpg")})
    assert (answer.status_code, answer.headers["Location"]) == (303, url("acting_order", row.id))
    first, second = scans(site)
    assert {first.file_id, second.file_id} == {row.id}
    page = text(at.get(url("acting_order", row.id)))
    assert "PDF 2 halaman" in page
    assert "Surat Perintah Bupati Lumajang Nomor 800/12/2026" in page
    shown = at.get(url("acting_order_scan", row.id, second.id))
    assert shown.content.startswith(b"\xff\xd8")
    assert shown.headers["Content-Security-Policy"].endswith("; sandbox")
    assert f"surat-perintah-800-12-2026-{second.id.hex[-6:]}.jpg" in shown.headers["Content-Disposition"]
    refused = at.post(url("acting_order", row.id), {"do": f"strike:{second.id}", "reason": "x"})
    assert "paling sedikit 5 huruf" in text(refused)
    at.post(url("acting_order", row.id), {"do": f"strike:{second.id}", "reason": "foto buram"})
    assert [each.state for each in scans(site)] == [State.KEPT, State.STRUCK]
    assert at.get(url("acting_order_scan", row.id, second.id)).status_code == 404
    assert "foto buram" in text(at.get(url("acting_order", row.id)))
    assert actions(site) == ["acting.order_scanned", "acting.order_scanned", "acting.order_viewed"]


def test_what_is_no_scan_is_refused_with_the_reason_and_the_appointment_holds(site):
    answer, row = appointed(site, content=b"MZ\x90\x00" + b"x" * 500)
    assert answer.headers["Location"] == url("acting_order", row.id)
    page = text(site.at("head").get(url("acting_order", row.id)))
    assert "Pindaiannya belum tersimpan:" in page
    assert "belum dipindai" in page
    assert "Pindai surat perintah Joko Santoso" in text(site.at("head").get(url("absences")))
    for form, sentence in (
        ({}, "Pilih atau foto dulu surat perintahnya."),
        ({"do": "strike:x"}, "Lampiran ini tidak ada."),
        ({"do": f"strike:{uuid4()}", "reason": "salah foto"}, "Lampiran ini tidak ada."),
    ):
        refused = site.at("head").post(url("acting_order", row.id), form)
        assert refused.status_code == 422, form
        assert sentence in text(refused), form
    again = {**FORM, "to": "19-11-2026", "acting": "x", "scan": scan(samples.pdf())}
    assert "pilih sekali lagi" in text(site.at("head").post(url("appointment"), again))
    assert scans(site) == []
    assert actions(site) == []


def test_an_order_is_seen_by_who_keeps_the_dates_and_by_nobody_else(site, elsewhere):
    _answer, row = appointed(site, content=samples.pdf())
    [kept] = scans(site)
    pages = [("acting_order", row.id), ("acting_order_scan", row.id, kept.id)]
    for page in pages:
        for who in world.PEOPLE:
            assert site.at(who).get(url(*page)).status_code == (200 if who in KEEPERS else 403), (page, who)
            foreign = elsewhere.at(who).get(url(*page)).status_code
            assert foreign == (404 if who in KEEPERS else 403), (page, who)
        assert site.stranger().get(url(*page)).status_code == 302
        assert sit_down(site.office, elsewhere.people["head"]).get(url(*page)).status_code == 403
    # Through no file's address, under no other appointment, and not by who may not keep dates.
    assert site.at("head").get(url("attachment", kept.id)).status_code == 404
    assert site.at("head").get(url("acting_order_scan", uuid4(), kept.id)).status_code == 404
    foreign = site.at("counter").post(url("acting_order", row.id), {"scan": scan(samples.pdf())})
    assert foreign.status_code == 403
    assert len(scans(site)) == 1
