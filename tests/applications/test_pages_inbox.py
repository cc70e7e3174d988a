"""The inbox: what waits for me, what does not, in which order, and at what cost."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.glance import look
from applications import absences, appointing, contacts, queries
from applications.models import ActingForm, ContactAttempt, File
from applications.queries_desk import Section
from applications.workflow_types import Action
from commons import clock as clocks
from commons.clock import WIB, wib
from config.live_tickets import read_ticket
from offices.scope import office_scope
from tests.applications.pages import inputs, text, url

pytestmark = pytest.mark.django_db


def sections(site, who):
    """The receipt numbers of each section of that person's inbox, as the page shows them."""
    body = site.at(who).get(url("inbox")).content.decode()
    parts = re.split(r'aria-labelledby="section-', body)[1:]
    return {part.split('"')[0]: re.findall(r'row-number">([^<]+)<', part) for part in parts}


def test_each_step_waits_for_its_own_role(site):
    site.until("sktm-rekomendasi", "VERIFY")
    site.until("sktm-rekomendasi", "PRODUCE")
    site.until("sktm-rekomendasi", "SIGN")
    found = {who: sections(site, who)["mine"] for who in ("counter", "operator", "head", "secretary")}
    assert found == {
        "counter": ["0001/2026"],
        "operator": ["0001/2026", "0002/2026"],
        "head": ["0003/2026"],
        "secretary": [],
    }


def test_the_technical_admin_sees_no_file(site):
    site.receive("sktm")
    assert sections(site, "admin") == {"mine": []}
    assert "SITI" not in text(site.at("admin").get(url("inbox")))


def test_an_office_sees_nothing_of_another(site, elsewhere):
    site.receive("sktm")
    assert sections(elsewhere, "counter") == {"mine": []}
    assert sections(elsewhere, "head") == {"mine": []}


def test_late_files_are_first_then_the_least_time_left(site, clock):
    site.receive("sktm-rekomendasi")  # promised in days
    clock.advance(minutes=5)
    site.receive("kp4", contact_way="NONE")  # promised in 15 minutes, as the next
    clock.advance(minutes=12)
    site.receive("sktm")
    clock.advance(minutes=5)
    assert sections(site, "counter")["mine"] == ["0002/2026", "0003/2026", "0001/2026"]
    body = text(site.at("counter").get(url("inbox")))
    assert "Terlambat 2 menit" in body
    assert "Sisa 10 menit" in body


def test_what_was_returned_waits_for_the_applicant(site):
    site.receive("sktm", missing=("ktp",))
    page = site.at("counter").get(url("inbox"))
    assert sections(site, "counter")["applicant"] == ["0001/2026"]
    assert "Kurang: " in text(page)
    assert "Waktu belum berjalan" in text(page)
    assert "Menunggu pemohon" in text(page)


def test_what_waits_for_an_agency_is_with_others_and_says_for_whom(site):
    outcome = site.until("ktp-el", "PRODUCE")
    site.step(outcome, Action.WAIT, agency="Menunggu blangko KTP-el")
    assert sections(site, "operator")["others"] == ["0001/2026"]
    assert "Menunggu blangko KTP-el" in text(site.at("operator").get(url("inbox")))


def test_what_waits_at_the_counter_is_not_said_to_be_ready(site):
    outcome = site.until("ktp-el", "HAND_OVER")
    site.step(outcome, Action.WAIT, who="counter", agency="blangko")
    for page in (url("inbox"), url("file", outcome.file_id)):
        body = site.at("counter").get(page).content.decode()
        assert re.search(r'class="state state-WAITING[^"]*">Menunggu instansi lain<', body)
        assert "Siap diambil</strong>" not in body


def test_the_text_for_whatsapp_says_what_is_so(site, clock):
    def words(outcome):
        body = site.at("counter").get(url("file", outcome.file_id)).content.decode()
        return unquote(re.findall(r"wa\.me/\d+\?text=([^\"]*)", body)[0])

    new, ready = site.receive("sktm"), site.until("ktp-el", "HAND_OVER")
    assert words(new).startswith(f"Kami menghubungi Anda tentang berkas {new.receipt_number} (")
    assert "sudah selesai dan dapat diambil" in words(ready)
    clock.advance(minutes=40)
    assert "belum selesai pada waktunya" in words(new)
    waiting = site.step(ready, Action.WAIT, who="counter", agency="blangko")
    assert words(waiting).startswith("Kami menghubungi Anda")


