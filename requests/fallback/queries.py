"""Sheets and their lines, as pages and operations ask for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from applications.versions import program_of
from applications.workflow_process import Process
from commons.clock import wib
from fallback.codes import BadCode, LineCode, read
from fallback.models import Line, LineState, Sheet
from fallback.rows import Row, Service, is_empty
from fallback.rows import read as read_row
from offices.queries import work_calendar
from offices.scope import current_office
from standards import queries as standards

SHEETS = 60


@dataclass(frozen=True)
class Account:
    """What became of the lines of a sheet: their sum is `printed`."""

    printed: int
    filed: int = 0
    unused: int = 0
    spoiled: int = 0
    kept: int = 0
    blank: int = 0

    @property
    def is_settled(self) -> bool:
        """Whether every line is accounted for."""
        return not self.kept and not self.blank


def account(lines: Sequence[Line]) -> Account:
    """Count the lines of one sheet."""
    states = [line.state for line in lines]
    return Account(
        printed=len(states),
        filed=states.count(LineState.FILED),
        unused=states.count(LineState.UNUSED),
        spoiled=states.count(LineState.SPOILED),
        kept=states.count(LineState.KEPT),
        blank=states.count(LineState.BLANK),
    )


def sheets() -> list[tuple[Sheet, Account]]:
    """The newest sheets with what became of their lines."""
    found = list(Sheet.objects.order_by("-day", "-number").prefetch_related("rows")[:SHEETS])
    return [(sheet, account(list(sheet.rows.all()))) for sheet in found]


def sheet(sheet_id: UUID) -> Sheet | None:
    """One sheet, or None: another office's is as unknown as one that never was."""
    return Sheet.objects.filter(id=sheet_id).first()


def lines_of(found: Sheet) -> list[Line]:
    """The lines of a sheet, in order."""
    return list(Line.objects.filter(sheet_id=found.id).order_by("serial"))


def line(text: str) -> Line | None:
    """The line that was typed, in whatever spelling. Raises `BadCode`; None when no sheet here has it."""
    code = str(read(text))
    return Line.objects.select_related("sheet").filter(code=code).first()


def services() -> Mapping[str, Service]:
    """The services a line may be for, by code."""
    return {
        row.code: Service(row.name, is_signed=row.product_kind != "EXTERNAL_ITEM")
        for row in standards.services()
    }


def row_of(found: Line, *, day: date, known: Mapping[str, Service], now: datetime) -> Row | None:
    """What stands on a line, read anew; None when nothing does."""
    typed = {key: str(value) for key, value in (found.facts or {}).items()}
    return None if is_empty(typed) else read_row(typed, day=day, services=known, now=now)


def process_of(code: str) -> Process:
    """The steps of a service as published now. Raises `NoSuchService`."""
    return program_of(standards.published_version(code).id).process()


def next_day(now: datetime) -> date:
    """The office's next working day after today; tomorrow where it keeps no hours."""
    today, calendar = wib(now).date(), work_calendar(current_office().id)
    days = (today + timedelta(days=n) for n in range(1, 30))
    return next((day for day in days if calendar.is_working_day(day)), today + timedelta(days=1))


def to_confirm() -> list[Line]:
    """Lines whose signature on paper waits for the word of who signed."""
    return list(Line.objects.select_related("sheet").filter(awaits_signer=True).order_by("code"))


def file_behind(text: str) -> tuple[UUID, str] | None:
    """For the applicant's page: the file that a line became, and the line's code."""
    try:
        found = line(text)
    except BadCode:
        return None
    return (found.file_id, found.code) if found is not None and found.file_id else None


def code_of(day: date, serial: int) -> str:
    """A line's code as printed."""
    return str(LineCode(day, serial))
