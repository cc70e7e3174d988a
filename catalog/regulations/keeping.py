"""The kabupaten keeps the law register and the delegations: every change on its trail, with old and new
value."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from audit.changing import changed, guard, hold
from audit.operations import record
from commons.errors import DomainError
from offices.models import Office
from regulations.citations import NAMES, Citation, parse_citation
from regulations.models import Amendment, Delegation, Instrument, InstrumentStatus

REGISTER = "instruments"
DELEGATIONS = "delegations"
ENDED = frozenset({InstrumentStatus.REVOKED, InstrumentStatus.OUTDATED})


class RegisterRefused(DomainError):
    """The register cannot be changed like this; nothing was saved."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is kept of an instrument besides its number. `by`: key of what revoked or overtook it."""

    title: str
    status: str
    since: date | None = None
    by: str = ""
    note: str = ""


def subject_of(key: str) -> str:
    """As the trail names it; a subject has 80 characters."""
    return f"instrument:{key}"[:80]


def read_citation(text: str) -> Citation:
    """The rule that `text` cites. Raises `RegisterRefused` when its kind or number cannot be read."""
    found = parse_citation(text)
    if found is None:
        known = ", ".join(NAMES.values())
        message = _("Jenis produk hukumnya tidak dikenali. Mulailah dengan salah satu: {known}.")
        raise RegisterRefused("unknown_kind", format_lazy(message, known=known))
    if not found.key:
        message = _("Nomor “{number}” tidak terbaca sebagai nomor {kind}. Tulis seperti pada naskahnya.")
        raise RegisterRefused(
            "unknown_number", format_lazy(message, number=found.number, kind=NAMES[found.kind])
        )
    return found


@transaction.atomic
def enter(*, citation: str, facts: Facts, actor: Actor, now: datetime) -> Instrument:
    """Enter an instrument by its citation. Raises `RegisterRefused`: unreadable, there already, no title."""
    found = read_citation(citation)
    hold(REGISTER)
    if Instrument.objects.filter(key=found.key).exists():
        raise RegisterRefused("there_already", _("Produk hukum ini sudah ada dalam register."))
    row = Instrument(key=found.key, kind=found.kind_name, number=found.number, year=found.year)
    _write(row, facts)
    row.save(force_insert=True)
    data = {"new": {"key": row.key, **_shown(row)}}
    record(action="instrument.added", actor=actor, subject=subject_of(row.key), data=data, now=now)
    return row


@transaction.atomic
def change(*, key: str, facts: Facts, seen: int, actor: Actor, now: datetime) -> Instrument:
    """Change title, status and note. Raises `RegisterRefused` (a loop, a revocation without its instrument),
    `Stale`, `Instrument.DoesNotExist`."""
    hold(REGISTER)
    guard(subject_of(key), seen=seen)
    row = Instrument.objects.select_for_update().get(key=key)
    old = _shown(row)
    _write(row, facts)
    row.save(update_fields=["title", "status", "status_since", "status_by", "note"])
    changed(
        subject=subject_of(key), action="instrument.changed", old=old, new=_shown(row), actor=actor, now=now
    )
    return row


@transaction.atomic
def amend(
    *, key: str, by: str, since: date | None, note: str, seen: int, actor: Actor, now: datetime
) -> Amendment:
    """Enter that `by` changes `key`. Raises `RegisterRefused` (a loop, twice, not in the register),
    `Stale`."""
    hold(REGISTER)
    guard(subject_of(key), seen=seen)
    row, other = Instrument.objects.get(key=key), _named(by)
    _refuse_loop(row, other)
    if Amendment.objects.filter(instrument=row, by=other).exists():
        raise RegisterRefused("amended_already", _("Perubahan ini sudah tercatat."))
    made = Amendment.objects.create(instrument=row, by=other, since=since, note=note)
    data = {"new": {"by": by, "since": since.isoformat() if since else "", "note": note}}
    record(action="instrument.amended", actor=actor, subject=subject_of(key), data=data, now=now)
    return made


@transaction.atomic
def forget_amendment(*, key: str, amendment_id: UUID, seen: int, actor: Actor, now: datetime) -> None:
    """Take back an amendment that was entered by mistake. Raises `Stale`, `Amendment.DoesNotExist`."""
    guard(subject_of(key), seen=seen)
    row = Amendment.objects.select_related("by").get(pk=amendment_id, instrument__key=key)
    data = {"old": {"by": row.by.key, "since": row.since.isoformat() if row.since else "", "note": row.note}}
    row.delete()
    record(action="instrument.amendment_removed", actor=actor, subject=subject_of(key), data=data, now=now)


