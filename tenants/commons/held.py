"""An upload between being looked at and being confirmed: sealed with the office's key, gone after a while."""

import secrets
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from commons.crypto import current_key, open_sealed, seal
from commons.errors import DomainError

SECONDS = 15 * 60
PLACE = "commons.held"


class Gone(DomainError):
    """What was held is no longer there: too late, or already used."""

    def __init__(self) -> None:
        message = _("Unggahan ini sudah dimuat atau sudah kedaluwarsa. Unggah berkasnya sekali lagi.")
        super().__init__("upload_gone", message)


def hold(content: bytes, *, purpose: str, owner: UUID, seconds: int = SECONDS) -> str:
    """Keep `content` for a quarter of an hour or `seconds`, for this person only. Gives the word to ask for
    it with."""
    token = secrets.token_urlsafe(18)
    _put(_key(purpose, owner, token), content, seconds)
    return token


def look(token: str, *, purpose: str, owner: UUID) -> bytes:
    """What is held, which stays there. Raises `Gone`."""
    sealed = cache.get(_key(purpose, owner, token[:64]))
    if sealed is None:
        raise Gone
    return zlib.decompress(open_sealed(current_key(), sealed, PLACE))


def hold_instead(token: str, content: bytes, *, purpose: str, owner: UUID, seconds: int = SECONDS) -> None:
    """Keep this instead of what is held under the word, from now on anew. Raises `Gone`."""
    key = _key(purpose, owner, token[:64])
    if cache.get(key) is None:
        raise Gone
    _put(key, content, seconds)


def _put(key: str, content: bytes, seconds: int) -> None:
    cache.set(key, seal(current_key(), zlib.compress(content, 1), PLACE), seconds)


@contextmanager
def used(token: str, *, purpose: str, owner: UUID) -> Iterator[bytes]:
    """What is held, used up when the block ends well and there again when it fails. Raises `Gone`.

    Of two requests with the same word, one gets it.
    """
    key = _key(purpose, owner, token[:64])
    sealed = cache.get(key)
    if sealed is None or not cache.add(f"{key}:used", 1, SECONDS):
        raise Gone
    try:
        yield zlib.decompress(open_sealed(current_key(), sealed, PLACE))
    except BaseException:
        cache.delete(f"{key}:used")
        raise
    cache.delete(key)


def _key(purpose: str, owner: UUID, token: str) -> str:
    return f"held:{purpose}:{owner}:{token}"
