"""An office's archive: taken, restored elsewhere under another key, refused when it is not whole."""

import json
import zipfile
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection as _connection
from django.db import connections

from applications.models import Event
from commons.crypto import MasterKeys
from lettercheck.models import LetterIndex
from offices import archive_format, archive_rows, catalogue, rights, surveying
from offices.archiving import CannotArchive, export_office, readable_csv
from offices.models import Domain, Job, JobKind, JobState, Office, OfficeKey
from offices.owning import OWNER
from offices.restoring import CannotRestore, restore_office
from offices.scope import office_scope
from offices.stores import folder_of as files_of
from tests import world
from tests.applications import pages
from tests.offices.archives import (
    NOW,
    OTHER_MASTER,
    TRAVEL,
    another_server,
    archive,
    broken_chains,
    busy,
    inventory,
    leftovers,
    media,
    told,
)

__all__ = ["another_server", "archive", "busy", "media"]
pytestmark = pytest.mark.usefixtures("live_database")
connection: Any = _connection


def test_a_restored_office_is_the_same_under_another_master_key(busy, archive, another_server):
    before = (inventory(busy.office), told(busy.office), broken_chains(busy.office))
    index = set(LetterIndex.objects.values_list("number", "code", "sha256"))
    assert before[2][0] == []
    assert before[2][1] >= 5
    assert index
    another_server()
    assert leftovers()[0] == 0
    office = restore_office(archive, now=NOW, travel_keys=TRAVEL)
    assert office.state == "READY"
    assert (inventory(office), told(office), broken_chains(office)) == before
    assert set(LetterIndex.objects.values_list("number", "code", "sha256")) == index
    assert set(Domain.objects.filter(tenant=office).values_list("domain", flat=True)) == {
        "kec-uji-barat.localhost"
    }
    wrapped = bytes(OfficeKey.objects.get(office=office).wrapped)
    assert MasterKeys.parse(OTHER_MASTER).unwrap(wrapped, office.schema_name)
    assert (files_of(office.schema_name) / "papers" / "ktp.bin").read_bytes() == b"\x00\x01" * 700_000
    with connections[OWNER].cursor() as cursor:
        tables = rights.tables_of(cursor, office.schema_name)
        wanted = rights.wanted(connection.settings_dict["NAME"], office.schema_name, tables)
        assert rights.live(cursor, office.schema_name) == wanted
    assert surveying.behind([office.schema_name]) == []
    other = Office.objects.get(slug="kel-uji-timur")
    prints = catalogue.fingerprints([office.schema_name, other.schema_name])
    assert len(set(prints.values())) == 1
    with office_scope(office):
        assert Event.objects.count() > 3


def test_work_goes_on_in_a_restored_office(busy, archive, another_server):
    another_server()
    office = restore_office(archive, now=NOW, travel_keys=TRAVEL)
    last = max(receipt for receipt, *_rest in told(office)[0])
    site = pages.Site(office, busy.people)
    outcome = site.receive("sktm")
    assert outcome.receipt_number > last


def test_nothing_of_another_office_is_in_an_archive(busy, office_b, clock, tmp_path):
    world.open_services(office_b, "sktm")
    site = pages.Site(office_b, world.staff(office_b))
    site.receive("sktm")
    path = tmp_path / "b.zip"
    export_office(busy.office.pk, path, now=NOW, travel_keys=TRAVEL)
    with zipfile.ZipFile(path) as opened:
        content = b"".join(opened.read(name) for name in opened.namelist())
    for secret in (str(office_b.pk), office_b.schema_name, "Uji Timur", str(site.people["head"].user_id)):
        assert secret.encode() not in content
    assert b"argon2" not in content


def test_an_archive_can_be_read_by_people(busy, archive):
    with zipfile.ZipFile(archive) as opened:
        names = opened.namelist()
        letters = [name for name in names if name.startswith("readable/surat/")]
        assert opened.read(letters[0]).startswith(b"%PDF")
        register = opened.read("readable/register.csv").decode("utf-8-sig")
        assert len(register.splitlines()) == 2
        assert "Kecamatan Uji Barat" in opened.read("readable/BACA-DULU.txt").decode()
        assert json.loads(opened.read("grants.json"))


def test_the_same_moment_and_nothing_but_the_archive_is_left(busy, archive, tmp_path):
    assert not list(tmp_path.glob("*.part"))
    with archive_format.open_archive(archive) as opened:
        tables = opened.manifest.schema_tables
    counts = inventory(busy.office)
    counts.pop("django_migrations")
    assert {name: table.rows for name, table in tables.items()} == counts


def test_taking_and_restoring_are_jobs_that_say_what_stopped_them(busy, archive, another_server):
    job = Job.objects.get(kind=JobKind.EXPORT)
    assert (job.state, job.details) == (JobState.DONE, {"file": "kantor.zip"})
    assert job.done > 20
    another_server()
    with pytest.raises(CannotRestore):
        restore_office(archive, now=NOW)
    restore_office(archive, now=NOW, travel_keys=TRAVEL)
    failed, done = Job.objects.filter(kind=JobKind.RESTORE).order_by("created_at")
    assert (failed.state, "Kunci arsip" in failed.error) == (JobState.FAILED, True)
    assert (done.state, done.details["office"]) == (JobState.DONE, "kec-uji-barat")


def test_a_failing_export_leaves_nothing(busy, tmp_path, monkeypatch):
    def fails(*_words: Any) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("offices.archiving._files", fails)
    with pytest.raises(OSError, match="no space"):
        export_office(busy.office.pk, tmp_path / "x.zip", now=NOW)
    assert not list(tmp_path.glob("x.zip*"))


def test_an_office_without_data_cannot_be_archived(tmp_path):
    from offices import operations  # noqa: PLC0415

    office = operations.create_office(code="35.08.10", now=NOW)
    with pytest.raises(CannotArchive):
        export_office(office.pk, tmp_path / "x.zip", now=NOW)


def test_the_commands_hand_over_and_take_in(busy, another_server, tmp_path, capsys):
    path = tmp_path / "kantor.zip"
    call_command("export_office", "kec-uji-barat", str(path), verbosity=1)
    key = tmp_path / "kantor.zip.key"
    assert oct(key.stat().st_mode)[-3:] == "600"
    with pytest.raises(CommandError, match="there already"):
        call_command("export_office", "kec-uji-barat", str(path))
    with pytest.raises(CommandError, match="no office"):
        call_command("export_office", "none", str(tmp_path / "none.zip"))
    another_server()
    with pytest.raises(CommandError, match="Kunci arsip"):
        call_command("restore_office", str(path), verbosity=0)
    call_command("restore_office", str(path), key_file=key)
    assert "Kecamatan Uji Barat" in capsys.readouterr().out


def test_cells_that_spreadsheets_would_run_are_quoted():
    lines = readable_csv(["a", "b"], [["=1+1", None], ["b", 1]]).decode("utf-8-sig").splitlines()
    assert lines == ["a,b", "'=1+1,", "b,1"]


def test_no_secret_table_is_on_the_way_out():
    tables = {model._meta.db_table for model, _column in archive_rows.own_models()}
    assert not tables & {
        "accounts_apitoken",
        "accounts_switchticket",
        "offices_officekey",
        "accounts_credential",
    }
    assert {"accounts_assignment", "lettercheck_letterindex", "offices_contact"} <= tables
