"""Merging by pages: looked at first, asked for once, by the kabupaten's admin alone."""

from types import SimpleNamespace

import pytest

from accounts.permissions import ALL_KABUPATEN
from applications import merging
from audit.models import KabupatenEntry
from commons import clock
from offices.models import Job, JobKind, JobState, Office
from offices.scope import office_scope
from tests.officelife.conftest import REASON
from tests.onboarding.conftest import kabupaten_person, signed_in
from trail.models import TrailEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PATH = "/kantor/gabung/"


@pytest.fixture
def two(office_a, office_b) -> SimpleNamespace:
    """Two offices, and what a merge of A into B sends."""
    codes = {"kantor": [office_a.kemendagri_code], "penerus": office_b.kemendagri_code}
    sure = {**codes, "reason": REASON, "slug": office_b.slug}
    return SimpleNamespace(a=office_a, b=office_b, codes=codes, sure=sure)


def facts() -> tuple[list[tuple[str, str]], int, int]:
    """What a refusal must leave as it was."""
    states = list(Office.objects.order_by("slug").values_list("slug", "state"))
    return states, Job.objects.count(), KabupatenEntry.objects.count()


def test_the_preview_says_what_will_happen_and_changes_nothing(as_admin, two, sent):
    before = facts()
    page = as_admin.get(PATH, two.codes).content.decode()
    for words in ("tidak ada berkas terbuka", "Tidak ada deret nomor yang disambung", "Gabung sekarang"):
        assert words in page
    assert (facts(), sent) == (before, [])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kantor": []}, "Pilih kantor yang digabung."),
        ({"penerus": ""}, "Pilih kantor penerusnya."),
        ({"penerus": "99.99.99"}, "Pilih kantor penerusnya."),
        ({"penerus": "A"}, "tidak boleh ikut digabung"),
        ({"reason": "ya"}, "Tulis alasannya"),
        ({"slug": "kec-uji-barat"}, "untuk memastikan"),
    ],
)
def test_what_is_not_sure_is_refused(as_admin, two, sent, changed, said):
    if changed == {"penerus": "A"}:
        changed = {"penerus": two.a.kemendagri_code}
    before = facts()
    answer = as_admin.post(PATH, two.sure | changed)
    assert (answer.status_code, facts(), sent) == (422, before, [])
    assert said in answer.content.decode()


def test_what_stands_in_the_way_is_named_and_there_is_no_button(as_admin, two, sent, monkeypatch):
    seen = merging.Preview({two.a.pk: 3}, ("Uji Timur belum melayani “SKTM”.",))
    monkeypatch.setattr(merging, "preview", lambda *_words: seen)
    before = facts()
    page = as_admin.get(PATH, two.codes).content.decode()
    assert "belum melayani “SKTM”" in page
    assert "Gabung sekarang" not in page
    assert as_admin.post(PATH, two.sure).status_code == 422
    assert (facts(), sent) == (before, [])


def test_a_double_click_gives_one_job_and_the_second_admin_is_told(
    as_admin, as_other, two, sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        first, again = as_admin.post(PATH, two.sure), as_admin.post(PATH, two.sure)
        other = as_other.post(PATH, two.sure, follow=True)
    job = Job.objects.get(kind=JobKind.MERGE)
    assert first.headers["Location"] == again.headers["Location"] == f"/urusan/{job.pk}/"
    assert "sudah diminta Arif Rahman" in other.content.decode()
    assert [each for _task, each in sent] == [str(job.pk)]
    assert KabupatenEntry.objects.filter(action="office.merge_asked").count() == 1


def test_the_job_merges_once_and_its_page_says_so(as_admin, two):
    as_admin.post(PATH, two.sure)
    job = Job.objects.get(kind=JobKind.MERGE)
    for _time in range(2):
        assert merging.carry_out(job.pk, now=clock.now()) == JobState.DONE
    assert [Office.objects.get(pk=each.pk).state for each in (two.a, two.b)] == ["ARCHIVED", "LIVE"]
    assert KabupatenEntry.objects.filter(action="office.merged").count() == 1
    page = as_admin.get(f"/urusan/{job.pk}/").content.decode()
    for words in ("Selesai", str(two.a), "Bergabung dan diarsipkan", "Berkas dialihkan", REASON):
        assert words in page
    page = as_admin.get(f"/kantor/{two.a.kemendagri_code}/urus/").content.decode()
    for words in ("Penerus", "Kelurahan Uji Timur, sejak", "Kantor digabung ke kantor penerus", str(job.pk)):
        assert words in page
    with office_scope(two.a):
        assert list(TrailEntry.objects.order_by("seq").values_list("action", flat=True)) == ["office.merged"]
    assert as_admin.post(PATH, two.sure).status_code == 422, "it is no office any more that can be merged"


@pytest.mark.parametrize("role", [role for role in ALL_KABUPATEN if role != "KAB_ADMIN"])
def test_other_roles_stay_out(two, client_kabupaten, sent, role):
    client = signed_in(client_kabupaten, kabupaten_person(role))
    before = facts()
    assert client.get(PATH, two.codes).status_code == 403
    assert client.post(PATH, two.sure).status_code == 403
    assert (facts(), sent) == (before, [])


def test_strangers_sign_in_first_and_offices_have_no_such_page(two, client_a, client_kabupaten, sent):
    before = facts()
    assert client_kabupaten.post(PATH, two.sure).status_code == 302
    assert client_a.post(PATH, two.sure).status_code == 404
    assert (facts(), sent) == (before, [])
