"""Connections of the pool are looked at, not asked, as they are taken."""

import socket
from types import SimpleNamespace

import pytest
from psycopg_pool import ConnectionPool

from offices.backend import alive


class Line:
    """A connection as the check sees it: a socket, and whether its server was asked."""

    def __init__(self) -> None:
        self.ours, self.theirs = socket.socketpair()
        self.asked = 0

    def fileno(self) -> int:
        return self.ours.fileno()


@pytest.fixture
def line(monkeypatch):
    one = Line()
    monkeypatch.setattr(ConnectionPool, "check_connection", staticmethod(ask))
    yield one
    one.ours.close()
    one.theirs.close()


def ask(line):
    line.asked += 1


def test_the_server_is_asked_at_first_and_now_and_then(line, monkeypatch):
    now = [1_000.0]
    monkeypatch.setattr(alive, "time", SimpleNamespace(monotonic=lambda: now[0]))
    for later, asked in ((0, 1), (1, 1), (28.5, 1), (1, 2), (5, 2)):
        now[0] += later
        alive.check(line)
        assert line.asked == asked, now


@pytest.mark.parametrize("end", [lambda line: line.theirs.close(), lambda line: line.theirs.send(b"E")])
def test_what_a_server_says_as_it_ends_is_seen_at_once(line, end):
    alive.check(line)
    end(line)
    alive.check(line)
    assert line.asked == 2


def test_a_dead_connection_is_not_given_out(line, monkeypatch):
    def gone(_line):
        raise ConnectionError

    alive.check(line)
    monkeypatch.setattr(ConnectionPool, "check_connection", staticmethod(gone))
    alive.check(line)
    line.theirs.close()
    for _again in range(2):
        with pytest.raises(ConnectionError):
            alive.check(line)
