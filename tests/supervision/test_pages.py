"""Roster, competences, reviews, meetings, decisions in pages; who may what, and nothing of another office."""

import re
from datetime import date

import pytest
from django.test import Client

from applications.absences import enter_absence
from commons import clock as clocks
from commons.clock import WIB
from offices.health import Ground
from offices.scope import office_scope
from supervision.models import Credential, Decision, Duty, DutyException, Meeting, Note, Review
from supervision.pages import facts, judge
from tests import world
from tests.desk import address

pytestmark = pytest.mark.django_db
NOTHING = "00000000-0000-0000-0000-000000000000"


def inside(site, ask):
    with office_scope(site.office):
        return ask()


def later(site, clock, when):
    """Sessions of days ago have ended."""
    clock.set(when)
    site._browsers.clear()


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def off(site, who, **typed):
    base = {
        "do": "enter",
        "person": site.people[who].user_id,
        "on": "off",
        "first": "20-11-2026",
        "reason": "SICK",
    }
    return site.at("section_head").post(address("roster"), {**base, **typed})


def test_the_day_is_held_against_the_promise(site):
    assert "Jadwal belum disusun" in text(site.at("head"), address("roster"))
    assert site.at("secretary").post(address("roster_week"), {"do": "propose"}).status_code == 303
    assert inside(site, Duty.objects.count) == 6 * 5  # everybody but the admin, Monday to Friday
    page = text(site.at("head"), address("roster"))
    assert "Dijanjikan 5, terjadwal 6, bertugas 6" in page
    rows = re.findall(r"</strong>: (?:Dijanjikan (\d+))?(?:,? ?[Tt]erjadwal (\d+))?", page)
    assert sum(int(promised or 0) for promised, _rostered in rows) == 5, "the rows add up to what is promised"
    assert sum(int(rostered or 0) for _promised, rostered in rows) == 6, "and to who is on the roster"
    for who in ("counter", "operator"):
        assert off(site, who).status_code == 303, who
    assert "Dijanjikan 5, terjadwal 6, bertugas 4" in text(site.at("head"), address("roster"))
    assert "Pelaksana hari ini: dijanjikan 5" in text(site.at("section_head"), address("inbox"))
    # Why somebody is not there is seen by who keeps the roster.
    assert "Sakit," in text(site.at("secretary"), address("roster"))
    assert "Sakit," not in text(site.at("information"), address("roster"))
    with office_scope(site.office):
        enter_absence(
            actor=site.people["head"],
            from_at=clocks.now().astimezone(WIB).replace(hour=0),
            to_at=clocks.now().astimezone(WIB).replace(hour=23),
            reason="Dinas luar",
            now=clocks.now(),
        )
    assert "bertugas 3" in text(site.at("section_head"), address("roster"))
    row = inside(site, lambda: DutyException.objects.order_by("id").first())
    assert site.at("counter").post(address("roster"), {"do": f"cancel:{row.id}"}).status_code == 422
    assert site.at("admin").post(address("roster"), {"do": f"cancel:{row.id}"}).status_code == 303
    assert "bertugas 4" in text(site.at("section_head"), address("roster"))
    assert "Loket tutup" in text(site.at("section_head"), address("roster") + "?hari=2026-11-22")
    counter = site.people["counter"].user_id
    set_ = {"do": "set", "person": counter, "day": ["0", "1"], "role": "COUNTER", "counter": "2"}
    assert site.at("admin").post(address("roster_week"), set_).status_code == 303
    assert "terjadwal 5" in text(site.at("section_head"), address("roster"))


