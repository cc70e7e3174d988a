"""The servers of a whole test run in memory: a test database is thousands of files, hundreds of times."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.paths import Var
from config.supervisor import locks

SHARED = Path("/dev/shm")  # noqa: S108 - the folder inside is our user's own
NEEDED = 4 * 2**30


def folder_of(var: Var) -> Path:
    """Where the servers of a whole test run of this `var/` lie."""
    digest = hashlib.sha256(str(var.folder).encode()).hexdigest()[:12]
    return SHARED / f"loket-{os.getuid()}-{digest}"


@contextmanager
def in_memory(var: Var) -> Iterator[Var]:
    """A throwaway installation in memory, gone at the end; on the disk where there is no room.

    A run that was killed leaves it there, and the next one of this `var/` takes it over.
    """
    folder = folder_of(var)
    if not (folder.exists() or _has_room()):
        yield var.throwaway
        return
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        yield var.throwaway
        return
    place = Var(folder).throwaway
    try:
        yield place
    finally:
        if not locks.holder(place.lock):  # another run may still use these servers
            shutil.rmtree(folder, ignore_errors=True)


def _has_room() -> bool:
    """Whether memory that nobody needs is there, and may be used for files."""
    if not os.access(SHARED, os.W_OK) or shutil.disk_usage(SHARED).free < NEEDED:
        return False
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return False
    kilobytes = next((int(line.split()[1]) for line in lines if line.startswith("MemAvailable:")), 0)
    return kilobytes * 1024 >= 2 * NEEDED
