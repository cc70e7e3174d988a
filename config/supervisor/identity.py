"""As whom PostgreSQL runs: it refuses to run as root."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from config.supervisor.errors import CannotRun

CANDIDATES = ("postgres", "nobody")


@dataclass(frozen=True)
class Identity:
    """A user of this machine, by number."""

    uid: int
    gid: int


def _known(uid: int) -> Identity | None:
    try:
        return Identity(uid, pwd.getpwuid(uid).pw_gid)
    except KeyError:
        return None


def _named(name: str) -> Identity | None:
    try:
        found = pwd.getpwnam(name)
    except KeyError:
        return None
    return Identity(found.pw_uid, found.pw_gid)


def unprivileged(data: Path) -> Identity | None:
    """The user for PostgreSQL when we are root, else None (ourselves).

    A cluster that exists keeps its owner; initdb wants a user that is listed in the machine's user list.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        owner = _known(data.stat().st_uid)
        if owner is None:
            raise CannotRun(
                f"{data} belongs to user number {data.stat().st_uid}, which this machine does not know"
            )
        return owner
    for name in CANDIDATES:
        if identity := _named(name):
            return identity
    raise CannotRun(
        "PostgreSQL refuses to run as root, and this machine has neither a user postgres nor nobody"
    )
