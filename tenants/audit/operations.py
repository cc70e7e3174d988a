"""The kabupaten's trail: writes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.actors import Actor
from audit import writing
from audit.keys import kabupaten_key
from audit.models import KabupatenEntry, KabupatenHead
from offices.scope import public_scope


def record(
    *,
    action: str,
    actor: Actor | None,
    subject: str = "",
    data: Mapping[str, Any] | None = None,
    now: datetime,
) -> KabupatenEntry:
    """Write a line on the kabupaten's trail, whatever the current scope. No actor: the system itself.

    `action` is a registered dotted name, `subject` names what it is about (`user:<id>`, `office:<slug>`),
    `data` holds JSON without floats. Never put a citizen's NIK, phone or name here. Raises `UnknownAction`.
    """
    with public_scope():
        return writing.append(
            KabupatenEntry,
            KabupatenHead,
            key=kabupaten_key().chain_key,
            action=action,
            actor=actor,
            subject=subject,
            data=data,
            now=now,
        )
