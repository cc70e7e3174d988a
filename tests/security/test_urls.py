"""Every address of every kind of host: who may open it, what opening it changes, and how it answers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver
from rest_framework.permissions import AllowAny

HOSTS = {"office": "kec-uji-barat.localhost", "kabupaten": "kabupaten.localhost", "base": "localhost"}

# What a stranger may open, each with the reason. A new view stands here or names its roles.
PUBLIC = {
    "directory": "the offices of the kabupaten",
    "check": "is this letter real? (counted per address)",
    "home": "an office's services",
    "service": "one standard",
    "service_pdf": "the same on paper",
    "service_leaflet": "the same to take home",
    "service_json": "the same for programs",
    "service_csv": "the same as a table",
    "pledges": "what the office promises besides its standards",
    "pledge_poster": "the same on the wall",
    "public_recaps": "the published recaps of an office's complaints",
    "public_recap": "one of them, frozen",
    "recap_poster": "the same on the wall",
    "standards_book": "all of them on paper",
    "check_pdf": "is this signed document real? Nothing is kept (counted per address)",
    "phone_send": "photographs for a file at the counter, by a one-time code that ends in minutes",
    "status": "an applicant's file, by the code on the slip (counted per address)",
    "kiosk": "a paired kiosk, by the token in its cookie (counted per device, strangers per address)",
    "kiosk_issue": "the same (and a rule for each device)",
    "kiosk_ticket": "the same",
    "kiosk_ticket_print": "the same",
    "display": "a paired TV, by the token in its cookie",
    "display_board": "the same",
    "display_worker": "the same",
    "kiosk_worker": "the same",
    "device_pair": "needs a code that works once (counted per address, and for each office)",
    "device_beat": "needs the token of a paired screen",
    "complain": "the form of a complaint (counted per address)",
    "complaint_progress": "a complaint, by its code in a POST (counted per address)",
    "complaint_poster": "the poster with the form's QR code (counted per address)",
    "turn": "one's turn, by the code on the ticket (counted per address)",
    "turn_part": "the same",
    "set_language": "the language of the pages, in a cookie",
    "login": "signing in",
    "totp": "the second step: needs a session that passed the first",
    "totp_setup": "needs a session",
    "invitation": "needs a one-time link that nobody can guess",
    "switch_ticket": "needs a ticket of thirty seconds",
    "reports_unsubscribe": "needs the secret of a mail; asks before it ends anything",
    "open_data": "published figures, offices and standards (counted per address)",
    "open_catalogue": "what there is of it",
    "open_dictionary": "what indicators mean",
    "open_offices": "offices as everybody may know them",
    "open_standards": "standards in force",
    "open_figures": "a closed month",
    "standards_why_index": "the services, for citizens (counted per address)",
    "standards_why": "why offices ask for different things, from what is published",
    "logout": "ends whatever session there is",
    "choose_office": "needs a session",
    "switch_office": "needs a session",
    "password_change": "needs a session",
    "survey_start": "answering by a one-time code (counted per address)",
    "survey_thanks": "says thank you",
    "survey_draw": "how the draw of a period can be checked: no file is named",
    "survey_tablet": "a paired tablet, by the token in its cookie",
    "survey_tablet_thanks": "the same",
    "survey_tablet_pair": "needs a code that works once (counted per address)",
    "skm_public": "published results of the survey",
    "skm_public_result": "one of them",
    "skm_public_json": "the same for programs",
    "skm_poster": "the same on the wall",
    "hook_whatsapp": "reports of Meta: nothing without its signature",
    "hook_sms": "reports of the SMS gateway: nothing without its signature",
}
PUBLIC_API = {
    "api_track": "by the code on the slip",
    "api_schema": "the description of the API",
    "api_offices": "offices as everybody may know them",
    "api_office": "one of them",
    "api_compare": "standards in force, side by side",
}
# GETs of people at work that are written down, as the rules want it. None by a stranger.
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|MERGE|TRUNCATE|CREATE|ALTER|DROP|GRANT|COPY)\b", re.I)
HEADERS = {
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Referrer-Policy",
}


@dataclass(frozen=True)
class Address:
    """One pattern of one host."""

    host: str
    path: str
    name: str
    view: Any


def addresses(host: str) -> Iterator[Address]:
    """All of a host's patterns, with invented values in their places."""
    yield from _walk(host, import_module(f"config.urls.{host}").urlpatterns, "/")


def _walk(host: str, patterns: list[URLPattern | URLResolver], before: str) -> Iterator[Address]:
    for each in patterns:
        path = before + re.sub(r"<(\w+):\w+>", _example, str(each.pattern))
        if isinstance(each, URLResolver):
            yield from _walk(host, each.url_patterns, path)
        else:
            path = re.sub(r"\^(.*\(\?P<.*)\$$", _example_of_regex, path)
            yield Address(host, re.sub(r"\^.*\$$", "nothing-here", path), each.name or "", each.callback)


def _example_of_regex(match: re.Match[str]) -> str:
    examples = {"month": "2026-10", "role": "head"}
    return re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda part: examples[part[1]], match[1])


def _example(match: re.Match[str]) -> str:
    invented = {"uuid": "01a20109-dadb-70bd-88ae-8a3e81d69eb5", "int": "2026"}
    return invented.get(match[1], "sktm")


