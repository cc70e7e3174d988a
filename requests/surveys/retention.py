"""What people wrote under Saran: erased when the rule says; the answers themselves name nobody and stay."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from regulations.retention import Kind
from surveys.models import SurveyResponse


def _old(before: date) -> QuerySet[SurveyResponse]:
    return SurveyResponse.objects.filter(day__lt=before).exclude(comment__isnull=True, occupation_words="")


def count(before: date) -> int:
    """Answers from before that day that hold words of somebody."""
    return _old(before).count()


def erase(before: date) -> int:
    """Take the words out of them."""
    return _old(before).update(comment=None, occupation_words="")


SURVEY_WORDS = Kind("surveys.words", _("Saran dan kata-kata bebas dari survei"), count, erase)
