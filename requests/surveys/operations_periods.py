"""Periods: planned (the seed is fixed and its hash published), opened, closed, cancelled."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.clock import wib
from commons.text import clean_line
from surveys import anonymity, bag, drawing, marks
from surveys.counting import services_of, users
from surveys.deciding import decide_days
from surveys.elements import ELEMENTS
from surveys.errors import SurveyRefused, not_found
from surveys.models import (
    WAITING,
    Basis,
    PeriodState,
    Questionnaire,
    SurveyOptions,
    SurveyPeriod,
    SurveyResponse,
)
from surveys.sampling import sample_size
from surveys.spans import Span
from trail import operations as trail

LONGEST_REASON = 300
KEYED_IN = timedelta(days=3)  # after the last day, for what lies on paper


@transaction.atomic
def plan(
    *,
    actor: Actor,
    span: Span,
    opens: date | None = None,
    closes: date | None = None,
    basis: Basis = Basis.PREVIOUS,
    now: datetime,
) -> SurveyPeriod:
    """Plan a period of the office. Its seed is made now, sealed, and its hash is public from now on, so the
    first day is tomorrow at the earliest. Raises `SurveyRefused`.

    The population is counted from the office's own files: of the span before, or of this one while it runs.
    """
    first, last = opens or span.first, closes or span.last
    _check_days(span, first, last, today=wib(now).date())
    source = span if basis is Basis.SAME else span.previous
    counted = users(source.first, source.last)
    services, population, size = services_of(counted)
    questionnaire = newest_questionnaire(by=actor.name, now=now)
    seed = drawing.new_seed()
    period = SurveyPeriod(
        kind=span.kind,
        year=span.year,
        part=span.part,
        opens=first,
        closes=last,
        questionnaire=questionnaire,
        label_order=questionnaire.label_order,
        basis=basis,
        population_from=source.first,
        population_to=source.last,
        services=services,
        population=population,
        sample_size=size,
        threshold=_threshold(span, days=(last - first).days + 1, population=population, basis=basis),
        seed=seed,
        seed_hash=drawing.hash_of(seed),
        planned_at=now,
        planned_by=actor.name,
    )
    try:
        with transaction.atomic():
            period.save(force_insert=True)
    except IntegrityError as error:
        if "ex_surveyperiod_overlap" not in str(error):
            raise
        raise _overlap(first, last) from error
    facts = {"period": span.title, "population": population, "sample": size, "seed_hash": period.seed_hash}
    _record("survey.planned", period, actor, facts, now)
    return period


def _check_days(span: Span, first: date, last: date, *, today: date) -> None:
    if not span.first <= first <= last <= span.last:
        message = _("Hari pertama dan terakhir harus di dalam {span}.")
        raise SurveyRefused("days_outside", format_lazy(message, span=span.title), field="opens")
    if first <= today:
        message = _("Hari pertama paling cepat besok: kunci undian harus diumumkan sebelum survei berjalan.")
        raise SurveyRefused("too_soon", message, field="opens")


def _threshold(span: Span, *, days: int, population: int, basis: Basis) -> int:
    """Of 10,000 hand-overs; where only a part of the span is asked, so many fewer are expected."""
    if basis is Basis.SAME:
        return drawing.SCALE  # nobody knows yet how many will come
    expected = population * days // ((span.last - span.first).days + 1)
    return drawing.threshold_for(
        sample=sample_size(population), expected=expected, answering=options().answering
    )


def _overlap(first: date, last: date) -> SurveyRefused:
    other = (
        SurveyPeriod.objects.filter(
            state__in=[PeriodState.PLANNED, PeriodState.OPEN], opens__lte=last, closes__gte=first
        )
        .order_by("opens")
        .first()
    )
    message = _("Pada hari-hari itu sudah ada {other}. Dua survei tidak boleh berjalan bersamaan.")
    return SurveyRefused(
        "overlap", format_lazy(message, other=title_of(other) if other else ""), field="opens"
    )


def options() -> SurveyOptions:
    """The office's choices; unsaved defaults where nobody has chosen."""
    return SurveyOptions.objects.first() or SurveyOptions()


def title_of(period: SurveyPeriod) -> str:
    """ "Semester II 2026"."""
    return Span(period.kind, period.year, period.part).title


def newest_questionnaire(*, by: str, now: datetime) -> Questionnaire:
    """The newest version; the first one is the regulation's, in its order."""
    found = Questionnaire.objects.order_by("-version").first()
    if found is not None:
        return found
    order = [one.key for one in ELEMENTS]
    return Questionnaire.objects.create(version=1, label_order=order, created_at=now, created_by=by)


@transaction.atomic
def open_period(*, actor: Actor | None, period_id: UUID, now: datetime) -> SurveyPeriod:
    """Begin: codes are made and answers are taken. By itself on the first day (no actor), or by a person on
    or after it. Raises `SurveyRefused`."""
    period = locked(period_id)
    if period.state != PeriodState.PLANNED:
        raise SurveyRefused("not_planned", _("Periode ini tidak sedang direncanakan."))
    today = wib(now).date()
    if not period.opens <= today <= period.closes:
        message = _("Periode ini berjalan dari {first} sampai {last}.")
        raise SurveyRefused(
            "not_its_days", format_lazy(message, first=_day(period.opens), last=_day(period.closes))
        )
    if SurveyPeriod.objects.filter(state=PeriodState.OPEN).exists():
        raise SurveyRefused("another_open", _("Tutup dulu survei yang masih berjalan."))
    period.state, period.opened_at, period.device_salt = PeriodState.OPEN, now, drawing.new_seed()
    period.save(update_fields=["state", "opened_at", "device_salt"])
    bag.fill(period)
    _record("survey.opened", period, actor, {"period": title_of(period)}, now)
    return period


