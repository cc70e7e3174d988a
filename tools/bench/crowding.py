"""The load of a whole kabupaten at work: staff who act every few seconds, screens and phones that look on.

`python -m tools.bench.crowding` reads a plan (JSON) from standard input, works for its seconds, and writes
what everybody saw. A process of its own, standard library only: what it uses is no cost of the servers'.
"""

import http.client
import json
import random
import resource
import sys
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tools.bench.watching import Tv

GIVE_UP = 30.0
NOBODY = "nobody_waits"


@dataclass
class Seen:
    """What one person or screen saw: (what, began, seconds); what was refused; (number, click) of calls."""

    took: list[tuple[str, float, float]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    calls: list[tuple[str, float]] = field(default_factory=list)
    late: float = 0.0
    """The most seconds by which a turn began late: more than a few mean that the load itself was too slow."""


class Line:
    """Requests to one office, each on a connection of its own: between two of them lie many seconds."""

    def __init__(self, plan: dict[str, Any], host: str, headers: dict[str, str]) -> None:
        self.seen = Seen()
        self.host, self._port, self._headers = host, plan["port"], {"Host": host, **headers}

    def ask(
        self, method: str, path: str, what: str, body: Any = None, **headers: str
    ) -> tuple[int, bytes, Any]:
        """Status, body and headers of the answer; 0 when there was none. Whoever asks judges it."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=GIVE_UP)
        began = time.monotonic()
        try:
            connection.request(method, path, body, {**self._headers, **headers})
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.seen.refused.append(f"{what}: {type(error).__name__}")
            return 0, b"", {}
        finally:
            connection.close()
        self.seen.took.append((what, began, time.monotonic() - began))
        return answer.status, content, answer.headers

    def post(self, path: str, body: dict[str, Any], what: str, *, token: str) -> dict[str, Any] | None:
        """What the API answered; None when it refused."""
        words = json.dumps(body)
        status, content, _headers = self.ask(
            "POST", f"/api/v1/{path}", what, words,
            **{"Authorization": f"Token {token}", "Content-Type": "application/json"},
        )  # fmt: skip
        if 200 <= status < 300:
            answered: dict[str, Any] = json.loads(content)
            return answered
        if status and NOBODY.encode() not in content:
            self.refuse(what, status, content)
        return None

    def refuse(self, what: str, status: int, content: bytes) -> None:
        """Keep that it was refused, with the beginning of what was said."""
        self.seen.refused.append(f"{what}: {status} {content[:200].decode(errors='replace')}")


class Desk:
    """Somebody who takes files from intake to hand-over, a step at each turn."""

    def __init__(self, plan: dict[str, Any], office: dict[str, Any], number: int) -> None:
        self.line = Line(plan, office["host"], {})
        self._plan, self._office, self._number = plan, office, number
        self._open: tuple[dict[str, Any], dict[str, Any]] | None = None

    def turn(self) -> None:
        """One action."""
        if self._open is None:
            forms = self._plan["forms"]
            form = forms[self._number % len(forms)] | {"idempotency_key": str(uuid.uuid4())}
            self._number += 1
            self._after(form, self._send("counter", "applications/", form, "receive"))
            return
        form, outcome = self._open
        role = self._plan["roles"][form["service"]][outcome["step"]]
        body = {
            "expected_event": outcome["event"],
            "idempotency_key": str(uuid.uuid4()),
            "data": {"lookup_reason": "Daftar belum dimuat", "receiver": "Pemohon sendiri"},
        }
        path = f"applications/{outcome['file_id']}/actions/complete/"
        self._after(form, self._send(role, path, body, f"{form['service']}/{outcome['step']}"))

    def _send(self, role: str, path: str, body: dict[str, Any], what: str) -> dict[str, Any] | None:
        return self.line.post(path, body, what, token=self._office["tokens"][role])

    def _after(self, form: dict[str, Any], outcome: dict[str, Any] | None) -> None:
        goes_on = outcome is not None and outcome["phase"] == "OPEN"
        self._open = (form, outcome) if goes_on and outcome is not None else None


class Caller:
    """Somebody at a counter: calls the next person, or says that the one who is there has been served."""

    def __init__(self, plan: dict[str, Any], office: dict[str, Any], counter: str) -> None:
        self.line = Line(plan, office["host"], {})
        self._token, self._counter, self._here = office["tokens"]["counter"], counter, ""

    def turn(self) -> None:
        """One action."""
        if self._here:
            path = f"queue/tickets/{self._here}/actions/finish/"
            self.line.post(path, {"counter": self._counter}, "finish", token=self._token)
            self._here = ""
            return
        clicked = time.monotonic()
        ticket = self.line.post("queue/calls/", {"counter": self._counter}, "call", token=self._token)
        if ticket is not None:
            self._here = ticket["id"]
            self.line.seen.calls.append((ticket["number"], clicked))


class Kiosk:
    """A kiosk in use: somebody looks at the services, confirms, takes a number."""

    def __init__(self, plan: dict[str, Any], office: dict[str, Any], token: str) -> None:
        self._secret = uuid.uuid4().hex
        cookies = f"loket_kiosk={token}; csrftoken={self._secret}"
        self.line = Line(plan, office["host"], {"Cookie": cookies, "Origin": f"http://{office['host']}"})
        self._service = plan["queued"]

    def turn(self) -> None:
        """The pages of one number: choose, confirm, take it, read it."""
        for path in ("/kiosk/", f"/kiosk/?layanan={self._service}"):
            status, content, _headers = self.line.ask("GET", path, "kiosk")
            if status not in {0, 200}:
                self.line.refuse("kiosk", status, content)
        form = f"service={self._service}&idempotency_key={uuid.uuid4()}&csrfmiddlewaretoken={self._secret}"
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        status, content, headers = self.line.ask("POST", "/kiosk/ambil/", "kiosk number", form, **kind)
        if status not in {0, 302}:
            self.line.refuse("kiosk number", status, content)
        elif status:
            self.line.ask("GET", headers["Location"], "kiosk")


class Phone:
    """A phone that follows a turn and asks again and again whether anything changed."""

    def __init__(self, plan: dict[str, Any], office: dict[str, Any], code: str) -> None:
        self.line = Line(plan, office["host"], {})
        self._path, self._etag = f"/giliran/{code}/isi/", ""

    def turn(self) -> None:
        """Look once."""
        status, content, headers = self.line.ask("GET", self._path, "phone", **{"If-None-Match": self._etag})
        if status == 200:
            self._etag = headers.get("ETag") or ""
        elif status not in {0, 304}:
            self.line.refuse("phone", status, content)


def keep_on(who: Any, every: float, until: float, chance: random.Random) -> None:
    """A turn every so many seconds, begun at any moment of the first ones; slow answers do not make fewer."""
    due = time.monotonic() + chance.random() * every
    while due < until:
        time.sleep(max(0.0, due - time.monotonic()))
        who.line.seen.late = max(who.line.seen.late, time.monotonic() - due)
        who.turn()
        due = max(due + every, time.monotonic())


def crowd(plan: dict[str, Any]) -> tuple[list[Any], list[tuple[Any, float]], list[tuple[str, Tv]]]:
    """Staff, (watcher, seconds between looks), and (office, TV)."""
    staff: list[Any] = []
    watchers: list[tuple[Any, float]] = []
    tvs: list[tuple[str, Tv]] = []
    for office in plan["offices"]:
        staff += [Caller(plan, office, counter) for counter in office["counters"]]
        staff += [Desk(plan, office, number) for number in range(office["desks"])]
        watchers += [(Kiosk(plan, office, token), plan["kiosk_every"]) for token in office["kiosks"]]
        watchers += [(Phone(plan, office, code), plan["phone_every"]) for code in office["phones"]]
        seen_by = {**plan, "host": office["host"]}
        tvs += [(office["host"], Tv(seen_by, token, 0)) for token in office["listening"]]
        tvs += [(office["host"], Tv(seen_by, token, plan["tv_every"])) for token in office["polling"]]
    return staff, watchers, tvs


def main() -> None:
    """Work as planned; what was seen, and what the load itself cost."""
    plan = json.load(sys.stdin)
    # Many short waits on answers, little work: let threads change often.
    sys.setswitchinterval(0.001)
    threading.stack_size(256 * 1024)
    staff, watchers, tvs = crowd(plan)
    ended, chance = threading.Event(), random.Random(plan["seed"])  # noqa: S311 - a load, no secret
    start = time.monotonic() + plan["warm"]
    until = start + plan["seconds"]
    turns: list[tuple[Any, float]] = [*((one, plan["every"]) for one in staff), *watchers]
    works: list[tuple[Callable[..., None], tuple[Any, ...]]] = [(tv.run, (ended,)) for _host, tv in tvs]
    works += [(keep_on, (who, every, until, random.Random(chance.random()))) for who, every in turns]  # noqa: S311
    threads = [threading.Thread(target=work, args=facts, daemon=True) for work, facts in works]
    for thread in threads:
        thread.start()
    time.sleep(max(0.0, until - time.monotonic()) + GIVE_UP / 10)
    ended.set()
    for thread in threads[len(tvs) :]:
        thread.join(GIVE_UP)
    json.dump(_seen(staff, [who for who, _every in watchers], tvs, start), sys.stdout)


def _seen(staff: list[Any], watchers: list[Any], tvs: list[tuple[str, Tv]], start: float) -> dict[str, Any]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    lines = [one.line.seen for one in (*staff, *watchers)]
    return {
        "acted": [row for one in staff for row in one.line.seen.took if row[1] >= start],
        "looked": [row for one in watchers for row in one.line.seen.took if row[1] >= start],
        "refused": [words for one in lines for words in one.refused]
        + [words for _host, tv in tvs for words in tv.refused],
        "calls": [
            (one.line.host, number, at) for one in staff for number, at in one.line.seen.calls if at >= start
        ],
        "tvs": [(host, tv.listens, tv.seen) for host, tv in tvs],
        "late": max((one.late for one in lines), default=0.0),
        "cpu": used.ru_utime + used.ru_stime,
    }


if __name__ == "__main__":
    main()
