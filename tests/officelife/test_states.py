"""Closing, opening, renaming, archiving: made sure of, on both trails, one of two admins."""

import pytest
from django.test import Client

from accounts.permissions import ALL_KABUPATEN
from audit.models import KabupatenEntry
from offices.models import Office
from offices.scope import office_scope
from tests.officelife.conftest import REASON
from tests.onboarding.conftest import kabupaten_person, signed_in
from trail.models import TrailEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PATH = "/kantor/35.99.01/urus/"
PAGES = ("", "tutup/", "arsipkan/", "nama/", "alamat/", "arsip/")
EVERYWHERE = ("/kantor/urus/", "/kantor/pulihkan/", "/kantor/gabung/", *(PATH + page for page in PAGES))


def sure(**more):
    return {"reason": REASON, "slug": "kec-uji-barat", "seen": "LIVE", **more}


def facts(office):
    row = Office.objects.get(pk=office.pk)
    return row.state, row.name, row.slug


def trails(office):
    with office_scope(office):
        own = list(TrailEntry.objects.order_by("seq").values_list("action", flat=True))
    return own, list(KabupatenEntry.objects.order_by("seq").values_list("action", flat=True))


def test_an_office_is_closed_and_opened_again(as_admin, office_a, office_b):
    assert "Petugas tidak dapat masuk" in as_admin.get(PATH + "tutup/").content.decode()
    assert as_admin.post(PATH + "tutup/", sure()).status_code == 302
    assert facts(office_a)[0] == "SUSPENDED"
    assert Client(SERVER_NAME="kec-uji-barat.localhost").get("/").status_code == 503
    assert as_admin.post(PATH + "buka/", sure(seen="SUSPENDED")).status_code == 302
    assert facts(office_a)[0] == "LIVE"
    own, kabupaten = trails(office_a)
    assert own == kabupaten[-2:] == ["office.suspended", "office.opened"]
    assert trails(office_b)[0] == []
    assert REASON in as_admin.get(PATH).content.decode()


@pytest.mark.parametrize("page", ["tutup/", "arsipkan/", "nama/", "alamat/", "arsip/"])
@pytest.mark.parametrize("lacking", [{"reason": "ya"}, {"slug": "kel-uji-timur"}])
def test_without_reason_or_address_nothing_happens(as_admin, office_a, sent, page, lacking):
    before = facts(office_a), trails(office_a)
    assert as_admin.post(PATH + page, sure(value="baru") | lacking).status_code == 422
    assert (facts(office_a), trails(office_a), sent) == (*before, [])


def test_no_page_changes_by_looking(as_admin, office_a):
    before = facts(office_a), trails(office_a)
    for path in EVERYWHERE:
        assert as_admin.get(path).status_code == 200, path
    assert (facts(office_a), trails(office_a)) == before


def test_who_comes_second_is_told_who_came_first(as_admin, as_other, office_a):
    as_other.post(PATH + "tutup/", sure())
    answer = as_admin.post(PATH + "arsipkan/", sure())
    assert answer.status_code == 422
    assert "Indah Permata sudah lebih dulu: Kantor ditutup sementara" in answer.content.decode()
    assert facts(office_a)[0] == "SUSPENDED"


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("tutup/", {}),
        ("arsipkan/", {}),
        ("nama/", {"seen": "Uji Barat", "value": "  Uji  Barat Daya"}),
        ("alamat/", {"seen": "kec-uji-barat", "value": "Kec-Barat-Daya"}),
    ],
)
def test_what_is_sent_twice_is_done_once_and_said_to_be_done(as_admin, as_other, office_a, page, sent):
    form = sure(**sent)
    assert as_admin.post(PATH + page, form).status_code == 302
    before = facts(office_a), trails(office_a)
    assert as_admin.post(PATH + page, form).status_code == 302
    assert as_other.post(PATH + page, form).status_code == 422, "somebody else is told who came first"
    assert (facts(office_a), trails(office_a)) == before


def test_a_new_name_and_address_keep_the_old_one_leading_here(as_admin, office_a):
    as_admin.post(PATH + "nama/", sure(seen="Uji Barat", value="Uji Barat Daya"))
    as_admin.post(PATH + "alamat/", sure(seen="kec-uji-barat", value="kec-barat-daya"))
    assert facts(office_a) == ("LIVE", "Uji Barat Daya", "kec-barat-daya")
    for host in ("kec-barat-daya", "kec-uji-barat"):
        assert "Uji Barat Daya" in Client(SERVER_NAME=f"{host}.localhost").get("/").content.decode()


@pytest.mark.parametrize("slug", ["kel-uji-timur", "kabupaten", "Ada Spasi", "", "-x"])
def test_an_address_that_cannot_be_is_refused(as_admin, office_a, office_b, slug):
    answer = as_admin.post(PATH + "alamat/", sure(seen="kec-uji-barat", value=slug))
    assert (answer.status_code, facts(office_a)[2]) == (422, "kec-uji-barat")


@pytest.mark.parametrize("role", [role for role in ALL_KABUPATEN if role != "KAB_ADMIN"])
def test_other_roles_stay_out(office_a, client_kabupaten, role):
    client = signed_in(client_kabupaten, kabupaten_person(role))
    for path in EVERYWHERE:
        assert client.get(path).status_code == 403, path
        assert client.post(path, sure()).status_code in {403, 405}, path
    assert facts(office_a)[0] == "LIVE"


def test_strangers_sign_in_first_and_offices_have_no_such_page(office_a, client_a, client_kabupaten):
    for path in EVERYWHERE:
        assert client_kabupaten.get(path).status_code == 302, path
        assert client_a.get(path).status_code == 404, path
