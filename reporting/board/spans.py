"""The stretches of time a reader may choose, as an address names them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from board.figures import month_words
from indicators.periods import Period, months_back

MONTHS_OFFERED = 24
YEARS_OFFERED = 5
DEFAULT = "3-bulan"


@dataclass(frozen=True, slots=True)
class Span:
    """A choice: `key` in the address, its name, its days."""

    key: str
    name: "str | Promise"
    period: Period


def named_spans(today: date) -> list[Span]:
    """The stretches that move with the day."""
    month = Period.month(today)
    return [
        Span(DEFAULT, _("Tiga bulan terakhir"), Period.months(months_back(today, 2), today)),
        Span("28-hari", _("28 hari terakhir"), Period(today - timedelta(days=27), today)),
        Span("bulan-ini", _("Bulan ini"), month),
        Span("bulan-lalu", _("Bulan lalu"), Period.month(months_back(today, 1))),
        Span("12-bulan", _("Dua belas bulan terakhir"), Period.months(months_back(today, 11), today)),
        Span("tahun-ini", _("Tahun ini"), Period.year(today.year)),
    ]


def month_spans(today: date) -> Iterator[Span]:
    """Single months, the newest first."""
    for back in range(MONTHS_OFFERED):
        first = months_back(today, back)
        yield Span(f"{first:%Y-%m}", month_words(first), Period.month(first))


def year_spans(today: date) -> Iterator[Span]:
    """Calendar years, the newest first."""
    for year in range(today.year, today.year - YEARS_OFFERED, -1):
        yield Span(str(year), str(year), Period.year(year))


def read_span(key: str, today: date) -> Span:
    """The choice of this key; the default for anything else."""
    known = {span.key: span for span in [*named_spans(today), *month_spans(today), *year_spans(today)]}
    return known.get(key, known[DEFAULT])


def months_to(period: Period, count: int = 13) -> Period:
    """The months of a trend: `count` of them up to the end of the period."""
    return Period.months(months_back(period.last, count - 1), period.last)