def test_everybody_says_of_themselves_that_they_are_off_and_of_nobody_else(site):
    site.at("secretary").post(address("roster_week"), {"do": "propose"})
    mine = {"do": "enter", "first": "20-11-2026", "reason": "SICK"}
    for name, typed in {"yesterday": {"first": "19-11-2026"}, "no reason": {"reason": ""}}.items():
        assert site.at("counter").post(address("roster"), mine | typed).status_code == 422, name
    # Whoever is named in the form, and whether they would be on duty: it is about the person who sends it.
    other = {"person": site.people["operator"].user_id, "on": "on", "role": "HEAD"}
    assert site.at("counter").post(address("roster"), mine | other).status_code == 303
    row = inside(site, DutyException.objects.get)
    assert (row.user_id, row.on) == (site.people["counter"].user_id, False)
    assert "Sakit," in text(site.at("counter"), address("roster"))
    assert "Sakit," not in text(site.at("operator"), address("roster"))
    assert "bertugas 5" in text(site.at("section_head"), address("roster"))


def test_competences_are_seen_by_the_person_superiors_and_admin_only(site, elsewhere):
    counter = site.people["counter"].user_id
    page = address("competences_of", counter)
    typed = {
        "do": "enter", "kind": "TRAINING", "name": "Service Excellent 2024 RAHASIA", "since": "01-02-2024",
    }  # fmt: skip
    assert site.at("admin").post(page, typed).status_code == 303
    assert (
        site.at("admin")
        .post(page, {**typed, "kind": "EDUCATION", "level": "SMA", "name": "SMAN 1"})
        .status_code
        == 303
    )
    for who in ("counter", "section_head", "secretary", "head", "admin"):
        assert "RAHASIA" in text(site.at(who), page), who
    for who in ("operator", "information"):
        assert site.at(who).get(page).status_code == 404, who
        assert "Sari Wulandari" not in text(site.at(who), address("competences")), who
    assert elsewhere.at("admin").get(page).status_code == 404
    assert "Pengalaman kerja minimal 1 tahun" in text(site.at("head"), page)
    assert "Service Excellent" not in text(site.at("head"), page).split("Yang tercatat")[0]
    bad = {
        "no level": {**typed, "kind": "EDUCATION"},
        "tomorrow": {**typed, "since": "21-11-2026"},
        "ends before": {**typed, "expires_on": "01-01-2024"},
        "no name": {**typed, "name": " "},
        "no kind": {**typed, "kind": "X"},
    }
    for name, each in bad.items():
        assert site.at("admin").post(page, each).status_code == 422, name
    assert site.at("head").post(page, typed).status_code == 403
    rows = inside(site, lambda: list(Credential.objects.filter(withdrawn_at=None)))
    assert len(rows) == 2
    gone = site.at("admin").post(page, {"do": f"withdraw:{rows[0].id}"})
    assert (gone.status_code, inside(site, lambda: Credential.objects.filter(withdrawn_at=None).count())) == (
        303,
        1,
    )


def write(site, url, who="section_head", **typed):
    return site.at(who).post(url, typed)


