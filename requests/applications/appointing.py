"""Who is appointed to sign in the leader's place, by which order, and for what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import queries as people
from accounts.actors import Actor
from applications import acting, compose, promises
from applications.absences import LONGEST, AbsenceRefused, mark_figures
from applications.acting import FormRule, GivenBy
from applications.models import ActingForm, ActingSigner
from commons.clock import wib
from commons.text import clean_line
from offices.scope import current_office
from trail import operations as trail

SUPERIOR = "Bupati Lumajang"
ORDER_NUMBER = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The letter of order or mandate. `by`: who gave it; "" is who gives it by the rule of the form."""

    number: str
    dated: date
    by: str = ""


@transaction.atomic
def appoint_acting(
    *,
    actor: Actor,
    user_id: UUID,
    name: str,
    title: str,
    form: ActingForm,
    from_date: date,
    to_date: date,
    now: datetime,
    ground: str = "",
    order: Order | None = None,
    services: Sequence[str] | None = None,
    products: Sequence[str] | None = None,
    absence_id: UUID | None = None,
) -> ActingSigner:
    """Appoint who signs in the leader's place, from–to, on a named ground: an `order`, or one in words.

    `services` and `products` name what may be signed; None and None: whatever the form reaches. Nobody enters
    their own appointment; a form that is the leader's office for a time has one holder a day.
    """
    rule = acting.rules_on(from_date)[form]
    _refuse_dates(from_date, to_date, rule, now)
    _refuse_person(actor, user_id, rule, from_date)
    _refuse_scope(services, products)
    if rule.one:
        _refuse_second(user_id, form, from_date, to_date)
    number, dated, by = _order(order, rule, now)
    words = acting.order_words(number, dated, by) or clean_line(ground, max_length=200)
    if not words:
        raise AbsenceRefused("acting_ground", _("Tulis dasar penunjukan (nomor surat perintah)."))
    row = ActingSigner.objects.create(
        user_id=user_id,
        name=name,
        title=clean_line(title, max_length=120),
        form=form,
        ground=words[:200],
        order_number=number,
        order_date=dated,
        order_by=by,
        services=sorted(services) if services is not None else None,
        products=sorted(products) if products is not None else None,
        absence_id=absence_id,
        from_date=from_date,
        to_date=to_date,
    )
    promises.refresh(now=now, by_absence=True)
    mark_figures(since=from_date)
    data = {"user": str(user_id), "form": form.value, "from": str(from_date), "to": str(to_date)}
    data |= {"order": number} if number else {}
    trail.record(action="acting.appointed", actor=actor, subject=str(row.id), data=data, now=now)
    return row


@transaction.atomic
def end_acting(*, actor: Actor, acting_id: UUID, now: datetime) -> None:
    """End an appointment now; letters already signed keep their signer."""
    changed = ActingSigner.objects.filter(id=acting_id, ended_at=None).update(ended_at=now)
    if not changed:
        raise AbsenceRefused("acting_unknown", _("Penunjukan ini tidak ditemukan atau sudah diakhiri."))
    promises.refresh(now=now, by_absence=True)
    mark_figures(since=wib(now).date())
    trail.record(action="acting.ended", actor=actor, subject=str(acting_id), data={}, now=now)


def given_by(rule: FormRule) -> str:
    """Who gives the order of a form: the official above the leader, or the leader."""
    return SUPERIOR if rule.given_by is GivenBy.SUPERIOR else compose.head_of(current_office())


def _refuse_dates(from_date: date, to_date: date, rule: FormRule, now: datetime) -> None:
    if to_date < from_date or to_date - from_date > LONGEST:
        raise AbsenceRefused("acting_dates", _("Tanggal penunjukan tidak masuk akal."))
    if to_date < wib(now).date():
        raise AbsenceRefused("acting_past", _("Penunjukan yang sudah lewat tidak dapat dicatat."))
    if rule.longest_days is not None and (to_date - from_date).days >= rule.longest_days:
        text = _("{form} paling lama {n} hari untuk satu surat perintah ({source}).")
        shown = format_lazy(text, form=rule.form.label, n=rule.longest_days, source=rule.source)
        raise AbsenceRefused("acting_dates", shown)


def _refuse_person(actor: Actor, user_id: UUID, rule: FormRule, on: date) -> None:
    if user_id == actor.user_id:
        raise AbsenceRefused("acting_self", _("Anda tidak dapat menunjuk diri sendiri; minta orang lain."))
    fit = people.people(current_office(), on=on, roles=rule.roles)
    if not any(each.user_id == user_id for each in fit):
        text = _("{form} tidak dapat diberikan kepada orang ini: {limit}")
        shown = format_lazy(text, form=rule.form.label, limit=rule.limit)
        raise AbsenceRefused("acting_person", shown)


def _refuse_scope(services: Iterable[str] | None, products: Iterable[str] | None) -> None:
    if services is None and products is None:
        return
    if not list(services or ()) and not list(products or ()):
        raise AbsenceRefused("acting_scope", _("Pilih layanan yang boleh ditandatangani."))


def _refuse_second(user_id: UUID, form: ActingForm, from_date: date, to_date: date) -> None:
    others = ActingSigner.objects.filter(
        form__in=acting.STANDS_IN, ended_at=None, from_date__lte=to_date, to_date__gte=from_date
    )
    other = others.exclude(user_id=user_id).order_by("from_date").first()
    if other is not None:
        text = _("Pada tanggal itu {name} sudah ditunjuk sebagai {form}. Akhiri dulu penunjukannya.")
        shown = format_lazy(text, name=other.name, form=ActingForm(other.form).label)
        raise AbsenceRefused("acting_twice", shown)


def _order(order: Order | None, rule: FormRule, now: datetime) -> tuple[str, date | None, str]:
    if order is None:
        return "", None, ""
    number = clean_line(order.number, max_length=ORDER_NUMBER)
    if not number:
        raise AbsenceRefused("acting_ground", _("Tulis dasar penunjukan (nomor surat perintah)."))
    if order.dated > wib(now).date():
        raise AbsenceRefused("acting_order_date", _("Tanggal surat perintah belum tiba."))
    return number, order.dated, clean_line(order.by, max_length=120) or given_by(rule)
