"""An office's archive: taken, restored elsewhere under another key, refused when it is not whole."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection as _connection
from django.db import connections

from applications.models import Event, File
from audit import verifiers
from commons.crypto import MasterKeys
from documents.models import Letter, RegisterEntry
from lettercheck.models import LetterIndex
from offices import archive_format, archive_rows, catalogue, keys, owning, rights, surveying
from offices.archive_format import DamagedArchive, OtherVersion
from offices.archiving import CannotArchive, export_office, readable_csv
from offices.models import Domain, Job, JobKind, JobState, Office, OfficeKey
from offices.owning import OWNER
from offices.restoring import CannotRestore, restore_office
from offices.scope import office_scope
from offices.stores import folder_of as files_of
from tests import world
from tests.applications import pages

connection: Any = _connection
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
TRAVEL = MasterKeys((b"travelling-key-of-32-bytes------",))
OTHER_MASTER = "b3RoZXItbWFzdGVyLWtleS0zMi1ieXRlcy0hISEhISE="
pytestmark = pytest.mark.usefixtures("live_database")


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


@pytest.fixture
def archive(busy, tmp_path):
    """Its archive."""
    path = tmp_path / "kantor.zip"
    export_office(busy.office.pk, path, now=NOW, travel_keys=TRAVEL)
    return path


@pytest.fixture
def another_server(monkeypatch, settings, tmp_path, fresh_database):
    """A fresh database without office A, other stored files and another master key."""

    def move():
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


def test_taking_and_restoring_are_jobs_that_say_what_stopped_them(archive, another_server):
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


def rewritten(archive, target, change):
    """A copy of the archive in which `change(name, bytes)` decides what is written (None: left out)."""
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                out.writestr(name, content)
    return target


def flipped(name):
    """Change one bit of one entry; the ZIP itself stays sound."""
    return lambda found, raw: bytes([raw[0] ^ 1]) + raw[1:] if found == name else raw


def manifest_with(**changes):
    """Change the manifest."""

    def change(name, raw):
        return json.dumps(json.loads(raw) | changes).encode() if name == "manifest.json" else raw

    return change


def without(name):
    """Leave an entry out."""
    return lambda found, raw: None if found == name else raw


DAMAGES = {
    "a bit of a table": flipped("schema/applications_file.copy"),
    "a bit of the key": flipped("key.bin"),
    "a bit of a stored file": flipped("files/papers/ktp.bin"),
    "a bit of the readable part": flipped("readable/register.csv"),
    "a table is missing": without("schema/applications_event.copy"),
    "the manifest is missing": without("manifest.json"),
    "the manifest is no JSON": lambda name, raw: b"{" if name == "manifest.json" else raw,
    "the manifest lacks a part": manifest_with(entries=None),
    "another office's name": manifest_with(schema="o_990000"),
    "a name that is no schema": manifest_with(schema='public"; DROP SCHEMA public; --'),
}


# Another server takes longer to make than to refuse everything, so each makes one.


def test_damaged_archives_are_refused_and_nothing_is_left(archive, another_server, tmp_path):
    bad = {
        damage: rewritten(archive, tmp_path / f"bad-{number}.zip", change)
        for number, (damage, change) in enumerate(DAMAGES.items())
    }
    another_server()
    before = leftovers()
    for damage, path in bad.items():
        with pytest.raises(DamagedArchive, match="Tidak ada yang dipulihkan"):
            restore_office(path, now=NOW, travel_keys=TRAVEL)
        assert leftovers() == before == (0, before[1], False, False), damage


def test_truncated_archives_are_refused(archive, another_server):
    raw = archive.read_bytes()
    another_server()
    for keep in (0, 10, len(raw) // 2, len(raw) * 99 // 100):
        archive.write_bytes(raw[:keep])
        with pytest.raises(DamagedArchive):
            restore_office(archive, now=NOW, travel_keys=TRAVEL)
        assert leftovers()[0] == 0, keep
    with pytest.raises(DamagedArchive):
        restore_office(Path("none.zip"), now=NOW, travel_keys=TRAVEL)


def test_every_flipped_bit_is_found(archive):
    """Anywhere in the file, also in what ZIP keeps for itself: refused, or without effect on what is read."""
    raw = archive.read_bytes()
    with archive_format.open_archive(archive) as opened:
        whole = opened.manifest.as_json()
    for place in range(0, len(raw), max(1, len(raw) // 150)):
        archive.write_bytes(raw[:place] + bytes([raw[place] ^ 0x10]) + raw[place + 1 :])
        try:
            with archive_format.open_archive(archive) as opened:
                assert opened.manifest.as_json() == whole
        except DamagedArchive:
            continue


LEADING_OUT = [
    "files/../../escape",
    "../escape",
    "/etc/escape",
    "files//etc/escape",
    "files/a/./b",
    "files\\..\\escape",
    "schema/x;y.copy",
    "other/thing",
    "C:/escape",
]


def with_entry(archive, target, name):
    """A copy of the archive with an entry of this name, which its manifest knows."""
    body = json.loads(zipfile.ZipFile(archive).read("manifest.json"))
    entry = {"size": 1, "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}
    bad = rewritten(archive, target, manifest_with(entries=body["entries"] | {name: entry}))
    with zipfile.ZipFile(bad, "a") as out:
        out.writestr(zipfile.ZipInfo(name), b"x")
    return bad


def test_paths_that_lead_out_are_refused(archive, another_server, tmp_path):
    bad = {
        name: with_entry(archive, tmp_path / f"bad-{number}.zip", name)
        for number, name in enumerate(LEADING_OUT)
    }
    another_server()
    for name, path in bad.items():
        with pytest.raises(DamagedArchive):
            restore_office(path, now=NOW, travel_keys=TRAVEL)
        assert not list(tmp_path.rglob("escape")), name
        assert leftovers()[3] is False, name


def test_a_link_is_refused(archive, another_server, tmp_path):
    info = zipfile.ZipInfo("files/link")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(archive, "a") as out:
        out.writestr(info, "/etc/passwd")
    another_server()
    with pytest.raises(DamagedArchive, match="bukan berkas biasa"):
        restore_office(archive, now=NOW, travel_keys=TRAVEL)


@pytest.mark.parametrize(
    "changes",
    [{"version": 2}, {"catalogue": "0" * 32}, {"migrations": [["applications", "0999_later"]]}],
)
def test_an_archive_of_another_version_is_refused(archive, another_server, tmp_path, changes):
    bad = rewritten(archive, tmp_path / "bad.zip", manifest_with(**changes))
    another_server()
    with pytest.raises(OtherVersion):
        restore_office(bad, now=NOW, travel_keys=TRAVEL)
    assert leftovers()[::2] == (0, False)
    assert not files_of("o_359901").exists()


def test_another_key_opens_nothing(archive, another_server):
    another_server()
    for wrong in (None, MasterKeys((b"x" * 32,))):
        with pytest.raises(CannotRestore, match="Kunci arsip"):
            restore_office(archive, now=NOW, travel_keys=wrong)
    assert leftovers()[0] == 0


def test_an_office_that_is_here_is_not_overwritten(busy, archive):
    before = told(busy.office)
    with pytest.raises(CannotRestore, match="sudah ada"):
        restore_office(archive, now=NOW, travel_keys=TRAVEL)
    assert told(busy.office) == before


def test_an_address_that_is_taken_is_said(archive, another_server):
    another_server()
    Office.objects.using(OWNER).filter(slug="kel-uji-timur").update(slug="kec-uji-barat")
    with pytest.raises(CannotRestore, match="sudah dipakai"):
        restore_office(archive, now=NOW, travel_keys=TRAVEL)
    assert leftovers()[0] == 0
    office = restore_office(archive, now=NOW, travel_keys=TRAVEL, slug="kec-pulih")
    assert office.slug == "kec-pulih"


def test_a_restore_that_dies_in_the_middle_leaves_nothing_and_can_be_run_again(
    archive, another_server, monkeypatch
):
    another_server()
    with monkeypatch.context() as patched:
        patched.setattr(rights, "apply_office", lambda *_words: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            restore_office(archive, now=NOW, travel_keys=TRAVEL)
    assert leftovers()[::2] == (0, False)
    assert not files_of("o_359901").exists()
    assert restore_office(archive, now=NOW, travel_keys=TRAVEL).state == "READY"


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
