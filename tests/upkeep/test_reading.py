"""What is promised behind the counter in the read model: each fact on its day; a rebuild equals what grew."""

import random
from datetime import date, timedelta

import pytest

from commons import clock as clocks
from commons.errors import DomainError
from facilities import operations as facilities
from facilities import queries as inventory
from facilities.models import Item
from facilities.operations import Found
from indicators import queries, storage
from indicators.folding import fold_office, rebuild
from indicators.periods import Period
from indicators.results import Scope
from offices.scope import office_scope, public_scope
from supervision import operations, operations_roster
from supervision.models import CredentialKind, Decision, DutyException, Meeting
from supervision.operations import Called, Decided, Shown
from upkeep.measures import UPKEEP
from upkeep.models import UpkeepDay, UpkeepMonth
from upkeep.tasks import mark_days

pytestmark = pytest.mark.django_db
FRIDAY, DECEMBER = date(2026, 11, 20), date(2026, 12, 1)


def cells(table=UpkeepDay):
    with public_scope():
        return {key[1]: cell.counts for key, cell in storage.load(table)}


def fold(site):
    with public_scope():
        mark_days()
    fold_office(site.office, now=clocks.now())


def stock(site):
    with office_scope(site.office):
        marks = {each.mark for each in inventory.waiting()}
        facilities.decide(actor=site.people["secretary"], marks=marks, accepted=True, now=clocks.now())
        return list(Item.objects.order_by("name"))


def look(site, item, quantity=1, working=1, month=None, **more):
    with office_scope(site.office):
        found = Found(quantity=quantity, working=working, **more)
        return facilities.check(
            actor=site.people["counter"], item_id=item.id, found=found, month=month, now=clocks.now()
        )


def of_kind(item):
    more = {"APAR": {"expires_on": date(2027, 6, 1)}, "PHONE": {"number": "085338312363"}}
    return more.get(item.kind, {})


def test_each_fact_stands_on_its_own_day(site, clock):
    people, now = site.people, clocks.now
    items = stock(site)
    broken = next(item for item in items if item.name == "AC")
    look(site, broken, 2, 1)
    with office_scope(site.office):
        operations_roster.propose_week(actor=people["secretary"], now=now())
        operations_roster.enter_exception(
            actor=people["secretary"], user_id=people["counter"].user_id, on=False,
            first=FRIDAY, last=FRIDAY, reason="SICK", now=now(),
        )  # fmt: skip
        meeting = operations.call_meeting(
            actor=people["head"],
            called=Called(held_on=FRIDAY, starts=clocks.wib(now()).time(), place="Aula", subject="Bulanan"),
            now=now(),
        )
        decided = Decided(text="Ganti AC", owner_id=people["counter"].user_id, due_on=FRIDAY)
        operations.decide(actor=people["head"], decided=decided, meeting_id=meeting.id, now=now())
        operations.write_minutes(
            actor=people["head"], meeting_id=meeting.id, minutes="AC rusak.", close=True, now=now(),
            present={str(people["head"].user_id)},
        )  # fmt: skip
    fold(site)
    # Jatiroto's table names the head, the kasi and the counter; none of them has shown anything.
    assert cells()[FRIDAY] == {
        "upkeep_days": 1, "broken_items": 1, "posts_promised": 5, "posts_rostered": 5, "posts_filled": 5,
        "gap_staff": 3, "gap_people": 3, "meetings_held": 1,
    }  # fmt: skip
    clock.set("2026-11-24 10:00")  # a Tuesday; two working days later
    look(site, broken, 2, 2)
    fold(site)
    tuesday = cells()[date(2026, 11, 24)]
    assert (tuesday["repairs_done"], tuesday["repair_days"], tuesday["late_decisions"]) == (1, 2, 1)
    assert "broken_items" not in tuesday
    clock.set("2026-12-03 10:00")
    for item in items:
        look(site, item, month=DECEMBER, **of_kind(item))
    with office_scope(site.office):
        facilities.confirm(actor=people["counter"], month=DECEMBER, now=now())
        operations.write_review(
            actor=people["section_head"], month=date(2026, 11, 1), role="SECTION_HEAD", notes="Baik",
            finish=True, now=now(),
        )  # fmt: skip
    clock.set("2026-12-08 00:20")
    fold(site)
    due = cells()[date(2026, 12, 7)]
    assert (due["rounds_due"], due["rounds_kept"]) == (1, 1)
    # Two supervisors are named: the kasi kept her month, the secretary (of the other standard) did not.
    assert (due["reviews_due"], due["reviews_kept"]) == (2, 1)
    found = queries.summary(
        scope=Scope(Period.months(DECEMBER, DECEMBER)), keys=[one.key for one in UPKEEP]
    ).values
    assert (found["rounds_kept"].value, found["reviews_kept"].value) == (1.0, 0.5)


