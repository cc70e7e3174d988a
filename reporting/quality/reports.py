"""Laporan Pencapaian: drawn up, analysed, evaluated, signed and frozen. Each write once, or not at all."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Role
from accounts.queries import people
from attainment.reading import TOPIC
from commons.clock import wib
from commons.indonesian import in_indonesian
from documents.sheets import print_sheet
from offices import changes
from offices.models import Office
from offices.scope import current_office
from quality import evidence, queries, sheets
from quality.achieving import BadTarget, Direction, check_target, rounded
from quality.errors import Missing, Moved, NotYours, QualityRefused
from quality.formulas import HAND
from quality.models import Line, Report, ReportFile
from quality.plans import feed_targets, need
from quality.results import Result, digest, figures_until, is_measured, results
from quality.terms import Term
from quality.vocabulary import ANALYSTS, DECIDERS, SUPERIORS, ReportState
from trail import operations as trail


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """What the kasi writes on a line; `value`, `evidence`, `evidence_note` for what is entered by hand."""

    cause: str = ""
    action: str = ""
    due_on: date | None = None
    value: Decimal | None = None
    evidence: str = ""
    evidence_note: str = ""


@transaction.atomic
def draw(*, term: Term, actor: Actor | None, now: datetime) -> Report | None:
    """The report of a period that is over; the one that is there, if there is one. None without objectives,
    and for a period that ended before the year's document was approved.

    May run twice, late, or at once. Raises `QualityRefused` while the period runs, `NotYours`.
    """
    if actor is not None:
        need(actor, ANALYSTS)
    if term.last >= wib(now).date():
        raise QualityRefused("not_over", _("Masa itu belum berakhir. Laporan disusun sesudahnya."))
    there = queries.latest(term)
    if there is not None:
        return there
    if term not in queries.due_terms(now=now):
        return None
    wanted = queries.in_force(term)
    try:
        with transaction.atomic():
            report = Report.objects.create(grain=term.grain, first=term.first, last=term.last, drawn_at=now)
    except IntegrityError:
        return queries.latest(term)
    Line.objects.bulk_create(
        Line(report=report, objective=row, place=place) for place, row in enumerate(wanted, start=1)
    )
    _mark(report)
    _tell("quality.drawn", report, actor, now)
    return report


def draw_due(*, now: datetime) -> int:
    """Draw up every report that is due in this office; how many."""
    return sum(draw(term=term, actor=None, now=now) is not None for term in queries.due_terms(now=now))


@transaction.atomic
def analyse(
    *, report_id: UUID, line_id: UUID, words: Analysis, seen: int, actor: Actor, now: datetime
) -> None:
    """Write causes, actions and, where it is entered by hand, the figure. Raises `Missing`, `NotYours`,
    `Moved`, `QualityRefused`."""
    need(actor, ANALYSTS)
    report = _in(report_id, seen, ReportState.DRAFT)
    line = queries.line_of(report, line_id)
    _check(words, line)
    line.cause, line.action, line.due_on = words.cause, words.action, words.due_on
    line.analysed_by = actor.name
    if line.objective.formula == HAND:
        line.value, line.evidence, line.evidence_note = words.value, words.evidence, words.evidence_note
        line.entered_by, line.entered_at = (actor.name, now) if words.value is not None else ("", None)
    line.save()
    _turn(report)
    _tell("quality.analysed", report, actor, now, line=str(line.id))


def _check(words: Analysis, line: Line) -> None:
    if words.due_on is not None and words.due_on <= line.report.last:
        raise QualityRefused("due", _("Batas waktu perbaikan terletak setelah masa laporan ini."))
    if line.objective.formula != HAND or words.value is None:
        return
    if words.value < 0:
        raise QualityRefused("value", _("Realisasi tidak boleh di bawah 0."))
    if not words.evidence:
        raise QualityRefused("evidence", _("Sebutkan buktinya: nomor dokumen atau tempat menyimpannya."))


@transaction.atomic
def submit(*, report_id: UUID, seen: int, actor: Actor, now: datetime) -> None:
    """The kasi's initials: every missed objective has its analysis. Raises `Missing`, `NotYours`, `Moved`,
    `QualityRefused`."""
    need(actor, ANALYSTS)
    report = _in(report_id, seen, ReportState.DRAFT)
    _refuse_unready(report, results(report, office=current_office(), now=now))
    report.state, report.note = ReportState.SUBMITTED, ""
    report.prepared_id, report.prepared_by = actor.user_id, actor.name
    report.prepared_title, report.prepared_at = actor.title, now
    report.turn += 1
    report.save()
    _tell("quality.report_submitted", report, actor, now)


def _refuse_unready(report: Report, found: Sequence[Result]) -> None:
    until = figures_until(current_office())
    if is_measured(found) and (until is None or until <= report.last):
        raise QualityRefused("not_counted", _("Angka masa ini belum selesai dihitung. Coba lagi nanti."))
    bare = [one for one in found if one.lacks_value or (one.missed and not one.analysed)]
    if bare:
        names = "; ".join(one.objective.indicator for one in bare)
        raise QualityRefused(
            "unanalysed",
            str(_("Belum lengkap: yang tidak tercapai butuh penyebab, tindakan, dan batas waktu; yang diisi "
                  "dengan tangan butuh angka dan bukti. Periksa:")) + f" {names}.",
        )  # fmt: skip


@transaction.atomic
def send_back(*, report_id: UUID, reason: str, seen: int, actor: Actor, now: datetime) -> None:
    """Give it back to who analyses, with the reason. Raises `Missing`, `NotYours`, `Moved`,
    `QualityRefused`."""
    need(actor, DECIDERS)
    report = _in(report_id, seen, ReportState.SUBMITTED)
    if not reason:
        raise QualityRefused("reason", _("Tulis apa yang harus diperbaiki."))
    report.state, report.note = ReportState.DRAFT, reason
    report.turn += 1
    report.save()
    _tell("quality.report_sent_back", report, actor, now, reason=reason)


@transaction.atomic
def sign(
    *,
    report_id: UUID,
    evaluation: str,
    targets: Mapping[UUID, Decimal],
    looked_at: str,
    seen: int,
    actor: Actor,
    now: datetime,
) -> None:
    """Evaluate, set the next targets (by line), freeze with PDF and hash, and let the targets hold from the
    next period on. `looked_at`: the digest of the figures on the page. Raises `Missing`, `NotYours`, `Moved`,
    `QualityRefused`."""
    need(actor, DECIDERS)
    office = current_office()
    report = _in(report_id, seen, ReportState.SUBMITTED)
    if report.prepared_id == actor.user_id:
        raise NotYours("own", _("Yang menandatangani bukan yang mengajukan. Tidak ada yang berubah."))
    if not evaluation:
        raise QualityRefused("evaluation", _("Tulis evaluasi: apa yang ditindaklanjuti sesudah ini."))
    found = results(report, office=office, now=now)
    if digest(report, found) != looked_at:
        raise Moved
    _refuse_unready(report, found)
    _set_targets(found, targets)
    report.evaluation = evaluation
    report.signed_by, report.signed_title, report.signed_at = actor.name, actor.title, now
    report.signed_nip = _nip(office, actor, now)
    freeze(report, found, office, now=now)
    _feed(report, found, actor, now)
    _mark(report)
    _tell("quality.report_signed", report, actor, now, sha256=report.sha256)


def _nip(office: Office, actor: Actor, now: datetime) -> str:
    here = people(office, on=wib(now).date(), roles=[Role.HEAD])
    return next((one.nip for one in here if one.user_id == actor.user_id), "")


def _set_targets(found: Sequence[Result], targets: Mapping[UUID, Decimal]) -> None:
    for one in found:
        wanted = targets.get(one.line.id, one.objective.target)
        try:
            check_target(Direction(one.objective.direction), wanted)
        except BadTarget as bad:
            raise QualityRefused(
                "target", _("Target tidak boleh di bawah 0, dan target ≥ harus lebih dari 0.")
            ) from bad
        one.line.next_target = rounded(wanted)


def freeze(report: Report, found: Sequence[Result], office: Office, *, now: datetime) -> None:
    """Keep the figures with the PDF and its hash; who signed and when stands in the report."""
    for one in found:
        line = one.line
        line.verdict, line.realised = one.achieved.verdict, one.achieved.realised
        line.percent, line.n, line.fixed = one.achieved.percent, one.n, True
        line.save()
    report.state, report.turn = ReportState.SIGNED, report.turn + 1
    with in_indonesian():
        sheet = sheets.report_sheet(report, found, office, now=now)
        pdf = print_sheet(sheet)
    report.facts, report.sha256 = sheet.data(), hashlib.sha256(pdf).hexdigest()
    report.save()
    ReportFile.objects.create(report=report, content=pdf)


def _feed(report: Report, found: Sequence[Result], actor: Actor, now: datetime) -> None:
    """Only of the newest word on a period: a revision of an old report does not turn targets back."""
    term = queries.term_of(report)
    if queries.signed(term.next()) is not None:
        return
    start = max(term.next(), Term.of(term.grain, wib(now).date()))
    with in_indonesian():
        title = sheets.report_title(report)
    feed_targets(
        year=start.first.year,
        targets={
            one.objective.lineage: one.line.next_target for one in found if one.line.next_target is not None
        },
        since=start.first,
        reason=str(_("Evaluasi pimpinan atas")) + f" {title}",
        prepared=(report.prepared_id, report.prepared_by, report.prepared_title, report.prepared_at),
        actor=actor,
        now=now,
    )


@transaction.atomic
def reopen(*, report_id: UUID, reason: str, actor: Actor, now: datetime) -> Report:
    """Another revision of a signed report; the signed one stays as it is. Raises `Missing`, `NotYours`,
    `Moved`, `QualityRefused`."""
    need(actor, SUPERIORS)
    signed = _locked(report_id)
    newest = queries.latest(queries.term_of(signed))
    if signed.state != ReportState.SIGNED or newest is None or newest.id != signed.id:
        raise Moved
    if not reason:
        raise QualityRefused("reason", _("Tulis mengapa laporan ini dibetulkan."))
    try:
        with transaction.atomic():
            report = _again(signed, reason, now)
    except IntegrityError as error:
        raise Moved from error
    _tell("quality.report_reopened", report, actor, now, reason=reason)
    return report


def _again(signed: Report, reason: str, now: datetime) -> Report:
    report = Report.objects.create(
        grain=signed.grain,
        first=signed.first,
        last=signed.last,
        revision=signed.revision + 1,
        reason=reason,
        drawn_at=now,
    )
    kept = [
        *("objective_id", "place", "value", "evidence", "evidence_note", "entered_by", "entered_at"),
        *("cause", "action", "due_on", "analysed_by"),
    ]
    for line in queries.lines(signed):
        new = Line.objects.create(report=report, **{name: getattr(line, name) for name in kept})
        evidence.copy(line, new)
    return report


def _locked(report_id: UUID) -> Report:
    found = Report.objects.select_for_update().filter(id=report_id).first()
    if found is None:
        raise Missing
    return found


def _in(report_id: UUID, seen: int, state: ReportState) -> Report:
    report = _locked(report_id)
    if report.state != state or report.turn != seen:
        raise Moved
    return report


def _turn(report: Report) -> None:
    report.turn += 1
    report.save(update_fields=["turn"])


def _mark(report: Report) -> None:
    changes.mark(office_id=current_office().id, topic=TOPIC, days=[report.last])


def _tell(action: str, report: Report, actor: Actor | None, now: datetime, **data: Any) -> None:
    facts = {"first": report.first.isoformat(), "grain": report.grain, "revision": report.revision, **data}
    trail.record(action=action, actor=actor, subject=f"quality:{report.id}", data=facts, now=now)