@transaction.atomic
def delegate(
    *,
    office: Office,
    key: str,
    from_date: date,
    to_date: date | None,
    note: str,
    seen: int,
    actor: Actor,
    now: datetime,
) -> Delegation:
    """Enter that an instrument gives an office its authority. Raises `RegisterRefused`, `Stale`."""
    guard(DELEGATIONS, seen=seen)
    _refuse_dates(from_date, to_date)
    instrument = _named(key)
    if instrument.status == InstrumentStatus.REVOKED:
        raise RegisterRefused("revoked", _("Produk hukum yang dicabut tidak dapat memberi kewenangan."))
    if Delegation.objects.filter(office=office, instrument=instrument, from_date=from_date).exists():
        raise RegisterRefused("there_already", _("Pelimpahan ini sudah tercatat."))
    row = Delegation.objects.create(
        office=office, instrument=instrument, from_date=from_date, to_date=to_date, note=note
    )
    data = {"office": office.slug, "instrument": key, "new": _delegation(row)}
    record(action="delegation.added", actor=actor, subject=DELEGATIONS, data=data, now=now)
    return row


@transaction.atomic
def change_delegation(
    *, delegation_id: UUID, to_date: date | None, note: str, seen: int, actor: Actor, now: datetime
) -> Delegation:
    """Change the last day and the note; it is an example no longer. What was signed before stays valid.
    Raises `RegisterRefused`, `Stale`, `Delegation.DoesNotExist`."""
    guard(DELEGATIONS, seen=seen)
    rows = Delegation.objects.select_for_update(of=("self",)).select_related("office", "instrument")
    row = rows.get(pk=delegation_id)
    _refuse_dates(row.from_date, to_date)
    old = _delegation(row)
    row.to_date, row.note, row.is_example = to_date, note, False
    row.save(update_fields=["to_date", "note", "is_example"])
    changed(
        subject=DELEGATIONS,
        action="delegation.changed",
        old=old,
        new=_delegation(row),
        actor=actor,
        now=now,
        office=row.office.slug,
        instrument=row.instrument.key,
    )
    return row


def loops(start: str, target: str, edges: Iterable[tuple[str, str]]) -> bool:
    """Whether following `edges` (what is changed → by what) from `start` comes to `target` (pure)."""
    onward: dict[str, set[str]] = {}
    for changed_one, by in edges:
        onward.setdefault(changed_one, set()).add(by)
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here == target:
            return True
        if here not in seen:
            seen.add(here)
            waiting += onward.get(here, set())
    return False


def _write(row: Instrument, facts: Facts) -> None:
    if not facts.title:
        raise RegisterRefused("no_title", _("Tulis judulnya (sesudah kata “tentang”)."))
    if facts.status not in InstrumentStatus.values:
        raise RegisterRefused("no_status", _("Pilih statusnya."))
    by = facts.by if facts.status in ENDED else ""
    if facts.status == InstrumentStatus.REVOKED and not (by and facts.since):
        raise RegisterRefused("revoked_by", _("Untuk yang dicabut, isi oleh apa dan sejak kapan."))
    if by:
        _refuse_loop(row, _named(by))
    row.title, row.note, row.status = facts.title, facts.note, facts.status
    row.status_since, row.status_by = facts.since, by


def _named(key: str) -> Instrument:
    row = Instrument.objects.filter(key=key).first()
    if row is None:
        raise RegisterRefused("not_there", _("Pilih produk hukum yang ada dalam register."))
    return row


def _refuse_loop(row: Instrument, by: Instrument) -> None:
    if row.key == by.key:
        raise RegisterRefused("itself", _("Produk hukum tidak dapat mengubah atau mencabut dirinya sendiri."))
    if row.year and by.year and by.year < row.year:
        raise RegisterRefused(
            "older", _("Yang mengubah atau mencabut tidak boleh lebih tua daripada yang diubah.")
        )
    edges = list(Amendment.objects.values_list("instrument__key", "by__key"))
    edges += list(Instrument.objects.exclude(status_by="").values_list("key", "status_by"))
    if loops(by.key, row.key, edges):
        message = _("{by} sudah diubah atau dicabut oleh produk hukum ini: hubungannya akan melingkar.")
        raise RegisterRefused("loop", format_lazy(message, by=f"{by.kind} Nomor {by.number}"))


def _refuse_dates(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise RegisterRefused("dates", _("Tanggal akhir harus sesudah tanggal mulai."))


def _shown(row: Instrument) -> dict[str, Any]:
    return {
        "title": row.title,
        "status": str(row.status),
        "since": row.status_since.isoformat() if row.status_since else "",
        "by": row.status_by,
        "note": row.note,
    }


def _delegation(row: Delegation) -> dict[str, Any]:
    return {
        "from": row.from_date.isoformat(),
        "to": row.to_date.isoformat() if row.to_date else "",
        "note": row.note,
        "is_example": row.is_example,
    }
