"""Ten thousand messages to a provider that fails one call in five: none lost, none sent twice, how fast."""

import json
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connections

from applications import operations
from applications.versions import program_of
from commons import clock
from commons.ids import new_id
from notifications import draining
from notifications.kinds import Channel, Kind, State
from notifications.models import ChannelSetting, MessagePolicy, OutMessage
from offices.scope import office_scope
from standards.queries import published_version
from tests import world
from tools.bench.figures import Figure, note
from tools.bench.ground import Ground, free_port

WORKERS = 4
FILES = 50
SERVICE = "sktm"
START_SECONDS = 10


def measure(ground: Ground, *, count: int) -> Iterator[Figure]:
    """Write, drain by several workers at once until nothing waits, and count at the provider."""
    settings.WEBHOOK_LOCALHOST = True
    port = free_port()
    with _provider(port):
        _fill(ground, port, count)
        note(f"{count:,} messages, {WORKERS} workers, a provider that fails 20 %")
        took = _drain(ground)
        told = json.loads(urllib.request.urlopen(f"http://127.0.0.1:{port}/").read())
    yield from _figures(ground, count, took, told)


@contextmanager
def _provider(port: int) -> Iterator[None]:
    command = [sys.executable, "-m", "tools.bench.provider", str(port)]
    process = subprocess.Popen(command)  # noqa: S603 - our own
    try:
        _wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/").close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _fill(ground: Ground, port: int, count: int) -> None:
    now = clock.now()
    with office_scope(ground.office):
        program = program_of(published_version(SERVICE).id)
        form = world.form(program, contact_way="SMS")
        counter = ground.people["counter"]
        files = [operations.receive(actor=counter, form=form, now=now).file_id for _n in range(FILES)]
        OutMessage.objects.update(state=State.DROPPED)
        ChannelSetting.objects.update_or_create(channel=Channel.SMS, defaults=_gateway(port))
        MessagePolicy.objects.update_or_create(only=True, defaults=_no_quiet())
        OutMessage.objects.bulk_create(
            (_message(files[n % FILES], n) for n in range(count)), batch_size=1_000
        )


def _gateway(port: int) -> dict[str, Any]:
    options = {"url": f"http://localhost:{port}/", "body": "json", "to_field": "to", "text_field": "text"}
    answers = {"status_path": "status", "good_values": "0", "answer_id_path": "messageId"}
    return {
        "is_on": True,
        "options": options | answers,
        "secrets": {"key": "bench"},
        "changed_at": clock.now(),
    }


def _no_quiet() -> dict[str, Any]:
    days = {"not_collected_days": 7, "returned_days": 14, "unsigned_hours": 4}
    return {"quiet_from": "00:00", "quiet_to": "00:00", **days, "changed_at": clock.now(), "changed_by": ""}


def _message(file_id: Any, number: int) -> OutMessage:
    now = clock.now()
    return OutMessage(
        id=new_id(), kind=Kind.RECEIVED, file_id=file_id, once=f"bench:{number}", next_at=now, created_at=now
    )


def _drain(ground: Ground) -> float:
    """Seconds of work. Pauses between attempts are not waited for: the clock is put forward."""
    begun, by = time.monotonic(), timedelta()
    with ThreadPoolExecutor(WORKERS) as pool:
        while True:
            turns = list(pool.map(lambda _n, by=by: _turn(ground, by), range(WORKERS)))
            moments = [turn.next_at for turn in turns if turn.next_at is not None]
            if not moments:
                return time.monotonic() - begun
            by = max(by, min(moments) - clock.now() + timedelta(seconds=1))


def _turn(ground: Ground, by: timedelta) -> draining.Turn:
    try:
        with office_scope(ground.office), clock.ahead(by):
            return draining.drain(ground.office, most=1_000, seconds=60)
    finally:
        connections.close_all()


def _figures(ground: Ground, count: int, took: float, told: dict[str, Any]) -> Iterator[Figure]:
    taken = Counter(told["taken"])
    with office_scope(ground.office):
        rows = OutMessage.objects.filter(once__startswith="bench:").values_list("id", "state")
        states = {key.hex: state for key, state in rows}
    seen = Counter(states.values())
    over = {State.ACCEPTED, State.UNKNOWN, State.FAILED}
    lost = sum(state not in over for state in states.values())
    lost += sum(state == State.ACCEPTED and not taken[key] for key, state in states.items())
    twice = sum(number - 1 for number in taken.values() if number > 1)
    yield Figure(
        name="messages drained, provider fails 20 %",
        value=count / took,
        unit="/s",
        n=count,
        note=f"{told['calls']:,} calls, {took:.1f} s, {WORKERS} workers; "
        + ", ".join(f"{number:,} {state}" for state, number in sorted(seen.items())),
        more={"states": dict(seen), "calls": told["calls"], "seconds": took},
    )
    yield Figure(name="messages lost", value=lost, unit="", n=count, target="0", met=lost == 0)
    yield Figure(name="messages sent twice", value=twice, unit="", n=count, target="0", met=twice == 0)
