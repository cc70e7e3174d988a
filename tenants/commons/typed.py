"""Plain staff forms: a question as templates show it, dates and times as people type them."""

import re
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError

_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
_DATE = re.compile(
    r"(?P<d>\d{1,2})[-/. ](?P<m>\d{1,2})[-/. ](?P<y>\d{4})|(?P<d8>\d{2})(?P<m8>\d{2})(?P<y8>\d{4})"
)
_TIME = re.compile(r"(?P<h>\d{1,2})(?:[.:](?P<m>\d{2}))?|(?P<h4>\d{2})(?P<m4>\d{2})")


class BadTyping(DomainError):
    """What was typed is not a date or time."""


@dataclass(kw_only=True)
class Question:
    """One question as `partials/field.html` shows it; see there for `kind`."""

    name: str
    label: Any
    kind: str = "text"
    hint: Any = ""
    required: bool = True
    value: Any = ""
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    choices: list[tuple[str, Any]] = field(default_factory=list)
    villages: list[str] = field(default_factory=list)
    max_length: int | None = None
    autofocus: bool = False


def problem(message: Any, name: str = "") -> dict[str, str]:
    """One line of `partials/error_summary.html`."""
    return {"field": name, "message": str(message)}


FIRST_YEAR, LAST_YEAR = 1900, 2100


def read_date(text: str) -> date:
    """ "05081968", "5-8-1968", "05/08/1968", "1968-08-05". Raises `BadTyping`."""
    typed = text.strip()
    match = _ISO.fullmatch(typed) or _DATE.fullmatch(typed)
    if match is None:
        raise BadTyping("bad_date", _("Tulis tanggal seperti 31-01-2026."))
    parts = match.groupdict()
    year, month, day = (int(parts.get(name) or parts[f"{name}8"]) for name in "ymd")
    # What lies outside is a slip of the finger; and nobody's sums with days should end beyond the calendar.
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadTyping("bad_date", _("Tulis tanggal seperti 31-01-2026."))
    try:
        return date(year, month, day)
    except ValueError as error:
        shown = f"{day:02d}-{month:02d}-{year:04d}"
        message = format_lazy(_("Tanggal {date} tidak ada di kalender."), date=shown)
        raise BadTyping("bad_date", message) from error


def read_time(text: str) -> time:
    """ "07.30", "7:30", "0730", "7". Raises `BadTyping`."""
    match = _TIME.fullmatch(text.strip())
    if match is not None:
        hour, minute = match["h"] or match["h4"], match["m"] or match["m4"] or "0"
        if int(hour) < 24 and int(minute) < 60:
            return time(int(hour), int(minute))
    raise BadTyping("bad_time", _("Tulis jam seperti 07.30."))


def shown_date(value: date | None) -> str:
    """As a date is typed: "31-01-2026"."""
    return value.strftime("%d-%m-%Y") if value else ""


def shown_time(value: time | None) -> str:
    """As a time is typed: "07.30"."""
    return value.strftime("%H.%M") if value else ""
