"""Keep one program running: start it again when it dies, slower each time."""

import subprocess
import time
from collections.abc import Callable
from signal import SIGKILL

from config.paths import Var
from config.supervisor import process
from config.supervisor.console import say, show_tail
from config.supervisor.errors import CannotRun

FIRST_WAIT = 0.5
LONGEST_WAIT = 30.0
STEADY = 10.0  # seconds; what dies sooner than that, again and again, is let rest longer each time
TOO_OFTEN = 5


class Keeper:
    """One program and the process that runs it now."""

    def __init__(self, program: process.Program, var: Var) -> None:
        self.program = program
        self._var = var
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._wait = FIRST_WAIT
        self._next_start: float | None = None
        self._deaths = 0

    @property
    def pid(self) -> int | None:
        """The process number while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self) -> None:
        """Start it now."""
        self._process = process.start(self.program, self._var.folder)
        self._started = time.monotonic()
        self._next_start = None

    def tend(self) -> None:
        """Notice a death and plan the restart, or restart when its time has come; called twice a second."""
        now = time.monotonic()
        if self._next_start is not None:
            if now >= self._next_start:
                self.start()
        elif self._process and (code := self._process.poll()) is not None:
            self._bury(self._process, code, now)

    def _bury(self, dead: subprocess.Popen[bytes], code: int, now: float) -> None:
        process.signal_group(dead.pid, SIGKILL)  # its workers, which it can no longer lead
        self._wait = FIRST_WAIT if now - self._started > STEADY else min(self._wait * 2, LONGEST_WAIT)
        self._next_start = now + self._wait
        self._deaths += 1
        say(f"loket: {self.program.name} ended ({_how(code)}); starting it again in {self._wait:.0f} s")
        if code > 0:  # it ended by itself and may have said why
            show_tail(self.program.name, self.program.log)

    def wait_ready(self, ready: Callable[[], bool], seconds: float) -> None:
        """Wait until it answers, starting it again when it dies meanwhile.

        Raises CannotRun, naming the log, when it does not within that time or dies again and again.
        """
        deadline = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > deadline or self._deaths >= TOO_OFTEN:
                show_tail(self.program.name, self.program.log)
                raise CannotRun(f"{self.program.name} does not start; see {self.program.log}")
            self.tend()
            time.sleep(0.02)

    def ask_to_end(self) -> None:
        """Send the polite signal without waiting, so that several can end at the same time."""
        self._next_start = None
        if self._process and self._process.poll() is None:
            self._process.send_signal(self.program.farewell)

    def stop(self) -> None:
        """End it, by force if it does not go by itself."""
        if self._process:
            process.finish(self.program, self._process)
            self._process = None


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"code {code}"


def stop_all(keepers: list[Keeper]) -> None:
    """End them side by side."""
    for keeper in keepers:
        keeper.ask_to_end()
    for keeper in keepers:
        keeper.stop()
