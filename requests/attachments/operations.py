"""Attachments: writes. Opening, scanning and storing happen outside any transaction; the row comes last.

A process that dies between store and row leaves a sealed file without a row, which `sweep` removes.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from attachments import store
from attachments.models import Attachment, Kind, State, Via
from attachments.opening import Opened, Seen, opened
from attachments.refusals import MOST_OF_ONE, UploadRefused
from attachments.scanning import ScannerAway, scanner
from commons import together
from commons.crypto import blind_index, current_key
from commons.errors import DomainError
from commons.ids import new_id
from commons.live import publish
from commons.text import clean_line
from offices.scope import current_office
from trail import operations as trail

QUARANTINE = "quarantine"


class AttachmentError(DomainError):
    """The attachment is not there for this person, or not in the state the operation needs."""


def not_there() -> AttachmentError:
    """The one answer for what never was, what is gone, and what belongs to somebody else."""
    return AttachmentError("not_there", _("Lampiran ini tidak ada."))


@dataclass(frozen=True, kw_only=True)
class Owner:
    """What an attachment belongs to: a file, or the draft of an intake that was not sent yet."""

    file_id: UUID | None = None
    draft: str = ""

    def __post_init__(self) -> None:
        if (self.file_id is None) == (not self.draft):
            raise ValueError("either a file or a draft")


@dataclass(frozen=True, kw_only=True)
class Adder:
    """Who adds: an officer, also through the telephone they let send for them."""

    id: UUID
    name: str
    via: Via = Via.COUNTER

    @classmethod
    def of(cls, actor: Actor) -> "Adder":
        """The officer at the counter."""
        return cls(id=actor.user_id, name=actor.name)


def add(
    *,
    owner: Owner,
    kind: Kind,
    content: bytes | Seen,
    adder: Adder,
    now: datetime,
    requirement: str = "",
    anew: bool = False,
) -> Attachment:
    """Keep an upload, whole or not at all; the same bytes for the same paper again give the first. `anew`: as
    `opening.opened`; what was `Seen` is not opened again.

    Raises `UploadRefused`.
    """
    raw = content.sent if isinstance(content, Seen) else content
    sent = blind_index(current_key(), hashlib.sha256(raw).hexdigest(), kind="attachment")
    held = _of(owner)
    same = [row for row in held if (row.sent_index, row.requirement, row.kind) == (sent, requirement, kind)]
    if same:
        return same[0]
    if len(held) >= MOST_OF_ONE:
        raise UploadRefused("too_many")
    shown = content.shown if isinstance(content, Seen) else _opened(raw, kind, anew=anew)
    state = _scanned(raw)
    row = Attachment(
        id=new_id(),
        file_id=owner.file_id,
        draft=owner.draft,
        kind=kind,
        requirement=requirement[:130],
        state=state,
        name=store.new_name(now),
        content_type=shown.content_type,
        size=len(shown.content),
        pages=shown.pages,
        thumb=shown.thumb,
        sent_index=sent,
        via=adder.via,
        added_at=now,
        added_by_id=adder.id,
        added_by_name=adder.name,
    )
    store.put(row.name, shown.content, of=row.id)
    try:
        row.save(force_insert=True)
    except BaseException:
        store.drop(row.name)
        raise
    if owner.file_id is not None:
        _announce(owner.file_id)
    return row


def _opened(content: bytes, kind: Kind, *, anew: bool) -> Opened:
    return opened(content, signature=kind is Kind.SIGNATURE, anew=anew)


def _announce(file_id: UUID) -> None:
    """Tell open pages of the file, once the change is committed: a telephone may have sent it."""
    schema = current_office().schema_name
    transaction.on_commit(lambda: publish(schema, f"file-{file_id}"), robust=True)


def _of(owner: Owner) -> list[Attachment]:
    rows = Attachment.objects.exclude(state=State.STRUCK).defer("thumb")
    return list(rows.filter(file_id=owner.file_id) if owner.file_id else rows.filter(draft=owner.draft))


def _scanned(content: bytes) -> State:
    try:
        found = scanner().scan(content)
    except ScannerAway as away:
        if settings.VIRUS_SCAN_DOWN == QUARANTINE:
            return State.QUARANTINED
        raise UploadRefused("scanner_away") from away
    if found:
        raise UploadRefused("infected")
    return State.KEPT


def bind(*, draft: str, file_id: UUID, added_by: UUID) -> int:
    """The draft became this file: give it what this officer added. In the caller's transaction; how many."""
    return _drafted(draft, added_by).update(draft="", file_id=file_id)


def bound(*, draft: str, file_id: UUID, added_by: UUID) -> together.Statement:
    """As `bind`, for who sends it together with other writes."""
    return together.changed(_drafted(draft, added_by), draft="", file_id=file_id)


