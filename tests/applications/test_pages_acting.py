"""Appointments by their page: what may be signed, by which order; and who is refused, single and in bulk."""

import pytest

from applications.models import ActingSigner, Event, File, LeaderAbsence
from applications.workflow_types import Action
from documents.models import Letter
from offices.scope import office_scope
from tests.applications.pages import inputs, text, url
from tests.applications.test_pages_pile import ask, confirm, refs

pytestmark = pytest.mark.django_db
LETTER, WAITS = "sktm-rekomendasi", "sktm"
FORM = {
    "form": "PLH",
    "order_number": "800/12/2026",
    "order_date": "19-11-2026",
    "from": "20-11-2026",
    "to": "20-11-2026",
}


def appoint(site, who="secretary", by="head", services=(), **changes):
    sent = {**FORM, "acting": str(site.people[who].user_id), "services": list(services), **changes}
    return site.at(by).post(url("appointment"), sent)


def rows(site):
    with office_scope(site.office):
        return list(ActingSigner.objects.filter(ended_at=None).values_list("name", "form", "services"))


def events(site, outcome):
    with office_scope(site.office):
        return Event.objects.filter(file_id=outcome.file_id).count()


def test_an_appointment_names_its_order_and_what_may_be_signed(site):
    assert appoint(site, form="AN", services=[LETTER], order_by="").status_code == 303
    assert rows(site) == [("Joko Santoso", "AN", [LETTER])]
    with office_scope(site.office):
        row = ActingSigner.objects.get()
    assert (row.order_number, f"{row.order_date}", row.order_by) == (
        "800/12/2026",
        "2026-11-19",
        "Camat Uji Barat",
    )
    shown = text(site.at("head").get(url("absences")))
    assert "Joko Santoso , Sekretaris (a.n.) berlaku sekarang" in shown
    assert "Hanya untuk:" in shown
    assert "Permendagri 1/2023" in shown


def test_an_order_may_name_a_kind_of_product(site):
    letter = site.until(LETTER, "SIGN")
    site.until(WAITS, "SIGN")
    assert appoint(site, form="PLH", services=["kind:LETTER"]).status_code == 303
    assert rows(site) == [("Joko Santoso", "PLH", None)]
    page = site.at("secretary").get(url("pile"))
    assert refs(page) == [f"{letter.file_id}.{letter.event}"]
    assert "Hanya untuk: Semua surat yang disusun Loket" in text(site.at("head").get(url("absences")))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"order_number": ""}, "Tulis dasar penunjukan"),
        ({"order_date": "21-11-2026"}, "Tanggal surat perintah belum tiba."),
        ({"to": "19-11-2026"}, "Tanggal penunjukan tidak masuk akal."),
        ({"form": "PLT", "to": "20-03-2027"}, "Plt. paling lama 92 hari"),
        ({"form": "UB"}, "u.b. tidak dapat diberikan kepada orang ini"),
        ({"services": ["ktp-el"]}, "Ada layanan yang tidak dikenal"),
        ({"acting": "x"}, "Pilih siapa yang ditunjuk."),
        ({"from": ""}, "Isi tanggalnya."),
    ],
)
def test_what_is_not_lawful_is_refused_with_the_reason(site, changes, sentence):
    answer = appoint(site, **changes)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert rows(site) == []
    assert inputs(answer)["from"] == changes.get("from", FORM["from"])


def test_a_leader_has_one_stand_in_a_day_but_mandates_may_be_several(site):
    assert appoint(site).status_code == 303
    again = appoint(site, "section_head", form="PLT")
    assert "Pada tanggal itu Joko Santoso sudah ditunjuk sebagai Plh." in text(again)
    assert appoint(site, "section_head", form="UB", services=[LETTER]).status_code == 303
    assert [row[1] for row in rows(site)] == ["PLH", "UB"]


