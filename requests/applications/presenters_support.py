"""A file as a guest of the kabupaten sees it. Everything shown is named here one by one, so that what a file
gains later is not seen: no name, number, address, answer, note or letter of the applicant."""

from typing import Any

from django.utils.translation import gettext as _

from applications import presenters, presenters_file
from applications.queries_file import Detail
from applications.queries_rows import Row
from commons.nik import mask_nik
from commons.worktime import WorkCalendar
from lettercheck.operations import initials


def line(each: Row, calendar: WorkCalendar, *, now: Any) -> dict[str, Any]:
    """One line of the list."""
    shown = presenters.row(each, calendar, now=now)
    return {key: shown[key] for key in ("id", "number", "service", "received_at", "status", "clock")}


def context(detail: Detail) -> dict[str, Any]:
    """What `console/support_file.html` shows."""
    file, letter = detail.file, detail.letter
    return {
        "number": file.receipt_number,
        "service": file.service_name,
        "received_at": file.received_at,
        "status": presenters.file_status(file),
        "facts": [
            (_("Pemohon"), initials(file.name)),
            (_("NIK"), mask_nik(file.nik) if file.nik else _("tidak diminta")),
            (_("Isian"), _answered(detail)),
        ],
        "clock": presenters.clock(
            detail.standing, detail.promise, detail.calendar, ready=file.ready_by, now=detail.now
        ),
        "waiting_for": presenters_file.waiting_for(detail),
        "steps": presenters_file.steps(detail),
        "checklist": [
            {key: row[key] for key in ("label", "kind", "present", "na")}
            for row in presenters_file.checklist(detail)
        ],
        "letter": _letter(letter),
        "minutes": presenters.minutes(detail.ledger.minutes.items()),
        "events": [_event(detail, each) for each in reversed(detail.events)],
    }


def _answered(detail: Detail) -> str:
    asked = [field.key for field in detail.program.definition.intake]
    given = sum(detail.file.intake.get(key) not in (None, "", []) for key in asked)
    return _("{n} dari {total} pertanyaan terisi; isinya tidak ditampilkan").format(n=given, total=len(asked))


def _letter(letter: Any) -> dict[str, str] | None:
    if letter is None:
        return None
    return {"number": letter.number, "status": presenters_file.letter_status(letter)}


def _event(detail: Detail, each: Any) -> dict[str, Any]:
    shown = presenters_file.event(detail, each)
    return {key: shown[key] for key in ("number", "at", "title", "actor", "actor_title")}
