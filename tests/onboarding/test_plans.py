"""What is asked about an office, as a plain value (pure)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.operations import USERNAME
from offices.areas import known_areas
from onboarding import parts, plans
from onboarding.people import username_of
from onboarding.plans import BadPlan, Day, OfficePlan, Post, changed, first_plan, missing

AREAS = [area for area in known_areas().values() if area.level.value != "DESA"]


def plan_for(code: str) -> OfficePlan:
    area = known_areas()[code]
    return first_plan(area, known_areas().get(area.parent_code), services=("sktm",), instrument="")


@given(
    st.sampled_from(AREAS),
    st.text(max_size=20),
    st.dictionaries(st.sampled_from(plans.BOOKS), st.integers(0, 999_999)),
)
def test_a_plan_survives_the_database(area, name, books):
    plan = changed(plan_for(area.code), unit_code=name, books=books, people={"HEAD": Post(name, "Camat")})
    assert OfficePlan.from_json(json.loads(json.dumps(plan.as_json()))) == plan


def test_what_a_former_version_wrote_is_left_out():
    data = plan_for("35.08.12").as_json() | {"colour": "green"}
    assert OfficePlan.from_json(data) == plan_for("35.08.12")


@pytest.mark.parametrize(
    ("code", "office", "parent", "place", "head"),
    [
        ("35.08.12", "KECAMATAN SENDURO", None, "Senduro", "Camat Senduro"),
        ("35.08.10.1004", "KELURAHAN DITOTRUNAN", "KECAMATAN LUMAJANG", "Lumajang", "Lurah Ditotrunan"),
    ],
)
def test_what_an_area_says_about_its_office(code, office, parent, place, head):
    plan = plan_for(code)
    assert plan.letterhead["office_line"] == office
    assert plan.letterhead.get("parent_line") == parent
    assert plan.letterhead["place_line"] == place
    assert plan.people["HEAD"].title == head


def test_what_must_be_answered_is_named_until_it_is():
    plan = plan_for("35.08.12")
    fields = [each.context["field"] for each in missing(plan)]
    assert fields == ["unit_code", "head_name", "office_admin_name"]
    people = {**plan.people, "HEAD": Post("Bambang", "Camat"), "OFFICE_ADMIN": Post("Wahyu", "Admin")}
    assert missing(changed(plan, unit_code="427.91", people=people)) == []
    assert [each.context["field"] for each in missing(changed(plan, services=()))][-1] == "services"


def test_the_week_is_as_typed():
    week = plan_for("35.08.12").week()
    assert [day is not None for day in week.days] == [True] * 5 + [False, False]
    saturday = changed(plan_for("35.08.12"), saturday=Day("08.00", "11.00")).week()
    assert saturday.days[5] is not None


@pytest.mark.parametrize(
    "day",
    [Day("16.00", "07.30"), Day("07.30", ""), Day("07.30", "16.00", "12.00", ""), Day("pagi", "sore")],
)
def test_hours_that_cannot_be_name_their_day(day):
    with pytest.raises(BadPlan) as refusal:
        changed(plan_for("35.08.12"), friday=day).week()
    assert refusal.value.context["field"] == "friday"


@pytest.mark.parametrize(
    ("name", "username"),
    [
        ("Drs. Retno Wahyuni, M.Si", "retno.wahyuni"),
        ("H. Nasa'i", "nasai"),
        ("Dr. Ir. Joko Santoso", "joko.santoso"),
        ("Ed", "ed0"),
        ("山田", "petugas"),
    ],
)
def test_a_user_name_is_made_of_a_name(name, username):
    assert username_of(name) == username


@given(st.text(max_size=120))
def test_whatever_the_name_the_user_name_is_one(name):
    assert USERNAME.match(username_of(name))


def test_parts_are_done_in_their_order():
    keys = list(parts.PART_WORDS)
    assert parts.finished_before("") == []
    assert parts.finished_before(keys[2]) == keys[:3]
    assert parts.finished_before(keys[-1]) == keys
