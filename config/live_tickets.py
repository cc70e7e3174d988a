"""Tickets for the live stream: what a page may listen to and how long, signed. No Django here."""

import base64
import binascii
import hashlib
import hmac
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from commons import clock
from config.env import env

SCHEMA = re.compile(r"[a-z][a-z0-9_]{0,62}")
TOPIC = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
MOST_TOPICS = 16
LONGEST = 4096
DEFAULT_TTL = timedelta(hours=1)


class BadTicket(Exception):
    """Not one of ours, altered, or expired."""


@dataclass(frozen=True)
class Ticket:
    """What one page may listen to."""

    schema: str
    topics: tuple[str, ...]
    issued_at: datetime
    expires_at: datetime


def stream_key(schema: str, topic: str) -> str:
    """The name of the stream in Valkey."""
    return f"loket:live:{schema}:{topic}"


def check_names(schema: str, topics: Iterable[str]) -> tuple[str, ...]:
    """The topics, sorted and without doubles.

    Raises ValueError when a name could be taken for another one's stream, or when there are none or too many.
    """
    names = tuple(sorted(set(topics)))
    if not SCHEMA.fullmatch(schema) or not all(TOPIC.fullmatch(name) for name in names):
        raise ValueError(f"not a schema with topics: {schema} {names}")
    if not 1 <= len(names) <= MOST_TOPICS:
        raise ValueError(f"1 to {MOST_TOPICS} topics, not {len(names)}")
    return names


def _signature(body: bytes) -> bytes:
    # A key of its own purpose: no other signed value of the application passes for a ticket.
    key = hashlib.sha256(b"loket.live.ticket" + env.secret_key.get_secret_value().encode()).digest()
    return hmac.digest(key, body, "sha256")


def _encode(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _decode(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def issue_ticket(
    schema: str, topics: Iterable[str], ttl: timedelta = DEFAULT_TTL, *, now: datetime | None = None
) -> str:
    """A ticket for these topics of this schema, good for `ttl` from `now` (by default, the clock's)."""
    names, now = check_names(schema, topics), now or clock.now()
    content = {
        "s": schema,
        "t": names,
        "i": int(now.timestamp() * 1000),
        "e": int((now + ttl).timestamp() * 1000),
    }
    body = json.dumps(content, separators=(",", ":")).encode()
    return f"{_encode(body)}.{_encode(_signature(body))}"


def read_ticket(text: str, *, now: datetime | None = None) -> Ticket:
    """What the ticket allows.

    Raises BadTicket when it was not issued here, was altered, or has expired.
    """
    encoded, _, signature = text[:LONGEST].partition(".")
    try:
        body = _decode(encoded)
        genuine = hmac.compare_digest(_decode(signature), _signature(body))
    except (binascii.Error, ValueError) as error:
        raise BadTicket("unreadable") from error
    if not genuine:
        raise BadTicket("altered")
    content = json.loads(body)
    ticket = Ticket(content["s"], tuple(content["t"]), _moment(content["i"]), _moment(content["e"]))
    if (now or clock.now()) >= ticket.expires_at:
        raise BadTicket("expired")
    return ticket


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
