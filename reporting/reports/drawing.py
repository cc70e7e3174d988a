"""Drawing up a report: figures, sheet, PDF, XLSX, one frozen edition. Works in the public scope.

Drawing twice, late or at once from two places gives one edition: whoever comes second finds it. Another
edition is made only when the figures differ from those of the one before.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.operations import record
from board import figures
from commons.clock import wib
from commons.indonesian import in_indonesian
from documents.render import render
from indicators.names import office_names
from indicators.results import OfficeName
from offices.models import Office
from offices.scope import public_scope
from outbox.operations import put
from outbox.topics import REPORT_PUBLISHED
from reports import gather, monthly, monthly_tables, office_month, workbook
from reports.changes import changes, digest
from reports.due import is_over
from reports.errors import ReportRefused
from reports.models import Kind, Report, ReportFile
from reports.sheet import ReportSheet, head_of

Say = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """Figures, ready to become an edition: `page` and `book` make its sheet and its tables from the edition's
    number and the changes."""

    figures: Mapping[str, Mapping[str, Sequence[Any]]]
    names: Mapping[str, str]
    as_of: datetime | None
    page: Callable[[int, list[str]], ReportSheet]
    book: Callable[[int, list[str]], bytes]


def silent(_step: str) -> None:
    """Nobody listens."""


def draw(
    *, kind: str, office: Office | None, first: date, by: str = "", now: datetime, say: Say = silent
) -> Report:
    """The latest edition of a month's report, drawn up now where it is missing or its figures changed.

    Raises `ReportRefused` while the month is not over, or where the office has no figures.
    """
    with public_scope(), in_indonesian():
        say(str(_("Membaca angka")))
        plan = _plan(kind, office, first, now)
        mark = digest(plan.figures)
        while True:
            last = latest(kind=kind, office=office, first=first)
            if last is not None and last.digest == mark:
                return last
            made = _freeze(
                plan, kind=kind, office=office, first=first, last=last, mark=mark, by=by, now=now, say=say
            )
            if made is not None:
                return made


def latest(*, kind: str, office: Office | None, first: date) -> Report | None:
    """The newest edition. One query, in the public scope."""
    return Report.objects.filter(kind=kind, office=office, first=first).order_by("-edition").first()


def _freeze(
    plan: Plan,
    *,
    kind: str,
    office: Office | None,
    first: date,
    last: Report | None,
    mark: str,
    by: str,
    now: datetime,
    say: Say,
) -> Report | None:
    """The edition after `last`; None where somebody else has made one meanwhile."""
    edition = last.edition + 1 if last else 1
    offices = {one.code: one.name for one in office_names().values()}
    changed = changes(last.facts["figures"], plan.figures, names=plan.names, offices=offices) if last else []
    sheet = plan.page(edition, changed)
    say(str(_("Menggambar PDF")))
    pdf = render(sheet.TEMPLATE, sheet.data(), standard=sheet.STANDARD)
    say(str(_("Menulis XLSX")))
    xlsx = plan.book(edition, changed)
    report = Report(
        kind=kind,
        office=office,
        first=first,
        edition=edition,
        facts={"figures": plan.figures},
        digest=mark,
        changes=changed,
        as_of=plan.as_of,
        drawn_at=now,
        drawn_by=by,
    )
    return keep(report, {"pdf": pdf, "xlsx": xlsx}, action="reports.drawn", now=now)


def keep(report: Report, files: Mapping[str, bytes], *, action: str, now: datetime) -> Report | None:
    """Freeze an edition with its files and a line on the kabupaten's trail, or nothing of it: None where this
    edition is there already."""
    data = {"kind": str(report.kind), "first": report.first.isoformat(), "edition": report.edition}
    data |= {"by": report.drawn_by} | ({"office": report.office.slug} if report.office else {})
    try:
        with transaction.atomic():
            report.save(force_insert=True)
            store(report, files)
            record(action=action, actor=None, subject=f"report:{report.id}", data=data, now=now)
            if report.kind == Kind.MONTH:
                put(topic=REPORT_PUBLISHED, office_id=None, data={"month": f"{report.first:%Y-%m}"}, now=now)
    except IntegrityError as error:
        if "uq_report_edition" not in str(error):
            raise
        return None
    return report


def store(report: Report, files: Mapping[str, bytes]) -> None:
    """Freeze the files of a report, each with its SHA-256."""
    ReportFile.objects.bulk_create(
        ReportFile(
            report=report,
            format=name,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
        )
        for name, content in files.items()
    )


def _plan(kind: str, office: Office | None, first: date, now: datetime) -> Plan:
    if not is_over(first, wib(now).date()):
        raise ReportRefused("not_over", _("Bulan itu belum selesai. Laporan disusun setelah bulan berakhir."))
    if kind == Kind.MONTH:
        return _kabupaten_plan(first, now)
    found = office_names().get(office.pk) if office else None
    if office is None or found is None:
        raise ReportRefused("no_figures", _("Kantor ini belum mempunyai angka, jadi belum ada laporannya."))
    return _office_plan(office, found, first, now)


def _kabupaten_plan(first: date, now: datetime) -> Plan:
    month = gather.kabupaten_month(first, now=now)
    words = figures.month_words(first)

    def page(edition: int, changed: list[str]) -> ReportSheet:
        return ReportSheet(
            letterhead=head_of(None),
            title=_("Laporan pelayanan kantor kecamatan dan kelurahan"),
            subtitle=_edition_words(words, edition),
            dated=wib(now).date(),
            about=tuple(monthly.about_lines(month, edition=edition, now=now)),
            parts=monthly.report_parts(month, changed),
            footer=_footer(month.board.fresh.as_of),
        )

    def book(edition: int, changed: list[str]) -> bytes:
        lead = [f"{label}: {said}" for label, said in monthly.about_lines(month, edition=edition, now=now)]
        return workbook.write(monthly_tables.sheets(month, changed), lead=lead, made=now)

    named = monthly.names_of(month)
    return Plan(monthly.figures_of(month), named, month.board.fresh.as_of, page, book)


def _office_plan(office: Office, found: OfficeName, first: date, now: datetime) -> Plan:
    about = gather.office_month(found, first)
    words = figures.month_words(first)

    def page(edition: int, changed: list[str]) -> ReportSheet:
        return ReportSheet(
            letterhead=head_of(office),
            title=_("Laporan kinerja pelayanan {office}").format(office=found.name),
            subtitle=_edition_words(words, edition),
            dated=wib(now).date(),
            about=tuple(office_month.about_lines(about, edition=edition, now=now)),
            parts=office_month.report_parts(
                about, changed, with_days=gather.days_kept(about.asked.period, now)
            ),
            footer=_footer(about.fresh.as_of),
        )

    def book(edition: int, changed: list[str]) -> bytes:
        lead = [f"{one}: {said}" for one, said in office_month.about_lines(about, edition=edition, now=now)]
        return workbook.write(office_month.sheets(about, first), lead=lead, made=now)

    return Plan(office_month.figures_of(about), office_month.names_of(about), about.fresh.as_of, page, book)


def _edition_words(month: str, edition: int) -> str:
    return _("{month}, Edisi {n}").format(month=month, n=edition) if edition > 1 else month


def _footer(as_of: datetime | None) -> str:
    if as_of is None:
        return str(_("Disusun oleh Loket"))
    return _("Disusun oleh Loket dari angka sampai {as_of}").format(as_of=figures.moment(as_of))
