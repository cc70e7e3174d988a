"""People, assignments and tokens: writes. Each runs in the public scope and leaves a line on a trail.

`actor` is who asks; None is the system itself (a management command). See `accounts.authority` for who may.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import passwords, secondfactor, throttle
from accounts.actors import Actor
from accounts.authority import managed, need_admin, need_admin_of, need_kabupaten_admin, reaches
from accounts.errors import AccountError, Forbidden
from accounts.models import KABUPATEN_ROLES, OFFICE_ROLES, ApiToken, Assignment, Role, User
from accounts.queries import at_office, current
from accounts.records import record_in
from commons.clock import wib
from commons.text import clean_line
from offices.models import Office
from offices.scope import office_or_none, public_scope

USERNAME = re.compile(r"\A[a-z0-9][a-z0-9._-]{2,59}\Z")
NIP = re.compile(r"\A[0-9]{18}\Z")
TOKEN_PREFIX = "lkt_"  # noqa: S105  names the kind of key, so that a scanner finds one that leaked


@dataclass(frozen=True, slots=True)
class NewUser:
    """A new account; `password` is the first password when it was made up here, else None."""

    user: User
    password: str | None


@dataclass(frozen=True, slots=True)
class NewToken:
    """A new token and its key, which is shown once and kept nowhere."""

    token: ApiToken
    key: str


@contextmanager
def _public() -> Iterator[Office | None]:
    """A transaction in the public scope; gives the office it was called from, whose trail hears of it."""
    here = office_or_none()
    with public_scope(), transaction.atomic():
        yield here


def _record(
    office: Office | None, action: str, user: User, actor: Actor | None, now: datetime, **data: Any
) -> None:
    record_in(office, action=action, actor=actor, subject=f"user:{user.pk}", data=data, now=now)


def create_user(
    *,
    username: str,
    name: str,
    nip: str = "",
    grade: str = "",
    password: str | None = None,
    by_link: bool = False,
    must_change: bool = True,
    actor: Actor | None,
    now: datetime,
) -> NewUser:
    """Make an account. Without a password one is made up, to be handed over and changed at first login.

    `by_link`: there is none until the person chooses one by an invitation; none is hashed, which takes longer
    than all the rest.

    Raises `AccountError`: `bad_username`, `bad_name`, `bad_nip`, `username_taken`, `weak_password`.
    """
    need_admin(actor)
    user = User(username=_username(username), created_at=now, **_person(name, nip, grade))
    if password is not None:
        passwords.check_strength(password, user)
    made_up = passwords.generate() if password is None and not by_link else None
    try:
        with _public() as here:
            user.save(force_insert=True)
            passwords.store(user.pk, password or made_up, now=now, must_change=must_change)
            _record(here, "account.created", user, actor, now)
    except IntegrityError as error:
        text = _("Nama pengguna {username} sudah dipakai. Pilih nama lain.")
        raise AccountError("username_taken", format_lazy(text, username=user.username)) from error
    return NewUser(user, made_up)


def _username(typed: str) -> str:
    username = typed.strip().lower()
    if not USERNAME.match(username):
        text = _(
            "Nama pengguna terdiri dari 3 sampai 60 huruf kecil, angka, titik, garis bawah atau tanda hubung."
        )
        raise AccountError("bad_username", text)
    return username


def _person(name: str, nip: str, grade: str) -> dict[str, str]:
    clean = clean_line(name, max_length=120)
    if not clean:
        raise AccountError("bad_name", _("Nama belum diisi."))
    digits = "".join(nip.split())
    if digits and not NIP.match(digits):
        raise AccountError("bad_nip", _("NIP terdiri dari 18 angka."))
    return {"name": clean, "nip": digits, "grade": clean_line(grade, max_length=60)}


def change_user(
    *, user_id: UUID, name: str, nip: str, grade: str, actor: Actor | None, now: datetime
) -> User:
    """Correct name, NIP or grade. What was signed under the old ones keeps them. Raises as `create_user`."""
    values = _person(name, nip, grade)
    with _public() as here:
        user = managed(user_id, actor, now=now)
        changed = sorted(field for field, value in values.items() if getattr(user, field) != value)
        for field in changed:
            setattr(user, field, values[field])
        if changed:
            user.save(update_fields=changed)
            _record(here, "account.changed", user, actor, now, fields=changed)
    return user


def set_active(*, user_id: UUID, active: bool, actor: Actor | None, now: datetime) -> User:
    """Close or reopen an account, at once and everywhere: sessions and tokens stop with it."""
    with _public() as here:
        user = managed(user_id, actor, now=now)
        if user.is_active != active:
            user.is_active = active
            user.save(update_fields=["is_active"])
            _record(here, "account.activated" if active else "account.deactivated", user, actor, now)
    return user


def set_password(
    *, user_id: UUID, password: str | None = None, actor: Actor | None, now: datetime
) -> str | None:
    """Give somebody a new password, to be changed at next login; their sessions end. Gives the one made up.

    Raises `AccountError` (`weak_password`), `Forbidden`.
    """
    made_up = passwords.generate() if password is None else None
    with _public() as here:
        user = managed(user_id, actor, now=now)
        if password is not None:
            passwords.check_strength(password, user)
        passwords.store(user.pk, password or made_up or "", now=now, must_change=True)
        throttle.unlock(user.username, user.pk)
        _record(here, "account.password_set", user, actor, now, by="admin")
    return made_up


def change_own_password(*, user: User, old: str, new: str, now: datetime) -> None:
    """Choose a new password; the person's other sessions end. Raises `AccountError`.

    `wrong_password` (the old one), `same_password`, `weak_password`.
    """
    if not passwords.matches(user, old):
        raise AccountError("wrong_password", _("Kata sandi lama tidak cocok."))
    if old == new:
        raise AccountError("same_password", _("Kata sandi baru harus berbeda dari yang lama."))
    passwords.check_strength(new, user)
    with _public() as here:
        user.credential = passwords.store(user.pk, new, now=now, must_change=False)
        _record(here, "account.password_set", user, user.actor, now, by="self")


def unlock(*, username: str, actor: Actor | None, now: datetime) -> bool:
    """Let somebody try again who was locked out. Whether there was anything to open. Raises `Forbidden`."""
    with _public() as here:
        found = User.objects.filter(username=username.strip().lower()).values_list("id", flat=True).first()
        user = managed(found, actor, now=now)
        opened = throttle.unlock(user.username, user.pk)
        if opened:
            _record(here, "account.unlocked", user, actor, now)
    return opened


def reset_second_factor(*, user_id: UUID, actor: Actor | None, now: datetime) -> bool:
    """Take away a lost second factor; the person sets up a new one at the next login. Raises `Forbidden`.

    Only the kabupaten's admin may: an office's admin sets passwords, and both together would be the person.
    """
    with _public() as here:
        need_kabupaten_admin(actor)
        user = managed(user_id, actor, now=now)
        removed = secondfactor.remove(user.pk)
        if removed:
            _record(here, "account.factor_reset", user, actor, now)
    return removed


def assign(
    *,
    user_id: UUID,
    office: Office | None,
    roles: Iterable[str],
    title: str,
    from_date: date,
    to_date: date | None = None,
    actor: Actor | None,
    now: datetime,
) -> Assignment:
    """Give a person roles in an office (none: in the kabupaten) from–to, both days included.

    Raises `AccountError`: `unknown_user`, `no_roles`, `unknown_role`, `wrong_place`, `no_title`, `bad_dates`,
    `overlap` (somebody holds one assignment at a time in one office); `Forbidden`.
    """
    office_id = office.id if office else None
    need_admin_of(actor, office_id)
    chosen = _roles(roles, office)
    clean = clean_line(title, max_length=120)
    if not clean:
        raise AccountError("no_title", _("Jabatan belum diisi."))
    if to_date is not None and to_date < from_date:
        raise AccountError("bad_dates", _("Tanggal selesai lebih awal dari tanggal mulai."))
    with _public():
        # The person's row is the lock: two assignments of one person are made one after the other.
        user = User.objects.select_for_update().filter(pk=user_id).first()
        if user is None:
            raise AccountError("unknown_user", _("Orang ini tidak ditemukan."))
        _refuse_overlap(user_id, office_id, from_date, to_date)
        row = Assignment.objects.create(
            user=user, office=office, roles=chosen, title=clean, from_date=from_date, to_date=to_date
        )
        last = to_date.isoformat() if to_date else None
        data = {"roles": chosen, "title": clean, "from": from_date.isoformat(), "to": last}
        _record(office, "assignment.created", user, actor, now, **data)
    return row


def _roles(roles: Iterable[str], office: Office | None) -> list[str]:
    wanted = set(roles)
    if not wanted:
        raise AccountError("no_roles", _("Pilih paling sedikit satu peran."))
    if unknown := sorted(wanted - set(Role.values)):
        text = _("Peran tidak dikenal: {roles}.")
        raise AccountError("unknown_role", format_lazy(text, roles=", ".join(unknown)))
    if misplaced := wanted & (KABUPATEN_ROLES if office else OFFICE_ROLES):
        names = ", ".join(sorted(str(Role(role).label) for role in misplaced))
        text = (
            _("Peran ini hanya di kabupaten: {roles}.")
            if office
            else _("Peran ini hanya di kantor: {roles}.")
        )
        raise AccountError("wrong_place", format_lazy(text, roles=names))
    return [role for role in Role.values if role in wanted]


def _refuse_overlap(user_id: UUID, office_id: UUID | None, from_date: date, to_date: date | None) -> None:
    meets = Q(to_date__isnull=True) | Q(to_date__gte=from_date)
    if to_date is not None:
        meets &= Q(from_date__lte=to_date)
    there = Assignment.objects.filter(at_office(office_id), meets, user_id=user_id, ended_at__isnull=True)
    if there.exists():
        text = _("Orang ini sudah punya penugasan di kantor ini pada tanggal itu. Akhiri dulu yang lama.")
        raise AccountError("overlap", text)


def end_assignment(
    *, assignment_id: UUID, last_day: date | None = None, actor: Actor | None, now: datetime
) -> Assignment:
    """End an assignment after `last_day`, or at once when none is given. Raises `AccountError`.

    `unknown_assignment` (also for one of another office), `ended`, `bad_dates`; `Forbidden`.
    """
    with _public():
        rows = Assignment.objects.select_for_update(of=("self",)).select_related("office", "user")
        row = rows.filter(pk=assignment_id).first()
        if row is None or not reaches(actor, row.office_id):
            raise AccountError("unknown_assignment", _("Penugasan ini tidak ditemukan."))
        need_admin_of(actor, row.office_id)
        _end(row, last_day, now)
        data = {"assignment": str(row.pk), "last_day": last_day.isoformat() if last_day else None}
        _record(row.office, "assignment.ended", row.user, actor, now, **data)
    return row


def _end(row: Assignment, last_day: date | None, now: datetime) -> None:
    today = wib(now).date()
    if row.ended_at is not None or (row.to_date is not None and row.to_date < today):
        raise AccountError("ended", _("Penugasan ini sudah berakhir."))
    if last_day is None:
        row.ended_at = now
    elif last_day < max(row.from_date, today):
        raise AccountError(
            "bad_dates", _("Hari terakhir tidak boleh sudah lewat. Kosongkan untuk mengakhiri sekarang.")
        )
    else:
        row.to_date = last_day
    row.save(update_fields=["ended_at", "to_date"])


def create_token(
    *,
    user_id: UUID,
    office: Office | None,
    name: str,
    expires_at: datetime | None = None,
    actor: Actor | None,
    now: datetime,
) -> NewToken:
    """Make an API key for a person's work in one office. The key is in the result and nowhere else.

    People make their own; no admin can make one in somebody's name. Raises `AccountError`: `no_assignment`,
    `no_name`, `bad_dates`; `Forbidden`.
    """
    office_id = office.id if office else None
    if actor is not None and (actor.user_id, actor.office_id) != (user_id, office_id):
        raise Forbidden
    clean = clean_line(name, max_length=80)
    if not clean:
        raise AccountError("no_name", _("Beri nama token ini, misalnya nama programnya."))
    if expires_at is not None and expires_at <= now:
        raise AccountError("bad_dates", _("Masa berlaku token sudah lewat."))
    key = TOKEN_PREFIX + secrets.token_urlsafe(32)
    with _public():
        there = Assignment.objects.filter(at_office(office_id), current(wib(now).date()), user_id=user_id)
        row = there.select_related("user").first()
        if row is None:
            raise AccountError("no_assignment", _("Orang ini tidak bertugas di kantor ini hari ini."))
        token = ApiToken.objects.create(
            user=row.user,
            office=office,
            name=clean,
            digest=token_digest(key),
            created_at=now,
            expires_at=expires_at,
        )
        _record(office, "token.created", row.user, actor, now, token=str(token.pk), name=clean)
    return NewToken(token, key)


def token_digest(key: str) -> str:
    """What is stored of a key. It is random, so a plain hash is enough."""
    return hashlib.sha256(key.encode()).hexdigest()


def revoke_token(*, token_id: UUID, actor: Actor | None, now: datetime) -> ApiToken:
    """Make a token useless at once. Raises `AccountError` (`unknown_token`, also for another office's)."""
    with _public():
        rows = ApiToken.objects.select_for_update(of=("self",)).select_related("office", "user")
        token = rows.filter(pk=token_id, revoked_at__isnull=True).first()
        if token is None or not reaches(actor, token.office_id):
            raise AccountError("unknown_token", _("Token ini tidak ditemukan atau sudah dicabut."))
        if actor is not None and actor.user_id != token.user_id:
            need_admin_of(actor, token.office_id)
        token.revoked_at = now
        token.save(update_fields=["revoked_at"])
        _record(token.office, "token.revoked", token.user, actor, now, token=str(token.pk))
    return token
