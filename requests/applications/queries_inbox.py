"""The inbox of one person: the desk's sections with their rows, and what stands above them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from accounts import queries as people
from applications.compose import head_of
from applications.models import ContactAttempt, File
from applications.presence import Presence
from applications.program import Program
from applications.queries_desk import Desk, Light, Section
from applications.queries_rows import Row, by_promise, rows
from commons.clock import WIB, wib
from commons.indonesian import back_words
from offices.scope import current_office

SHOWN: Mapping[Section, int] = {
    Section.MINE: 60,
    Section.CONTACT: 30,
    Section.APPLICANT: 15,
    Section.OTHERS: 15,
}
MOST = 500


@dataclass(frozen=True)
class LeaderAway:
    """The leader's absence that holds now; `until` is when they are back."""

    name: str
    title: str
    until: datetime
    stand_in: str = ""

    @property
    def back(self) -> str:
        """When they are back, in words."""
        return back_words(self.until)


@dataclass(frozen=True)
class Part:
    """A section with the rows shown; `more` says that it has others."""

    section: Section
    rows: list[Row]
    more: bool


@dataclass(frozen=True)
class Inbox:
    """Everything the inbox shows."""

    parts: list[Part]
    received_today: int
    leader_away: LeaderAway | None


def inbox(desk: Desk, *, whole: Section | None = None) -> Inbox:
    """The inbox of the person whose desk this is; `whole`: the section to show to its end."""
    shown = {
        section: files[: MOST if section is whole else SHOWN[section]]
        for section, files in desk.sections.items()
    }
    ids = [file.id for files in shown.values() for file in files]
    found = {row.file.id: row for row in rows(ids, presence=desk.presence, now=desk.now)}
    parts = [
        Part(section, _in_order(files, found), len(files) < len(desk.sections[section]))
        for section, files in shown.items()
        if files or section is Section.MINE
    ]
    return Inbox(parts, _received_on(desk.now), leader_away(desk.presence, now=desk.now))


def leader_away(presence: Presence, *, now: datetime) -> LeaderAway | None:
    """Who leads the office and until when they are away; None when they are here."""
    absence = presence.absence_at(now)
    if absence is None:
        return None
    office = current_office()
    head = people.head_of(office, on=wib(now).date())
    stand_in = presence.stand_in(now)
    return LeaderAway(
        name=head.name if head else head_of(office),
        title=head.title if head else head_of(office),
        until=absence.to_at,
        stand_in=f"{stand_in.name} ({stand_in.form.label})" if stand_in else "",
    )


def leader_missed(presence: Presence, program: Program, *, now: datetime) -> LeaderAway | None:
    """As `leader_away`, where it matters to who asks for this service: it is signed, and nobody else may."""
    if program.process().sign_index is None or presence.stand_in(now, program.matter) is not None:
        return None
    return leader_away(presence, now=now)


def changes(desk: Desk) -> str:
    """Something short that differs whenever the inbox would: for a page that polls. No names in it."""
    last = ContactAttempt.objects.order_by("-id").values_list("id", flat=True).first()
    seen = ((file.id.hex, file.event_no, file.needs_contact) for file in desk.files)
    absent = ((row.id.hex, row.to_at.isoformat()) for row in desk.presence.absences)
    return repr((f"{desk.now:%Y%m%d%H%M}", *seen, *absent, last))


def _in_order(files: list[Light], found: Mapping[UUID, Row]) -> list[Row]:
    return by_promise(found[file.id] for file in files if file.id in found)


def _received_on(now: datetime) -> int:
    start = datetime.combine(wib(now).date(), time.min, WIB)
    return File.objects.filter(received_at__gte=start).count()
