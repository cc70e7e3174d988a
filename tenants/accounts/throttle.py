"""Lock-out: five failures of one user name, or twenty from one address, close the door for fifteen minutes.

An attempt is counted before the password is looked at and given back when it was right. So fifty guesses sent
at the same time get no more answers than fifty sent one by one.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from accounts.errors import LockedOut
from accounts.models import LoginThrottle
from offices.scope import public_scope

WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)
USER_LIMIT = 5
ADDRESS_LIMIT = 20
CODE_LIMIT = 5


def user_key(username: str) -> str:
    """The key of a user name as typed, whether or not it exists."""
    return f"user:{username.strip().lower()[:150]}"


def code_key(user_id: object) -> str:
    """The key of a person's second step."""
    return f"code:{user_id}"


def address_key(address: str) -> str:
    """The key of a network address."""
    return f"addr:{address}"


def password_limits(username: str, address: str) -> dict[str, int]:
    """What counts an attempt with a password."""
    return {user_key(username): USER_LIMIT, address_key(address): ADDRESS_LIMIT}


def code_limits(user_id: object, address: str) -> dict[str, int]:
    """What counts an attempt with a code."""
    return {code_key(user_id): CODE_LIMIT, address_key(address): ADDRESS_LIMIT}


def take(limits: Mapping[str, int], *, now: datetime) -> None:
    """Count an attempt. Raises `LockedOut`, and then nothing was counted."""
    with public_scope(), transaction.atomic():
        rows = _locked(limits, now)
        until = max((_closed_until(row, limits[row.key], now) for row in rows), key=_instant)
        for row in rows:
            row.failures += until is None
        LoginThrottle.objects.bulk_update(rows, ["failures", "first_at", "locked_until"])
    if until is not None:
        raise LockedOut(until)


def _instant(until: datetime | None) -> float:
    return until.timestamp() if until else 0.0


def _locked(limits: Mapping[str, int], now: datetime) -> list[LoginThrottle]:
    """The rows of all keys, made when missing, locked in one order so that two attempts cannot deadlock."""
    fresh = [LoginThrottle(key=key, first_at=now) for key in sorted(limits)]
    LoginThrottle.objects.bulk_create(fresh, ignore_conflicts=True)
    rows = list(LoginThrottle.objects.select_for_update().filter(key__in=limits).order_by("key"))
    for row in rows:
        ended = row.locked_until is not None and row.locked_until <= now
        if ended or (row.locked_until is None and row.first_at + WINDOW <= now):
            row.failures, row.first_at, row.locked_until = 0, now, None
    return rows


def _closed_until(row: LoginThrottle, limit: int, now: datetime) -> datetime | None:
    if row.locked_until is None and row.failures >= limit:
        # Others are being answered at this moment; if they fail, this is what they leave behind.
        row.locked_until = now + WINDOW
    return row.locked_until


def failed(limits: Mapping[str, int], *, now: datetime) -> list[str]:
    """Close what reached its limit with the attempt just counted. The keys that were closed by it."""
    with public_scope(), transaction.atomic():
        rows = LoginThrottle.objects.select_for_update().filter(key__in=limits).order_by("key")
        full = [row for row in rows if row.failures >= limits[row.key] and row.locked_until is None]
        for row in full:
            row.locked_until = now + WINDOW
        LoginThrottle.objects.bulk_update(full, ["locked_until"])
        if full:
            _forget_old(now)
    return [row.key for row in full]


def _forget_old(now: datetime) -> None:
    old = LoginThrottle.objects.filter(first_at__lt=now - KEPT)
    old.exclude(locked_until__gt=now).delete()


def succeeded(limits: Mapping[str, int]) -> None:
    """Give the attempt back: the person starts anew, their address has one failure less."""
    with public_scope(), transaction.atomic():
        LoginThrottle.objects.filter(key__in=[key for key in limits if not key.startswith("addr:")]).delete()
        LoginThrottle.objects.filter(
            key__in=[key for key in limits if key.startswith("addr:")], failures__gt=0
        ).update(failures=F("failures") - 1)


def unlock(username: str, user_id: object) -> bool:
    """Open the doors of one person. Whether one was closed or half closed."""
    with public_scope():
        count, _each = LoginThrottle.objects.filter(key__in=[user_key(username), code_key(user_id)]).delete()
    return count > 0


def closed_until(username: str, *, now: datetime) -> datetime | None:
    """Until when this user name is closed; None when it is open."""
    with public_scope():
        row = LoginThrottle.objects.filter(key=user_key(username), locked_until__gt=now).first()
    return row.locked_until if row else None
