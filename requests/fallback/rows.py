"""What stands on one line of paper, as it was keyed in: read whole, every fault beside its field. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.clock import WIB
from commons.errors import DomainError
from commons.nik import check_nik
from commons.text import BadText, clean_line
from commons.typed import read_time

FIELDS = ("service", "name", "nik", "received", "complete", "signed", "handed", "receiver")
TIMES = ("received", "complete", "signed", "handed")
UNUSED, SPOILED = "UNUSED", "SPOILED"
LONGEST = {"name": 120, "receiver": 120, "nik": 40, "service": 40}
Fault = str | Promise


@dataclass(frozen=True)
class Service:
    """As much of a service as a line is checked against."""

    name: str
    is_signed: bool


@dataclass(frozen=True)
class Times:
    """The real times of a line. `complete` is never missing; what was not done on paper is None."""

    received: datetime
    complete: datetime
    signed: datetime | None = None
    handed: datetime | None = None


@dataclass(frozen=True)
class Row:
    """A line as read: `faults` by field, `times` once all of them are in order."""

    typed: Mapping[str, str]
    faults: Mapping[str, Fault] = field(default_factory=dict)
    times: Times | None = None

    @property
    def is_ready(self) -> bool:
        """Whether the line can become a file."""
        return not self.faults and self.times is not None


def is_empty(typed: Mapping[str, str]) -> bool:
    """Whether nothing was keyed in."""
    return not any(typed.get(name, "").strip() for name in FIELDS)


def read(typed: Mapping[str, str], *, day: date, services: Mapping[str, Service], now: datetime) -> Row:
    """One line of the sheet of `day`; what has not happened by `now` is refused."""
    kept = {name: typed.get(name, "").strip()[:300] for name in FIELDS}
    faults: dict[str, Fault] = {}
    service = services.get(kept["service"])
    if service is None:
        faults["service"] = _("Pilih layanannya.")
    if not kept["name"]:
        faults["name"] = _("Tulis nama pemohon.")
    _check_words(kept, faults)
    if kept["nik"] and (errors := check_nik(kept["nik"]).errors):
        faults["nik"] = errors[0].message
    times = _times(kept, day, faults, now)
    if times is not None and service is not None and service.is_signed and times.handed and not times.signed:
        faults["signed"] = _("Sudah diserahkan, jadi isi juga jam ditandatangani.")
    return Row(kept, faults, None if faults else times)


def _check_words(kept: Mapping[str, str], faults: dict[str, Fault]) -> None:
    for name in ("name", "receiver"):
        try:
            clean_line(kept[name], max_length=LONGEST[name])
        except BadText as bad:
            faults.setdefault(name, bad.message)


def _times(kept: Mapping[str, str], day: date, faults: dict[str, Fault], now: datetime) -> Times | None:
    found: dict[str, datetime] = {}
    for name in TIMES:
        moment = _moment(kept[name], day, name, faults)
        if moment is not None:
            found[name] = moment
    if "received" not in found:
        faults.setdefault("received", _("Isi jam diterima."))
        return None
    found.setdefault("complete", found["received"])
    before = found["received"]
    for name in TIMES:
        at = found.get(name)
        if at is None or name in faults:
            continue
        if at > now:
            faults[name] = _("Jam ini belum lewat.")
        elif at < before:
            faults[name] = _("Jam ini mendahului langkah sebelumnya.")
        before = max(before, at)
    if any(name in faults for name in TIMES):
        return None
    return Times(found["received"], found["complete"], found.get("signed"), found.get("handed"))


def _moment(text: str, day: date, name: str, faults: dict[str, Fault]) -> datetime | None:
    if not text:
        return None
    try:
        at: time = read_time(text)
    except DomainError as bad:
        faults[name] = bad.message
        return None
    return datetime.combine(day, at, WIB)
