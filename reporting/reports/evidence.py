"""The evidence an office has for the Ombudsman's variables: one ZIP with an index, and what is missing.

What the standards say is read in the office's own scope, with its role. Nothing in it names a citizen.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from board import figures
from commons.clock import wib
from commons.indonesian import day_name, in_indonesian
from completeness.queries import scored_one
from documents.render import render
from documents.sheets import print_sheet
from documents.standard_print import standard_sheet
from indicators.measures import definition_of
from indicators.names import office_names
from indicators.periods import Period, months_back
from indicators.queries import table
from indicators.results import Scope
from offices.hosts import url_of
from offices.models import Office
from offices.queries import contacts, work_calendar
from offices.scope import office_scope, public_scope
from reports import drawing, parts
from reports.completeness_sheet import text_lines
from reports.models import Kind, Report
from reports.pekppp_facts import staff
from reports.sheet import ReportSheet, head_of
from standards.queries import PublishedService, service, services
from trail.operations import record as record_office

DATA = Path(__file__).parent / "data" / "ombudsman.json"
Say = Callable[[str], None]
COMPONENTS = {
    "persyaratan": gettext_lazy("Persyaratan"),
    "waktu": gettext_lazy("Jangka waktu"),
    "biaya": gettext_lazy("Biaya"),
    "kompetensi": gettext_lazy("Kompetensi pelaksana"),
    "sarana": gettext_lazy("Sarana"),
    "pengaduan": gettext_lazy("Kanal pengaduan"),
}
# A ZIP's own times would make two bundles of the same evidence differ.
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Piece:
    """One piece of evidence: a file of the bundle, where it comes from, of when."""

    name: str
    content: bytes
    source: str
    dated: str

    @property
    def sha256(self) -> str:
        """The hash the index names."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Line:
    """A variable with its pieces; `missing` says what to add where there is none."""

    dimension: str
    name: str
    pieces: tuple[Piece, ...]
    missing: str


@cache
def variables() -> Mapping[str, Any]:
    """The variables as data."""
    found: Mapping[str, Any] = json.loads(DATA.read_text("utf-8"))
    return found


def draw(*, office: Office, by: str, now: datetime, say: Say = drawing.silent) -> Report:
    """Today's bundle of an office; another edition each time it differs. On both trails."""
    today = wib(now).date()
    with in_indonesian():
        say(str(_("Mengumpulkan bukti")))
        lines = collect(office, now=now)
        mark = _digest(lines)
        with public_scope():
            while True:
                last = drawing.latest(kind=Kind.EVIDENCE, office=office, first=today)
                if last is not None and last.digest == mark:
                    return last
                edition = last.edition + 1 if last else 1
                report = _report(office, lines, mark=mark, by=by, now=now, edition=edition)
                say(str(_("Menggambar daftar isi")))
                index = index_pdf(office, lines, now=now)
                made = _keep(report, {"pdf": index, "zip": bundle(lines, index)}, now)
                if made is not None:
                    return made


def _keep(report: Report, files: Mapping[str, bytes], now: datetime) -> Report | None:
    """Frozen, with a line on both trails, or nothing of it."""
    assert report.office is not None
    with transaction.atomic():
        made = drawing.keep(report, files, action="reports.evidence_drawn", now=now)
        if made is not None:
            with office_scope(report.office):
                record_office(
                    action="reports.evidence_drawn",
                    actor=None,
                    subject=f"report:{report.id}",
                    data={"edition": report.edition, "by": report.drawn_by},
                    now=now,
                )
    return made


def _report(office: Office, lines: list[Line], *, mark: str, by: str, now: datetime, edition: int) -> Report:
    listed = [
        {"name": line.name, "files": [piece.name for piece in line.pieces], "missing": line.missing}
        for line in lines
    ]
    return Report(
        kind=Kind.EVIDENCE, office=office, first=wib(now).date(), edition=edition, digest=mark,
        facts={"figures": {}, "lines": listed}, as_of=now, drawn_at=now, drawn_by=by,
    )  # fmt: skip


