"""The leader's absences, acting signers and extra paraf steps: dated rows."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from applications import promises
from applications.models import ActingForm, ActingSigner, LeaderAbsence
from commons.clock import wib
from commons.errors import DomainError
from commons.text import clean_line
from offices.changes import mark
from offices.scope import current_office
from trail import operations as trail

LONGEST = timedelta(days=366)


class AbsenceRefused(DomainError):
    """The dates or texts of an absence do not make sense."""


@transaction.atomic
def enter_absence(
    *, actor: Actor, from_at: datetime, to_at: datetime, reason: str, now: datetime
) -> LeaderAbsence:
    """Enter that the leader is away, from–to. It may begin in the past; two absences do not overlap."""
    if to_at <= from_at:
        raise AbsenceRefused("absence_order", _("Waktu kembali harus sesudah waktu pergi."))
    if to_at - from_at > LONGEST:
        raise AbsenceRefused("absence_length", _("Satu ketidakhadiran paling lama satu tahun."))
    clean = clean_line(reason, max_length=200)
    if not clean:
        raise AbsenceRefused("absence_reason", _("Tulis keperluannya, misalnya: dinas luar."))
    overlap = LeaderAbsence.objects.filter(cancelled_at=None, from_at__lt=to_at, to_at__gt=from_at)
    if overlap.exists():
        raise AbsenceRefused("absence_overlap", _("Sudah ada ketidakhadiran pada waktu itu."))
    row = LeaderAbsence.objects.create(from_at=from_at, to_at=to_at, reason=clean, entered_by=actor.name)
    data = {"from": from_at.isoformat(), "to": to_at.isoformat()}
    promises.refresh()
    mark(office_id=current_office().id, since=wib(from_at).date())
    trail.record(action="absence.entered", actor=actor, subject=str(row.id), data=data, now=now)
    return row


@transaction.atomic
def end_absence(*, actor: Actor, absence_id: UUID, now: datetime) -> None:
    """The leader is back early, or it was a mistake: it ends now, or never was if it has not begun."""
    row = LeaderAbsence.objects.select_for_update().filter(id=absence_id, cancelled_at=None).first()
    if row is None:
        raise AbsenceRefused("absence_unknown", _("Ketidakhadiran ini tidak ditemukan atau sudah diakhiri."))
    if row.to_at <= now:
        raise AbsenceRefused("absence_past", _("Ketidakhadiran ini sudah selesai."))
    if row.from_at >= now:
        row.cancelled_at = now
    else:
        row.to_at = now
    row.save(update_fields=["cancelled_at", "to_at"])
    promises.refresh()
    trail.record(action="absence.ended", actor=actor, subject=str(row.id), data={}, now=now)


@transaction.atomic
def appoint_acting(
    *,
    actor: Actor,
    user_id: UUID,
    name: str,
    title: str,
    form: ActingForm,
    ground: str,
    from_date: date,
    to_date: date,
    now: datetime,
) -> ActingSigner:
    """Appoint who signs in the leader's place, from–to, on a named ground (a *surat perintah*). Nobody enters
    their own appointment."""
    if user_id == actor.user_id:
        raise AbsenceRefused("acting_self", _("Anda tidak dapat menunjuk diri sendiri; minta orang lain."))
    if to_date < from_date or to_date - from_date > LONGEST:
        raise AbsenceRefused("acting_dates", _("Tanggal penunjukan tidak masuk akal."))
    if to_date < wib(now).date():
        raise AbsenceRefused("acting_past", _("Penunjukan yang sudah lewat tidak dapat dicatat."))
    if not ground.strip():
        raise AbsenceRefused("acting_ground", _("Tulis dasar penunjukan (nomor surat perintah)."))
    row = ActingSigner.objects.create(
        user_id=user_id,
        name=name,
        title=clean_line(title, max_length=120),
        form=form,
        ground=clean_line(ground, max_length=200),
        from_date=from_date,
        to_date=to_date,
    )
    data = {"user": str(user_id), "form": form.value, "from": str(from_date), "to": str(to_date)}
    promises.refresh()
    mark(office_id=current_office().id, since=from_date)
    trail.record(action="acting.appointed", actor=actor, subject=str(row.id), data=data, now=now)
    return row


@transaction.atomic
def end_acting(*, actor: Actor, acting_id: UUID, now: datetime) -> None:
    """End an appointment now; letters already signed keep their signer."""
    changed = ActingSigner.objects.filter(id=acting_id, ended_at=None).update(ended_at=now)
    if not changed:
        raise AbsenceRefused("acting_unknown", _("Penunjukan ini tidak ditemukan atau sudah diakhiri."))
    promises.refresh()
    trail.record(action="acting.ended", actor=actor, subject=str(acting_id), data={}, now=now)
