"""Invitations: a link that works once, with which a person chooses a password without anybody knowing it.

A new link makes the earlier ones of that person useless. The code is kept as its SHA-256 only.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import passwords, throttle
from accounts.actors import Actor
from accounts.authority import managed, need_admin_of
from accounts.errors import AccountError
from accounts.models import Credential, Invitation, User
from accounts.queries import person_by_id
from accounts.records import record_in
from commons.clock import wib
from commons.ids import public_code
from offices.hosts import KABUPATEN_LABEL, url_of
from offices.models import Office
from offices.scope import office_or_none, public_scope

GOOD_FOR = timedelta(days=7)
CODE_LENGTH = 32
URLS = "accounts.urls"  # alike on every host where people sign in


@dataclass(frozen=True, slots=True)
class Invited:
    """A link, shown once: for whom, where, until when."""

    user: User
    url: str
    expires_at: datetime


def invite(*, user_id: UUID, office: Office | None, actor: Actor | None, now: datetime) -> Invited:
    """Make a link for somebody of this office. Raises `AccountError` (`unknown_user`), `Forbidden`."""
    need_admin_of(actor, office.id if office else None)
    code = public_code(CODE_LENGTH)
    with public_scope(), transaction.atomic():
        user = managed(user_id, actor, now=now)
        Invitation.objects.filter(user=user, used_at=None).delete()
        row = Invitation.objects.create(
            digest=_digest(code), user=user, office=office, created_at=now, expires_at=now + GOOD_FOR
        )
        subject = f"user:{user.pk}"
        record_in(office, action="account.invited", actor=actor, subject=subject, now=now)
    slug = office.slug if office else KABUPATEN_LABEL
    return Invited(user, url_of(slug, reverse("invitation", urlconf=URLS, args=[code])), row.expires_at)


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def look(code: str, *, now: datetime) -> User:
    """Whose link this is, without using it. Raises `AccountError` (`invitation_dead`), whatever is wrong."""
    here = office_or_none()
    with public_scope():
        return _checked(Invitation.objects.filter(digest=_digest(code)).first(), here, now)


def accept(*, code: str, password: str, now: datetime) -> User:
    """Use the link up: the password becomes the person's own and their other sessions end.

    Raises `AccountError`: `invitation_dead`, `weak_password`; the link then still works.
    """
    here = office_or_none()
    with public_scope(), transaction.atomic():
        row = Invitation.objects.select_for_update().filter(digest=_digest(code)).first()
        user = _checked(row, here, now)
        passwords.check_strength(password, user)
        passwords.store(user.pk, password, now=now, must_change=False)
        throttle.unlock(user.username, user.pk)
        Invitation.objects.filter(digest=_digest(code)).update(used_at=now)
    record_in(here, action="account.invitation_used", actor=user.actor, subject=f"user:{user.pk}", now=now)
    fresh = person_by_id(user.pk, here, on=wib(now).date())
    assert fresh is not None
    return fresh


def _checked(row: Invitation | None, here: Office | None, now: datetime) -> User:
    dead = AccountError(
        "invitation_dead", _("Tautan ini sudah dipakai, sudah lewat, atau bukan untuk kantor ini.")
    )
    # A link for elsewhere is as unknown here as one that never was.
    if row is None or row.office_id != (here.id if here else None):
        raise dead
    if row.used_at is not None or row.expires_at < now:
        raise dead
    user = person_by_id(row.user_id, here, on=wib(now).date())
    if user is None:
        raise dead
    return user


def never_signed_in(user_ids: list[UUID]) -> set[UUID]:
    """Of these people, those who have not signed in yet (public scope)."""
    with public_scope():
        seen = Credential.objects.filter(user_id__in=user_ids, last_login_at__isnull=False)
        return set(user_ids) - set(seen.values_list("user_id", flat=True))
