"""The kabupaten's trail: reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from audit import actions, chain
from audit.keys import kabupaten_key
from audit.models import ChainEntry, ChainHead, KabupatenEntry, KabupatenHead
from audit.verifiers import Finding
from offices.scope import public_scope

PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a trail as a page shows it."""

    seq: int
    at: datetime
    actor_id: UUID | None
    actor_name: str
    action: str
    label: str
    subject: str
    data: Mapping[str, Any]


def row_of(entry: ChainEntry) -> Row:
    """The line with the words for its action."""
    return Row(
        seq=entry.seq,
        at=entry.at,
        actor_id=entry.actor_id,
        actor_name=entry.actor_name,
        action=entry.action,
        label=actions.label(entry.action),
        subject=entry.subject,
        data=entry.data,
    )


def rows(
    model: type[ChainEntry], *, subject: str = "", before: int | None = None, limit: int = PAGE
) -> list[Row]:
    """The newest lines first, in the current scope; `before` is the last number of the page before."""
    found = model._default_manager.order_by("-seq")
    if subject:
        found = found.filter(subject=subject)
    if before is not None:
        found = found.filter(seq__lt=before)
    return [row_of(entry) for entry in found[:limit]]


def latest(*, subject: str = "", before: int | None = None, limit: int = PAGE) -> list[Row]:
    """The newest lines of the kabupaten's trail first."""
    with public_scope():
        return rows(KabupatenEntry, subject=subject, before=before, limit=limit)


def check_trail(
    model: type[ChainEntry], head: type[ChainHead], *, key: bytes, name: str, kept: Mapping[str, chain.Head]
) -> Iterator[Finding]:
    """Walk the whole trail of the current scope, holding one chunk of lines at a time."""
    lines = model._default_manager.order_by("seq").iterator(chunk_size=2000)
    report = chain.walk(key, chain.links_of(lines), kept.get(name))
    end = head._default_manager.first()
    if end is not None or report.head.lines:
        remembered = (end.lines, end.seal) if end else (0, "")
        report = chain.against_head(key, model._meta.db_table, report, *remembered)
    yield Finding(name, report)


def check_kabupaten(kept: Mapping[str, chain.Head]) -> Iterator[Finding]:
    """The verifier of the kabupaten's trail."""
    key = kabupaten_key().chain_key
    return check_trail(KabupatenEntry, KabupatenHead, key=key, name="kabupaten", kept=kept)
