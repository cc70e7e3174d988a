"""The stored files of one office as a whole, wherever they lie: for archives that leave and return."""

import shutil
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages

from offices.archive_format import BLOCK

if TYPE_CHECKING:
    from offices.s3 import OfficeS3Storage

HALF = ".half-restored"
IN_MEMORY = 8 << 20


class Store(Protocol):
    """The files of one office. `names` leaves the mark of a half restore out."""

    def names(self) -> list[str]:
        """All names, in order."""

    def blocks(self, name: str) -> Iterator[bytes]:
        """The content of one."""

    def put(self, name: str, blocks: Iterable[bytes]) -> None:
        """Keep one. Raises `ValueError` for a name outside the office's part."""

    def is_empty(self) -> bool:
        """Whether nothing lies there, not even a mark."""

    def is_half(self) -> bool:
        """Whether a restore that did not end left its mark."""

    def mark(self) -> None:
        """Set the mark."""

    def unmark(self) -> None:
        """Take it away."""

    def clear(self) -> None:
        """Remove everything."""


class Folder:
    """On this machine's disk, below `FILES_DIR`."""

    def __init__(self, schema: str) -> None:
        self.path = folder_of(schema)

    def names(self) -> list[str]:
        if not self.path.is_dir():
            return []
        found = (path for path in self.path.rglob("*") if path.is_file() and not path.is_symlink())
        return sorted(name for path in found if (name := path.relative_to(self.path).as_posix()) != HALF)

    def blocks(self, name: str) -> Iterator[bytes]:
        with (self.path / name).open("rb") as source:
            while block := source.read(BLOCK):
                yield block

    def put(self, name: str, blocks: Iterable[bytes]) -> None:
        target = self.path / name
        if not target.resolve().is_relative_to(self.path.resolve()):
            raise ValueError(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as out:
            out.writelines(blocks)

    def is_empty(self) -> bool:
        return not self.path.exists()

    def is_half(self) -> bool:
        return (self.path / HALF).exists()

    def mark(self) -> None:
        self.path.mkdir(parents=True)
        (self.path / HALF).touch()

    def unmark(self) -> None:
        (self.path / HALF).unlink(missing_ok=True)
        if not any(self.path.iterdir()):
            self.path.rmdir()

    def clear(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)


class Bucket:
    """On an S3-compatible server, below the schema's name."""

    def __init__(self, storage: "OfficeS3Storage", schema: str) -> None:
        self._bucket: Any = storage.bucket
        self._prefix = f"{schema}/"

    def _keys(self) -> list[str]:
        return [found.key for found in self._bucket.objects.filter(Prefix=self._prefix)]

    def names(self) -> list[str]:
        return sorted(name for key in self._keys() if (name := key.removeprefix(self._prefix)) != HALF)

    def blocks(self, name: str) -> Iterator[bytes]:
        yield from self._bucket.Object(self._prefix + name).get()["Body"].iter_chunks(BLOCK)

    def put(self, name: str, blocks: Iterable[bytes]) -> None:
        if ".." in Path(name).parts or name.startswith("/"):
            raise ValueError(name)
        with SpooledTemporaryFile(max_size=IN_MEMORY) as whole:
            for block in blocks:
                whole.write(block)
            whole.seek(0)
            self._bucket.Object(self._prefix + name).upload_fileobj(whole)

    def is_empty(self) -> bool:
        return not self._keys()

    def is_half(self) -> bool:
        return self._prefix + HALF in self._keys()

    def mark(self) -> None:
        self._bucket.Object(self._prefix + HALF).upload_fileobj(BytesIO(b""))

    def unmark(self) -> None:
        self._bucket.Object(self._prefix + HALF).delete()

    def clear(self) -> None:
        for key in self._keys():
            self._bucket.Object(key).delete()


def folder_of(schema: str) -> Path:
    """Where the stored files of an office are on this machine's disk."""
    return Path(settings.MEDIA_ROOT) / schema


def store_of(schema: str) -> Store:
    """The store of the office with this schema."""
    storage: Any = storages["default"]
    return Folder(schema) if isinstance(storage, FileSystemStorage) else Bucket(storage, schema)
