"""Stored files on an S3-compatible server: each office under its own prefix, asked for at every access.

Public or signed addresses are never made: whatever is shown goes through a permission check of ours.
"""

from typing import Any

from botocore.config import Config
from django.core.exceptions import SuspiciousOperation
from storages.backends.s3 import S3Storage
from storages.utils import safe_join

from offices.roles import PUBLIC
from offices.scope import NoOffice, current_schema

CONNECT, READ = 4, 20


class OfficeS3Storage(S3Storage):
    """django-storages with the office's schema as the first part of each key."""

    def __init__(self, **settings: Any) -> None:
        # Patience as for a page; and only the checksums that every S3-compatible server knows.
        config = Config(
            connect_timeout=CONNECT,
            read_timeout=READ,
            retries={"max_attempts": 2, "mode": "standard"},
            s3={"addressing_style": "path"} if settings.get("endpoint_url") else None,
            signature_version="s3v4",
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        super().__init__(  # type: ignore[no-untyped-call]
            **{"client_config": config, "file_overwrite": False, "default_acl": None, **settings}
        )

    def _normalize_name(self, name: str) -> str:
        schema = current_schema()
        if schema == PUBLIC:
            raise NoOffice
        try:
            joined: str = safe_join(schema, name)
        except ValueError as error:
            raise SuspiciousOperation("a name outside the office's part of the store") from error
        return joined

    def url(self, name: str | None, *_args: Any, **_kwargs: Any) -> str:
        """No stored file has an address of its own."""
        raise NotImplementedError(name)
