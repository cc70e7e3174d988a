"""An office with something in its archive, and another server to restore it on."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection as _connection
from django.db import connections

from applications.models import File
from audit import verifiers
from commons.crypto import MasterKeys
from documents.models import Letter, RegisterEntry
from offices import keys, owning, rights
from offices.archiving import export_office
from offices.models import Office
from offices.owning import OWNER
from offices.scope import office_scope
from offices.stores import folder_of as files_of
from tests import world
from tests.applications import pages

connection: Any = _connection
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
TRAVEL = MasterKeys((b"travelling-key-of-32-bytes------",))
OTHER_MASTER = "b3RoZXItbWFzdGVyLWtleS0zMi1ieXRlcy0hISEhISE="


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Stored files of this test alone."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def busy(office_a, clock):
    """Office A with a file handed over, one signed letter, one open file, and a stored paper."""
    world.open_services(office_a, "sktm", "dtsen")
    site = pages.Site(office_a, world.staff(office_a))
    outcome = site.until("dtsen", "HAND_OVER")
    site.step(outcome, receiver="Siti Aminah")
    site.receive("sktm")
    folder = files_of(office_a.schema_name) / "papers"
    folder.mkdir(parents=True)
    (folder / "ktp.bin").write_bytes(b"\x00\x01" * 700_000)
    return site


# Written once a process: whoever only takes an archive in has no use for the office that it is of.
_archive: list[bytes] = []
_AT_HAND = pytest.StashKey[bool]()


@pytest.fixture
def archive(request, office_a, clock, tmp_path):
    """Its archive."""
    path = tmp_path / "kantor.zip"
    if _archive and "busy" not in request.fixturenames:
        path.write_bytes(_archive[0])
        request.node.stash[_AT_HAND] = True
        return path
    busy = request.getfixturevalue("busy")
    export_office(busy.office.pk, path, now=NOW, travel_keys=TRAVEL)
    _archive[:] = [path.read_bytes()]
    return path


@pytest.fixture
def another_server(request, settings, tmp_path, fresh_database):
    """A fresh database without office A, other stored files and another master key."""

    def move():
        if not request.node.stash.get(_AT_HAND, False):
            for one in connections.all():
                one.close()
            fresh_database()
        office = Office.objects.get(slug="kec-uji-barat")
        with connections[OWNER].cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {office.schema_name} CASCADE")
            cursor.execute("DELETE FROM offices_officekey WHERE office_id = %s", [office.pk])
            cursor.execute("DELETE FROM offices_domain WHERE tenant_id = %s", [office.pk])
            cursor.execute("DELETE FROM offices_office WHERE id = %s", [office.pk])
        settings.MASTER_KEY = OTHER_MASTER
        settings.MEDIA_ROOT = tmp_path / "elsewhere"
        keys.forget_keys()

    return move


def inventory(office):
    """How many rows each table of an office has."""
    with connections[OWNER].cursor() as cursor:
        counts = {}
        for table in rights.tables_of(cursor, office.schema_name):
            cursor.execute(f"SELECT count(*) FROM {office.schema_name}.{table}")
            counts[table] = cursor.fetchone()[0]
        return counts


def broken_chains(office):
    """Chains of an office that do not hold, and how many lines were read."""
    with office_scope(office):
        found = [f for verifier in verifiers.office_verifiers().values() for f in verifier({})]
    return [f.chain for f in found if not f.report.whole], sum(f.report.head.lines for f in found)


def told(office):
    """What the sealed columns and the letters say."""
    with office_scope(office):
        files = [(f.receipt_number, f.nik, f.phone, f.intake) for f in File.objects.order_by("seq")]
        letters = [(x.number, x.sheet, x.pdf, x.sha256) for x in Letter.objects.order_by("seq")]
        return files, letters, list(RegisterEntry.objects.order_by("seq").values_list("number", "name"))


def leftovers(schema="o_359901"):
    """What a restore that failed may have left."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM offices_office WHERE schema_name = %s", [schema])
        rows = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM lettercheck_letterindex")
        index = cursor.fetchone()[0]
    return rows, index, owning.exists(schema), files_of(schema).exists()
