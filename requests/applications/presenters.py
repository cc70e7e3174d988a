"""Files as the templates want them: plain dictionaries, words in Indonesian. Nothing is decided here."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications import labels
from applications.contacts import KNOWS, OUTCOMES
from applications.intake import MAIL, ContactWay
from applications.ledger import DAYS, Owner, Promise, Standing, Unit, Verdict
from applications.models import ContactAttempt, File
from applications.queries_rows import Row
from applications.workflow import Phase, State, StepKind
from commons.clock import wib
from commons.indonesian import duration_words, working_days_words
from commons.phones import BadPhone, PhoneKind, parse_phone, tel_link, wa_link
from commons.worktime import WorkCalendar

_DAY_MINUTES = 7 * 60
_MINUTES = {
    Unit.MINUTE: 1,
    Unit.HOUR: 60,
    Unit.WORKING_DAY: _DAY_MINUTES,
    Unit.DAY: _DAY_MINUTES * 5 // 7,
    Unit.WEEK: _DAY_MINUTES * 5,
    Unit.MONTH: _DAY_MINUTES * 5 * 30 // 7,
}


def clock(
    how: Standing, promise: Promise, calendar: WorkCalendar, *, ready: datetime | None, now: datetime
) -> dict[str, Any]:
    """The promise as `partials/time_left.html` takes it. `ready`: by when the applicant may expect it, which
    knows of an absence that is still ahead; the time left is the office's own."""
    left = how.time_left
    due = how.due_at
    later = how.verdict is Verdict.RUNNING and due is not None and ready is not None and ready > due
    # A promise that has not begun has nothing left to tell of.
    begun = left is not None or how.verdict is not Verdict.RUNNING
    return {
        "verdict": (how.verdict if begun else Verdict.NOT_PROMISED).value,
        "left_words": left_words(how, promise, calendar, now=now),
        "soon": how.verdict is Verdict.RUNNING and left is not None and left < _quarter(promise),
        "due_at": ready if later else due,
        "through_leader": later,
        "owner": how.owner.value if how.owner else "",
    }


def left_words(how: Standing, promise: Promise, calendar: WorkCalendar, *, now: datetime) -> str:
    """Counter time left or over: from two working days on in working days, as people say it; what is late by
    a whole day's hours counts in days, too, whatever the unit of the promise."""
    if how.time_left is None:
        return ""
    minutes = abs(how.time_left) // timedelta(minutes=1)
    long_late = how.verdict is Verdict.LATE and minutes >= _DAY_MINUTES
    if how.due_at is not None and (long_late or promise.unit in DAYS):
        first, last = sorted((wib(now).date(), wib(how.due_at).date()))
        days = calendar.working_days_between(first, last)
        if days >= (1 if long_late else 2):
            return working_days_words(days)
    return duration_words(minutes) if minutes else str(_("kurang dari 1 menit"))


def _quarter(promise: Promise) -> timedelta:
    return timedelta(minutes=promise.amount * _MINUTES[promise.unit]) / 4


def is_ready(file: File) -> bool:
    """Whether the product lies at the counter to be taken away."""
    return file.phase == Phase.OPEN and file.step_kind == StepKind.HAND_OVER and not file.correcting


def file_status(file: File) -> dict[str, str]:
    """Phase and word, as `partials/status_tag.html` takes it; what waits elsewhere says that instead."""
    waits = file.phase == Phase.WAITING
    return {
        "phase": file.phase,
        "label": _("Menunggu instansi lain") if waits else labels.status(file.status),
    }


def note(state: State) -> str:
    """One line on why a file rests."""
    if state.correction is not None:
        return str(format_lazy(_("Koreksi diminta: {why}"), why=state.correction.reason))
    if state.phase is Phase.RETURNED and state.missing:
        return str(format_lazy(_("Kurang: {what}"), what="; ".join(state.missing)))
    if state.phase is Phase.WAITING:
        return state.waiting_for
    return state.ground


