"""A kabupaten's admin with a browser, and a receiver on this machine."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tests.onboarding.conftest import admin, as_admin, enter_as

__all__ = ["admin", "as_admin", "enter_as"]


@dataclass
class Receiver:
    """What arrived, and how the next messages are answered."""

    port: int = 0
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    wait: float = 0.0
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://localhost:{self.port}/loket"

    def bodies(self) -> list[dict[str, Any]]:
        """What arrived, read."""
        return [json.loads(body) for _headers, body in self.got]


@pytest.fixture
def receiver(settings) -> Iterator[Receiver]:
    """A receiver; this machine is allowed as for trying out."""
    settings.WEBHOOK_LOCALHOST = True
    found = Receiver()

    class Handler(BaseHTTPRequestHandler):
        """Keeps what comes, answers as told."""

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            names = {name.lower(): value for name, value in self.headers.items()}
            found.got.append((names, self.rfile.read(length)))
            found.done.wait(found.wait)
            self.send_response(found.status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(found.body)))
            self.end_headers()
            self.wfile.write(found.body)

        def log_message(self, *_args: Any) -> None:
            """Silent."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
    thread.start()
    yield found
    found.done.set()
    server.shutdown()
    server.server_close()
    thread.join(5)
