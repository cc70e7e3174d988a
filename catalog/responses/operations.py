"""Keep sentences for answers. The kabupaten's are written on its trail, an office's own on the office's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from audit.changing import changed, guard, hold
from audit.operations import record
from commons.errors import DomainError
from offices.scope import office_or_none
from responses.models import Category, ResponseTemplate
from responses.words import check
from trail import operations as trail


class ResponseRefused(DomainError):
    """The sentence cannot be kept as it is; nothing was changed."""


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """What is kept. `key` names it for good."""

    key: str
    category: str
    title: str
    text: str
    is_active: bool = True


def subject_of(key: str) -> str:
    """As the trail names it."""
    return f"response:{key}"


@transaction.atomic
def add(*, sentence: Sentence, actor: Actor, now: datetime) -> ResponseTemplate:
    """Keep a new sentence: of the office whose scope this is, or of the kabupaten. Raises `ResponseRefused`,
    `BadPlaceholder`."""
    _check(sentence)
    office = office_or_none()
    hold(subject_of(sentence.key))
    if ResponseTemplate.objects.filter(office=office, key=sentence.key).exists():
        raise ResponseRefused("key_taken", _("Kunci ini sudah dipakai. Pilih kunci lain."))
    row = ResponseTemplate.objects.create(office=office, **vars(sentence))
    _record("response.added", actor, sentence.key, {"new": vars(sentence)}, now)
    return row


@transaction.atomic
def change(
    *, response_id: UUID, sentence: Sentence, seen: int, actor: Actor, now: datetime
) -> ResponseTemplate:
    """Change a sentence of whose scope this is; its key stays. Raises `ResponseRefused`, `BadPlaceholder`,
    `Stale`, `ResponseTemplate.DoesNotExist`, also for another office's and, in an office, for the
    kabupaten's."""
    _check(sentence)
    office = office_or_none()
    row = ResponseTemplate.objects.select_for_update().get(pk=response_id, office=office)
    subject = subject_of(row.key)
    if office is None:
        guard(subject, seen=seen)
    fields = ("category", "title", "text", "is_active")
    old = {name: getattr(row, name) for name in fields}
    new = {name: getattr(sentence, name) for name in fields}
    for name, value in new.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    if office is None:
        changed(subject=subject, action="response.changed", old=old, new=new, actor=actor, now=now)
    elif old != new:
        _record("response.changed", actor, row.key, {"old": old, "new": new}, now)
    return row


def _check(sentence: Sentence) -> None:
    if not (sentence.key and sentence.title and sentence.text):
        raise ResponseRefused("empty", _("Kunci, judul, dan kalimat harus diisi."))
    if sentence.category not in Category.values:
        raise ResponseRefused("no_category", _("Pilih kegunaannya."))
    check(sentence.text)


def _record(action: str, actor: Actor, key: str, data: dict[str, Any], now: datetime) -> None:
    write = record if office_or_none() is None else trail.record
    write(action=action, actor=actor, subject=subject_of(key), data=data, now=now)
