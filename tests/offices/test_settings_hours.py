"""Counter hours, closures, seasons: what is typed, what is refused, what is kept."""

from datetime import date, time
from typing import Any

import pytest

from applications.tasks import refresh_promises
from commons import clock as clocks
from commons.worktime import EXAMPLE_HOURS
from documents.office_settings import operations
from offices import calendars, opening
from offices.hours import load_calendar
from offices.models import Closure, OpeningHours, SpecialHours
from offices.scope import current_schema, office_scope, public_scope
from tests.applications.pages import inputs, text
from tests.desk import address
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
WEEK = {
    f"d{n}_{part}": value
    for n in range(5)
    for part, value in (
        ("opens", "08.00"),
        ("closes", "1500"),
        ("break_from", "12.00"),
        ("break_to", "12:30"),
    )
}
BLANK = {f"d{n}_{part}": "" for n in range(7) for part in ("opens", "closes", "break_from", "break_to")}


def send(site, **typed):
    return site.at("admin").post(address("settings_hours"), {**BLANK, **typed})


def season(site, **typed):
    return site.at("admin").post(address("settings_special"), {**BLANK, **SPECIAL, **typed})


def rows(site):
    with office_scope(site.office):
        return (
            OpeningHours.objects.count(),
            Closure.objects.count(),
            SpecialHours.objects.count(),
            TrailEntry.objects.count(),
        )


def words(site, on):
    with office_scope(site.office):
        return [(line.days, line.words) for line in opening.week(site.office.id, day=on)]


def test_new_hours_hold_from_the_day_named(site):
    answer = send(site, **WEEK, valid_from="01122026", do="save")
    assert answer.status_code == 302
    before, after = words(site, date(2026, 11, 20)), words(site, date(2026, 12, 9))
    assert before[0] == ("Senin–Kamis", "07.30–12.00 dan 13.00–16.00")
    assert after == [("Senin–Jumat", "08.00–12.00 dan 12.30–15.00"), ("Sabtu–Minggu", "tutup")]
    with office_scope(site.office):
        line = TrailEntry.objects.get(action="settings.hours_changed")
        assert line.data == {"valid_from": "2026-12-01"}
        assert line.actor_name == site.people["admin"].name


def test_hours_said_to_be_right_are_no_example_any_more(site):
    page = site.at("admin").get(address("settings_hours"))
    assert "Jam ini masih contoh" in text(page)
    form = inputs(page)
    same = {name: value for name, value in form.items() if name.startswith("d")}
    assert send(site, **same, valid_from="20-11-2026").status_code == 302
    assert "Jam ini masih contoh" not in text(site.at("admin").get(address("settings_hours")))
    with office_scope(site.office):
        assert opening.usual_week(site.office.id, day=date(2026, 11, 20)) == list(EXAMPLE_HOURS.days)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"d0_opens": "25.00"}, "Tulis jam seperti 07.30"),
        ({"d0_opens": "pagi"}, "Tulis jam seperti 07.30"),
        ({"d0_closes": ""}, "Isi jam buka dan jam tutup"),
        ({"d0_opens": "16.00"}, "jam tutup harus sesudah jam buka"),
        ({"d0_break_to": ""}, "Isi kedua jam istirahat"),
        ({"d0_break_from": "06.00", "d0_break_to": "06.30"}, "istirahat di antaranya"),
        ({"valid_from": "19-11-2026"}, "paling awal berlaku hari ini"),
        ({"valid_from": "31-02-2026"}, "tidak ada di kalender"),
        ({"valid_from": "20-11-2030"}, "paling awal berlaku hari ini"),
        ({"valid_from": ""}, "Tulis tanggal seperti"),
        ({"valid_from": "20-11-9999"}, "Tulis tanggal seperti"),
        (BLANK, "paling sedikit satu hari"),
    ],
)
def test_hours_that_cannot_be_are_refused_and_kept(site, typed, says):
    before = rows(site)
    sent = {**WEEK, "valid_from": "20-11-2026", "d1_opens": "09.15", **typed}
    answer = send(site, **sent)
    assert answer.status_code == 422
    assert says in text(answer)
    if typed is not BLANK:
        assert 'value="09.15"' in answer.content.decode()
    assert rows(site) == before


def close(site, **typed):
    return send(site, **{"do": "add_closure", "from_date": "24-11-2026", "reason": "Pemilihan RT", **typed})


def test_a_day_closed_takes_its_minutes_away(site):
    assert close(site).status_code == 302
    with office_scope(site.office):
        calendar = load_calendar(site.office.id)
        assert list(calendar.sessions(date(2026, 11, 24))) == []
        assert list(calendar.sessions(date(2026, 11, 25))) != []
    assert "Pemilihan RT" in text(site.at("admin").get(address("settings_hours")))


def test_part_of_a_day_and_several_days(site):
    close(site, to_date="26-11-2026", from_time="12.00", to_time="16.00")
    with office_scope(site.office):
        row = Closure.objects.get(office=site.office)
        assert (row.from_date, row.to_date) == (date(2026, 11, 24), date(2026, 11, 26))
        assert (row.from_time, row.to_time) == (time(12), time(16))
    seen = text(site.at("admin").get(address("settings_hours")))
    assert "12.00–16.00" in seen
    assert "Kamis, 26 November 2026" in seen


