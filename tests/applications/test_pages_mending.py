"""A returned file comes back: its form opened again, completed or mended, under the same number."""

import pytest

from applications.models import Event, File
from applications.versions import program_of
from offices.scope import office_scope
from standards.queries import published_version
from tests.applications.pages import boxes, inputs, text, url

pytestmark = pytest.mark.django_db
SKTM = "sktm-rekomendasi"


def files(site):
    with office_scope(site.office):
        return list(File.objects.order_by("seq"))


def mend(site, outcome, who="counter", **answers):
    address = url("file_mend", outcome.file_id)
    page = site.at(who).get(address)
    form = inputs(page, address)
    form["requirement"] = boxes(page)
    return site.at(who).post(address, {**form, "do": "receive", **answers})


def missing_one(site, code=SKTM):
    with office_scope(site.office):
        group = program_of(published_version(code).id).document.persyaratan.groups[0]
        key = group.requirements[-1].papers[-1].key
    return site.receive(code, missing=(key,))


def test_what_was_missing_is_brought_under_the_same_number_and_goes_on(site, clock):
    outcome = missing_one(site)
    page = site.at("counter").get(url("file", outcome.file_id))
    assert url("file_mend", outcome.file_id) in page.content.decode()
    clock.advance(hours=3)
    answer = mend(site, outcome, nama="SITI AMINAH BINTI SALEH")
    assert answer.status_code == 303, text(answer)
    file = files(site)[0]
    assert (file.receipt_number, file.phase, file.step_kind) == ("0001/2026", "OPEN", "VERIFY")
    assert file.name == "SITI AMINAH BINTI SALEH"
    assert all(row["state"] == "HERE" for row in file.checklist)
    with office_scope(site.office):
        actions = list(Event.objects.order_by("seq").values_list("action", flat=True))
    assert actions == ["return", "resubmit", "complete"]


def test_what_still_lacks_something_goes_back_with_its_new_list(site):
    outcome = missing_one(site)
    answer = mend(site, outcome, requirement=[])
    assert answer.status_code == 422, "an empty checklist is asked back here too"
    answer = mend(site, outcome, requirement=[], none_here="1")
    assert answer.status_code == 303
    assert "dikembalikan lagi: masih ada yang kurang" in text(site.at("counter").get(answer.url))
    file = files(site)[0]
    assert file.phase == "RETURNED"
    with office_scope(site.office):
        assert len(Event.objects.latest("seq").data["missing"]) == len(file.checklist)


def test_mending_twice_with_one_form_happens_once(site):
    outcome = missing_one(site)
    address = url("file_mend", outcome.file_id)
    page = site.at("counter").get(address)
    form = {**inputs(page, address), "do": "receive"}
    form["requirement"] = boxes(page)
    assert [site.at("counter").post(address, form).status_code for _n in range(2)] == [303, 303]
    assert files(site)[0].event_no == 3


def test_a_stale_mending_says_who_was_first_and_keeps_what_was_typed(site):
    outcome = missing_one(site)
    address = url("file_mend", outcome.file_id)
    form = inputs(site.at("counter").get(address), address)
    form["requirement"] = ["x"]
    assert mend(site, outcome, who="operator").status_code == 303
    answer = site.at("counter").post(
        address, {**form, "nama": "SITI BARU", "none_here": "1", "do": "receive"}
    )
    assert answer.status_code == 409
    assert "Bagus Prakoso (Operator) pada pukul 09.00" in text(answer)
    assert inputs(answer, address)["nama"] == "SITI BARU"


def test_a_file_that_is_not_with_the_applicant_cannot_be_mended(site):
    outcome = site.receive(SKTM)
    answer = site.at("counter").get(url("file_mend", outcome.file_id))
    assert (answer.status_code, answer.url) == (302, url("file", outcome.file_id))