def test_a_month_is_reviewed_by_whom_the_standard_names(site, clock):
    assert "belum wajib" in text(site.at("section_head"), address("reviews"))
    # Nothing is owed before the office begins with any of it.
    site.at("secretary").post(address("roster_week"), {"do": "propose"})
    later(site, clock, "2026-12-03 09:00")
    url = address("review", "2026-11", "section_head")
    due = "Tinjauan pengawasan November 2026 ditunggu paling lambat 7 Desember 2026."
    assert due in text(site.at("section_head"), address("inbox"))
    assert "Berkas diterima" in text(site.at("section_head"), url)
    owner = str(site.people["counter"].user_id)
    cases = {
        "no words": {"do": "finish", "notes": " "},
        "nobody": {"do": "decide", "text": "Perbaiki AC", "owner": NOTHING, "due_on": "10-12-2026"},
        "yesterday": {"do": "decide", "text": "Perbaiki AC", "owner": owner, "due_on": "02-12-2026"},
        "nothing": {"do": "decide", "text": "", "owner": owner, "due_on": "10-12-2026"},
    }
    for name, typed in cases.items():
        assert write(site, url, **typed).status_code == 422, name
    assert inside(site, Decision.objects.count) == 0
    decided = write(site, url, do="decide", text="Perbaiki AC", owner=owner, due_on="10-12-2026")
    assert decided.status_code == 303
    assert write(site, url, do="save", notes="Baik").status_code == 303
    for who in ("secretary", "head", "admin"):
        assert write(site, url, who=who, do="finish", notes="x").status_code == 403, who
    assert write(site, url, do="finish", notes="Semua baik").status_code == 303
    row = inside(site, lambda: Review.objects.get(role="SECTION_HEAD"))
    assert (row.month, row.notes, row.done_by) == (date(2026, 11, 1), "Semua baik", "Endah Lestari")
    assert row.figures
    again = write(site, url, do="save", notes="Lain")
    assert (again.status_code, inside(site, lambda: Review.objects.get(id=row.id)).notes) == (
        422,
        "Semua baik",
    )
    assert "selesai tepat waktu" in text(site.at("head"), address("reviews"))
    # Jatiroto's standard names the secretary; hers of the same month is missed and told.
    later(site, clock, "2027-01-15 09:00")
    late = "Tinjauan pengawasan Desember 2026 terlambat: ditunggu paling lambat"
    assert late in text(site.at("section_head"), address("inbox"))
    found = inside(site, lambda: facts(site.office, clocks.now()))
    assert found["late"] == 1
    assert set(found["missed"]) == {"2026-11-01", "2026-12-01"}
    said = " ".join(finding.text for finding in judge(found, Ground(clocks.now(), live=True)))
    assert "November 2026, Desember 2026" in said
    assert "1 keputusan" in said
    past = address("review", "2025-01", "section_head")
    assert site.at("section_head").get(past).status_code == 404


def call(site, who="section_head", **typed):
    base = {"subject": "Evaluasi bulanan", "held_on": "20-11-2026", "starts": "08.00", "place": "Ruang rapat"}
    return site.at(who).post(address("meetings"), {**base, **typed})


def test_a_meeting_its_minutes_and_its_decision_until_it_is_done(site, clock):
    cases = {
        "no subject": {"subject": ""},
        "ends early": {"ends": "07.00"},
        "no hour": {"starts": "pagi"},
        "no day": {"held_on": ""},
    }
    for name, typed in cases.items():
        assert call(site, **typed).status_code == 422, name
    made = call(site)
    assert made.status_code == 303
    url = made.headers["Location"]
    owner = site.people["counter"].user_id
    assert (
        write(site, url, do="decide", text="Cetak brosur baru", owner=owner, due_on="25-11-2026").status_code
        == 303
    )
    # What is typed beside a decision is kept with it, and neither is kept without the other.
    both = {"minutes": "Dibahas lama.", "text": "Belum lengkap", "owner": NOTHING, "due_on": "25-11-2026"}
    assert write(site, url, do="save", **both).status_code == 422
    assert inside(site, lambda: (Meeting.objects.get().minutes, Decision.objects.count())) == ("", 1)
    early = write(site, url, do="close", minutes="Dibahas brosur.")
    assert (early.status_code, "Tandai siapa yang hadir" in early.content.decode()) == (422, True)
    closed = write(site, url, do="close", minutes="Dibahas brosur.", present=[str(owner)])
    assert closed.status_code == 303
    late = write(site, url, do="save", minutes="Lain")
    row = inside(site, Meeting.objects.get)
    assert (late.status_code, row.minutes) == (422, "Dibahas brosur.")
    pdf = site.at("information").get(url + "notulen.pdf")
    assert pdf.content.startswith(b"%PDF")
    later(site, clock, "2026-11-27 09:00")
    assert "sudah jatuh tempo" in text(site.at("counter"), address("inbox"))
    second = call(site, "head", held_on="27-11-2026").headers["Location"]
    assert "Cetak brosur baru" in text(site.at("counter"), second)  # carried on until it is done
    decision = inside(site, Decision.objects.get)
    refused = site.at("operator").post(address("decisions"), {"decision": decision.id, "outcome": "Sudah"})
    assert (refused.status_code, inside(site, Decision.objects.get).done_at) == (422, None)
    assert (
        site.at("counter").post(address("decisions"), {"decision": decision.id, "outcome": ""}).status_code
        == 422
    )
    done = site.at("counter").post(
        address("decisions"), {"decision": decision.id, "outcome": "Sudah dicetak"}
    )
    assert done.status_code == 303
    assert "Sudah dicetak" in text(site.at("head"), address("decisions"))
    assert "Cetak brosur baru" not in text(site.at("head"), second)


