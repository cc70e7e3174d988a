"""What exists, for requests that are made up: real ids instead of guessed ones.

An `Aim` names path parameters and fields of the body with their real values. `SCENES` says by the beginning
of an operation's path what there is to aim at; the longest beginning counts. An app that adds operations
adds a function that sets up a few rows in different states, and one line to `SCENES`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from offices.scope import office_scope
from queueing.models import Counter
from tests import world
from tests.api.conftest import Desk


@dataclass(frozen=True)
class Aim:
    """Values that exist; in the body only fields that were sent are replaced, so that the rest stays odd."""

    path: Mapping[str, Any] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)
    # What the fields of a body must be together: the body as sent, and as it then goes out.
    whole: Callable[[dict[str, Any]], dict[str, Any]] = dict


def meet(case: Any, aim: Aim) -> None:
    """Aim a request at what exists, as its reader saw it; keep what else was generated."""
    for name in aim.path.keys() & case.path_parameters.keys():
        case.path_parameters[name] = aim.path[name]
    if isinstance(case.body, dict):
        case.body = aim.whole(case.body | {key: aim.body[key] for key in aim.body.keys() & case.body.keys()})
        if "idempotency_key" in case.body:
            case.body["idempotency_key"] = world.key()


def files(desk: Desk) -> list[Aim]:
    """A file at each kind of step and in each phase; a new one is whole but for its values."""
    found = [desk.until(desk.receive("sktm-rekomendasi"), kind) for kind in ("VERIFY", "PRODUCE", "SIGN")]
    found += [desk.until(desk.receive("sktm"), kind) for kind in ("REGISTER", "HAND_OVER")]
    papers = desk.form("sktm")["papers"]
    found += [desk.receive("sktm", missing=(papers[0]["key"],)), desk.through("ktp-el")]
    waiting = desk.receive("sktm")
    found.append(desk.act("counter", waiting, "wait", data={"agency": "Dinas Sosial"}).json())
    return [
        Aim(
            path={"file_id": row["file_id"], "code": "sktm"},
            body={"expected_event": row["event"]},
            whole=lambda body: _received(desk, body),
        )
        for row in found
    ]


def _received(desk: Desk, body: dict[str, Any]) -> dict[str, Any]:
    if "papers" not in body or not isinstance(body.get("values"), dict):
        return body
    form = desk.form("sktm-rekomendasi", values=body["values"])
    return body | {name: form[name] for name in ("service", "group", "condition", "papers", "values")}


def tracked(desk: Desk) -> list[Aim]:
    """A code that an applicant holds."""
    return [Aim(path={"code": desk.read(desk.receive("sktm"))["track_code"]})]


def queue(desk: Desk) -> list[Aim]:
    """A ticket that waits, and a counter that is free; one called and one served, each with its counter."""
    with office_scope(desk.office):
        counters = [str(Counter.objects.create(number=number).id) for number in (1, 2, 3)]
    given = {"service": "ktp-el", "idempotency_key": None}
    tickets = [desk.call("counter", "post", "queue/tickets/", given).json() for _each in counters]
    for ticket, counter in zip(tickets[1:], counters[1:], strict=True):
        _at_the_queue(desk, ticket, "call", counter)
    _at_the_queue(desk, tickets[2], "start", counters[2])
    return [
        Aim(
            path={"ticket_id": ticket["id"]},
            body={
                "counter": counter,
                "service": "ktp-el",
                "more": [],
                "group": ticket["group_id"],
                "expected_event": event,
            },
        )
        for ticket, counter, event in zip(tickets, counters, (1, 2, 3), strict=True)
    ]


def _at_the_queue(desk: Desk, ticket: dict[str, Any], action: str, counter: str) -> None:
    path = f"queue/tickets/{ticket['id']}/actions/{action}/"
    answer = desk.call("counter", "post", path, {"counter": counter})
    assert answer.status_code == 200, answer.json()


def complaints(desk: Desk) -> list[Aim]:
    """One that nobody has looked at, and one that was verified."""
    sent = {"kind": "COMPLAINT", "channel": "PHONE", "text": "Pintu loket terkunci pagi hari."}
    made = [
        desk.call("counter", "post", "complaints/", sent | {"idempotency_key": world.key()}).json()
        for _each in range(2)
    ]
    path = f"complaints/{made[1]['id']}/actions/verify/"
    answer = desk.call("section_head", "post", path, {"klass": "LIGHT", "expected_event": 1})
    assert answer.status_code == 200, answer.json()
    seen = (1, answer.json()["event_no"])
    return [
        Aim(path={"complaint_id": row["id"]}, body={"expected_event": event, "about": None, "klass": "PLAIN"})
        for row, event in zip(made, seen, strict=True)
    ]


SCENES: dict[str, Callable[[Desk], list[Aim]]] = {
    "/api/v1/": files,
    "/api/v1/complaints/": complaints,
    "/api/v1/queue/": queue,
    "/api/v1/track/": tracked,
}


def scenes(desk: Desk) -> dict[str, list[Aim]]:
    """All of them set up, by the beginning of a path."""
    return {beginning: scene(desk) for beginning, scene in SCENES.items()}


def aims_of(path: str, found: Mapping[str, list[Aim]]) -> list[Aim]:
    """What a request to this path can aim at."""
    return found[max((each for each in found if path.startswith(each)), key=len)]
