"""Signing in and out: password, second step, and what goes on the trail of the host where it happened."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import secondfactor, throttle
from accounts.actors import Actor
from accounts.addresses import UNKNOWN, client_address
from accounts.errors import SignInRefused
from accounts.models import SECOND_FACTOR_ROLES, Credential, User
from accounts.queries import person_here, user_id_of
from accounts.records import record_here
from offices.scope import office_or_none, public_scope

BACKEND = "accounts.backends.CredentialBackend"
SECOND_FACTOR = "second_factor"
PENDING = "pending"
PENDING_FOR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Pending:
    """A person whose password was right and whose code is awaited."""

    user: User
    next_url: str


def needs_second_factor(actor: Actor | None) -> bool:
    """Whether the roles held here are only good with a second factor."""
    return actor is not None and actor.has(*SECOND_FACTOR_ROLES)


def check_password(
    request: HttpRequest, *, username: str, password: str, address: str, now: datetime
) -> User:
    """The person with this name and password. Raises `SignInRefused`, `LockedOut`; unknown names alike."""
    limits = throttle.password_limits(username, address, now=now)
    throttle.take(limits, now=now)
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        _note_failure(user_id_of(username), limits, address, now)
        raise SignInRefused("wrong_password", _("Nama pengguna atau kata sandi tidak cocok."))
    throttle.succeeded(limits)
    return user


def _note_failure(user_id: UUID | None, limits: dict[str, int], address: str, now: datetime) -> None:
    # What was typed as a name is not kept: people type their password there.
    subject = f"user:{user_id}" if user_id else ""
    closed = throttle.failed(limits, now=now)
    data = {"address": address}
    record_here(action="account.login_failed", actor=None, subject=subject, data=data, now=now)
    if closed:
        kinds = sorted(key.split(":")[0] for key in closed)
        data_closed = {**data, "closed": kinds}
        record_here(action="account.locked_out", actor=None, subject=subject, data=data_closed, now=now)


def hold(request: HttpRequest, user: User, *, next_url: str, now: datetime) -> None:
    """Remember whose code is awaited, in a fresh session that gives no rights."""
    request.session.flush()
    request.session[PENDING] = {"user": str(user.pk), "at": now.timestamp(), "next": next_url}


def pending(request: HttpRequest, *, now: datetime) -> Pending | None:
    """Whose code is awaited in this session; None after five minutes."""
    held = request.session.get(PENDING)
    if held is None or now.timestamp() - held["at"] > PENDING_FOR.total_seconds():
        return None
    user = person_here(held["user"], office_or_none(), now=now)
    return Pending(user, held["next"]) if user else None


def check_code(user: User, code: str, *, address: str, now: datetime) -> None:
    """Check the second step. Raises `SignInRefused` or `LockedOut`."""
    limits = throttle.code_limits(user.username, user.pk, address, now=now)
    throttle.take(limits, now=now)
    proof = secondfactor.check(user.pk, code, now=now)
    if proof is None:
        _note_failure(user.pk, limits, address, now)
        raise SignInRefused("wrong_code", _("Kode tidak cocok, sudah dipakai, atau sudah lewat waktunya."))
    throttle.succeeded(limits)
    if proof is secondfactor.Proof.RECOVERY:
        record_here(action="account.recovery_used", actor=user.actor, subject=_subject(user), now=now)


def confirm_factor(user: User, code: str, *, address: str, now: datetime) -> list[str]:
    """Finish setting up the second factor; the recovery codes, to show once.

    Raises `SignInRefused`, `LockedOut`.
    """
    limits = throttle.code_limits(user.username, user.pk, address, now=now)
    throttle.take(limits, now=now)
    codes = secondfactor.confirm(user.pk, code, now=now)
    if codes is None:
        throttle.failed(limits, now=now)
        raise SignInRefused("wrong_code", _("Kode tidak cocok. Periksa jam di ponsel Anda, lalu coba lagi."))
    throttle.succeeded(limits)
    record_here(action="account.factor_confirmed", actor=user.actor, subject=_subject(user), now=now)
    return codes


def sign_in(
    request: HttpRequest, user: User, *, second_factor: bool, now: datetime, switched: bool = False
) -> None:
    """Start a session on this host, under a new key, and write it down."""
    # Also when the same person is in already: what was held before is not carried over.
    request.session.flush()
    login(request, user, backend=BACKEND)
    request.session[SECOND_FACTOR] = second_factor
    address = client_address(request)
    if address != UNKNOWN and not switched:
        throttle.remember(user.username, address, now=now)
    with public_scope():
        Credential.objects.filter(user=user).update(last_login_at=now)
    record_here(
        action="account.switched" if switched else "account.login",
        actor=user.actor,
        subject=_subject(user),
        data={"assigned": user.actor is not None, "second_factor": second_factor},
        now=now,
    )


def sign_out(request: HttpRequest, *, now: datetime) -> None:
    """End the session and write it down."""
    user = request.user
    if isinstance(user, User):
        record_here(action="account.logout", actor=user.actor, subject=_subject(user), now=now)
    logout(request)


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with a second step."""
    return bool(request.session.get(SECOND_FACTOR))


def _subject(user: User) -> str:
    return f"user:{user.pk}"
