"""The live stream as a browser uses it: a real Valkey, the real process, plain HTTP."""

import http.client
import json
import os
import subprocess
import sys
import time
from datetime import timedelta
from urllib.parse import quote

import pytest

from commons import clock
from config.live_publish import Publisher
from config.live_tickets import issue_ticket, stream_key
from config.paths import Var, root
from config.supervisor import private
from config.supervisor.keeper import Keeper
from config.supervisor.valkey import Valkey
from tests.config.waiting import until

pytestmark = pytest.mark.faults
ORIGIN = "http://kec-lumajang.localhost:8000"


class Line:
    """One open stream."""

    def __init__(self, port: int, ticket: str, **headers: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
        self.connection.request("GET", f"/live?ticket={quote(ticket)}", headers=headers)
        self.answer = self.connection.getresponse()

    def fields(self) -> dict[str, str]:
        """The fields of the next event, heartbeats skipped; empty at the end of the stream."""
        found = {}
        while line := self.answer.readline().decode():
            name, _, value = line.rstrip("\n").partition(": ")
            if line != "\n" and name:
                found[name] = value
            elif line == "\n" and "event" in found:
                return found
        return {}

    def close(self) -> None:
        self.answer.close()
        self.connection.close()


@pytest.fixture(scope="module")
def valkey(tmp_path_factory):
    var = Var(tmp_path_factory.mktemp("live"))
    secrets = private.choose_ports(private.load(var), 0)
    server = Valkey(var, secrets)
    keeper = Keeper(server.program(), var)
    keeper.start()
    keeper.wait_ready(server.is_ready, 10)
    yield keeper, server, secrets
    keeper.ask_to_end()
    keeper.stop()


@pytest.fixture(scope="module")
def port(valkey):
    _, _, secrets = valkey
    environment = {**os.environ, "REDIS_URL": secrets.addresses()["REDIS_URL"], "BASE_HOST": "localhost:8000"}
    command = [sys.executable, "-m", "uvicorn", "config.live:app", "--port", str(secrets.live_port)]
    process = subprocess.Popen([*command, "--log-level", "critical"], cwd=root(), env=environment)  # noqa: S603
    until(lambda: _health(secrets.live_port) == 200)
    yield secrets.live_port
    process.terminate()
    process.wait(10)


@pytest.fixture
def publisher(valkey):
    made = Publisher(valkey[2].addresses()["REDIS_URL"])
    yield made
    made.close()


@pytest.fixture
def line(port):
    opened = []

    def open_line(ticket: str, **headers: str) -> Line:
        opened.append(Line(port, ticket, **headers))
        return opened[-1]

    yield open_line
    for each in opened:
        each.close()


def _health(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/live/health")
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def _ticket(schema: str, *topics: str, ttl: timedelta = timedelta(minutes=5)) -> str:
    return issue_ticket(schema, topics, ttl, now=clock.now())


def test_it_says_changed_to_those_who_listen_and_to_nobody_else(line, publisher):
    a, b = line(_ticket("o_1", "inbox", "queue")), line(_ticket("o_2", "inbox"))
    assert publisher.send(stream_key("o_1", "other"), stream_key("o_1", "queue"))
    assert publisher.send(stream_key("o_2", "inbox"))
    heard = a.fields()
    assert (heard["event"], heard["data"]) == ("changed", "queue")
    assert b.fields()["data"] == "inbox"
    assert publisher.send(stream_key("o_1", "inbox"))
    assert a.fields()["data"] == "inbox"


def test_a_page_that_comes_back_hears_what_it_missed_and_nothing_twice(line, publisher):
    first = line(_ticket("o_3", "inbox"))
    publisher.send(stream_key("o_3", "inbox"))
    seen = first.fields()["id"]
    first.close()
    publisher.send(stream_key("o_3", "inbox"))
    again = line(_ticket("o_3", "inbox"), **{"Last-Event-ID": seen})
    missed = again.fields()["id"]
    assert missed > seen
    once_more = line(_ticket("o_3", "inbox"), **{"Last-Event-ID": missed})
    publisher.send(stream_key("o_3", "inbox"))
    assert once_more.fields()["id"] > missed


def test_a_new_page_hears_what_happened_after_it_was_drawn(line, publisher):
    drawn = _ticket("o_4", "inbox")
    publisher.send(stream_key("o_4", "inbox"))
    assert line(drawn).fields()["data"] == "inbox"


def test_the_stream_ends_when_its_ticket_does(line):
    short = line(_ticket("o_5", "inbox", ttl=timedelta(seconds=1)))
    assert short.answer.status == 200
    assert short.fields() == {}
    assert line(_ticket("o_5", "inbox", ttl=timedelta(seconds=-1))).answer.status == 401


@pytest.mark.parametrize("ticket", ["", "nothing", "e30.e30"])
def test_without_a_good_ticket_there_is_no_stream(line, ticket):
    refused = line(ticket)
    assert (refused.answer.status, "ticket" in json.load(refused.answer)["error"]) == (401, True)


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (ORIGIN, 200),
        ("http://localhost:8000", 200),
        ("https://kec-lumajang.localhost:8000", 403),
        ("http://kec-lumajang.localhost:8001", 403),
        ("http://evil-localhost:8000", 403),
        ("http://localhost:8000.evil.example", 403),
        ("null", 403),
    ],
)
def test_only_pages_of_our_hosts_may_listen(line, origin, status):
    answer = line(_ticket("o_6", "inbox"), Origin=origin).answer
    assert answer.status == status
    assert answer.getheader("Access-Control-Allow-Origin") == (origin if status == 200 else None)


@pytest.mark.parametrize("seen", ["", "x", "9" * 5000, "1-", "-1"])
def test_a_strange_last_event_id_is_harmless(line, publisher, seen):
    opened = line(_ticket("o_7", "inbox"), **{"Last-Event-ID": seen})
    publisher.send(stream_key("o_7", "inbox"))
    assert opened.fields()["data"] == "inbox"


def test_when_valkey_dies_streams_end_and_come_back_with_it(line, port, valkey, publisher):
    keeper, server, _ = valkey
    opened = line(_ticket("o_8", "inbox"))
    publisher.send(stream_key("o_8", "inbox"))
    seen = opened.fields()["id"]
    os.kill(keeper.pid, 9)
    assert opened.fields() == {}
    assert line(_ticket("o_8", "inbox")).answer.status == 503
    assert _health(port) == 503
    began = time.monotonic()
    assert not publisher.send(stream_key("o_8", "inbox"))
    assert time.monotonic() - began < 1
    keeper.wait_ready(server.is_ready, 10)
    until(lambda: _health(port) == 200)
    renewed = Publisher(valkey[2].addresses()["REDIS_URL"])
    assert renewed.send(stream_key("o_8", "inbox"))
    renewed.close()
    assert line(_ticket("o_8", "inbox"), **{"Last-Event-ID": seen}).fields()["id"] > seen
