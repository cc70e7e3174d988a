"""Calls to applicants and what came of them ("perlu dihubungi")."""

from collections.abc import Callable, Mapping
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
AUTO = "AUTO"
# What a person may note of a call.
CHOICES: Mapping[str, str | Promise] = {
    REACHED: _("Tersambung, sudah diberi tahu"),
    "SENT": _("Pesan terkirim, belum dijawab"),
    "NO_ANSWER": _("Tidak diangkat"),
    "WRONG_NUMBER": _("Nomor salah"),
}
OUTCOMES: Mapping[str, str | Promise] = {**CHOICES, AUTO: _("Pesan otomatis terkirim")}
# After these nobody need call. A message counts once the provider took it: most never say that it arrived.
KNOWS = (REACHED, AUTO)
# Nobody of the office: a message that Loket sent by itself.
ITSELF, ITS_NAME = UUID(int=0), "Loket"
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
    if outcome not in CHOICES:
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
    if outcome == REACHED:
        _knows(file)
    for listener in _listeners:
        listener(attempt, actor)
    _announce()
    return attempt


def _knows(file: File) -> None:
    if file.needs_contact:
        file.needs_contact = ""
        file.save(update_fields=["needs_contact"])


def _announce() -> None:
    schema = current_office().schema_name
    transaction.on_commit(lambda: publish(schema, "files"), robust=True)


@transaction.atomic
def mark_told(*, file_id: UUID, way: str, now: datetime) -> None:
    """A message that Loket sent is on its way: the file leaves the list of those to be called."""
    file = File.objects.select_for_update().filter(id=file_id).first()
    if file is None:
        return
    ContactAttempt.objects.create(file=file, at=now, by_id=ITSELF, by_name=ITS_NAME, way=way, outcome=AUTO)
    _knows(file)
    _announce()


Listener = Callable[[ContactAttempt, Actor], None]

_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Tell `listener` of every call that somebody notes, in its transaction; the same one counts once."""
    if listener not in _listeners:
        _listeners.append(listener)
