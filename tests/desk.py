"""Two offices at work with their people at browsers, for tests of pages outside `applications`."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commons.crypto import blind_index, current_key
from documents import operations as documents
from documents.operations import Entry
from offices.scope import office_scope
from tests import world
from tests.applications.pages import Site

SERVICES = ("sktm", "sktm-rekomendasi", "ktp-el")
DAY = date(2026, 11, 20)


def address(name: str, *args: Any) -> str:
    """The path of a page of an office host."""
    return reverse(name, urlconf="config.urls.office", args=args)


@pytest.fixture
def site(office_a, clock) -> Site:
    """Office A with services and one person for each role."""
    return furnished(office_a)


@pytest.fixture
def elsewhere(office_b, site) -> Site:
    """Office B, likewise."""
    return furnished(office_b)


def furnished(office: Any) -> Site:
    """The office, and its people signed in where that costs nothing."""
    site = Site(office, world.furnish(office, *SERVICES))
    return site.seat_all() if connection.in_atomic_block else site


def enter(site: Site, *names: str, **facts: Any) -> list[Any]:
    """Lines in the office's Buku Register, one for each name."""
    with office_scope(site.office):
        return [_line(name, number, facts) for number, name in enumerate(names, start=1)]


def _line(name: str, number: int, facts: dict[str, Any]) -> Any:
    plain = {
        "date": DAY,
        "number": f"100.2.2.5/{number:03d}/427.99/2026",
        "service_code": "sktm",
        "service_name": "SKTM",
        "name": name,
        "nik": world.VALUES["nik"],
    }
    values = plain | facts
    values["nik_index"] = blind_index(current_key(), values["nik"], kind="nik")
    return documents.write_entry(Entry(**values))


def xlsx(*rows: Sequence[object]) -> bytes:
    """A workbook with these rows; text is text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, int | float):
                sheet.write_number(number, column, value)
            else:
                sheet.write_string(number, column, str(value))
    book.close()
    return out.getvalue()


def upload(content: bytes, name: str = "daftar.xlsx") -> io.BytesIO:
    """A file as a browser sends it."""
    file = io.BytesIO(content)
    file.name = name
    return file


def asked(client: Any, path: str) -> int:
    """How many statements one warm GET costs."""
    b"".join(client.get(path))
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
        assert b"".join(answer)
    assert answer.status_code == 200
    return len(captured)


def statuses(site: Site, path: str, who: Iterable[str] = world.PEOPLE) -> dict[str, int]:
    """What each person gets at this address."""
    found = {}
    for name in who:
        answer = site.at(name).get(path)
        b"".join(answer)  # a file is closed when it has been read
        found[name] = answer.status_code
    return found
