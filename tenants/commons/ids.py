"""Keys and codes: datable ones for rows, unguessable ones for whatever a stranger may type."""

import secrets
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12

# NUL is no separator, but the database refuses to be asked for it.
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, ".": None, "\x00": None})


def new_id() -> UUID:
    """A UUIDv7 for a primary key: it sorts by time and cannot fall on another office's row."""
    key: UUID = uuid7()
    return key


def first_id_at(moment: datetime) -> UUID:
    """What sorts before every key made from that moment on, and after those made before."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)


def public_code(n: int = CODE_LENGTH) -> str:
    """`n` random characters of Crockford's base 32 (5 bits each): no O, I, L or U to misread."""
    if n < 1:
        raise ValueError("a code has at least one character")
    return "".join(secrets.choice(CROCKFORD) for _ in range(n))


def read_code(text: str) -> str:
    """The code a person meant: upper case, O read as 0, I and L as 1, separators dropped."""
    return text.strip().upper().translate(_READ_AS)


def show_code(code: str) -> str:
    """The code in groups of four, as printed: `7K3M-9QXD-2F4T`."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))
