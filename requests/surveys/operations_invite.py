"""The draw decided, and invitations given out: the log knows the file and never the code."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from applications.intake import ContactWay
from applications.models import File
from applications.workflow_types import Phase
from commons.clock import wib
from commons.phones import BadPhone, PhoneKind, parse_phone
from notifications import queries as notifications
from surveys import bag
from surveys.deciding import decide, decide_days
from surveys.errors import SurveyRefused, not_drawn, not_found
from surveys.models import Draw, Given, PeriodState, SurveyPeriod
from surveys.operations_periods import locked

MOST_PRINTS = 3  # a jammed printer; each print is a code of its own


@transaction.atomic
def decide_waiting(*, now: datetime) -> int:
    """Decide every hand-over of the open period's days that has not been. Returns how many."""
    period = SurveyPeriod.objects.filter(state=PeriodState.OPEN, opens__lte=wib(now).date()).first()
    return decide_days(period) if period else 0


@transaction.atomic
def invite(*, actor: Actor, file_id: UUID, given: Given = Given.SLIP, now: datetime) -> str:
    """A code for the applicant of a file that was handed over and drawn: shown once, on their receipt.

    Nothing says afterwards which code it was. `Given.MESSAGE`: it is written to who wants WhatsApp messages.
    Raises `SurveyRefused`: no survey, not drawn, printed too often, or not wanted.
    """
    del actor  # who stands at the counter gives the receipt; the log need not know
    draw = _draw_of(file_id)
    if given is Given.MESSAGE and not reachable(File.objects.get(id=file_id)):
        message = _("Pemohon ini tidak mau dikirimi pesan WhatsApp. Tidak ada kode yang dikeluarkan.")
        raise SurveyRefused("no_consent", message)
    period = _period_of(draw, now)
    decide(draw, period)
    if not draw.drawn:
        raise not_drawn()
    if draw.given == Given.REFUSED:
        raise SurveyRefused("refused", _("Pemohon ini tidak mau ikut survei."))
    if draw.prints >= MOST_PRINTS:
        raise SurveyRefused("too_often", _("Undangan ini sudah dicetak tiga kali. Pakai tablet di loket."))
    draw.given, draw.prints = given, draw.prints + 1
    draw.save(update_fields=["given", "prints"])
    return bag.take(period)


@transaction.atomic
def decline(*, actor: Actor, file_id: UUID, now: datetime) -> None:
    """The applicant wants no part in it: no invitation goes out. Again changes nothing. Raises
    `SurveyRefused`: not drawn, or a code was given out, which nobody can call back."""
    del actor
    draw = _draw_of(file_id)
    decide(draw, _period_of(draw, now))
    if not draw.drawn:
        raise not_drawn()
    if draw.given not in {Given.NO, Given.REFUSED}:
        message = _("Kodenya sudah diberikan dan tidak dapat ditarik. Mengisi survei tidak wajib.")
        raise SurveyRefused("given_already", message)
    draw.given = Given.REFUSED
    draw.save(update_fields=["given"])


def reachable(file: File) -> bool:
    """Whether the applicant wants WhatsApp messages, and has not taken that back. One query."""
    if file.contact_way != ContactWay.WHATSAPP or mobile_of(file) == "":
        return False
    return not notifications.is_stopped(file.phone_index)


def mobile_of(file: File) -> str:
    """The applicant's mobile number; "" without one."""
    try:
        phone = parse_phone(file.phone or "")
    except BadPhone:
        return ""
    return phone.e164 if phone.kind is PhoneKind.MOBILE else ""


def _draw_of(file_id: UUID) -> Draw:
    """The file's newest hand-over, held. An undone one does not count."""
    if not File.objects.filter(id=file_id, phase=Phase.HANDED_OVER).exists():
        raise not_found()
    found = Draw.objects.select_for_update().filter(file_id=file_id).order_by("seq").first()
    if found is None:
        raise not_found()
    return found


def _period_of(draw: Draw, now: datetime) -> SurveyPeriod:
    found = SurveyPeriod.objects.filter(
        state=PeriodState.OPEN, opens__lte=draw.day, closes__gte=max(draw.day, wib(now).date())
    ).first()
    if found is None:
        raise SurveyRefused("no_period", _("Sedang tidak ada survei; tidak ada yang diundang."))
    return locked(found.id)
