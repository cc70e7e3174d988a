"""The letters a file rests on and the letters it gave, as the file page shows them."""

from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.models import LIVE_PHASES, SupportingLetter
from applications.operations_letters import OPEN_TO_CHECKS
from applications.queries_desk import DESK
from applications.queries_file import Detail
from commons.ids import show_code
from handoff.models import BroughtLetter
from handoff.rules import LEVELS
from lettercheck.models import LetterState
from standards.components import Paper

ENDED = {
    LetterState.VOID: gettext_lazy("Surat {number} dari {office} dibatalkan penerbitnya."),
    LetterState.REPLACED: gettext_lazy("Surat {number} dari {office} diganti penerbitnya dengan surat lain."),
    LetterState.UNSIGNED: gettext_lazy("Surat {number} dari {office} belum ditandatangani."),
}


def supporting(detail: Detail) -> list[dict[str, Any]]:
    """The letters handed in, each with whether Loket knows it, and a form to check one by its code."""
    names = {row["key"]: row["name"] for row in detail.file.checklist}
    papers = _papers(detail)
    return [_one(detail, row, names, papers.get(row.requirement)) for row in detail.supporting]


def _one(detail: Detail, row: SupportingLetter, names: dict[str, str], paper: Paper | None) -> dict[str, Any]:
    known = detail.brought.get(row.requirement)
    checkable = may_check(detail) and paper is not None and paper.issuer in LEVELS
    return {
        "requirement": row.requirement,
        "label": names.get(row.requirement, row.requirement),
        "issuer": row.issuer,
        "signer": row.signer,
        "number": row.number,
        "date": row.date,
        "known": _known(known) if known is not None else None,
        "check_url": reverse("file_letter_check", args=[detail.file.id, row.requirement])
        if checkable
        else "",
        "expected_event": detail.state.event_no,
        "typed": "",
        "why": "",
        "asks_why": False,
        "problem": "",
        "accept": "",
    }


def _known(row: BroughtLetter) -> dict[str, Any]:
    return {
        "office": row.issuer_name,
        "service": row.service_name,
        "code": show_code(row.code),
        "at": row.checked_at,
        "by": row.checked_by,
        "warnings": row.warnings,
        "reason": row.reason,
    }


def may_check(detail: Detail) -> bool:
    """Whether this person may still check a letter for the file."""
    file, letter = detail.file, detail.letter
    written = letter is not None and letter.state in {LetterState.UNSIGNED, LetterState.VALID}
    live = file.phase in LIVE_PHASES and not file.correcting and not written
    return live and detail.step.kind in OPEN_TO_CHECKS and detail.actor.has(*DESK)


def _papers(detail: Detail) -> dict[str, Paper]:
    groups = (g for g in detail.program.document.persyaratan.groups if g.key == detail.file.group)
    return {paper.key: paper for group in groups for each in group.requirements for paper in each.papers}


def ended(detail: Detail) -> dict[str, Any] | None:
    """That letters the file rests on have no force any more; None while they all have."""
    if not detail.ended:
        return None
    return {
        "lines": [
            str(format_lazy(ENDED[each.state], number=each.row.number, office=each.row.issuer_name))
            for each in detail.ended
        ],
        "live": detail.file.phase in LIVE_PHASES,
        "settle_url": reverse("file_letters_settled", args=[detail.file.id])
        if detail.actor.has(*DESK) and detail.to_settle
        else "",
    }


def uses(detail: Detail) -> list[str]:
    """Where the letters of this file are in use: office, service, day."""
    words = _("{office}, untuk {service}")
    return [
        words.format(office=use.office_name, service=use.service_name)
        for row in detail.letters
        for use in detail.uses.get(row.code, ())
    ]
