"""Jobs on offices: shown with what to do, asked for again where that is possible."""

from datetime import timedelta

import pytest
from django.db import connections

from audit.models import KabupatenEntry
from commons import clock as time
from console import operations
from console.models import OfficeHealth
from offices import asking_again
from offices.models import Job, JobItem, JobItemState, JobKind, JobState


@pytest.fixture
def sent(monkeypatch) -> list[str]:
    """What was handed to the worker."""
    found: list[str] = []
    monkeypatch.setattr("offices.sending.send", lambda job: found.append(str(job.pk)))
    monkeypatch.setattr("offices.tasks.migrate_offices.delay", lambda: found.append("migrate"))
    return found


def job(kind=JobKind.PROVISION, state=JobState.FAILED, **values) -> Job:
    facts = {"created_at": time.now(), "error": "Skema kantor belum lengkap", "total": 3, **values}
    return Job.objects.create(kind=kind, state=state, **facts)


def again(client, row, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return client.post(f"/pekerjaan/{row.pk}/ulangi/")


@pytest.mark.django_db
class TestAgain:
    def test_a_failed_preparation_goes_on(self, as_admin, office_a, sent, django_capture_on_commit_callbacks):
        row = job(office=office_a, steps=[{"key": "schema", "state": "DONE", "at": None}])
        assert "Jalankan lagi" in as_admin.get("/pekerjaan/").content.decode()
        assert again(as_admin, row, django_capture_on_commit_callbacks).status_code == 302
        row.refresh_from_db()
        assert (row.state, sent) == (JobState.WAITING, [str(row.pk)])
        assert KabupatenEntry.objects.filter(action="job.asked_again").count() == 1

    def test_a_failed_migration_begins_anew(self, as_admin, sent, django_capture_on_commit_callbacks):
        row = job(JobKind.MIGRATE)
        again(as_admin, row, django_capture_on_commit_callbacks)
        row.refresh_from_db()
        assert (row.state, sent) == (JobState.FAILED, ["migrate"])

    @pytest.mark.parametrize("state", [JobState.WAITING, JobState.DONE, JobState.RUNNING])
    def test_what_did_not_fail_is_not_repeated(
        self, as_admin, office_a, sent, state, django_capture_on_commit_callbacks
    ):
        row = job(state=state, office=office_a, beat_at=time.now())
        again(as_admin, row, django_capture_on_commit_callbacks)
        row.refresh_from_db()
        assert (row.state, sent) == (state, [])
        assert not KabupatenEntry.objects.filter(action="job.asked_again").exists()

    def test_one_whose_worker_died_is(self, as_admin, office_a, sent, django_capture_on_commit_callbacks):
        row = job(state=JobState.RUNNING, office=office_a, beat_at=time.now() - timedelta(hours=2))
        assert "Terhenti tanpa kabar" in as_admin.get(f"/pekerjaan/{row.pk}/").content.decode()
        again(as_admin, row, django_capture_on_commit_callbacks)
        assert sent == [str(row.pk)]

    @pytest.mark.parametrize("kind", [JobKind.EXPORT, JobKind.VERIFY, JobKind.RESTORE, JobKind.MERGE])
    def test_every_kind_goes_on(self, as_admin, office_a, sent, kind, django_capture_on_commit_callbacks):
        row = job(kind, office=office_a)
        assert "Jalankan lagi" in as_admin.get("/pekerjaan/").content.decode()
        again(as_admin, row, django_capture_on_commit_callbacks)
        row.refresh_from_db()
        assert (row.state, sent) == (JobState.WAITING, [str(row.pk)])

    def test_no_kind_is_without_a_way(self):
        assert all(asking_again.way_of(kind) for kind in JobKind)

    def test_never_by_get_nor_by_others(self, as_admin, enter_as, office_a, sent):
        row = job(office=office_a)
        assert as_admin.get(f"/pekerjaan/{row.pk}/ulangi/").status_code == 405
        for role in ("EXECUTIVE", "AUDITOR", "COMPLAINTS"):
            assert enter_as(role).post(f"/pekerjaan/{row.pk}/ulangi/").status_code == 403
        row.refresh_from_db()
        assert (row.state, sent) == (JobState.FAILED, [])

    def test_an_unknown_one(self, as_admin):
        path = "/pekerjaan/01a20109-dadb-70bd-88ae-8a3e81d69eb5/"
        assert as_admin.get(path).status_code == 404
        assert as_admin.post(path + "ulangi/").status_code == 404


@pytest.mark.django_db
class TestPage:
    @pytest.mark.parametrize(
        ("role", "status"), [("KAB_ADMIN", 200), ("AUDITOR", 200), ("EXECUTIVE", 403), ("COMPLAINTS", 403)]
    )
    def test_who_sees_it(self, enter_as, role, status):
        client = enter_as(role)
        assert client.get("/pekerjaan/").status_code == status
        assert client.get("/bantuan/").status_code == status

    def test_filters_and_pages(self, as_admin, office_a):
        job(office=office_a)
        for _n in range(31):
            job(JobKind.MIGRATE, JobState.DONE, error="")
        page = as_admin.get("/pekerjaan/").content.decode()
        assert "halaman=2" in page
        page = as_admin.get("/pekerjaan/", {"keadaan": "FAILED"}).content.decode()
        assert page.count("check-line") == 1
        assert office_a.full_name in page
        page = as_admin.get("/pekerjaan/", {"jenis": "EXPORT"}).content.decode()
        assert "Tidak ada pekerjaan yang cocok." in page
        assert as_admin.get("/pekerjaan/", {"halaman": "99999", "jenis": "'"}).status_code == 200

    def test_it_refreshes_itself_only_while_something_happens(self, as_admin):
        row = job(JobKind.MIGRATE, JobState.RUNNING, beat_at=time.now(), done=1, error="")
        assert 'hx-trigger="every 2s"' in as_admin.get("/pekerjaan/").content.decode()
        Job.objects.filter(pk=row.pk).update(state=JobState.DONE)
        assert 'hx-trigger="every 2s"' not in as_admin.get("/pekerjaan/").content.decode()

    def test_which_offices_a_release_left_behind_and_why(self, as_admin, office_a, office_b):
        assert "Belum dibandingkan" in as_admin.get("/pekerjaan/").content.decode()
        for office, missing in ((office_a, ["applications.0003_x"]), (office_b, [])):
            OfficeHealth.objects.create(office_id=office.id, schema_missing=missing, schema_at=time.now())
        row = job(JobKind.MIGRATE)
        JobItem.objects.create(
            job=row, office=office_a, state=JobItemState.REFUSED, error="katalognya berbeda", at=time.now()
        )
        page = as_admin.get("/pekerjaan/").content.decode()
        assert "1 tertinggal" in page
        assert "applications.0003_x" in page
        assert "katalognya berbeda" in page
        assert "katalognya berbeda" in as_admin.get(f"/pekerjaan/{row.pk}/").content.decode()


@pytest.mark.usefixtures("live_database")
class TestSurvey:
    def test_every_office_is_compared_with_the_release(self, office_a, office_b):
        with connections["owner"].cursor() as cursor:
            cursor.execute(f"DELETE FROM {office_a.schema_name}.django_migrations WHERE app = 'queueing'")
        assert operations.survey(now=time.now()) == 1
        rows = {row.office_id: row.schema_missing for row in OfficeHealth.objects.all()}
        assert rows[office_b.id] == []
        assert {name.partition(".")[0] for name in rows[office_a.id]} == {"queueing"}