def test_a_ready_file_is_to_be_called_until_the_applicant_was_reached(site):
    outcome = site.until("ktp-el", "HAND_OVER")
    found = sections(site, "counter")
    assert (found["mine"], found["contact"]) == ([], ["0001/2026"])
    body = site.at("counter").get(url("inbox")).content.decode()
    assert 'href="tel:+6281234567890"' in body
    assert 'href="https://wa.me/6281234567890?text=' in body
    assert "SITI" not in body.split("wa.me/")[1].split('"')[0]
    form = inputs(site.at("counter").get(url("file", outcome.file_id)), url("file_contact", outcome.file_id))
    for result, left in (("NO_ANSWER", ["0001/2026"]), ("REACHED", [])):
        answer = site.at("counter").post(url("file_contact", outcome.file_id), {**form, "outcome": result})
        assert answer.status_code == 303
        assert sections(site, "counter").get("contact", []) == left
    assert sections(site, "counter")["mine"] == ["0001/2026"], "whoever is told may come today"


def test_who_wants_no_call_is_not_on_the_list(site):
    site.until("ktp-el", "HAND_OVER", contact_way="NONE")
    assert "contact" not in sections(site, "counter")
    assert sections(site, "counter")["mine"] == ["0001/2026"]


def test_what_was_not_fetched_today_waits_for_the_applicant(site, clock):
    outcome = site.until("ktp-el", "HAND_OVER", contact_way="NONE")
    clock.set("2026-11-23 09:00")
    assert sections(site, "counter")["applicant"] == [outcome.receipt_number]


def test_a_late_file_is_to_be_called_about_once(site, clock):
    outcome = site.until("sktm", "SIGN")
    clock.set("2026-11-20 10:00")
    assert sections(site, "counter")["contact"] == ["0001/2026"]
    late = "Terlambat; pemohon belum diberi tahu."
    assert late in text(site.at("counter").get(url("inbox")))
    assert late in text(site.at("counter").get(url("file", outcome.file_id)))
    with office_scope(site.office):
        contacts.record_attempt(
            actor=site.people["counter"],
            file_id=outcome.file_id,
            way="PHONE",
            outcome="REACHED",
            note="",
            now=clocks.now(),
        )
    assert sections(site, "counter")["others"] == ["0001/2026"]
    assert late not in text(site.at("counter").get(url("file", outcome.file_id)))


def test_a_message_told_of_lateness_and_says_no_more_than_that_it_was_sent(site, clock):
    outcome = site.until("sktm", "SIGN")
    clock.set("2026-11-20 10:00")
    with office_scope(site.office):
        contacts.mark_told(file_id=outcome.file_id, way="WHATSAPP", now=clocks.now())
    page = text(site.at("counter").get(url("file", outcome.file_id)))
    assert "Pesan otomatis terkirim" in page
    assert "sampai" not in page.split("Menghubungi pemohon")[1].split("Loket")[0]
    assert "belum diberi tahu" not in page


def test_who_was_told_before_it_was_late_is_to_be_told_again(site, clock):
    outcome = site.until("sktm", "SIGN")
    with office_scope(site.office):
        contacts.mark_told(file_id=outcome.file_id, way="WHATSAPP", now=clocks.now())
    clock.set("2026-11-20 10:00")
    page = text(site.at("counter").get(url("file", outcome.file_id)))
    assert "Terlambat; pemohon belum diberi tahu." in page


def test_my_own_work_stays_mine_when_it_is_late(site, clock):
    site.receive("sktm")
    clock.set("2026-11-20 10:00")
    assert sections(site, "counter") == {"mine": ["0001/2026"]}


def test_the_head_is_not_asked_to_call(site):
    site.until("ktp-el", "HAND_OVER")
    assert sections(site, "head") == {"mine": [], "others": ["0001/2026"]}