def test_an_office_that_began_nothing_counts_nothing(office_b, clock):
    fold_office(office_b, now=clocks.now())
    with public_scope():
        mark_days()
    fold_office(office_b, now=clocks.now())
    assert cells() == {}


@pytest.mark.parametrize("seed", range(2))
def test_a_rebuild_equals_what_grew_step_by_step(site, clock, seed):
    """Some weeks of whatever people may do, folded each night as the task does."""
    chance = random.Random(seed)  # noqa: S311  a play, not a secret
    items, start = stock(site), date(2026, 11, 20)
    for step in range(24):
        day = start + timedelta(days=step)
        clock.set(f"{day} 00:20")
        fold(site)
        clock.set(f"{day} 09:00")
        for _n in range(chance.randrange(4)):
            _something(site, chance, items, day)
            if chance.random() < 0.3:
                fold_office(site.office, now=clocks.now())
    fold(site)
    grown = (cells(), cells(UpkeepMonth))
    period = Period.months(date(2026, 11, 1), date(2026, 12, 31))
    assert list(rebuild(site.office, period=period, now=clocks.now()))
    assert (cells(), cells(UpkeepMonth)) == grown
    assert len(grown[0]) > 20


def _something(site, chance, items, day):
    people, now = site.people, clocks.now()
    keeper, head = people["secretary"], people["head"]
    person = chance.choice(list(people.values())).user_id
    kind = chance.randrange(7)
    try:
        with office_scope(site.office):
            if kind < 2:
                item = chance.choice(items)
                quantity = chance.randrange(3)
                look(site, item, quantity, chance.randrange(quantity + 1), **of_kind(item))
            elif kind == 2:
                first = day + timedelta(days=chance.randrange(-3, 4))
                operations_roster.enter_exception(
                    actor=keeper, user_id=person, on=False, first=first, last=day + timedelta(days=4),
                    reason="SICK", now=now,
                )  # fmt: skip
            elif kind == 3:
                row = DutyException.objects.filter(cancelled_at=None).first()
                if row:
                    operations_roster.cancel_exception(actor=keeper, exception_id=row.id, now=now)
                operations_roster.propose_week(actor=keeper, now=now)
            elif kind == 4:
                shown = Shown(kind=CredentialKind.EXPERIENCE, name="Kerja", since=date(2015, 1, 1))
                operations.enter_credential(actor=people["admin"], user_id=person, shown=shown, now=now)
            elif kind == 5:
                _meeting(site, chance, day)
            else:
                decision = Decision.objects.filter(done_at=None).first()
                if decision:
                    operations.finish_decision(actor=head, decision_id=decision.id, outcome="Sudah", now=now)
    except DomainError:
        return


def _meeting(site, chance, day):
    head, now = site.people["head"], clocks.now()
    called = Called(held_on=day, starts=clocks.wib(now).time(), place="Aula", subject="Rapat")
    row = operations.call_meeting(actor=head, called=called, now=now)
    due = day + timedelta(days=chance.randrange(4))
    decided = Decided(text="Kerjakan", owner_id=head.user_id, due_on=due)
    operations.decide(actor=head, decided=decided, meeting_id=row.id, now=now)
    if chance.random() < 0.7:
        operations.write_minutes(
            actor=head, meeting_id=row.id, minutes="x", present={str(head.user_id)}, close=True, now=now
        )
    assert Meeting.objects.exists()
