"""The load of a waiting room: TVs that listen or poll, and fetch their board. Standard library only.

`python -m tools.bench.watching` reads a plan (a line of JSON) from standard input, watches until that ends,
and writes when each TV first had each number on its board, by CLOCK_MONOTONIC: the same for all processes.
"""

import http.client
import json
import re
import resource
import sys
import threading
import time
from contextlib import suppress
from typing import Any
from urllib.parse import quote, urlsplit

CALLED = re.compile(rb'data-number="([^"]+)"')
GIVE_UP = 30.0


class Tv:
    """One paired TV. With `poll` seconds it asks again and again; without, it hears of changes."""

    def __init__(self, plan: dict[str, Any], token: str, poll: float) -> None:
        self.seen: dict[str, float] = {}
        self.refused: list[str] = []
        self._plan, self._token, self._poll = plan, token, poll
        self._etag, self._ticket = "", ""
        self._connection = http.client.HTTPConnection("127.0.0.1", plan["port"], timeout=GIVE_UP)

    @property
    def listens(self) -> bool:
        """Whether it hears of changes."""
        return not self._poll

    def run(self, ended: threading.Event) -> None:
        """Watch until the end."""
        self._look()
        while not ended.is_set():
            with suppress(OSError, http.client.HTTPException):
                if self._poll:
                    ended.wait(self._poll)
                    self._look()
                else:
                    self._listen(ended)

    def _listen(self, ended: threading.Event) -> None:
        live = urlsplit(self._plan["live"])
        stream = http.client.HTTPConnection("127.0.0.1", live.port or 80, timeout=GIVE_UP)
        try:
            stream.request("GET", f"{live.path}?ticket={quote(self._ticket)}")
            answer = stream.getresponse()
            if answer.status != 200:
                self.refused.append(f"live: {answer.status}")
                ended.wait(1)
                return
            while not ended.is_set() and (line := answer.readline()):
                if line.startswith(b"event: changed"):
                    self._look()
        finally:
            stream.close()

    def _look(self) -> None:
        headers = {
            "Host": self._plan["host"],
            "Cookie": f"loket_tv={self._token}",
            "If-None-Match": self._etag,
        }
        try:
            self._connection.request("GET", self._plan["board"], headers=headers)
            answer = self._connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()  # the server ends idle connections; once more on a new one
            self._connection.request("GET", self._plan["board"], headers=headers)
            answer = self._connection.getresponse()
            body = answer.read()
        at = time.monotonic()
        self._ticket = answer.headers.get("X-Live-Ticket") or self._ticket
        self._etag = answer.headers.get("ETag") or self._etag
        if answer.status not in {200, 304}:
            self.refused.append(f"board: {answer.status}")
        for number in CALLED.findall(body):
            self.seen.setdefault(number.decode(), at)


def main() -> None:
    """Watch as planned; what was seen, and what the watching cost."""
    plan = json.loads(sys.stdin.readline())
    sys.setswitchinterval(0.001)
    ended = threading.Event()
    tvs = [Tv(plan, token, 0) for token in plan["listening"]]
    tvs += [Tv(plan, token, plan["poll"]) for token in plan["polling"]]
    threads = [threading.Thread(target=tv.run, args=(ended,), daemon=True) for tv in tvs]
    for thread in threads:
        thread.start()
    sys.stdin.read()
    ended.set()
    used = resource.getrusage(resource.RUSAGE_SELF)
    json.dump(
        {
            "seen": [tv.seen for tv in tvs],
            "refused": [line for tv in tvs for line in tv.refused],
            "cpu": used.ru_utime + used.ru_stime,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
