"""Complaints as the office's pages show them. A hidden reporter is never named, who gave a name only
to those who handle it."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from attachments import queries as attachments
from commons.clock import wib
from complaints import ladder, queries, queries_files
from complaints.ladder import Rung, Stop
from complaints.models import Channel, Complaint, ComplaintEvent, Kind, Klass, State
from complaints.passing import level
from complaints.people import stops
from complaints.querysets import HANDLERS
from complaints.recording import facts_of
from complaints.workflow import OPEN, Action, may
from complaints.workflow import State as At
from complaints.working import ROLES
from lettercheck.operations import initials
from offices.scope import current_office

RUNGS = {
    Rung.OFFICER: _("Petugas informasi"),
    Rung.SECTION_HEAD: _("Kepala seksi"),
    Rung.SECRETARY: _("Sekretaris"),
    Rung.HEAD: _("Pimpinan"),
    Rung.PARENT: _("Camat induk"),
    Rung.KABUPATEN: _("Pengelola pengaduan kabupaten"),
}
LABELS = {
    "RECEIVE": _("Diterima"),
    "VERIFY": _("Diverifikasi"),
    "FORWARD": _("Diteruskan"),
    "TAKE": _("Mulai ditangani"),
    "NOTE": _("Tindak lanjut"),
    "HEARD": _("Jawaban dari atasan kantor"),
    "MOVED": _("Dialihkan dari kantor yang digabung"),
    "ANSWER": _("Dijawab sebagai kantor"),
    "ADD": _("Tambahan dari pelapor"),
    "ACCEPT": _("Jawaban diterima pelapor"),
    "REOPEN": _("Dibuka lagi oleh pelapor"),
    "CLOSE": _("Ditutup"),
    "REJECT": _("Ditolak"),
    "ARCHIVE": _("Diarsipkan"),
}


def row(complaint: Complaint, *, today: date) -> dict[str, Any]:
    """A line of the book on the page."""
    is_open = complaint.state in OPEN
    late = is_open and _late(complaint, today)
    tone = "bad" if late else "soon" if is_open else "plain" if complaint.state == At.ARCHIVED else "good"
    return {
        "url": reverse("complaint", args=[complaint.id]),
        "number": complaint.number,
        "received_at": complaint.received_at,
        "kind": Kind(complaint.kind).label,
        "channel": Channel(complaint.channel).label,
        "service": complaint.service_name,
        "section": complaint.section,
        "state": State(complaint.state).label,
        "tone": tone,
        "due_on": complaint.due_on if is_open else None,
        "late": late,
        "confidential": complaint.confidential,
        "anonymous": complaint.anonymous,
        "first_words": _first_words(complaint.words),
    }


def _first_words(text: str) -> str:
    return text if len(text) < 140 else text[:137].rstrip() + " …"


def _late(complaint: Complaint, today: date) -> bool:
    unverified = complaint.verified_at is None and complaint.verify_by < today
    unbegun = complaint.begun_at is None and complaint.reply_by < today
    return complaint.due_on < today or unverified or unbegun


def page(complaint: Complaint, actor: Actor, *, now: Any) -> dict[str, Any]:
    """Everything about one complaint."""
    facts, late = facts_of(complaint), level(complaint, now=now)
    road = stops(current_office(), about=complaint.about_id, on=wib(now).date())
    doable = {a.value.lower() for a in Action if a in ROLES and actor.has(*ROLES[a]) and may(facts, a)}
    # Answering takes what was done with it, so it is offered before that is written down.
    if facts.state in {At.VERIFIED, At.FORWARDED, At.IN_HAND, At.REOPENED} and actor.has(
        *ROLES[Action.ANSWER]
    ):
        doable.add("answer")
    return {
        "id": complaint.id,
        "number": complaint.number,
        "event_no": complaint.event_no,
        "kind": Kind(complaint.kind).label,
        "kind_key": complaint.kind,
        "channel": Channel(complaint.channel).label,
        "klass": Klass(complaint.klass).label,
        "klass_key": complaint.klass,
        "state": State(complaint.state).label,
        "tone": "soon" if complaint.state in OPEN else "good",
        "received_at": complaint.received_at,
        "entered_by": complaint.entered_by,
        "text": complaint.words,
        "reporter": _reporter(complaint, actor),
        "contact": complaint.contact or "" if actor.has(*HANDLERS) else "",
        "told": complaint.told,
        "anonymous": complaint.anonymous,
        "confidential": complaint.confidential,
        "about": complaint.about_name or "",
        "service": complaint.service_name,
        "section": complaint.section,
        "file_number": queries_files.number_of(complaint.file_id),
        "file_url": reverse("file", args=[complaint.file_id]) if complaint.file_id else "",
        "limits": [
            (_("Diverifikasi paling lambat"), complaint.verify_by, complaint.verified_at is not None),
            (_("Tanggapan awal paling lambat"), complaint.reply_by, complaint.begun_at is not None),
            (_("Dijawab paling lambat"), complaint.due_on, complaint.answered_at is not None),
        ],
        "level": late,
        "lies_with": _lies_with(complaint, road, late) if complaint.state in OPEN else "",
        "close_after": complaint.close_after if complaint.state == At.ANSWERED else None,
        "copied": complaint.copied_at is not None,
        "lines": [line(each) for each in queries.events(complaint)],
        "can": {
            name: name in doable
            for name in ("verify", "forward", "take", "note", "answer", "close", "reject", "archive")
        },
        "done": facts.done,
        "evidence": evidence(complaint),
    }


def _lies_with(complaint: Complaint, road: tuple[Stop, ...], late: int) -> str:
    begun = complaint.state not in {At.RECEIVED, At.VERIFIED}
    return str(RUNGS[ladder.holding(road, late, ladder.turn(complaint.rank, begun=begun)).rung])


def _reporter(complaint: Complaint, actor: Actor) -> str:
    if complaint.anonymous:
        return str(_("Anonim"))
    if not complaint.name:
        return str(_("tidak menyebut nama"))
    return complaint.name if actor.has(*HANDLERS) else initials(complaint.name)


def line(event: ComplaintEvent) -> dict[str, Any]:
    """One event in words."""
    who = f"{event.actor_name}, {event.actor_title}" if event.actor_id else str(event.data.get("from", ""))
    if not who:
        who = str(
            _("sistem, karena 10 hari kerja tanpa tanggapan")
            if event.data.get("by") == "time"
            else _("pelapor")
        )
    more = event.data.get("section") or (Klass(event.data["klass"]).label if event.data.get("klass") else "")
    return {
        "at": event.at,
        "label": LABELS["MOVED" if "moved" in event.data else event.action],
        "who": who,
        "text": event.text or "",
        "more": more,
    }


def evidence(complaint: Complaint) -> list[dict[str, Any]]:
    """What was sent with it."""
    return [
        {
            "url": reverse("complaint_evidence", args=[complaint.id, shown.id]),
            "is_pdf": shown.is_pdf,
            "at": shown.added_at,
            "kept": shown.state == "KEPT",
        }
        for shown in attachments.of_file(complaint.id)
    ]
