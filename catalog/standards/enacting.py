"""Putting drafts into force from a page: number, date and the three people of the document's control.

The same page serves the office's own admin and the kabupaten's; each view says who may open it and in which
scope it works.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import queries as accounts
from accounts.models import Role
from commons.errors import DomainError
from commons.text import BadText, clean_line
from commons.typed import Question, problem, read_date, shown_date
from offices.models import Office, OfficeState
from standards.document import Control, Signatory
from standards.models import Origin, StandardVersion, VersionState
from standards.presenters_draft import control_rows
from standards.writing.wholeness import lacks_of

Errors = list[dict[str, str]]
NOTHING: Mapping[str, str] = MappingProxyType({})
SIGNATORIES = (
    ("prepared", Role.SECTION_HEAD),
    ("checked", Role.SECRETARY),
    ("approved", Role.HEAD),
)


@dataclass(frozen=True)
class DraftLine:
    """A draft that may be put into force; `needs_control`: number, date and people are asked. Else it keeps
    the control of the document on paper: `control`, as printed there."""

    id: UUID
    code: str
    title: str
    needs_control: bool
    control: tuple[tuple[str, str], ...] = ()


def drafts(office: Office) -> list[DraftLine]:
    """The newest draft of each service of the office at work that is not in force yet, by title; unfinished
    ones left out.

    Once it is open, what is written in Loket is not among them: three people check and approve it
    (`controlling`).
    """
    is_open = office.state == OfficeState.LIVE
    rows = StandardVersion.objects.select_related("standard").exclude(
        state__in=[VersionState.SUPERSEDED, VersionState.WITHDRAWN]
    )
    newest: dict[str, StandardVersion] = {}
    for row in rows.order_by("id"):
        newest[row.standard.service_code] = row
    return sorted(
        (
            _line_of(code, row)
            for code, row in newest.items()
            if row.state == VersionState.DRAFT
            and not lacks_of(row.document)
            and not (is_open and row.origin == Origin.LOKET)
        ),
        key=lambda line: line.title,
    )


def _line_of(code: str, row: StandardVersion) -> DraftLine:
    asked = row.origin == Origin.LOKET
    return DraftLine(row.pk, code, row.title, asked, () if asked else tuple(control_rows(row.document)))


def questions(
    office: Office,
    lines: list[DraftLine],
    typed: Any,
    errors: Errors,
    *,
    day: date,
    checked: Mapping[str, str] = NOTHING,
) -> list[Question]:
    """What is asked: which drafts, and of those written here their numbers, the date, who prepared, checked
    and approved them.

    `checked`: by service, in words, what is to be known of a draft before it is chosen.
    """
    asked = [
        Question(
            name="draft",
            label=_("Standar yang diterbitkan"),
            kind="choices",
            choices=[(str(line.id), _with(line.title, checked.get(line.code, ""))) for line in lines],
            value=typed.getlist("draft") if typed else [str(line.id) for line in lines],
        )
    ]
    asked += [
        Question(
            name=f"number_{line.code}",
            label=_("Nomor untuk {title}").format(title=line.title),
            value=typed.get(f"number_{line.code}", "") if typed else _number(office, at, day),
            max_length=80,
        )
        for at, line in enumerate(lines, start=1)
        if line.needs_control
    ]
    if any(line.needs_control for line in lines):
        asked += _common(office, typed, day)
    for question in asked:
        question.errors = [each["message"] for each in errors if each["field"] == question.name]
    return asked


def _with(title: str, words: str) -> str:
    return f"{title} · {words}" if words else title


def _number(office: Office, at: int, day: date) -> str:
    """A proposal that the office changes where it counts otherwise."""
    return f"SP/{at:02d}/{office.unit_code}/{day.year}"


def _common(office: Office, typed: Any, day: date) -> list[Question]:
    labels = {
        "prepared": _("Disusun oleh"),
        "checked": _("Diperiksa oleh"),
        "approved": _("Disetujui oleh"),
    }
    known = _people(office, day)
    asked = [
        Question(
            name="issued_on",
            label=_("Tanggal terbit"),
            kind="date",
            value=typed.get("issued_on", "") if typed else shown_date(day),
        )
    ]
    for key, label in labels.items():
        name, title = known.get(key, ("", ""))
        asked += [
            Question(name=key, label=label, value=typed.get(key, "") if typed else name, max_length=120),
            Question(
                name=f"{key}_title",
                label=_("Jabatan"),
                value=typed.get(f"{key}_title", "") if typed else title,
                max_length=120,
            ),
        ]
    return asked


def _people(office: Office, day: date) -> dict[str, tuple[str, str]]:
    found = {}
    for key, role in SIGNATORIES:
        people = accounts.people(office, on=day, roles=[role])
        if people:
            found[key] = (people[0].name, people[0].title)
    return found


def read(typed: Any, lines: list[DraftLine]) -> tuple[list[tuple[UUID, Control | None]], Errors]:
    """The chosen drafts with their control, and what is wrong with what was typed."""
    errors: Errors = []
    chosen = [line for line in lines if str(line.id) in typed.getlist("draft")]
    if not chosen:
        errors.append(problem(_("Pilih paling sedikit satu standar."), "draft"))
    issued: date | None = None
    people: dict[str, Signatory] = {}
    if any(line.needs_control for line in chosen):
        issued = _date(typed, errors)
        people = {key: _signatory(typed, key, errors) for key, _role in SIGNATORIES}
    wanted: list[tuple[UUID, Control | None]] = []
    for line in chosen:
        control = None
        if line.needs_control:
            number = _line(typed, f"number_{line.code}", errors)
            control = Control(
                number=number,
                revision="00",
                issued_on=issued,
                prepared=people["prepared"],
                checked=people["checked"],
                approved=people["approved"],
            )
        wanted.append((line.id, control))
    return wanted, errors


def _date(typed: Any, errors: Errors) -> date | None:
    try:
        return read_date(typed.get("issued_on", ""))
    except DomainError as refusal:
        errors.append(problem(refusal, "issued_on"))
        return None


def _signatory(typed: Any, key: str, errors: Errors) -> Signatory:
    return Signatory(name=_line(typed, key, errors), title=_line(typed, f"{key}_title", errors))


def _line(typed: Any, name: str, errors: Errors) -> str:
    try:
        text = clean_line(typed.get(name, ""), max_length=120)
    except BadText as refusal:
        errors.append(problem(refusal, name))
        return ""
    if not text:
        errors.append(problem(_("Belum diisi."), name))
    return text
