"""Somebody with an account: of another office, in another role, or with a keyboard full of odd signs."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actors import Actor
from tests.api.conftest import Desk
from tests.replaying import then
from tests.seating import seat
from tests.security.test_urls import WRITES, Address, addresses

pytestmark = pytest.mark.django_db
PAGES = [each for each in addresses("office") if not each.path.startswith("/api/")]
OURS = [each for each in PAGES if hasattr(each.view, "roles")]
FILE = "01a20109-dadb-70bd-88ae-8a3e81d69eb5"  # stands in the example addresses
ROLES = ["counter", "operator", "section_head", "secretary", "head", "admin", "information"]
# Opening this page makes the secret it shows; nothing that counts changes.
MAKES = {"totp_setup"}
# What leaves the office as a whole is written down.
WRITTEN_DOWN = {"complaints_pdf", "complaints_xlsx"}

In = Callable[..., Client]


@pytest.fixture
def signed_in():
    """A browser at this office in which this person is signed in, second step and all."""

    def make(office: Any, actor: Actor, *, host: Any = None) -> Client:
        client = Client(SERVER_NAME=f"{(host or office).slug}.localhost", raise_request_exception=False)
        seat(client, actor.user_id, office)
        return client

    yield make
    cache.clear()


def writes(seen: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in seen.captured_queries if WRITES.match(query["sql"])]


@pytest.fixture
def file(desk: Desk) -> dict[str, Any]:
    """A file of office A that waits for the head."""
    received = then(("to sign",), lambda: desk.until(desk.receive("sktm-rekomendasi"), "SIGN"))
    return dict(received)


def opened(client: Client, path: str, *, method: str = "get", fields: dict[str, str] | None = None) -> Any:
    """The answer, read to its end, which closes it."""
    page = getattr(client, method)(path, fields or {})
    page.read_to_end = b"".join(page.streaming_content) if page.streaming else page.content
    return page


def may(actor: Actor, address: Address) -> bool:
    """Whether the view lets this person in."""
    return not address.view.roles or actor.has(*address.view.roles)


# One desk serves all pages of a test: making it takes longer than asking them all.


@pytest.mark.parametrize("who", ROLES)
def test_a_page_opens_for_its_roles_only_changes_nothing_and_no_cache_keeps_it(desk, file, signed_in, who):
    client, actor = signed_in(desk.office, desk.people[who]), desk.people[who]
    before, wrong = desk.everything(), dict[str, Any]()
    for address in PAGES if who == "counter" else OURS:
        if address.name in WRITTEN_DOWN:
            continue
        with CaptureQueriesContext(connection) as seen:
            page = opened(client, address.path.replace(FILE, file["file_id"]))
        if writes(seen) and address.name not in MAKES:
            wrong[address.path] = writes(seen)
        if page.status_code >= 500:
            wrong[address.path] = page.status_code
        if address not in OURS:
            continue
        good = {200, 302, 303, 404, 405, 409, 422} if may(actor, address) else {403}
        if page.status_code not in good:
            wrong[address.path] = page.status_code
        if page.status_code == 200 and "no-store" not in page.headers.get("Cache-Control", ""):
            wrong[address.path] = "a cache may keep it"
    assert wrong == {}
    assert desk.everything() == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_file_of_another_office_is_unknown(desk, other_desk, file, signed_in, method):
    before, wrong = desk.everything(), {}
    for who in ("counter", "head"):
        client = signed_in(other_desk.office, other_desk.people[who])
        for address in OURS:
            if FILE not in address.path:
                continue
            page = opened(client, address.path.replace(FILE, file["file_id"]), method=method)
            invented = opened(client, address.path, method=method)
            if page.status_code != invented.status_code or page.status_code not in {403, 404, 405}:
                wrong[address.path] = (page.status_code, invented.status_code)
    assert wrong == {}
    assert desk.everything() == before


def test_a_session_of_another_office_is_none(desk, other_desk, file, signed_in):
    client = signed_in(other_desk.office, other_desk.people["head"], host=desk.office)
    for address in OURS:
        page = opened(client, address.path.replace(FILE, file["file_id"]))
        assert page.status_code in {302, 405}, address.path
        assert page.status_code == 405 or page.headers["Location"].startswith("/masuk/")


ODD = [
    "\0",
    "\ud7ff\uffff",
    "9" * 400,
    "-1",
    "31-02-2026",
    "9999-12-31",
    "0001-01-01",
    "01-01-0001",
    "31-12-9999",
    "' OR 1=1; --",
    "<script>alert(1)</script>",
    '#import "x"',
    "{{ 7*7 }}",
    "[]",
    "٣" * 16,
    "%s%n%d",
    "x" * 5000,
]
ASKED = ["q", "query", "do", "service", "start", "end", "book", "before", "after"]
WORDS = ["choose", "add", "remove"]
NAMES = re.compile(r'name="([\w:.\-\[\]]{1,60})"')


def named(client: Client, path: str) -> list[str]:
    """The fields the page shows, and those of addresses."""
    page = opened(client, path)
    shown = page.read_to_end.decode(errors="replace") if page.status_code == 200 else ""
    return sorted({*NAMES.findall(shown), *ASKED} - {"csrfmiddlewaretoken"})


def mixed(names: list[str], turn: int) -> dict[str, str]:
    """Something odd in each field, of everything odd in turn."""
    return {name: ODD[(turn + place) % len(ODD)] for place, name in enumerate(names)}


def first_of(desk: Desk, address: Address) -> str:
    """Who sends odd input to a page: the first who may."""
    return next((who for who in ROLES if may(desk.people[who], address)), "")


@pytest.mark.parametrize("who", ROLES)
def test_odd_input_is_an_answer_and_no_error(desk, file, signed_in, who):
    client, wrong = signed_in(desk.office, desk.people[who]), []
    for place, address in enumerate(OURS):
        if first_of(desk, address) != who:
            continue
        path = address.path.replace(FILE, file["file_id"])
        names = named(client, path)
        # One odd thing everywhere, another one for each page, then all of them over the fields.
        everywhere, each = dict.fromkeys(names, ODD[place % len(ODD)]), mixed(names, place)
        for method, fields in [("post", everywhere), ("post", each), ("get", each)]:
            page = opened(client, path, method=method, fields=fields)
            if page.status_code >= 500:
                wrong.append((method, path, [value[:20] for value in fields.values()]))
    assert wrong == []


@pytest.mark.parametrize(("code", "turn"), [("sktm-rekomendasi", 0), ("sktm", 1), ("ktp-el", 2)])
def test_odd_forms_at_the_counter(desk, signed_in, code, turn):
    client, wrong, path = signed_in(desk.office, desk.people["counter"]), [], f"/terima/{code}/"
    blank = opened(client, path, method="post", fields={"do": "new", "query": ODD[0]})
    names = sorted({*NAMES.findall(blank.read_to_end.decode())} - {"csrfmiddlewaretoken"})
    for odd in ODD[turn::3]:
        for do in ("find", "new", "check", "receive", "return", *(f"{word}:{odd}" for word in WORDS)):
            sent = dict.fromkeys(names, odd) | {"do": do, "query": odd, "person": odd, "ticket": odd}
            page = opened(client, path, method="post", fields=sent)
            if page.status_code >= 500:
                wrong.append((do[:20], odd[:40]))
    assert wrong == []
