"""The automatic offer: who could lawfully sign, and what waits (pure)."""

from datetime import date
from uuid import UUID

import pytest

from accounts.queries import Person
from applications.acting import rules_on
from applications.models import ActingForm
from applications.proposing import offer
from tests.applications.acting_cases import MATTERS, MONDAY

RULES = rules_on(MONDAY)
EVERY = tuple(matter.service for matter in MATTERS)


def person(number, *roles):
    return Person(
        user_id=UUID(int=number),
        username=f"u{number}",
        name=f"Orang {number}",
        nip="",
        grade="",
        is_active=True,
        assignment_id=UUID(int=number),
        title="",
        roles=roles,
        from_date=date(2026, 1, 1),
        to_date=None,
        has_second_factor=False,
    )


KASI, SEKCAM = person(1, "SECTION_HEAD"), person(2, "SECRETARY")


@pytest.mark.parametrize(
    ("people", "matters", "days", "expected"),
    [
        # Short: the secretary a.n. for what may be delegated; the rest waits, as its standard says.
        ((KASI, SEKCAM), MATTERS, 1, (SEKCAM, ActingForm.AN, ("sktm-rekomendasi",), ("sktm", "kp4"))),
        ((KASI,), MATTERS, 6, (KASI, ActingForm.UB, ("sktm-rekomendasi",), ("sktm", "kp4"))),
        # Long: an acting leader for all, the secretary first.
        ((KASI, SEKCAM), MATTERS, 7, (SEKCAM, ActingForm.PLH, EVERY, ())),
        ((KASI,), MATTERS, 30, (KASI, ActingForm.PLH, EVERY, ())),
        # All wait, or nobody is there: nobody is proposed.
        ((KASI, SEKCAM), MATTERS[:2], 1, (None, ActingForm.PLH, (), ("sktm", "kp4"))),
        ((), MATTERS, 1, (None, ActingForm.PLH, (), EVERY)),
        ((), MATTERS, 9, (None, ActingForm.PLH, EVERY, ())),
    ],
)
def test_who_is_proposed(people, matters, days, expected):
    found = offer(people, matters, days, RULES)
    assert (found.person, found.form, found.signs, found.waits) == expected
    assert found.advised == (days >= 7)
