"""The leader goes with two taps, comes back with one, and the pile says what it cost; what is changed."""

import re
from datetime import datetime
from typing import Any

import pytest

from applications import hooks
from applications.models import Event, File, LeaderAbsence
from applications.operations_sitting import Chosen, sign_many
from commons import clock as clocks
from commons.clock import wib
from documents.models import Letter
from offices.scope import office_scope
from tests.applications.pages import inputs, text, url
from tests.applications.test_pages_absences import rows, send
from tests.applications.test_pages_pile import ask, refs

pytestmark = pytest.mark.django_db
LETTER, WAITS = "sktm-rekomendasi", "sktm"


@pytest.fixture
def told(monkeypatch):
    """Every change of a promise, as the messages will hear of it."""
    heard: list[Any] = []
    monkeypatch.setattr(hooks, "_listeners", [heard.append])
    return heard


def choices(page):
    return re.findall(r'name="until" value="([^"]+)"', page.content.decode())


def go(site, hour="14:00", who="head"):
    page = site.at("head").get(url("pile"))
    until = next(each for each in choices(page) if f"T{hour}" in each)
    return site.at(who).post(url("absences"), {"do": "leave", "until": until})


def test_two_taps_and_the_leader_is_away(site, clock):
    site.until(WAITS, "SIGN")
    page = site.at("head").get(url("pile"))
    assert "Saya keluar sampai …" in text(page)
    answer = go(site)
    assert (answer.status_code, answer.url) == (303, url("pile"))
    assert rows(site) == ["20-11 09.00–20-11 14.00"]
    after = text(site.at("head").get(url("pile")))
    assert "Anda tercatat tidak di tempat sampai 20 November 2026 14.00." in after
    assert "1 janji bergeser; pemohonnya perlu diberi tahu." in after
    assert "Saya sudah kembali" in after


def test_the_times_offered_are_those_of_the_counter(site, clock):
    clock.set("2026-11-20 10:05")
    offered = choices(site.at("head").get(url("pile")))
    assert offered[-1].startswith("2026-11-23T")
    assert all("2026-11-20T" in each for each in offered[:-1])


@pytest.mark.parametrize(
    "until", ["", "x", "2026-11-20T13:17:00+07:00", "2027-01-01T00:00:00+07:00", "2026-11-20"]
)
def test_a_time_nobody_was_offered_is_refused(site, until):
    answer = site.at("head").post(url("absences"), {"do": "leave", "until": until})
    assert answer.status_code == 422
    assert "Pilih sampai kapan Anda keluar." in text(answer)
    assert rows(site) == []


@pytest.mark.parametrize("who", ["secretary", "section_head", "admin"])
def test_nobody_goes_or_comes_for_the_leader_with_the_leaders_button(site, who):
    assert "Saya keluar sampai" not in text(site.at(who).get(url("absences")))
    assert go(site, who=who).status_code == 403
    assert site.at(who).post(url("absences"), {"do": "back"}).status_code == 403
    assert rows(site) == []


def test_back_at_two_the_pile_says_what_it_cost(site, clock):
    site.until(WAITS, "SIGN", values={"nama": "SUTRISNO"})
    clock.set("2026-11-20 09:10")
    go(site)
    clock.set("2026-11-20 14:00")
    assert (
        site.at("head").post(url("absences"), {"do": "back"}).status_code == 422
    )  # it has just ended by itself
    page = text(site.at("head").get(url("pile")))
    assert "Anda tidak di tempat 09.10–14.00: 1 berkas menunggu" in page
    clock.set("2026-11-23 09:00")
    assert "Anda tidak di tempat" not in text(site.at("head").get(url("pile")))


def test_back_early_gives_the_promise_back(site, clock, told):
    outcome = site.until(WAITS, "SIGN")
    before = site.file(outcome).ready_by
    go(site)
    clock.set("2026-11-20 09:40")
    assert site.at("head").post(url("absences"), {"do": "back"}).status_code == 303
    moved = [(wib(one.before), wib(one.after)) for one in told]
    assert moved[0][0] == wib(before)
    assert len(moved) == 2
    assert moved[1][1] - wib(before) == clocks.now() - clocks.now().replace(hour=2, minute=0)


def test_the_slip_of_a_file_received_meanwhile_knows_when_the_leader_is_back(site, clock):
    go(site)
    outcome = site.receive(WAITS)
    file = site.file(outcome)
    # A quarter of an hour of the office, then the leader: not before 14.00.
    assert wib(file.due_at).hour == 9
    assert f"{wib(file.ready_by):%H.%M}" == "14.15"
    for page in (url("file", outcome.file_id), url("inbox")):
        shown = text(site.at("counter").get(page))
        assert "Sisa 15 menit Paling lambat Jum, 20 Nov 14.15 (termasuk menunggu pimpinan)" in shown
    shown = text(site.stranger().get(url("status", file.track_code)))
    assert "Paling lambat Jumat, 20 November 2026 pukul 14.15" in shown


