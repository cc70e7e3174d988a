"""The applicant's page in words: where the file is, what to do, when it is done. No names, no NIK."""

from typing import Any

from django.utils.translation import gettext as _

from applications import compose, labels, presenters
from applications.intake import ContactWay
from applications.queries_public import PublicFile
from applications.queries_rows import Row
from applications.workflow import Action, Phase, StepKind
from commons.clock import wib
from commons.ids import show_code
from commons.indonesian import back_words
from commons.worktime import WorkCalendar
from lettercheck.operations import initials
from offices.hosts import url_of
from offices.models import Office
from offices.opening import today
from offices.queries import contacts


def context(found: PublicFile, office: Office, calendar: WorkCalendar, *, now: Any) -> dict[str, Any]:
    """Everything `applications/status_page.html` shows."""
    row = found.row
    file, state = row.file, row.folded.state
    return {
        "file": {
            "number": file.receipt_number,
            "service": file.service_name,
            "received_at": file.received_at,
            "status": presenters.file_status(file),
            "initials": "" if found.alias else initials(file.name),
            "code": found.alias or show_code(file.track_code),
        },
        "ready": state.phase is Phase.OPEN and _kind(row) is StepKind.HAND_OVER and state.correction is None,
        "headline": headline(row, office),
        "todo": todo(row),
        "missing": list(state.missing) if state.phase is Phase.RETURNED else [],
        "clock": presenters.clock(row.standing, row.promise, calendar, ready=file.ready_by, now=now),
        "leader_back": back_words(found.leader_back) if found.leader_back else "",
        "back_too_late": _back_too_late(found),
        "steps": _steps(found, office),
        "letter": _letter(found),
        "place": _place(office, now),
    }


def _back_too_late(found: PublicFile) -> bool:
    """Whether the leader, for whose signature the file waits, returns after what was promised."""
    due, back = found.row.standing.due_at, found.leader_back
    return back is not None and due is not None and back > due


def headline(row: Row, office: Office) -> str:
    """Where the file is, as a sentence."""
    state = row.folded.state
    head = compose.head_of(office).split()[0]
    if state.correction is not None:
        return _("Surat Anda sedang diperbaiki")
    finished = {
        Phase.RETURNED: _("Berkas Anda perlu dilengkapi"),
        Phase.WAITING: _("Berkas Anda menunggu instansi lain"),
        Phase.HANDED_OVER: _("Berkas Anda sudah diserahkan"),
        Phase.REJECTED: _("Permohonan Anda tidak dapat dikabulkan"),
        Phase.WITHDRAWN: _("Permohonan ini sudah dicabut"),
    }
    if state.phase in finished:
        return finished[state.phase]
    at = {
        StepKind.SIGN: _("Berkas Anda menunggu tanda tangan {head}").format(head=head),
        StepKind.HAND_OVER: _("Berkas Anda sudah dapat diambil"),
    }
    return at.get(_kind(row), _("Berkas Anda sedang dikerjakan"))


def todo(row: Row) -> str:
    """What the applicant should do now."""
    state = row.folded.state
    if state.phase is Phase.RETURNED:
        return _("Bawa yang kurang ke loket, pada jam layanan:")
    if state.phase is Phase.REJECTED:
        return _("Tanyakan alasannya di loket, atau sampaikan keberatan melalui saluran pengaduan.")
    if state.phase in {Phase.HANDED_OVER, Phase.WITHDRAWN} and state.correction is None:
        return _("Tidak perlu apa-apa lagi.")
    if state.phase is Phase.OPEN and _kind(row) is StepKind.HAND_OVER and state.correction is None:
        return _("Ambil di loket pada jam layanan. Bawa tanda terima dan KTP asli.")
    way = row.file.contact_way
    if way in {"", ContactWay.NONE}:
        return _("Tidak perlu apa-apa. Lihat halaman ini lagi nanti.")
    return _("Tidak perlu apa-apa. Kami hubungi lewat {way} bila sudah dapat diambil.").format(
        way=labels.CONTACT_WAYS[way]
    )


def _kind(row: Row) -> StepKind:
    return StepKind(row.file.step_kind)


def _steps(found: PublicFile, office: Office) -> list[dict[str, str]]:
    """The way of the file with roles and days; who did what is the office's affair."""
    row = found.row
    process = row.program.process(row.file.extra_steps)
    state = row.folded.state
    done = {event.step_key: event.at for event in found.events if event.action == Action.COMPLETE}
    head = compose.head_of(office).split()[0]
    over = state.phase is Phase.HANDED_OVER and state.correction is None
    steps = []
    for index, step in enumerate(process.steps):
        is_done = index < state.step or over
        here = "done" if is_done else "now" if index == state.step else "next"
        who = labels.holders(step.holders, head=head)
        if is_done and step.key in done:
            who = f"{wib(done[step.key]):%d-%m-%Y %H.%M}"
        steps.append({"label": step.title or str(labels.DONE[step.kind]), "who": who, "state": here})
    return steps


def _letter(found: PublicFile) -> dict[str, str] | None:
    if found.letter is None:
        return None
    return {"number": found.letter.number, "check_url": url_of("", f"/v/{found.letter.code}")}


def _place(office: Office, now: Any) -> dict[str, Any]:
    lines = (office.letterhead.get(key, "") for key in ("address", "postal_line"))
    return {
        "address": "\n".join(str(line) for line in lines if line),
        "today": today(office.id, now=now).words,
        "contacts": [
            {"label": each.label, "shown": each.shown, "href": each.link} for each in contacts(office.id)
        ],
    }
