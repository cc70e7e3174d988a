"""The leader's absences: entered, changed, ended. Each change renews what applicants were promised."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from applications import acting, promises
from applications.models import AbsenceKind, ActingSigner, LeaderAbsence
from applications.presence import read_acting
from commons.clock import WIB, wib
from commons.errors import DomainError
from commons.ids import new_id
from commons.indonesian import moment_words
from commons.text import clean_line
from offices.changes import ABSENCES, FILES, mark
from offices.scope import current_office
from trail import operations as trail

LONGEST = timedelta(days=366)
MOST_WEEKS = 26
WEEK = timedelta(days=7)


class AbsenceRefused(DomainError):
    """The dates or texts of an absence or an appointment do not make sense; nothing was written down."""


@transaction.atomic
def enter_absence(
    *,
    actor: Actor,
    from_at: datetime,
    to_at: datetime,
    reason: str,
    now: datetime,
    kind: AbsenceKind = AbsenceKind.OTHER,
    weeks: int = 1,
) -> LeaderAbsence:
    """Enter that the leader is away, from–to. It may begin in the past; two absences do not overlap.

    `weeks` more than one: the same hours every week, so often; returns the first.
    """
    clean = _checked(from_at, to_at, reason)
    if not 1 <= weeks <= MOST_WEEKS:
        text = format_lazy(_("Berulang paling lama {n} minggu."), n=MOST_WEEKS)
        raise AbsenceRefused("absence_weeks", text)
    if weeks > 1 and to_at - from_at > WEEK:
        raise AbsenceRefused(
            "absence_weeks", _("Yang berulang tiap minggu harus lebih pendek dari seminggu.")
        )
    series = new_id() if weeks > 1 else None
    rows = [
        LeaderAbsence(kind=kind, from_at=start, to_at=end, reason=clean, entered_by=actor.name, series=series)
        for start, end in _weekly(from_at, to_at, weeks)
    ]
    for row in rows:
        _refuse_overlap(row.from_at, row.to_at)
    LeaderAbsence.objects.bulk_create(rows)
    _follow(since=from_at, now=now)
    for row in rows:
        _record("absence.entered", actor, row, now)
    return rows[0]


@transaction.atomic
def change_absence(
    *,
    actor: Actor,
    absence_id: UUID,
    from_at: datetime,
    to_at: datetime,
    reason: str,
    kind: AbsenceKind,
    now: datetime,
) -> LeaderAbsence:
    """Put an absence right that is not over yet; what it was before stays on the trail."""
    row = _live(absence_id, now)
    clean = _checked(from_at, to_at, reason)
    _refuse_overlap(from_at, to_at, but=absence_id)
    since = min(row.from_at, from_at)
    row.kind, row.from_at, row.to_at, row.reason = kind, from_at, to_at, clean
    row.save(update_fields=["kind", "from_at", "to_at", "reason"])
    _follow(since=since, now=now)
    _record("absence.changed", actor, row, now)
    return row


@transaction.atomic
def end_absence(*, actor: Actor, absence_id: UUID, now: datetime) -> None:
    """The leader is back early, or it was a mistake: it ends now, or never was if it has not begun.

    Whoever was appointed for this absence only (Plh.) signs no longer: the leader is here.
    """
    row = _live(absence_id, now)
    since = row.from_at
    if row.from_at >= now:
        row.cancelled_at = now
    else:
        row.to_at = now
    row.save(update_fields=["cancelled_at", "to_at"])
    ended = _end_stand_ins(row, now)
    _follow(since=since, now=now)
    _record("absence.ended", actor, row, now)
    for acting_id in ended:
        trail.record(action="acting.ended", actor=actor, subject=str(acting_id), data={}, now=now)


@transaction.atomic
def leave(*, actor: Actor, until: datetime, kind: AbsenceKind, now: datetime) -> LeaderAbsence:
    """The leader goes now, as they say on the way out; a reason is not asked of them."""
    return enter_absence(actor=actor, from_at=now, to_at=until, reason=str(kind.label), kind=kind, now=now)


@transaction.atomic
def come_back(*, actor: Actor, now: datetime) -> datetime:
    """The leader is back: the absence that holds now ends. Returns since when they were away."""
    row = LeaderAbsence.objects.filter(cancelled_at=None, from_at__lt=now, to_at__gt=now).first()
    if row is None:
        raise AbsenceRefused("absence_none", _("Tidak ada ketidakhadiran yang sedang berlaku."))
    end_absence(actor=actor, absence_id=row.id, now=now)
    return row.from_at


def _checked(from_at: datetime, to_at: datetime, reason: str) -> str:
    """The reason as it is kept."""
    if to_at <= from_at:
        raise AbsenceRefused("absence_order", _("Waktu kembali harus sesudah waktu pergi."))
    if to_at - from_at > LONGEST:
        raise AbsenceRefused("absence_length", _("Satu ketidakhadiran paling lama satu tahun."))
    clean = clean_line(reason, max_length=200)
    if not clean:
        raise AbsenceRefused("absence_reason", _("Tulis keperluannya, misalnya: dinas luar."))
    return clean


def _weekly(from_at: datetime, to_at: datetime, weeks: int) -> Iterator[tuple[datetime, datetime]]:
    return ((from_at + n * WEEK, to_at + n * WEEK) for n in range(weeks))


def _refuse_overlap(from_at: datetime, to_at: datetime, *, but: UUID | None = None) -> None:
    rows = LeaderAbsence.objects.filter(cancelled_at=None, from_at__lt=to_at, to_at__gt=from_at)
    others = rows if but is None else rows.exclude(id=but)
    other = others.order_by("from_at").first()
    if other is None:
        return
    text = _("Sudah ada ketidakhadiran pada waktu itu. Yang sudah dicatat: {start} – {end}.")
    shown = format_lazy(text, start=moment_words(other.from_at), end=moment_words(other.to_at))
    raise AbsenceRefused("absence_overlap", shown)


def _live(absence_id: UUID, now: datetime) -> LeaderAbsence:
    row = LeaderAbsence.objects.select_for_update().filter(id=absence_id, cancelled_at=None).first()
    if row is None:
        raise AbsenceRefused("absence_unknown", _("Ketidakhadiran ini tidak ditemukan atau sudah diakhiri."))
    if row.to_at <= now:
        raise AbsenceRefused("absence_past", _("Ketidakhadiran ini sudah selesai."))
    return row


def _end_stand_ins(row: LeaderAbsence, now: datetime) -> list[UUID]:
    """Appointments that end with the leader's return."""
    rules = acting.rules_on(wib(now).date())
    given = map(read_acting, ActingSigner.objects.filter(absence_id=row.id, ended_at=None))
    ids = [each.id for each in given if rules[each.form].ends_on_return]
    ActingSigner.objects.filter(id__in=ids).update(ended_at=now)
    return ids


def _follow(*, since: datetime, now: datetime) -> None:
    """What follows from other times away: promises, and the figures of those days."""
    promises.refresh(now=now, by_absence=True)
    mark_figures(since=wib(since).date())


def mark_figures(*, since: date) -> None:
    """Have the figures of files and of absences counted anew from that day on."""
    for topic in (FILES, ABSENCES):
        mark(office_id=current_office().id, topic=topic, since=since)


def mark_recent(*, now: datetime) -> None:
    """Each night: the days of absences that go on or have just ended, which no event marks."""
    yesterday = wib(now).date() - timedelta(days=1)
    begin = datetime.combine(yesterday, time.min, WIB)
    rows = LeaderAbsence.objects.filter(cancelled_at=None, from_at__lt=now, to_at__gt=begin)
    first = rows.order_by("from_at").values_list("from_at", flat=True).first()
    if first is not None:
        mark(office_id=current_office().id, topic=ABSENCES, since=min(wib(first).date(), yesterday))


def _record(action: str, actor: Actor, row: LeaderAbsence, now: datetime) -> None:
    data = {"kind": row.kind, "from": row.from_at.isoformat(), "to": row.to_at.isoformat()}
    trail.record(action=action, actor=actor, subject=str(row.id), data=data, now=now)
