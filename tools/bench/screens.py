"""From the click "Panggil berikutnya" to the number on the TVs, through HTTP, the stream and the board."""

import http.client
import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from config.paths import Var, default_var, root
from config.supervisor.services import programs
from tools.bench import web
from tools.bench.figures import Figure, note, p95
from tools.bench.ground import Ground, free_port

TVS, POLLING, POLL_SECONDS = 12, 4, 2.0
SERVICE = ("ktp-el", "KTP-el")
PROMISED_MS = 1000
PAUSE = 0.15  # a counter does not call ten people a second


def calls(ground: Ground, *, count: int) -> Iterator[Figure]:
    """Call `count` people and see when each TV had them; the TVs that poll are reported apart."""
    os.environ["LIVE_URL"] = live = f"http://localhost:{free_port()}/live"
    try:
        with live_server(live), web.serving(ground) as pid:
            clerk, devices = _furnish(ground, count)
            before = _cpu(pid)
            seen, clicks = _watched(ground, live, clerk, devices, count)
            note(f"calls: web used {_cpu(pid) - before:.1f} s of CPU, the load {seen['cpu']:.1f} s")
    finally:
        del os.environ["LIVE_URL"]
    yield _figure("call → TV (stream), p99", seen["seen"][:TVS], clicks, seen, PROMISED_MS)
    yield _figure("call → TV (poll every 2 s), p99", seen["seen"][TVS:], clicks, seen, None)


def _cpu(pid: int) -> float:
    return sum(web.cpu_of(each) for each in web.family(pid))


@contextmanager
def live_server(url: str) -> Iterator[None]:
    """The stream of changes, while it is needed, where `LIVE_URL` says."""
    port = int(url.rpartition(":")[2].partition("/")[0])
    program = next(p for p in programs(Var(default_var()), dict(os.environ), port) if p.name == "live")
    process = subprocess.Popen(program.command, cwd=root(), env=dict(program.environment))  # noqa: S603 - ours
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def _furnish(ground: Ground, count: int) -> tuple["Clerk", list[str]]:
    """A counter with its clerk signed in, so many people waiting, and paired TVs (their tokens)."""
    from commons import clock  # noqa: PLC0415 - after the environment
    from offices.scope import office_scope  # noqa: PLC0415
    from queueing import operations, operations_devices  # noqa: PLC0415
    from queueing.models import DeviceKind  # noqa: PLC0415

    admin, now = ground.people["admin"], clock.now()
    with office_scope(ground.office):
        desk = operations.save_counter(actor=admin, number=1, now=now)
        for _n in range(count):
            operations.issue(actor=admin, service_code=SERVICE[0], service_name=SERVICE[1], now=clock.now())
        tokens = []
        for n in range(TVS + POLLING):
            facts: dict[str, Any] = {"actor": admin, "now": now}
            device = operations_devices.add_device(kind=DeviceKind.DISPLAY, name=f"TV {n}", **facts)
            code, _until = operations_devices.pairing_code(device_id=device.id, **facts)
            tokens.append(operations_devices.pair(code=code, now=now).token)
    return Clerk(ground, desk), tokens


class Clerk:
    """A person at a counter's console: a session and its forms, as a browser sends them."""

    def __init__(self, ground: Ground, desk: Any) -> None:
        self._ground, self._desk = ground, desk
        self._csrf = secrets.token_hex(16)
        self._session = _session(ground)
        self.post("/antrean/loket/", {"counter": str(desk.id)})

    def post(self, path: str, form: dict[str, str]) -> None:
        """Send a form. Raises `RuntimeError` when the answer is no redirect."""
        headers = {
            "Host": self._ground.host,
            "Cookie": f"sessionid={self._session}; csrftoken={self._csrf}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://{self._ground.host}",
        }
        connection = http.client.HTTPConnection("127.0.0.1", self._ground.port, timeout=30)
        connection.request("POST", path, urlencode({**form, "csrfmiddlewaretoken": self._csrf}), headers)
        status = connection.getresponse().status
        connection.close()
        if status not in {302, 303}:
            raise RuntimeError(f"{path}: {status}")

    def call(self) -> tuple[str, float]:
        """Finish who is here, click for the next person: their number, and when the click was."""
        from commons import clock  # noqa: PLC0415 - after the environment
        from offices.scope import office_scope  # noqa: PLC0415
        from queueing import queries  # noqa: PLC0415

        with office_scope(self._ground.office):
            here = queries.at_counter(self._desk.id, day=clock.today())
        if here is not None:
            self.post(f"/antrean/{here.id}/finish/", {"event": str(here.event)})
        clicked = time.monotonic()
        self.post("/antrean/berikutnya/", {"seen": ""})
        with office_scope(self._ground.office):
            called = queries.at_counter(self._desk.id, day=clock.today())
        assert called is not None
        return called.number, clicked


def _session(ground: Ground) -> str:
    from django.test import Client  # noqa: PLC0415 - after the environment

    from tests.applications.pages import sit_down  # noqa: PLC0415 - as the tests sign people in

    browser: Client = sit_down(ground.office, ground.people["counter"])
    return str(browser.cookies["sessionid"].value)


def _watched(
    ground: Ground, live: str, clerk: Clerk, tokens: Sequence[str], count: int
) -> tuple[dict[str, Any], dict[str, float]]:
    plan = {
        "port": ground.port,
        "host": ground.host,
        "live": live,
        "board": "/tv/papan/",
        "listening": tokens[:TVS],
        "polling": tokens[TVS:],
        "poll": POLL_SECONDS,
    }
    command = [sys.executable, "-m", "tools.bench.watching"]
    load = subprocess.Popen(command, cwd=root(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
    assert load.stdin is not None
    load.stdin.write(json.dumps(plan) + "\n")
    load.stdin.flush()
    time.sleep(2)  # until all have looked and listen
    clicks = {}
    for _n in range(count):
        number, clicked = clerk.call()
        clicks[number] = clicked
        time.sleep(PAUSE)
    time.sleep(POLL_SECONDS + 1)
    out, _err = load.communicate()
    seen: dict[str, Any] = json.loads(out)
    return seen, clicks


def _figure(
    name: str,
    seen: Sequence[dict[str, float]],
    clicks: dict[str, float],
    load: dict[str, Any],
    at_most: float | None,
) -> Figure:
    took = sorted(
        (tv[number] - clicked) * 1000 for tv in seen for number, clicked in clicks.items() if number in tv
    )
    missed = len(seen) * len(clicks) - len(took)
    p99 = took[max(0, -(-len(took) * 99 // 100) - 1)]
    # A TV that polls shows the last calls of the seconds between two looks; the stream misses none.
    met = p99 <= at_most and not missed and not load["refused"] if at_most is not None else None
    return Figure(
        name=name,
        value=p99,
        unit="ms",
        n=len(took),
        median=took[len(took) // 2],
        p95=p95(took),
        target=f"≤ {at_most:g}" if at_most is not None else "",
        met=met,
        note=f"{len(clicks)} calls × {len(seen)} TVs; {missed} not seen, {len(load['refused'])} refused",
    )
