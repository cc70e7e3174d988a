"""Announcements: who reads what (by the database's own rule), who has read it, drafts, withdrawal."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.permissions import ALL_KABUPATEN
from announcements import operations, queries
from announcements.models import Announcement, Reading, State
from announcements.operations import AnnouncementRefused, Words
from announcements.readers import READERS
from audit.changing import Stale, newest
from audit.queries import latest
from commons import clock as times
from offices.models import Office
from offices.scope import office_scope, public_scope
from tests.announcements.conftest import TODAY
from tests.onboarding.conftest import kabupaten_person, signed_in

pytestmark = pytest.mark.django_db


def seen_in(office):
    """The titles that the office's own database role can read."""
    with office_scope(office):
        return set(Announcement.objects.values_list("title", flat=True))


def test_an_office_reads_what_is_addressed_to_it_and_nothing_else(announce, office_a, office_b):
    announce("Semua")
    announce("Kecamatan", scope="LEVEL", level="KECAMATAN")
    announce("Kelurahan", scope="LEVEL", level="KELURAHAN")
    announce("A", scope="CHOSEN", office_ids=[office_a.id])
    announce("B", scope="CHOSEN", office_ids=[office_b.id])
    announce("Rancangan", published=False)
    assert seen_in(office_a) == {"Semua", "Kecamatan", "A"}
    assert seen_in(office_b) == {"Semua", "Kelurahan", "B"}


def test_a_kecamatan_and_its_kelurahan(announce, office_a, office_b):
    row = announce("A dan kelurahannya", scope="KECAMATAN", office_ids=[office_a.id])
    assert seen_in(office_b) == set()
    with public_scope():
        Office.objects.filter(pk=office_b.pk).update(parent=office_a)
        assert [office.pk for office in queries.audience(row)] == [office_a.pk, office_b.pk]
    assert seen_in(office_b) == {"A dan kelurahannya"}


def test_an_office_writes_no_announcement_and_no_reading_of_another(announce, office_a, office_b, people):
    row = announce()
    with office_scope(office_a), pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
        Announcement.objects.filter(pk=row.pk).update(title="Lain")
    with office_scope(office_b), pytest.raises(ProgrammingError), transaction.atomic():
        operations.mark_read(
            announcement_id=row.pk, office=office_a, actor=people["b"]["head"], now=times.now()
        )
    with office_scope(office_a):
        assert not Reading.objects.exists()


def test_names_are_the_offices_own_and_the_kabupaten_counts(announce, office_a, office_b, people):
    row = announce()
    for _again in range(2):
        with office_scope(office_a):
            operations.mark_read(
                announcement_id=row.pk, office=office_a, actor=people["a"]["head"], now=times.now()
            )
    with office_scope(office_a):
        assert queries.readers([row.pk]) == {row.pk: ["Retno Wahyuni (Pimpinan)"]}
    with office_scope(office_b):
        assert queries.readers([row.pk]) == {}
    with public_scope():
        assert {each.office: each.count for each in queries.counts(row)} == {
            "Kecamatan Uji Barat": 1,
            "Kelurahan Uji Timur": 0,
        }
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            list(Reading.objects.values("name"))


