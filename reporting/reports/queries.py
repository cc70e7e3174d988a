"""The reads of reports, all in the public scope. An office's pages pass the office of their host."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from board import figures
from offices.models import Office
from offices.scope import public_scope
from reports.models import Drawing, Entry, Kind, MailState, Outgoing, Report, ReportFile, State, Subscription

MOST = 200
TONES = {State.DONE: "good", State.FAILED: "bad"}
MAIL_TONES = {MailState.SENT: "good", MailState.FAILED: "bad", MailState.UNSURE: "warn"}


@dataclass(frozen=True)
class Shown:
    """An edition as lists show it. `files` as (format, size in words, hash)."""

    id: UUID
    title: str
    latest: bool
    drawn: str
    by: str
    changes: tuple[str, ...]
    files: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Busy:
    """Something asked for: how far it is."""

    id: UUID
    name: str
    words: str
    tone: str
    step: str
    done: int
    total: int
    error: str
    running: bool
    failed: bool


def editions(*, kind: str, office: Office | None, first: date | None = None) -> list[Shown]:
    """The newest month first, of each the newest edition first. Two queries."""
    with public_scope():
        found = Report.objects.filter(kind=kind, office=office).select_related("office").defer("facts")
        if first is not None:
            found = found.filter(first=first)
        rows = list(found.order_by("-first", "-edition")[:MOST])
        files: dict[UUID, list[ReportFile]] = {}
        for file in ReportFile.objects.filter(report__in=rows).defer("content").order_by("format"):
            files.setdefault(file.report_id, []).append(file)
    newest: dict[date, int] = {}
    for row in rows:
        newest.setdefault(row.first, row.edition)
    return [_shown(row, newest[row.first] == row.edition, files.get(row.pk, [])) for row in rows]


def _shown(row: Report, latest: bool, files: Iterable[ReportFile]) -> Shown:
    return Shown(
        id=row.pk,
        title=_title(row),
        latest=latest,
        drawn=figures.moment(row.drawn_at),
        by=row.drawn_by,
        changes=tuple(row.changes),
        files=tuple((file.format, _size(file.size), file.sha256) for file in files),
    )


def _title(row: Report) -> str:
    """ "Oktober 2026", "Oktober 2026, Edisi 2"."""
    name = name_of(row.kind, row.first)
    return _("{month}, Edisi {n}").format(month=name, n=row.edition) if row.edition > 1 else name


def name_of(kind: str, first: date) -> str:
    """ "Oktober 2026", or the day of a bundle."""
    return figures.day_words(first) if kind == Kind.EVIDENCE else figures.month_words(first)


def _size(size: int) -> str:
    return f"{figures.number(max(size / 1024, 1))} KB"


def file_of(
    report_id: UUID, format_: str, *, office: Office | None, kinds: Iterable[str]
) -> ReportFile | None:
    """A file of a report of this office (None: any), of these kinds. One query."""
    with public_scope():
        rows = ReportFile.objects.select_related("report", "report__office")
        rows = rows.filter(report=report_id, format=format_, report__kind__in=list(kinds))
        return (rows.filter(report__office=office) if office is not None else rows).first()


def drawings(*, kinds: Iterable[str], office: Office | None = None) -> list[Busy]:
    """What was asked for lately, the newest first. One query."""
    with public_scope():
        rows = Drawing.objects.select_related("office").filter(kind__in=list(kinds))
        rows = rows.filter(office=office) if office is not None else rows
        return [_busy(row) for row in rows.order_by("-asked_at")[:8]]


def _busy(row: Drawing) -> Busy:
    about = f"{row.office}, " if row.office else ""
    return Busy(
        id=row.pk,
        name=f"{about}{name_of(row.kind, row.first)}",
        words=str(State(row.state).label),
        tone=TONES.get(State(row.state), "warn"),
        step=row.step if row.state == State.RUNNING else "",
        done=row.done,
        total=row.total,
        error=row.error,
        running=row.state in {State.WAITING, State.RUNNING},
        failed=row.state == State.FAILED,
    )


def drawing_of(drawing_id: UUID, *, office: Office | None) -> Drawing | None:
    """Something asked for, of this office (None: of any)."""
    with public_scope():
        rows = Drawing.objects.filter(pk=drawing_id)
        return (rows.filter(office=office) if office is not None else rows).first()


def subscriptions() -> list[dict[str, Any]]:
    """All, the active ones first, each with its last mails. Two queries."""
    with public_scope():
        rows = list(
            Subscription.objects.select_related("office", "user").order_by("-active", "-created_at")[:MOST]
        )
        mails: dict[UUID, list[dict[str, Any]]] = {}
        found = Outgoing.objects.filter(subscription__in=rows).select_related("report")
        for mail in found.defer("report__facts").order_by("-report__drawn_at")[: MOST * 3]:
            mails.setdefault(mail.subscription_id, []).append(_mail(mail))
    return [
        {
            "id": row.pk,
            "kind": Kind(row.kind).label,
            "office": str(row.office) if row.office else "",
            "name": row.name,
            "person": row.user.name if row.user else "",
            "address": row.address,
            "active": row.active,
            "since": figures.moment(row.created_at),
            "ended": f"{figures.moment(row.ended_at)}, {row.ended_by}" if row.ended_at else "",
            "mails": mails.get(row.pk, [])[:3],
        }
        for row in rows
    ]


def _mail(row: Outgoing) -> dict[str, Any]:
    again = row.state == MailState.WAITING and row.attempts > 0
    return {
        "id": row.pk,
        "report": _title(row.report),
        "words": str(MailState(row.state).label),
        "tone": MAIL_TONES.get(MailState(row.state), "info"),
        "why": row.why,
        "next": figures.moment(row.next_at) if again else "",
        "sent": figures.moment(row.sent_at) if row.sent_at else "",
        "can_repeat": row.state in {MailState.FAILED, MailState.UNSURE},
    }


def history(*, office: Office, year: int, point: str) -> list[Entry]:
    """What was entered for a point, the newest first. One query."""
    with public_scope():
        return list(Entry.objects.filter(office=office, year=year, point=point).order_by("-entered_at")[:20])