def test_the_pile_holds_what_the_appointment_reaches_and_no_more(site):
    letter, waits = site.until(LETTER, "SIGN"), site.until(WAITS, "SIGN")
    appoint(site, form="AN")
    page = site.at("secretary").get(url("pile"))
    assert refs(page) == [f"{letter.file_id}.{letter.event}"]
    done = confirm(site, ask(site, refs(page), who="secretary"), who="secretary")
    assert "1 surat ditandatangani." in text(done)
    with office_scope(site.office):
        signed = Letter.objects.get(file_id=letter.file_id)
        facts = Event.objects.filter(file_id=letter.file_id).order_by("-seq").first()
    assert signed.signer_title == "a.n. Camat Uji Barat, Sekretaris"
    assert facts is not None
    assert facts.data["order"].startswith("Surat Perintah Camat Uji Barat Nomor 800/12/2026")
    assert site.file(waits).step_kind == "SIGN"


def test_signing_beyond_the_appointment_is_refused_in_bulk_and_nothing_changes(site):
    letter, waits = site.until(LETTER, "SIGN"), site.until(WAITS, "SIGN")
    appoint(site, form="AN")
    form = {
        "confirm": "1",
        "idempotency_key": "k",
        "id": [f"{each.file_id}.{each.event}" for each in (letter, waits)],
    }
    done = text(site.at("secretary").post(url("pile_sign"), form))
    assert "1 surat ditandatangani." in done
    assert "Menurut standar pelayanannya berkas ini menunggu pimpinan" in done
    assert "Berkas tidak berubah." in done
    assert (events(site, waits), site.file(waits).step_kind) == (waits.event, "SIGN")


@pytest.mark.parametrize(
    ("form", "services", "sentence"),
    [
        ("AN", (), "menunggu pimpinan"),
        ("PLH", (LETTER,), "Layanan ini tidak termasuk dalam surat penunjukan Anda."),
    ],
)
def test_signing_one_beyond_the_appointment_is_refused_with_the_reason(site, form, services, sentence):
    waits = site.until(WAITS, "SIGN")
    appoint(site, form=form, services=services)
    answer = site.at("secretary").post(
        url("file_action", waits.file_id, "complete"),
        {"expected_event": waits.event, "idempotency_key": "one"},
    )
    assert answer.status_code == 403
    assert sentence in text(answer)
    assert events(site, waits) == waits.event


def test_an_authority_that_ended_while_the_page_was_open_signs_nothing(site):
    letter = site.until(LETTER, "SIGN")
    appoint(site)
    asked = ask(site, refs(site.at("secretary").get(url("pile"))), who="secretary")
    with office_scope(site.office):
        ref = ActingSigner.objects.get().id
    site.at("head").post(url("absences"), {"do": f"end-acting:{ref}"})
    done = text(confirm(site, asked, who="secretary"))
    assert "0 surat ditandatangani." in done
    assert "Penunjukan Anda sebagai Plh. menurut Surat Perintah Bupati Lumajang" in done
    assert "tidak berlaku pada hari ini." in done
    assert events(site, letter) == letter.event


def test_a_day_later_the_appointment_signs_nothing(site, clock):
    letter = site.until(LETTER, "SIGN")
    appoint(site)
    clock.set("2026-11-20 23:58")
    with office_scope(site.office):
        assert ActingSigner.objects.get().ended_at is None
    site._browsers.clear()
    asked = ask(site, refs(site.at("secretary").get(url("pile"))), who="secretary")
    clock.set("2026-11-21 00:01")
    done = text(confirm(site, asked, who="secretary"))
    assert "0 surat ditandatangani." in done
    assert events(site, letter) == letter.event


def test_the_leaders_return_ends_who_stood_in_for_that_absence(site, clock):
    letter = site.until(LETTER, "SIGN")
    sent = {"starts": "20112026", "ends": "21-11-2026", "reason": "dinas luar", "kind": "DUTY"}
    order = {key: FORM[key] for key in ("form", "order_number", "order_date")}
    acting = str(site.people["section_head"].user_id)
    assert site.at("secretary").post(url("absences"), {**sent, **order, "acting": acting}).status_code == 303
    assert len(refs(site.at("section_head").get(url("pile")))) == 1
    clock.set("2026-11-20 13:00")
    assert site.at("head").post(url("absences"), {"do": "back"}).status_code == 303
    assert rows(site) == []
    assert refs(site.at("section_head").get(url("pile"))) == []
    assert events(site, letter) == letter.event


