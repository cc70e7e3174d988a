"""Closing months: once, whole, and never small."""

from datetime import date

import pytest
from django.test import Client

from commons import clock as time
from indicators import operations as figures
from opendata import operations
from opendata.models import Release

pytestmark = pytest.mark.django_db


@pytest.fixture
def swept(offices, clock):
    """Figures that were folded just now."""
    figures.sweep(now=time.now())
    return offices


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


def test_before_anything_is_closed(database, services):
    page = Client(SERVER_NAME="kabupaten.localhost").get("/data-terbuka/").content.decode()
    assert "Belum ada bulan yang ditutup." in page
