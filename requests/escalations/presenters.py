"""Complaints that came up, as the pages of those above show them."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from escalations.models import EscalatedComplaint, Standing, Why
from escalations.queries import Whole, confidential_among

TONES = {Standing.OPEN: "soon", Standing.REOPENED: "bad", Standing.ANSWERED: "good", Standing.CLOSED: "plain"}
LABELS = {
    "NOTE": _("Tindak lanjut"),
    "ANSWER": _("Jawaban"),
    "ADD": _("Tambahan dari pelapor"),
    "ACCEPT": _("Jawaban diterima pelapor"),
    "REOPEN": _("Dibuka lagi oleh pelapor"),
}
KINDS = {
    "COMPLAINT": _("Pengaduan"),
    "ASPIRATION": _("Aspirasi"),
    "INFORMATION": _("Permintaan informasi"),
}
OPEN = {Standing.OPEN, Standing.REOPENED}


def rows(found: list[EscalatedComplaint], url_name: str) -> list[dict[str, Any]]:
    """The list; no words of the complaints."""
    hidden = confidential_among(found)
    return [_row(each, url_name, confidential=each.id in hidden) for each in found]


def _row(found: EscalatedComplaint, url_name: str, *, confidential: bool) -> dict[str, Any]:
    return {
        "url": reverse(url_name, args=[found.id]),
        "office": found.from_office.full_name,
        "why": Why(found.why).label,
        "received_at": found.received_at,
        "state": Standing(found.state).label,
        "tone": TONES[Standing(found.state)],
        "due_on": found.due_on if found.state in OPEN else None,
        "confidential": confidential,
    }


SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
}


def paper(content: bytes, content_type: str) -> HttpResponse:
    """What was sent with a complaint, for a browser: a picture is shown, a PDF is taken away."""
    is_pdf = content_type == "application/pdf"
    name = f'{"attachment" if is_pdf else "inline"}; filename="bukti.{"pdf" if is_pdf else "jpg"}"'
    return HttpResponse(content, content_type=content_type, headers={**SAFE, "Content-Disposition": name})


def page(found: Whole) -> dict[str, Any]:
    """Everything about one."""
    one, content = found.row, found.content
    name = "complaint_below" if one.to_office_id else "escalated"
    return {
        **_row(one, name, confidential=bool(content.get("confidential"))),
        "kind": KINDS.get(str(content.get("kind")), _("Pengaduan")),
        "text": content.get("text", ""),
        "about": content.get("about", ""),
        "service": content.get("service", ""),
        "number": content.get("number", ""),
        "reporter": content.get("name") or pgettext_lazy("pelapor", "tidak disebut"),
        "contact": content.get("contact", ""),
        "is_copy": one.why == Why.LATE,
        "may_answer": one.state in OPEN,
        "evidence": [
            {"url": reverse(f"{name}_evidence", args=[one.id, sent.id]), "at": sent.at}
            for sent in found.evidence
        ],
        "lines": [
            {"at": line.at, "label": LABELS.get(line.action, line.action), "text": line.text, "by": line.by}
            for line in found.lines
        ],
    }
