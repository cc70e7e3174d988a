"""The load: people at an office's counters, over HTTP. A process of its own, standard library only.

`python -m tools.bench.client` reads a plan from its standard input and writes what it saw to its output.
"""

import http.client
import json
import random
import resource
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

GIVE_UP = 30.0
# The server ends idle connections; like any client, do not begin on one that it may just be ending.
IDLE = 1.0


@dataclass
class Seen:
    """What one thread saw in its time. `kept`: (file, event, idempotency key) of every acknowledged event."""

    finished: list[float] = field(default_factory=list)
    took: list[tuple[str, float, float]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unequal: list[str] = field(default_factory=list)
    kept: list[tuple[str, int, str]] = field(default_factory=list)


class Person:
    """One connection, kept open, to one office."""

    def __init__(self, plan: dict[str, Any], seen: Seen) -> None:
        self._plan, self._seen = plan, seen
        self._connection = http.client.HTTPConnection("127.0.0.1", plan["port"], timeout=GIVE_UP)
        self._idle_since = 0.0

    def send(self, role: str, path: str, body: dict[str, Any], what: str) -> dict[str, Any] | None:
        """POST; the answer's body, or None when it was refused."""
        headers = {
            "Host": self._plan["host"],
            "Authorization": f"Token {self._plan['tokens'][role]}",
            "Content-Type": "application/json",
        }
        began = time.monotonic()
        if began - self._idle_since > IDLE:
            self._connection.close()
        try:
            self._connection.request("POST", f"/api/v1/{path}", json.dumps(body), headers)
            answer = self._connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self._seen.refused.append(f"{what}: {type(error).__name__}")
            self._connection.close()
            return None
        self._idle_since = time.monotonic()
        self._seen.took.append((what, began, self._idle_since - began))
        if answer.status >= 300:
            self._seen.refused.append(f"{what}: {answer.status} {text[:300].decode(errors='replace')}")
            return None
        outcome: dict[str, Any] = json.loads(text)
        self._seen.kept.append((outcome["file_id"], outcome["event"], body["idempotency_key"]))
        return outcome

    def close(self) -> None:
        """End the connection."""
        self._connection.close()


class Counter:
    """A thread that takes one file after the other from intake to hand-over."""

    def __init__(self, plan: dict[str, Any], number: int) -> None:
        self.seen = Seen()
        self._plan, self._number = plan, number
        self._chance = random.Random(f"{plan['seed']}-{number}")  # noqa: S311 - a load, no secret
        self._person, self._twin = Person(plan, self.seen), Person(plan, self.seen)

    def run(self, until: float) -> None:
        """Work until then."""
        turn = self._number
        while time.monotonic() < until:
            form = self._plan["forms"][turn % len(self._plan["forms"])]
            self._lifecycle(form, until)
            turn += 1
        self._person.close()
        self._twin.close()

    def _lifecycle(self, form: dict[str, Any], until: float) -> None:
        outcome = self._post("counter", "applications/", self._filled(form), "receive")
        while outcome is not None and outcome["phase"] == "OPEN" and time.monotonic() < until:
            role = self._plan["roles"][form["service"]][outcome["step"]]
            body = {
                "expected_event": outcome["event"],
                "idempotency_key": str(uuid.uuid4()),
                "data": {"lookup_reason": "Daftar belum dimuat", "receiver": "Pemohon sendiri"},
            }
            what = f"{form['service']}/{outcome['step']}"
            outcome = self._post(role, f"applications/{outcome['file_id']}/actions/complete/", body, what)
        if outcome is not None and outcome["phase"] == "HANDED_OVER":
            self.seen.finished.append(time.monotonic())

    def _filled(self, form: dict[str, Any]) -> dict[str, Any]:
        name = " ".join(self._chance.choice(self._plan["names"]) for _n in range(2))
        values = form["values"] | {"nama": f"{name} {self._chance.randrange(10_000)}"}
        return form | {"values": values, "idempotency_key": str(uuid.uuid4())}

    def _post(self, role: str, path: str, body: dict[str, Any], what: str) -> dict[str, Any] | None:
        """Send; a share of all requests is sent twice at the same moment, as an impatient click does."""
        if self._chance.random() >= self._plan["twice"]:
            return self._person.send(role, path, body, what)
        second: list[dict[str, Any] | None] = []
        twin = threading.Thread(target=lambda: second.append(self._twin.send(role, path, body, what)))
        twin.start()
        first = self._person.send(role, path, body, what)
        twin.join()
        if first != second[0]:
            self.seen.unequal.append(f"{what}: {first} / {second[0]}")
        return first or second[0]


def main() -> None:
    """Run the plan and write what all threads saw."""
    plan = json.load(sys.stdin)
    # Many short waits on answers, little work: let threads change often.
    sys.setswitchinterval(0.001)
    counters = [Counter(plan, number) for number in range(plan["threads"])]
    began = time.monotonic()
    until = began + plan["warm"] + plan["seconds"]
    threads = [threading.Thread(target=counter.run, args=(until,)) for counter in counters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    start = began + plan["warm"]
    used = resource.getrusage(resource.RUSAGE_SELF)
    json.dump(
        {
            "finished": sum(1 for c in counters for at in c.seen.finished if at >= start),
            "took": [(what, took) for c in counters for what, at, took in c.seen.took if at >= start],
            "refused": [line for c in counters for line in c.seen.refused],
            "unequal": [line for c in counters for line in c.seen.unequal],
            "kept": [row for c in counters for row in c.seen.kept],
            "cpu": used.ru_utime + used.ru_stime,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
