"""From the draft to the notice board: who does what, what is frozen, what is shown to whom."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest

from commons import clock as clocks
from offices.models import DirtyMark, Office
from offices.scope import office_scope, public_scope
from recaps import gathering, operations, queries, tasks
from recaps.figures import Line, digest
from recaps.models import Promise, Recap
from recaps.operations import NewPromise, RecapRefused
from recaps.quarters import Quarter
from tests.applications.pages import inputs, sit_down, text, url
from tests.attachments.samples import photo as picture
from tests.desk import statuses, upload
from tests.world import PEOPLE
from trail.models import TrailEntry
from voice.models import RecapOnShow

pytestmark = pytest.mark.django_db
THIRD = Quarter(2026, 3)
READ = {"counter", "operator", "information", "section_head", "secretary", "head"}
ANALYSIS = "Kebanyakan mengeluhkan lamanya menunggu pada hari Senin."
PROMISE = NewPromise(topic="Antrean", words="Menambah loket", owner="Endah Lestari", due=date(2026, 12, 31))


def line(n, **facts):
    plain = {
        "number": f"{n:03d}/ADUAN/2026",
        "received_on": date(2026, 8, n),
        "kind": "Pengaduan",
        "channel": "Kotak Saran",
        "klass": "Ringan",
        "service": "SKTM",
        "section": "Pelayanan Umum",
        "open": False,
        "in_time": True,
        "done": "Jadwal loket diubah",
    }
    return Line(**{**plain, **facts})


@pytest.fixture
def complaints(monkeypatch):
    """What the quarter's complaints are; a test may change them."""
    found = [line(1), line(2, in_time=False), line(3, hidden=True, done="", service="KTP-el")]
    monkeypatch.setattr(gathering, "lines", lambda quarter: list(found) if quarter == THIRD else [])
    return found


class Round:
    """The people of one office at one recap."""

    def __init__(self, site):
        self.site = site

    def do(self, what, who, **facts):
        with office_scope(self.site.office):
            return what(actor=self.site.people[who], quarter=THIRD, now=clocks.now(), **facts)

    def refused(self, what, who, **facts):
        try:
            self.do(what, who, **facts)
        except RecapRefused as refused:
            return refused.code
        return ""

    def until_published(self):
        self.do(operations.draft, "information")
        self.do(operations.complete, "section_head", analysis=ANALYSIS, promises=[PROMISE])
        self.do(operations.approve, "head")
        return self.do(operations.publish, "section_head")

    def whole(self):
        with office_scope(self.site.office):
            found = queries.recap(THIRD)
            assert found is not None
            return queries.whole(found)


@pytest.fixture
def recap(site, clock, complaints) -> Round:
    clock.set("2026-10-05 09:00")
    return Round(site)


def test_every_step_is_somebodys_and_comes_after_the_one_before(recap, clock):
    clock.set("2026-09-30 16:00")
    assert recap.refused(operations.draft, "information") == "quarter_runs"
    clock.set("2026-10-05 09:00")
    assert recap.refused(operations.complete, "section_head", analysis=ANALYSIS, promises=[PROMISE]) == "gone"
    first = recap.do(operations.draft, "information")
    assert recap.do(operations.draft, "section_head").id == first.id
    complete = operations.complete
    late = NewPromise(topic="Lama", words="Sudah lewat", owner="Endah", due=date(2026, 10, 1))
    lacks = NewPromise(topic="", words="Tanpa pokok", owner="Endah", due=date(2026, 12, 1))
    cases: list[tuple[str, Any, str, dict[str, Any], str]] = [
        (
            "a clerk completes",
            complete,
            "counter",
            {"analysis": ANALYSIS, "promises": [PROMISE]},
            "not_yours",
        ),
        ("no analysis", complete, "section_head", {"analysis": "Baik", "promises": [PROMISE]}, "analysis"),
        ("no promise", complete, "section_head", {"analysis": ANALYSIS, "promises": []}, "promises"),
        ("a day gone by", complete, "section_head", {"analysis": ANALYSIS, "promises": [late]}, "due"),
        (
            "a promise about nothing",
            complete,
            "section_head",
            {"analysis": ANALYSIS, "promises": [lacks]},
            "promise",
        ),
        ("approved before it is complete", operations.approve, "head", {}, "state"),
        ("published before it is approved", operations.publish, "head", {}, "state"),
        ("on the board before it is published", operations.note_posted, "head", {}, "state"),
    ]
    for words, what, who, facts, code in cases:
        assert recap.refused(what, who, **facts) == code, words
    recap.do(complete, "section_head", analysis=ANALYSIS, promises=[PROMISE])
    assert recap.refused(operations.approve, "section_head") == "not_yours"
    assert recap.refused(operations.send_back, "head", reason="") == "reason"
    recap.do(operations.send_back, "head", reason="Janji kurang jelas")
    recap.do(complete, "section_head", analysis=ANALYSIS, promises=[PROMISE, PROMISE])
    recap.do(operations.approve, "head")
    for what, facts in ((operations.approve, {}), (operations.send_back, {"reason": "Terlambat sudah"})):
        assert recap.refused(what, "head", **facts) == "frozen"
    assert recap.refused(complete, "section_head", analysis=ANALYSIS, promises=[PROMISE]) == "frozen"
    with office_scope(recap.site.office):
        assert (Recap.objects.get().state, Promise.objects.count()) == ("APPROVED", 2)
        lines = TrailEntry.objects.filter(action__startswith="recap.").order_by("seq")
        told = lines.values_list("action", flat=True)
        assert list(told) == [
            "recap.drafted", "recap.completed", "recap.sent_back", "recap.completed", "recap.approved",
        ]  # fmt: skip
    with public_scope():
        assert DirtyMark.objects.filter(topic="voice", days__contains=[THIRD.last]).exists()


