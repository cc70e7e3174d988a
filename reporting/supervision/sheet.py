"""The minutes of a *rapat intern* as they are printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from commons.indonesian import date_words, day_name
from documents.letterheads import emblem_of, letterhead_of
from documents.render import Standard
from documents.sheets import Letterhead, Sheet, print_sheet
from offices.models import Office
from offices.scope import current_office
from supervision import queries
from supervision.models import Meeting


@dataclass(frozen=True, kw_only=True)
class MinutesSheet(Sheet):
    """A4. `facts`: (label, value) under the title; `decisions` and `carried`: (what, who, until when);
    `present` and `absent`: (name, title). `draft`: not closed yet, and says so."""

    TEMPLATE: ClassVar[str] = "minutes"
    STANDARD: ClassVar[Standard | None] = "a-2b"

    letterhead: Letterhead
    dated: date
    subject: str
    facts: tuple[tuple[str, str], ...]
    minutes: str
    decisions: tuple[tuple[str, str, str], ...]
    carried: tuple[tuple[str, str, str], ...]
    present: tuple[tuple[str, str], ...]
    absent: tuple[tuple[str, str], ...]
    place: str
    chair: str
    chair_title: str
    writer: str
    draft: bool
    rehearsal: bool = False


def pdf_of(found: Meeting) -> bytes:
    """The minutes as PDF; closed ones always say the same."""
    office = Office.objects.get(id=current_office().id)
    decided = tuple(
        (row.text, row.owner, date_words(row.due_on)) for row in queries.decisions_of(meeting=found)
    )
    return print_sheet(
        MinutesSheet(
            letterhead=letterhead_of(office, emblem=bool(emblem_of(office))),
            dated=found.held_on,
            subject=found.subject,
            facts=_facts(found),
            minutes=found.minutes,
            decisions=decided,
            carried=_carried(found),
            present=_people(found, present=True),
            absent=_people(found, present=False),
            place=str(office.letterhead.get("place_line", "")) or office.name,
            chair=found.chair,
            chair_title=found.chair_title,
            writer=found.writer,
            draft=found.closed_at is None,
            rehearsal=office.is_rehearsal,
        )
    )


def _facts(found: Meeting) -> tuple[tuple[str, str], ...]:
    ends = f" sampai {found.ends:%H.%M}" if found.ends else ""
    return (
        ("Hari, tanggal", f"{day_name(found.held_on)}, {date_words(found.held_on)}"),
        ("Waktu", f"{found.starts:%H.%M}{ends} WIB"),
        ("Tempat", found.place),
        ("Pimpinan rapat", f"{found.chair}, {found.chair_title}"),
    )


def _carried(found: Meeting) -> tuple[tuple[str, str, str], ...]:
    """What was open when it was closed; of a draft, what is open now."""
    if found.closed_at is None:
        rows = queries.open_decisions(but=found)
        return tuple((row.text, row.owner, date_words(row.due_on)) for row in rows)
    return tuple(
        (row["text"], row["owner"], date_words(date.fromisoformat(row["due"]))) for row in found.carried
    )


def _people(found: Meeting, *, present: bool) -> tuple[tuple[str, str], ...]:
    return tuple((each["name"], each["title"]) for each in found.attendance if each["present"] is present)
