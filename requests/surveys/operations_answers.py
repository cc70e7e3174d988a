"""Answers taken in: by code, on a counter tablet; each once, in one transaction with its code."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import F, Func, Value
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.clock import wib
from commons.ids import CODE_LENGTH, read_code
from surveys import anonymity, answers, bag, stuffing
from surveys.answers import Asked, Filled
from surveys.choices import Channel, Flag, Slot
from surveys.errors import CodeRefused, FormRefused, no_period
from surveys.models import PeriodState, SurveyCode, SurveyPeriod, SurveyResponse
from surveys.operations_periods import locked, options

MIDDAY = 12  # the regulation's form knows 08.00–12.00 and 13.00–17.00


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What came along with a form: the browser's random mark, and where it was sent from."""

    device: str = ""
    address: str = ""


def answer_by_code(*, code: str, typed: Mapping[str, str], sent: Sent | None = None, now: datetime) -> None:
    """Take the answers of somebody invited, and use their code up.

    Raises `CodeRefused` (unknown, used, over: the code is looked at first), `FormRefused` (the code is still
    good). Of two that come at once, one is stored.
    """
    with transaction.atomic():
        row = _find(code, held=True)
        period = locked(row.period_id)
        check_code(row, period, today=wib(now).date())
        filled = checked(period, typed)
        row.used = True
        row.save(update_fields=["used"])
        stored = _store(period, filled, channel=Channel.CODE, sent=sent or Sent(), now=now)
    _watch(period, stored, now=now)


def answer_on_tablet(*, period_id: UUID, typed: Mapping[str, str], now: datetime) -> None:
    """Take answers given on the office's own tablet. Raises `SurveyRefused`, `FormRefused`."""
    with transaction.atomic():
        period = locked(period_id)
        if not takes_answers(period, today=wib(now).date()):
            raise no_period()
        filled = checked(period, typed)
        stored = _store(period, filled, channel=Channel.TABLET, sent=Sent(), now=now)
    _watch(period, stored, now=now)


def _find(code: str, *, held: bool = False) -> SurveyCode:
    rows = SurveyCode.objects.select_for_update() if held else SurveyCode.objects.all()
    row = rows.filter(digest=bag.digest(read_code(code)[:CODE_LENGTH])).first()
    if row is None:
        message = _("Kode ini tidak dikenal di kantor ini. Periksa hurufnya pada tanda terima.")
        raise CodeRefused("code_unknown", message, field="kode")
    return row


def period_of_code(code: str, *, today: date) -> SurveyPeriod:
    """The period whose form a code opens today; nothing is used up. Raises `CodeRefused`."""
    row = _find(code)
    period = SurveyPeriod.objects.select_related("questionnaire").defer("seed").get(id=row.period_id)
    check_code(row, period, today=today)
    return period


def check_code(row: SurveyCode, period: SurveyPeriod, *, today: date) -> None:
    """Whether a code still opens its form. Raises `CodeRefused`."""
    if row.used:
        message = _("Kode ini sudah dipakai. Jawaban yang pertama tersimpan; yang ini tidak disimpan.")
        raise CodeRefused("code_used", message, field="kode")
    if today > row.expires or not takes_answers(period, today=today):
        message = _("Survei untuk kode ini berakhir {day}. Jawaban ini tidak disimpan. Terima kasih.")
        last = wib(period.closed_at).date() if period.closed_at else period.closes  # closed early by somebody
        day = min(last, period.closes)
        raise CodeRefused("code_over", format_lazy(message, day=f"{day:%d-%m-%Y}"), field="kode")


def takes_answers(period: SurveyPeriod, *, today: date) -> bool:
    """Whether the period is open on this day."""
    return period.state == PeriodState.OPEN and period.opens <= today <= period.closes


def asked(period: SurveyPeriod) -> Asked:
    """What the period's form asks besides the nine."""
    services = {row["code"]: row["name"] for row in period.services}
    return Asked(services=services, extra=[each["key"] for each in period.questionnaire.extra])


def checked(period: SurveyPeriod, typed: Mapping[str, str]) -> Filled:
    """The form in order. Raises `FormRefused`."""
    filled, faults = answers.read(typed, asked(period))
    if filled is None:
        raise FormRefused(faults)
    return filled


def row_of(period: SurveyPeriod, filled: Filled, *, channel: Channel, day: date, slot: str) -> SurveyResponse:
    """A row that is not stored yet, flagged by what the form itself shows."""
    flags = [Flag.STRAIGHT_LINE.value] if stuffing.is_straight(filled.answers) else []
    return SurveyResponse(
        period=period,
        channel=channel,
        day=day,
        slot=slot,
        service_code=filled.service_code,
        sex=filled.sex,
        age_band=filled.age_band,
        education=filled.education,
        occupation=filled.occupation,
        occupation_words=filled.occupation_words if filled.occupation == "LAINNYA" else "",
        extra=dict(filled.extra),
        comment=filled.comment or None,
        flags=flags,
        **filled.answers,
    )


def _store(
    period: SurveyPeriod, filled: Filled, *, channel: Channel, sent: Sent, now: datetime
) -> SurveyResponse:
    local = wib(now)
    slot = Slot.MORNING if local.hour < MIDDAY else Slot.AFTERNOON
    row = row_of(period, filled, channel=channel, day=local.date(), slot=slot)
    if sent.device:
        row.device = device_of(period, sent.device)
    if stuffing.in_networks(sent.address, options().networks):
        row.flags.append(Flag.STAFF_NETWORK.value)
    row.save(force_insert=True)
    if row.device:
        _mark_device(period, row)
    anonymity.shuffle_day(period.id, row.day)
    return row


def device_of(period: SurveyPeriod, mark: str) -> str:
    """A browser's mark as the period knows it: salted, and worth nothing once the salt is thrown away."""
    salt = (period.device_salt or "").encode()
    return hmac.new(salt, mark.encode(), hashlib.sha256).hexdigest()[:32]


def _mark_device(period: SurveyPeriod, row: SurveyResponse) -> None:
    """When one device has sent more forms than a household's, all of them are marked."""
    same = SurveyResponse.objects.filter(period=period, device=row.device)
    if stuffing.shared_device(same.count()):
        add_flag(list(same.values_list("id", flat=True)), Flag.ONE_DEVICE)


def add_flag(ids: list[UUID], flag: Flag) -> None:
    """Mark these answers, each once. Under the period's lock: the day is written anew beside it."""
    added = Func(F("flags"), Value(flag.value), function="array_append")
    SurveyResponse.objects.filter(id__in=ids).exclude(flags__contains=[flag.value]).update(flags=added)


def _watch(period: SurveyPeriod, row: SurveyResponse, *, now: datetime) -> None:
    """Many forms within minutes are marked. The moments are kept in the cache as long as they count, and
    nowhere else."""
    key = f"survey:burst:{period.id}"
    since = now - stuffing.BURST_WITHIN
    moments = [each for each in cache.get(key, []) if each[0] >= since]
    moments.append((now, row.id))
    cache.set(key, moments, int(stuffing.BURST_WITHIN / timedelta(seconds=1)))
    found = stuffing.bursts(moments)
    if found:
        with transaction.atomic():
            locked(period.id)
            add_flag(sorted(found), Flag.BURST)
