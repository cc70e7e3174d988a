"""Passwords: the only module that reads or writes them. An office's role cannot."""

import secrets
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import (
    UserAttributeSimilarityValidator,
    get_default_password_validators,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy

from accounts.errors import AccountError
from accounts.models import Credential, User
from commons.ids import CROCKFORD
from offices.scope import public_scope

LONGEST = 256


def matches(user: User | None, password: str) -> bool:
    """Whether this is the password of an active person. Costs one Argon2 run, also when there is nobody."""
    credential: Credential | None = getattr(user, "credential", None)
    if user is None or credential is None or len(password) > LONGEST:
        make_password(password[:LONGEST])
        return False

    def rehash(raw: str) -> None:
        # The parameters of the hasher became stronger since; the password itself is the same.
        credential.password = make_password(raw)
        with public_scope():
            credential.save(update_fields=["password"])

    return check_password(password, credential.password, rehash) and user.is_active


def check_strength(password: str, user: User) -> None:
    """Raise `AccountError` (`weak_password`) naming every rule the password breaks."""
    like_the_name = UserAttributeSimilarityValidator(user_attributes=("username", "name"))
    try:
        validate_password(password, user, [*get_default_password_validators(), like_the_name])
    except ValidationError as error:
        text = format_lazy("{}", " ".join(error.messages))
        raise AccountError("weak_password", text) from error
    if len(password) > LONGEST:
        raise AccountError("weak_password", f"Kata sandi paling panjang {LONGEST} huruf.")


def store(user_id: UUID, password: str | None, *, now: datetime, must_change: bool) -> Credential:
    """Write the hash of a new password; the caller has checked its strength and holds the transaction.

    None: no password opens the account until another is stored, as by an invitation's link.
    """
    values = {"password": make_password(password), "changed_at": now, "must_change": must_change}
    with public_scope():
        row, _made = Credential.objects.update_or_create(user_id=user_id, defaults=values)
    return row


def generate() -> str:
    """A first password to hand over on paper: 80 bits in four groups, without letters one misreads."""
    letters = CROCKFORD.lower()
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))
