"""Attachments at the counter: added, refused, looked at by who may, and by nobody else."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications.models import File
from attachments import operations
from attachments.models import Attachment, Kind, State
from attachments.operations import Adder, Owner
from commons import clock as clocks
from offices.scope import office_scope
from tests import world
from tests.applications.pages import boxes, filled, inputs, sit_down, text, url
from tests.attachments import samples
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
KTP = "ktp-el"
SEERS = {"counter", "operator", "section_head", "secretary", "head"}


def file_of(content, name="SITI AMINAH KTP.jpg"):
    return SimpleUploadedFile(name, content)


def rows(site):
    with office_scope(site.office):
        return list(Attachment.objects.order_by("id"))


@pytest.fixture
def kept(site):
    """A received file with a photographed paper."""
    outcome = site.receive(KTP)
    with office_scope(site.office):
        file = File.objects.get(id=outcome.file_id)
        row = operations.add(
            owner=Owner(file_id=file.id),
            kind=Kind.PAPER,
            content=samples.photo(),
            adder=Adder.of(site.people["counter"]),
            now=clocks.now(),
            requirement=f"{file.group}:{file.checklist[0]['key']}",
        )
    return outcome, row


def intake(site, **answers):
    page = site.at("counter").post(url("intake_service", KTP), {"do": "new", "query": ""})
    form = filled(page, url("intake_service", KTP), requirement_group="baru", **answers)
    form["requirement"] = [code for code in boxes(page) if code.startswith("baru:")]
    return {key: value for key, value in form.items() if not key.startswith("file-")}


def send(site, form):
    answer = site.at("counter").post(url("intake_service", KTP), form)
    if answer.status_code == 422 and "accept_warnings" in inputs(answer, url("intake_service", KTP)):
        again = inputs(answer, url("intake_service", KTP))
        again = {key: value for key, value in again.items() if not key.startswith("file-")}
        answer = site.at("counter").post(url("intake_service", KTP), {**again, "do": "receive"})
    return answer


def test_without_scripts_a_photograph_comes_with_the_form_and_becomes_the_files(site):
    form = intake(site)
    code = form["requirement"].pop()
    answer = send(site, {**form, f"file-{code}": file_of(samples.photo())})
    assert answer.status_code == 303, text(answer)
    (row,) = rows(site)
    with office_scope(site.office):
        file = File.objects.get()
    assert (row.file_id, row.requirement, row.draft) == (file.id, code, "")
    assert file.phase == "OPEN", "what was photographed is here"
    shown = text(site.at("counter").get(url("file", file.id)))
    assert "Lampiran" in shown
    assert "foto," in shown


def test_a_bad_upload_stops_the_receipt_beside_its_paper_and_the_form_stays(site):
    form = intake(site)
    code = form["requirement"][0]
    answer = send(site, {**form, f"file-{code}": file_of(samples.BAD["a program called pdf"][0], "ktp.pdf")})
    assert answer.status_code == 422
    assert "sebuah program" in text(answer)
    assert inputs(answer, url("intake_service", KTP))["nama"] == "SITI AMINAH"
    assert rows(site) == []
    with office_scope(site.office):
        assert not File.objects.exists()


def test_what_was_added_survives_a_form_with_an_error_and_can_be_taken_back(site):
    form = intake(site)
    code = form["requirement"][0]
    answer = send(site, {**form, "nama": "", f"file-{code}": file_of(samples.photo())})
    assert answer.status_code == 422
    (row,) = rows(site)
    assert row.draft == form["idempotency_key"]
    body = answer.content.decode()
    assert f"drop:{row.id}" in body
    again = site.at("counter").post(url("intake_service", KTP), {**form, "do": f"drop:{row.id}"})
    assert again.status_code == 200
    assert rows(site) == []


def test_an_upload_at_once_answers_the_papers_part(site):
    form = {"idempotency_key": "d1", "place": "1-2", "file-baru:kk": file_of(samples.photo())}
    answer = site.at("counter").post(url("draft_attach"), form)
    assert answer.status_code == 200
    body = answer.content.decode()
    assert 'id="papers-1-2"' in body
    assert 'data-arrived="baru:kk"' in body
    (row,) = rows(site)
    dropped = {"idempotency_key": "d1", "place": "1-2", "code": "baru:kk", "do": f"drop:{row.id}"}
    assert site.at("operator").post(url("draft_attach"), dropped).status_code == 422
    assert len(rows(site)) == 1
    assert site.at("counter").post(url("draft_attach"), dropped).status_code == 200
    assert rows(site) == []
    bad = {"idempotency_key": "d1", "place": '"><b>', "file-x": file_of(samples.BAD["an SVG with script"][0])}
    refused = site.at("counter").post(url("draft_attach"), bad)
    assert refused.status_code == 422
    assert "SVG" in text(refused)
    assert "<b>" not in refused.content.decode()


def test_an_original_that_was_only_looked_at_is_recorded(site):
    form = intake(site)
    code = form["requirement"][0]
    assert send(site, {**form, "original": [code]}).status_code == 303
    with office_scope(site.office):
        file = File.objects.get()
    assert [row.get("copy") for row in file.checklist if f"baru:{row['key']}" == code] == ["ORIGINAL"]
    assert "asli dibawa dan dilihat, tidak disalin" in text(site.at("counter").get(url("file", file.id)))


def test_a_returned_file_takes_the_missing_paper_with_its_form(site):
    with office_scope(site.office):
        from applications.versions import program_of  # noqa: PLC0415
        from standards.queries import published_version  # noqa: PLC0415

        program = program_of(published_version("sktm-rekomendasi").id)
        group = program.document.persyaratan.groups[0]
        key = group.checklist("")[0][1].key
    outcome = site.receive("sktm-rekomendasi", missing=(key,))
    address = url("file_mend", outcome.file_id)
    page = site.at("counter").get(address)
    assert page.status_code == 200
    code = f"{group.key}:{key}"
    answer = site.at("counter").post(
        url("file_paper", outcome.file_id), {"place": "1-1", f"file-{code}": file_of(samples.photo())}
    )
    assert answer.status_code == 200
    assert f'data-arrived="{code}"' in answer.content.decode()
    assert rows(site)[0].file_id == outcome.file_id


@pytest.mark.parametrize("name", ["a ZIP", "a HEIC photograph", "zero bytes", "a PDF with JavaScript"])
def test_each_bad_file_is_refused_on_the_file_page_with_nothing_kept(site, name):
    outcome = site.receive(KTP)
    form = {"what": "SCAN", "file": file_of(samples.BAD[name][0])}
    answer = site.at("counter").post(url("file_attach", outcome.file_id), form)
    assert answer.status_code == 422
    assert "Tidak ada yang disimpan" in text(answer) or "Pilih atau foto" in text(answer)
    assert rows(site) == []


def test_forty_megabytes_are_stopped_before_they_are_read(site):
    outcome = site.receive(KTP)
    form = {"what": "SCAN", "file": file_of(samples.BAD["40 MB"][0])}
    answer = site.at("counter").post(url("file_attach", outcome.file_id), form)
    assert answer.status_code == 413
    assert "15 MB" in text(answer)
    assert rows(site) == []


def test_the_scan_of_a_wet_signed_letter_is_added_later(site):
    outcome = site.step(site.until("sktm-rekomendasi", "HAND_OVER"))
    form = {"what": "SCAN", "file": file_of(samples.pdf(2), "surat.pdf")}
    answer = site.at("counter").post(url("file_attach", outcome.file_id), form)
    assert answer.status_code == 303
    shown = text(site.at("head").get(url("file", outcome.file_id)))
    assert "Pindaian surat yang sudah ditandatangani" in shown
    assert "PDF 2 halaman" in shown
    assert rows(site)[0].kind == Kind.SCAN
    nothing = site.at("counter").post(url("file_attach", outcome.file_id), {"what": "", "file": ""})
    assert nothing.status_code == 422
    assert "Pilih dulu lampiran ini apa." in text(nothing)


def test_who_looked_is_on_the_trail_and_the_answer_can_do_nothing(site, kept):
    _outcome, row = kept
    answer = site.at("head").get(url("attachment", row.id))
    assert answer.status_code == 200
    assert answer.content.startswith(b"\xff\xd8")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].endswith("; sandbox")
    assert "SITI" not in answer.headers["Content-Disposition"]
    with office_scope(site.office):
        entry = TrailEntry.objects.get(action="attachment.viewed")
    assert entry.actor_id == site.people["head"].user_id
    assert entry.data["attachment"] == str(row.id)


def test_attachments_are_seen_by_who_works_on_files_and_by_nobody_else(site, elsewhere, kept):
    outcome, row = kept
    for name in ("attachment", "attachment_thumb"):
        for who in world.PEOPLE:
            status = site.at(who).get(url(name, row.id)).status_code
            assert status == (200 if who in SEERS else 403), (name, who)
            foreign = elsewhere.at(who).get(url(name, row.id)).status_code
            assert foreign == (404 if who in SEERS else 403), (name, who)
        assert site.stranger().get(url(name, row.id)).status_code == 302
        assert site.at("counter").get(url(name, uuid4())).status_code == 404
    page = site.at("information").get(url("file", outcome.file_id)).content.decode()
    assert str(row.id) not in page
    assert "Tambah lampiran" not in text(site.at("head").get(url("file", outcome.file_id)))


def test_a_person_of_another_office_is_a_stranger_here(site, elsewhere, kept):
    _outcome, row = kept
    stranger = sit_down(site.office, elsewhere.people["head"])
    assert stranger.get(url("attachment", row.id)).status_code == 403
    assert stranger.get(url("attachment_thumb", row.id)).status_code == 403


def test_another_files_attachment_cannot_be_struck_through_this_one(site, elsewhere, kept):
    outcome, row = kept
    other = site.receive(KTP)
    for file_id, who in ((other.file_id, site.at("counter")), (outcome.file_id, elsewhere.at("counter"))):
        answer = who.post(url("attachment_strike", file_id, row.id), {"reason": "salah foto"})
        assert answer.status_code == 404
    assert rows(site)[0].state == State.KEPT
    assert (
        site.at("head")
        .post(url("attachment_strike", outcome.file_id, row.id), {"reason": "salah foto"})
        .status_code
        == 403
    )
    short = site.at("counter").post(url("attachment_strike", outcome.file_id, row.id), {"reason": "x"})
    assert short.status_code == 422
    assert (
        site.at("counter")
        .post(url("attachment_strike", outcome.file_id, row.id), {"reason": "salah foto"})
        .status_code
        == 303
    )
    assert rows(site)[0].state == State.STRUCK
    assert site.at("head").get(url("attachment", row.id)).status_code == 404


def test_what_waits_for_the_scanner_is_shown_to_nobody(site, kept):
    outcome, row = kept
    with office_scope(site.office):
        Attachment.objects.update(state=State.QUARANTINED)
    assert site.at("counter").get(url("attachment", row.id)).status_code == 404
    assert "menunggu pemeriksa virus" in text(site.at("counter").get(url("file", outcome.file_id)))


def test_a_withdrawn_file_takes_nothing_more(site, kept):
    outcome, _row = kept
    from applications.workflow_types import Action  # noqa: PLC0415

    site.step(outcome, Action.WITHDRAW, who="counter", reason="batal")
    form = {"what": "SCAN", "file": file_of(samples.pdf())}
    answer = site.at("counter").post(url("file_attach", outcome.file_id), form)
    assert answer.status_code == 422
    assert len(rows(site)) == 1


@pytest.mark.parametrize(
    "name", ["file_attach", "file_paper", "draft_attach", "phone_link", "attachment_strike"]
)
def test_nothing_is_added_by_looking_nor_by_who_may_not(site, kept, name):
    outcome, row = kept
    args = {"draft_attach": [], "phone_link": [], "attachment_strike": [outcome.file_id, row.id]}
    address = url(name, *args.get(name, [outcome.file_id]))
    assert site.at("counter").get(address).status_code == 405
    for who in ("information", "admin", "head"):
        sent = {"what": "SCAN", "file": file_of(samples.pdf()), "idempotency_key": "x"}
        assert site.at(who).post(address, sent).status_code == 403, who
    assert site.stranger().post(address, {}).status_code == 302
    assert len(rows(site)) == 1


def test_the_thumbnail_is_too_small_to_read(site, kept):
    _outcome, row = kept
    answer = site.at("counter").get(url("attachment_thumb", row.id))
    assert len(answer.content) < 20_000
    assert answer.headers["Cache-Control"] == "no-store"


def test_no_address_of_the_store_stands_in_a_page(site, kept):
    outcome, row = kept
    body = site.at("counter").get(url("file", outcome.file_id)).content.decode()
    assert row.name not in body
    assert not re.search(r'src="[^"]*lampiran/\d{4}-\d\d/', body)
    assert reverse("attachment", urlconf="config.urls.office", args=[row.id]) in body
