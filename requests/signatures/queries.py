"""Attempts and identities: reads, in the current office."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from signatures import words
from signatures.models import Attempt, Identity, Service
from signatures.services.choosing import chosen, identity_of
from signatures.workflow import OPEN, Code, Status, standing

PAGE = 50
LIGHT = ("sheet", "unsigned", "signed")


@dataclass(frozen=True, kw_only=True)
class Line:
    """An attempt as the log shows it: who, when, what came of it, in words. No NIK, no secret."""

    id: UUID
    file_id: UUID
    receipt_number: str
    letter_number: str
    service: str
    signer_id: UUID
    signer: str
    at: datetime
    status: Status
    why: str
    answer: str
    settled_by: str
    claimed_by_id: UUID | None
    claimed_by: str
    claim_reason: str
    can_ask: bool
    kept: bool

    @property
    def label(self) -> str:
        """The state in words."""
        return str(words.STATES[self.status])

    @property
    def tone(self) -> str:
        """Its colour; the words say the same."""
        return words.TONES[self.status]

    @property
    def is_unknown(self) -> bool:
        """Whether somebody must find out."""
        return self.status is Status.UNKNOWN


def log(*, now: datetime, signer_id: UUID | None = None, before: datetime | None = None) -> list[Line]:
    """The newest attempts first, of everybody or of one person; at most `PAGE`."""
    rows = Attempt.objects.defer(*LIGHT).order_by("-prepared_at", "-id")
    if signer_id is not None:
        rows = rows.filter(signer_id=signer_id)
    if before is not None:
        rows = rows.filter(prepared_at__lt=before)
    return [line(row, now=now) for row in rows[:PAGE]]


def one(attempt_id: UUID, *, now: datetime) -> Line | None:
    """One attempt."""
    row = Attempt.objects.defer(*LIGHT).filter(id=attempt_id).first()
    return line(row, now=now) if row else None


def open_lines(file_ids: Iterable[UUID], *, now: datetime) -> Mapping[UUID, Line]:
    """The attempts of these files whose outcome is not there yet, by file."""
    rows = Attempt.objects.defer(*LIGHT).filter(file_id__in=list(file_ids), state__in=sorted(OPEN))
    lines = (line(row, now=now) for row in rows)
    return {each.file_id: each for each in lines if each.status in OPEN}


def count_open() -> int:
    """Letters that may be signed already, as far as anybody knows."""
    return Attempt.objects.filter(state__in=sorted(OPEN)).count()


def wrong_secrets(user_id: UUID, *, since: datetime) -> int:
    """How often this person's passphrase was wrong since then."""
    rows = Attempt.objects.filter(signer_id=user_id, prepared_at__gte=since, code=Code.WRONG_SECRET)
    return rows.count()


def kept_pdf(attempt_id: UUID) -> bytes | None:
    """The signed PDF of an attempt that did not become the letter."""
    row = Attempt.objects.only("signed").filter(id=attempt_id).first()
    return bytes(row.signed) if row is not None and row.signed else None


def by_key(key: str) -> Attempt | None:
    """The attempt that this request already made."""
    return Attempt.objects.defer(*LIGHT).filter(key=key).first() if key else None


def line(row: Attempt, *, now: datetime) -> Line:
    """A row as the log shows it."""
    status = standing(row.status, since=row.state_at, now=now)
    code = row.code or {Status.UNKNOWN: Code.CUT_OFF, Status.REFUSED: Code.NOT_SENT}.get(status, "")
    return Line(
        id=row.id,
        file_id=row.file_id,
        receipt_number=row.receipt_number,
        letter_number=row.letter_number,
        service=str(Service(row.service).label),
        signer_id=row.signer_id,
        signer=f"{row.signer_name}, {row.signer_title}",
        at=row.prepared_at,
        status=status,
        why=row.unused_reason or str(words.why(code)),
        answer=row.answer if code != Code.BAD_PDF else "",
        settled_by=row.settled_by,
        claimed_by_id=row.claimed_by_id,
        claimed_by=row.claimed_by,
        claim_reason=row.claim_reason,
        can_ask=row.service == Service.LOCAL or bool(row.remote_id),
        kept=bool(row.signed_sha256) and not row.used,
    )


@dataclass(frozen=True)
class Ready:
    """Whether a person can sign electronically here: with which service, else what is lacking."""

    service: str
    identity: Identity | None

    @property
    def possible(self) -> bool:
        """Whether the office signs electronically at all."""
        return self.service != Service.WET

    @property
    def can(self) -> bool:
        """Whether this person can."""
        return self.possible and self.identity is not None

    @property
    def label(self) -> str:
        """The service in words."""
        return str(Service(self.service).label)


def ready(user_id: UUID) -> Ready:
    """How this person signs electronically in this office."""
    choice = chosen()
    if choice is None or choice.service == Service.WET:
        return Ready(Service.WET, None)
    return Ready(choice.service, identity_of(user_id, choice.service))


def identities(user_id: UUID) -> list[Identity]:
    """What this person registered here."""
    return list(Identity.objects.filter(user_id=user_id, ended_at=None).defer("keys", "nik"))
