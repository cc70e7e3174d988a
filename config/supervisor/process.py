"""Start a child that cannot outlive its supervisor, and stop it with all its own children."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.supervisor.identity import Identity

MARK = "LOKET_OWNED_BY"
PR_SET_PDEATHSIG = 1
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Program:
    """What to run and how to end it: `farewell` politely, SIGKILL `patience` seconds later."""

    name: str
    command: Sequence[str]
    folder: Path
    log: Path
    environment: Mapping[str, str]
    farewell: signal.Signals = signal.SIGTERM
    patience: float = 10.0
    identity: Identity | None = None


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def tie(farewell: signal.Signals) -> Callable[[], None]:
    """A function for the child, between fork and exec: it dies when its parent does, even by kill -9.

    The kernel forgets the wish when the user changes, so it must run after that; and it follows the *thread*
    that forked, so children are started from the main thread only.
    """
    libc, parent = _libc(), os.getpid()

    def in_child() -> None:
        if libc is not None:
            libc.prctl(PR_SET_PDEATHSIG, int(farewell))
            if os.getppid() != parent:  # it died between fork and prctl
                os._exit(1)

    return in_child


def start(program: Program, var: Path) -> subprocess.Popen[bytes]:
    """Start the program in a session of its own, its output appended to its log."""
    program.log.parent.mkdir(parents=True, exist_ok=True)
    identity = program.identity
    with program.log.open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - our own commands
            program.command,
            cwd=program.folder,
            env={**program.environment, MARK: str(var)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=tie(program.farewell),  # noqa: PLW1509 - we have one thread
            user=identity.uid if identity else None,
            group=identity.gid if identity else None,
            extra_groups=[] if identity else None,
        )


def signal_group(pid: int, number: signal.Signals) -> None:
    """Send a signal to a process group, which may be gone already."""
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return


def finish(program: Program, process: subprocess.Popen[bytes]) -> None:
    """Wait for a process that was asked to end, then kill whatever is left of its group."""
    try:
        process.wait(program.patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    signal_group(process.pid, signal.SIGKILL)


def _end(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


def follow_parent() -> None:
    """End when our parent does; for a supervisor that `make` started, which nobody else would end."""
    if libc := _libc():
        libc.prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))


def end_on_signals(*numbers: signal.Signals) -> None:
    """Let these signals (by default all that end a process) unwind it, so that every `finally` runs."""
    for number in numbers or ENDING:
        signal.signal(number, _end)


@contextmanager
def deaf() -> Iterator[None]:
    """A second Ctrl-C does not interrupt the clean end that the first one began."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run_in_foreground(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run one command in our place and return its exit code, 128 + n for a signal, as shells count.

    Ctrl-C reaches the command by itself (same terminal), so we wait for what it makes of it; SIGTERM is
    passed on.
    """
    with deaf():
        process = subprocess.Popen(  # noqa: S603 - the operator's own command
            command,
            env=environment,
            preexec_fn=_hearing(tie(signal.SIGTERM)),  # noqa: PLW1509 - we have one thread
        )
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        code = process.wait()
    return code if code >= 0 else 128 - code


def _hearing(then: Callable[[], None]) -> Callable[[], None]:
    def in_child() -> None:
        for number in ENDING:  # what we ignore would stay ignored in the child
            signal.signal(number, signal.SIG_DFL)
        then()

    return in_child
