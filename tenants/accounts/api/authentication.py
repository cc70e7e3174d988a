"""Who calls the API: an office's token, good on that office's host only."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts import rows
from accounts.actors import Actor
from accounts.models import ApiToken, User
from accounts.operations import token_digest
from commons import clock
from offices.scope import office_or_none

KEYWORD = "Token"
LONGEST_KEY = 200


class TokenRefused(AuthenticationFailed):
    """401 with the reason. Whoever holds the key may know it; about other offices it says nothing."""


class OfficeTokenAuthentication(BaseAuthentication):
    """`Authorization: Token <key>`. Sets `request.user`, `request.auth` (the token) and `request.actor`."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """The token's holder; None when no token was sent. Raises `TokenRefused`. One query."""
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != KEYWORD.lower().encode():
            return None
        if len(parts) != 2 or len(parts[1]) > LONGEST_KEY:
            raise TokenRefused(_("Tulis kepala Authorization sebagai: Token <kunci>."), "token_malformed")
        office = office_or_none()
        office_id = office.id if office else None
        digest = token_digest(parts[1].decode("latin-1"))
        token = rows.token_by_digest(digest, office_id, on=clock.today())
        actor = _accept(token, office_id, clock.now())
        assert token is not None
        # DRF's request hands unknown attributes on to Django's; views and middleware read the same one.
        request._request.actor = actor  # type: ignore[attr-defined]
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """What a 401 asks for."""
        return f'{KEYWORD} realm="api"'


def _accept(token: ApiToken | None, office_id: UUID | None, now: datetime) -> Actor:
    if token is None:
        raise TokenRefused(_("Token ini tidak dikenal."), "token_unknown")
    if token.office_id != office_id:
        raise TokenRefused(_("Token ini bukan untuk kantor di alamat ini."), "token_other_office")
    if token.revoked_at is not None:
        raise TokenRefused(_("Token ini sudah dicabut."), "token_revoked")
    if token.expires_at is not None and token.expires_at <= now:
        raise TokenRefused(_("Masa berlaku token ini sudah lewat."), "token_expired")
    if not token.user.is_active or token.user.actor is None:
        text = _("Pemegang token ini tidak bertugas di kantor ini hari ini.")
        raise TokenRefused(text, "token_no_assignment")
    return token.user.actor


class OfficeTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the OpenAPI description names it."""

    target_class = OfficeTokenAuthentication
    name = "officeToken"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """An API key in the Authorization header."""
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Token <key>`: of one person in one office, good on its host only.",
        }
