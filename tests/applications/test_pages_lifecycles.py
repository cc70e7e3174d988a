"""Each service taken from the counter to the hand-over by people at browsers, through the forms they see."""

import pytest

from applications.models import Event, File
from documents.models import Letter, RegisterEntry
from offices.scope import office_scope
from tests import world
from tests.applications.conftest import SERVICES
from tests.applications.pages import WHO, filled, inputs, text, url

pytestmark = pytest.mark.django_db
LETTERS = ("sktm-rekomendasi", "dtsen")


def receive(site, code, **answers):
    """A file received by filling in the form; what is only odd is confirmed."""
    counter, start = site.at("counter"), url("intake_service", code)
    assert counter.get(url("intake")).status_code == 200
    found = counter.post(start, {"do": "find", "query": world.VALUES["nik"]})
    assert "Belum pernah mengajukan" in text(found)
    page = counter.post(start, {"do": "new", "query": world.VALUES["nik"]})
    answer = counter.post(start, filled(page, start, **answers))
    if answer.status_code == 422:
        again = inputs(answer, start)
        assert again["accept_warnings"], text(answer)
        answer = counter.post(start, {**again, "do": "receive"})
    assert answer.status_code == 303, text(answer)
    with office_scope(site.office):
        return File.objects.latest("received_at")


@pytest.mark.parametrize("code", SERVICES)
def test_a_file_goes_from_the_form_to_the_hand_over(site, code):
    answers = {"requirement_group": "baru"} if code == "ktp-el" else {}
    file = receive(site, code, **answers)
    assert file.receipt_number == "0001/2026"
    for _n in range(8):
        with office_scope(site.office):
            file.refresh_from_db()
        if file.phase != "OPEN":
            break
        browser = site.at(WHO[file.step_kind])
        page = browser.get(url("file", file.id))
        assert "Sekarang giliran Anda" in text(page)
        action = url("file_action", file.id, "complete")
        form = inputs(page, action)
        if "lookup_reason" in form:
            form["lookup_reason"] = "Belum masuk daftar"
        if 'name="perekaman"' in page.content.decode():
            form |= {"perekaman": "sekarang", "pencetakan": "kecamatan"}
        done = browser.post(action, form)
        assert done.status_code == 303, text(done)
    with office_scope(site.office):
        assert (file.phase, file.status) == ("HANDED_OVER", "diserahkan")
        assert RegisterEntry.objects.filter(file_id=file.id, state="VALID").count() == 1
        assert Event.objects.filter(file_id=file.id).count() == file.event_no
        assert Letter.objects.filter(state="VALID").count() == (code != "ktp-el")
