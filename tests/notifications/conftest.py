"""Offices at work, and providers on this machine that do as they are told."""

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest

from commons import clock as time
from notifications import draining
from notifications.kinds import Channel
from notifications.models import ChannelSetting, MessagePolicy, OutMessage
from offices.scope import office_scope
from tests.applications.pages import Site
from tests.desk import elsewhere, site

__all__ = ["elsewhere", "site"]


@dataclass
class Provider:
    """A provider: `answers` are given one after the other, then 200. An answer is a status, or what to do
    instead: "lose" (take it and say nothing), "cut" (take it and hang up)."""

    port: int = 0
    answers: list[Any] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    error: int = 0
    got: list[dict[str, Any]] = field(default_factory=list)
    taken: Counter[str] = field(default_factory=Counter)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://localhost:{self.port}"

    def next(self) -> Any:
        """What it does now."""
        return self.answers.pop(0) if self.answers else 200

    def take(self, key: str) -> str:
        """It has the message; its number for it."""
        self.taken[key] += 1
        return f"wamid.{key}.{self.taken[key]}"


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """WhatsApp for JSON with `messaging_product`, else an SMS gateway."""

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
            is_json = self.headers["Content-Type"].startswith("application/json")
            body = json.loads(raw) if is_json else {name: each[0] for name, each in parse_qs(raw).items()}
            provider.got.append({"path": self.path, "headers": dict(self.headers), "body": body})
            key = str(body.get("biz_opaque_callback_data") or self.headers.get("Idempotency-Key"))
            self._answer(provider.next(), key)

        def _answer(self, what: Any, key: str) -> None:
            if what in {"lose", "cut"}:
                provider.take(key)
                if what == "lose":
                    provider.over.wait(5)
                self.connection.close()
                return
            told: dict[str, Any] = {"error": {"code": provider.error}} if provider.error else {}
            if what == 200:
                number = provider.take(key)
                told = {"messages": [{"id": number}], "status": "0", "messageId": number}
            content = json.dumps(told).encode()
            self.send_response(what)
            for name, value in provider.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: Any) -> None:
            """Silent."""

    return Handler


@pytest.fixture
def provider(settings, monkeypatch) -> Iterator[Provider]:
    """A provider on this machine; nobody waits long for it."""
    settings.WEBHOOK_LOCALHOST = True
    found = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(found))
    server.daemon_threads = True
    found.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
    thread.start()
    yield found
    found.over.set()
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def impatient(monkeypatch) -> None:
    """A request without an answer is given up after a tenth of a second."""
    from commons import posting  # noqa: PLC0415
    from notifications.channels import sms, whatsapp  # noqa: PLC0415

    def post(url: str, body: bytes, headers: Any) -> posting.Result:
        return posting.post(url, body, headers, whole=0.1)

    monkeypatch.setattr(whatsapp, "post", post)
    monkeypatch.setattr(sms, "post", post)


SMS_OPTIONS = {
    "body": "form",
    "to_field": "nohp",
    "number_format": "0",
    "text_field": "pesan",
    "user_field": "userkey",
    "user": "loket",
    "key_field": "passkey",
    "status_path": "status",
    "good_values": "0,1",
    "answer_id_path": "messageId",
    "reports": "ya",
    "report_id_path": "id",
    "report_status_path": "status",
    "report_delivered": "DELIVERED",
    "report_failed": "FAILED",
    "keeps_key": "tidak",
}


def switch_on(site: Site, channel: Channel, *, url: str = "", **options: str) -> None:
    """A channel of the office, with secrets of its own."""
    place = {"base": url} if channel is Channel.WHATSAPP else {"url": f"{url}/kirim"} if url else {}
    plain = {"phone_number_id": "555"} if channel is Channel.WHATSAPP else {}
    plain = SMS_OPTIONS if channel is Channel.SMS else plain
    secrets = {"token": "rahasia", "app_secret": "kunci-meta", "verify_token": "jabat"}
    if channel is Channel.SMS:
        secrets = {"key": "kunci-sms", "report_secret": "kunci-laporan"}
    with office_scope(site.office):
        ChannelSetting.objects.update_or_create(
            channel=channel,
            defaults={
                "is_on": True,
                "options": {**plain, **place, **options},
                "secrets": secrets,
                "changed_at": time.now(),
            },
        )


def go(site: Site) -> draining.Turn:
    """What the worker does every few seconds."""
    with office_scope(site.office):
        return draining.drain(site.office)


def messages(site: Site, **only: Any) -> list[OutMessage]:
    """The office's messages, oldest first."""
    with office_scope(site.office):
        return list(OutMessage.objects.filter(**only).select_related("file").order_by("created_at", "id"))


def rules_of(site: Site, **values: Any) -> None:
    """Rules of the office, the rest as they come."""
    plain = {
        "quiet_from": "20:00",
        "quiet_to": "07:00",
        "not_collected_days": 7,
        "returned_days": 14,
        "unsigned_hours": 4,
        "changed_at": time.now(),
        "changed_by": "Uji",
    }
    with office_scope(site.office):
        MessagePolicy.objects.update_or_create(only=True, defaults={**plain, **values})


Approve = Callable[..., None]


@pytest.fixture
def approved(monkeypatch) -> None:
    """Every kind has a template that Meta has approved."""
    from dataclasses import replace  # noqa: PLC0415

    from notifications import defaults, setup  # noqa: PLC0415

    def words_of(kind: Any, channel: Any) -> Any:
        words = defaults.words_of(kind, channel)
        return replace(words, wa_name=defaults.proposed_name(kind)[0]) if channel == "WHATSAPP" else words

    monkeypatch.setattr(setup, "words_of", words_of)
