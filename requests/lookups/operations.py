"""Load the poverty list and look people up in it."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.crypto import blind_index, current_key
from commons.errors import DomainError
from commons.ids import new_id
from lookups.findings import NEEDS_REASON, Finding, Outcome
from lookups.models import PovertyCheck, PovertyEntry, PovertyList
from lookups.rows import ParsedList
from trail import operations as trail

# DTSEN is refreshed every three months; a list older than two rounds is no ground for a verdict.
MAX_AGE = timedelta(days=183)
BATCH = 2_000
CHECKED = "lookups.poverty_checked"


class LookupRefused(DomainError):
    """The look-up or load lacks something."""


@transaction.atomic
def load_list(*, actor: Actor, parsed: ParsedList, source: str, as_of: date, now: datetime) -> PovertyList:
    """Load a list; the newest is the one looked up in. Refused when it is empty or from the future."""
    if not parsed.people:
        raise LookupRefused("list_empty", _("Tidak ada baris yang dapat dimuat."))
    if as_of > now.date() + timedelta(days=1):
        raise LookupRefused("list_date", _("Tanggal data tidak boleh di masa depan."))
    row = PovertyList.objects.create(
        source=source, as_of=as_of, loaded_at=now, loaded_by=actor.name, rows=len(parsed.people)
    )
    key = current_key()
    entries = (
        PovertyEntry(id=new_id(), list=row, nik_index=blind_index(key, p.nik, kind="nik"), person=vars(p))
        for p in parsed.people
    )
    PovertyEntry.objects.bulk_create(entries, batch_size=BATCH)
    data = {"source": source, "rows": row.rows, "as_of": as_of.isoformat()}
    trail.record(action="lookups.list_loaded", actor=actor, subject=str(row.id), data=data, now=now)
    return row


@transaction.atomic
def withdraw_list(*, actor: Actor, list_id: UUID, now: datetime) -> PovertyList:
    """Take a list out of use and its people out of the database; that it was there stays as a line.

    Raises `PovertyList.DoesNotExist`, also for one withdrawn before.
    """
    row = PovertyList.objects.select_for_update().get(id=list_id, withdrawn_at=None)
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    PovertyEntry.objects.filter(list=row).delete()
    data = {"source": row.source, "rows": row.rows}
    trail.record(action="lookups.list_withdrawn", actor=actor, subject=str(row.id), data=data, now=now)
    return row


def find(nik: str, *, now: datetime) -> Finding:
    """Look a NIK up in the newest list, without recording anything."""
    current = PovertyList.objects.filter(withdrawn_at=None).order_by("-loaded_at", "-id").first()
    if current is None or not nik:
        return Finding(outcome=Outcome.NOT_CHECKED)
    entry = PovertyEntry.objects.filter(
        list=current, nik_index=blind_index(current_key(), nik, kind="nik")
    ).first()
    return judge(current, entry.person if entry else None, now=now)


def judge(current: PovertyList, person: dict[str, Any] | None, *, now: datetime) -> Finding:
    """What the newest list says today, given its line of this person, if it has one."""
    if now.date() - current.as_of > MAX_AGE:
        outcome = Outcome.TOO_OLD
    else:
        outcome = Outcome.FOUND if person else Outcome.NOT_FOUND
    person = person or {}
    return Finding(
        outcome=outcome,
        source=current.source,
        as_of=current.as_of,
        desil=person.get("desil"),
        name=person.get("name", ""),
    )


@transaction.atomic(savepoint=False)
def check(*, actor: Actor, file_id: UUID, nik: str, reason: str, now: datetime) -> Finding:
    """Look the file's NIK up and keep what was found, by whom; the look-up is on the trail.

    "Not found", "too old" and "not checked" need a reason (`LookupRefused`); none of them refuses the file.
    """
    found = find(nik, now=now)
    check_row(actor=actor, file_id=file_id, found=found, reason=reason, now=now).save(force_insert=True)
    trail.record(action=CHECKED, actor=actor, subject=f"file:{file_id}", data={}, now=now)
    return found


def check_row(*, actor: Actor, file_id: UUID, found: Finding, reason: str, now: datetime) -> PovertyCheck:
    """The row of one look-up; the caller keeps it and puts `CHECKED` on the trail. Raises `LookupRefused`."""
    if found.outcome in NEEDS_REASON and not reason.strip():
        raise LookupRefused(
            "lookup_reason",
            _("Tulis alasannya: NIK tidak ditemukan atau daftar tidak dapat dipakai."),
            outcome=found.outcome,
        )
    result = {
        "outcome": found.outcome.value,
        "source": found.source,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "desil": found.desil,
        "name": found.name,
        "reason": reason.strip(),
    }
    return PovertyCheck(file_id=file_id, at=now, by_id=actor.user_id, by_name=actor.name, result=result)
