"""The writes of reports: asked for, drawn up, entered, subscribed. Each works in the public scope."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from commons.clock import wib
from commons.errors import DomainError
from indicators.models import FilesMonth
from indicators.names import office_names
from indicators.queries import freshness
from offices.models import Office
from offices.scope import public_scope
from reports import drawing, evidence
from reports.calendars import kabupaten_calendar
from reports.due import due_months, is_over
from reports.errors import ReportRefused
from reports.models import Drawing, Kind, Report, State
from reports.sending import enqueue

# No sign of life for so long: taken up again. If it still works, both make one edition (`drawing.draw`).
DEAD = timedelta(minutes=5)


def named(actor: Actor) -> str:
    """A person as rows keep them."""
    return f"{actor.name}, {actor.title}" if actor.title else actor.name


def ask(*, kind: str, office: Office | None, first: date, actor: Actor, now: datetime) -> Drawing:
    """Ask for a report by hand; the one that is being made already, if there is one.

    Raises `ReportRefused` while the month is not over.
    """
    if kind != Kind.EVIDENCE and not is_over(first, wib(now).date()):
        raise ReportRefused("not_over", _("Bulan itu belum selesai. Laporan disusun setelah bulan berakhir."))
    with public_scope():
        try:
            with transaction.atomic():
                return Drawing.objects.create(
                    kind=kind, office=office, first=first, asked_at=now, asked_by=named(actor)
                )
        except IntegrityError:
            return Drawing.objects.get(
                kind=kind, office=office, first=first, state__in=[State.WAITING, State.RUNNING]
            )


def carry_out(drawing_id: UUID, *, now: datetime) -> Report | None:
    """Make what was asked for; None when it is done already, or another worker is at it."""
    with public_scope():
        row = _take(drawing_id, now)
        if row is None:
            return None
        try:
            report = _make(row, now)
        except DomainError as refusal:
            _end(row, state=State.FAILED, error=str(refusal)[:500])
            return None
        except Exception:
            _end(
                row,
                state=State.FAILED,
                error=_("Ada kesalahan di sistem. Jalankan lagi; catatan ada di log."),
            )
            raise
        enqueue(report, now=now)
        _end(row, state=State.DONE, report=report, done=row.total, error="")
    return report


def _take(drawing_id: UUID, now: datetime) -> Drawing | None:
    with transaction.atomic():
        rows = Drawing.objects.select_for_update(of=("self",))
        row = rows.select_related("office").filter(pk=drawing_id).first()
        busy = row is not None and row.state == State.RUNNING and row.beat_at and now - row.beat_at < DEAD
        if row is None or row.state in {State.DONE, State.FAILED} or busy:
            return None
        row.state, row.beat_at, row.done = State.RUNNING, now, 0
        row.save(update_fields=["state", "beat_at", "done"])
        return row


def _make(row: Drawing, now: datetime) -> Report:
    def say(step: str) -> None:
        row.done = min(row.done + 1, row.total)
        Drawing.objects.filter(pk=row.pk).update(step=step[:80], done=row.done, beat_at=now)

    say(str(_("Menyiapkan")))
    if row.kind == Kind.EVIDENCE:
        assert row.office is not None
        return evidence.draw(office=row.office, by=row.asked_by, now=now, say=say)
    return drawing.draw(kind=row.kind, office=row.office, first=row.first, by=row.asked_by, now=now, say=say)


def _end(row: Drawing, **values: object) -> None:
    Drawing.objects.filter(pk=row.pk).update(**values)


def again(*, drawing_id: UUID, now: datetime) -> Drawing:
    """Try once more what failed. Raises `ReportRefused` when it did not fail."""
    with public_scope(), transaction.atomic():
        row = Drawing.objects.select_for_update().filter(pk=drawing_id, state=State.FAILED).first()
        if row is None:
            raise ReportRefused("not_failed", _("Yang ini tidak gagal; tidak ada yang diulang."))
        twin = Drawing.objects.filter(
            kind=row.kind, office=row.office, first=row.first, state__in=[State.WAITING, State.RUNNING]
        ).first()
        if twin is not None:
            return twin
        row.state, row.error, row.asked_at = State.WAITING, "", now
        row.save(update_fields=["state", "error", "asked_at"])
        return row


def due_now(*, now: datetime) -> list[date]:
    """Months whose reports are due or may have changed, the oldest first; none before the first figures.

    On a day the worker was down nothing is lost: the next day asks the same."""
    calendar = kabupaten_calendar()
    months = due_months(wib(now).date(), calendar.is_working_day)
    with public_scope():
        as_of = freshness().as_of
    first = _first_month()
    # A month is drawn up only from figures that go beyond its end.
    ready = wib(as_of).date() if as_of else None
    return [one for one in months if first and ready and first <= one and is_over(one, ready)]


def _first_month() -> date | None:
    with public_scope():
        return FilesMonth.objects.order_by("first").values_list("first", flat=True).first()


def due_reports(*, now: datetime) -> list[tuple[UUID | None, date]]:
    """(office, month) of every report that is due or may have changed; the kabupaten's own (None) first."""
    return [(office, month) for month in due_now(now=now) for office in [None, *office_names()]]


def draw_one(*, office_id: UUID | None, first: date, now: datetime) -> Report:
    """Draw up a due report unless it is there, and have it mailed. May run twice, and twice at once."""
    office = None
    if office_id is not None:
        with public_scope():
            office = Office.objects.get(pk=office_id)
    kind = Kind.OFFICE_MONTH if office else Kind.MONTH
    report = drawing.draw(kind=kind, office=office, first=first, now=now)
    enqueue(report, now=now)
    return report


def forgotten(*, now: datetime) -> list[UUID]:
    """What was asked for and lies: its message was lost, or its worker died."""
    with public_scope():
        waiting = Drawing.objects.filter(state=State.WAITING, asked_at__lt=now - timedelta(minutes=2))
        dead = Drawing.objects.filter(state=State.RUNNING, beat_at__lt=now - DEAD)
        return [row.pk for row in [*waiting, *dead]]
