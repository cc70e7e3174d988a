"""When an office began with what is promised behind its counter. Before that nothing is owed.

So an office that worked with Loket before there was a place for it has missed nothing.
"""

from datetime import date

from django.db.models import Min

from commons.clock import wib
from facilities import queries as facilities
from indicators.periods import next_month
from supervision.models import Duty, Meeting, Review


def begun_on() -> date | None:
    """The day of its first item, roster, meeting or review; None when there is none of it. Four queries."""
    called = Meeting.objects.aggregate(first=Min("created_at"))["first"]
    month = Review.objects.aggregate(first=Min("month"))["first"]
    days = [
        facilities.begun_on(),
        Duty.objects.aggregate(first=Min("from_date"))["first"],
        wib(called).date() if called is not None else None,
        next_month(month) if month is not None else None,  # a month is reviewed when it is over
    ]
    return min((day for day in days if day is not None), default=None)
