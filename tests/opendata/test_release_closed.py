"""Closed months: once, whole, never small, and they stay as they are."""

from datetime import date

import pytest

from commons import clock as time
from indicators import operations as figures
from opendata import operations
from opendata.models import Release
from opendata.rules import rules
from outbox.models import Message
from tests.board import kabupaten as world
from tests.conftest import HELD
from tests.replaying import kept

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def closed(with_figures, django_db_blocker):
    """Figures that were folded, and the months that are over published; how many."""

    def close():
        figures.sweep(now=time.now())
        return operations.close_months(now=time.now())

    with kept(django_db_blocker, close, at=HELD) as made:
        yield made


def test_months_that_are_over_are_published_once(closed, offices):
    assert closed == Release.objects.count() > 12
    assert operations.close_months(now=time.now()) == 0
    newest = Release.objects.order_by("-month").first()
    assert newest is not None
    assert newest.month == date(2026, 10, 1)
    assert Message.objects.filter(topic="figures.month_closed").count() == closed


def test_small_numbers_are_not_in_it(closed, offices):
    for row in Release.objects.all():
        for key, _office, _service, value, _n in row.cells:
            if key == "received" and value is not None:
                assert value == 0 or value >= rules().threshold


def test_what_is_published_does_not_change(closed, offices):
    before = list(Release.objects.order_by("month").values_list("month", "cells"))
    world.fill(
        [one.id for one in list(offices.values())[:3]],
        date(2026, 10, 1),
        date(2026, 10, 1),
        n=500,
        services=("baru",),
    )
    operations.close_months(now=time.now())
    assert list(Release.objects.order_by("month").values_list("month", "cells")) == before
