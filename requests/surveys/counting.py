"""How many people a period asks of: files handed over in its days, by service. Reads only."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count

from applications.models import File
from applications.workflow_types import Phase
from commons.clock import WIB
from standards import queries as standards
from surveys.quotas import shared
from surveys.sampling import sample_size


def users(first: date, last: date) -> dict[str, int]:
    """Files handed over from `first` to `last`, both included, by the code of their service."""
    begin = datetime.combine(first, time(), WIB)
    end = datetime.combine(last + timedelta(days=1), time(), WIB)
    rows = (
        File.objects.filter(phase=Phase.HANDED_OVER, finished_at__gte=begin, finished_at__lt=end)
        .values_list("service_code")
        .annotate(n=Count("id"))
        .order_by()
    )
    return dict(rows)


def services_of(counted: dict[str, int]) -> tuple[list[dict[str, Any]], int, int]:
    """What `SurveyPeriod.services` holds, the population and its sample size.

    Every service the office publishes a standard for is asked about, and any that had users.
    """
    names = dict(standards.names())
    population = sum(counted.values())
    size = sample_size(population)
    everywhere = {code: counted.get(code, 0) for code in {*names, *counted}}
    quotas = shared(size, everywhere)
    rows = [
        {"code": code, "name": names.get(code, code), "population": n, "quota": quotas[code]}
        for code, n in everywhere.items()
    ]
    return sorted(rows, key=lambda row: (-row["population"], row["name"])), population, size
