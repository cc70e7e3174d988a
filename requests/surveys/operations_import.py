"""Files of forms: looked at, confirmed, taken in whole or not at all."""

import hashlib
from datetime import datetime
from random import SystemRandom
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.clock import wib
from commons.text import clean_line
from surveys import marks
from surveys.choices import Channel
from surveys.errors import SurveyRefused, no_period
from surveys.models import PeriodState, SurveyImport, SurveyPeriod, SurveyResponse
from surveys.operations_answers import asked, row_of
from surveys.operations_periods import locked, title_of
from surveys.rows import FORM, Frame, Parsed
from surveys.storing import insert_all
from trail import operations as trail


def frame_of(period: SurveyPeriod, *, labels: str = FORM, now: datetime) -> Frame:
    """What a row must fit today."""
    last = min(period.closes, wib(now).date())
    return Frame(asked=asked(period), first=period.opens, last=last, labels=labels)


def earlier(period: SurveyPeriod, content: bytes, parsed: Parsed) -> SurveyImport | None:
    """The import that already brought this file, or the same answers saved in another one."""
    file_digest = hashlib.sha256(content).hexdigest()
    same = SurveyImport.objects.filter(period=period)
    return same.filter(file_digest=file_digest).first() or same.filter(rows_digest=parsed.rows_digest).first()


@transaction.atomic
def take_in(
    *, actor: Actor, period_id: UUID, content: bytes, parsed: Parsed, file_name: str, now: datetime
) -> SurveyImport:
    """Store the good rows, all of them, in random order. Raises `SurveyRefused`: no survey, a scale of
    five, nothing good, or a file that was taken in before; then nothing is stored."""
    period = locked(period_id)
    if period.state != PeriodState.OPEN:
        raise no_period()
    if parsed.of_five:
        raise SurveyRefused("scale_of_five", fives_words(parsed.fives), field="table")
    if not parsed.good:
        raise SurveyRefused("nothing_good", _("Tidak ada baris yang dapat dimuat."), field="table")
    if (known := earlier(period, content, parsed)) is not None:
        raise _twice(known)
    facts = {
        "period": period,
        "file_name": clean_line(file_name, max_length=120) or "berkas",
        "file_digest": hashlib.sha256(content).hexdigest(),
        "rows_digest": parsed.rows_digest,
        "taken": len(parsed.good),
        "refused": len(parsed.bad),
        "at": now,
        "by_name": actor.name,
    }
    try:
        with transaction.atomic():
            batch = SurveyImport.objects.create(**facts)
    except IntegrityError as error:
        raise SurveyRefused("same_file", _("Berkas ini sudah dimuat."), field="table") from error
    rows = marks.late(_rows(period, parsed, batch), today=wib(now).date())
    insert_all(rows)
    marks.touched([row.counts_on or row.day for row in rows], today=wib(now).date())
    data = {"period": title_of(period), "taken": batch.taken, "refused": batch.refused}
    trail.record(action="survey.imported", actor=actor, subject=f"survey:{period.id}", data=data, now=now)
    return batch


def fives_words(n: int) -> Any:
    """Why a file with so many fives is not taken in."""
    message = _(
        "Nilai 5 ada di {n} baris, jadi kuesionernya mungkin memakai skala 1–5: baris yang lain pun tidak "
        "dapat dimuat sebagai SKM. Jangan muat berkas ini. Bila angka 5 itu salah ketik, perbaiki di "
        "berkasnya lalu unggah lagi."
    )
    return format_lazy(message, n=n)


def _twice(known: SurveyImport) -> SurveyRefused:
    message = _("Isi berkas ini sudah dimuat {day} oleh {name}. Tidak dimuat dua kali.")
    words = format_lazy(message, day=f"{wib(known.at):%d-%m-%Y %H.%M}", name=known.by_name)
    return SurveyRefused("same_file", words, field="table")


def _rows(period: SurveyPeriod, parsed: Parsed, batch: SurveyImport) -> list[SurveyResponse]:
    rows = []
    for each in parsed.good:
        row = row_of(period, each.filled, channel=Channel.IMPORT, day=each.day, slot=each.slot)
        row.batch = batch
        rows.append(row)
    SystemRandom().shuffle(rows)
    return rows
