"""A PDF for everyone that takes long is drawn once and kept for as long as it would come out the same."""

import hashlib
import json
from contextlib import suppress

from django.core.cache import cache
from redis.exceptions import RedisError

from documents.sheets import Sheet, print_sheet

KEPT_FOR = 24 * 60 * 60


def print_kept(sheet: Sheet) -> bytes:
    """As `print_sheet`. The key holds all that is printed, so nothing old is ever given, and the cache of
    each office is apart. Where the cache is away the sheet is drawn."""
    data = json.dumps(sheet.data(), sort_keys=True, ensure_ascii=False).encode()
    key = f"documents.kept:{sheet.TEMPLATE}:{hashlib.sha256(data).hexdigest()}"
    with suppress(RedisError):
        kept: bytes | None = cache.get(key)
        if kept is not None:
            return kept
    pdf = print_sheet(sheet)
    with suppress(RedisError):
        cache.set(key, pdf, KEPT_FOR)
    return pdf
