"""Competences, reviews, meetings, decisions: writes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Role
from attachments.opening import opened
from commons.clock import wib
from commons.text import clean_line, clean_text
from indicators.periods import next_month
from supervision import once, queries
from supervision.competences import LEVELS
from supervision.errors import refuse
from supervision.figures import of_month
from supervision.models import Credential, CredentialKind, Decision, Meeting, Review
from supervision.rostering import Stay
from trail import operations as trail
from upkeep.reading import touch

LEADERS = (Role.SECTION_HEAD, Role.SECRETARY, Role.HEAD)
MOST_DECISIONS = 60


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A competence as it is entered."""

    kind: CredentialKind
    name: str
    since: date
    level: str = ""
    expires_on: date | None = None


@transaction.atomic
def enter_credential(
    *, actor: Actor, user_id: UUID, shown: Shown, proof: bytes = b"", now: datetime
) -> Credential:
    """Write down what a person can show, once. Raises `SupervisionRefused`, `UploadRefused`, `BadText`."""
    today = wib(now).date()
    if not actor.has(Role.OFFICE_ADMIN):
        raise refuse("not_admin", _("Kompetensi dicatat admin kantor."))
    if all(each.user_id != user_id for each in queries.people_here(today)):
        raise refuse("nobody", _("Orang ini tidak bertugas di kantor ini."))
    _check_shown(shown, today)
    kept, name = opened(proof) if proof else None, clean_line(shown.name, max_length=160)
    once.alone("credential")
    level = shown.level if shown.kind == CredentialKind.EDUCATION else ""
    facts: dict[str, Any] = {
        "user_id": user_id, "kind": shown.kind, "level": level, "since": shown.since,
        "expires_on": shown.expires_on,
    }  # fmt: skip
    there = Credential.objects.filter(withdrawn_at=None, **facts).defer("proof")
    if (same := next((row for row in there if row.name == name), None)) is not None:
        return same
    row = Credential.objects.create(
        **facts,
        name=name,
        proof=kept.content if kept else None,
        proof_type=kept.content_type if kept else "",
        entered_at=now,
        entered_by=actor.name,
    )
    touch(days=[today])
    _record("supervision.credential", actor, f"user:{user_id}", {"kind": row.kind}, now)
    return row


def _check_shown(shown: Shown, today: date) -> None:
    if not shown.name.strip():
        raise refuse("name", _("Tulis namanya, misalnya nama pelatihan."), "name")
    if shown.kind == CredentialKind.EDUCATION and shown.level not in LEVELS:
        raise refuse("level", _("Pilih jenjang pendidikannya."), "level")
    if shown.since > today:
        raise refuse("since", _("Tanggalnya belum tiba."), "since")
    if shown.expires_on is not None and shown.expires_on < shown.since:
        raise refuse("expires", _("Masa berlaku berakhir sebelum dimulai."), "expires_on")


@transaction.atomic
def withdraw_credential(*, actor: Actor, credential_id: UUID, now: datetime) -> None:
    """It was wrong, or holds no more; the line stays. Raises `SupervisionRefused`."""
    row = Credential.objects.select_for_update().filter(id=credential_id).defer("proof").first()
    if row is None or not actor.has(Role.OFFICE_ADMIN):
        raise refuse("unknown", _("Catatan kompetensi ini tidak ada."))
    if row.withdrawn_at is not None:
        return
    row.withdrawn_at, row.withdrawn_by = now, actor.name
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    touch(days=[wib(now).date()])
    _record("supervision.credential_withdrawn", actor, f"user:{row.user_id}", {"kind": row.kind}, now)


@transaction.atomic
def write_review(
    *,
    actor: Actor,
    month: date,
    role: str,
    notes: str,
    finish: bool = False,
    seen: str | None = None,
    now: datetime,
) -> Review:
    """Keep the supervisor's notes of a month that is over; with `finish` it is done, with its figures.
    `seen`: the stamp of the draft on the page.

    Raises `SupervisionRefused`, `BadText`.
    """
    row = draft_review(actor=actor, month=month, role=role, now=now)
    before = once.stamp(row)
    row.notes, row.saved_at = clean_text(notes, max_length=4000), now
    once.check(before, once.stamp(row), seen)
    if finish:
        if not row.notes:
            raise refuse("notes", _("Tulis catatan pengawasan, juga bila semuanya baik."), "notes")
        row.figures = [[str(name), value] for name, value in of_month(month)]
        row.done_at, row.done_by, row.done_title = now, actor.name, actor.title
        touch(days=_days_of_review(row, now))
        _record("supervision.reviewed", actor, f"review:{row.id}", {"month": month.isoformat()}, now)
    row.save(update_fields=["notes", "saved_at", "figures", "done_at", "done_by", "done_title"])
    return row


