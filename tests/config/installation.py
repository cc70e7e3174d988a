"""One `var/` with real servers of its own, for tests that stop and kill them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg

from config.paths import Var, root
from config.supervisor import leftovers
from config.supervisor.servers import ADDRESSES, read_run_env

OWN = {*ADDRESSES, "SECRET_KEY", "MASTER_KEY", "BASE_HOST", "LIVE_URL", "LOKET_PORT", "MAKELEVEL"}


class Installation:
    """One `var/` and the supervisors started on it."""

    def __init__(self, folder: Path) -> None:
        self.var = Var(folder)
        self.started: list[subprocess.Popen[str]] = []

    def start(self, *words: str, **variables: str) -> subprocess.Popen[str]:
        kept = {name: value for name, value in os.environ.items() if name not in OWN}
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "config.run", *words],
            cwd=root(),
            env={**kept, "LOKET_VAR": str(self.var.folder), **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.started.append(process)
        return process

    def run(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        process = self.start(*words, **variables)
        printed, complained = process.communicate(timeout=60)
        return subprocess.CompletedProcess(words, process.returncode, printed, complained)

    def serve(self) -> subprocess.Popen[str]:
        process = self.start("servers")
        assert process.stderr
        printed: list[str] = []
        while "Ctrl-C stops them" not in "".join(printed[-1:]):
            printed.append(process.stderr.readline())
            assert printed[-1], printed
        return process

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(read_run_env(self.var)["DATABASE_OWNER_URL"], autocommit=True)

    def processes(self) -> dict[str, int]:
        """The servers that run, by name; a session of the database just begun still looks like its server."""
        owned = leftovers.owned(self.var)
        return {command: pid for pid, command in owned.items() if leftovers.parent_of(pid) not in owned}

    def is_quiet(self) -> bool:
        return not leftovers.owned(self.var)

    def end(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
        leftovers.clear(self.var)