def test_a_correction_waits_for_the_head_even_after_the_hand_over(site):
    outcome = site.until("sktm-rekomendasi", "HAND_OVER")
    outcome = site.step(outcome)
    assert sections(site, "head") == {"mine": []}
    site.step(outcome, Action.CORRECT, who="secretary", reason="salah tulis nama")
    assert sections(site, "head")["mine"] == ["0001/2026"]
    assert "Koreksi diminta: salah tulis nama" in text(site.at("head").get(url("inbox")))


def appoint(site, who, **changes):
    person = site.people[who]
    with office_scope(site.office):
        today = wib(clocks.now()).date()
        facts = {"from_date": today, "to_date": today, **changes}
        return appointing.appoint_acting(
            actor=site.people["head"],
            user_id=person.user_id,
            name=person.name,
            title=person.title,
            form=ActingForm.PLH,
            ground="SP 1/2026",
            now=clocks.now(),
            **facts,
        )


def test_who_is_appointed_for_today_sees_the_heads_files(site):
    site.until("sktm-rekomendasi", "SIGN")
    assert sections(site, "secretary")["mine"] == []
    appoint(site, "secretary")
    assert sections(site, "secretary")["mine"] == ["0001/2026"]
    assert "Tanda tangan 1 surat" in text(site.at("secretary").get(url("inbox")))


def test_an_appointment_for_tomorrow_shows_nothing_yet(site):
    site.until("sktm-rekomendasi", "SIGN")
    tomorrow = wib(clocks.now()).date() + timedelta(days=1)
    appoint(site, "secretary", from_date=tomorrow, to_date=tomorrow)
    assert sections(site, "secretary")["mine"] == []


def test_the_leaders_absence_is_said_and_whose_minute_it_is(site, clock):
    site.until("sktm-rekomendasi", "SIGN")
    now = clocks.now()
    with office_scope(site.office):
        absences.enter_absence(
            actor=site.people["secretary"],
            from_at=now,
            to_at=wib(now).replace(hour=14).astimezone(WIB),
            reason="dinas luar",
            now=now,
        )
    clock.advance(minutes=10)
    page = text(site.at("counter").get(url("inbox")))
    assert "Pimpinan tidak di tempat." in page
    assert "Retno Wahyuni (Pimpinan) kembali Jumat, 20 November 2026 pukul 14.00" in page
    assert "Menunggu pimpinan kembali" in page


def test_figures_count_mine_late_and_todays(site, clock):
    site.receive("sktm")
    clock.set("2026-11-23 09:00")
    site.until("ktp-el", "PRODUCE")
    page = text(site.at("counter").get(url("inbox")))
    assert "1 berkas menunggu saya 1 berkas terlambat 1 berkas diterima hari ini" in page


def test_what_is_counted_is_named_as_complaints_may_wait_above(site):
    page = text(site.at("section_head").get(url("inbox")))
    assert "0 berkas menunggu Anda" in page
    assert "Berkas yang menunggu saya" in page
    assert "Tidak ada berkas yang menunggu Anda." in page
    assert "Tidak ada yang menunggu Anda" not in page


def test_a_long_section_shows_its_beginning_and_a_link_to_the_rest(site):
    for _n in range(17):
        site.receive("sktm", missing=("ktp",))
    page = site.at("counter").get(url("inbox"))
    assert len(sections(site, "counter")["applicant"]) == 15
    assert 'href="?semua=applicant"' in page.content.decode()
    whole = site.at("counter").get(url("inbox"), {"semua": "applicant"})
    assert whole.content.decode().count('class="row-number"') == 17
    assert site.at("counter").get(url("inbox"), {"semua": "x'"}).status_code == 200


def test_what_nobody_fetched_is_offered_to_who_may_call(site):
    site.receive("sktm", missing=("ktp",))
    for who in ("counter", "head"):
        assert sections(site, who)["applicant"] == ["0001/2026"]
        page = site.at(who).get(url("inbox")).content.decode()
        assert (f'href="{url("uncollected")}"' in page) is (who == "counter"), who


def queries_of(site, who):
    site.at(who).get(url("inbox"))  # the directory of offices is known once somebody has come
    with CaptureQueriesContext(connection) as caught:
        assert site.at(who).get(url("inbox")).status_code == 200
    return len(caught)


