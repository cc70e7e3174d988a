"""A complaint as its reporter follows it: where it stands, what was said; never who of the office did it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from complaints import queries
from complaints.models import Complaint, ComplaintEvent, Kind, State
from complaints.recording import facts_of
from complaints.replying import Found
from complaints.workflow import MOST_REOPENED, OPEN, Action, may
from escalations.models import Standing
from escalations.queries import Whole

SAID = {
    "RECEIVE": gettext_lazy("Diterima"),
    "VERIFY": gettext_lazy("Diverifikasi"),
    "FORWARD": gettext_lazy("Diteruskan ke yang menangani"),
    "TAKE": gettext_lazy("Mulai ditangani"),
    "NOTE": gettext_lazy("Ditindaklanjuti; hasilnya ada dalam jawaban"),
    "ANSWER": gettext_lazy("Jawaban kantor"),
    "HEARD": gettext_lazy("Jawaban dari atasan kantor ini"),
    "MOVED": gettext_lazy("Dialihkan dari kantor yang digabung"),
    "ADD": gettext_lazy("Tambahan dari Anda"),
    "ACCEPT": gettext_lazy("Anda menerima jawaban ini"),
    "REOPEN": gettext_lazy("Anda membukanya lagi"),
    "CLOSE": pgettext_lazy("pengaduan", "Selesai"),
    "REJECT": gettext_lazy("Tidak dapat ditindaklanjuti"),
    "ARCHIVE": gettext_lazy("Diarsipkan"),
}
# Their words are for the reporter; what was done inside is the office's.
_READ = frozenset({"ANSWER", "HEARD", "MOVED", "ADD", "REOPEN", "REJECT", "ARCHIVE"})


def progress(found: Found) -> dict[str, Any]:
    """Everything `complaints/progress.html` shows."""
    return _here(found.here) if found.here is not None else _above(found.above)


def _here(row: Complaint) -> dict[str, Any]:
    facts = facts_of(row)
    return {
        "number": row.number,
        "kind": Kind(row.kind).label,
        "service": row.service_name,
        "received_at": row.received_at,
        "state": State(row.state).label,
        "tone": "good" if row.state not in OPEN else "soon",
        "due_on": row.due_on if row.state in OPEN else None,
        "close_after": row.close_after if row.state == State.ANSWERED else None,
        "text": row.words,
        "lines": [_line(each) for each in queries.events(row)],
        "may_add": may(facts, Action.ADD),
        "may_accept": may(facts, Action.ACCEPT),
        "may_reopen": may(facts, Action.REOPEN),
        "may_send": row.state in OPEN,
        "told": row.told,
        "where": "",
    }


def _line(event: ComplaintEvent) -> dict[str, Any]:
    return _said(event.at, "MOVED" if "moved" in event.data else event.action, event.text or "")


def _said(at: datetime, action: str, text: str) -> dict[str, Any]:
    return {"at": at, "label": SAID.get(action, action), "text": text if action in _READ else ""}


def _above(found: Whole | None) -> dict[str, Any]:
    assert found is not None
    row = found.row
    answered = row.state == Standing.ANSWERED
    to = row.to_office.full_name if row.to_office else _("Pengelola pengaduan kabupaten")
    return {
        "number": "",
        "kind": Kind(found.content["kind"]).label,
        "service": found.content.get("service", ""),
        "received_at": row.received_at,
        "state": _("Diterima, belum dijawab") if row.state == Standing.OPEN else Standing(row.state).label,
        "tone": "good" if row.state in {Standing.ANSWERED, Standing.CLOSED} else "soon",
        "due_on": None if row.state in {Standing.ANSWERED, Standing.CLOSED} else row.due_on,
        "close_after": None,
        "text": found.content["text"],
        "lines": [
            _said(row.received_at, "RECEIVE", ""),
            *(_said(li.at, li.action, li.text) for li in found.lines),
        ],
        "may_add": row.state in {Standing.OPEN, Standing.REOPENED},
        "may_accept": answered,
        "may_reopen": answered and row.reopened < MOST_REOPENED,
        "may_send": row.state in {Standing.OPEN, Standing.REOPENED},
        "told": False,
        "where": to,
    }