def _drafted(draft: str, added_by: UUID) -> QuerySet[Attachment]:
    return Attachment.objects.filter(draft=draft, added_by_id=added_by)


def checked(content: bytes) -> Opened:
    """An upload that is kept elsewhere than here, opened anew and scanned. Raises `UploadRefused`; also while
    there is no scanner, because nothing elsewhere waits for it."""
    shown = opened(content, anew=True)
    if _scanned(content) is not State.KEPT:
        raise UploadRefused("scanner_away")
    return shown


def go_along(*, old: UUID, new: UUID) -> int:
    """What lay with one row lies with another of this office from now on; how many."""
    return Attachment.objects.filter(file_id=old).update(file_id=new)


def take_out(file_id: UUID) -> list[tuple[bytes, str]]:
    """What lay with a row, out of this office: the bytes and type of each, for who keeps them elsewhere.

    In the caller's transaction: what is stored goes once that holds.
    """
    rows = list(Attachment.objects.filter(file_id=file_id, state=State.KEPT).defer("thumb").order_by("id"))
    found = [(store.get(row.name, of=row.id), row.content_type) for row in rows]
    for row in rows:
        Attachment.objects.filter(id=row.id).delete()
        transaction.on_commit(partial(store.drop, row.name))
    return found


def remove(*, attachment_id: UUID, actor: Actor) -> None:
    """Take back what one added oneself, as long as the file was not received. Raises `AttachmentError`."""
    with transaction.atomic():
        row = Attachment.objects.select_for_update().filter(id=attachment_id).defer("thumb").first()
        if row is None or (row.draft and row.added_by_id != actor.user_id):
            raise not_there()
        if not row.draft:
            raise AttachmentError(
                "received", _("Berkas ini sudah diterima. Lampirannya hanya dapat dicoret dengan alasan.")
            )
        row.delete()
    store.drop(row.name)


@transaction.atomic
def strike(*, attachment_id: UUID, file_id: UUID, reason: str, actor: Actor, now: datetime) -> Attachment:
    """Strike an attachment of a received file: it stays, and no longer counts. Raises `AttachmentError`,
    `BadText`."""
    why = clean_line(reason, max_length=300)
    if len(why) < 5:
        raise AttachmentError("reason", _("Tulis mengapa lampiran ini dicoret (paling sedikit 5 huruf)."))
    rows = Attachment.objects.select_for_update().defer("thumb")
    row = rows.filter(id=attachment_id, file_id=file_id).first()
    if row is None:
        raise not_there()
    if row.state == State.STRUCK:
        return row
    row.state, row.struck_at, row.struck_by_name, row.struck_reason = State.STRUCK, now, actor.name, why
    row.save(update_fields=["state", "struck_at", "struck_by_name", "struck_reason"])
    trail.record(
        action="attachment.struck",
        actor=actor,
        subject=f"file:{file_id}",
        data={"attachment": str(row.id), "kind": row.kind},
        now=now,
    )
    return row


def note_look(row: Attachment, *, actor: Actor, now: datetime) -> None:
    """Who opened it, on the office's trail."""
    data = {"attachment": str(row.id), "kind": row.kind, "requirement": row.requirement}
    subject = f"file:{row.file_id}" if row.file_id else "draft"
    trail.record(action="attachment.viewed", actor=actor, subject=subject, data=data, now=now)


def rescan(*, most: int = 50) -> int:
    """Ask the scanner about what waits in quarantine; how many were settled. Stops while it is away."""
    settled = 0
    waiting = Attachment.objects.filter(state=State.QUARANTINED).defer("thumb").order_by("added_at")
    for row in waiting[:most]:
        try:
            found = scanner().scan(store.get(row.name, of=row.id))
        except (ScannerAway, UploadRefused):
            return settled
        if found:
            _infected(row)
        else:
            Attachment.objects.filter(id=row.id, state=State.QUARANTINED).update(state=State.KEPT)
        settled += 1
    return settled


def _infected(row: Attachment) -> None:
    """What was found is removed; on a received file the line stays and says so."""
    if row.draft:
        Attachment.objects.filter(id=row.id).delete()
    else:
        Attachment.objects.filter(id=row.id).update(
            state=State.STRUCK, struck_reason=str(_("Pemeriksa virus menemukan sesuatu; isinya dihapus."))
        )
    store.drop(row.name)


def erase(rows: Iterable[Attachment]) -> int:
    """Remove attachments with what is stored of them; how many."""
    gone = 0
    for row in rows:
        Attachment.objects.filter(id=row.id).delete()
        store.drop(row.name)
        gone += 1
    return gone
