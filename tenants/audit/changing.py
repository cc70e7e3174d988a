"""What the kabupaten keeps for all offices is changed by several people: the second is told who was first.

A form carries the number of the newest line of the trail about its subject. The change takes a lock on the
subject and compares; so the trail itself is the version, and no table needs a column for it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from audit.models import KabupatenEntry
from audit.operations import record
from commons.clock import wib
from commons.errors import DomainError
from commons.indonesian import date_words
from offices.scope import public_scope

MOST = 4000


class Stale(DomainError):
    """Somebody else changed it since the form was opened; `context` has `by`, `at`, `action`.

    Nothing was saved.
    """

    def __init__(self, *, by: str, at: datetime, action: str) -> None:
        when = f"{date_words(wib(at).date())} {wib(at):%H.%M}"
        message = _(
            "{by} sudah mengubah data ini pada {when}. Perubahan Anda belum disimpan; isian Anda masih ada "
            "di bawah. Periksa keadaan sekarang, lalu simpan lagi bila masih perlu."
        )
        super().__init__(
            "stale", format_lazy(message, by=by or _("Sistem"), when=when), by=by, at=at, action=action
        )


def newest(subject: str) -> int:
    """The number of the newest line about `subject`; 0 when there is none. A form carries it as `seen`."""
    line = _newest(subject)
    return line.seq if line else 0


def guard(subject: str, *, seen: int) -> None:
    """Hold `subject` until the transaction ends, and refuse with `Stale` when it has changed since `seen`."""
    hold(subject)
    line = _newest(subject)
    if line is not None and line.seq != seen:
        raise Stale(by=line.actor_name, at=line.at, action=line.action)


def hold(subject: str) -> None:
    """Nobody else changes `subject` until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [subject])


def changed(
    *,
    subject: str,
    action: str,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    actor: Actor,
    now: datetime,
    **facts: Any,
) -> bool:
    """Write what differs between `old` and `new` on the kabupaten's trail; False when nothing does."""
    keys = [key for key in new if old.get(key) != new[key]]
    if not keys:
        return False
    data = {
        "old": {key: _short(old.get(key)) for key in keys},
        "new": {key: _short(new[key]) for key in keys},
        **facts,
    }
    record(action=action, actor=actor, subject=subject, data=data, now=now)
    return True


def _short(value: Any) -> Any:
    return value[:MOST] if isinstance(value, str) else value


def _newest(subject: str) -> KabupatenEntry | None:
    with public_scope():
        return KabupatenEntry.objects.filter(subject=subject).order_by("-seq").first()
