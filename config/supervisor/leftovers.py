"""Find and end what a killed owner left running under the same `var/`."""

import os
import signal
import time
from pathlib import Path

from config.paths import Var
from config.supervisor.console import say
from config.supervisor.process import MARK

PROC = Path("/proc")
PATIENCE = 60.0


def _environment_has(pid: int, mark: bytes) -> bool:
    try:
        return mark in (PROC / str(pid) / "environ").read_bytes().split(b"\0")
    except OSError:  # gone meanwhile, or another user's
        return False


def parent_of(pid: int) -> int:
    """The process above this one, 0 when there is none."""
    try:
        return int((PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return 0


def _is_zombie(pid: int) -> bool:
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return True


def _ancestry() -> set[int]:
    """Ourselves and all above us: never ended, whatever their environment says."""
    pid, found = os.getpid(), set()
    while pid > 0:
        found.add(pid)
        pid = parent_of(pid)
    return found


def owned(var: Var) -> dict[int, str]:
    """Processes marked as belonging to this `var/`, by number, with their command names."""
    mark = f"{MARK}={var.folder}".encode()
    spared = _ancestry()
    found = {}
    for entry in PROC.iterdir() if PROC.is_dir() else ():
        pid = int(entry.name) if entry.name.isdigit() else 0
        if pid and pid not in spared and _environment_has(pid, mark) and not _is_zombie(pid):
            found[pid] = command_of(pid)
    return found


def command_of(pid: int) -> str:
    """The name of the program that runs under this number, empty when none does."""
    try:
        return (PROC / str(pid) / "comm").read_text().strip()
    except OSError:
        return ""


def _postmaster(var: Var) -> int | None:
    """The process number in the cluster's own pid file, if it is one of the marked processes."""
    try:
        return int((var.postgres / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _send(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def clear(var: Var) -> None:
    """End them politely, the database by its fast shutdown, then by force; only for the lock's holder."""
    left = owned(var)
    if not left:
        return
    say(f"loket: ending {len(left)} processes left by a run that was killed")
    postmaster = _postmaster(var)
    for pid, command in left.items():
        if command == "postgres" and pid != postmaster:
            continue  # a session of the server: it ends with it
        _send(pid, signal.SIGINT if command == "postgres" else signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while (left := owned(var)) and time.monotonic() < deadline:
        if (
            all(command != "postgres" for command in left.values())
            and time.monotonic() > deadline - PATIENCE + 10
        ):
            break
        time.sleep(0.05)
    for pid in left:
        _send(pid, signal.SIGKILL)
