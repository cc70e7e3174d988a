"""Pages of apps above that belong to a period (its result, its report): each registers a link."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise

from surveys.models import PeriodState, SurveyPeriod


@dataclass(frozen=True)
class Door:
    """A link on a period's page: the URL name takes the period's id. `states`: when it is shown."""

    url_name: str
    title: "str | Promise"
    states: frozenset[str] = frozenset({PeriodState.OPEN.value, PeriodState.CLOSED.value})

    def url(self, period_id: UUID) -> str:
        """Its address."""
        return reverse(self.url_name, args=[period_id])


_doors: dict[str, Door] = {}


def register(*doors: Door) -> None:
    """Add links; the same URL name again replaces the earlier one."""
    _doors.update({door.url_name: door for door in doors})


def of(period: SurveyPeriod) -> list[dict[str, str]]:
    """The links of this period, in order of registration."""
    return [
        {"url": door.url(period.id), "title": str(door.title)}
        for door in _doors.values()
        if period.state in door.states
    ]
