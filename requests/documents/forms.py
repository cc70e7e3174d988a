"""The filter of the Buku Register as it is typed, sent and kept in an address.

Names are no part of an address that is logged, shared or kept in a history: what was searched for travels
sealed with the office's key.
"""

import base64
import binascii
import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from commons.crypto import Unreadable, current_key, open_sealed, seal
from commons.indonesian import date_words, month_name
from commons.text import BadText, clean_line
from commons.typed import BadTyping, problem, read_date, shown_date
from documents.queries import Filter

LONGEST_TEXT = 120
_PLACE = "documents.register.search"
_SLUG = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True)
class Chosen:
    """A filter as read: the lines it asks for, what was typed, and what was wrong with that."""

    filter: Filter
    typed: dict[str, str]
    errors: list[dict[str, str]] = field(default_factory=list)

    @property
    def query_string(self) -> str:
        """The filter for an address; what was searched for is sealed."""
        return query_of(self.filter)

    @property
    def period(self) -> str:
        """The time chosen, in words."""
        return period_words(self.filter)


def read_filter(data: Mapping[str, str], *, today: date) -> Chosen:
    """The filter in `data` (GET or POST). Nothing at all asks for this month. A bad date asks for nothing and
    is reported."""
    if not any(data.get(name) for name in ("q", "cari", "book", "service", "start", "end", "semua")):
        return _chosen(month_of(today))
    errors: list[dict[str, str]] = []
    typed = {name: data.get(name, "").strip()[:LONGEST_TEXT] for name in ("start", "end")}
    start, end = (_date(typed[name], name, errors) for name in ("start", "end"))
    if start and end and end < start:
        errors.append(problem(_("Tanggal akhir lebih awal daripada tanggal mulai."), "end"))
    book, service = data.get("book", ""), data.get("service", "")
    found = Filter(
        year=int(book) if book.isascii() and book.isdigit() and len(book) == 4 else None,
        service=service if _SLUG.fullmatch(service) else "",
        start=start,
        end=end,
        text=_text(data, errors),
    )
    chosen = _chosen(found)
    return Chosen(found, {**chosen.typed, **{k: v for k, v in typed.items() if v}}, errors)


def _text(data: Mapping[str, str], errors: list[dict[str, str]]) -> str:
    typed = data.get("q", "").strip() or unsealed(data.get("cari", ""))
    try:
        return clean_line(typed, max_length=LONGEST_TEXT)
    except BadText as error:
        errors.append(problem(error, "q"))
        return ""


def _date(text: str, name: str, errors: list[dict[str, str]]) -> date | None:
    try:
        return read_date(text) if text else None
    except BadTyping as error:
        errors.append(problem(error, name))
        return None


def _chosen(found: Filter) -> Chosen:
    typed = {
        "q": found.text,
        "book": str(found.year or ""),
        "service": found.service,
        "start": shown_date(found.start),
        "end": shown_date(found.end),
    }
    return Chosen(found, typed)


def month_of(day: date) -> Filter:
    """The month of a day."""
    last = calendar.monthrange(day.year, day.month)[1]
    return Filter(start=day.replace(day=1), end=day.replace(day=last))


def query_of(chosen: Filter, **more: str) -> str:
    """The filter as a query string."""
    values: dict[str, Any] = {
        "cari": sealed(chosen.text) if chosen.text else "",
        "book": chosen.year or "",
        "service": chosen.service,
        "start": shown_date(chosen.start),
        "end": shown_date(chosen.end),
    } | more
    return urlencode({key: value for key, value in values.items() if value}) or "semua=1"


def sealed(text: str) -> str:
    """`text` so that only this office's key opens it."""
    return base64.urlsafe_b64encode(seal(current_key(), text.encode(), _PLACE)).decode().rstrip("=")


def unsealed(token: str) -> str:
    """What `sealed` was given; "" for anything else."""
    if not token:
        return ""
    try:
        packed = base64.urlsafe_b64decode(token[:1000] + "=" * (-len(token[:1000]) % 4))
        return open_sealed(current_key(), packed, _PLACE).decode()
    except (binascii.Error, ValueError, Unreadable):
        return ""


def period_words(chosen: Filter) -> str:
    """ "November 2026", "1 November 2026 sampai 15 November 2026", "Buku 2025", "semua"."""
    start, end = chosen.start, chosen.end
    if start and end:
        if (start, end) == (month_of(start).start, month_of(start).end):
            return f"{month_name(start.month)} {start.year}"
        return _("{start} sampai {end}").format(start=date_words(start), end=date_words(end))
    if start:
        return _("sejak {start}").format(start=date_words(start))
    if end:
        return _("sampai {end}").format(end=date_words(end))
    return _("Buku tahun {year}").format(year=chosen.year) if chosen.year else _("Semua tahun")
