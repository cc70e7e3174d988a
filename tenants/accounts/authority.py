"""Who may change whose account. None as actor is the system itself: a management command.

The kabupaten's admin may change everybody's. An office's admin acts in that office only, and only on people
who work nowhere else: else the admin of one office could take over the account of somebody with more rights.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.errors import AccountError, Forbidden
from accounts.models import Assignment, Role, User
from commons.clock import wib


def is_kabupaten_admin(actor: Actor | None) -> bool:
    """Whether the actor may do anything to anybody's account."""
    return actor is None or (actor.office_id is None and actor.has(Role.KAB_ADMIN))


def reaches(actor: Actor | None, office_id: UUID | None) -> bool:
    """Whether the actor can see rows of this office (none: the kabupaten) at all."""
    return is_kabupaten_admin(actor) or (actor is not None and actor.office_id == office_id)


def need_admin(actor: Actor | None) -> None:
    """Raise `Forbidden` unless the actor is an admin, of whatever office."""
    if not is_kabupaten_admin(actor) and not (actor and actor.has(Role.OFFICE_ADMIN)):
        raise Forbidden


def need_admin_of(actor: Actor | None, office_id: UUID | None) -> None:
    """Raise `Forbidden` unless the actor is an admin of this office, or of the kabupaten."""
    need_admin(actor)
    if not reaches(actor, office_id):
        raise Forbidden


def need_kabupaten_admin(actor: Actor | None) -> None:
    """Raise `Forbidden` unless the actor is the kabupaten's admin."""
    if not is_kabupaten_admin(actor):
        raise Forbidden


def managed(user_id: UUID | None, actor: Actor | None, *, now: datetime) -> User:
    """The person's row, locked, for an actor who may change it.

    Raises `AccountError` (`unknown_user`), `Forbidden`.
    """
    need_admin(actor)
    user = User.objects.select_for_update().filter(pk=user_id).first() if user_id else None
    if user is None:
        raise AccountError("unknown_user", _("Orang ini tidak ditemukan."))
    if actor is not None and not is_kabupaten_admin(actor) and not _only_here(user, actor, now):
        raise Forbidden
    return user


def _only_here(user: User, actor: Actor, now: datetime) -> bool:
    """Whether the person works, or will work, in the actor's office and nowhere else."""
    ended = Q(ended_at__isnull=False) | Q(to_date__lt=wib(now).date())
    offices = set(Assignment.objects.filter(user=user).exclude(ended).values_list("office_id", flat=True))
    return offices == {actor.office_id}
