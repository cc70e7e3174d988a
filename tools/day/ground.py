"""What a played day stands on: the demo as `make demo` starts it, with a clock that is moved, and a provider
of text messages that does as it is told."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from commons import clock as clocks
from commons.clock import WIB
from config.paths import Var, root
from config.supervisor.servers import ADDRESSES, read_run_env
from tests.functional.site import Site, answers

MOVED = Path(__file__).parent / "moved"
START = 600.0  # seconds until a demo that was never started before answers
# What is set for the helpers of the tests in this process is nothing to the demo.
OURS = frozenset({*ADDRESSES, "DJANGO_SETTINGS_MODULE", "SECRET_KEY", "MASTER_KEY"})
SETTLES = 2.5  # until every process has read the moved clock


def say(line: str) -> None:
    """A line for whoever watches."""
    print(line, flush=True)  # noqa: T201 - the operator's console


def until(holds: Callable[[], Any], seconds: float = 30.0, what: str = "") -> Any:
    """Wait until something holds; what it gave. Raises `TimeoutError`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := holds():
            return found
        time.sleep(0.2)
    raise TimeoutError(what or "it never came to hold")


class Clock:
    """The demo's clock: real time, moved by seconds that stand in a file, for all its processes alike."""

    def __init__(self, file: Path, day: date) -> None:
        self._file, self.day = file, day
        self._ahead = 0
        file.write_text("0\n")

    def set(self, hour: str) -> None:
        """It is now this hour ("10.00") of the day; never earlier than it was."""
        at = datetime.combine(self.day, datetime.strptime(hour, "%H.%M").time(), WIB)  # noqa: DTZ007
        self._ahead = max(self._ahead, int(at.timestamp() - time.time()))
        self._file.write_text(f"{self._ahead}\n")
        time.sleep(SETTLES)
        say(f"   {self.now:%H.%M}")

    @property
    def now(self) -> datetime:
        """What the demo's clock says."""
        return datetime.fromtimestamp(time.time() + self._ahead, WIB)

    def environment(self) -> dict[str, str]:
        """For processes whose clock it is (`moved/sitecustomize.py`)."""
        return {"LOKET_DAY_AHEAD": str(self._file), "PYTHONPATH": str(MOVED)}


def working_day(after: date) -> date:
    """The first Monday after a day: nothing else is asked of the calendar."""
    return after + timedelta(days=7 - after.weekday())


@contextmanager
def demo(port: int) -> Iterator[tuple[Site, Clock, int]]:
    """The demo on data of its own that go with it; the site, its clock, and the process id of its keeper."""
    with tempfile.TemporaryDirectory(prefix="loket-day-") as folder, ExitStack() as stack:
        servers, own = Var(Path(folder) / "servers"), Var(Path(folder) / "demo")
        own.folder.mkdir()
        # The database and Valkey keep the machine's clock: they are not what is tried here.
        stack.enter_context(_running(["servers"], {"LOKET_VAR": str(servers.folder)}, own.folder))
        until(servers.run_env.exists, 120, "the database did not start")
        time.sleep(1)
        values = read_run_env(servers)
        clock = Clock(Path(folder) / "ahead", working_day(clocks.today()))
        clock.set("07.00")
        environment = {
            **{name: value for name, value in values.items() if name in ADDRESSES},
            **clock.environment(),
            "LOKET_VAR": str(own.folder),
            "LOKET_PORT": str(port),
            "WEBHOOK_LOCALHOST": "true",
        }
        keeper = stack.enter_context(_running(["demo"], environment, own.folder))
        until(lambda: keeper.poll() is not None or (own.demo.exists() and answers(port)), START, "no demo")
        if keeper.poll() is not None:
            raise RuntimeError((own.folder / "demo-keeper.log").read_text())
        yield Site(port, {**values, "LOKET_VAR": str(own.folder)}, own.demo.parent), clock, keeper.pid


@contextmanager
def _running(
    words: list[str], environment: dict[str, str], folder: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    log = (folder / f"{words[0]}-keeper.log").open("wb")
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "config.run", *words],
        cwd=root(),
        env={**{name: value for name, value in os.environ.items() if name not in OURS}, **environment},
        stdout=log,
        stderr=log,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        log.close()


def kill_workers(keeper: int) -> list[int]:
    """End every process of the worker at once, as when the power goes; which they were."""
    found = [pid for pid in _family(keeper) if "worker" in _words(pid) and "celery" in _words(pid)]
    for pid in found:
        os.kill(pid, signal.SIGKILL)
    return found


def _family(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            yield child
            yield from _family(child)


def _words(pid: int) -> str:
    path = Path(f"/proc/{pid}/cmdline")
    return path.read_bytes().replace(b"\0", b" ").decode(errors="replace") if path.exists() else ""


@dataclass
class Provider:
    """A gateway for SMS. `mood`: "well", "down" (every call is refused) or "holding" (it answers no more)."""

    port: int = 0
    mood: str = "well"
    taken: Counter[str] = field(default_factory=Counter)
    held: int = 0
    free: threading.Event = field(default_factory=threading.Event)

    def answer(self, key: str) -> int:
        """The status of one call."""
        if self.mood == "holding":
            self.held += 1
            self.free.wait(60)
            return 504
        if self.mood == "down":
            return 503
        self.taken[key] += 1
        return 200


@contextmanager
def provider() -> Iterator[Provider]:
    """One that listens on this machine."""
    one = Provider()

    class Gateway(BaseHTTPRequestHandler):
        """One call."""

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            key = str(self.headers["Idempotency-Key"])
            status = one.answer(key)
            content = json.dumps({"status": "0", "messageId": key}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: Any) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    server.daemon_threads = True
    one.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield one
    finally:
        one.free.set()
        server.shutdown()