def test_the_notice_stands_above_every_page_until_it_is_read(announce, enter):
    row = announce("Server dipelihara", text="Sabtu.\n\nPukul 20.")
    client = enter("a", "counter")
    page = client.get("/antrean-kerja/").content.decode()
    assert "Server dipelihara" in page
    assert page.count("<p>Pukul 20.</p>") == 1
    answer = client.post(f"/pengumuman/{row.pk}/dibaca/", {"next": "/antrean-kerja/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/antrean-kerja/")
    assert "Server dipelihara" not in client.get("/antrean-kerja/").content.decode()
    assert "sudah Anda baca" in client.get("/pengumuman/").content.decode()
    assert "Server dipelihara" in enter("a", "operator").get("/antrean-kerja/").content.decode()


def test_it_costs_one_query_a_page(announce, enter):
    client = enter("a", "counter")
    client.get("/antrean-kerja/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/antrean-kerja/")
    assert sum("announcements_announcement" in each["sql"] for each in captured) == 1


def test_it_is_shown_from_day_to_day_and_to_its_roles(announce, enter, people, office_a):
    announce("Besok", from_date=TODAY + timedelta(days=1))
    announce("Sampai hari ini", to_date=TODAY)
    announce("Pimpinan saja", roles=["HEAD"])
    counter = enter("a", "counter").get("/pengumuman/").content.decode()
    assert "Sampai hari ini" in counter
    assert "Besok" not in counter
    assert "Pimpinan saja" not in counter
    assert "Pimpinan saja" in enter("a", "head").get("/tanda-tangan/").content.decode()
    with office_scope(office_a):
        tomorrow = queries.unread(people["a"]["counter"], on=TODAY + timedelta(days=1))
    assert {each.title for each in tomorrow} == {"Besok"}


def test_what_is_not_addressed_here_cannot_be_marked(announce, enter, office_b):
    row = announce("B", scope="CHOSEN", office_ids=[office_b.id])
    assert enter("a", "counter").post(f"/pengumuman/{row.pk}/dibaca/").status_code == 404
    assert enter("b", "counter").post(f"/pengumuman/{row.pk}/dibaca/").status_code == 302


def test_only_leaders_see_who_has_read(announce, enter):
    row = announce()
    enter("a", "counter").post(f"/pengumuman/{row.pk}/dibaca/")
    assert "Sari Wulandari" in enter("a", "admin").get("/pengumuman/").content.decode()
    assert "orang di kantor ini" not in enter("a", "operator").get("/pengumuman/").content.decode()


def test_a_withdrawn_one_leaves_the_pages_and_says_why(announce, enter, admin):
    row = announce("Salah kirim")
    with public_scope():
        for reason in ("", "abc"):
            with pytest.raises(AnnouncementRefused):
                operations.withdraw(
                    announcement_id=row.pk, reason=reason, seen=0, actor=admin, now=times.now()
                )
        operations.withdraw(
            announcement_id=row.pk,
            reason="Tanggalnya keliru",
            seen=newest(operations.subject_of(row.pk)),
            actor=admin,
            now=times.now(),
        )
    client = enter("a", "counter")
    assert "Salah kirim" not in client.get("/antrean-kerja/").content.decode()
    assert "Tanggalnya keliru" in client.get("/pengumuman/").content.decode()
    line = latest(subject=operations.subject_of(row.pk))[0]
    assert (line.data["old"], line.data["new"]) == ({"state": "PUBLISHED"}, {"state": "WITHDRAWN"})


def test_a_published_one_is_not_changed_and_two_admins_collide(announce, admin):
    row = announce("Satu", published=False)
    subject = operations.subject_of(row.pk)
    other = kabupaten_person("KAB_ADMIN", name="Bunga Lestari", word="kab2")
    words = Words(title="Dua", text="Isi", from_date=TODAY)
    with public_scope():
        seen = newest(subject)
        operations.change(announcement_id=row.pk, words=words, seen=seen, actor=other, now=times.now())
        with pytest.raises(Stale, match="Bunga Lestari"):
            operations.publish(announcement_id=row.pk, seen=seen, actor=admin, now=times.now())
        operations.publish(announcement_id=row.pk, seen=newest(subject), actor=admin, now=times.now())
        with pytest.raises(AnnouncementRefused):
            operations.change(
                announcement_id=row.pk, words=words, seen=newest(subject), actor=admin, now=times.now()
            )
        row.refresh_from_db()
    assert (row.title, row.state) == ("Dua", State.PUBLISHED)


FORM = {
    "title": "Rapat",
    "text": "Jumat.",
    "importance": "NORMAL",
    "scope": "ALL",
    "from_date": "20-11-2026",
    "seen": "0",
}


def test_the_admin_writes_publishes_and_withdraws_on_pages(as_admin, enter):
    assert as_admin.get("/pengumuman/baru/").status_code == 200
    answer = as_admin.post("/pengumuman/baru/", FORM)
    path = answer.headers["Location"]
    page = as_admin.get(path)
    assert "Rancangan" in page.content.decode()
    assert as_admin.get(f"{path}ubah/").status_code == 200
    do = {"do": "publish", "seen": page.context["seen"]}
    assert as_admin.post(f"{path}tindakan/", do).status_code == 302
    assert as_admin.post(f"{path}tindakan/", do).status_code == 422
    assert "Rapat" in enter("b", "head").get("/tanda-tangan/").content.decode()
    seen = as_admin.get(path).context["seen"]
    assert as_admin.post(f"{path}tindakan/", {"do": "withdraw", "seen": seen}).status_code == 422
    gone = {"do": "withdraw", "reason": "Dibatalkan", "seen": seen}
    assert as_admin.post(f"{path}tindakan/", gone).status_code == 302
    assert "Dibatalkan" in as_admin.get(path).content.decode()
    assert "Rapat" in as_admin.get("/pengumuman/").content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"text": " "},
        {"text": "x" * 4001},
        {"title": "tanda\u202e"},
        {"scope": "NOBODY"},
        {"scope": "LEVEL"},
        {"scope": "CHOSEN"},
        {"from_date": "30-02-2026"},
        {"to_date": "01-01-2026"},
    ],
)
def test_a_bad_form_changes_nothing(as_admin, change):
    page = as_admin.post("/pengumuman/baru/", {**FORM, **change})
    assert page.status_code == 422
    with public_scope():
        assert not Announcement.objects.exists()


@pytest.mark.parametrize("role", ALL_KABUPATEN)
def test_roles_of_the_kabupaten(announce, database, clock, role):
    row = announce()
    client = signed_in(Client(SERVER_NAME="kabupaten.localhost"), kabupaten_person(role, word="x"))
    reads = 200 if role in READERS else 403
    assert client.get("/pengumuman/").status_code == reads
    assert client.get(f"/pengumuman/{row.pk}/").status_code == reads
    writes = 200 if role == "KAB_ADMIN" else 403
    assert client.get("/pengumuman/baru/").status_code == writes
    if role != "KAB_ADMIN":
        do = {"do": "withdraw", "reason": "Tidak boleh", "seen": "0"}
        assert client.post(f"/pengumuman/{row.pk}/tindakan/", do).status_code == 403
        with public_scope():
            row.refresh_from_db()
        assert row.state == State.PUBLISHED
