"""What the pages of receivers say: states, reasons of a failed attempt, bodies. Pure."""

import json
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from webhooks.models import Attempt, DeliveryState, State
from webhooks.queries import DeliveryLine, EndpointLine

TONES = {State.ACTIVE: "good", State.PAUSED: "plain", State.DISABLED: "bad"}
DELIVERY_TONES = {DeliveryState.DONE: "good", DeliveryState.WAITING: "plain", DeliveryState.FAILED: "bad"}
REASONS: dict[str, "str | Promise"] = {
    "timeout": gettext_lazy("Tidak menjawab dalam 15 detik."),
    "connection": gettext_lazy("Tidak dapat dihubungi."),
    "tls": gettext_lazy("Sertifikat HTTPS tidak sah."),
    "redirect": gettext_lazy("Mengalihkan ke alamat lain; pengalihan tidak diikuti. Tulis alamat akhirnya."),
    "no_address": gettext_lazy("Nama host tidak ditemukan."),
    "not_public": gettext_lazy("Alamatnya menuju jaringan dalam; tidak dikirim."),
    "not_https": gettext_lazy("Alamatnya bukan https://; tidak dikirim."),
    "bad_url": gettext_lazy("Alamatnya tidak dapat dibaca."),
    "bad_port": gettext_lazy("Port alamatnya tidak boleh dipakai."),
}


def line(found: EndpointLine) -> dict[str, Any]:
    """A receiver in the list."""
    return {
        "id": found.endpoint.pk,
        "name": found.endpoint.name,
        "host": found.endpoint.host,
        "tone": TONES[State(found.endpoint.state)],
        "words": found.state_label,
        "waiting": found.waiting,
        "last": found.last,
        "failing_since": found.endpoint.failing_since,
    }


def sent(found: DeliveryLine) -> dict[str, Any]:
    """A message in the log, with its last attempt in words."""
    row = found.delivery
    waiting = row.state == DeliveryState.WAITING
    return {
        "id": row.pk,
        "topic": found.topic,
        "at": row.created_at,
        "tone": DELIVERY_TONES[DeliveryState(row.state)],
        "words": found.state_label,
        "attempts": row.attempts,
        "next_at": row.next_at if waiting and row.attempts else None,
        "why": outcome(found.last) if found.last else "",
        "ended": not waiting,
    }


def outcome(attempt: Attempt) -> str:
    """One attempt in a sentence."""
    if attempt.error in REASONS:
        return str(REASONS[attempt.error])
    if attempt.status is not None:
        return _("Menjawab {status}.").format(status=attempt.status)
    return _("Tidak ada jawaban.")


def tries(found: list[Attempt]) -> list[dict[str, Any]]:
    """Every attempt, the newest first."""
    return [
        {"at": one.at, "took_ms": one.took_ms, "words": outcome(one), "answer": one.answer} for one in found
    ]


def shown_body(body: str) -> str:
    """The message as people read JSON."""
    return json.dumps(json.loads(body), indent=2, ensure_ascii=False)
