"""An office's data out and in, by pages and worker."""

import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from audit.models import KabupatenEntry
from officelife.views_archive import LINK_SECONDS
from offices import archive_store, keys, tasks
from offices.models import Job, JobKind, JobState, Office
from offices.owning import OWNER, exists
from tests.officelife.conftest import REASON
from tests.onboarding.conftest import kabupaten_person, signed_in

pytestmark = pytest.mark.usefixtures("live_database")
PATH = "/kantor/35.99.01/urus/arsip/"
SURE = {"reason": REASON, "slug": "kec-uji-barat", "readable": "ya"}
OTHER_MASTER = "b3RoZXItbWFzdGVyLWtleS0zMi1ieXRlcy0hISEhISE="


@pytest.fixture
def written(as_admin, office_a) -> Job:
    """An archive of office A, ready to be taken."""
    as_admin.post(PATH, SURE)
    job = Job.objects.get(kind=JobKind.EXPORT)
    assert tasks.write_archive(str(job.pk)) == JobState.DONE
    job.refresh_from_db()
    return job


def taken(client: Any, job: Job) -> tuple[bytes, str]:
    link = client.post(f"/urusan/{job.pk}/unduh/").headers["Location"]
    page = client.post(f"/urusan/{job.pk}/kunci/").content.decode()
    return b"".join(client.get(link).streaming_content), page.split('class="secret">')[1].split("</code>")[0]


def test_a_double_click_gives_one_job_and_the_second_admin_its_page(as_admin, as_other, office_a, sent):
    first, again = as_admin.post(PATH, SURE), as_admin.post(PATH, SURE)
    other = as_other.post(PATH, SURE, follow=True)
    job = Job.objects.get(kind=JobKind.EXPORT)
    assert first.headers["Location"] == again.headers["Location"] == f"/urusan/{job.pk}/"
    assert "sudah diminta Arif Rahman" in other.content.decode()
    assert sent == [("offices.write_archive", str(job.pk))]


def test_the_link_is_for_one_person_and_the_key_is_shown_once(written, as_admin, as_other):
    link = as_admin.post(f"/urusan/{written.pk}/unduh/").headers["Location"]
    assert as_other.get(link).status_code == 404
    assert as_admin.get(f"/urusan/{written.pk}/arsip.zip").status_code == 404
    content, key = taken(as_admin, written)
    assert (content[:2], len(content), len(key)) == (b"PK", written.details["size"], 44)
    again = as_admin.post(f"/urusan/{written.pk}/kunci/", follow=True).content.decode()
    assert "sudah pernah ditampilkan" in again


def test_a_link_is_good_for_five_minutes_and_an_archive_for_its_days(written, as_admin, monkeypatch):
    link = as_admin.post(f"/urusan/{written.pk}/unduh/").headers["Location"]
    real = time.time
    for later, status in ((LINK_SECONDS - 5, 200), (LINK_SECONDS + 5, 404)):
        with monkeypatch.context() as patched:
            patched.setattr("time.time", lambda later=later: real() + later)
            answer = as_admin.get(link)
            assert answer.status_code == status
            answer.close()
    assert as_admin.get(link + "x").status_code == 404
    archive_store.drop(written.details["file"])
    assert as_admin.get(link).status_code == 404
    before = KabupatenEntry.objects.filter(action="office.archive_taken").count()
    page = as_admin.post(f"/urusan/{written.pk}/unduh/", follow=True).content.decode()
    assert "sudah dihapus karena masa simpannya lewat" in page
    assert KabupatenEntry.objects.filter(action="office.archive_taken").count() == before


