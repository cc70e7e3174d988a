"""The second step of signing in: setting it up, checking a code, taking it away."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import totp
from accounts.errors import AccountError
from accounts.models import SecondFactor
from offices.scope import public_scope


class Proof(StrEnum):
    """What a person showed."""

    CODE = "code"
    RECOVERY = "recovery"


def is_confirmed(user_id: UUID) -> bool:
    """Whether this person must show a code to sign in."""
    with public_scope():
        return SecondFactor.objects.filter(user_id=user_id, confirmed_at__isnull=False).exists()


def pending_secret(user_id: UUID) -> str:
    """The secret being set up: the same on each call until it is confirmed.

    Raises `AccountError` (`factor_exists`) when one is confirmed already: its secret is never shown again.
    """
    with public_scope():
        row, _made = SecondFactor.objects.get_or_create(
            user_id=user_id, defaults={"secret": totp.seal_secret(totp.new_secret(), user_id)}
        )
    if row.confirmed_at is not None:
        raise AccountError("factor_exists", _("Verifikasi dua langkah sudah terpasang."))
    return totp.open_secret(row.secret, user_id)


def confirm(user_id: UUID, code: str, *, now: datetime) -> list[str] | None:
    """Finish setting up with a first code. The recovery codes to show once, or None when the code is wrong.

    Raises `AccountError` (`factor_exists`) when it is finished already.
    """
    with public_scope(), transaction.atomic():
        row = SecondFactor.objects.select_for_update().filter(user_id=user_id).first()
        if row is None:
            return None
        if row.confirmed_at is not None:
            raise AccountError("factor_exists", _("Verifikasi dua langkah sudah terpasang."))
        secret = totp.open_secret(row.secret, user_id)
        step = totp.matching_step(secret, code, now=now, after=row.last_step)
        if step is None:
            return None
        codes = totp.new_recovery_codes()
        row.confirmed_at, row.last_step = now, step
        row.recovery_hashes = [totp.recovery_hash(each) for each in codes]
        row.save()
    return codes


def check(user_id: UUID, code: str, *, now: datetime) -> Proof | None:
    """Whether `code` proves the second step. What was used cannot be used again."""
    with public_scope(), transaction.atomic():
        row = (
            SecondFactor.objects.select_for_update()
            .filter(user_id=user_id, confirmed_at__isnull=False)
            .first()
        )
        if row is None:
            return None
        secret = totp.open_secret(row.secret, user_id)
        step = totp.matching_step(secret, code, now=now, after=row.last_step)
        if step is not None:
            row.last_step = step
            row.save(update_fields=["last_step"])
            return Proof.CODE
        return _use_recovery(row, code)


def _use_recovery(row: SecondFactor, code: str) -> Proof | None:
    digest = totp.recovery_hash(code)
    if digest not in row.recovery_hashes:
        return None
    row.recovery_hashes = [each for each in row.recovery_hashes if each != digest]
    row.save(update_fields=["recovery_hashes"])
    return Proof.RECOVERY


def remove(user_id: UUID) -> bool:
    """Take the second factor away, so that the person sets up a new one. Whether there was one."""
    with public_scope():
        count, _each = SecondFactor.objects.filter(user_id=user_id).delete()
    return count > 0
