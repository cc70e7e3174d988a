"""What the kabupaten's figures count of this office's reports (`attainment` lies below and is told here)."""

from collections.abc import Collection
from datetime import date

from attainment.reading import Ended
from quality import queries


def reports_of(days: Collection[date]) -> list[Ended]:
    """The reports of the periods that ended on these days."""
    return [Ended(one.last, one.due, one.judged, one.met, one.signed) for one in queries.attained(days)]


def first_day() -> date | None:
    """When the first period with a report ended."""
    return queries.first_attained()
