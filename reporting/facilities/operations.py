"""The inventory: writes. What was found is added, never changed; an item shows the newest."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from attachments.opening import opened
from commons.clock import wib
from commons.errors import DomainError
from commons.phones import parse_phone
from commons.text import clean_line
from facilities import queries
from facilities.kinds import Kind, State, is_broken, kind_of
from facilities.models import Check, Item, Photo, Round, Verdict
from facilities.proposing import Change, Proposal, key_of
from trail import operations as trail
from upkeep.reading import touch

# Who looks after things, and who decides what belongs to them.
CHECKERS = ("COUNTER", "OPERATOR", "INFORMATION", "SECTION_HEAD", "SECRETARY", "OFFICE_ADMIN")
DECIDERS = ("SECTION_HEAD", "SECRETARY", "OFFICE_ADMIN")
MOST = 999
PDF = "application/pdf"


class FacilityRefused(DomainError):
    """Nothing was written down; the message says why."""


def refuse(code: str, message: object, field: str = "") -> FacilityRefused:
    """The refusal beside a field."""
    return FacilityRefused(code, message, field=field)  # type: ignore[arg-type]


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was found. `quantity` 0: it is not there. `note` is for citizens, `number` as it was typed."""

    quantity: int
    working: int
    expires_on: date | None = None
    number: str = ""
    note: str = ""
    expected_on: date | None = None


@transaction.atomic
def decide(*, actor: Actor, marks: Collection[str], accepted: bool, now: datetime) -> int:
    """Take over, or refuse, what the standards propose; how many. What is proposed no more is left."""
    chosen = [each for each in queries.waiting() if each.mark in marks]
    for each in chosen:
        if accepted:
            _carry_out(each, now)
        Verdict.objects.create(mark=each.mark, accepted=accepted, at=now, by_name=actor.name)
    if chosen:
        touch(days=[wib(now).date()])
        action = "facilities.accepted" if accepted else "facilities.refused"
        trail.record(action=action, actor=actor, data={"marks": [each.mark for each in chosen]}, now=now)
    return len(chosen)


def _carry_out(proposal: Proposal, now: datetime) -> None:
    rows = Item.objects.select_for_update().filter(key=proposal.key, retired_at=None)
    if proposal.change is Change.ADD:
        _add(proposal.name, proposal.unit, proposal.quantity, proposal.services, now)
    elif proposal.change is Change.RETIRE:
        rows.update(retired_at=now)
    else:
        rows.update(promised=proposal.quantity, services=list(proposal.services), unit=proposal.unit)


@transaction.atomic
def add_item(*, actor: Actor, name: str, quantity: int | None, now: datetime) -> Item:
    """Add what no standard names. Raises `FacilityRefused`, `BadText`."""
    clean = clean_line(name, max_length=120)
    if not clean:
        raise refuse("facility_name", _("Tulis nama sarananya."), "name")
    if quantity is not None and not 0 < quantity <= MOST:
        raise refuse("facility_quantity", _("Jumlah 1 sampai 999."), "quantity")
    row = _add(clean, "", quantity, (), now)
    touch(days=[wib(now).date()])
    trail.record(action="facilities.added", actor=actor, subject=f"facility:{row.id}", now=now)
    return row


def _add(name: str, unit: str, quantity: int | None, services: Collection[str], now: datetime) -> Item:
    try:
        with transaction.atomic():
            return Item.objects.create(
                key=key_of(name),
                name=name,
                kind=kind_of(name),
                unit=unit,
                promised=quantity,
                services=sorted(services),
                added_at=now,
            )
    except IntegrityError as error:
        raise refuse("facility_twice", _("Sarana dengan nama itu sudah ada di daftar."), "name") from error


@transaction.atomic
def retire(*, actor: Actor, item_id: UUID, now: datetime) -> None:
    """Put an item out of use that no standard promises any more. Raises `FacilityRefused`."""
    row = _item(item_id)
    if row.services:
        raise refuse("facility_promised", _("Sarana ini dijanjikan standar; ubah standarnya dahulu."))
    row.retired_at = now
    row.save(update_fields=["retired_at"])
    touch(days=[wib(now).date()])
    trail.record(action="facilities.retired", actor=actor, subject=f"facility:{row.id}", now=now)


@transaction.atomic
def check(
    *, actor: Actor, item_id: UUID, found: Found, month: date | None, picture: bytes = b"", now: datetime
) -> Check:
    """Write down what was found, in the round of `month` or in between.

    Raises `FacilityRefused`, `UploadRefused`, `BadPhone`, `BadText`: then nothing is kept.
    """
    row = _item(item_id)
    _refuse_month(month, now)
    clean = _checked(row, found, wib(now).date())
    kept = _photo(row, actor, picture, now) if picture else None
    made = Check.objects.create(
        item=row,
        month=month,
        at=now,
        by_id=actor.user_id,
        by_name=actor.name,
        quantity=clean.quantity,
        working=clean.working,
        expires_on=clean.expires_on,
        number=clean.number,
        note=clean.note,
        expected_on=clean.expected_on,
        photo=kept,
    )
    _show(row, made, now)
    touch(days=[wib(now).date()])
    return made


