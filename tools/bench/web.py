"""The web server as `make demo` starts it, and the load against it."""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from config.paths import Var, default_var, root
from config.supervisor.services import programs
from tools.bench.ground import Ground

TICK = os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(ground: Ground) -> Iterator[int]:
    """The web server's process id, while it answers."""
    var = Var(default_var())
    program = next(p for p in programs(var, dict(os.environ), 1) if p.name == "web")
    var.logs.mkdir(parents=True, exist_ok=True)
    with (var.logs / "bench-web.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own command
            program.command, cwd=root(), env=dict(program.environment), stdout=log, stderr=log
        )
        try:
            _wait(ground, process)
            yield process.pid
        finally:
            process.terminate()
            process.wait(30)


def _wait(ground: Ground, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError("the web server ended; see bench-web.log")
        connection = http.client.HTTPConnection("127.0.0.1", ground.port, timeout=5)
        try:
            connection.request("GET", "/api/v1/openapi/", headers={"Host": ground.host})
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError("the web server does not answer")


def load(plan: dict[str, Any]) -> dict[str, Any]:
    """Run the load in a process of its own; what it saw."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench.client"],
        input=json.dumps(plan),
        capture_output=True,
        text=True,
        cwd=root(),
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def cpu_of(pid: int) -> float:
    """CPU seconds used so far by a process; 0 when it is not on this machine."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def family(pid: int) -> list[int]:
    """The process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return [pid, *map(int, children.read_text(encoding="ascii").split())] if children.exists() else [pid]