def test_the_lawful_stand_in_is_proposed_and_fills_the_form(site):
    sent = {"starts": "20112026", "ends": "21-11-2026", "reason": "dinas luar", "kind": "DUTY"}
    site.at("secretary").post(url("absences"), sent)
    shown = text(site.at("head").get(url("absences")))
    assert "Usul: Joko Santoso, Sekretaris sebagai a.n. untuk" in shown
    assert "Menurut standarnya menunggu pimpinan:" in shown
    with office_scope(site.office):
        ref = LeaderAbsence.objects.get().id
    page = site.at("head").get(f"{url('appointment')}?untuk={ref}")
    asked = inputs(page)
    assert asked["acting"] == str(site.people["secretary"].user_id)
    assert (asked["form"], asked["from"], asked["to"]) == ("AN", "20-11-2026", "20-11-2026")
    assert set(asked["services"]) == {"sktm-rekomendasi", "dtsen"}
    assert "SURAT PERINTAH" in text(page)


def test_a_long_absence_asks_for_an_acting_leader(site):
    sent = {"starts": "23112026", "ends": "07-12-2026", "reason": "cuti", "kind": "LEAVE"}
    site.at("secretary").post(url("absences"), sent)
    shown = text(site.at("head").get(url("absences")))
    assert "Usul: Joko Santoso, Sekretaris sebagai Plh. untuk" in shown
    assert "K.26-30/V.20-3/99" in shown


@pytest.mark.parametrize("page", ["appointment", "absence_costs", "absences"])
def test_who_opens_these_pages(site, elsewhere, page):
    found = {who: site.at(who).get(url(page)).status_code for who in site.people}
    keepers = {"section_head", "secretary", "head", "admin"}
    assert found == {who: 200 if who in keepers else 403 for who in site.people}
    assert site.stranger().get(url(page)).status_code == 302


def test_who_opens_one_absence(site):
    sent = {"starts": "20112026", "ends": "21-11-2026", "reason": "dinas luar", "kind": "DUTY"}
    site.at("secretary").post(url("absences"), sent)
    with office_scope(site.office):
        ref = LeaderAbsence.objects.get().id
    keepers = {"section_head", "secretary", "head", "admin"}
    for who in site.people:
        expected = 200 if who in keepers else 403
        assert site.at(who).get(url("absence", ref)).status_code == expected
    assert site.stranger().get(url("absence", ref)).status_code == 302


def test_another_offices_absence_and_people_are_unknown_here(site, elsewhere):
    sent = {"starts": "20112026", "ends": "21-11-2026", "reason": "rahasia", "kind": "DUTY"}
    elsewhere.at("secretary").post(url("absences"), sent)
    with office_scope(elsewhere.office):
        ref = LeaderAbsence.objects.get().id
    assert site.at("head").get(url("absence", ref)).status_code == 404
    assert site.at("head").post(url("absence", ref), sent).status_code == 404
    page = site.at("head").get(f"{url('appointment')}?untuk={ref}")
    assert "rahasia" not in text(page)
    assert inputs(page)["from"] == ""
    answer = appoint(site, acting=str(elsewhere.people["secretary"].user_id))
    assert answer.status_code == 422
    assert rows(site) == []


def test_a_correction_waits_for_who_may_sign_its_service(site):
    outcome = site.step(site.until(LETTER, "SIGN"))
    site.step(outcome, Action.CORRECT, who="secretary", reason="Salah tulis nama")
    appoint(site, "section_head", form="UB", services=[LETTER])
    assert len(refs(site.at("section_head").get(url("pile")))) == 1
    with office_scope(site.office):
        assert File.objects.get(id=outcome.file_id).correcting
