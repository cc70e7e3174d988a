"""Invented people with known passwords, for the demo only."""

import copy
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyotp

from accounts import operations, passwords, secondfactor
from accounts.models import SECOND_FACTOR_ROLES, Credential, Role, User
from accounts.queries import places
from offices.models import Office
from offices.scope import public_scope

# Before the first day a year back from any demo, so that whoever acts in it was in office.
SINCE = date(2025, 1, 2)
KABUPATEN = {
    "KAB_ADMIN": ("Arif Rahman", "Bagian Organisasi"),
    "EXECUTIVE": ("Sekretariat Bupati", "Kantor Bupati"),
    "AUDITOR": ("Indah Permata", "Inspektorat"),
    "COMPLAINTS": ("Galih Pratama", "Pengelola Pengaduan"),
}


@dataclass(frozen=True)
class Account:
    """How to sign in as one person."""

    username: str
    password: str
    totp_secret: str
    token: str


class Logins:
    """What `var/demo.json` says; accounts that stand in it are kept as they are."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._old: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
        # Places that are not seeded anew stay known: offices filled by `simulate`.
        self._new: dict[str, Any] = {"kabupaten": {}, "offices": {}} | copy.deepcopy(self._old)

    def known(self, slug: str, role: str) -> Account | None:
        """The account as written earlier."""
        places_ = self._old.get("offices", {}) | {"": self._old.get("kabupaten", {})}
        found = places_.get(slug, {}).get("accounts", {}).get(role)
        return Account(**found) if found else None

    @property
    def offices(self) -> frozenset[str]:
        """Slugs of the offices the demo has made."""
        return frozenset(self._new["offices"])

    def passphrases(self, slug: str) -> dict[str, str]:
        """The passphrases of an office's signing certificates by role, as written earlier."""
        return dict(self._old.get("offices", {}).get(slug, {}).get("passphrases", {}))

    def write(
        self,
        slug: str,
        place: dict[str, str],
        accounts: dict[str, Account],
        passphrases: dict[str, str] | None = None,
    ) -> None:
        """Add one place. Passphrases that are not given stay as they were written earlier."""
        shown = {role: asdict(account) for role, account in accounts.items()}
        entry = {**place, "accounts": shown}
        if slug:
            kept = self.passphrases(slug) if passphrases is None else passphrases
            self._new["offices"][slug] = {**entry, "passphrases": kept}
        else:
            self._new["kabupaten"] = entry

    def save(self) -> None:
        """Write the file, readable by its owner only."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.touch(mode=0o600)
        self._path.write_text(json.dumps(self._new, indent=2, ensure_ascii=False) + "\n")


def person(
    *,
    office: Office | None,
    role: str,
    name: str,
    title: str,
    logins: Logins,
    now: datetime,
    more_roles: tuple[str, ...] = (),
) -> Account:
    """One person with this role (and `more_roles`), made once; afterwards as the file says."""
    slug = office.slug if office else ""
    username = username_of(role, slug)
    with public_scope():
        user = User.objects.filter(username=username).first()
    known = logins.known(slug, role)
    if user is not None and known is not None:
        return known
    password = f"loket-{secrets.token_hex(4)}"
    if user is None:
        user = new_user(
            username=username,
            name=name,
            password=password,
            office=office,
            roles=(role, *more_roles),
            title=title,
            now=now,
        )
    else:
        with public_scope():
            passwords.store(user.id, password, now=now, must_change=False)
    token = operations.create_token(user_id=user.id, office=office, name="demo", actor=None, now=now)
    return Account(username, password, _second_factor(user, role, now), token.key)


def username_of(role: str, slug: str) -> str:
    """How the demo calls its people: `counter.kec-lumajang`, `kab-admin.kabupaten`."""
    return f"{role.lower().replace('_', '-')}.{slug or 'kabupaten'}"


def also_works_in(username: str, office: Office, *, roles: list[str], title: str, now: datetime) -> None:
    """A second assignment of a person, in another office."""
    with public_scope():
        user = User.objects.get(username=username)
    if all(place.office_id != office.id for place in places(user.id, on=now.date())):
        operations.assign(
            user_id=user.id, office=office, roles=roles, title=title, from_date=SINCE, actor=None, now=now
        )


def new_user(
    *,
    username: str,
    name: str,
    password: str | None,
    office: Office | None,
    roles: tuple[str, ...],
    title: str,
    now: datetime,
) -> User:
    """An account with its assignment; without a password one that nobody knows."""
    made = operations.create_user(
        username=username,
        name=name,
        nip=_nip(username),
        grade="Pembina" if Role.HEAD in roles else "Penata",
        password=password,
        must_change=False,
        actor=None,
        now=now,
    )
    operations.assign(
        user_id=made.user.id,
        office=office,
        roles=roles,
        title=title,
        from_date=SINCE,
        actor=None,
        now=now,
    )
    with public_scope():  # whoever works in the demo has been there before
        Credential.objects.filter(user=made.user).update(last_login_at=now)
    return made.user


def _nip(username: str) -> str:
    """An invented NIP of the right shape, different for each person."""
    serial = sum(ord(c) * n for n, c in enumerate(username, start=1)) % 1000
    return f"19800101200601{1 + serial % 2}{serial:03d}"


def _second_factor(user: User, role: str, now: datetime) -> str:
    if role not in SECOND_FACTOR_ROLES:
        return ""
    operations.reset_second_factor(user_id=user.id, actor=None, now=now)
    secret = secondfactor.pending_secret(user.id)
    # The code of an earlier step, so that the current one can still be used to sign in.
    earlier = now.timestamp() - 30
    secondfactor.confirm(user.id, pyotp.TOTP(secret).at(int(earlier)), now=now)
    return secret
