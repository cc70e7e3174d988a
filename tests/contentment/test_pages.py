"""The compilation on the kabupaten's host: who opens it, what it says, its files."""

import io

import pytest
from python_calamine import CalamineWorkbook

from accounts.models import Role
from accounts.permissions import ALL_KABUPATEN
from commons import clock as clocks
from contentment.pages import READERS
from indicators.names import forget_names
from offices.scope import office_scope
from satisfaction import operations
from tests.applications.pages import text
from tests.desk import elsewhere, site
from tests.satisfaction.surveyed import surveyed

__all__ = ["elsewhere", "site"]
pytestmark = pytest.mark.django_db
PATHS = (
    "/skm/",
    "/skm/semester-1-2026/",
    "/skm/semester-1-2026/kompilasi.xlsx",
    "/skm/semester-1-2026/kompilasi.pdf",
)


@pytest.fixture
def published(site, elsewhere):
    """Office A published its half-year; office B did not."""
    forget_names()
    row = surveyed(site.office)
    people, now = site.people, clocks.now()
    with office_scope(site.office):
        frozen = operations.freeze(period_id=row.id, actor=people["secretary"], now=now)
        operations.sign(
            snapshot_id=frozen.id,
            shown_digest=frozen.digest,
            signed_on=clocks.today(),
            actor=people["head"],
            now=now,
        )
    return site


def test_who_opens_it_and_what_it_says(published, enter_as, client_kabupaten, client_a):
    people = {role: enter_as(role) for role in ALL_KABUPATEN}
    for path in PATHS:
        for role, person in people.items():
            answer = person.get(path)
            assert answer.status_code == (200 if role in READERS else 403), (path, role)
        assert client_kabupaten.get(path).status_code == 302, path
        assert client_a.get(path).status_code == 404, path
    reader = people[Role.EXECUTIVE]
    page = text(reader.get("/skm/"))
    for words in (
        "Semester I Tahun 2026",
        "75,17",
        "1 dari 2 kantor",
        "belum diumumkan",
        "Tidak diperingkat",
    ):
        assert words in page, words
    assert "Belum ada hasil" in text(reader.get("/skm/?masa=triwulan-1-2026"))
    for bad in ("/skm/semester-9-2026/", "/skm/x/kompilasi.xlsx", "/skm/?masa=x"):
        assert reader.get(bad).status_code == 404, bad


def test_its_files_say_the_same(published, enter_as):
    reader = enter_as("AUDITOR")
    book = CalamineWorkbook.from_filelike(io.BytesIO(reader.get(PATHS[2]).content))
    rows = book.get_sheet_by_name("Kantor").to_python()[3:]
    assert [(row[1], row[4], row[5]) for row in rows] == [
        ("Kecamatan Uji Barat", 80, 75.17),
        ("Kelurahan Uji Timur", 0, ""),
    ]
    assert rows[1][-1] == "belum diumumkan"
    assert reader.get(PATHS[3]).content.startswith(b"%PDF")