ALL = [address for host in HOSTS for address in addresses(host)]
everyone = pytest.mark.parametrize("address", ALL, ids=lambda each: f"{each.host}:{each.path}")


def api_class(address: Address) -> Any:
    """The class of a DRF view, or None."""
    return getattr(address.view, "cls", None)


@everyone
def test_every_view_says_who_may_open_it(address):
    if address.path.startswith("/api/"):
        view = api_class(address)
        if view is None:
            assert address.path.endswith("nothing-here")
            return
        allowed = view.permission_classes
        if address.name in PUBLIC_API:
            assert set(allowed) <= {AllowAny}
        else:
            assert view.authentication_classes
            assert allowed
            assert all(hasattr(each, "roles") for each in allowed), "has_role(...)"
        return
    if address.name in PUBLIC:
        assert not hasattr(address.view, "roles"), "it names its roles, so it is not public"
    else:
        assert hasattr(address.view, "roles"), f"{address.path} is open to everybody"


def test_the_lists_name_nothing_that_is_gone():
    names = {address.name for address in ALL}
    assert set(PUBLIC_API) <= names
    assert {"directory", "check", "home", "service", "login"} <= names


@pytest.fixture
def stranger(office_a) -> Iterator[Client]:
    """Somebody without an account who asks politely."""
    yield Client(raise_request_exception=False)
    cache.clear()


# Hundreds of addresses, some dozens in one test: each test has its own transaction.
PARTS = 16
parts = pytest.mark.parametrize("part", range(PARTS))


@parts
@pytest.mark.django_db
def test_a_strangers_get_changes_nothing_and_opens_nothing(stranger, part):
    for address in ALL[part::PARTS]:
        where = f"{address.host}:{address.path}"
        with CaptureQueriesContext(connection) as seen:
            page = stranger.get(address.path, SERVER_NAME=HOSTS[address.host])
        assert page.status_code < 500, where
        assert [query["sql"] for query in seen.captured_queries if WRITES.match(query["sql"])] == [], where
        if address.name not in PUBLIC and not address.path.startswith("/api/"):
            assert page.status_code in {302, 405}, (where, page.content)
            assert page.status_code == 405 or page.headers["Location"].startswith("/masuk/"), where
        forget(stranger)


def forget(stranger: Client) -> None:
    """The next address is asked as the first: nobody was counted, and nothing is in the browser."""
    cache.clear()
    stranger.cookies.clear()


METHODS = ("get", "head", "post", "put", "delete", "options", "trace", "patch")


@parts
@pytest.mark.django_db
def test_every_answer_has_the_security_headers(stranger, part):
    for address in ALL[part::PARTS]:
        for method in METHODS:
            where = f"{method} {address.host}:{address.path}"
            page = getattr(stranger, method)(address.path, SERVER_NAME=HOSTS[address.host])
            assert page.status_code < 500, (where, page.content)
            assert HEADERS - set(page.headers) == set(), where
            policy = page.headers["Content-Security-Policy"]
            # Pages with a camera compile the reader of QR codes (tests/handoff/test_pages.py says which).
            assert "unsafe" not in policy.replace("'wasm-unsafe-eval'", ""), where
            assert "default-src 'none'" in policy, where
            assert page.headers["X-Content-Type-Options"] == "nosniff", where
        forget(stranger)


@parts
@pytest.mark.django_db
def test_a_form_without_token_changes_nothing(office_a, part):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    for address in ALL[part::PARTS]:
        where = f"{address.host}:{address.path}"
        with CaptureQueriesContext(connection) as seen:
            page = client.post(address.path, {"a": "b"}, SERVER_NAME=HOSTS[address.host])
        assert page.status_code in {401, 403, 404, 405, 415}, where
        assert [query["sql"] for query in seen.captured_queries if WRITES.match(query["sql"])] == [], where
        forget(client)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("nowhere.localhost", "/"),
        ("kec-uji-barat.localhost.jahat.example", "/"),
        ("jahat.example", "/masuk/"),
        ("kec-uji-barat.localhost", "/tidak-ada/"),
        ("kec-uji-barat.localhost", "/?q=%00"),
        ("kec-uji-barat.localhost", "/masuk"),
        ("localhost", "/masuk/"),
        ("localhost", "/static/css/loket.css"),
        ("localhost", "/static/nothing.css"),
        ("kabupaten.localhost", "/api/v1/services/"),
    ],
)
def test_errors_have_the_security_headers_too(stranger, host, path):
    page = stranger.get(path, SERVER_NAME=host)
    page.close()
    assert page.status_code in {200, 301, 400, 404}
    assert HEADERS - set(page.headers) == set()


@pytest.mark.django_db
def test_a_server_error_has_them_and_says_nothing(stranger, monkeypatch, caplog):
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("3508174508680001")

    monkeypatch.setattr("lettercheck.queries.check", broken)
    form = {"nik": "3508174508680001"}
    page = stranger.post("/v/7K3M9QXD", form, SERVER_NAME="localhost")
    assert page.status_code == 500
    assert HEADERS - set(page.headers) == set()
    assert "3508174508680001" not in page.content.decode()
    assert "Traceback" not in page.content.decode()