def test_what_is_published_is_frozen_and_says_what_changed_since(recap, complaints):
    row = recap.until_published()
    before = recap.whole()
    assert (before.figures.total, before.figures.late, before.figures.hidden) == (3, 1, 1)
    complaints[1] = line(2, in_time=True)
    complaints.append(line(9))
    after = recap.whole()
    assert after.figures == before.figures
    assert digest(after.recap.content) == row.sha256
    assert {(one.name, one.before, one.now) for one in after.since} == {
        ("total", 3, 4), ("in_time", 2, 4), ("late", 1, 0),
    }  # fmt: skip
    page = text(recap.site.at("head").get(url("recap", THIRD.key)))
    assert "Tercatat: 3 → 4" in page
    with public_scope():
        shown = RecapOnShow.objects.get(office_id=recap.site.office.id)
        assert (shown.published_on, shown.sha256) == (date(2026, 10, 5), row.sha256)


def test_a_promise_is_told_in_the_next_quarters_recap(recap, clock):
    recap.until_published()
    promise = recap.whole().promises[0].promise
    with office_scope(recap.site.office):
        for who, state, code in (("counter", "DONE", "not_yours"), ("head", "SUDAH", "state")):
            with pytest.raises(RecapRefused) as refused:
                operations.say(
                    actor=recap.site.people[who],
                    promise_id=promise.id,
                    state=state,
                    words="Sudah ada",
                    now=clocks.now(),
                )
            assert refused.value.code == code
        clock.set("2026-11-20 09:00")
        operations.say(
            actor=recap.site.people["section_head"],
            promise_id=promise.id,
            state="DONE",
            words="Loket ketiga dibuka",
            now=clocks.now(),
        )
        told = queries.earlier_promises(Quarter(2026, 4))
        assert [(one["state"], one["said"]) for one in told] == [("DONE", "Loket ketiga dibuka")]
        assert queries.earlier_promises(Quarter(2027, 1)) == [], "it ended before that quarter began"


def test_it_drafts_itself_once_on_the_first_working_day(recap, clock):
    with office_scope(recap.site.office):
        clock.set("2026-10-01 05:40")
        assert (tasks.draft_here(), tasks.draft_here()) == (1, 0)
        assert (Recap.objects.get().drafted_by, Recap.objects.count()) == ("", 1)
    with public_scope():
        clock.set("2026-11-20 05:40")
        assert tasks.draft_everywhere() == 0


def test_quarters_before_the_office_was_here_are_neither_offered_nor_drafted(recap, clock):
    kasi, id = recap.site.at("section_head"), recap.site.office.id
    with public_scope():
        Office.objects.filter(id=id).update(created_at=datetime(2026, 9, 1, 1, tzinfo=UTC))
    page = kasi.get(url("recaps")).content.decode()
    assert re.findall(r'<option value="([^"]+)"', page) == [THIRD.key]
    assert f"Rekap {THIRD.words} belum disusun" in page
    with office_scope(recap.site.office):
        assert queries.begun() == THIRD
        with pytest.raises(RecapRefused, match="sejak Triwulan III 2026"):
            operations.draft(quarter=THIRD.before(), actor=None, now=clocks.now())
    with public_scope():
        Office.objects.filter(id=id).update(created_at=datetime(2026, 10, 1, 1, tzinfo=UTC))
    page = kasi.get(url("recaps")).content.decode()
    assert "<option" not in page
    assert "belum disusun" not in page
    with office_scope(recap.site.office):
        assert tasks.draft_here() == 0
        assert not Recap.objects.exists()


