"""The settings of the real thing, but what browsers fetch is packed loosely.

Packing it as tightly as for citizens on slow lines takes half a minute of a core, and is fetched from this
machine anyway. Only for `collectstatic`: the names and the manifest are the same.
"""
# mypy: disable-error-code="import-untyped,misc,no-any-unimported"

import gzip

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

from config.settings import base
from config.settings.base import *  # noqa: F403


class Loosely(Compressor):
    """The same files, packed quickly."""

    @staticmethod
    def compress_gzip(data: bytes) -> bytes:
        """As gzip, with the least effort."""
        return gzip.compress(data, compresslevel=1, mtime=0)

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        """As Brotli, with the least effort."""
        return bytes(brotli.compress(data, quality=1))


class LooseStorage(CompressedManifestStaticFilesStorage):
    """Collects as in production, but for the effort."""

    def create_compressor(self, **options: object) -> Compressor:
        """What packs one file."""
        return Loosely(**options)


STORAGES = base.STORAGES | {"staticfiles": {"BACKEND": f"{__name__}.{LooseStorage.__name__}"}}
