"""The readiness check that somebody of the office has come."""

from datetime import timedelta

import pytest

from accounts.models import Assignment, Credential
from accounts.readiness_checks import who_never_came
from commons import clock as time
from offices import readiness
from offices.health import Ground, Weight
from offices.health_checks import judge_ready, ready_facts
from offices.scope import office_scope, public_scope
from tests.world import staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def came(*people) -> None:
    with public_scope():
        for person in people:
            Credential.objects.update_or_create(
                user_id=person.user_id,
                defaults={"password": "!", "changed_at": time.now(), "last_login_at": time.now()},
            )


def test_who_never_came_is_named_and_stops_nothing(office_a):
    people = staff(office_a)
    day = time.today()

    def says() -> str:
        with office_scope(office_a):
            return str(who_never_came(office_a, day))

    assert says() == "Pimpinan dan petugas loket belum pernah masuk"
    came(people["head"])
    assert says() == "Belum ada petugas loket yang pernah masuk"
    Credential.objects.update(last_login_at=None)
    came(people["operator"])
    assert says() == "Pimpinan belum pernah masuk"
    (found,) = [each for each in readiness.look(office_a, day=day) if each.check.key == "signed_in"]
    assert (bool(found.todo), found.stops) == (True, False)
    came(people["head"])
    assert says() == ""


def test_who_is_not_there_is_not_said_to_have_stayed_away(office_a):
    people = staff(office_a)
    gone = [people[key].user_id for key in ("counter", "operator")]
    with public_scope():
        Assignment.objects.filter(user_id__in=gone).update(ended_at=time.now() - timedelta(days=1))
    came(people["head"])
    with office_scope(office_a):
        assert who_never_came(office_a, time.today()) == ""


def test_an_open_office_is_warned(office_a):
    staff(office_a)
    facts = ready_facts(office_a, time.now())
    found = {each.text: each.weight for each in judge_ready(facts, Ground(time.now(), live=True))}
    text = "Pimpinan dan petugas loket belum pernah masuk. Admin kantor melengkapinya."
    assert found[text] == Weight.SOON
