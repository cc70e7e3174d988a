"""Closing months: once, whole, and never small."""

from datetime import date

import pytest

from commons import clock as time
from indicators import operations as figures
from opendata import operations
from opendata.models import Release
from opendata.rules import rules
from outbox.models import Message
from tests.board import kabupaten as world

pytestmark = pytest.mark.django_db


@pytest.fixture
def swept(offices, clock):
    """Figures that were folded just now."""
    figures.sweep(now=time.now())
    return offices


def test_months_that_are_over_are_published_once(swept):
    made = operations.close_months(now=time.now())
    assert made == Release.objects.count() > 12
    assert operations.close_months(now=time.now()) == 0
    newest = Release.objects.order_by("-month").first()
    assert newest is not None
    assert newest.month == date(2026, 10, 1)
    assert Message.objects.filter(topic="figures.month_closed").count() == made


def test_a_month_waits_for_late_figures(swept, clock):
    clock.set("2026-12-05 09:00")
    figures.sweep(now=time.now())
    operations.close_months(now=time.now())
    assert not Release.objects.filter(month=date(2026, 11, 1)).exists()
    clock.set("2026-12-09 09:00")
    figures.sweep(now=time.now())
    operations.close_months(now=time.now())
    assert Release.objects.filter(month=date(2026, 11, 1)).exists()


def test_nothing_is_closed_before_figures_were_folded(offices):
    assert operations.close_months(now=time.now()) == 0
    assert not Release.objects.exists()


def test_small_numbers_are_not_in_it(swept):
    operations.close_months(now=time.now())
    for row in Release.objects.all():
        for key, _office, _service, value, _n in row.cells:
            if key == "received" and value is not None:
                assert value == 0 or value >= rules().threshold


def test_what_is_published_does_not_change(swept):
    operations.close_months(now=time.now())
    before = list(Release.objects.order_by("month").values_list("month", "cells"))
    world.fill(
        [one.id for one in list(swept.values())[:3]],
        date(2026, 10, 1),
        date(2026, 10, 1),
        n=500,
        services=("baru",),
    )
    operations.close_months(now=time.now())
    assert list(Release.objects.order_by("month").values_list("month", "cells")) == before
