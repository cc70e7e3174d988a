"""Where the bytes of attachments lie: sealed with the office's key, in its own part of the store.

A sealed file opens only for the attachment it was stored for. Names begin with the month, so that looking for
what a killed process left need not list years.
"""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from attachments.refusals import UploadRefused
from commons.clock import wib
from commons.crypto import current_key, open_sealed, seal
from offices.scope import current_office

FOLDER = "lampiran"


def new_name(now: datetime) -> str:
    """A name that nobody guesses."""
    return f"{FOLDER}/{wib(now):%Y-%m}/{secrets.token_hex(16)}"


def put(name: str, content: bytes, *, of: UUID) -> None:
    """Keep `content` for the attachment `of`. Raises `UploadRefused` (`store_away`)."""
    current_office()
    try:
        default_storage.save(name, ContentFile(seal(current_key(), content, _place(of))))
    except away() as error:
        raise UploadRefused("store_away") from error


def get(name: str, *, of: UUID) -> bytes:
    """What was kept. Raises `UploadRefused` (`store_away`), `Unreadable` for bytes of something else."""
    current_office()
    try:
        with default_storage.open(name) as kept:
            sealed = kept.read()
    except away() as error:
        raise UploadRefused("store_away") from error
    return open_sealed(current_key(), sealed, _place(of))


def drop(name: str) -> None:
    """Remove it; what is gone is no error. What the store cannot do now, the nightly sweep does."""
    current_office()
    try:
        default_storage.delete(name)
    except away():
        return


def names_since(since: datetime, *, until: datetime) -> Iterator[str]:
    """Names stored between these moments, roughly: whole months. Raises what the store raises."""
    current_office()
    month = wib(since).date().replace(day=1)
    while month <= wib(until).date():
        folder = f"{FOLDER}/{month:%Y-%m}"
        _folders, names = default_storage.listdir(folder)
        yield from (f"{folder}/{name}" for name in names)
        month = (month + timedelta(days=32)).replace(day=1)


def stored_at(name: str) -> datetime:
    """When it was stored. Raises what the store raises."""
    return default_storage.get_modified_time(name)


def away() -> tuple[type[Exception], ...]:
    """What a store raises that cannot be reached; loaded when something was raised."""
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415

    return OSError, BotoCoreError, ClientError


def _place(of: UUID) -> str:
    return f"attachments_attachment.content.{of}"
