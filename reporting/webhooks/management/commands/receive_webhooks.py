"""`manage.py receive_webhooks --secret whsec_…`: take messages here and say whether they are good."""

from argparse import ArgumentParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from django.core.management.base import BaseCommand

from commons import clock
from webhooks.signing import is_good

MOST = 1_000_000


class Command(BaseCommand):
    """A receiver for trying out."""

    help = "Receive webhooks on this machine and check their signatures, for trying out"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--secret", required=True, help="whsec_…, as the page showed it")
        parser.add_argument("--port", type=int, default=8099)
        parser.add_argument("--once", action="store_true", help="end after one message")

    def handle(self, *_args: Any, secret: str, port: int, once: bool, **_options: Any) -> None:
        server = HTTPServer(("127.0.0.1", port), _handler(self.stdout, secret))
        self.stdout.write(f"http://localhost:{server.server_port}/")
        try:
            if once:
                server.handle_request()
            else:
                server.serve_forever()
        except KeyboardInterrupt:
            pass
        finally:
            server.server_close()


def _handler(out: Any, secret: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers 204 to what is good, 400 to anything else."""

        def do_POST(self) -> None:
            body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), MOST))
            sent = {name.lower(): value for name, value in self.headers.items()}
            good = is_good(secret, sent, body, now=clock.now())
            words = (
                "good" if good else "NOT GOOD",
                sent.get("webhook-id", ""),
                body.decode("utf-8", "replace"),
            )
            out.write(" ".join(words))
            self.send_response(204 if good else 400)
            self.end_headers()

        def log_message(self, *_args: Any) -> None:
            """Our own line is enough."""

    return Handler