def fine(row: Item, *, day: date) -> Found:
    """What "all is there and works" means for this item: as many as last time, else as promised, else one.

    Raises `FacilityRefused` where something must be typed first.
    """
    quantity = row.quantity or row.promised or 1
    if row.kind == Kind.APAR and row.expires_on is None:
        raise refuse("facility_expiry", _("Isi tanggal kedaluwarsa APAR."), "expires_on")
    if row.expires_on is not None and row.expires_on < day:
        text = _("APAR ini sudah kedaluwarsa. Isi tanggal yang baru, atau catat tanggal yang tertera.")
        raise refuse("facility_expired", text, "expires_on")
    if row.kind == Kind.PHONE and not row.number:
        raise refuse("facility_number", _("Isi nomor HP Pelayanan yang dipegang petugas."), "number")
    return Found(quantity=quantity, working=quantity, expires_on=row.expires_on, number=row.number)


def _item(item_id: UUID) -> Item:
    row = Item.objects.select_for_update().filter(id=item_id, retired_at=None).first()
    if row is None:
        raise refuse("facility_unknown", _("Sarana ini tidak ada di daftar, atau sudah tidak dipakai."))
    return row


def _refuse_month(month: date | None, now: datetime) -> None:
    if month is None:
        return
    if month != wib(now).date().replace(day=1):
        raise refuse("round_over", _("Hanya bulan yang berjalan dapat diperiksa. Tidak ada yang dicatat."))
    if Round.objects.filter(month=month).exists():
        text = _("Bulan ini sudah dikonfirmasi. Laporkan perubahan di halaman sarananya.")
        raise refuse("round_done", text)


def _checked(row: Item, found: Found, today: date) -> Found:
    """What is kept of it."""
    if not 0 <= found.quantity <= MOST:
        raise refuse("facility_quantity", _("Jumlah 0 sampai 999."), "quantity")
    if not 0 <= found.working <= found.quantity:
        raise refuse("facility_working", _("Yang berfungsi tidak boleh lebih dari yang ada."), "working")
    there = found.quantity > 0
    if row.kind == Kind.APAR and there and found.expires_on is None:
        raise refuse("facility_expiry", _("Isi tanggal kedaluwarsa APAR."), "expires_on")
    number = parse_phone(found.number).e164 if row.kind == Kind.PHONE and found.number.strip() else ""
    if row.kind == Kind.PHONE and there and not number:
        raise refuse("facility_number", _("Isi nomor HP Pelayanan yang dipegang petugas."), "number")
    state = State(found.quantity, found.working, found.expires_on)
    broken = is_broken(state, day=today)
    if found.expected_on is not None and found.expected_on < today:
        raise refuse("facility_expected", _("Perkiraan selesai sudah lewat."), "expected_on")
    return Found(
        quantity=found.quantity,
        working=found.working,
        expires_on=found.expires_on if there else None,
        number=number,
        note=clean_line(found.note, max_length=200) if broken else "",
        expected_on=found.expected_on if broken else None,
    )


def _photo(row: Item, actor: Actor, picture: bytes, now: datetime) -> Photo:
    shown = opened(picture)
    if shown.content_type == PDF:
        raise refuse("facility_photo", _("Kirim foto JPEG, PNG, atau WebP; PDF tidak diterima."), "photo")
    return Photo.objects.create(
        item=row, content_type=shown.content_type, content=shown.content, at=now, by_name=actor.name
    )


def _show(row: Item, made: Check, now: datetime) -> None:
    """The item shows what was found last."""
    works = 0 < made.quantity == made.working
    row.quantity, row.working, row.expires_on = made.quantity, made.working, made.expires_on
    row.number, row.note, row.expected_on = made.number, made.note, made.expected_on
    row.broken_since = None if works else row.broken_since or wib(now).date()
    row.checked_at = now
    row.save(
        update_fields=[
            "quantity",
            "working",
            "expires_on",
            "number",
            "note",
            "expected_on",
            "broken_since",
            "checked_at",
        ]
    )


@transaction.atomic
def confirm(*, actor: Actor, month: date, now: datetime) -> Round:
    """Confirm the inventory of the month that goes on: every item was looked at. Twice gives the first.

    Raises `FacilityRefused`.
    """
    done = Round.objects.filter(month=month).first()
    if done is not None:
        return done
    _refuse_month(month, now)
    found = queries.lines(day=wib(now).date(), month=month)
    left = [line.item.name for line in found if not line.checked]
    if not found or left:
        text = format_lazy(_("Masih {n} sarana belum diperiksa."), n=len(left))
        raise refuse("round_unfinished", text if found else _("Daftar sarana masih kosong."))
    try:
        with transaction.atomic():
            row = Round.objects.create(
                month=month,
                confirmed_at=now,
                confirmed_by_id=actor.user_id,
                confirmed_by=actor.name,
                items=len(found),
                troubled=sum(bool(line.troubles) for line in found),
            )
    except IntegrityError:  # somebody else was quicker
        return Round.objects.get(month=month)
    touch(days=_due_days(month, now))
    data = {"month": month.isoformat(), "items": row.items, "troubled": row.troubled}
    trail.record(action="facilities.confirmed", actor=actor, subject=f"round:{row.id}", data=data, now=now)
    return row


def _due_days(month: date, now: datetime) -> list[date]:
    """The days whose figures a confirmation touches: its own, and that on which it was due."""
    today = wib(now).date()
    due = [each.due_on for each in queries.all_months(today=today) if each.first == month]
    return sorted({today, *due})