@transaction.atomic
def close_period(*, actor: Actor | None, period_id: UUID, reason: str = "", now: datetime) -> SurveyPeriod:
    """End: nothing is added any more. The seed is published, what was known of devices is thrown away, codes
    nobody used end. Before the last day is over only by a person, with a reason. Raises `SurveyRefused`,
    `BadText`."""
    period = locked(period_id)
    if period.state != PeriodState.OPEN:
        raise SurveyRefused("not_open", _("Periode ini tidak sedang berjalan."))
    why = clean_line(reason, max_length=LONGEST_REASON)
    if wib(now).date() <= period.closes and (actor is None or not why):
        message = _("Hari terakhirnya belum lewat. Tulis mengapa ditutup sekarang.")
        raise SurveyRefused("no_reason", message, field="reason")
    decide_days(period)
    _count_again(period, until=min(wib(now).date(), period.population_to))
    _forget(period)
    period.revealed, period.device_salt = period.seed or "", None
    period.state, period.closed_at, period.reason = PeriodState.CLOSED, now, why
    period.closed_by = actor.name if actor else ""
    period.save()
    data = {"period": title_of(period), "responses": period.responses.count(), "reason": why}
    _record("survey.closed", period, actor, data, now)
    return period


def _count_again(period: SurveyPeriod, *, until: date) -> None:
    if period.basis == Basis.SAME:
        period.services, period.population, period.sample_size = services_of(
            users(period.population_from, until)
        )


def _forget(period: SurveyPeriod) -> None:
    SurveyResponse.objects.filter(period=period).exclude(device="").update(device="")
    days = SurveyResponse.objects.filter(period=period).values_list("day", flat=True).distinct()
    for day in days.order_by("day"):
        anonymity.shuffle_day(period.id, day)
    anonymity.shuffle_papers(period.id)
    anonymity.shuffle_codes(period.id)
    bag.empty(period)


@transaction.atomic
def cancel_period(*, actor: Actor, period_id: UUID, reason: str, now: datetime) -> SurveyPeriod:
    """Take a planned period back; its line and hash stay. Raises `SurveyRefused`, `BadText`."""
    period = locked(period_id)
    if period.state != PeriodState.PLANNED:
        raise SurveyRefused("not_planned", _("Hanya periode yang belum berjalan dapat dibatalkan."))
    why = clean_line(reason, max_length=LONGEST_REASON)
    if not why:
        raise SurveyRefused("no_reason", _("Tulis mengapa dibatalkan."), field="reason")
    period.state, period.reason, period.closed_at = PeriodState.CANCELLED, why, now
    period.closed_by, period.revealed = actor.name, period.seed or ""
    period.save(update_fields=["state", "reason", "closed_at", "closed_by", "revealed"])
    _record("survey.cancelled", period, actor, {"period": title_of(period), "reason": why}, now)
    return period


def turn(*, now: datetime) -> int:
    """The day's own turn: close what is over, open what begins, rub out the order of the day before. Returns
    how many periods moved. Again changes nothing."""
    today, moved = wib(now).date(), 0
    for period in SurveyPeriod.objects.filter(state=PeriodState.OPEN, closes__lt=today):
        if _papers_come(period, today):
            continue
        close_period(actor=None, period_id=period.id, now=now)
        moved += 1
    due = SurveyPeriod.objects.filter(state=PeriodState.PLANNED, opens__lte=today, closes__gte=today)
    for period in due.order_by("opens"):
        open_period(actor=None, period_id=period.id, now=now)
        moved += 1
    for period in SurveyPeriod.objects.filter(state=PeriodState.OPEN):
        with transaction.atomic():
            locked(period.id)
            anonymity.shuffle_day(period.id, today - timedelta(days=1))
            anonymity.shuffle_papers(period.id)
            anonymity.shuffle_codes(period.id)
    marks.turned(today=today)
    return moved


def _papers_come(period: SurveyPeriod, today: date) -> bool:
    """Forms of its last days lie on a desk: there are some days to key them in, unless the next survey
    begins. Nobody else can answer any more."""
    if today > period.closes + KEYED_IN:
        return False
    next_one = SurveyPeriod.objects.filter(state=PeriodState.PLANNED, opens__lte=today, closes__gte=today)
    return period.papers.filter(state__in=WAITING).exists() and not next_one.exists()


def locked(period_id: UUID) -> SurveyPeriod:
    """The period, held until the transaction ends: answers and its closing come one after the other."""
    found = SurveyPeriod.objects.select_for_update(no_key=True).filter(id=period_id).first()
    if found is None:
        raise not_found()
    return found


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _record(
    action: str, period: SurveyPeriod, actor: Actor | None, data: dict[str, object], now: datetime
) -> None:
    trail.record(action=action, actor=actor, subject=f"survey:{period.id}", data=data, now=now)
