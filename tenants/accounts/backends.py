"""How Django's sign-in finds people: in the public scope, where alone passwords can be read."""

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from accounts import passwords, queries
from accounts.models import User
from commons import clock
from offices.scope import office_or_none, public_scope


class CredentialBackend(BaseBackend):
    """User name and password. A wrong one takes as long as an unknown name."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_other: Any,
    ) -> User | None:
        """The active person with this password, or None."""
        if username is None or password is None:
            return None
        office = office_or_none()
        with public_scope():
            user = queries.person_by_username(username, office, on=clock.today())
            return user if passwords.matches(user, password) else None

    def get_user(self, user_id: UUID | str) -> User | None:
        """The person of a session, with what counts here now: an assignment, or the access of a guest."""
        return queries.person_here(user_id, office_or_none(), now=clock.now())
