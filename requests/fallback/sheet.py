"""The emergency sheet as it is printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from commons.clock import wib
from documents.letterheads import letterhead_of
from documents.sheets import Letterhead
from documents.sheets import Sheet as PrintSheet
from documents.sheets import print_sheet as draw
from fallback import queries
from fallback.models import Sheet
from offices.scope import current_office
from standards import queries as standards


@dataclass(frozen=True, kw_only=True)
class ServiceLine:
    """A service of the office and its papers, numbered as they are ticked on a line."""

    name: str
    papers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EmergencySheet(PrintSheet):
    """Lines to write on, each with a coupon for the applicant; behind them what each service asks for."""

    TEMPLATE: ClassVar[str] = "fallback"

    letterhead: Letterhead
    dated: date
    weekday: str
    number: int
    codes: tuple[str, ...]
    services: tuple[ServiceLine, ...]
    printed: str


DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def pdf_of(found: Sheet) -> bytes:
    """The sheet as PDF; printing it again gives the same lines."""
    office = current_office()
    lines = queries.lines_of(found)
    return draw(
        EmergencySheet(
            letterhead=letterhead_of(office),
            dated=found.day,
            weekday=DAYS[found.day.weekday()],
            number=found.number,
            codes=tuple(line.code for line in lines),
            services=_services(),
            printed=f"Dicetak {wib(found.printed_at):%d-%m-%Y %H.%M} oleh {found.printed_by}",
        )
    )


def _services() -> tuple[ServiceLine, ...]:
    found = []
    for row in standards.services():
        groups = standards.service(row.code).document.persyaratan.groups
        for group in groups:
            name = f"{row.name} – {group.title}" if len(groups) > 1 and group.title else row.name
            papers = tuple(paper.name for each in group.requirements for paper in each.papers)
            found.append(ServiceLine(name=name, papers=papers))
    return tuple(found)
