"""Who was sent home: erased when the rule says; that somebody was, and what was missing, stays."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from queueing.models import Trip
from regulations.retention import Kind


def _old(before: date) -> QuerySet[Trip]:
    named = Q(name__isnull=False) | Q(phone__isnull=False) | Q(nik__isnull=False)
    return Trip.objects.filter(named, day__lt=before)


def count(before: date) -> int:
    """Trips before that day that still say who it was."""
    return _old(before).count()


def erase(before: date) -> int:
    """Take name and numbers out of them."""
    return _old(before).update(name=None, phone=None, phone_index="", nik=None, nik_index="")


TRIP_DATA = Kind("queueing.trip_data", _("Data orang yang disuruh pulang"), count, erase)
