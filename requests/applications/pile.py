"""What lies in a person's pile, and how a sitting begins: with what waited while the leader was away."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from applications import presenters, presenters_absences, queries, queries_absences
from applications.costs import Cost
from applications.forms_absences import at, day
from applications.forms_fields import Question, question
from applications.ledger import Verdict
from applications.models import LeaderAbsence
from applications.operations_sitting import MOST
from applications.queries_desk import Desk
from applications.queries_rows import Row
from commons.clock import wib
from commons.indonesian import duration_words, moment_words
from commons.worktime import WorkCalendar
from documents.letterheads import letterhead_of
from documents.signing_list import ListedLetter, SigningListSheet
from lettercheck.operations import initials
from offices.queries import work_calendar
from offices.scope import current_office
from signatures import queries as signing

# A sitting is "at return" as long as this after the leader came back.
JUST_BACK = timedelta(hours=12)


def letters_of(desk: Desk, *, ticked: Container[str] = ()) -> list[dict[str, Any]]:
    """The letters of the pile as its page shows them: services together, the one with the most pressing
    letter first, and in each the least time left first. `ticked`: the refs chosen so far."""
    calendar = work_calendar(current_office().id)
    rows = grouped(pile_rows(desk))
    unknown = signing.open_lines((row.file.id for row in rows), now=desk.now)
    shown = []
    for number, row in enumerate(rows, start=1):
        made = letter(row, calendar, desk.now)
        checked = made["ref"] in ticked and row.file.id not in unknown
        shown.append({**made, "place": number, "checked": checked, "unknown": unknown.get(row.file.id)})
    return shown


def pile_rows(desk: Desk) -> list[Row]:
    """The rows of the pile, by promise. The intake is unsealed for what each is for."""
    ids = (file.id for file in desk.to_sign[:MOST])
    return queries.by_promise(queries.rows(ids, presence=desk.presence, now=desk.now, purpose=True))


def grouped(rows: Sequence[Row]) -> list[Row]:
    """Rows in order of promise, brought together by service without losing that order."""
    first = {row.file.service_code: number for number, row in reversed(list(enumerate(rows)))}
    return sorted(rows, key=lambda row: first[row.file.service_code])


def letter(row: Row, calendar: WorkCalendar, now: datetime) -> dict[str, Any]:
    """One letter of the pile."""
    file, correction = row.file, row.folded.state.correction
    return {
        "id": file.id,
        "ref": f"{file.id}.{file.event_no}",
        "key": f"{file.id}-{file.event_no}",
        "number": row.letter_number,
        "service": file.service_name,
        "applicant": file.name,
        "village": file.village,
        "purpose": row.program.purpose(file.intake),
        "correction": correction.reason if correction else "",
        "waiting": "",
        "clock": presenters.clock(row.standing, row.promise, calendar, ready=file.ready_by, now=now),
        "kind": row.program.product.value,
    }


@dataclass(frozen=True, slots=True)
class Return:
    """The leader has just come back: since when they were away, until when, and what that cost."""

    since: datetime
    until: datetime
    cost: Cost


def just_back(now: datetime) -> Return | None:
    """The absence that ended within the last hours, if one did."""
    ended = LeaderAbsence.objects.filter(cancelled_at=None, to_at__lte=now, to_at__gt=now - JUST_BACK)
    row = ended.order_by("-to_at").first()
    if row is None or row.from_at >= row.to_at:
        return None
    return Return(row.from_at, row.to_at, queries_absences.cost_of_absence(row, now=now))


def return_words(found: Return) -> list[str]:
    """What the leader is told at the sitting, one sentence each."""
    cost = found.cost
    start = presenters_absences.hm(found.since) if _same_day(found) else moment_words(found.since)
    told = [
        _(
            "Anda tidak di tempat {start}–{end}: {n} berkas menunggu, seluruhnya {time} dalam jam layanan."
        ).format(
            start=start,
            end=presenters_absences.hm(found.until),
            n=cost.files,
            time=duration_words(cost.minutes),
        )
    ]
    if cost.spared_files:
        told.append(_("{n} berkas ditandatangani pengganti.").format(n=cost.spared_files))
    if cost.late_through_it:
        told.append(_("{n} berkas terlambat hanya karena itu.").format(n=cost.late_through_it))
    return told


def _same_day(found: Return) -> bool:
    return wib(found.since).date() == wib(found.until).date()


def signing_list(desk: Desk, *, signer: str) -> SigningListSheet:
    """The pile on paper, in the order of its page; initials instead of names."""
    rows = grouped(pile_rows(desk))
    return SigningListSheet(
        letterhead=letterhead_of(current_office()),
        signer=signer,
        printed=moment_words(desk.now),
        dated=wib(desk.now).date(),
        rows=tuple(_listed(rows)),
    )


def _listed(rows: Iterable[Row]) -> Iterator[ListedLetter]:
    for row in rows:
        due = row.standing.due_at
        yield ListedLetter(
            number=row.letter_number or row.file.receipt_number,
            initials=initials(row.file.name),
            service=row.file.service_name,
            promise=moment_words(due) if due else "–",
            late=row.standing.verdict is Verdict.LATE,
        )


def told_questions(post: dict[str, str], errors: dict[str, str]) -> list[Question]:
    """When it was signed on paper; empty: now."""
    made = [
        question(
            "signed_on", _("Ditandatangani tanggal"), "date", required=False, hint=_("Kosong: hari ini.")
        ),
        question("signed_time", _("Pukul"), "time", required=False, hint=_("Kosong: sekarang.")),
    ]
    for each in made:
        each["value"] = post.get(each["name"], "")
        each["errors"] = [errors[each["name"]]] if each["name"] in errors else []
    return made


def read_told(post: dict[str, str], now: datetime, errors: dict[str, str]) -> datetime | None:
    """The time of signing as told; None for now."""
    date_text, time_text = post.get("signed_on", "").strip(), post.get("signed_time", "").strip()
    if not date_text and not time_text:
        return None
    told_day = day(post, "signed_on", errors) if date_text else wib(now).date()
    if not time_text:
        errors["signed_time"] = _("Tulis juga jamnya.")
    told = at(told_day, time_text, "signed_time", errors) if told_day and time_text else None
    if told is not None and told > now:
        errors["signed_time"] = _("Waktu ini belum tiba.")
    return None if errors else told
