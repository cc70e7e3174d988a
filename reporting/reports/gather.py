"""What a report is drawn from, read once. The kabupaten's reads touch no office schema."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import Role
from board import queries as board
from board.forms import USUAL_KEY
from board.results import About, Asked, Board, DisputeRow
from commons.clock import wib
from indicators import queries as indicators
from indicators.measures import Definition
from indicators.names import office_names
from indicators.periods import DAYS_KEPT, Period, months_back
from indicators.results import Comparison, OfficeName, Scope, Table
from offices.models import Level
from offices.scope import public_scope


@dataclass(frozen=True)
class Month:
    """A month of the whole kabupaten. `board` of the kecamatan; tables of every office, now and the month
    before; `with_days`: single days are still kept, so that alerts can be found."""

    period: Period
    board: Board
    kelurahan: Comparison
    table: Table
    before: Table
    disputes: tuple[DisputeRow, ...]
    definitions: tuple[Definition, ...]
    with_days: bool


def days_kept(period: Period, now: datetime) -> bool:
    """Whether the days of the eight weeks up to its end are still kept one by one."""
    return (wib(now).date() - period.last).days <= DAYS_KEPT - 31


def kabupaten_month(first: date, *, now: datetime) -> Month:
    """Some twenty queries, whatever the number of files."""
    period = Period.month(first)
    definitions = indicators.definitions(roles=[Role.EXECUTIVE])
    asked = Asked(period, "", Level.KECAMATAN, USUAL_KEY)
    with public_scope():
        return Month(
            period=period,
            board=board.board(asked=asked, definitions=definitions, today=period.last),
            kelurahan=indicators.comparison(scope=Scope(period, level=Level.KELURAHAN), key=USUAL_KEY),
            table=indicators.table(scope=Scope(period, level=None)),
            before=indicators.table(scope=Scope(period.before(), level=None)),
            disputes=_of_period(board.disputes(), period),
            definitions=definitions,
            with_days=days_kept(period, now),
        )


def _of_period(rows: tuple[DisputeRow, ...], period: Period) -> tuple[DisputeRow, ...]:
    """Those about figures of this month alone or of a longer time with it."""
    return tuple(row for row in rows if row.period.first <= period.last and period.first <= row.period.last)


def office_month(office: OfficeName, first: date) -> About:
    """A month of one office, as its head sees it."""
    definitions = indicators.definitions(roles=[Role.HEAD])
    asked = Asked(Period.month(first), "", None, USUAL_KEY)
    with public_scope():
        return board.about(
            office=office, asked=asked, definitions=definitions, today=Period.month(first).last
        )


def month_choices(today: date, count: int = 24) -> list[date]:
    """Months that are over, the newest first."""
    return [months_back(today, back) for back in range(1, count + 1)]


def offices() -> list[OfficeName]:
    """Those that have figures, by code."""
    return list(office_names().values())