def test_an_applicant_already_told_is_told_anew_once(site, clock, told):
    outcome = site.receive(WAITS)
    plain = site.receive(LETTER)
    first = site.file(outcome).ready_by
    go(site)
    assert [(one.file_id, one.before) for one in told] == [(outcome.file_id, first)]
    assert site.file(outcome).ready_by == told[0].after > first
    assert site.file(plain).ready_by == site.file(plain).due_at
    with office_scope(site.office):
        from applications.tasks import refresh_promises  # noqa: PLC0415

        assert refresh_promises() == 0
    assert len(told) == 1


def test_a_listener_that_fails_undoes_the_absence(site, monkeypatch):
    site.receive(WAITS)

    def fail(_change):
        raise RuntimeError("full")

    monkeypatch.setattr(hooks, "_listeners", [fail])
    with pytest.raises(RuntimeError):
        go(site)
    assert rows(site) == []


def test_an_absence_is_changed_and_its_history_kept(site, clock):
    send(site)
    with office_scope(site.office):
        row = LeaderAbsence.objects.get()
    page = site.at("secretary").get(url("absence", row.id))
    asked = inputs(page)
    assert (asked["starts"], asked["ends"], asked["reason"]) == (
        "20-11-2026",
        "23-11-2026",
        "dinas luar ke Surabaya",
    )
    answer = site.at("secretary").post(
        url("absence", row.id), {**asked, "ends": "24-11-2026", "kind": "LEAVE"}
    )
    assert (answer.status_code, answer.url) == (303, url("absences"))
    assert rows(site) == ["20-11 00.00–24-11 00.00"]
    shown = text(site.at("head").get(url("absence", row.id)))
    assert "Ketidakhadiran pimpinan diubah" in shown
    assert "20 November 2026 00.00 – 23 November 2026 00.00" in shown


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends": "19-11-2026"}, "Waktu kembali harus sesudah waktu pergi."),
        ({"reason": " "}, "Tulis keperluannya"),
        ({"starts": ""}, "Isi tanggalnya."),
        ({"starts": "26112026", "ends": "28112026"}, "Sudah ada ketidakhadiran pada waktu itu."),
    ],
)
def test_a_change_that_makes_no_sense_changes_nothing(site, changes, sentence):
    send(site)
    send(site, starts="27112026", ends="01122026")
    with office_scope(site.office):
        row = LeaderAbsence.objects.earliest("from_at")
    asked = inputs(site.at("secretary").get(url("absence", row.id)))
    answer = site.at("secretary").post(url("absence", row.id), {**asked, **changes})
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert rows(site)[0] == "20-11 00.00–23-11 00.00"


def test_what_is_over_is_shown_but_not_changed(site, clock):
    send(site)
    clock.set("2026-11-25 08:00")
    with office_scope(site.office):
        row = LeaderAbsence.objects.get()
    page = site.at("head").get(url("absence", row.id))
    assert "Ketidakhadiran yang sudah selesai" in text(page)
    asked = {"starts": "20112026", "ends": "30112026", "reason": "x", "kind": "DUTY"}
    assert site.at("head").post(url("absence", row.id), asked).status_code == 422
    assert rows(site) == ["20-11 00.00–23-11 00.00"]


def test_every_tuesday_morning(site):
    answer = send(
        site,
        starts="24112026",
        starts_time="08.00",
        ends="24112026",
        ends_time="10.00",
        weeks="3",
        kind="MEETING",
    )
    assert answer.status_code == 303
    assert rows(site) == [
        "24-11 08.00–24-11 10.00",
        "01-12 08.00–01-12 10.00",
        "08-12 08.00–08-12 10.00",
    ]
    assert "tiap minggu" in text(site.at("head").get(url("absences")))
    clash = send(site, starts="01122026", ends="02122026")
    assert "Sudah ada ketidakhadiran pada waktu itu." in text(clash)
    assert len(rows(site)) == 3


@pytest.mark.parametrize(
    ("weeks", "sentence"),
    [("27", "Berulang paling lama 26 minggu."), ("x", "Tulis angka"), ("0", "Tulis angka")],
)
def test_a_repeat_has_its_bounds(site, weeks, sentence):
    answer = send(site, weeks=weeks)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert rows(site) == []