def draft_review(*, actor: Actor, month: date, role: str, now: datetime) -> Review:
    """The draft of a month, held until the transaction ends. Raises `SupervisionRefused`."""
    if not actor.has(role):
        raise refuse("not_supervisor", _("Tinjauan ini ditulis pengawas yang disebut standar."))
    due = {(who.role, queries.about(each)): each for who, each in queries.review_months(now=now)}
    if (role, month) not in due or next_month(month) > wib(now).date():
        raise refuse("not_due", _("Bulan ini tidak menunggu tinjauan."))
    Review.objects.get_or_create(month=month, role=role, defaults={"saved_at": now})
    row = Review.objects.select_for_update().get(month=month, role=role)
    if row.done_at is not None:
        raise refuse("done", _("Tinjauan bulan ini sudah selesai dan tidak berubah lagi."))
    return row


def _days_of_review(row: Review, now: datetime) -> Collection[date]:
    months = queries.review_months(now=now)
    due = [each.due_on for who, each in months if who.role == row.role and queries.about(each) == row.month]
    return sorted({wib(now).date(), *due})


@dataclass(frozen=True, kw_only=True)
class Called:
    """A meeting as it is called."""

    held_on: date
    starts: time
    place: str
    subject: str
    ends: time | None = None


@transaction.atomic
def call_meeting(*, actor: Actor, called: Called, now: datetime) -> Meeting:
    """Begin the minutes of a meeting, once; everybody who works here that day is listed. Raises as below."""
    _need_leader(actor)
    _check_called(called, wib(now).date())
    people, subject = queries.people_here(called.held_on), clean_line(called.subject, max_length=200)
    once.alone("meeting")
    there = Meeting.objects.filter(
        held_on=called.held_on, starts=called.starts, subject=subject, closed_at=None
    )
    if (same := there.first()) is not None:
        return same
    row = Meeting.objects.create(
        held_on=called.held_on,
        starts=called.starts,
        ends=called.ends,
        place=clean_line(called.place, max_length=120),
        subject=subject,
        attendance=[_listed(each) for each in people],
        chair=actor.name,
        chair_title=actor.title,
        writer=actor.name,
        created_at=now,
    )
    _record("supervision.meeting_called", actor, f"meeting:{row.id}", {}, now)
    return row


def _check_called(called: Called, today: date) -> None:
    if not called.subject.strip():
        raise refuse("subject", _("Tulis pokok rapatnya."), "subject")
    if not called.place.strip():
        raise refuse("place", _("Tulis tempatnya."), "place")
    if called.ends is not None and called.ends <= called.starts:
        raise refuse("ends", _("Rapat selesai sesudah dimulai."), "ends")
    if abs((called.held_on - today).days) > 366:
        raise refuse("held_on", _("Tanggal rapat terlalu jauh dari hari ini."), "held_on")


def _listed(person: Stay) -> dict[str, Any]:
    return {"id": str(person.user_id), "name": person.name, "title": person.title, "present": False}


@transaction.atomic
def write_minutes(
    *,
    actor: Actor,
    meeting_id: UUID,
    minutes: str,
    present: Collection[str],
    close: bool = False,
    seen: str | None = None,
    now: datetime,
) -> Meeting:
    """Keep the minutes and who was there; with `close` they do not change any more. `seen`: the stamp of the
    draft on the page.

    Raises `SupervisionRefused`, `BadText`.
    """
    _need_leader(actor)
    row = _open_meeting(meeting_id)
    before = once.stamp(row)
    row.minutes = clean_text(minutes, max_length=12_000)
    row.attendance = [{**each, "present": each["id"] in present} for each in row.attendance]
    once.check(before, once.stamp(row), seen)
    row.writer = actor.name
    if close:
        _check_minutes(row, wib(now).date())
        row.closed_at, row.closed_by = now, actor.name
        row.carried = [_carried(each) for each in queries.open_decisions(but=row)]
        touch(days=[row.held_on])
        _record("supervision.meeting_closed", actor, f"meeting:{row.id}", {}, now)
    row.save(update_fields=["minutes", "attendance", "writer", "closed_at", "closed_by", "carried"])
    return row


