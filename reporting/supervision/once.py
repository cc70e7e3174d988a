"""What a form sends twice is written once; what was changed meanwhile is not written over."""

import hashlib

from django.db import connection
from django.utils.translation import gettext_lazy as _

from supervision.errors import SupervisionRefused, refuse
from supervision.models import Meeting, Review

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || %s, 0))"


def alone(what: str) -> None:
    """Until the transaction ends nobody else of this office writes `what`: a double click finds the first."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [f".supervision.{what}"])


def stamp(row: Meeting | Review | None) -> str:
    """What a form carries of the draft it shows; None: of the one that is not there yet."""
    words = [row.notes] if isinstance(row, Review) else [""]
    if isinstance(row, Meeting):
        words = [row.minutes, str(row.attendance)]
    return hashlib.sha256("\0".join(words).encode()).hexdigest()


def check(before: str, after: str, seen: str | None) -> None:
    """The stamps of what is there, of what is to be, and of the page (None: there was none). Whoever sends
    the same again changes nothing. Raises `SupervisionRefused`."""
    if seen is not None and before not in {seen, after}:
        raise moved()


def moved() -> SupervisionRefused:
    """Somebody else wrote in between."""
    text = _(
        "Orang lain mengubahnya sejak halaman ini Anda buka. Yang Anda ketik masih ada di bawah, belum "
        "disimpan. Buka halaman ini di tab lain untuk membandingkan; simpan lagi untuk menggantinya."
    )
    return refuse("moved", text)