def test_what_is_sent_twice_is_written_once_and_nobody_is_written_over(site):
    person = site.people["counter"].user_id
    first, again = call(site).headers["Location"], call(site).headers["Location"]
    assert first == again
    assert call(site, subject="Hal lain").headers["Location"] != first
    decision = {"text": "Cetak brosur", "owner": person, "due_on": "25-11-2026"}
    note = {"do": "write", "person": person, "text": "Terlambat"}
    skill = {"do": "enter", "kind": "TRAINING", "name": "Pelayanan prima", "since": "01-02-2025"}
    twice = {
        "decision": lambda: write(site, first, do="decide", **decision),
        "exception": lambda: off(site, "counter"),
        "note": lambda: site.at("section_head").post(address("notes"), note),
        "skill": lambda: site.at("admin").post(address("competences_of", person), skill),
    }
    for name, send in twice.items():
        assert [send().status_code, send().status_code] == [303, 303], name
    models = (Decision, DutyException, Note, Credential)
    assert inside(site, lambda: [model.objects.count() for model in models]) == [1, 1, 1, 1]

    seen = text(site.at("head"), first).split('name="seen" value="')[1].split('"')[0]
    mine = {"do": "save", "minutes": "Menurut kasi", "seen": seen, "present": [str(person)]}
    assert [write(site, first, **mine).status_code for _n in range(2)] == [303, 303]
    stale = write(site, first, who="head", do="close", minutes="Menurut camat", seen=seen)
    assert stale.status_code == 422
    assert "Menurut camat" in stale.content.decode()
    fresh = stale.content.decode().split('name="seen" value="')[1].split('"')[0]
    assert inside(site, lambda: Meeting.objects.get(subject="Evaluasi bulanan").minutes) == "Menurut kasi"
    kept = write(site, first, who="head", do="save", minutes="Menurut camat", seen=fresh)
    assert kept.status_code == 303


def test_who_may_what(site, elsewhere, client_kabupaten):
    made = call(site).headers["Location"]
    everybody = [
        address(name) for name in ("behind", "roster", "competences", "meetings", "decisions", "notes")
    ]
    some = {
        address("reviews"): {"section_head", "secretary", "head", "admin"},
        address("roster_week"): {"section_head", "secretary", "admin"},
    }
    for url in [*everybody, *some, made]:
        for who in world.PEOPLE:
            wanted = 200 if who in some.get(url, world.PEOPLE) else 403
            assert site.at(who).get(url).status_code == wanted, (url, who)
        assert site.stranger().get(url).status_code == 302, url
        assert client_kabupaten.get(url).status_code == 404, url
    assert elsewhere.at("head").get(made).status_code == 404
    assert elsewhere.at("head").get(made + "notulen.pdf").status_code == 404
    assert "Evaluasi bulanan" not in text(elsewhere.at("head"), address("meetings"))
    for who in ("counter", "operator", "information", "admin"):
        assert call(site, who).status_code == 403, who
        assert write(site, made, who=who, do="save", minutes="x").status_code == 403, who
    assert site.at("head").post(address("roster"), {"do": "enter"}).status_code == 403
    foreign = {"person": elsewhere.people["counter"].user_id}
    bad = {
        "foreign person": foreign, "nobody": {"person": "x"}, "backwards": {"last": "19-11-2026"},
        "no reason": {"reason": ""}, "not their role": {"on": "on", "role": "HEAD"},
        "counter": {"on": "on", "role": "COUNTER", "counter": "0"},
    }  # fmt: skip
    for name, typed in bad.items():
        assert off(site, "counter", **typed).status_code == 422, name
    assert inside(site, DutyException.objects.count) == 0
    assert inside(site, Meeting.objects.count) == 1
