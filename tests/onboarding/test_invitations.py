"""Invitations: a link that works once, for one person, in one office."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts import invitations, secondfactor, totp
from accounts.errors import AccountError, Forbidden
from accounts.models import Assignment, Credential, Invitation, SecondFactor
from accounts.passwords import matches
from accounts.queries import person_by_id
from commons import clock as time
from offices.scope import office_scope, public_scope
from tests.onboarding.conftest import signed_in
from tests.world import staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
GOOD = {"new": "sawah hijau pagi hari", "again": "sawah hijau pagi hari"}


@pytest.fixture
def people(office_a):
    """The staff of A, none of whom knows a password."""
    found = staff(office_a)
    for actor in found.values():
        Credential.objects.create(
            user_id=actor.user_id, password="!", changed_at=time.now(), must_change=True
        )
    return found


def link(person, office) -> str:
    """The path of a new link."""
    made = invitations.invite(user_id=person.user_id, office=office, actor=None, now=time.now())
    return "/" + made.url.split("/", 3)[3]


def test_a_person_chooses_a_password_and_is_in(people, office_a, client_a):
    path = link(people["counter"], office_a)
    page = client_a.get(path)
    assert "Sari Wulandari" in page.content.decode()
    assert not Invitation.objects.exclude(used_at=None).exists()
    assert client_a.post(path, GOOD).status_code == 302
    assert client_a.get("/antrean-kerja/").status_code == 200
    user = person_by_id(people["counter"].user_id, office_a, on=time.today())
    assert matches(user, GOOD["new"])
    assert user is not None
    assert not user.credential.must_change


def test_a_link_works_once(people, office_a, client_a):
    path = link(people["counter"], office_a)
    client_a.post(path, GOOD)
    other = Client(SERVER_NAME=f"{office_a.slug}.localhost")
    assert other.get(path).status_code == 404
    theirs = {"new": "rahasia orang lain sekali", "again": "rahasia orang lain sekali"}
    assert other.post(path, theirs).status_code == 404
    user = person_by_id(people["counter"].user_id, office_a, on=time.today())
    assert matches(user, GOOD["new"])


def test_a_new_link_ends_the_old_one(people, office_a, client_a):
    old, new = link(people["counter"], office_a), link(people["counter"], office_a)
    assert client_a.get(old).status_code == 404
    assert client_a.get(new).status_code == 200


def test_a_link_of_a_is_nothing_in_b(people, office_a, client_b, client_kabupaten):
    path = link(people["counter"], office_a)
    for client in (client_b, client_kabupaten):
        assert client.get(path).status_code == 404
        assert client.post(path, GOOD).status_code == 404
        assert "Sari" not in client.get(path).content.decode()
    assert Invitation.objects.get().used_at is None


def test_a_link_ends_after_a_week(people, office_a, client_a, clock):
    path = link(people["counter"], office_a)
    clock.advance(days=7, seconds=1)
    assert client_a.post(path, GOOD).status_code == 404
    assert Invitation.objects.get().used_at is None


@pytest.mark.parametrize(
    "form",
    [
        {"new": "pendek", "again": "pendek"},
        {"new": "sawah hijau pagi hari", "again": "sawah hijau sore hari"},
        {"new": "", "again": ""},
        {"new": "password123", "again": "password123"},
    ],
)
def test_a_poor_password_leaves_the_link_alive(people, office_a, client_a, form):
    path = link(people["counter"], office_a)
    assert client_a.post(path, form).status_code == 422
    assert client_a.get("/antrean-kerja/").status_code == 302
    assert client_a.post(path, GOOD).status_code == 302


def test_a_head_sets_up_the_second_step_next(people, office_a, client_a):
    client_a.post(link(people["head"], office_a), GOOD)
    page = client_a.get("/antrean-kerja/")
    assert page.status_code == 302
    assert page.headers["Location"] == "/masuk/kode/pasang/"


def test_who_has_a_second_step_must_show_it(people, office_a, client_a):
    user_id = people["head"].user_id
    with public_scope():
        sealed = totp.seal_secret(totp.new_secret(), user_id)
        SecondFactor.objects.create(user_id=user_id, secret=sealed, confirmed_at=time.now())
    assert secondfactor.is_confirmed(user_id)
    page = client_a.post(link(people["head"], office_a), GOOD)
    assert page.headers["Location"] == "/masuk/kode/"
    assert client_a.get("/antrean-kerja/").status_code == 302


def test_who_left_has_no_use_for_the_link(people, office_a, client_a):
    path = link(people["counter"], office_a)
    Assignment.objects.filter(pk=people["counter"].assignment_id).update(ended_at=time.now())
    client_a.post(path, GOOD)
    assert client_a.get("/antrean-kerja/").status_code == 403


def test_an_offices_admin_invites_own_people_only(people, office_a, office_b):
    admin, theirs = people["admin"], staff(office_b)["counter"]
    with office_scope(office_a):
        made = invitations.invite(
            user_id=people["counter"].user_id, office=office_a, actor=admin, now=time.now()
        )
        assert office_a.slug in made.url
        with pytest.raises(Forbidden):
            invitations.invite(user_id=theirs.user_id, office=office_a, actor=admin, now=time.now())
        with pytest.raises(Forbidden):
            invitations.invite(user_id=theirs.user_id, office=office_b, actor=admin, now=time.now())
        with pytest.raises(Forbidden):
            invitations.invite(
                user_id=people["counter"].user_id, office=office_a, actor=people["counter"], now=time.now()
            )
    assert Invitation.objects.count() == 1


def test_the_database_holds_no_code(people, office_a):
    path = link(people["counter"], office_a)
    code = path.strip("/").split("/")[-1]
    row = Invitation.objects.get()
    assert code not in row.digest
    assert row.expires_at - row.created_at == timedelta(days=7)


def test_an_unknown_code_says_nothing(client_a):
    page = client_a.get("/undangan/ABCDEFGHJKMNPQRSTVWXYZ0123456789/")
    assert page.status_code == 404
    with pytest.raises(AccountError):
        invitations.accept(code="X", password=GOOD["new"], now=time.now())


def test_an_offices_admin_makes_the_link_on_the_staff_page(people, office_a, office_b, client_a):
    with public_scope():
        SecondFactor.objects.create(user_id=people["admin"].user_id, secret=b"-", confirmed_at=time.now())
        Credential.objects.update(must_change=False)
    client = signed_in(client_a, people["admin"], office_a)
    page = client.post(
        "/pengaturan/petugas/", {"do": f"invite:{people['counter'].assignment_id}"}
    ).content.decode()
    assert "/undangan/" in page
    assert "Sari Wulandari" in page
    theirs = staff(office_b)["counter"]
    stranger = client.post("/pengaturan/petugas/", {"do": f"invite:{theirs.assignment_id}"})
    assert stranger.status_code == 404
    assert Invitation.objects.count() == 1
