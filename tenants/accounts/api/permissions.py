"""Role checks of the API."""

from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.permissions import actor_of


class HasRole(BasePermission):
    """Base of what `has_role` makes."""

    roles: tuple[str, ...] = ()
    message = _("Peran Anda di kantor ini tidak mencakup tindakan ini.")
    code = "wrong_role"

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether somebody acts here, with one of the roles if any are named."""
        actor = actor_of(request)
        return actor is not None and (not self.roles or actor.has(*self.roles))


def has_role(*roles: str) -> type[HasRole]:
    """A permission class: one of `roles` here today; without roles, any assignment here."""
    return type("HasRole", (HasRole,), {"roles": roles})