def _check_minutes(row: Meeting, today: date) -> None:
    if row.held_on > today:
        raise refuse("not_held", _("Rapat ini belum berlangsung."))
    if not row.minutes:
        raise refuse("minutes", _("Tulis jalannya rapat sebelum notulen ditutup."), "minutes")
    if not any(each["present"] for each in row.attendance):
        raise refuse("attendance", _("Tandai siapa yang hadir."), "present")


def _carried(row: Decision) -> dict[str, str]:
    return {"text": row.text, "owner": row.owner, "due": row.due_on.isoformat()}


def _open_meeting(meeting_id: UUID) -> Meeting:
    row = Meeting.objects.select_for_update().filter(id=meeting_id).first()
    if row is None:
        raise refuse("unknown", _("Rapat ini tidak ada."))
    if row.closed_at is not None:
        raise refuse("closed", _("Notulen rapat ini sudah ditutup dan tidak berubah lagi."))
    return row


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A decision as it is written: who does what until when."""

    text: str
    owner_id: UUID | None
    due_on: date | None


@transaction.atomic
def decide(
    *,
    actor: Actor,
    decided: Decided,
    now: datetime,
    meeting_id: UUID | None = None,
    review: tuple[date, str] | None = None,
) -> Decision:
    """Write down a decision of a meeting, or of the `review` (month, role), once. Raises
    `SupervisionRefused`."""
    today = wib(now).date()
    text = clean_line(decided.text, max_length=500)
    if not text:
        raise refuse("text", _("Tulis apa yang diputuskan."), "text")
    owner = next((each for each in queries.people_here(today) if each.user_id == decided.owner_id), None)
    if owner is None:
        raise refuse("owner", _("Pilih siapa yang mengerjakan."), "owner")
    if decided.due_on is None or not today <= decided.due_on <= today.replace(year=today.year + 2, day=1):
        raise refuse("due_on", _("Isi tenggatnya, mulai hari ini."), "due_on")
    place = _place(actor, meeting_id, review, now)
    said: dict[str, Any] = {"text": text, "owner_id": owner.user_id, "due_on": decided.due_on, **place}
    if (same := Decision.objects.filter(made_on=today, **said).first()) is not None:
        return same
    if Decision.objects.filter(**place).count() >= MOST_DECISIONS:
        raise refuse("many", format_lazy(_("Paling banyak {n} keputusan."), n=MOST_DECISIONS), "text")
    row = Decision.objects.create(owner=owner.name, made_on=today, **said)
    _record("supervision.decided", actor, f"decision:{row.id}", {"due": row.due_on.isoformat()}, now)
    return row


def _place(
    actor: Actor, meeting_id: UUID | None, review: tuple[date, str] | None, now: datetime
) -> dict[str, Any]:
    if review is not None:
        return {"review": draft_review(actor=actor, month=review[0], role=review[1], now=now)}
    _need_leader(actor)
    assert meeting_id is not None
    return {"meeting": _open_meeting(meeting_id)}


@transaction.atomic
def finish_decision(*, actor: Actor, decision_id: UUID, outcome: str, now: datetime) -> Decision:
    """It is done: who owns it, or who leads, says what came of it. Raises `SupervisionRefused`, `BadText`."""
    row = Decision.objects.select_for_update().filter(id=decision_id).first()
    if row is None:
        raise refuse("unknown", _("Keputusan ini tidak ada."))
    if row.done_at is not None:
        raise refuse("done", _("Keputusan ini sudah dinyatakan selesai."))
    if row.owner_id != actor.user_id and not actor.has(*LEADERS):
        raise refuse("not_owner", _("Hanya yang mengerjakan atau pimpinan dapat menyatakan selesai."))
    row.outcome = clean_line(outcome, max_length=500)
    if not row.outcome:
        raise refuse("outcome", _("Tulis apa hasilnya."), "outcome")
    row.done_at, row.done_by = now, actor.name
    row.save(update_fields=["outcome", "done_at", "done_by"])
    touch(days=[wib(now).date()])
    _record("supervision.decision_done", actor, f"decision:{row.id}", {}, now)
    return row


def _need_leader(actor: Actor) -> None:
    if not actor.has(*LEADERS):
        raise refuse("not_leader", _("Rapat dicatat kepala seksi, sekretaris, atau pimpinan."))


def _record(action: str, actor: Actor, subject: str, data: dict[str, Any], now: datetime) -> None:
    trail.record(action=action, actor=actor, subject=subject, data=data, now=now)
