"""The citizens' voice as figures: folded step by step as rebuilt whole; the kabupaten's pages."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from accounts.permissions import ALL_KABUPATEN
from commons import clock as clocks
from indicators import queries as indicators
from indicators import storage
from indicators.folding import fold_office, rebuild
from indicators.measures import definition_of
from indicators.periods import Period
from indicators.results import Scope
from offices.models import Office
from offices.scope import office_scope, public_scope
from onboarding.models import Case
from recaps import operations as recaps
from recaps.quarters import Quarter
from suggestionbox import operations
from tests.onboarding.conftest import kabupaten_person, signed_in
from tests.recaps.test_recaps import ANALYSIS, PROMISE
from tests.suggestionbox.round import FRIDAY
from voice import presenters, queries, tasks
from voice.models import RecapOnShow, VoiceDay, VoiceMonth
from voice.pages import READERS

pytestmark = pytest.mark.django_db
MONDAY, NOVEMBER = date(2026, 11, 23), date(2026, 11, 1)
THIRD = Quarter(2026, 3)
PATHS = ("/pengaduan/", "/pengaduan/rekap/", "/laporan/pengaduan.xlsx", "/laporan/pengaduan.pdf")


def fold(office):
    fold_office(office, now=clocks.now())


def cells(table=VoiceDay):
    with public_scope():
        return {key: cell.counts for key, cell in storage.load(table)}


def boxes(found):
    """Only what rituals and recaps count."""
    names = ("box_due", "box_kept", "recaps_due", "recaps_published")
    return {
        day: {name: n for name, n in counts.items() if name in names}
        for (service, day), counts in found.items()
        if service == ""
    }


def test_rituals_stand_on_their_days_and_silence_is_counted_by_the_night(box, clock):
    box.whole_day()
    fold(box.site.office)
    assert boxes(cells())[FRIDAY] == {"box_due": 1, "box_kept": 1}
    clock.set("2026-11-24 00:26")
    tasks.count_day()
    fold(box.site.office)
    assert boxes(cells())[MONDAY] == {"box_due": 1}
    clock.set("2026-11-24 09:00")
    box.do(operations.record_missed, who="section_head", day=MONDAY, reason="Kunci tertinggal di rumah")
    fold(box.site.office)
    assert boxes(cells())[MONDAY] == {"box_due": 1}, "a reason does not make it kept"
    assert boxes(cells(VoiceMonth))[NOVEMBER] == {"box_due": 2, "box_kept": 1}


def test_rebuilt_it_is_what_grew_step_by_step(box, clock):
    opening = box.whole_day(slips=2)
    box.do(operations.recount, opening_id=opening.id, found=3, reason="Satu terselip")
    fold(box.site.office)
    box.slip(opening, "Pintu rusak")
    box.witness(opening, "counter", "operator")
    box.close(opening)
    for day in ("2026-11-23", "2026-11-24", "2026-11-25"):
        clock.set(f"{day} 16:05")
        if day != "2026-11-24":
            box.whole_day(date.fromisoformat(day))
        fold(box.site.office)
        clock.advance(hours=9)
        tasks.count_day()
        fold(box.site.office)
    grew = cells(), cells(VoiceMonth)
    for _month in rebuild(box.site.office, period=Period(date(2026, 9, 1), clocks.today()), now=clocks.now()):
        pass
    assert (cells(), cells(VoiceMonth)) == grew
    assert boxes(grew[1])[NOVEMBER] == {"box_due": 4, "box_kept": 3}


def test_a_recap_is_due_once_the_office_had_begun(box, clock):
    clock.set("2026-09-29 16:05")
    box.whole_day(date(2026, 9, 29))
    clock.set("2026-10-05 09:00")
    who = box.site.people
    with office_scope(box.site.office):
        facts: dict[str, Any] = {"quarter": THIRD, "now": clocks.now()}
        recaps.draft(actor=None, **facts)
        fold(box.site.office)
        assert boxes(cells())[THIRD.last] == {"box_due": 1, "recaps_due": 1}
        recaps.complete(actor=who["section_head"], analysis=ANALYSIS, promises=[PROMISE], **facts)
        recaps.approve(actor=who["head"], **facts)
        recaps.publish(actor=who["head"], **facts)
    fold(box.site.office)
    assert boxes(cells())[THIRD.last]["recaps_published"] == 1
    with public_scope():
        assert RecapOnShow.objects.get().published_on == date(2026, 10, 5)


def test_the_figures_reach_the_kabupaten_and_nothing_else_does(box, elsewhere, clock, client_kabupaten):
    box.whole_day(slips=1)
    fold(box.site.office)
    clock.set("2026-12-01 09:00")
    seen = signed_in(Client(SERVER_NAME="kabupaten.localhost"), kabupaten_person("EXECUTIVE", word="x"))
    for number, role in enumerate(ALL_KABUPATEN):
        somebody = kabupaten_person(role, word=f"y{number}")
        come = signed_in(Client(SERVER_NAME="kabupaten.localhost"), somebody)
        for path in PATHS:
            assert come.get(path).status_code == (200 if role in READERS else 403), (path, role)
    for path in PATHS:
        assert client_kabupaten.get(path).status_code == 302, path
    page = seen.get("/pengaduan/?triwulan=2026-4").content.decode()
    assert "Kecamatan Uji Barat" in page
    assert "Kelurahan Uji Timur" in page
    assert "tidak ada yang tercatat" in page
    assert "Kursi tunggu" not in page
    assert '<table class="lk-table register"' in page, "cards where the paper is narrow"
    assert '<span class="cell-label">Lewat batas</span>' in page
    table = seen.get("/pengaduan/rekap/").content.decode()
    assert table.count("belum disusun") == 6, "two offices, the three quarters since they are here"
    assert "Triwulan IV 2025" not in table
    for odd in ("x", "2026-9", "2026-1-1", "<script>"):
        assert seen.get("/pengaduan/", {"triwulan": odd}).status_code == 200, odd
    book = CalamineWorkbook.from_filelike(
        BytesIO(seen.get("/laporan/pengaduan.xlsx?triwulan=2026-4").content)
    )
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows][-2:] == [
        "Kecamatan Uji Barat",
        "Kelurahan Uji Timur",
    ]
    assert seen.get("/laporan/pengaduan.pdf?triwulan=2026-4").content.startswith(b"%PDF")


def test_shares_of_few_are_not_said(box, clock):
    box.whole_day()
    fold(box.site.office)
    scope = Scope(period=Period.month(FRIDAY), offices=frozenset({box.site.office.id}))
    kept = indicators.table(scope=scope, keys=["box_kept"]).rows[0].values["box_kept"]
    assert (kept.n, kept.enough) == (1, False)
    assert definition_of("complaints_received").direction.value == "NONE"


def test_no_recap_is_asked_of_a_quarter_before_an_office_was_here(box, elsewhere, clock):
    """One opened in the fourth quarter and kept its box in the third; the other opened in the second."""
    with public_scope():
        Office.objects.filter(id=box.site.office.id).update(created_at=datetime(2026, 11, 2, 1, tzinfo=UTC))
        Office.objects.filter(id=elsewhere.office.id).update(created_at=datetime(2026, 5, 4, 1, tzinfo=UTC))
    clock.set("2026-09-29 16:05")
    box.whole_day(date(2026, 9, 29))
    fold(box.site.office)
    clock.set("2026-12-01 09:00")
    found = queries.recap_table(now=clocks.now())
    assert found.quarters == [THIRD, THIRD.before()]
    words = {
        row.office.name: [one["words"] for one in presenters.recap_row(row)["cells"]] for row in found.rows
    }
    assert words == {
        "Kelurahan Uji Timur": ["belum disusun", "belum disusun"],
        "Kecamatan Uji Barat": ["belum disusun", "belum memakai Loket"],
    }
    assert list(words) == ["Kelurahan Uji Timur", "Kecamatan Uji Barat"], "who owes most stands first"
    second = {one.office.name: one for one in queries.compilation(THIRD.before()).offices}
    shown = presenters.row(second["Kecamatan Uji Barat"])
    assert (shown["recap"], shown["recap_tone"]) == ("belum memakai Loket", "plain")
    assert presenters.row(second["Kelurahan Uji Timur"])["recap"] == "belum disusun"


def test_an_office_that_came_on_by_a_case_is_here_since_it_opened(box):
    with public_scope():
        before = queries.begun_quarters()[box.site.office.id]
        moment = datetime(2026, 9, 30, 17, 30, tzinfo=UTC)  # the first of October here
        facts = {
            "code": box.site.office.kemendagri_code,
            **dict.fromkeys(("started_at", "changed_at", "live_at"), moment),
        }
        Case.objects.create(office=box.site.office, **facts)
    assert before == Quarter(2026, 1)
    assert queries.begun_quarters()[box.site.office.id] == Quarter(2026, 4)
