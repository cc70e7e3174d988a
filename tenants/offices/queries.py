"""Reads: the directory of offices, and what one office tells about itself."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from commons.clock import wib
from commons.phones import tel_link, wa_link
from commons.worktime import WorkCalendar
from offices import hours
from offices.hosts import url_of
from offices.models import (
    NUMBERED,
    REHEARSAL,
    Area,
    Contact,
    ContactKind,
    Level,
    Office,
    OfficeState,
    Section,
)
from offices.scope import public_scope

MOBILE = frozenset({ContactKind.MOBILE_SERVICE, ContactKind.WHATSAPP})


@dataclass(frozen=True)
class OfficeCard:
    """An office in a list."""

    id: UUID
    code: str
    level: Level
    full_name: str
    slug: str
    url: str
    state: OfficeState
    parent_code: str
    parent_name: str
    tone: int


@dataclass(frozen=True)
class ContactLine:
    """A contact as shown, with what a tap on it does ("" when nothing)."""

    id: UUID
    kind: ContactKind
    label: str
    shown: str
    link: str
    wa: str
    purpose: str


@dataclass(frozen=True)
class AreaLine:
    """A kecamatan, kelurahan or desa, for choosing."""

    code: str
    level: Level
    full_name: str
    postal_code: str


def _card(office: Office) -> OfficeCard:
    return OfficeCard(
        id=office.pk,
        code=office.kemendagri_code,
        level=Level(office.level),
        full_name=office.full_name,
        slug=office.slug,
        url=url_of(office.slug),
        state=OfficeState(office.state),
        parent_code=office.kemendagri_code.rsplit(".", 1)[0],
        parent_name=office.parent.full_name if office.parent else "",
        tone=office.tone,
    )


def offices(*, live_only: bool = True) -> list[OfficeCard]:
    """The directory, by code, so that kelurahan follow their kecamatan. Rehearsals are no offices."""
    with public_scope():
        real = Office.objects.exclude(kemendagri_code__startswith=REHEARSAL)
        rows = real.select_related("parent").defer("emblem").order_by("kemendagri_code")
        if live_only:
            rows = rows.filter(state=OfficeState.LIVE)
        return [_card(office) for office in rows]


def search_offices(text: str) -> list[OfficeCard]:
    """Open offices whose name has all words of `text`, whatever the letter case."""
    words = text.casefold().split()
    return [card for card in offices() if all(word in card.full_name.casefold() for word in words)]


def office_by_slug(slug: str) -> Office | None:
    """The office with this address."""
    with public_scope():
        return Office.objects.filter(slug=slug).first()


def contacts(office_id: UUID) -> list[ContactLine]:
    """Ways to reach an office, in its own order."""
    rows = Contact.objects.filter(office_id=office_id).order_by("order", "id")
    return [_contact(row) for row in rows]


def _contact(row: Contact) -> ContactLine:
    kind = ContactKind(row.kind)
    return ContactLine(
        id=row.pk,
        kind=kind,
        label=str(kind.label),
        shown=row.shown,
        link=_link(kind, row),
        wa=wa_link(row.e164) if kind in MOBILE else "",
        purpose=row.purpose,
    )


def _link(kind: ContactKind, row: Contact) -> str:
    if kind in NUMBERED:
        return tel_link(row.e164)
    if kind == ContactKind.EMAIL:
        return f"mailto:{row.shown}"
    if kind in {ContactKind.WEBSITE, ContactKind.COMPLAINT_SITE}:
        return row.shown if "://" in row.shown else f"https://{row.shown}"
    return ""


def sections(office_id: UUID) -> list[Section]:
    """The sections of an office, in its own order."""
    return list(Section.objects.filter(office_id=office_id).order_by("order", "name"))


def areas_within(code: str) -> list[AreaLine]:
    """The kelurahan and desa of a kecamatan (for a kelurahan's code: of its kecamatan), by name."""
    kecamatan = ".".join(code.split(".")[:3])
    rows = Area.objects.filter(parent_code=kecamatan).order_by("name")
    return [AreaLine(row.code, Level(row.level), str(row), row.postal_code) for row in rows]


def work_calendar(office_id: UUID) -> WorkCalendar:
    """The office's open time (see `commons.worktime`), at most 20 seconds old. Keep no instance for long."""
    return hours.work_calendar(office_id)


def hours_today(office_id: UUID, *, day: date) -> list[tuple[str, str]]:
    """The open stretches of a day in local time, e.g. [("07.30", "12.00"), ("13.00", "16.00")]."""
    sessions = work_calendar(office_id).sessions(day)
    return [(f"{wib(part.start):%H.%M}", f"{wib(part.end):%H.%M}") for part in sessions]