@pytest.mark.parametrize("who", ["counter", "head", "secretary"])
def test_the_inbox_costs_the_same_with_3_files_and_with_30(site, clock, who):
    codes = ("sktm", "sktm-rekomendasi", "ktp-el")
    for code in codes:
        site.receive(code)
    few = queries_of(site, who)
    made = [site.until(codes[n % 3], ("SIGN", "PRODUCE", "HAND_OVER")[n % 3]) for n in range(27)]
    with office_scope(site.office):
        for outcome in made[::5]:
            ContactAttempt.objects.create(
                file_id=outcome.file_id,
                at=clocks.now(),
                by_id=outcome.file_id,
                by_name="x",
                way="SMS",
                outcome="SENT",
            )
    clock.advance(minutes=40)
    assert queries_of(site, who) == few <= 15


def test_polling_answers_304_until_something_happens(site, clock):
    browser = site.at("counter")
    outcome = site.receive("sktm")
    first = browser.get(url("inbox_changes"))
    tag = first.headers["ETag"]
    assert (first.status_code, first.content) == (200, b"")
    again = browser.get(url("inbox_changes"), headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    site.step(outcome)
    moved = browser.get(url("inbox_changes"), headers={"If-None-Match": tag})
    assert (moved.status_code, moved.headers["ETag"] != tag) == (200, True)
    clock.advance(minutes=1)
    later = browser.get(url("inbox_changes"), headers={"If-None-Match": moved.headers["ETag"]})
    assert later.status_code == 200, "the time left is another"


def test_a_page_says_where_to_poll_and_what_to_hear(site, settings):
    settings.LIVE_URL = "/live"
    body = site.at("counter").get(url("inbox")).content.decode()
    assert 'data-live-url="/live"' in body
    assert f'data-live-poll="{url("inbox_changes")}"' in body
    ticket = body.partition('data-live-ticket="')[2].partition('"')[0]
    read = read_ticket(ticket)
    assert (read.schema, read.topics) == (site.office.schema_name, ("files",))


def test_without_a_stream_pages_only_poll(site, settings):
    settings.LIVE_URL = ""
    body = site.at("counter").get(url("inbox")).content.decode()
    assert 'data-live-url=""' in body
    assert 'data-live-ticket=""' in body


def test_every_live_file_is_in_exactly_one_section_of_every_inbox(site):
    site.receive("sktm", missing=("ktp",))
    for kind in ("VERIFY", "SIGN", "REGISTER", "HAND_OVER"):
        site.until("sktm", kind)
    waiting = site.until("ktp-el", "PRODUCE")
    site.step(waiting, Action.WAIT, agency="Dukcapil")
    with office_scope(site.office):
        everything = sorted(File.objects.values_list("id", flat=True))
        for actor in (each for who, each in site.people.items() if who != "admin"):
            found = queries.desk(actor, now=clocks.now(), seen=look(actor, now=clocks.now())).sections
            assert sorted(file.id for files in found.values() for file in files) == everything
            assert set(found) == set(Section)


def test_what_is_late_by_days_says_so_in_working_days(site, clock):
    """Promised within 15 minutes on Friday morning: on Tuesday it is late by days, whatever the hours."""
    site.receive("kp4")
    clock.set("2026-11-20 10:30")
    assert "Terlambat 1 jam 15 menit" in text(site.at("counter").get(url("inbox")))
    # A browser left alone over the weekend is signed out: others look.
    clock.set("2026-11-23 15:55")
    assert "Terlambat 1 hari kerja" in text(site.at("operator").get(url("inbox")))
    clock.set("2026-11-24 09:00")
    assert "Terlambat 2 hari kerja" in text(site.at("section_head").get(url("inbox")))


def test_a_service_is_begun_from_the_inbox_by_its_digit(site):
    """The same digits as on the page of all services; only for who receives files."""
    page = site.at("counter").get(url("inbox")).content.decode()
    asked = site.at("counter").get(url("intake")).content.decode()
    found = re.findall(r'href="(/terima/[^"]+)" data-key="(.)"', page)
    assert found == re.findall(r'href="(/terima/[^"]+)" data-key="(.)"', asked)
    assert len(found) == 5
    assert 'data-key="1"' not in site.at("head").get(url("inbox")).content.decode()
