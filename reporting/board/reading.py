"""What the reads of the board share: services by name, staff and open files, values of many indicators."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import Count

from accounts.models import Assignment
from accounts.queries import current
from board.results import Load
from board.sums import DUTY, Sums
from indicators import comparing, values
from indicators.cells import ALL_SERVICES
from indicators.measures import Definition, Duration, all_definitions, definition_of
from indicators.models import OpenFiles
from indicators.names import office_names
from indicators.periods import Period
from indicators.queries import WORKING
from indicators.results import OfficeName, OpenRow, Point, StaffRow, Trend, Value
from indicators.values import NOTHING, Tally
from offices.models import Level
from servicetypes.models import ServiceType

LOAD_KEYS = ("received", "received_per_1000", "finished_per_staff_day", "returned")


def durations() -> dict[Duration, Definition]:
    """The mean of each owner's minutes."""
    return {one.duration: one for one in all_definitions() if one.duration is not None}


def service_names() -> dict[str, str]:
    """All service types, by name. One query."""
    return dict(ServiceType.objects.order_by("short_name").values_list("code", "short_name"))


def offices_at(level: Level | None) -> list[OfficeName]:
    """The offices of a level, by code."""
    return [office for office in office_names().values() if level is None or office.level == level]


def value(definition: Definition, sums: Sums, offices: Collection[OfficeName], service: str) -> Value:
    """The figure of several offices as one."""
    found = [tally for office in offices for tally in sums.whole(office.id, service).values()]
    return comparing.value(definition, {ALL_SERVICES: values.added(found)}, offices)


def tally_of(sums: Sums, offices: Iterable[OfficeName], service: str) -> Tally:
    """Their sums as one."""
    return values.added([tally for office in offices for tally in sums.whole(office.id, service).values()])


class Desk:
    """What lies where, and who works there. Two queries."""

    def __init__(self, offices: Collection[OfficeName], period: Period, service: str) -> None:
        ids = [office.id for office in offices]
        rows = OpenFiles.objects.filter(office_id__in=ids, service_code__in={service, ALL_SERVICES})
        self._open = {(row.office_id, row.service_code): row for row in rows}
        self._service = service
        people = Assignment.objects.filter(current(period.last), office__in=ids, roles__overlap=list(WORKING))
        counted = people.values("office_id").annotate(n=Count("user_id", distinct=True))
        self._assigned: dict[UUID, int] = {row["office_id"]: row["n"] for row in counted}

    def load(self, office: OfficeName, sums: Sums, service: str) -> Load:
        """The office's row."""
        shown = {key: value(definition_of(key), sums, [office], service) for key in LOAD_KEYS}
        return Load(office, shown, self._staff(office, sums), self._lying(office))

    def _lying(self, office: OfficeName) -> OpenRow:
        row = self._open.get((office.id, self._service))
        return OpenRow(office, row.open, row.overdue, row.oldest) if row else OpenRow(office, 0, 0, None)

    def _staff(self, office: OfficeName, sums: Sums) -> StaffRow:
        """For all services together: people do not belong to one."""
        row = self._open.get((office.id, ALL_SERVICES))
        tally = sums.whole(office.id, ALL_SERVICES).get(ALL_SERVICES, NOTHING)
        days = tally.get(DUTY, 0)
        return StaffRow(
            office,
            row.promised if row else None,
            self._assigned.get(office.id, 0),
            tally.get("on_duty", 0) / days if days else None,
            values.value_of(definition_of("finished_per_staff_day"), tally),
        )


def trend(
    definition: Definition,
    office: OfficeName | None,
    offices: Collection[OfficeName],
    period: Period,
    by_month: Mapping[object, Tally],
) -> Trend:
    """A figure over the months of the period."""
    points = (
        Point(first, comparing.value(definition, {ALL_SERVICES: by_month.get(first, NOTHING)}, offices))
        for first in period.starts()
    )
    return Trend(definition, office, tuple(points))
