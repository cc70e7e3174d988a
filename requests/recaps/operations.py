"""Recaps: writes. Draft, complete, send back, approve, publish; the promises and what is said about them.

*Setiap 3 (tiga) bulan sekali … merekap data aduan untuk dimintakan persetujuan kepada Camat; Camat
mengumumkan hasil rekapitulasi … dan janji perbaikan* (Standar Pelayanan Jatiroto 11.8, 11.9).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Role
from applications.signing import SignerCard, authority, why_not
from commons.clock import wib
from commons.errors import DomainError
from commons.text import clean_line, clean_text
from offices import changes
from offices.scope import current_office
from recaps import queries, watching
from recaps.figures import digest
from recaps.models import FROZEN, WET, Progress, Promise, PromiseStep, Recap, RecapState
from recaps.quarters import Quarter
from trail import operations as trail

# As `suggestionbox.operations.TOPIC`: recaps are figures of the citizens' voice.
TOPIC = "voice"
COMPLETERS = (Role.SECTION_HEAD, Role.SECRETARY)
PUBLISHERS = (Role.SECTION_HEAD, Role.SECRETARY, Role.HEAD)
DRAFTERS = (Role.INFORMATION, Role.SECTION_HEAD, Role.SECRETARY, Role.HEAD)
MOST_PROMISES = 10
LEAST_ANALYSIS = 20


class RecapRefused(DomainError):
    """The recap is not in the state the operation needs, or something is missing; nothing was changed."""


@dataclass(frozen=True, kw_only=True)
class NewPromise:
    """A promise as it was typed."""

    topic: str
    words: str
    owner: str
    due: date


@transaction.atomic
def draft(*, quarter: Quarter, actor: Actor | None, now: datetime) -> Recap:
    """The recap of a quarter that is over; made once, whoever asks (no actor: the system itself).

    Raises `RecapRefused`: `quarter_runs`, `before` (the office was not here yet).
    """
    if wib(now).date() <= quarter.last:
        words = _("{quarter} belum berakhir; rekapnya disusun sesudahnya.")
        raise RecapRefused("quarter_runs", format_lazy(words, quarter=quarter.words))
    if quarter < (first := queries.begun()):
        words = _("Kantor ini memakai Loket sejak {first}; rekap sebelum itu tidak disusun di sini.")
        raise RecapRefused("before", format_lazy(words, first=first.words))
    by = actor.name if actor else ""
    row, made = Recap.objects.get_or_create(
        year=quarter.year, quarter=quarter.n, defaults={"drafted_at": now, "drafted_by": by}
    )
    if made:
        _changed(row, "recap.drafted", actor, now)
    return row


@transaction.atomic
def complete(
    *, actor: Actor, quarter: Quarter, analysis: str, promises: Sequence[NewPromise], now: datetime
) -> Recap:
    """The kasi's analysis and promises; then it waits for the leader. Completing again replaces both.

    Raises `RecapRefused`: `gone`, `frozen`, `not_yours`, `analysis`, `promises` (none, too many), `promise`
    (what is missing of one), `due`.
    """
    row = _held(quarter)
    _need(actor, *COMPLETERS)
    text = clean_text(analysis, max_length=4000)
    if len(text) < LEAST_ANALYSIS:
        words = _("Tulis analisis: apa yang dikeluhkan, mengapa, dan apa yang sudah dilakukan.")
        raise RecapRefused("analysis", words, field="analysis")
    if not 1 <= len(promises) <= MOST_PROMISES:
        raise RecapRefused("promises", _("Tulis 1 sampai 10 janji perbaikan."), field="topic-0")
    made = [_promise(row, n, one, now) for n, one in enumerate(promises)]
    row.promises.all().delete()
    Promise.objects.bulk_create(made)
    row.state, row.analysis, row.returned_reason = RecapState.COMPLETED, text, ""
    row.completed_at, row.completed_by, row.completed_title = now, actor.name, actor.title
    row.save(
        update_fields=[
            "state",
            "analysis",
            "returned_reason",
            "completed_at",
            "completed_by",
            "completed_title",
        ]
    )
    _changed(row, "recap.completed", actor, now)
    return row


def _promise(row: Recap, n: int, one: NewPromise, now: datetime) -> Promise:
    topic, words = clean_line(one.topic, max_length=120), clean_text(one.words, max_length=500)
    owner = clean_line(one.owner, max_length=120)
    for name, value in (("topic", topic), ("words", words), ("owner", owner)):
        if len(value) < 3:
            said = _("Janji {n}: isi pokok, janjinya, dan siapa yang mengurus.")
            raise RecapRefused("promise", format_lazy(said, n=n + 1), field=f"{name}-{n}")
    if one.due < wib(now).date():
        said = _("Janji {n}: tanggalnya sudah lewat.")
        raise RecapRefused("due", format_lazy(said, n=n + 1), field=f"due-{n}")
    return Promise(recap=row, place=n, topic=topic, words=words, owner=owner, due=one.due)


@transaction.atomic
def send_back(*, actor: Actor, quarter: Quarter, reason: str, now: datetime) -> Recap:
    """The leader wants it done otherwise. Raises `RecapRefused`: `gone`, `frozen`, `state`, `not_yours`,
    `reason`."""
    row = _held(quarter)
    _the_authority(actor, now)
    if row.state != RecapState.COMPLETED:
        raise _not_completed()
    why = clean_line(reason, max_length=300)
    if len(why) < 5:
        raise RecapRefused("reason", _("Tulis apa yang perlu diperbaiki."), field="reason")
    row.state, row.returned_reason = RecapState.DRAFT, why
    row.save(update_fields=["state", "returned_reason"])
    _changed(row, "recap.sent_back", actor, now)
    return row


@transaction.atomic
def approve(*, actor: Actor, quarter: Quarter, now: datetime) -> Recap:
    """The leader, or who stands in, has signed it by hand and says so: its content is frozen.

    Raises `RecapRefused`: `gone`, `frozen`, `state`, `not_yours`.
    """
    row = _held(quarter)
    card = _the_authority(actor, now)
    if row.state != RecapState.COMPLETED:
        raise _not_completed()
    content = queries.content_of(queries.whole(row))
    freeze(row, content, card=card, how=WET, pdf=None, actor=actor, now=now)
    return row


def freeze(
    row: Recap,
    content: dict[str, Any],
    *,
    card: SignerCard,
    how: str,
    pdf: bytes | None,
    actor: Actor,
    now: datetime,
) -> None:
    """What was signed stays as it was signed. The caller holds the row."""
    row.state, row.content, row.sha256 = RecapState.APPROVED, content, digest(content)
    row.card, row.approved_at, row.how, row.pdf = card.stored(), now, how, pdf
    row.save(update_fields=["state", "content", "sha256", "card", "approved_at", "how", "pdf"])
    _changed(row, "recap.approved", actor, now, sha256=row.sha256, how=how)


@transaction.atomic
def publish(*, actor: Actor, quarter: Quarter, now: datetime) -> Recap:
    """On the office's public page from now on. Publishing again changes nothing.

    Raises `RecapRefused`: `gone`, `state`, `not_yours`.
    """
    row = _row(quarter)
    _need(actor, *PUBLISHERS)
    if row.state == RecapState.PUBLISHED:
        return row
    if row.state != RecapState.APPROVED:
        raise RecapRefused("state", _("Rekap diumumkan sesudah disetujui pimpinan."))
    row.state, row.published_at, row.published_by = RecapState.PUBLISHED, now, actor.name
    row.save(update_fields=["state", "published_at", "published_by"])
    _changed(row, "recap.published", actor, now)
    return row


@transaction.atomic
def note_posted(*, actor: Actor, quarter: Quarter, now: datetime) -> Recap:
    """A photograph shows it on the board: the round is closed. Raises `RecapRefused`: `gone`, `state`."""
    row = _row(quarter)
    if row.state != RecapState.PUBLISHED:
        raise RecapRefused("state", _("Umumkan dulu, lalu tempel posternya dan foto papan pengumuman."))
    if row.posted_at is None:
        row.posted_at, row.posted_by = now, actor.name
        row.save(update_fields=["posted_at", "posted_by"])
        _changed(row, "recap.posted", actor, now)
    return row


@transaction.atomic
def say(*, actor: Actor, promise_id: UUID, state: str, words: str, now: datetime) -> PromiseStep:
    """How a promise goes. Raises `RecapRefused`: `gone`, `state`, `not_yours`, `words`."""
    row = Promise.objects.select_related("recap").filter(id=promise_id).first()
    if row is None or row.recap.state not in FROZEN:
        raise RecapRefused("gone", _("Janji ini tidak ada, atau rekapnya belum disetujui."))
    _need(actor, *PUBLISHERS)
    if state not in Progress.values:
        raise RecapRefused("state", _("Pilih keadaan janji ini."))
    text = clean_line(words, max_length=300)
    if len(text) < 5:
        raise RecapRefused("words", _("Tulis apa yang sudah dilakukan, atau mengapa tidak jadi."))
    step = PromiseStep.objects.create(promise=row, state=state, words=text, at=now, by=actor.name)
    subject = f"recap:{queries.quarter_of(row.recap).key}"
    data = {"promise": str(row.id), "state": state}
    trail.record(action="recap.promise_told", actor=actor, subject=subject, data=data, now=now)
    return step


def held_for_signature(*, actor: Actor, quarter: Quarter, now: datetime) -> tuple[Recap, SignerCard]:
    """The completed recap, locked, and the card of who signs it. Raises as `approve`."""
    row = _held(quarter)
    card = _the_authority(actor, now)
    if row.state != RecapState.COMPLETED:
        raise _not_completed()
    return row, card


def _row(quarter: Quarter) -> Recap:
    rows = Recap.objects.select_for_update().defer("pdf")
    row = rows.filter(year=quarter.year, quarter=quarter.n).first()
    if row is None:
        raise RecapRefused("gone", _("Rekap triwulan ini belum ada."))
    return row


def _held(quarter: Quarter) -> Recap:
    row = _row(quarter)
    if row.state in FROZEN:
        raise RecapRefused("frozen", _("Rekap ini sudah disetujui, jadi tidak berubah lagi."))
    return row


def _not_completed() -> RecapRefused:
    return RecapRefused("state", _("Rekap ini belum dilengkapi kepala seksi."))


def _need(actor: Actor, *roles: str) -> None:
    if actor.is_support or not actor.has(*roles):
        raise RecapRefused("not_yours", _("Peran Anda tidak mencakup langkah ini."))


def _the_authority(actor: Actor, now: datetime) -> SignerCard:
    right = authority(actor, office_id=current_office().id, on=wib(now).date())
    if right is None:
        why = why_not(actor, now=now) or _("Hanya pimpinan atau yang menggantikannya yang menyetujui.")
        raise RecapRefused("not_yours", why)
    return right.card


def _changed(row: Recap, action: str, actor: Actor | None, now: datetime, **data: str) -> None:
    """Mark the quarter's last day, tell those above, and write the trail last."""
    quarter, office = queries.quarter_of(row), current_office()
    changes.mark(office_id=office.id, topic=TOPIC, days=[quarter.last])
    watching.tell(office.id, stand_of(row), now)
    trail.record(action=action, actor=actor, subject=f"recap:{quarter.key}", data=data, now=now)


def stand_of(row: Recap) -> watching.Stand:
    """How a recap stands, as everybody may know it."""
    return watching.Stand(
        year=row.year,
        quarter=row.quarter,
        drafted_on=wib(row.drafted_at).date(),
        approved_on=_day(row.approved_at),
        published_on=_day(row.published_at),
        posted_on=_day(row.posted_at),
        sha256=row.sha256 if row.published_at else "",
    )


def _day(moment: datetime | None) -> date | None:
    return wib(moment).date() if moment else None
