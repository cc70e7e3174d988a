"""Links for one telephone: for ten minutes it may add photographs to one open intake or file, no more.

The token stands in the QR code alone; the database has its hash. The telephone that sends first makes the
link its own.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from attachments import operations
from attachments.models import Attachment, Kind, PhoneLink, Via
from attachments.operations import Adder, Owner
from commons import together
from commons.errors import DomainError

MINUTES = 10
MOST_SENT = 20
# (code, words) of what may be photographed.
Papers = Sequence[tuple[str, str]]


class LinkGone(DomainError):
    """The link is too old, used up, or another telephone's."""

    def __init__(self, code: str = "gone") -> None:
        words = {
            "gone": _(
                "Tautan ini sudah tidak berlaku. Minta petugas menampilkan kode QR baru. Yang sudah "
                "terkirim tetap ada."
            ),
            "claimed": _("Tautan ini sudah dipakai di HP lain. Minta petugas menampilkan kode QR baru."),
            "full": format_lazy(
                _("Sudah {n} foto terkirim lewat tautan ini. Minta kode QR baru bila masih ada."), n=MOST_SENT
            ),
        }[code]
        super().__init__(code, words)


@dataclass(frozen=True)
class Made:
    """A fresh link: its row's id for the page that watches it, and the token for the QR code."""

    id: UUID
    token: str
    until: datetime


def make(*, owner: Owner, papers: Papers, actor: Actor, now: datetime) -> Made:
    """A link for what this officer has open."""
    token = secrets.token_urlsafe(24)
    row = PhoneLink.objects.create(
        token_hash=_hash(token),
        file_id=owner.file_id,
        draft=owner.draft,
        papers=[[code[:130], words[:200]] for code, words in papers],
        made_by_id=actor.user_id,
        made_by_name=actor.name,
        made_at=now,
        until=now + timedelta(minutes=MINUTES),
    )
    return Made(row.id, token, row.until)


def find(token: str, *, claim: str, now: datetime) -> PhoneLink:
    """The link behind a token, for the telephone with this claim. Raises `LinkGone`."""
    return _good(PhoneLink.objects.filter(token_hash=_hash(token)).first(), claim, now)


def mine(link_id: UUID, *, actor: Actor) -> PhoneLink | None:
    """The link this officer made; its page watches what arrives."""
    return PhoneLink.objects.filter(id=link_id, made_by_id=actor.user_id).first()


def new_claim() -> str:
    """What tells this telephone from others that have seen the QR code."""
    return secrets.token_urlsafe(24)


def send(*, token: str, claim: str, requirement: str, content: bytes, now: datetime) -> Attachment:
    """Add one photograph. The first telephone that sends makes the link its own by its `claim`.

    Raises `LinkGone`, `UploadRefused`.
    """
    with transaction.atomic():
        row = PhoneLink.objects.select_for_update().filter(token_hash=_hash(token)).first()
        link = _good(row, claim, now)
        if not link.claim_hash:
            link.claim_hash = _hash(claim)
            link.save(update_fields=["claim_hash"])
    known = {code for code, _words in link.papers}
    code = requirement if requirement in known else ""
    added = operations.add(
        owner=Owner(file_id=link.file_id, draft=link.draft),
        kind=Kind.PAPER,
        content=content,
        adder=Adder(id=link.made_by_id, name=link.made_by_name, via=Via.PHONE),
        now=now,
        requirement=code,
    )
    PhoneLink.objects.filter(id=link.id).update(sent=F("sent") + 1)
    return added


def received(*, draft: str, file_id: UUID, added_by: UUID) -> None:
    """The draft became a file: what this officer added, and the draft's open links, go on with the file. One
    statement, in the caller's transaction."""
    links = PhoneLink.objects.filter(draft=draft)
    together.write(
        operations.bound(draft=draft, file_id=file_id, added_by=added_by),
        together.changed(links, draft="", file_id=file_id),
    )


def _good(link: PhoneLink | None, claim: str, now: datetime) -> PhoneLink:
    if link is None or link.until <= now:
        raise LinkGone
    if link.claim_hash and not secrets.compare_digest(link.claim_hash, _hash(claim)):
        raise LinkGone("claimed")
    if link.sent >= MOST_SENT:
        raise LinkGone("full")
    return link


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
