"""Sasaran Mutu and Laporan Pencapaian as sheets: what `quality.typ` is filled with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from commons.clock import wib
from commons.indonesian import date_words, moment_words
from documents.letterheads import letterhead_of
from documents.render import Standard
from documents.sheets import Letterhead, Sheet
from offices.models import Office
from quality import queries, words
from quality.achieving import Verdict
from quality.formulas import formula_of
from quality.models import Objective, Plan, Report
from quality.results import Result, tally
from quality.terms import Grain
from quality.vocabulary import GRAINS, RULES, PlanState, ReportState

Column = tuple[str, float, str]
TONES = {Verdict.MET: "good", Verdict.MISSED: "bad"}


@dataclass(frozen=True, kw_only=True)
class QualitySheet(Sheet):
    """One landscape table. `control`: (label, value); `columns`: title, width, align; `rows`: cells and tone,
    which colours the column `marked` (-1: none); `texts`: (heading, words)."""

    TEMPLATE: ClassVar[str] = "quality"
    STANDARD: ClassVar[Standard | None] = "a-2b"

    letterhead: Letterhead
    title: str
    subtitle: str
    dated: date
    control: tuple[tuple[str, str], ...]
    lead: str
    columns: tuple[dict[str, Any], ...]
    rows: tuple[dict[str, Any], ...]
    marked: int
    texts: tuple[tuple[str, str], ...]
    rules_title: str
    rules: tuple[str, ...]
    signers: tuple[dict[str, Any], ...]
    footer: str


def report_title(report: Report) -> str:
    """ "Laporan Pencapaian Sasaran Mutu Triwulan III 2026"."""
    return _("Laporan Pencapaian Sasaran Mutu {term}").format(term=words.term_words(queries.term_of(report)))


def report_sheet(report: Report, found: Sequence[Result], office: Office, *, now: datetime) -> QualitySheet:
    """A report as it is printed, signed or as it stands."""
    when = report.signed_at or now
    return QualitySheet(
        letterhead=letterhead_of(office),
        title=_("LAPORAN PENCAPAIAN SASARAN MUTU"),
        subtitle=words.term_words(queries.term_of(report)),
        dated=wib(when).date(),
        control=_report_control(report, found),
        lead=lead_words(found),
        columns=_columns(
            (_("No."), 0.35, "center"), (_("Sasaran dan indikator"), 2.1, "left"),
            (_("Rumus, sumber data, penanggung jawab"), 2.1, "left"), (_("Target"), 0.85, "right"),
            (_("Realisasi"), 1, "right"), (_("Capaian"), 0.85, "right"), (_("Hasil"), 0.95, "center"),
            (_("Masa sebelumnya"), 1, "right"), (_("Penyebab"), 1.9, "left"),
            (_("Tindakan perbaikan, batas waktu"), 1.9, "left"), (_("Target berikut"), 0.85, "right"),
        ),
        rows=tuple(_report_row(place, one) for place, one in enumerate(found, start=1)),
        marked=6,
        texts=_report_texts(report),
        rules_title=_("Cara menghitung"),
        rules=tuple(str(rule) for rule in RULES),
        signers=_signers(
            report, prepared=_("Diparaf, {day}"), decided=_("Dievaluasi dan ditandatangani, {day}"),
            by=report.signed_by, title=report.signed_title, nip=report.signed_nip, at=report.signed_at,
        ),
        footer=_("Disusun oleh Loket · {moment} · revisi {revision}").format(
            moment=moment_words(when), revision=words.revision(report.revision)
        ),
    )  # fmt: skip


def lead_words(found: Sequence[Result]) -> str:
    """How it went, in one sentence."""
    counted = tally(found)
    if not counted.judged:
        return _("Belum ada sasaran yang dapat dinilai.")
    said = _("{met} dari {judged} sasaran yang dinilai tercapai.").format(
        met=counted.met, judged=counted.judged
    )
    rest = counted.due - counted.judged
    return f"{said} " + _("{n} sasaran belum dapat dinilai.").format(n=rest) if rest else said


def _report_control(report: Report, found: Sequence[Result]) -> tuple[tuple[str, str], ...]:
    plan = found[-1].objective.plan if found else None
    state = _("Ditandatangani") if report.state == ReportState.SIGNED else _("Belum ditandatangani")
    return (
        (_("No. Sasaran Mutu"), plan.number if plan and plan.number else words.DASH),
        (_("Masa"), f"{words.day(report.first)} {words.DASH} {words.day(report.last)}"),
        (_("Status revisi"), words.revision(report.revision)),
        (_("Tanggal"), words.day(wib(report.signed_at).date() if report.signed_at else None)),
        (_("Keadaan"), state),
    )


def _report_row(place: int, one: Result) -> dict[str, Any]:
    line, unit = one.line, one.objective.unit
    cells = [
        str(place),
        _lines(one.objective.goal, one.objective.indicator),
        _lines(_formula(one.objective), one.objective.data_source, one.objective.owner_title),
        words.target(one.objective),
        _lines(words.amount(one.achieved.realised, unit), words.sample(one.n, one.formula)),
        words.amount(one.achieved.percent, "%"),
        words.verdict(one.achieved.verdict),
        before_words(one),
        line.cause or words.DASH,
        _lines(line.action, _("sampai {day}").format(day=words.day(line.due_on)) if line.due_on else "")
        or words.DASH,
        words.amount(line.next_target, unit) if line.next_target is not None else words.DASH,
    ]
    if line.evidence:
        cells[4] = _lines(cells[4], _("bukti: {evidence}").format(evidence=line.evidence), _papers(one))
    return {"cells": cells, "tone": TONES.get(one.achieved.verdict, "plain")}


def _papers(one: Result) -> str:
    return _("{n} berkas terlampir").format(n=len(one.papers)) if one.papers else ""


def before_words(one: Result) -> str:
    """The period before: its figure, and what it came to."""
    shown = words.amount(one.before.realised, one.objective.unit)
    return _lines(shown, words.verdict(one.before.verdict) if one.before.verdict else "")


def _report_texts(report: Report) -> tuple[tuple[str, str], ...]:
    found = [(_("Evaluasi pimpinan"), report.evaluation or words.DASH)]
    if report.revision:
        found.append((_("Alasan revisi"), report.reason))
    return tuple(found)


def plan_sheet(plan: Plan, office: Office, *, now: datetime) -> QualitySheet:
    """The document of objectives as it is printed."""
    rows = [row for row in queries.objectives(plan) if row.active or row.fixed]
    return QualitySheet(
        letterhead=letterhead_of(office),
        title=_("SASARAN MUTU"),
        subtitle=_("Tahun {year}").format(year=plan.year),
        dated=plan.issued_on or wib(now).date(),
        control=(
            (_("No. dokumen"), plan.number or words.DASH),
            (_("Status revisi"), words.revision(plan.revision)),
            (_("Tanggal revisi"), words.day(plan.issued_on) if plan.revision else words.DASH),
            (_("Tanggal terbit"), words.day(plan.issued_on)),
            (_("Keadaan"), str(PlanState(plan.state).label)),
        ),
        lead="",
        columns=_columns(
            (_("No."), 0.35, "center"), (_("Sasaran"), 2, "left"), (_("Indikator"), 2, "left"),
            (_("Rumus"), 2, "left"), (_("Target"), 0.9, "right"), (_("Masa"), 0.8, "left"),
            (_("Seksi, penanggung jawab"), 1.6, "left"), (_("Sumber data"), 1.2, "left"),
            (_("Berlaku sejak"), 1, "left"),
        ),
        rows=tuple(_plan_row(place, row) for place, row in enumerate(rows, start=1)),
        marked=-1,
        texts=((_("Alasan revisi"), plan.reason),) if plan.reason else (),
        rules_title=_("Cara menghitung capaian"),
        rules=tuple(str(rule) for rule in RULES),
        signers=_signers(
            plan, prepared=_("Dibuat oleh, {day}"), decided=_("Disetujui oleh, {day}"),
            by=plan.approved_by, title=plan.approved_title, nip="", at=plan.approved_at,
        ),
        footer=_("{number} · revisi {revision}").format(
            number=plan.number or _("Rancangan"), revision=words.revision(plan.revision)
        ),
    )  # fmt: skip


def _plan_row(place: int, row: Objective) -> dict[str, Any]:
    since = words.day(row.since)
    cells = [
        str(place),
        row.goal,
        row.indicator,
        _formula(row),
        words.target(row),
        str(GRAINS[Grain(row.grain)]),
        _lines(row.section, row.owner_title or row.owner_name),
        row.data_source,
        since if row.active else _("dihentikan sejak {day}").format(day=since),
    ]
    return {"cells": cells, "tone": "plain"}


def _formula(row: Objective) -> str:
    formula = formula_of(row.formula)
    return str(formula.text) if formula else words.DASH


def _columns(*columns: Column) -> tuple[dict[str, Any], ...]:
    return tuple({"title": title, "width": width, "align": align} for title, width, align in columns)


def _signers(
    row: Plan | Report,
    *,
    prepared: str,
    decided: str,
    by: str,
    title: str,
    nip: str,
    at: datetime | None,
) -> tuple[dict[str, Any], ...]:
    return (
        _signer(prepared, row.prepared_title, row.prepared_by, row.prepared_at, ""),
        _signer(decided, title, by, at, nip),
    )


def _signer(heading: str, title: str, name: str, at: datetime | None, nip: str) -> dict[str, Any]:
    day = date_words(at) if at else "…………………"
    return {
        "heading": heading.format(day=day),
        "title": title,
        "name": name,
        "line": f"NIP {nip}" if nip else "",
        "room": True,
    }


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
