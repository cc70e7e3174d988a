"""Print sheets, key them in, account for every line."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from applications import operations as applications
from applications.intake import IntakeForm
from applications.operations import Inputs, Outcome
from applications.queries_file import at_step
from applications.told import Told
from applications.workflow_types import Action, Phase, StepKind
from commons.clock import wib
from commons.errors import DomainError
from fallback import queries
from fallback.codes import MOST
from fallback.models import Line, LineState, Sheet
from fallback.rows import Row, Service, Times, is_empty
from fallback.rows import read as read_row
from trail import operations as trail

PER_PAGE = 5
MOST_PAGES = 10
AHEAD = timedelta(days=7)
PRINTED, CLOSED = "fallback.sheet_printed", "fallback.sheet_closed"
PREPARED = "fallback.sheet_prepared"
USED_WITHIN = timedelta(days=60)
ACCOUNTED = frozenset({LineState.FILED, LineState.UNUSED, LineState.SPOILED})


class SheetRefused(DomainError):
    """A sheet cannot be made or closed, or a line cannot become a file."""


@transaction.atomic
def print_sheet(*, actor: Actor, day: date, pages: int, now: datetime) -> Sheet:
    """Make a sheet of `pages` pages for a day from today to a week ahead. No number of any book is taken. One
    that was prepared for the day and has as many pages is that sheet.

    Raises `SheetRefused`. Two people at once get two sheets with different lines.
    """
    today = wib(now).date()
    if not 1 <= pages <= MOST_PAGES:
        raise SheetRefused("sheet_pages", _("Pilih 1 sampai 10 halaman."))
    if not today <= day <= today + AHEAD:
        raise SheetRefused("sheet_day", _("Lembar dicetak untuk hari ini sampai tujuh hari ke depan."))
    made = _claimed(actor, day, pages, now)
    try:
        if made is None:
            with transaction.atomic():
                made = _make(actor.name, day, pages, now)
    except IntegrityError:
        made = _make(actor.name, day, pages, now)
    data = {"day": day.isoformat(), "first": made.first, "lines": made.lines}
    trail.record(action=PRINTED, actor=actor, subject=f"sheet:{made.id}", data=data, now=now)
    return made


@transaction.atomic
def prepare_sheet(*, now: datetime) -> Sheet | None:
    """The next working day's sheet, for an office that used one lately and has none for that day yet, with as
    many pages as the last one; nobody has printed it so far. Again, or twice at once, makes no other."""
    day, last = queries.next_day(now), Sheet.objects.order_by("-day", "-number").first()
    if last is None or last.day < day - USED_WITHIN or Sheet.objects.filter(day=day).exists():
        return None
    try:
        with transaction.atomic():
            made = _make("", day, min(last.lines // PER_PAGE, MOST_PAGES), now)
    except IntegrityError:
        return None
    data = {"day": day.isoformat(), "first": made.first, "lines": made.lines}
    trail.record(action=PREPARED, actor=None, subject=f"sheet:{made.id}", data=data, now=now)
    return made


def _claimed(actor: Actor, day: date, pages: int, now: datetime) -> Sheet | None:
    prepared = Sheet.objects.select_for_update().filter(day=day, printed_by="", lines=pages * PER_PAGE)
    found = prepared.order_by("number").first()
    if found is not None:
        found.printed_by, found.printed_at = actor.name, now
        found.save(update_fields=["printed_by", "printed_at"])
    return found


def _make(by: str, day: date, pages: int, now: datetime) -> Sheet:
    before = Sheet.objects.filter(day=day).aggregate(number=Max("number"))["number"] or 0
    used = Line.objects.filter(sheet__day=day).aggregate(serial=Max("serial"))["serial"] or 0
    count = pages * PER_PAGE
    if used + count > MOST:
        raise SheetRefused("sheet_full", _("Nomor baris hari itu sudah habis (999). Pakai lembar yang ada."))
    made = Sheet.objects.create(
        day=day, number=before + 1, first=used + 1, lines=count, printed_at=now, printed_by=by
    )
    serials = range(used + 1, used + count + 1)
    Line.objects.bulk_create(Line(sheet=made, serial=n, code=queries.code_of(day, n)) for n in serials)
    return made


@dataclass(frozen=True, kw_only=True)
class Keyed:
    """One line as it was keyed in: the cells, or a mark instead (UNUSED, SPOILED); `seen` is when the line
    had been entered last as this page showed it, "" when never."""

    serial: int
    typed: Mapping[str, str]
    mark: str = ""
    seen: str = ""


@dataclass(frozen=True)
class Kept:
    """What became of a save: how many lines are kept, and what stands in the way of the others, by serial."""

    saved: int
    rows: Mapping[int, Row]
    refused: Mapping[int, Any]


@transaction.atomic
def keep_lines(
    *, actor: Actor, sheet_id: UUID, keyed: list[Keyed], known: Mapping[str, Service], now: datetime
) -> Kept:
    """Keep what was keyed in, line by line: a line with faults keeps its words, too, and holds up no other.

    Raises `SheetRefused` for a sheet that is closed or not here.
    """
    sheet = _open_sheet(sheet_id)
    lines = {line.serial: line for line in Line.objects.select_for_update().filter(sheet=sheet)}
    saved, rows, refused = 0, dict[int, Row](), dict[int, Any]()
    for each in keyed:
        line = lines.get(each.serial)
        if line is None or line.state == LineState.FILED:
            continue
        because = _why_not_kept(line, each)
        if because:
            refused[each.serial] = because
        elif _write(line, each, actor=actor, now=now):
            saved += 1
        if line.state == LineState.KEPT:
            rows[each.serial] = read_row(each.typed, day=sheet.day, services=known, now=now)
    return Kept(saved, rows, refused)


def _why_not_kept(line: Line, each: Keyed) -> Any:
    typed = {name: words.strip() for name, words in each.typed.items() if words.strip()}
    same = typed == (line.facts or {}) and each.mark == _mark_of(line)
    if not same and each.seen != seen_of(line):
        return format_lazy(
            _("Baris ini baru saja diisi {by}. Yang Anda ketik belum disimpan."), by=line.entered_by
        )
    if each.mark and not is_empty(each.typed) and each.mark != LineState.SPOILED:
        return _("Baris ini ada isinya, jadi bukan tidak dipakai.")
    return ""


def _mark_of(line: Line) -> str:
    return line.state if line.state in {LineState.UNUSED, LineState.SPOILED} else ""


def seen_of(line: Line) -> str:
    """When a line was entered last, for the page that shows it."""
    return line.entered_at.isoformat() if line.entered_at else ""


def _write(line: Line, each: Keyed, *, actor: Actor, now: datetime) -> bool:
    typed = {name: words.strip()[:300] for name, words in each.typed.items() if words.strip()}
    state = each.mark if each.mark in {LineState.UNUSED, LineState.SPOILED} else ""
    state = state or (LineState.KEPT if typed else LineState.BLANK)
    if (state, typed) == (line.state, line.facts or {}):
        return False
    line.state, line.facts = state, typed or None
    line.entered_at, line.entered_by = now, actor.name
    line.save(update_fields=["state", "facts", "entered_at", "entered_by"])
    return True


def _open_sheet(sheet_id: UUID) -> Sheet:
    sheet = Sheet.objects.select_for_update().filter(id=sheet_id).first()
    if sheet is None:
        raise SheetRefused("sheet_unknown", _("Lembar ini tidak ada di kantor ini."))
    if sheet.closed_at is not None:
        raise SheetRefused("sheet_closed", _("Lembar ini sudah ditutup. Tidak ada yang berubah."))
    return sheet


@dataclass(frozen=True)
class Filed:
    """The file a line became. `stopped` says why it did not go as far as the paper says; `again`: it was one
    before this request."""

    file_id: UUID
    receipt_number: str
    stopped: str = ""
    again: bool = False


@transaction.atomic
def file_line(
    *,
    actor: Actor,
    code: str,
    form: IntakeForm,
    produced: Mapping[str, object],
    known: Mapping[str, Service],
    now: datetime,
) -> Filed:
    """Make one line a file, with its real times, as far as the paper says and the actor may tell.

    Numbers are taken now, in the order of entering. The same line twice, also by two people at once, is one
    file. Raises `SheetRefused`, `IntakeRefused` and what `applications.operations.receive` raises; then
    nothing has changed.
    """
    line = Line.objects.select_for_update().filter(code=code).first()
    if line is None:
        raise SheetRefused("line_unknown", _("Baris ini tidak ada di kantor ini."))
    if line.file_id is not None:
        return Filed(line.file_id, line.receipt_number, again=True)
    sheet = _open_sheet(line.sheet_id)
    row = queries.row_of(line, day=sheet.day, known=known, now=now)
    if row is None or row.times is None or row.typed["service"] != form.service_code:
        raise SheetRefused("line_faults", _("Baris ini belum lengkap. Perbaiki dulu di halaman lembarnya."))
    told = Told(code=line.code, entered_at=now, received_at=row.times.received)
    walk = Walk(actor, told, row.times, row.typed["receiver"], produced)
    outcome = applications.receive(
        actor=actor,
        form=form,
        now=row.times.complete,
        idempotency_key=f"lembar:{line.id}",
        told=walk.told_of(signed=False),
    )
    outcome, stopped = walk.on(outcome, signed=False)
    line.state, line.file_id, line.receipt_number = LineState.FILED, outcome.file_id, outcome.receipt_number
    line.entered_at, line.entered_by = now, actor.name
    line.awaits_signer = row.times.signed is not None and _at_signature(outcome)
    line.note = stopped[:200]
    # What stood on the line is in the file now; it is kept twice only while its signer has not spoken.
    line.facts = line.facts if line.awaits_signer else None
    line.save()
    return Filed(outcome.file_id, outcome.receipt_number, stopped)


@dataclass(frozen=True)
class Walk:
    """Steps that were done on paper, one after the other, as far as they are told."""

    actor: Actor
    told: Told
    times: Times
    receiver: str
    produced: Mapping[str, object]

    def on(self, outcome: Outcome, *, signed: bool) -> tuple[Outcome, str]:
        """The outcome of the last step that could be entered, and why the next one could not. `signed`: the
        signature has been entered before."""
        last = applications.last_at(outcome.file_id)
        while outcome.phase is Phase.OPEN:
            kind = at_step(outcome.file_id).kind
            at = self._when(kind, signed=signed)
            if at is None:
                break
            signed = signed or kind is StepKind.SIGN
            try:
                outcome = self.complete(outcome, max(at, last), signed=signed)
            except DomainError as refused:
                return outcome, "" if kind is StepKind.SIGN else str(refused.message)
            last = max(at, last)
        return outcome, ""

    def told_of(self, *, signed: bool) -> Told:
        """What is told of a step; `signed`: it was the signature, or came after it."""
        times = self.times
        onward = times.handed is not None or (times.signed is not None and not signed)
        return replace(self.told, onward=onward)

    def _when(self, kind: StepKind, *, signed: bool) -> datetime | None:
        """When a step of this kind was done, if the paper says so. What lies between two times on paper was
        done by the earlier of them."""
        times = self.times
        if kind is StepKind.HAND_OVER:
            return times.handed
        if kind is StepKind.SIGN:
            return times.signed
        if times.signed is None:
            return times.complete if times.handed else None
        return times.signed if signed else times.complete

    def complete(self, outcome: Outcome, at: datetime, *, signed: bool) -> Outcome:
        """The current step, done on paper at that moment."""
        reason = f"Diperiksa di kertas, lembar darurat {self.told.code}"
        return applications.act(
            file_id=outcome.file_id,
            actor=self.actor,
            action=Action.COMPLETE,
            expected_event=outcome.event,
            inputs=Inputs(lookup_reason=reason, receiver=self.receiver, produced=self.produced),
            now=at,
            told=self.told_of(signed=signed),
        )


def _at_signature(outcome: Outcome) -> bool:
    return outcome.phase is Phase.OPEN and at_step(outcome.file_id).kind is StepKind.SIGN


@dataclass(frozen=True)
class Confirmed:
    """How many signatures on paper were confirmed, and what became of the others (line, why)."""

    signed: int
    failed: tuple[tuple[str, str], ...]


def confirm_signatures(
    *, actor: Actor, codes: list[str], known: Mapping[str, Service], now: datetime
) -> Confirmed:
    """Who signed on paper says so, for many lines at once; each on its own, and each on the day it was signed
    (an authority that did not hold that day signs nothing)."""
    signed, failed = 0, list[tuple[str, str]]()
    for code in codes:
        try:
            _confirm(actor=actor, code=code, known=known, now=now)
        except DomainError as refused:
            failed.append((code, str(refused.message)))
        else:
            signed += 1
    return Confirmed(signed, tuple(failed))


@transaction.atomic
def _confirm(*, actor: Actor, code: str, known: Mapping[str, Service], now: datetime) -> None:
    line = Line.objects.select_for_update().select_related("sheet").filter(code=code).first()
    if line is None or line.file_id is None or not line.awaits_signer:
        raise SheetRefused("line_unknown", _("Baris ini tidak menunggu tanda tangan."))
    row = queries.row_of(line, day=line.sheet.day, known=known, now=now)
    outcome = applications.outcome_of(line.file_id)
    if row is None or row.times is None or row.times.signed is None or not _at_signature(outcome):
        # Somebody moved the file in the usual way meanwhile: there is nothing left to confirm.
        line.awaits_signer, line.facts = False, None
        line.save(update_fields=["awaits_signer", "facts"])
        return
    told = Told(code=line.code, entered_at=now, received_at=row.times.received)
    walk = Walk(actor, told, row.times, row.typed["receiver"], {})
    at = max(row.times.signed, applications.last_at(line.file_id))
    _outcome, stopped = walk.on(walk.complete(outcome, at, signed=True), signed=True)
    line.awaits_signer, line.note, line.facts = False, stopped[:200], None
    line.save(update_fields=["awaits_signer", "note", "facts"])


@transaction.atomic
def close_sheet(*, actor: Actor, sheet_id: UUID, now: datetime) -> Sheet:
    """Every line is accounted for: what is still blank is declared unused. Raises `SheetRefused`."""
    sheet = _open_sheet(sheet_id)
    rows = Line.objects.select_for_update().filter(sheet=sheet)
    kept = sum(line.state == LineState.KEPT for line in rows)
    if kept:
        words = _("{n} baris sudah diisi tetapi belum menjadi berkas. Jadikan berkas, atau tandai rusak.")
        raise SheetRefused("sheet_unsettled", format_lazy(words, n=kept))
    if sheet.day > wib(now).date():
        raise SheetRefused("sheet_early", _("Lembar ini untuk hari yang belum tiba."))
    blank = rows.filter(state=LineState.BLANK)
    blank.update(state=LineState.UNUSED, entered_at=now, entered_by=actor.name)
    rows.filter(state=LineState.SPOILED).update(facts=None)
    sheet.closed_at, sheet.closed_by = now, actor.name
    sheet.save(update_fields=["closed_at", "closed_by"])
    counts = vars(queries.account(queries.lines_of(sheet)))
    trail.record(action=CLOSED, actor=actor, subject=f"sheet:{sheet.id}", data=counts, now=now)
    return sheet
