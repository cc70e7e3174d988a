"""People of old poverty lists: kept as long as the rule says, then removed; the list's own line stays."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from lookups.models import PovertyEntry, PovertyList
from regulations.retention import Kind


def _old(before: date) -> list[PovertyList]:
    """Lists loaded before that day, but never the one in use."""
    current = PovertyList.objects.filter(withdrawn_at=None).order_by("-loaded_at").first()
    rows = PovertyList.objects.filter(loaded_at__date__lt=before)
    return [row for row in rows if current is None or row.id != current.id]


def count(before: date) -> int:
    """People in lists older than `before`."""
    return PovertyEntry.objects.filter(list__in=_old(before)).count()


def remove(before: date) -> int:
    """Remove them."""
    removed, _by_model = PovertyEntry.objects.filter(list__in=_old(before)).delete()
    return removed


POVERTY_PEOPLE = Kind("lookups.poverty_people", _("Orang pada daftar kemiskinan lama"), count, remove)