def _digest(lines: Iterable[Line]) -> str:
    words = [[line.name, *(piece.sha256 for piece in line.pieces)] for line in lines]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def collect(office: Office, *, now: datetime) -> list[Line]:
    """Every variable with what there is of it."""
    today = wib(now).date()
    with office_scope(office):
        found = [service(row.code) for row in services()]
    makers: dict[str, Callable[[], list[Piece]]] = {
        "standards": lambda: [_standard(office, one) for one in found],
        "requirements": lambda: _said(office, found, "persyaratan"),
        "time": lambda: _said(office, found, "waktu"),
        "fee": lambda: _said(office, found, "biaya"),
        "competence": lambda: _said(office, found, "kompetensi"),
        "facilities": lambda: _said(office, found, "sarana"),
        "channels": lambda: _said(office, found, "pengaduan"),
        "staff": lambda: _staff(office, today),
        "hours": lambda: _hours(office, today),
        "promise": lambda: _promise(office, today),
        "completeness": lambda: _completeness(office, now),
    }
    return [_line(one, makers) for one in variables()["variables"]]


def _line(one: Mapping[str, Any], makers: Mapping[str, Callable[[], list[Piece]]]) -> Line:
    pieces = tuple(makers[one["collect"]]()) if one["collect"] else ()
    nothing = one.get("missing") or str(_("Belum ada di Loket. Lengkapi standar pelayanannya."))
    return Line(one["dimension"], one["name"], pieces, "" if pieces else nothing)


def _day(one: PublishedService) -> date:
    return wib(one.published_at).date()


def _standard(office: Office, one: PublishedService) -> Piece:
    code = one.definition.code
    pdf = print_sheet(standard_sheet(office, one, since=_day(one)))
    return Piece(
        f"standar/{code}.pdf", pdf, url_of(office.slug, f"/layanan/{code}/"), figures.day_words(_day(one))
    )


def _said(office: Office, found: list[PublishedService], key: str) -> list[Piece]:
    """The office's own words of one component of each standard, as the public page shows them."""
    pieces = []
    for one in found:
        words = [passage.text for passage in getattr(one.document, key).source_text]
        if not words:
            continue
        code = one.definition.code
        valid = figures.day_words(_day(one))
        head = [f"{COMPONENTS[key]}: {one.document.title}", _("Berlaku sejak {day}").format(day=valid)]
        content = _text(office, head, words)
        pieces.append(Piece(f"{key}/{code}.txt", content, url_of(office.slug, f"/layanan/{code}/"), valid))
    return pieces


def _staff(office: Office, today: date) -> list[Piece]:
    found = staff(office, on=today)
    if found.value is None:
        return []
    about = _("Petugas: yang dijanjikan standar dan yang ditugaskan")
    return [
        _facts(
            office,
            "petugas.txt",
            [found.evidence],
            about=about,
            source=_("Penugasan di Loket"),
            day=today,
        )
    ]


def _facts(office: Office, name: str, lines: list[str], *, about: str, source: str, day: date) -> Piece:
    when = figures.day_words(day)
    head = [about, _("Keadaan {day}").format(day=when)]
    return Piece(name, _text(office, head, lines), source, when)


def _text(office: Office, head: list[str], lines: list[str]) -> bytes:
    """A file that says by itself of which office, about what, of when it is."""
    return "\n".join([str(office), *head, "", *lines, ""]).encode()


def _hours(office: Office, today: date) -> list[Piece]:
    with public_scope():
        lines = _week(office, today)
        lines += [f"{line.label}: {line.shown}" for line in contacts(office.pk)]
    about, source = _("Jam pelayanan dan kontak kantor"), url_of(office.slug, "/")
    return (
        [_facts(office, "jam-dan-kontak.txt", lines, about=about, source=source, day=today)] if lines else []
    )