def test_a_complaint_before_the_opening_brings_its_quarter(recap, monkeypatch):
    with public_scope():
        Office.objects.update(created_at=datetime(2026, 10, 1, 1, tzinfo=UTC))
    monkeypatch.setattr("complaints.queries.first_day", lambda: date(2026, 6, 30))
    with office_scope(recap.site.office):
        assert queries.begun() == THIRD.before()
        assert queries.owed(now=clocks.now()) == [THIRD, THIRD.before()]


def test_who_may_open_what_and_no_other_office(recap, elsewhere):
    recap.until_published()
    for name, args in (("recaps", ()), ("recap", (THIRD.key,)), ("recap_pdf", (THIRD.key,))):
        path = url(name, *args)
        assert statuses(recap.site, path) == {one: 200 if one in READ else 403 for one in PEOPLE}, path
        assert recap.site.stranger().get(path).status_code == 302, path
    theirs = elsewhere.at("head")
    for path in (url("recap", THIRD.key), url("recap_pdf", THIRD.key), url("public_recap", THIRD.key)):
        assert theirs.get(path).status_code == 404, path
    for what in ("lengkapi", "setujui", "umumkan", "foto"):
        assert theirs.post(url("recap_act", THIRD.key, what)).status_code == 404, what
        assert recap.site.at("head").get(url("recap_act", THIRD.key, what)).status_code == 405, what
    assert sit_down(recap.site.office, elsewhere.people["secretary"]).get(url("recaps")).status_code == 403
    for key in ("2026-9", "x", "2026-2"):
        assert recap.site.at("head").get(url("recap", key)).status_code == 404, key


def test_the_round_through_its_pages(recap):
    kasi, head, stranger = recap.site.at("section_head"), recap.site.at("head"), recap.site.stranger()
    path = url("recap", THIRD.key)
    assert kasi.post(url("recap_draft"), {"quarter": THIRD.key}).url == path
    assert stranger.get(url("public_recap", THIRD.key)).status_code == 404
    assert "menunggu dilengkapi" in text(kasi.get(url("inbox")))
    form = inputs(kasi.get(path), path + "lengkapi/")
    form |= {"analysis": ANALYSIS, "topic-0": "Antrean", "words-0": "Menambah loket", "owner-0": "Endah"}
    bad = kasi.post(path + "lengkapi/", form | {"due-0": "besok"})
    assert bad.status_code == 422
    assert 'value="besok"' in bad.content.decode()
    assert kasi.post(path + "lengkapi/", form | {"due-0": "31-12-2026"}).status_code == 303
    assert "menunggu persetujuan Anda" in text(head.get(url("inbox")))
    assert kasi.post(path + "setujui/").status_code == 422
    assert head.post(path + "setujui/").status_code == 303
    assert kasi.post(path + "umumkan/").status_code == 303
    public = text(stranger.get(url("public_recap", THIRD.key)))
    body = stranger.get(url("public_recap", THIRD.key)).content.decode()
    assert re.search(r"<dt>Pengaduan</dt><dd class=\"num\">\d+</dd>", body), "as the totals above stand"
    assert "Menambah loket" in public
    assert "Jadwal loket diubah" in public
    assert "003/ADUAN/2026" not in public, "a confidential complaint is only counted"
    assert THIRD.words in text(stranger.get(url("public_recaps")))
    for paper in ("a3", "a4"):
        assert stranger.get(url("recap_poster", THIRD.key, paper)).content.startswith(b"%PDF"), paper
    assert stranger.get(url("recap_poster", THIRD.key, "a9")).status_code == 404
    assert kasi.get(path + "rekap.pdf").content.startswith(b"%PDF")
    assert kasi.post(path + "foto/", {}).status_code == 422
    assert kasi.post(path + "foto/", {"photo": upload(picture(), "papan.jpg")}).status_code == 303
    assert "papan pengumuman difoto" in text(kasi.get(path))