def row(each: Row, calendar: WorkCalendar, *, now: datetime, call: bool = False) -> dict[str, Any]:
    """One line of a list (`partials/file_row.html`). `call`: with what it takes to call the applicant."""
    file = each.file
    return {
        "id": file.id,
        "number": file.receipt_number,
        "service": file.service_name,
        "applicant": file.name,
        "village": file.village,
        "received_at": file.received_at,
        "status": file_status(file),
        "step": file.step_key,
        "clock": None
        if file.finished_at
        else clock(each.standing, each.promise, calendar, ready=file.ready_by, now=now),
        "note": note(each.folded.state),
        "letter_number": each.letter_number,
        "contact": contact(file, each.attempts, late=each.standing.verdict is Verdict.LATE) if call else None,
    }


WRITTEN_TO_PHONES = frozenset({ContactWay.WHATSAPP.value, ContactWay.SMS.value})


def contact(file: File, attempts: Sequence[ContactAttempt], *, late: bool) -> dict[str, Any] | None:
    """How to reach the applicant; None without a number that could be dialled."""
    try:
        phone = parse_phone(file.phone or "")
    except BadPhone:
        return None
    mobile = phone.kind is PhoneKind.MOBILE
    return {
        "reason": contact_reason(file, attempts, late=late),
        "tel": tel_link(phone.e164),
        "whatsapp": wa_link(phone.e164, _message(file, late=late)) if mobile else "",
        "shown": phone.shown,
        "channel": _channel(file, mobile=mobile),
        "tries": len(attempts),
        "last": _tries(attempts),
    }


def contact_reason(file: File, attempts: Sequence[ContactAttempt], *, late: bool) -> str:
    """Why the applicant is to be called; "" when there is no need, as for who was told of the delay."""
    if file.needs_contact:
        return _("Sudah dapat diambil; pemohon belum diberi tahu.")
    due = file.due_at
    told = any(row.outcome in KNOWS and (due is None or row.at >= due) for row in attempts)
    return _("Terlambat; pemohon belum diberi tahu.") if late and not told else ""


def _channel(file: File, *, mobile: bool) -> str:
    way = file.contact_way
    if way in {"", ContactWay.NONE}:
        return _("Pemohon tidak minta dihubungi")
    if not mobile and way in WRITTEN_TO_PHONES:
        return _("Nomor telepon rumah: telepon saja.")
    shown = _("{way} lebih dulu").format(way=labels.CONTACT_WAYS[way])
    return f"{shown}: {file.intake.get(MAIL, '')}" if way == ContactWay.EMAIL else shown


def _message(file: File, *, late: bool) -> str:
    """What is typed into WhatsApp for the officer to send, in Indonesian: number and service, no names."""
    if is_ready(file):
        text = "Berkas {number} ({service}) sudah selesai dan dapat diambil pada jam layanan."
    elif late:
        text = "Mohon maaf, berkas {number} ({service}) belum selesai pada waktunya. Kami kabari lagi."
    else:
        text = "Kami menghubungi Anda tentang berkas {number} ({service})."
    return text.format(number=file.receipt_number, service=file.service_name)


def _tries(attempts: Sequence[ContactAttempt]) -> str:
    if not attempts:
        return ""
    count = ngettext("dihubungi {n} kali", "dihubungi {n} kali", len(attempts)).format(n=len(attempts))
    return f"{count}, {str(OUTCOMES[attempts[-1].outcome]).lower()}"


def minutes(totals: Iterable[tuple[Owner, int]]) -> list[dict[str, Any]]:
    """Counter minutes by owner, as shares of the whole; closed hours belong to nobody and are left out."""
    open_ones = [(owner, count) for owner, count in totals if owner is not Owner.CLOSED and count]
    whole = sum(count for _owner, count in open_ones)
    return [
        {"owner": owner.value, "words": duration_words(count), "percent": round(100 * count / whole)}
        for owner, count in open_ones
    ]
