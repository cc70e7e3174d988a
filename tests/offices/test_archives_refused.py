"""Archives that are damaged, of another version or for somebody else: refused, and nothing is left."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.db import connection as _connection

from commons.crypto import MasterKeys
from offices import archive_format, rights
from offices.archive_format import DamagedArchive, OtherVersion
from offices.models import Office
from offices.owning import OWNER
from offices.restoring import CannotRestore, restore_office
from offices.stores import folder_of as files_of
from tests.offices.archives import (
    NOW,
    TRAVEL,
    another_server,
    archive,
    busy,
    leftovers,
    media,
    told,
)

__all__ = ["another_server", "archive", "busy", "media"]
pytestmark = pytest.mark.usefixtures("live_database")
connection: Any = _connection


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


OTHER_VERSIONS: list[dict[str, Any]] = [
    {"version": 2},
    {"catalogue": "0" * 32},
    {"migrations": [["applications", "0999_later"]]},
]


def test_an_archive_of_another_version_is_refused(archive, another_server, tmp_path):
    bad = [
        rewritten(archive, tmp_path / f"bad-{number}.zip", manifest_with(**changes))
        for number, changes in enumerate(OTHER_VERSIONS)
    ]
    another_server()
    for path, changes in zip(bad, OTHER_VERSIONS, strict=True):
        with pytest.raises(OtherVersion):
            restore_office(path, now=NOW, travel_keys=TRAVEL)
        assert leftovers()[::2] == (0, False), changes
        assert not files_of("o_359901").exists(), changes


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
