"""The address of the mail server: typed, strict, and as Django's settings take it. Pure."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Mail:
    """How mail leaves: a server, or ("" host) files in a folder."""

    backend: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    ssl: bool = False


def mail_of(url: str) -> Mail:
    """`smtp+starttls://user:password@host:587`, `smtps://…`, `smtp://…`; empty: files.

    Raises `ValueError`.
    """
    if not url:
        return Mail("django.core.mail.backends.filebased.EmailBackend")
    parts = urlsplit(url)
    port = parts.port  # raises ValueError for a port that is none
    if parts.scheme not in SCHEMES or not parts.hostname or port == 0 or parts.path not in {"", "/"}:
        raise ValueError("not a mail server's address")
    if parts.query or parts.fragment or bool(parts.username) != bool(parts.password):
        raise ValueError("not a mail server's address")
    return Mail(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=port or SCHEMES[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+starttls",
        ssl=parts.scheme == "smtps",
    )
