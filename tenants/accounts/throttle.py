"""Lock-out: who fails too often waits for fifteen minutes.

Five failures close an account to strangers, twenty close an address to accounts that never signed in from
it. Where a person signed in lately (password and, if they have one, second step), they are no stranger: there
they have five tries of their own, and neither what others type elsewhere nor what others type behind the same
router counts against them. So nobody can shut out a whole office by failing twenty times behind its router,
nor a camat by failing five times from anywhere.

An attempt is counted before the password is looked at and given back when it was right. So fifty guesses sent
at the same time get no more answers than fifty sent one by one. Keys hold digests: people type their password
in the place of their name.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from accounts.errors import LockedOut
from accounts.models import LoginThrottle
from offices.scope import public_scope

WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)
KNOWN_FOR = timedelta(days=30)
USER_LIMIT = 5
ADDRESS_LIMIT = 20
CODE_LIMIT = 5


def _name(username: str) -> str:
    typed = username.strip().lower()
    return salted_hmac("accounts.throttle", typed, algorithm="sha256").hexdigest()[:40]


def user_key(username: str) -> str:
    """The key of a user name as typed, whether or not it exists."""
    return f"user:{_name(username)}"


def pair_key(username: str, address: str) -> str:
    """The key of a person where they are known."""
    return f"pair:{_name(username)}:{address}"


def known_key(username: str, address: str) -> str:
    """The key that remembers where a person signed in; its `first_at` is when they last did."""
    return f"seen:{_name(username)}:{address}"


def code_key(user_id: object) -> str:
    """The key of a person's second step."""
    return f"code:{user_id}"


def address_key(address: str) -> str:
    """The key of a network address."""
    return f"addr:{address}"


def remember(username: str, address: str, *, now: datetime) -> None:
    """This person has signed in from this address, and is no stranger there for thirty days."""
    with public_scope():
        LoginThrottle.objects.update_or_create(key=known_key(username, address), defaults={"first_at": now})


def is_known(username: str, address: str, *, now: datetime) -> bool:
    """Whether this person signed in from this address lately."""
    with public_scope():
        seen = LoginThrottle.objects.filter(key=known_key(username, address), first_at__gt=now - KNOWN_FOR)
        return seen.exists()


def password_limits(username: str, address: str, *, now: datetime) -> dict[str, int]:
    """What counts an attempt with a password."""
    if is_known(username, address, now=now):
        return {pair_key(username, address): USER_LIMIT}
    return {user_key(username): USER_LIMIT, address_key(address): ADDRESS_LIMIT}


def code_limits(username: str, user_id: object, address: str, *, now: datetime) -> dict[str, int]:
    """What counts an attempt with a code."""
    own = {code_key(user_id): CODE_LIMIT}
    return own if is_known(username, address, now=now) else {**own, address_key(address): ADDRESS_LIMIT}


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
    seen = Q(key__startswith="seen:")
    old = (seen & Q(first_at__lt=now - KNOWN_FOR)) | (~seen & Q(first_at__lt=now - KEPT))
    LoginThrottle.objects.filter(old).exclude(locked_until__gt=now).delete()


def succeeded(limits: Mapping[str, int]) -> None:
    """Give the attempt back: the person starts anew, their address has one failure less."""
    with public_scope(), transaction.atomic():
        LoginThrottle.objects.filter(key__in=[key for key in limits if not key.startswith("addr:")]).delete()
        LoginThrottle.objects.filter(
            key__in=[key for key in limits if key.startswith("addr:")], failures__gt=0
        ).update(failures=F("failures") - 1)


def _doors(username: str) -> Q:
    """The person's door for strangers and those where they are known."""
    return Q(key=user_key(username)) | Q(key__startswith=f"pair:{_name(username)}:")


def unlock(username: str, user_id: object) -> bool:
    """Open the doors of one person. Whether one was closed or half closed."""
    with public_scope():
        doors = _doors(username) | Q(key=code_key(user_id))
        count, _each = LoginThrottle.objects.filter(doors).delete()
    return count > 0


def closed_until(username: str, *, now: datetime) -> datetime | None:
    """Until when the last door of this user name is closed; None when all are open."""
    with public_scope():
        rows = LoginThrottle.objects.filter(_doors(username), locked_until__gt=now)
        row = rows.order_by("-locked_until").first()
    return row.locked_until if row else None
