"""Two offices with services, staff and tokens, and callers of their APIs."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from accounts import operations as accounts
from accounts.actors import Actor
from applications.versions import program_of
from commons import clock as clocks
from lettercheck.models import LetterIndex
from offices.scope import office_scope, public_scope
from standards.queries import published_version
from tests import world
from tests.replaying import then

PROBLEM = "application/problem+json"
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of these are the API suite."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.api)


# Who completes a step of each kind; the workflow says so, the standards name no other.
WHO = {
    "VERIFY": "counter",
    "PRODUCE": "operator",
    "INITIAL": "section_head",
    "SIGN": "head",
    "REGISTER": "counter",
    "HAND_OVER": "counter",
}


@dataclass
class Desk:
    """One office's API: `call("counter", "get", "services/")`; nobody: without a token."""

    office: Any
    people: dict[str, Actor]
    tokens: dict[str, str]
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        # An address of its own, so that limits count for this test alone.
        address = str(IPv4Address(0x0A000000 + secrets.randbelow(1 << 24)))
        host = f"{self.office.slug}.localhost"
        self.client = Client(SERVER_NAME=host, REMOTE_ADDR=address, raise_request_exception=False)

    def call(self, who: str | None, method: str, path: str, body: Any = None, *, token: str = "") -> Any:
        """The answer to one request by the person of this short name, or with any other token."""
        key = token or (self.tokens[who] if who else "")
        headers = {"Authorization": f"Token {key}"} if key else {}
        sent = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(self.client, method)(f"/api/v1/{path}", headers=headers, **sent)

    def form(self, code: str, *, missing: tuple[str, ...] = (), **changes: Any) -> dict[str, Any]:
        """A body for `applications/` that is in order, but for `changes`."""
        with office_scope(self.office):
            form = world.form(program_of(published_version(code).id), missing=missing, **changes)
        return {
            "service": code,
            "group": form.group,
            "condition": form.condition,
            "values": dict(form.values),
            "papers": [_paper(paper) for paper in form.papers],
            "accept_warnings": True,
            "idempotency_key": world.key(),
        }

    def receive(self, code: str, **changes: Any) -> dict[str, Any]:
        """A received file: the outcome."""
        answer = self.call("counter", "post", "applications/", self.form(code, **changes))
        assert answer.status_code == 201, answer.json()
        return dict(answer.json())

    def act(self, who: str | None, outcome: dict[str, Any], action: str = "complete", **changes: Any) -> Any:
        """The answer to one action on a file as `outcome` saw it; `data` goes along."""
        body = {"expected_event": outcome["event"], "idempotency_key": world.key(), "data": {}} | changes
        return self.call(who, "post", f"applications/{outcome['file_id']}/actions/{action}/", body)

    def step(self, outcome: dict[str, Any]) -> dict[str, Any]:
        """The file's current step completed by whose task it is."""
        kind = self.read(outcome)["step_kind"]
        data = {"lookup_reason": "Daftar belum dimuat", "receiver": "SITI AMINAH"}
        answer = self.act(WHO[kind], outcome, data=data)
        assert answer.status_code == 200, answer.json()
        return dict(answer.json())

    def until(self, outcome: dict[str, Any], kind: str) -> dict[str, Any]:
        """The file moved on until a step of this kind waits."""
        while self.read(outcome)["step_kind"] != kind:
            outcome = self.step(outcome)
        return outcome

    def through(self, code: str, **changes: Any) -> dict[str, Any]:
        """A file from intake to hand-over."""
        outcome = self.receive(code, **changes)
        while outcome["phase"] == "OPEN":
            outcome = self.step(outcome)
        return outcome

    def read(self, outcome: dict[str, Any]) -> dict[str, Any]:
        """The file as the counter reads it."""
        answer = self.call("counter", "get", f"applications/{outcome['file_id']}/")
        assert answer.status_code == 200, answer.json()
        return dict(answer.json())

    def everything(self) -> dict[str, list[Any]]:
        """Every row of the office, and of the public list of letters: equal means nothing changed."""
        with office_scope(self.office):
            names = ("trail", "standards", "documents", "lookups", "applications", "queueing")
            rows = {
                model.__name__: list(model._default_manager.order_by("pk").values_list())
                for name in names
                for model in apps.get_app_config(name).get_models()
            }
        with public_scope():
            rows["LetterIndex"] = list(LetterIndex.objects.order_by("pk").values_list())
        return rows


def _paper(paper: Any) -> dict[str, Any]:
    row = {"key": paper.key, "state": paper.state.value, "reason": paper.reason}
    return row | ({"letter": {**vars(paper.letter), "date": str(paper.letter.date)}} if paper.letter else {})


def open_desk(office: Any, *codes: str) -> Desk:
    """The office with these services in force, one person for each role, and a token for each."""
    people = world.furnish(office, *codes)
    facts: dict[str, Any] = {"office": office, "name": "uji", "actor": None, "now": clocks.now()}

    def tokens() -> dict[str, str]:
        return {
            name: accounts.create_token(user_id=actor.user_id, **facts).key for name, actor in people.items()
        }

    return Desk(office, people, then(("tokens", office.schema_name, clocks.now()), tokens))


@pytest.fixture
def desk(office_a, clock) -> Desk:
    """Office A, a kecamatan: a letter, a strip and an external item."""
    return open_desk(office_a, "sktm-rekomendasi", "sktm", "ktp-el")


@pytest.fixture
def other_desk(office_b, desk) -> Desk:
    """Office B, with services and people of its own."""
    return open_desk(office_b, "sktm-rekomendasi")


@pytest.fixture
def unchanged(desk) -> Iterator[Callable[[], None]]:
    """Checks at the end that the test changed nothing since it called this, or since it began."""
    kept = [desk.everything()]

    def begin() -> None:
        kept[0] = desk.everything()

    yield begin
    assert desk.everything() == kept[0]


def refused(answer: Any, status: int, code: str = "") -> dict[str, Any]:
    """The problem of a refusal, its shape checked."""
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == PROBLEM
    problem: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "code", "detail", "instance"} <= problem.keys()
    assert problem["status"] == status
    assert problem["type"] == f"urn:loket:problem:{problem['code']}"
    assert not code or problem["code"] == code
    return problem


def pointers(problem: dict[str, Any]) -> set[str]:
    """The fields a problem names."""
    return {row["pointer"] for row in problem["errors"]}
