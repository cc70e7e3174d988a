"""Short keys out of words, unique in their list (pure)."""

import re
import unicodedata
from collections.abc import Collection

_SMALL = frozenset({"dan", "atau", "yang", "di", "ke", "dari", "untuk", "dengan", "telah", "sudah", "oleh"})
LONGEST = 40


_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")


def kept(key: str, words: str, taken: Collection[str], *, fallback: str) -> str:
    """`key` as a form brings it back, or a new one where it brings none that can be used."""
    if _KEY.fullmatch(key) and key not in taken:
        return key
    return key_of(words, taken, fallback=fallback)


def key_of(words: str, taken: Collection[str], *, fallback: str) -> str:
    """ "Surat pengantar dari RT/RW" → "surat_pengantar_rt_rw"; with a number behind it when taken."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    found = [word for word in re.findall(r"[a-z0-9]+", plain) if word not in _SMALL][:4]
    base = "_".join(found)[:LONGEST].strip("_")
    if not base or not base[0].isalpha():
        base = f"{fallback}_{base}".strip("_")
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}_{number}"
    return key
