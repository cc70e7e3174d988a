"""`python -m tools.bench.provider <port>`: an SMS gateway that fails one call in five; GET says what it took.

Of a hundred calls ten are refused (500), five are cut off before it has taken the message, and five after.
"""

import json
import random
import sys
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SEED = 20261120
BACKLOG = 128


class Gateway(BaseHTTPRequestHandler):
    """One call."""

    protocol_version = "HTTP/1.1"
    chance = random.Random(SEED)  # noqa: S311  no secret
    taken: Counter[str] = Counter()
    calls = 0
    lock = threading.Lock()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        with self.lock:
            type(self).calls += 1
            fate = self.chance.random()
            if fate >= 0.15:
                self.taken[self.headers["Idempotency-Key"]] += 1
        if fate < 0.10:
            self._answer(500, {})
        elif fate < 0.20:
            self.close_connection = True
        else:
            self._answer(200, {"status": "0", "messageId": self.headers["Idempotency-Key"]})

    def do_GET(self) -> None:
        with self.lock:
            self._answer(200, {"calls": self.calls, "taken": dict(self.taken)})

    def _answer(self, status: int, told: dict[str, Any]) -> None:
        content = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: Any) -> None:
        """Silent."""


def main() -> None:
    """Serve until it is ended."""
    ThreadingHTTPServer.request_queue_size = BACKLOG
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Gateway).serve_forever()


if __name__ == "__main__":
    main()
