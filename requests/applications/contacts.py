"""Calls to applicants and what came of them ("perlu dihubungi")."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from applications.errors import NotFound
from applications.intake import ContactWay
from applications.models import ContactAttempt, File
from commons.errors import DomainError
from commons.live import publish
from commons.text import clean_line
from offices.scope import current_office

REACHED = "REACHED"
OUTCOMES: Mapping[str, str | Promise] = {
    REACHED: _("Tersambung, sudah diberi tahu"),
    "SENT": _("Pesan terkirim, belum dijawab"),
    "NO_ANSWER": _("Tidak diangkat"),
    "WRONG_NUMBER": _("Nomor salah"),
}
WAYS = frozenset(way for way in ContactWay if way is not ContactWay.NONE)


class ContactRefused(DomainError):
    """What was noted of a call lacks something. `context["field"]` names it."""


@transaction.atomic
def record_attempt(
    *, actor: Actor, file_id: UUID, way: str, outcome: str, note: str, now: datetime
) -> ContactAttempt:
    """Write down that the applicant was called. Reached, the file leaves the list of those to be called.

    Raises `NotFound`, `ContactRefused`, `BadText`.
    """
    file = File.objects.select_for_update().filter(id=file_id).first()
    if file is None:
        raise NotFound
    if outcome not in OUTCOMES:
        raise ContactRefused("contact_outcome", _("Pilih hasil panggilannya."), field="outcome")
    if way not in WAYS:
        raise ContactRefused("contact_way", _("Pilih cara menghubungi."), field="way")
    attempt = ContactAttempt.objects.create(
        file=file,
        at=now,
        by_id=actor.user_id,
        by_name=actor.name,
        way=way,
        outcome=outcome,
        note=clean_line(note, max_length=300),
    )
    if outcome == REACHED and file.needs_contact:
        file.needs_contact = ""
        file.save(update_fields=["needs_contact"])
    schema = current_office().schema_name
    transaction.on_commit(lambda: publish(schema, "files"), robust=True)
    return attempt
