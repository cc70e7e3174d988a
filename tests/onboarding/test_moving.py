"""Mutasi: one account, another office; and the page where people are found."""

from datetime import date, timedelta

import pytest

from accounts.actors import Actor
from accounts.errors import AccountError
from accounts.models import Assignment, User
from accounts.queries import places
from commons import clock as time
from commons.typed import shown_date
from onboarding import moving
from tests.world import staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TODAY = date(2026, 11, 20)


@pytest.fixture
def counter(office_a):
    """Sari Wulandari, at the counter of A."""
    return staff(office_a)["counter"]


def move(counter, office, admin, *, first_day=TODAY, roles=("OPERATOR",), title="Operator"):
    return moving.transfer(
        assignment_id=counter.assignment_id,
        office=office,
        roles=roles,
        title=title,
        first_day=first_day,
        actor=admin,
        now=time.now(),
    )


def where(person, day: date) -> list[tuple[str, str]]:
    return [(place.slug, place.title) for place in places(person.user_id, on=day)]


def test_a_person_moves_today_and_keeps_the_account(counter, office_a, office_b, admin):
    people = User.objects.count()
    move(counter, office_b, admin)
    assert where(counter, TODAY) == [(office_b.slug, "Operator")]
    assert User.objects.count() == people


def test_a_person_moves_on_a_later_day(counter, office_a, office_b, admin):
    monday = TODAY + timedelta(days=3)
    move(counter, office_b, admin, first_day=monday)
    assert where(counter, TODAY) == [(office_a.slug, "Petugas Loket")]
    assert where(counter, monday - timedelta(days=1)) == [(office_a.slug, "Petugas Loket")]
    assert where(counter, monday) == [(office_b.slug, "Operator")]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"first_day": TODAY - timedelta(days=1)}, "past"),
        ({"roles": ()}, "no_roles"),
        ({"roles": ("KAB_ADMIN",)}, "wrong_place"),
        ({"title": ""}, "no_title"),
    ],
)
def test_what_cannot_be_leaves_both_offices_as_they_were(counter, office_a, office_b, admin, change, code):
    with pytest.raises((AccountError, moving.BadMove)) as refusal:
        move(counter, office_b, admin, **change)
    assert refusal.value.code == code
    assert where(counter, TODAY) == [(office_a.slug, "Petugas Loket")]
    assert Assignment.objects.filter(user=counter.user_id).count() == 1


def test_nobody_moves_to_where_they_are(counter, office_a, admin):
    with pytest.raises(moving.BadMove, match="sudah bertugas di kantor itu"):
        move(counter, office_a, admin)


def test_who_already_works_there_is_not_doubled(counter, office_a, office_b, admin):
    Assignment.objects.create(
        user_id=counter.user_id, office=office_b, roles=["COUNTER"], title="Bantuan", from_date=TODAY
    )
    with pytest.raises(AccountError) as refusal:
        move(counter, office_b, admin)
    assert refusal.value.code == "overlap"
    assert (office_a.slug, "Petugas Loket") in where(counter, TODAY)


def test_an_offices_admin_moves_nobody(counter, office_a, office_b, admin):
    theirs = Assignment.objects.create(
        user=User.objects.create(username="lain", name="Lain", created_at=time.now()),
        office=office_b,
        roles=["OFFICE_ADMIN"],
        title="Admin",
        from_date=TODAY,
    )
    actor = Actor(theirs.user_id, "Lain", "Admin", frozenset(["OFFICE_ADMIN"]), office_b.id, theirs.id)
    with pytest.raises(AccountError):
        move(counter, office_b, actor)
    assert where(counter, TODAY) == [(office_a.slug, "Petugas Loket")]


def test_the_page_finds_and_moves(counter, office_a, office_b, as_admin):
    page = as_admin.get("/orang/", {"q": "sari wulan"}).content.decode()
    assert "Sari Wulandari" in page
    assert office_a.full_name in page
    address = f"/orang/{counter.assignment_id}/pindah/"
    assert "Sari Wulandari" in as_admin.get(address).content.decode()
    form = {"office": office_b.slug, "roles": ["COUNTER"], "title": "", "first_day": shown_date(TODAY)}
    refused = as_admin.post(address, {**form, "office": "tidak-ada"})
    assert refused.status_code == 422
    assert where(counter, TODAY) == [(office_a.slug, "Petugas Loket")]
    assert as_admin.post(address, form).status_code == 302
    assert where(counter, TODAY) == [(office_b.slug, "Petugas Loket")]
    assert as_admin.get(address).status_code == 404


@pytest.mark.parametrize("role", ["EXECUTIVE", "AUDITOR", "COMPLAINTS"])
def test_other_roles_see_no_people(counter, office_b, enter_as, role):
    client = enter_as(role)
    assert client.get("/orang/", {"q": "sari"}).status_code == 403
    address = f"/orang/{counter.assignment_id}/pindah/"
    form = {"office": office_b.slug, "roles": ["COUNTER"], "first_day": shown_date(TODAY)}
    assert client.post(address, form).status_code == 403
    assert Assignment.objects.filter(user=counter.user_id).count() == 1
