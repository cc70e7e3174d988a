"""Slips out of the box: each by the serial written on it, photographed or typed, and on to the complaints.

The serial is the office's own series of the year. A slip bears the next one; a gap is explained and gets rows
of its own, a twin is refused. Nothing deletes a slip.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from attachments import operations as attachments
from commons.indonesian import date_shown
from commons.text import clean_text
from documents.operations import hold_book
from suggestionbox import handing, queries, ritual
from suggestionbox.errors import BoxRefused
from suggestionbox.handing import Words
from suggestionbox.models import BoxOpening, BoxSlip, OpeningState, SlipState
from suggestionbox.operations import held, only_opener, reason_of, record

SERIALS = "SLIP"
MOST_SKIPPED = 20


@dataclass(frozen=True, kw_only=True)
class NewSlip:
    """A slip as it was taken out. `serial` None: the next one. `draft`: what its photographs were added to.

    `words` None: to be copied from the photograph later. `unreadable`: why nobody can read it. `gap`: why
    serials before it are missing.
    """

    serial: int | None = None
    draft: str = ""
    photographs: int = 0
    words: Words | None = None
    unreadable: str = ""
    gap: str = ""


@dataclass(frozen=True)
class Entered:
    """A slip, and the code by which its writer can follow the complaint ("" while there is none)."""

    slip: BoxSlip
    code: str


@transaction.atomic
def add_slip(*, actor: Actor, opening_id: UUID, new: NewSlip, now: datetime) -> Entered:
    """Enter a slip of an opening that goes on.

    Raises `BoxRefused`: `gone`, `over`, `withdrawn`, `not_yours`, `too_many` (more than were counted),
    `serial` (a twin, or a gap without a reason), `empty` (neither photograph nor words), `reason`; and what
    the complaints refuse.
    """
    opening = held(opening_id)
    only_opener(opening, actor)
    if not queries.whole(opening).lacks_slips:
        words = _("Semua {n} slip yang dihitung sudah dicatat. Bila ada lagi, betulkan jumlahnya dulu.")
        raise BoxRefused("too_many", format_lazy(words, n=opening.found))
    serial = _serial(opening, new, actor, now)
    row = BoxSlip(
        opening=opening,
        year=opening.day.year,
        serial=serial,
        state=SlipState.TO_COPY,
        added_at=now,
        added_by=actor.name,
    )
    if new.unreadable:
        row.state = SlipState.UNREADABLE
        row.reason = reason_of(new.unreadable, _("Tulis mengapa slip tidak terbaca."))
    elif new.words is None and not new.photographs:
        raise BoxRefused("empty", _("Foto slipnya, atau ketik isinya."), field="text")
    row.save(force_insert=True)
    if new.draft:
        attachments.bind(draft=new.draft, file_id=row.id, added_by=actor.user_id)
    code = ""
    if new.words is not None and not new.unreadable:
        code = _file(row, new.words, actor, now)
    record("box.slip_added", opening, actor, now, serial=serial, state=row.state)
    return Entered(row, code)


def _serial(opening: BoxOpening, new: NewSlip, actor: Actor, now: datetime) -> int:
    """The slip's serial, after rows for those that it skips. The year's series stays locked."""
    year = opening.day.year
    book = hold_book(SERIALS, year)
    expected = queries.next_serial(year)
    serial = expected if new.serial is None else new.serial
    if serial < expected:
        raise _twin(year, serial, expected)
    missing = ritual.skipped(serial, expected)
    if missing:
        _skip(opening, missing, new.gap, actor, now)
    book.last = serial
    book.save(update_fields=["last"])
    return serial


def _twin(year: int, serial: int, expected: int) -> BoxRefused:
    earlier = BoxSlip.objects.select_related("opening").filter(year=year, serial=serial).first()
    if earlier is None:
        words = _("Nomor slip dimulai dari 1; berikutnya {next}.")
        return BoxRefused("serial", format_lazy(words, next=expected), field="serial")
    words = _("Nomor {n} sudah dipakai slip {day}. Berikutnya {next}; periksa nomor pada kertasnya.")
    day = date_shown(earlier.opening.day)
    return BoxRefused("serial", format_lazy(words, n=serial, day=day, next=expected), field="serial")


def _skip(opening: BoxOpening, missing: range, why: str, actor: Actor, now: datetime) -> None:
    if len(missing) > MOST_SKIPPED:
        words = _("Nomor berikutnya {next}. Nomor yang Anda tulis terlalu jauh; periksa kertasnya.")
        raise BoxRefused("serial", format_lazy(words, next=missing.start), field="serial")
    if not why.strip():
        words = _("Nomor berikutnya {next}. Tulis mengapa nomor di antaranya tidak ada.")
        raise BoxRefused("serial", format_lazy(words, next=missing.start), field="gap")
    reason = reason_of(why, _("Tulis mengapa nomor di antaranya tidak ada."))
    BoxSlip.objects.bulk_create(
        BoxSlip(
            opening=opening,
            year=opening.day.year,
            serial=serial,
            state=SlipState.SKIPPED,
            reason=reason,
            added_at=now,
            added_by=actor.name,
            settled_at=now,
            settled_by=actor.name,
        )
        for serial in missing
    )


@transaction.atomic
def copy_out(*, actor: Actor, slip_id: UUID, words: Words, now: datetime) -> Entered:
    """Type what the photograph shows: the slip goes on to the complaints. Raises `BoxRefused` (`gone`,
    `settled`), and what the complaints refuse."""
    row = _waiting(slip_id)
    code = _file(row, words, actor, now)
    record("box.slip_copied", row.opening, actor, now, serial=row.serial)
    return Entered(row, code)


@transaction.atomic
def call_unreadable(*, actor: Actor, slip_id: UUID, reason: str, now: datetime) -> BoxSlip:
    """Nobody can read it: it is kept as such. Raises `BoxRefused`: `gone`, `settled`, `reason`."""
    row = _waiting(slip_id)
    row.reason = reason_of(reason, _("Tulis mengapa slip tidak terbaca."))
    row.state, row.settled_at, row.settled_by = SlipState.UNREADABLE, now, actor.name
    row.save(update_fields=["state", "reason", "settled_at", "settled_by"])
    record("box.slip_unreadable", row.opening, actor, now, serial=row.serial)
    return row


def _waiting(slip_id: UUID) -> BoxSlip:
    rows = BoxSlip.objects.select_for_update(of=("self",)).select_related("opening")
    row = rows.filter(id=slip_id).first()
    if row is None or row.opening.state == OpeningState.WITHDRAWN:
        raise BoxRefused("gone", _("Slip ini tidak ada."))
    if row.state != SlipState.TO_COPY:
        by = row.settled_by or row.added_by
        raise BoxRefused(
            "settled", format_lazy(_("Slip ini sudah diselesaikan oleh {by}. Tidak ada yang diubah."), by=by)
        )
    return row


def _file(row: BoxSlip, words: Words, actor: Actor, now: datetime) -> str:
    """On to the complaints; the code for the writer. Of what went above the office nothing is kept here."""
    clean = clean_text(words.text, max_length=handing.LONGEST)
    if len(clean) < handing.LEAST:
        raise BoxRefused("empty", _("Ketik isi slip seperti yang tertulis."), field="text")
    filed = handing.receive(actor=actor, words=words, slip_id=row.id, now=now)
    row.complaint_id = filed.id
    row.state, row.settled_at, row.settled_by = SlipState.FILED, now, actor.name
    row.save(update_fields=["complaint_id", "state", "settled_at", "settled_by"])
    return filed.code
