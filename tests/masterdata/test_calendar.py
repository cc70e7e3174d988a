"""Holidays, closures and seasons of many offices: what they do to days, trails, promises; two at once."""

from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications import promises
from audit import changing
from audit.changing import Stale
from audit.queries import latest
from commons import clock as times
from masterdata import operations, queries, renewing
from masterdata.forms_calendar import read_file
from masterdata.operations import CalendarRefused, NewHoliday, holidays_of
from offices import calendars, hours, opening
from offices.models import Closure, HolidayChange, HolidayOverride, HolidaySort, Job, JobState, SpecialHours
from offices.scope import office_scope, public_scope

pytestmark = pytest.mark.django_db
NEW_DAY = NewHoliday(date(2026, 12, 28), "Cuti Bersama Natal", HolidaySort.JOINT_LEAVE, "SKB 3 Menteri")
FRIDAY = {str(n): {"opens": "08:00", "closes": "15:00", "breaks": []} for n in range(5)}


def add(admin, *holidays, seen=0, year=2026):
    with public_scope():
        return operations.add_holidays(
            year=year, holidays=holidays or [NEW_DAY], seen=seen, actor=admin, now=times.now()
        )


def close(admin, *, offices=None, day=date(2026, 12, 1), seen=0, **more):
    with public_scope():
        return operations.close(
            office_ids=offices,
            from_date=day,
            to_date=day,
            from_time=more.get("from_time"),
            to_time=more.get("to_time"),
            reason="Pemilihan umum",
            seen=seen,
            actor=admin,
            now=times.now(),
        )


def is_open(office, day):
    return bool(hours.load_calendar(office.id).sessions(day))


@pytest.fixture
def open_week(office_a, office_b, clock):
    from commons.worktime import EXAMPLE_HOURS  # noqa: PLC0415
    from offices import details  # noqa: PLC0415

    for office in (office_a, office_b):
        with office_scope(office):
            details.set_opening_hours(office_id=office.id, week=EXAMPLE_HOURS, valid_from=date(2026, 1, 1))


def test_an_added_day_is_free_everywhere_and_on_the_trail(admin, open_week, office_a, office_b, sent):
    assert is_open(office_a, NEW_DAY.day)
    job = add(admin)
    assert not is_open(office_a, NEW_DAY.day)
    assert not is_open(office_b, NEW_DAY.day)
    (line,) = latest(subject=holidays_of(2026))
    assert line.action == "holiday.added"
    assert line.data["new"][0] == {
        "day": "2026-12-28",
        "name": "Cuti Bersama Natal",
        "kind": "JOINT_LEAVE",
        "source": "SKB 3 Menteri",
    }
    assert job.total == 2


def test_a_day_that_is_free_already_is_refused_and_nothing_changes(admin, database, clock):
    for day in (date(2026, 12, 25), date(2027, 1, 4)):
        with pytest.raises(CalendarRefused):
            add(admin, NewHoliday(day, "Natal", HolidaySort.NATIONAL, "SKB"))
    with public_scope():
        assert not HolidayOverride.objects.exists()
        assert not Job.objects.exists()
    assert latest(subject=holidays_of(2026)) == []


def test_a_national_day_is_taken_away_and_comes_back(admin, open_week, office_a):
    christmas = date(2026, 12, 25)
    with public_scope():
        operations.remove_holiday(
            day=christmas, source="Keppres 1/2026", seen=0, actor=admin, now=times.now()
        )
        row = HolidayOverride.objects.get()
    assert (row.change, row.source) == (HolidayChange.REMOVE, "Keppres 1/2026")
    assert is_open(office_a, christmas)
    add(
        admin,
        NewHoliday(christmas, "Natal", HolidaySort.NATIONAL, "Keppres 2"),
        seen=changing.newest(holidays_of(2026)),
    )
    assert not is_open(office_a, christmas)
    with public_scope():
        assert not HolidayOverride.objects.exists()


def test_an_added_day_is_removed_again(admin, open_week, office_a):
    add(admin)
    with public_scope():
        seen = changing.newest(holidays_of(2026))
        operations.remove_holiday(
            day=NEW_DAY.day, source="Dibatalkan", seen=seen, actor=admin, now=times.now()
        )
        with pytest.raises(CalendarRefused):
            operations.remove_holiday(
                day=NEW_DAY.day,
                source="Lagi",
                seen=changing.newest(holidays_of(2026)),
                actor=admin,
                now=times.now(),
            )
    assert is_open(office_a, NEW_DAY.day)


