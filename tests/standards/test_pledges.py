"""Maklumat, motto, code of ethics, quality policy: written by the admin, versioned, never changed."""

import pytest
from django.core.cache import cache
from django.db import DatabaseError, transaction

from offices.scope import office_scope
from standards.models import Pledge
from standards.pledging import USUAL
from tests import world
from tests.applications.pages import Site
from tests.desk import statuses
from tests.documents import samples
from tests.world import PEOPLE, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
FORM = "/pengaturan/janji/maklumat/"


@pytest.fixture(autouse=True)
def _no_counts(database):
    yield
    cache.clear()


@pytest.fixture
def site(office_a) -> Site:
    return Site(office_a, staff(office_a))


def typed(**changes):
    return {
        "text": "Kami sanggup melayani.",
        "signer": "Retno Wahyuni, S.STP",
        "signer_title": "Camat",
        "signed_on": "20-11-2026",
    } | changes


def kept(office):
    with office_scope(office):
        return list(Pledge.objects.order_by("version").values_list("kind", "version", "text"))


def test_a_version_is_written_shown_and_printed(site, office_a, client_a):
    admin = site.at("admin")
    assert USUAL in admin.get(FORM).content.decode()
    assert admin.post(FORM, typed()).status_code == 302
    assert kept(office_a) == [("maklumat", 1, "Kami sanggup melayani.")]
    page = client_a.get("/janji/").content.decode()
    assert "Kami sanggup melayani." in page
    assert "Retno Wahyuni, S.STP, Camat, 20 November 2026" in page
    for paper, size in (("a3", (842, 1191)), ("a4", (595, 842))):
        pdf = client_a.get(f"/janji/maklumat/poster-{paper}.pdf").content
        assert samples.paper_size(pdf) == size
        assert samples.pages(pdf) == 1
        assert b"pdfuaid:part" in pdf
        assert samples.tight("MAKLUMAT PELAYANAN") in samples.texts(pdf)
        # What the sheet itself says, in both languages.
        for words in ("pindai untuk membaca semua janji", "scan to read all promises", "Service pledge"):
            assert samples.tight(words) in samples.texts(pdf), words
        assert samples.tight("20 November 2026") in samples.texts(pdf)


def test_the_longest_words_fit_on_one_poster(site, client_a):
    line = "1. Tidak membeda-bedakan dan tidak KKN dalam melayani siapa pun yang datang ke kantor ini.\n"
    site.at("admin").post("/pengaturan/janji/kode-etik/", typed(text=(line * 30)[:1990]))
    assert samples.pages(client_a.get("/janji/kode-etik/poster-a4.pdf").content) == 1


def test_the_next_version_holds_and_the_first_is_kept(site, office_a, client_a):
    admin = site.at("admin")
    admin.post(FORM, typed())
    assert "Terbitkan versi 2" in admin.get(FORM).content.decode()
    admin.post(FORM, typed(text="Kami sanggup melayani lebih baik."))
    assert [version for _kind, version, _text in kept(office_a)] == [1, 2]
    page = client_a.get("/janji/").content.decode()
    assert page.index("lebih baik") < page.index("Versi sebelumnya") < page.index("Versi 1,")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"text": ""}, "Belum diisi"),
        ({"text": "x" * 2001}, "2"),
        ({"signer": ""}, "Belum diisi"),
        ({"signer_title": ""}, "Belum diisi"),
        ({"signed_on": "31-02-2026"}, "tidak ada di kalender"),
        ({"signed_on": "21-11-2027"}, "belum tiba"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(site, office_a, change, says):
    answer = site.at("admin").post(FORM, typed(**change))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert kept(office_a) == []


def test_the_same_twice_is_one_version(site, office_a):
    admin = site.at("admin")
    admin.post(FORM, typed())
    assert admin.post(FORM, typed()).status_code == 422
    assert len(kept(office_a)) == 1


def test_what_was_signed_never_changes(site, office_a):
    site.at("admin").post(FORM, typed())
    before = kept(office_a)
    with office_scope(office_a):
        with pytest.raises(DatabaseError), transaction.atomic():
            Pledge.objects.update(text="Lain")
        with pytest.raises(DatabaseError), transaction.atomic():
            Pledge.objects.all().delete()
    assert kept(office_a) == before


@pytest.mark.parametrize("path", ["/pengaturan/janji/", FORM])
def test_only_the_offices_admin_writes(site, office_a, path):
    found = statuses(site, path)
    assert {who for who, status in found.items() if status == 200} == {"admin"}
    for who in set(PEOPLE) - {"admin"}:
        assert site.at(who).post(FORM, typed()).status_code in {403, 404}
    assert kept(office_a) == []


def test_strangers_and_other_offices_read_only_what_is_public(site, office_a, office_b, client_a, client_b):
    site.at("admin").post(FORM, typed())
    assert "Kami sanggup" not in client_b.get("/janji/").content.decode()
    assert client_b.get("/janji/maklumat/poster-a3.pdf").status_code == 404
    assert client_a.get("/janji/maklumat/poster-a5.pdf").status_code == 404
    assert client_a.get("/janji/motto/poster-a3.pdf").status_code == 404
    assert client_a.post(FORM, typed(text="Asing")).status_code in {302, 403}
    assert client_a.post("/janji/").status_code == 405
    foreign = Site(office_b, staff(office_b)).at("admin")
    foreign.post(FORM, typed(text="Kantor lain"))
    assert kept(office_a) == [("maklumat", 1, "Kami sanggup melayani.")]
    assert kept(office_b) == [("maklumat", 1, "Kantor lain")]


def test_the_form_says_what_the_standards_say(site, office_a):
    world.open_services(office_a, "dtsen")
    page = site.at("admin").get("/pengaturan/janji/kode-etik/").content.decode()
    assert "Kode Etik Pelayanan ( tidak diskrimasi dan KKN )" in page
    assert site.at("admin").get("/pengaturan/janji/lain/").status_code == 404
