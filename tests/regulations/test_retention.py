"""Retention is data: nothing goes without a rule, a dry run counts, removing needs its berita acara."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.actors import Actor
from audit.models import KabupatenEntry
from commons import clock as clocks
from commons.ids import new_id
from lookups.models import PovertyEntry, PovertyList
from lookups.operations import load_list
from lookups.rows import ParsedList, Person
from offices.scope import office_scope, public_scope
from regulations import retention
from regulations.models import RetentionRule
from regulations.retention import RetentionRefused, months_before

pytestmark = pytest.mark.django_db
NIK = "3508174508680001"


def load(office, *, now):
    actor = Actor(new_id(), "Uji", "Admin", frozenset({"OFFICE_ADMIN"}), office.id, new_id())
    people = [Person(NIK, "SITI AMINAH", "", 2)]
    load_list(actor=actor, parsed=ParsedList(people=people), source="Uji", as_of=date(2024, 1, 2), now=now)


def rule(months):
    with public_scope():
        RetentionRule.objects.create(
            subject="lookups.poverty_people", keep_months=months, changed_at=clocks.now()
        )


@pytest.fixture
def two_lists(office_a, clock):
    """An old list and the one in use."""
    with office_scope(office_a):
        load(office_a, now=clocks.now() - timedelta(days=800))
        load(office_a, now=clocks.now())
        yield office_a


def count_of(subject):
    return {row.kind.subject: row.count for row in retention.due(now=clocks.now())}[subject]


def test_without_a_rule_everything_is_kept(two_lists):
    assert all(row.before is None and row.count == 0 for row in retention.due(now=clocks.now()))


def test_a_rule_without_months_keeps_for_good(two_lists):
    rule(None)
    assert count_of("lookups.poverty_people") == 0


def test_the_dry_run_counts_and_changes_nothing(two_lists):
    rule(24)
    assert count_of("lookups.poverty_people") == 1
    assert PovertyEntry.objects.count() == 2


def test_removing_without_berita_acara_is_refused_and_changes_nothing(two_lists):
    rule(24)
    with pytest.raises(RetentionRefused):
        retention.remove(minutes_number=" ", now=clocks.now())
    assert PovertyEntry.objects.count() == 2


def test_removing_takes_the_old_people_and_leaves_the_list_in_use(two_lists):
    rule(24)
    retention.remove(minutes_number="045/1/2026", now=clocks.now())
    assert PovertyEntry.objects.count() == 1
    assert PovertyList.objects.count() == 2


def test_even_the_only_old_list_stays_while_it_is_in_use(office_a, clock):
    with office_scope(office_a):
        load(office_a, now=clocks.now() - timedelta(days=800))
        rule(1)
        assert count_of("lookups.poverty_people") == 0


def test_the_command_works_on_the_named_office_only(two_lists, office_b):
    with office_scope(office_b):
        load(office_b, now=clocks.now() - timedelta(days=800))
        load(office_b, now=clocks.now())
    rule(24)
    out = StringIO()
    call_command("apply_retention", office=two_lists.slug, remove="045/1/2026", stdout=out)
    assert "1 dimusnahkan" in out.getvalue()
    with office_scope(office_b):
        assert PovertyEntry.objects.count() == 2


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 22), 12, date(2025, 11, 22)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_months_before(day, months, expected):
    assert months_before(day, months) == expected


def test_a_rule_is_set_by_command_and_on_the_kabupatens_trail(two_lists):
    with public_scope():
        call_command("set_retention", "lookups.poverty_people", months=24, ground="Perbup 12/2025")
        rule = RetentionRule.objects.get()
        assert (rule.keep_months, rule.ground) == (24, "Perbup 12/2025")
        assert KabupatenEntry.objects.get(action="retention.rule_set").data["months"] == 24
    assert count_of("lookups.poverty_people") == 1
    call_command("set_retention", "lookups.poverty_people", keep=True)
    assert count_of("lookups.poverty_people") == 0


@pytest.mark.parametrize(
    ("subject", "months", "ground"),
    [
        ("x", 12, "Perbup"),
        ("lookups.poverty_people", 0, "Perbup"),
        ("lookups.poverty_people", 1201, "Perbup"),
        ("lookups.poverty_people", 12, " "),
    ],
)
def test_a_rule_that_cannot_stand_is_refused_and_everything_kept(two_lists, subject, months, ground):
    with public_scope():
        with pytest.raises(RetentionRefused):
            retention.set_rule(subject=subject, keep_months=months, ground=ground, now=clocks.now())
        assert not RetentionRule.objects.exists()
        assert not KabupatenEntry.objects.filter(action="retention.rule_set").exists()