def test_the_second_admin_is_told_who_was_first(admin, other_admin, database, clock):
    add(admin)
    with pytest.raises(Stale) as refused:
        add(other_admin, NewHoliday(date(2026, 12, 29), "Lagi", HolidaySort.NATIONAL, "SKB"), seen=0)
    assert "Arif Rahman" in str(refused.value)
    with public_scope():
        assert HolidayOverride.objects.count() == 1


def test_a_year_without_joint_leave_says_so(as_admin, database):
    page = as_admin.get("/data-induk/kalender/2031/").content.decode()
    assert "Cuti bersama 2031 belum dimuat" in page
    add_page = {
        "do": "add",
        "seen": "0",
        "day": "27-01-2031",
        "name": "Cuti Bersama",
        "kind": "JOINT_LEAVE",
        "source": "SKB 3 Menteri",
    }
    assert as_admin.post("/data-induk/kalender/2031/ubah/", add_page).status_code == 302
    assert "belum dimuat" not in as_admin.get("/data-induk/kalender/2031/").content.decode()
    with public_scope():
        assert queries.year_is_known(2031)


GOOD = "tanggal;nama;jenis;sumber\n27-01-2031;Imlek;cuti bersama;SKB\n2031-02-03;Hari Uji;;SKB\n"


def test_a_file_of_holidays_is_loaded_whole(as_admin, database):
    file = SimpleUploadedFile("libur.csv", GOOD.encode())
    data = {"do": "import", "seen": "0", "file": file, "file_source": ""}
    assert as_admin.post("/data-induk/kalender/2031/ubah/", data).status_code == 302
    with public_scope():
        assert HolidayOverride.objects.count() == 2
    (line,) = latest(subject=holidays_of(2031))
    assert line.data["file"] == "libur.csv"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("tanggal,nama\n31-02-2031,Salah\n", 2, "tidak ada di kalender"),
        ("tanggal,nama\n01-03-2031,\n", 2, "belum diisi"),
        ("tanggal,nama\n01-03-2030,Lain\n", 2, "Bukan tanggal tahun 2031"),
        ("tanggal,nama\n01-03-2031,A\n01-03-2031,B\n", 3, "sudah ada di baris 2"),
        ("tanggal,nama,jenis\n01-03-2031,A,libur sekolah\n", 2, "Jenis harus"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_loaded(as_admin, database, text, line, words):
    _good, bad = read_file(text.encode(), year=2031, source="SKB")
    assert [(each.line, words in each.message) for each in bad] == [(line, True)]
    file = SimpleUploadedFile("libur.csv", text.encode())
    data = {"do": "import", "seen": "0", "file": file, "file_source": "SKB"}
    page = as_admin.post("/data-induk/kalender/2031/ubah/", data)
    assert page.status_code == 422
    assert words in page.content.decode()
    with public_scope():
        assert not HolidayOverride.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04rusak", b"a;b\n1;2\n"])
def test_what_is_no_table_is_refused(as_admin, database, content):
    data = {"do": "import", "seen": "0", "file": SimpleUploadedFile("x.csv", content), "file_source": "SKB"}
    assert as_admin.post("/data-induk/kalender/2031/ubah/", data).status_code == 422
    with public_scope():
        assert not HolidayOverride.objects.exists()


def test_a_closure_of_all_reaches_their_public_pages(admin, open_week, office_a, office_b, client_a, clock):
    close(admin)
    for office in (office_a, office_b):
        assert not is_open(office, date(2026, 12, 1))
        with office_scope(office):
            assert any("Pemilihan umum" in line for line in opening.closures(office.id, day=times.today()))
    assert "Pemilihan umum" in client_a.get("/").content.decode()


def test_a_closure_of_one_is_no_closure_of_the_other(admin, open_week, office_a, office_b, client_b):
    job = close(admin, offices=[office_a.id], from_time=time(10), to_time=time(11))
    assert len(hours.load_calendar(office_a.id).sessions(date(2026, 12, 1))) == 3
    assert len(hours.load_calendar(office_b.id).sessions(date(2026, 12, 1))) == 2
    assert "Pemilihan umum" not in client_b.get("/").content.decode()
    assert job.details["offices"] == [str(office_a.id)]


def test_it_is_taken_back_as_one(admin, open_week, office_a, office_b):
    close(admin, offices=[office_a.id, office_b.id])
    with public_scope():
        (batch,) = calendars.closures()
        assert set(batch.offices or ()) == {office_a.id, office_b.id}
        seen = changing.newest(operations.CLOSURES)
        operations.reopen(batch=batch.id, seen=seen, actor=admin, now=times.now())
        assert not Closure.objects.exists()
        with pytest.raises(CalendarRefused):
            operations.reopen(
                batch=batch.id, seen=changing.newest(operations.CLOSURES), actor=admin, now=times.now()
            )
    assert is_open(office_a, date(2026, 12, 1))


def test_a_season_leaves_an_offices_own_hours_alone(admin, open_week, office_a, office_b):
    with office_scope(office_b):
        SpecialHours.objects.create(
            office_id=office_b.id,
            name="Sendiri",
            from_date=date(2027, 2, 10),
            to_date=date(2027, 2, 20),
            hours=FRIDAY,
        )
    with public_scope():
        job, kept = operations.add_season(
            office_ids=[office_a.id, office_b.id],
            name="Ramadan 1448 H",
            from_date=date(2027, 2, 8),
            to_date=date(2027, 3, 9),
            days=FRIDAY,
            seen=0,
            actor=admin,
            now=times.now(),
        )
        assert (job.total, kept) == (1, 1)
        (batch,) = calendars.seasons()
        assert batch.offices == (office_a.id,)
        operations.remove_season(
            batch=batch.id, seen=changing.newest(operations.SEASONS), actor=admin, now=times.now()
        )
        assert [row.name for row in SpecialHours.objects.all()] == ["Sendiri"]


def test_the_pages_close_and_open_again(as_admin, open_week, office_a, sent):
    data = {
        "seen": "0",
        "reason": "Banjir",
        "from_date": "01-12-2026",
        "who": "CHOSEN",
        "offices": str(office_a.id),
    }
    assert as_admin.post("/data-induk/tutup/ubah/", data).status_code == 302
    page = as_admin.get("/data-induk/tutup/").content.decode()
    assert "Banjir" in page
    assert "Kecamatan Uji Barat" in page
    assert as_admin.post("/data-induk/tutup/ubah/", data).status_code == 422  # stale by now
    with public_scope():
        (batch,) = calendars.closures()
    seen = changing.newest(operations.CLOSURES)
    assert (
        as_admin.post("/data-induk/tutup/ubah/", {"seen": seen, "remove": str(batch.id)}).status_code == 302
    )
    assert "Banjir" not in as_admin.get("/data-induk/tutup/").content.decode().split("Riwayat")[0]


@pytest.mark.parametrize(
    "change",
    [
        {"reason": ""},
        {"from_date": "31-02-2026"},
        {"from_date": "01-11-2026"},
        {"to_date": "01-11-2026"},
        {"from_time": "25.00"},
        {"who": ""},
        {"who": "CHOSEN"},
        {"who": "LEVEL"},
    ],
)
def test_a_bad_closure_changes_nothing(as_admin, open_week, change):
    data = {"seen": "0", "reason": "Banjir", "from_date": "01-12-2026", "who": "ALL", **change}
    assert as_admin.post("/data-induk/tutup/ubah/", data).status_code == 422
    with public_scope():
        assert not Closure.objects.exists()


def test_the_job_renews_each_office_once_and_goes_on_after_a_fault(admin, open_week, office_a, monkeypatch):
    job = add(admin)
    seen, faults = [], [True]

    def refresh(*, now):
        from offices.scope import current_office  # noqa: PLC0415

        office = current_office()
        seen.append(office.slug)
        if office.slug == office_a.slug and faults and faults.pop():
            raise OSError("secret words")
        return 3

    monkeypatch.setattr(promises, "refresh", refresh)
    with pytest.raises(renewing.Unfinished):
        renewing.carry_out(job.pk)
    with public_scope():
        row = Job.objects.get(pk=job.pk)
    assert row.state == JobState.FAILED
    assert "secret" not in row.error
    done = renewing.carry_out(job.pk)
    assert done.details["changed"] == 6
    assert len(seen) == 3
    assert renewing.carry_out(job.pk).state == JobState.DONE
    assert len(seen) == 3


def test_the_page_of_a_job_shows_progress_and_runs_it_again(
    as_admin, admin, open_week, sent, django_capture_on_commit_callbacks
):
    job = add(admin)
    path = f"/data-induk/hitung-ulang/{job.pk}/"
    page = as_admin.get(path).content.decode()
    assert "every 1s" in page
    with public_scope():
        Job.objects.filter(pk=job.pk).update(state=JobState.FAILED)
    assert "Jalankan lagi" in as_admin.get(path).content.decode()
    sent.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert as_admin.post(f"/pekerjaan/{job.pk}/ulangi/").status_code == 302
    assert sent == [job.pk]


def test_a_task_that_runs_twice_is_harmless(admin, open_week):
    from masterdata.tasks import renew_promises  # noqa: PLC0415

    job = add(admin)
    assert renew_promises(str(job.pk)) == "DONE"
    assert renew_promises(str(job.pk)) == "DONE"
    with public_scope():
        assert Job.objects.get(pk=job.pk).done == 2
