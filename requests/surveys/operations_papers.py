"""Paper forms: printed with a serial, keyed in once, or by two people who must agree."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.clock import wib
from commons.text import clean_line
from surveys import marks
from surveys.answers import Filled
from surveys.choices import Channel, Slot
from surveys.errors import FormRefused, SurveyRefused, no_period
from surveys.models import WAITING, PaperForm, PaperState, PeriodState, SurveyPeriod
from surveys.operations_answers import checked, row_of
from surveys.operations_periods import locked, options, title_of
from trail import operations as trail

MOST_AT_ONCE, MOST_SERIAL = 200, 20_000


@transaction.atomic
def print_forms(*, actor: Actor, period_id: UUID, count: int, now: datetime) -> list[PaperForm]:
    """Forms with the next serials of the period, planned or running. Raises `SurveyRefused`."""
    period = locked(period_id)
    if period.state not in {PeriodState.PLANNED, PeriodState.OPEN}:
        raise no_period()
    if not 1 <= count <= MOST_AT_ONCE:
        raise SurveyRefused("bad_count", _("Cetak 1 sampai 200 formulir sekaligus."), field="count")
    last = PaperForm.objects.filter(period=period).order_by("-serial").first()
    first = last.serial + 1 if last else 1
    if first + count > MOST_SERIAL:
        raise SurveyRefused("too_many", _("Nomor seri periode ini sudah habis."), field="count")
    made = PaperForm.objects.bulk_create(
        PaperForm(period=period, serial=serial) for serial in range(first, first + count)
    )
    data = {"period": title_of(period), "from": first, "to": first + count - 1}
    trail.record(
        action="survey.forms_printed", actor=actor, subject=f"survey:{period.id}", data=data, now=now
    )
    return made


@transaction.atomic
def enter(
    *,
    actor: Actor,
    period_id: UUID,
    serial: int,
    day: date,
    slot: str,
    typed: Mapping[str, str],
    now: datetime,
) -> PaperState:
    """Key in what stands on a printed form. With double entry the first of two people leaves it waiting; the
    second must be somebody else and say the same. Raises `SurveyRefused`, `FormRefused`; then nothing has
    changed."""
    period = locked(period_id)
    if period.state == PeriodState.CLOSED:
        raise _over(period)
    if period.state != PeriodState.OPEN:
        raise no_period()
    paper = _paper(period, serial)
    if paper.state not in WAITING:
        message = _("Formulir nomor {serial} sudah dientri atau tidak dipakai. Tidak disimpan dua kali.")
        raise SurveyRefused("already_entered", format_lazy(message, serial=serial), field="serial")
    _check_day(period, day, slot, now)
    filled = checked(period, typed)
    if options().double_entry or paper.state == PaperState.ONCE:
        waiting = _compare(paper, actor, _facts(filled, day, slot))
        if waiting:
            return PaperState.ONCE
    row = row_of(period, filled, channel=Channel.PAPER, day=day, slot=slot)
    marks.late([row], today=wib(now).date())
    row.save(force_insert=True)
    paper.state, paper.first = PaperState.ENTERED, None
    paper.save(update_fields=["state", "first"])
    return PaperState.ENTERED


def _over(period: SurveyPeriod) -> SurveyRefused:
    """Its result may have been read or signed: one more form would change it by that form, and no other
    period's result is about it."""
    message = _(
        "{period} sudah ditutup dan hasilnya sudah dihitung; formulir ini tidak disimpan dan tidak dihitung "
        "ke periode lain. Catat nomornya sebagai tidak dipakai (alasan: datang terlambat), lalu simpan "
        "kertasnya bersama berkas survei. Sarannya tetap boleh disampaikan kepada kepala seksi."
    )
    return SurveyRefused("period_over", format_lazy(message, period=title_of(period)), field="serial")


def _paper(period: SurveyPeriod, serial: int) -> PaperForm:
    found = PaperForm.objects.select_for_update().filter(period=period, serial=serial).first()
    if found is None:
        message = _("Formulir nomor {serial} tidak pernah dicetak untuk periode ini.")
        raise SurveyRefused("never_printed", format_lazy(message, serial=serial), field="serial")
    return found


def _check_day(period: SurveyPeriod, day: date, slot: str, now: datetime) -> None:
    faults: dict[str, Any] = {}
    if not period.opens <= day <= min(period.closes, wib(now).date()):
        faults["day"] = _("tanggal di luar periode survei, atau di masa depan")
    if slot not in Slot.values:
        faults["slot"] = _("pilih salah satu")
    if faults:
        raise FormRefused(faults)


def _facts(filled: Filled, day: date, slot: str) -> dict[str, Any]:
    plain = {key: value for key, value in vars(filled).items() if key not in {"answers", "extra"}}
    return {**plain, **filled.answers, "extra": dict(filled.extra), "day": day.isoformat(), "slot": slot}


def _compare(paper: PaperForm, actor: Actor, facts: dict[str, Any]) -> bool:
    """Whether the form waits for its second entry now. Raises `SurveyRefused` where the two differ."""
    if paper.state == PaperState.PRINTED:
        paper.state, paper.first = PaperState.ONCE, facts
        paper.first_by_id, paper.first_by = actor.user_id, actor.name
        paper.save(update_fields=["state", "first", "first_by_id", "first_by"])
        return True
    if paper.first_by_id == actor.user_id:
        message = _("Entri kedua harus oleh orang lain, supaya salah ketik ketahuan.")
        raise SurveyRefused("same_person", message, field="serial")
    first = paper.first or {}
    # A remark is retyped in other words; answers and facts must agree.
    differing = [key for key in facts if key not in {"comment"} and facts[key] != first.get(key)]
    if differing:
        raise FormRefused(dict.fromkeys(differing, _("berbeda dari entri pertama; lihat kertasnya lagi")))
    return False


@transaction.atomic
def put_aside(*, actor: Actor, period_id: UUID, serial: int, reason: str, now: datetime) -> None:
    """A printed form will not come back (spoiled, lost, left over). Raises `SurveyRefused`, `BadText`."""
    period = locked(period_id)
    paper, why = _paper(period, serial), clean_line(reason, max_length=200)
    if paper.state not in WAITING:
        raise SurveyRefused("already_entered", _("Formulir itu sudah dientri."), field="serial")
    if not why:
        raise SurveyRefused("no_reason", _("Tulis mengapa formulir tidak dipakai."), field="reason")
    paper.state, paper.first, paper.reason = PaperState.UNUSED, None, why
    paper.save(update_fields=["state", "first", "reason"])
    data = {"period": title_of(period), "serial": serial, "reason": why}
    trail.record(action="survey.form_unused", actor=actor, subject=f"survey:{period.id}", data=data, now=now)
