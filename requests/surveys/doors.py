"""Pages of apps above that belong to a period (its result, its report), or to all: each registers a link."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise

from accounts.actors import Actor
from surveys.models import PeriodState, SurveyPeriod


@dataclass(frozen=True)
class Door:
    """A link for these roles. On a period's page, in these `states`, the URL name takes the period's id;
    without states it stands on the list of all periods and takes nothing."""

    url_name: str
    title: "str | Promise"
    roles: tuple[str, ...]
    states: frozenset[str] = frozenset()

    def shown(self, *period_id: UUID) -> dict[str, str]:
        """As a page shows it."""
        return {"url": reverse(self.url_name, args=period_id), "title": str(self.title)}


_doors: dict[str, Door] = {}


def register(*doors: Door) -> None:
    """Add links; the same URL name again replaces the earlier one."""
    _doors.update({door.url_name: door for door in doors})


def of(period: SurveyPeriod, actor: Actor) -> list[dict[str, str]]:
    """The links of this period that this person may follow, in order of registration."""
    return [
        door.shown(period.id)
        for door in _doors.values()
        if PeriodState(period.state) in door.states and actor.has(*door.roles)
    ]


def of_all(actor: Actor) -> list[dict[str, str]]:
    """The links of the list of periods."""
    return [door.shown() for door in _doors.values() if not door.states and actor.has(*door.roles)]