@pytest.mark.parametrize(
    "typed",
    [
        {"from_date": ""},
        {"from_date": "30-02-2026"},
        {"from_date": "19-11-2026"},
        {"to_date": "23-11-2026"},
        {"reason": " "},
        {"reason": "x" * 201},
        {"reason": "a\x07"},
        {"from_time": "16.00", "to_time": "12.00"},
        {"from_time": "12.00"},
        {"from_time": "siang"},
    ],
)
def test_a_closure_that_cannot_be_is_refused(site, typed):
    before = rows(site)
    assert close(site, **typed).status_code == 422
    assert rows(site) == before


def test_a_closure_is_removed_only_by_its_own_office(site, elsewhere):
    close(site)
    with office_scope(site.office):
        ref = Closure.objects.get(office=site.office).id
    assert send(elsewhere, do=f"remove_closure:{ref}").status_code == 404
    assert rows(site)[1] == 1
    assert send(site, do=f"remove_closure:{ref}").status_code == 302
    assert rows(site)[1] == 0
    assert send(site, do=f"remove_closure:{ref}").status_code == 404
    assert send(site, do="remove_closure:bukan-id").status_code == 404


def test_a_closure_of_the_kabupaten_is_the_kabupaten_s_to_take_back(site, elsewhere):
    day = date(2026, 11, 24)
    with public_scope():
        ids = [site.office.id, elsewhere.office.id]
        batch = calendars.close(office_ids=ids, from_date=day, to_date=day, reason="Pilkada")
        ref = Closure.objects.get(office=site.office).id
    seen = site.at("admin").get(address("settings_hours")).content.decode()
    assert "Pilkada" in seen
    assert "ditetapkan kabupaten" in seen
    assert "remove_closure:" not in seen
    before = rows(site), rows(elsewhere)
    answer = send(site, do=f"remove_closure:{ref}")
    assert answer.status_code == 422
    assert "Hanya kabupaten yang dapat membatalkannya" in text(answer)
    assert (rows(site), rows(elsewhere)) == before
    with public_scope():
        calendars.reopen(batch=batch)
    assert rows(site)[1] == 0


SPECIAL = {
    "name": "Ramadan 1448 H",
    "from_date": "08-02-2027",
    "to_date": "09-03-2027",
    "d0_opens": "08.00",
    "d0_closes": "14.00",
    "d4_opens": "tutup",
}


def test_a_season_has_its_own_hours(site):
    assert season(site).status_code == 302
    with office_scope(site.office):
        calendar = load_calendar(site.office.id)
        days = [date(2027, 2, 15), date(2027, 2, 16), date(2027, 2, 19), date(2027, 3, 15)]
        closes = [hours.closes.hour if hours else None for hours in map(calendar.hours_of, days)]
    # Monday as typed; Tuesday, left empty, as usual; Friday closed; after the season as usual.
    assert closes == [14, 16, None, 16]
    assert "Ramadan 1448 H" in text(site.at("admin").get(address("settings_hours")))


@pytest.mark.parametrize(
    "typed",
    [
        {"name": ""},
        {"from_date": "10-03-2027"},
        {"to_date": "09-12-2027"},
        {"from_date": "01-01-2026", "to_date": "01-02-2026"},
        {"d0_opens": "", "d0_closes": "", "d4_opens": ""},
        {"d0_closes": "07.00"},
    ],
)
def test_a_season_that_cannot_be_is_refused(site, typed):
    before = rows(site)
    answer = season(site, **typed)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert rows(site) == before


def test_a_season_is_removed_only_by_its_own_office(site, elsewhere):
    season(site)
    with office_scope(site.office):
        ref = SpecialHours.objects.get(office=site.office).id
    assert send(elsewhere, do=f"remove_special:{ref}").status_code == 404
    assert send(site, do=f"remove_special:{ref}").status_code == 302
    assert rows(site)[2] == 0


@pytest.mark.parametrize("change", ["hours", "closure", "removed"])
def test_running_promises_are_counted_anew_right_after_the_commit(
    site, change, django_capture_on_commit_callbacks, monkeypatch
):
    sent = []
    monkeypatch.setattr(refresh_promises, "apply_async", lambda *a, **k: sent.append(current_schema()))
    asked: dict[str, Any] = {"actor": site.people["admin"], "office_id": site.office.id, "now": clocks.now()}
    tuesday = date(2026, 11, 24)
    closed: dict[str, Any] = {"from_date": tuesday, "to_date": tuesday, "from_time": None, "to_time": None}
    with office_scope(site.office):
        with django_capture_on_commit_callbacks() as before:
            row = operations.add_closure(**asked, **closed, reason="Rapat")
        with django_capture_on_commit_callbacks() as after:
            if change == "hours":
                operations.set_hours(**asked, week=EXAMPLE_HOURS, valid_from=tuesday)
            if change == "removed":
                operations.remove_closure(**asked, closure_id=row.id)
        assert sent == [], "nothing before the commit"
        for callback in before if change == "closure" else after:
            callback()
    assert sent == [site.office.schema_name]


def test_a_refused_change_counts_nothing_anew(site, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as found:
        send(site, do="add_closure", from_date="31022026", reason="Rapat")
    assert found == []
