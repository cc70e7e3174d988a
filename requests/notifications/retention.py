"""Numbers and words of messages: erased when the rule says; what came of a message stays."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from notifications.models import OutMessage
from regulations.retention import Kind


def _old(before: date) -> QuerySet[OutMessage]:
    return OutMessage.objects.filter(created_at__date__lt=before).exclude(to=None, text=None, to_index="")


def count(before: date) -> int:
    """Messages from before that day that still say what was told to whom."""
    return _old(before).count()


def erase(before: date) -> int:
    """Take number and words out of them."""
    return _old(before).update(to=None, text=None, to_index="", masked="")


MESSAGE_WORDS = Kind("notifications.words", _("Nomor dan isi pesan"), count, erase)
