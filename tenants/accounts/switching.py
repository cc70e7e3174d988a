"""Going to another office: a pass that works once, for thirty seconds, on that office's host."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.errors import TicketRefused
from accounts.models import SwitchTicket, User
from accounts.queries import Place, person_here, places, visits
from commons.clock import wib
from commons.ids import public_code
from offices.hosts import url_of
from offices.models import Office
from offices.scope import office_or_none, public_scope

GOOD_FOR = timedelta(seconds=30)
KEPT = timedelta(days=1)
CODE_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Pass:
    """A pass and the place it is for, by the first label of its host."""

    code: str
    slug: str

    @property
    def url(self) -> str:
        """Where it is shown, on the other host."""
        return url_of(self.slug, reverse("switch_ticket", args=[self.code]))


@dataclass(frozen=True, slots=True)
class Arrival:
    """A person who came with a pass."""

    user: User
    second_factor: bool


def place_for(user_id: UUID, slug: str, *, now: datetime) -> Place:
    """Where this person wants to go. Raises `TicketRefused` (`no_assignment`), also for unknown places."""
    place = next((p for p in places(user_id, on=wib(now).date()) if p.slug == slug), None)
    if place is None:
        place = next((p for p in visits(user_id, now=now) if p.slug == slug), None)
    if place is None:
        raise TicketRefused("no_assignment", _("Anda tidak bertugas di kantor itu hari ini."))
    return place


def issue(user: User, slug: str, *, second_factor: bool, now: datetime) -> Pass:
    """A pass for a place where this person works today. Raises `TicketRefused` (`no_assignment`)."""
    place = place_for(user.pk, slug, now=now)
    code = public_code(CODE_LENGTH)
    with public_scope(), transaction.atomic():
        SwitchTicket.objects.filter(expires_at__lt=now - KEPT).delete()
        SwitchTicket.objects.create(
            digest=_digest(code),
            user=user,
            office=place.office,
            second_factor=second_factor,
            expires_at=now + GOOD_FOR,
        )
    return Pass(code, place.slug)


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def look(code: str, *, now: datetime) -> User:
    """Whose pass this is, without using it. Raises `TicketRefused`."""
    with public_scope():
        ticket = SwitchTicket.objects.filter(digest=_digest(code)).first()
    return _holder(_checked(ticket, office_or_none(), now), now)


def use(code: str, *, now: datetime) -> Arrival:
    """Use the pass up. Raises `TicketRefused`: unknown, foreign, used or expired; nothing is changed then."""
    here = office_or_none()
    with public_scope(), transaction.atomic():
        ticket = SwitchTicket.objects.select_for_update().filter(digest=_digest(code)).first()
        good = _checked(ticket, here, now)
        good.used_at = now
        good.save(update_fields=["used_at"])
    return Arrival(_holder(good, now), good.second_factor)


def _checked(ticket: SwitchTicket | None, here: Office | None, now: datetime) -> SwitchTicket:
    # A pass for elsewhere is as unknown here as one that never was.
    if ticket is None or ticket.office_id != (here.id if here else None):
        raise TicketRefused("ticket_unknown", _("Tautan pindah kantor ini tidak berlaku di sini."))
    if ticket.used_at is not None:
        raise TicketRefused("ticket_used", _("Tautan pindah kantor ini sudah dipakai. Mulai lagi dari menu."))
    if ticket.expires_at < now:
        text = _("Tautan pindah kantor ini sudah lewat {seconds} detik. Mulai lagi dari menu.")
        seconds = int(GOOD_FOR.total_seconds())
        raise TicketRefused("ticket_expired", format_lazy(text, seconds=seconds))
    return ticket


def _holder(ticket: SwitchTicket, now: datetime) -> User:
    user = person_here(ticket.user_id, office_or_none(), now=now)
    if user is None or user.actor is None:
        raise TicketRefused("no_assignment", _("Anda tidak bertugas di kantor itu hari ini."))
    return user