def _week(office: Office, today: date) -> list[str]:
    """The usual hours of each weekday, as they are now."""
    calendar = work_calendar(office.pk)
    found = []
    for ahead in range(7):
        day = today - timedelta(days=today.weekday()) + timedelta(days=ahead)
        hours = calendar.hours_of(day)
        if hours is not None:
            said = ", ".join(f"{start:%H.%M}–{end:%H.%M}" for start, end in hours.periods())
            found.append(f"{day_name(day)}: {said}")
    return found


def _promise(office: Office, today: date) -> list[Piece]:
    name = office_names().get(office.pk)
    if name is None:
        return []
    period = Period.months(months_back(today, 12), months_back(today, 1))
    scope = Scope(period, level=None, offices=frozenset({office.pk}))
    definition = definition_of("promise_kept")
    rows = table(scope=scope, keys=["promise_kept"]).rows
    value = rows[0].values["promise_kept"] if rows else None
    if value is None or not value.enough:
        return []
    said = f"{definition.name}: {figures.said(definition, value)} ({figures.n_words(definition, value)})"
    lines = [figures.period_words(period), said, str(definition.definition)]
    about, source = _("Ketepatan janji waktu, dua belas bulan"), _("Model baca kinerja Loket")
    return [_facts(office, "ketepatan-janji.txt", lines, about=about, source=source, day=today)]


def _completeness(office: Office, now: datetime) -> list[Piece]:
    found = scored_one(office.kemendagri_code, now=now)
    if found is None or not any(point.found and point.found.proofs for point in found.points):
        return []
    about, source = _("Kelengkapan standar, dengan bukti tiap butir"), url_of(office.slug, "/kelengkapan/")
    lines = list(text_lines(found))
    return [_facts(office, "kelengkapan.txt", lines, about=about, source=source, day=found.on)]


def index_pdf(office: Office, lines: list[Line], *, now: datetime) -> bytes:
    """What is in the bundle with source, date and hash; what is missing stands as missing."""
    missing = [line for line in lines if not line.pieces]
    rows = [
        [line.dimension, line.name, piece.name, piece.source, piece.dated, piece.sha256]
        for line in lines
        for piece in line.pieces
    ]
    have = len(lines) - len(missing)
    columns = [
        (_("Dimensi"), 0.9, "left"), (_("Variabel"), 1.6, "left"), (_("Berkas"), 1.5, "left"),
        (_("Sumber"), 1.8, "left"), (_("Tanggal"), 1.3, "left"), ("SHA-256", 1.8, "left"),
    ]  # fmt: skip
    said = _("{have} dari {all} variabel mempunyai bukti di Loket.")
    gaps = [
        (_("Dimensi"), 0.9, "left"),
        (_("Variabel"), 1.8, "left"),
        (_("Yang perlu dilampirkan"), 3, "left"),
    ]
    body = [
        parts.lead([said.format(have=have, all=len(lines))]),
        parts.heading(_("Bukti yang belum ada")),
        parts.table(
            gaps,
            [[line.dimension, line.name, line.missing] for line in missing],
        ) if missing else parts.text(_("Tidak ada.")),
        parts.heading(_("Bukti di dalam kumpulan ini")),
        parts.table(columns, rows),
        parts.text(variables()["source"], small=True),
    ]  # fmt: skip
    sheet = ReportSheet(
        letterhead=head_of(office),
        title=_("Kumpulan bukti kepatuhan pelayanan publik"),
        subtitle=str(office),
        dated=wib(now).date(),
        about=((_("Disusun"), figures.moment(now)),),
        parts=body,
        footer=_("Kumpulan bukti {office}").format(office=office),
    )
    return render(sheet.TEMPLATE, sheet.data(), standard=sheet.STANDARD)


def bundle(lines: Iterable[Line], index: bytes) -> bytes:
    """The ZIP: the index first, then each piece once."""
    out = io.BytesIO()
    names: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in [
            ("daftar-isi.pdf", index),
            *((piece.name, piece.content) for line in lines for piece in line.pieces),
        ]:
            if name not in names:
                names.add(name)
                zipped.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
