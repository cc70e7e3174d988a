"""Where archives of whole offices lie, on their way out or in: a private folder, random names."""

import os
import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

_NAME = re.compile(r"[A-Za-z0-9_-]{32}\.zip")


def new_name() -> str:
    """A name that nobody guesses."""
    return f"{secrets.token_urlsafe(24)}.zip"


def path_of(name: str) -> Path:
    """Where the archive of this name lies. Raises `ValueError` for what is no such name."""
    if not _NAME.fullmatch(name):
        raise ValueError("not the name of an archive")
    return _folder() / name


def _folder() -> Path:
    folder = Path(settings.ARCHIVES_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def keep(blocks: Iterable[bytes]) -> str:
    """Keep what was uploaded; the name it has here."""
    name = new_name()
    with open(os.open(path_of(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        for block in blocks:
            out.write(block)
    return name


def is_there(name: str) -> bool:
    """Whether the archive still lies here."""
    return path_of(name).is_file()


def until(now: datetime) -> datetime:
    """How long an archive that was written now is kept."""
    return now + timedelta(days=settings.ARCHIVE_DAYS)


def drop(name: str) -> None:
    """Remove an archive; one that is gone is no error."""
    path_of(name).unlink(missing_ok=True)


def clear(now: datetime) -> int:
    """Remove what has lain here too long, and what a killed worker left a day ago; returns how many."""
    long_ago = (now - timedelta(days=settings.ARCHIVE_DAYS)).timestamp()
    yesterday = (now - timedelta(days=1)).timestamp()
    gone = 0
    for path in _folder().iterdir():
        limit = yesterday if path.suffix == ".part" else long_ago
        if path.is_file() and path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
            gone += 1
    return gone
