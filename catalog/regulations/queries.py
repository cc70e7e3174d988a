"""What the law register says."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from regulations.citations import parse_citation
from regulations.lawbook import Entry, LawBook, lawbook
from regulations.models import Delegation, Instrument, InstrumentStatus
from regulations.register import Status


def authority_of(office_id: UUID, *, on: date) -> str | None:
    """The instrument that delegates authority to this office on that day (the newest), or None.

    A revoked instrument gives no authority from the day of its revocation.
    """
    row = (
        Delegation.objects.select_related("instrument")
        .filter(Q(to_date__isnull=True) | Q(to_date__gte=on), office_id=office_id, from_date__lte=on)
        .exclude(instrument__status="REVOKED", instrument__status_since__lte=on)
        .order_by("-from_date")
        .first()
    )
    if row is None:
        return None
    return _cited(row.instrument)


def why_no_authority(office_id: UUID, *, on: date) -> "str | Promise":
    """Why `authority_of` finds nothing on that day: what was revoked, since when and by what; what has ended;
    "" where nothing was ever given."""
    row = (
        Delegation.objects.select_related("instrument")
        .filter(office_id=office_id, from_date__lte=on)
        .order_by("-from_date")
        .first()
    )
    if row is None:
        return ""
    gone = row.instrument
    if gone.status == InstrumentStatus.REVOKED and gone.status_since and gone.status_since <= on:
        by = Instrument.objects.filter(key=gone.status_by).first()
        message = _("{law} dicabut sejak {day} oleh {by}.")
        shown = _numbered(by) if by else gone.status_by
        return format_lazy(message, law=_numbered(gone), day=f"{gone.status_since:%d-%m-%Y}", by=shown)
    if row.to_date and row.to_date < on:
        message = _("Pelimpahan menurut {law} berakhir {day}.")
        return format_lazy(message, law=_numbered(gone), day=f"{row.to_date:%d-%m-%Y}")
    return ""


def law_book() -> LawBook:
    """The whole register as the rules over standards read it; one query."""
    return lawbook(
        Entry(
            row.key,
            _numbered(row),
            row.title,
            Status(row.status),
            row.status_since,
            row.status_by,
        )
        for row in Instrument.objects.all()
    )


def _numbered(row: Instrument) -> str:
    own_year = row.year is None or row.number.endswith(f"/{row.year}")
    return f"{row.kind} Nomor {row.number}" + ("" if own_year else f" Tahun {row.year}")


def instruments_in_force(*, on: date) -> list[tuple[str, str]]:
    """(key, citation) of every decree of a bupati or camat that may delegate and is not revoked, by year."""
    decrees = Q(kind__istartswith="Keputusan Bupati") | Q(kind__istartswith="Keputusan Camat")
    rows = Instrument.objects.filter(decrees).exclude(status=InstrumentStatus.REVOKED, status_since__lte=on)
    return [(row.key, _cited(row)) for row in rows.order_by("-year", "number")]


def _cited(instrument: Instrument) -> str:
    return f"{instrument.kind} Nomor {instrument.number} tentang {instrument.title}"


def known_citation(text: str) -> str:
    """The rule that `text` names, as the register cites it; "" when it names none or an unknown one."""
    named = parse_citation(text)
    row = Instrument.objects.filter(key=named.key).first() if named and named.key else None
    return _cited(row) if row else ""


@dataclass(frozen=True)
class DelegationLine:
    """An authority given to an office, and whether it counts on the day asked for."""

    instrument: str
    status: str
    from_date: date
    to_date: date | None
    note: str
    is_example: bool
    in_force: bool


def delegations_of(office_id: UUID, *, on: date) -> list[DelegationLine]:
    """Every authority this office was given, the newest first."""
    rows = Delegation.objects.select_related("instrument").filter(office_id=office_id)
    return [_line(row, on) for row in rows.order_by("-from_date", "-id")]


def _line(row: Delegation, on: date) -> DelegationLine:
    instrument = row.instrument
    revoked = instrument.status == InstrumentStatus.REVOKED and (
        instrument.status_since is not None and instrument.status_since <= on
    )
    return DelegationLine(
        instrument=_cited(instrument),
        status=str(InstrumentStatus(instrument.status).label),
        from_date=row.from_date,
        to_date=row.to_date,
        note=row.note,
        is_example=row.is_example,
        in_force=row.from_date <= on and (row.to_date is None or on <= row.to_date) and not revoked,
    )