@pytest.fixture
def elsewhere(written, as_admin, settings, folders, fresh_database) -> Any:
    """(admin of another server, the archive, its key)."""
    content, key = taken(as_admin, written)
    for one in connections.all():
        one.close()
    fresh_database()
    office = Office.objects.get(slug="kec-uji-barat")
    with connections[OWNER].cursor() as cursor:
        cursor.execute(f"DROP SCHEMA {office.schema_name} CASCADE")
        cursor.execute("DELETE FROM offices_officekey WHERE office_id = %s", [office.pk])
        cursor.execute("DELETE FROM offices_domain WHERE tenant_id = %s", [office.pk])
        cursor.execute("DELETE FROM offices_office WHERE id = %s", [office.pk])
    settings.MASTER_KEY, settings.MEDIA_ROOT = OTHER_MASTER, folders / "elsewhere"
    keys.forget_keys()
    client = signed_in(Client(SERVER_NAME="kabupaten.localhost"), kabupaten_person("KAB_ADMIN", word="sana"))
    return client, content, key


def looked_at(client: Any, content: bytes, key: str) -> Job:
    upload = SimpleUploadedFile("kantor.zip", content, "application/zip")
    answer = client.post("/kantor/pulihkan/", {"archive": upload, "key": key})
    assert answer.status_code == 302, answer.content
    job = Job.objects.get(kind=JobKind.VERIFY)
    assert tasks.look_at_archive(str(job.pk)) == JobState.DONE
    job.refresh_from_db()
    return job


def test_nobody_but_the_admin_may_send_more_than_a_form(as_admin, enter_as, monkeypatch):
    """It is refused before it is read: a form is read for its token before anybody asks who sent it."""
    monkeypatch.setattr("config.input_guard.MOST", 2_000)
    sent = {"archive": SimpleUploadedFile("a.zip", b"x" * 5_000)}
    stranger = Client(SERVER_NAME="kabupaten.localhost", enforce_csrf_checks=True)
    for client in (stranger, *map(enter_as, ("EXECUTIVE", "AUDITOR", "COMPLAINTS"))):
        client.get("/masuk/")
        assert client.post("/kantor/pulihkan/", sent).status_code == 413
        sent["archive"].seek(0)
    assert not Job.objects.filter(kind=JobKind.VERIFY).exists()
    assert as_admin.post("/kantor/pulihkan/", sent).status_code == 302
    assert Job.objects.filter(kind=JobKind.VERIFY).count() == 1


def test_an_office_is_restored_once_under_another_master_key_also_after_a_kill(elsewhere, monkeypatch):
    client, content, key = elsewhere
    seen = looked_at(client, content, key)
    path = f"/urusan/{seen.pk}/pulihkan/"
    assert client.post(path, {"reason": REASON, "slug": "35.99.02"}).status_code == 422
    for _time in range(2):
        client.post(path, {"reason": REASON, "slug": "35.99.01"})
    job = Job.objects.get(kind=JobKind.RESTORE)

    def killed(_schemas: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr("offices.migrating.migrate_offices", killed)
        with pytest.raises(SystemExit):
            tasks.restore_office(str(job.pk))
    client.post(f"/pekerjaan/{job.pk}/ulangi/")
    assert tasks.restore_office(str(job.pk)) == JobState.DONE
    job.refresh_from_db()
    assert job.office is not None
    assert (job.office.slug, job.office.state, "key" in job.details) == ("kec-uji-barat", "READY", False)
    assert not archive_store.is_there(job.details["file"])
    for page in (f"/urusan/{job.pk}/", "/kantor/35.99.01/petugas/", "/kantor/35.99.01/urus/"):
        assert client.get(page).status_code == 200


@pytest.mark.parametrize("damage", [lambda raw: raw[: len(raw) // 2], lambda _raw: b"bukan zip"])
def test_a_damaged_archive_is_refused_and_nothing_is_there(elsewhere, damage):
    client, content, key = elsewhere
    seen = looked_at(client, damage(content), key)
    assert "Tidak ada yang dipulihkan" in client.get(f"/urusan/{seen.pk}/").content.decode()
    assert client.post(f"/urusan/{seen.pk}/pulihkan/", {"reason": REASON}).status_code == 404
    assert not Office.objects.filter(kemendagri_code="35.99.01").exists()
    assert not exists("o_359901")