def test_the_month_shows_who_is_away_and_who_signs(site):
    send(
        site,
        acting=str(site.people["section_head"].user_id),
        form="PLH",
        order_number="1",
        order_date="19-11-2026",
    )
    page = site.at("head").get(url("absences"))
    assert "November 2026" in text(page)
    assert "20 hari ini tidak di tempat Endah Lestari (Plh.)" in text(page)
    december = text(site.at("head").get(url("absences") + "?bulan=2026-12"))
    assert "Desember 2026" in december
    assert "hari ini" not in december
    assert "November 2026" in text(site.at("head").get(url("absences") + "?bulan=x"))


def test_costs_of_a_month(site, clock):
    site.until(WAITS, "SIGN")
    go(site, "14:00")
    clock.set("2026-11-20 15:00")
    page = text(site.at("secretary").get(url("absence_costs")))
    assert "1 berkas menunggu pimpinan" in page
    assert "hari kerja tanpa pimpinan" in page
    assert "Pimpinan selalu di tempat" in text(site.at("head").get(url("absence_costs") + "?bulan=2026-10"))


def test_the_list_for_wet_signatures_has_initials_and_no_names(site):
    site.until(WAITS, "SIGN", values={"nama": "SUTRISNO WIBOWO"})
    answer = site.at("head").get(url("pile_list"))
    content = b"".join(answer)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert content.startswith(b"%PDF")
    assert site.at("information").get(url("pile_list")).status_code == 403
    assert site.stranger().get(url("pile_list")).status_code == 302


def test_what_was_signed_on_paper_is_entered_in_one_go_with_its_time(site, clock):
    for name in ("SUTRISNO", "MAIMUNAH"):
        site.until(LETTER, "SIGN", values={"nama": name})
    clock.set("2026-11-20 11:00")
    asked = ask(site, refs(site.at("head").get(url("pile"))))
    form = {**inputs(asked, url("pile_sign")), "id": refs(asked), "signed_time": "10.15"}
    done = site.at("head").post(url("pile_sign"), form)
    assert "2 surat ditandatangani." in text(done)
    with office_scope(site.office):
        found = list(Event.objects.filter(data__has_key="entered_at").order_by("file_id", "seq"))
        happened = [(each.at, datetime.fromisoformat(each.data["entered_at"])) for each in found]
        times = [tuple(f"{wib(at):%H.%M}" for at in both) for both in happened]
        assert times == [("10.15", "11.00")] * 2
        assert not File.objects.filter(step_kind="SIGN").exists()
        file = found[0].file
        assert Letter.objects.get(file_id=file.id).signed_at == found[0].at
    page = text(site.at("counter").get(url("file", file.id)))
    assert "Ditandatangani di kertas, dicatat 20-11-2026 11.00" in page


def test_a_time_of_signing_tells_of_no_other_step(site, clock):
    """A forged list: what does not wait for a signature is refused as ever, and not told backwards."""
    outcome = site.receive(LETTER)
    with office_scope(site.office):
        done = sign_many(
            actor=site.people["section_head"],
            chosen=[Chosen(outcome.file_id, outcome.event)],
            now=clock.set("2026-11-20 11:00"),
            idempotency_key="",
            signed_at=clock.set("2026-11-20 10:05"),
        )
        for each in Event.objects.filter(file_id=outcome.file_id, seq__gt=1):
            assert (wib(each.at).hour, "entered_at" in each.data) == (11, False)
        assert done.signed + len(done.failed) == 1


@pytest.mark.parametrize(
    ("told_time", "sentence", "status"),
    [
        ({"signed_time": "11.30"}, "Waktu ini belum tiba.", 422),
        ({"signed_time": "99"}, "Tulis jam seperti 07.30.", 422),
        ({"signed_on": "20112026"}, "Tulis juga jamnya.", 422),
        ({"signed_time": "08.00"}, "Waktu tanda tangan harus antara", 200),
    ],
)
def test_a_time_at_which_it_cannot_have_been_signed_signs_nothing(site, clock, told_time, sentence, status):
    outcome = site.until(LETTER, "SIGN")
    clock.set("2026-11-20 11:00")
    asked = ask(site, refs(site.at("head").get(url("pile"))))
    form = {**inputs(asked, url("pile_sign")), "id": refs(asked), **told_time}
    answer = site.at("head").post(url("pile_sign"), form)
    assert answer.status_code == status
    assert sentence in text(answer)
    assert site.file(outcome).event_no == outcome.event


def test_a_letter_is_read_within_the_pile(site, elsewhere):
    outcome = site.until(LETTER, "SIGN")
    page = site.at("head").get(url("pile_letter", outcome.file_id))
    assert 'class="paper"' in page.content.decode()
    assert site.at("information").get(url("pile_letter", outcome.file_id)).status_code == 403
    assert elsewhere.at("head").get(url("pile_letter", outcome.file_id)).status_code == 404
