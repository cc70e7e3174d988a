"""The archive of one office: a ZIP of the office's own data with a manifest that vouches for every byte.

    manifest.json            version, office, migrations, catalogue, tables, size and SHA-256 of all
    key.bin                  the data key, wrapped by the key that travels apart from the archive
    schema/<table>.copy      the rows of the office's schema, in COPY text form
    public/<table>.copy      its rows of the public schema, and those they refer to
    grants.json              what its role may do, for the record; rights are given anew from the program
    files/…                  its stored files
    readable/…               the same for people: CSV and PDF

Nothing of an archive is run: names of tables and columns are compared with the program's own, and rows go
through COPY. A changed, missing or superfluous byte is found before the database is touched.
"""

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError

VERSION = 1
MANIFEST = "manifest.json"
KEY = "key.bin"
GRANTS = "grants.json"
BLOCK = 1 << 20
LONGEST_MANIFEST = 64 << 20
_ENTRY = re.compile(
    r"(key\.bin|grants\.json|(schema|public)/[a-z0-9_]+\.copy|(files|readable)/[^/\0\\][^\0\\]*)"
)
_SYMLINK = 0o120000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


class DamagedArchive(DomainError):
    """The archive is not what was written; nothing was restored."""

    def __init__(self, why: Any) -> None:
        message = _("Arsip ini rusak atau bukan arsip Loket: {why} Tidak ada yang dipulihkan.")
        super().__init__("damaged_archive", format_lazy(message, why=why))


class OtherVersion(DomainError):
    """The archive was made by a program that this one does not understand; nothing was restored."""

    def __init__(self, why: Any) -> None:
        message = _("Arsip ini dibuat oleh versi Loket lain: {why} Tidak ada yang dipulihkan.")
        super().__init__("other_version", format_lazy(message, why=why))


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A file of the archive."""

    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows in the archive: the columns in their order, and how many."""

    columns: tuple[str, ...]
    rows: int


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What the archive says of itself."""

    version: int
    made_at: str
    code: str
    schema: str
    name: str
    migrations: tuple[tuple[str, str], ...]
    catalogue: str
    schema_tables: Mapping[str, Table]
    public_tables: Mapping[str, Table]
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def as_json(self) -> bytes:
        """In a fixed order, so that equal archives have equal manifests."""
        return (json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()

    @classmethod
    def parse(cls, raw: bytes) -> "Manifest":
        """Raises `DamagedArchive`, `OtherVersion`."""
        try:
            body = json.loads(raw)
            version = int(body["version"])
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedArchive(_("daftar isinya tidak terbaca.")) from error
        if version != VERSION:
            raise OtherVersion(
                format_lazy(_("bentuk arsip {found}, bukan {wanted}."), found=version, wanted=VERSION)
            )
        try:
            return cls(
                **{name: str(body[name]) for name in ("made_at", "code", "schema", "name", "catalogue")},
                version=version,
                migrations=tuple((str(app), str(name)) for app, name in body["migrations"]),
                schema_tables=_tables(body["schema_tables"]),
                public_tables=_tables(body["public_tables"]),
                entries={
                    str(n): Entry(size=int(e["size"]), sha256=str(e["sha256"]))
                    for n, e in body["entries"].items()
                },
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedArchive(_("daftar isinya tidak lengkap.")) from error


def _tables(body: Mapping[str, Any]) -> dict[str, Table]:
    return {
        str(name): Table(columns=tuple(map(str, table["columns"])), rows=int(table["rows"]))
        for name, table in body.items()
    }


class Writer:
    """Writes entries and remembers what each was."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.entries: dict[str, Entry] = {}

    def add(self, name: str, blocks: Iterable[bytes | memoryview]) -> None:
        """Add an entry from its blocks."""
        digest, size = hashlib.sha256(), 0
        with self._archive.open(name, "w", force_zip64=True) as out:
            for block in blocks:
                out.write(block)
                digest.update(block)
                size += len(block)
        self.entries[name] = Entry(size=size, sha256=digest.hexdigest())


class Reader:
    """An archive whose every byte was compared with its manifest."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._archive, self.manifest = archive, manifest

    def blocks(self, name: str) -> Iterator[bytes]:
        """The blocks of an entry. Raises `DamagedArchive` at the end when they are not what was promised."""
        wanted, digest, size = self.manifest.entries[name], hashlib.sha256(), 0
        try:
            with self._archive.open(name) as source:
                while size <= wanted.size and (block := source.read(BLOCK)):
                    size += len(block)
                    digest.update(block)
                    yield block
        except _BROKEN as error:
            raise DamagedArchive(_("isinya berubah: ") + name + ".") from error
        if size != wanted.size or digest.hexdigest() != wanted.sha256:
            raise DamagedArchive(_("isinya berubah: ") + name + ".")

    def read(self, name: str) -> bytes:
        """A small entry."""
        return b"".join(self.blocks(name))

    def names(self, folder: str) -> list[str]:
        """The entries below `folder`."""
        return sorted(name for name in self.manifest.entries if name.startswith(f"{folder}/"))


@contextmanager
def open_archive(path: Path) -> Iterator[Reader]:
    """The archive at `path`, checked to the last byte. Raises `DamagedArchive`, `OtherVersion`."""
    try:
        source: IO[bytes] = path.open("rb")
    except OSError as error:
        raise DamagedArchive(_("berkasnya tidak dapat dibuka.")) from error
    with source:
        try:
            archive = zipfile.ZipFile(source)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise DamagedArchive(_("berkasnya terpotong atau bukan ZIP.")) from error
        with archive:
            yield _checked(archive)


def _checked(archive: zipfile.ZipFile) -> Reader:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(set(names)) != len(names) or MANIFEST not in names:
        raise DamagedArchive(_("daftar isinya tidak ada atau ganda."))
    for info in infos:
        _refuse_name(info)
    if archive.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
        raise DamagedArchive(_("daftar isinya terlalu besar."))
    try:
        raw = archive.read(MANIFEST)
    except Exception as error:
        raise DamagedArchive(_("daftar isinya tidak terbaca.")) from error
    reader = Reader(archive, Manifest.parse(raw))
    if missing := set(reader.manifest.entries) ^ (set(names) - {MANIFEST}):
        raise DamagedArchive(format_lazy(_("isinya kurang atau lebih: {name}."), name=min(missing)))
    for name in reader.manifest.entries:
        for _block in reader.blocks(name):
            pass
    return reader


def _refuse_name(info: zipfile.ZipInfo) -> None:
    """Names that lead out of the archive, and things that are no plain files."""
    name = info.filename
    parts = name.split("/")
    bad = name != MANIFEST and not _ENTRY.fullmatch(name)
    if bad or ".." in parts or "." in parts or "" in parts or ":" in parts[0]:
        raise DamagedArchive(format_lazy(_("nama yang tidak boleh: {name}."), name=name[:80]))
    if (info.external_attr >> 16) & 0o170000 == _SYMLINK:
        raise DamagedArchive(format_lazy(_("bukan berkas biasa: {name}."), name=name[:80]))
