"""A chain of lines, each sealed by HMAC-SHA256 over itself and the digest before it.

Pure: no database, no clock, and the key is given. Whoever changes, removes or inserts a line breaks every
digest from there on, and without the key nobody can make them anew. That the last lines were cut off shows
where the head is sealed, too (`seal_head`): the seal of an earlier head stands nowhere. Only who puts back an
earlier copy of lines and head goes unseen: keep a `Head` elsewhere (paper, another machine) to check against.
"""

import hmac
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

GENESIS = "0" * 64
_LOST = re.compile("[\0\ud800-\udfff]")
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True)


class Line(Protocol):
    """What a stored line of a trail has."""

    @property
    def seq(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def actor_id(self) -> UUID | None: ...
    @property
    def actor_name(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def data(self) -> Any: ...
    @property
    def previous(self) -> str: ...
    @property
    def digest(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Link:
    """One line of any chain: its number, what it says, and the two digests stored with it."""

    seq: int
    content: Mapping[str, Any]
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: how many lines, and the digest of the last."""

    lines: int
    digest: str


@dataclass(frozen=True, slots=True)
class Report:
    """What walking a chain found: its head as far as it holds, and the number of the first broken line."""

    head: Head
    broken: int | None

    @property
    def whole(self) -> bool:
        """Whether no line is broken."""
        return self.broken is None


def canonical(value: Any) -> bytes:
    """`value` as JSON in its one form: sorted keys, no spaces, ASCII.

    Takes None, bool, int, str, lists and str-keyed dicts of these. Raises `TypeError` for anything else: a
    float does not come back from the database as it went in, and a date has many spellings.
    """
    _check(value)
    return _ENCODER.encode(value).encode()


def _check(value: Any) -> None:
    if isinstance(value, str):
        if _LOST.search(value):
            raise TypeError("the database keeps neither NUL nor half surrogates")
    elif value is None or isinstance(value, bool | int):
        return
    elif isinstance(value, list | tuple):
        for item in value:
            _check(item)
    elif isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        for key, item in value.items():
            _check(key)
            _check(item)
    else:
        raise TypeError(f"{type(value).__name__} has no place in a chain: write it as text")


def link(key: bytes, previous: str, content: Mapping[str, Any]) -> str:
    """The digest (64 hex digits) of a line that says `content` and follows `previous`."""
    return _digest(key, {"content": dict(content), "previous": previous})


def seal_head(key: bytes, name: str, head: Head) -> str:
    """The seal (64 hex digits) of the head of the chain called `name`, never that of another chain."""
    return _digest(key, {"chain": name, "lines": head.lines, "head": head.digest})


def _digest(key: bytes, value: Any) -> str:
    return hmac.digest(key, canonical(value), "sha256").hex()


def instant(moment: datetime) -> str:
    """`moment` in its one spelling, UTC to the microsecond. Refuses a naive value."""
    if moment.tzinfo is None:
        raise ValueError("a naive datetime says nothing about when it was")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def content_of(line: Line) -> dict[str, Any]:
    """What the digest of a trail's line covers, besides the digest before it."""
    return {
        "seq": line.seq,
        "at": instant(line.at),
        "actor": {"id": str(line.actor_id) if line.actor_id else None, "name": line.actor_name},
        "action": line.action,
        "subject": line.subject,
        "data": line.data,
    }


def walk(key: bytes, links: Iterable[Link], kept: Head | None = None) -> Report:
    """Follow a chain from its first line. `kept` is an earlier head, which must still be part of it.

    Lines are numbered 1, 2, 3 … without gaps. A chain shorter than `kept` breaks at its first missing line.
    """
    head = Head(0, GENESIS)
    for item in links:
        number = head.lines + 1
        if item.seq != number or item.previous != head.digest or not _holds(key, item):
            return Report(head, number)
        head = Head(number, item.digest)
        if kept is not None and kept.lines == number and kept.digest != item.digest:
            return Report(head, number)
    if kept is not None and kept.lines > head.lines:
        return Report(head, head.lines + 1)
    return Report(head, None)


def _holds(key: bytes, item: Link) -> bool:
    try:
        return hmac.compare_digest(link(key, item.previous, item.content), item.digest)
    except TypeError:
        # Someone wrote what no operation writes.
        return False


def against_head(key: bytes, name: str, report: Report, lines: int, seal: str) -> Report:
    """`report`, unless what is remembered of the head (how many `lines`, and its `seal`) says otherwise.

    Fewer lines than remembered break at the first missing one, a seal that does not fit at the last line.
    """
    found = report.head.lines
    if not report.whole:
        return report
    if found != lines:
        return Report(report.head, min(found, lines) + 1)
    if not hmac.compare_digest(seal_head(key, name, report.head), seal):
        return Report(report.head, max(found, 1))
    return report


def links_of(lines: Iterable[Line]) -> Iterable[Link]:
    """Lines of a trail as links of a chain."""
    return (Link(line.seq, content_of(line), line.previous, line.digest) for line in lines)


def verify(key: bytes, lines: Iterable[Line]) -> int | None:
    """The number of the first broken line of a trail in order of `seq`, or None."""
    return walk(key, links_of(lines)).broken
