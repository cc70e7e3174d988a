"""The quarterly compilation of complaints over all offices, as a workbook and on paper.

Fair as the pages are: n beside every share, an empty cell where there is too little, no ranks; an office with
nothing recorded says so.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from board import figures
from commons.clock import wib
from commons.indonesian import in_indonesian
from documents.render import render
from reports import parts
from reports.sheet import KABUPATEN, ReportSheet
from reports.workbook import Column, Sheet, write
from voice import presenters
from voice.queries import MINIMUM, Compilation, OfficeVoice, Tally

COUNTED = (
    ("voice_received", "Tercatat"),
    ("voice_complaints", "Pengaduan"),
    ("voice_aspirations", "Aspirasi"),
    ("voice_questions", "Permintaan informasi"),
    ("voice_light", "Golongan ringan dan informasi"),
    ("voice_plain", "Tidak berkadar pengawasan"),
    ("voice_grave", "Berkadar pengawasan"),
    ("voice_overdue", "Habis batas tanpa jawaban"),
)


def xlsx_of(found: Compilation, *, now: datetime) -> bytes:
    """A row for each office, and all together."""
    columns = [Column(_("Kode"), 14), Column(_("Kantor"), 30)]
    columns += [Column(head, 12, "count") for _name, head in COUNTED]
    columns += [
        Column(_("Diverifikasi tepat waktu"), 14, "percent"),
        Column(_("n diverifikasi"), 10, "count"),
        Column(_("Dijawab tepat waktu"), 14, "percent"),
        Column(_("n dijawab"), 10, "count"),
        Column(_("Median hari kerja sampai dijawab"), 14, "decimal"),
        Column(_("Hari Kotak Saran harus dibuka"), 12, "count"),
        Column(_("Hari Kotak Saran dibuka"), 12, "count"),
        Column(_("Rekap"), 30),
    ]
    rows = [_cells("", _("Semua kantor"), found.together, "")]
    rows += [
        _cells(one.office.code, one.office.name, one.tally, presenters.row(one)["recap"])
        for one in found.offices
    ]
    title = _("Pengaduan semua kantor, {quarter}").format(quarter=found.quarter.words)
    sheet = Sheet(_("Pengaduan"), title, columns, rows)
    return write([sheet], lead=_lead(now), made=wib(now))


def _lead(now: datetime) -> list[str]:
    return [
        _("Disusun {at}").format(at=figures.moment(now)),
        _("Sel kosong: belum cukup data (n kurang dari {n}), bukan nol.").format(n=MINIMUM),
        _("Kantor tanpa pengaduan tercatat bukan kantor terbaik; kantor diurutkan menurut kode."),
    ]


def _cells(code: str, name: str, one: Tally, recap: str) -> list[Any]:
    return [
        code,
        name,
        *(one.n(column) for column, _head in COUNTED),
        one.share("voice_verified_kept", "voice_verified"),
        one.n("voice_verified"),
        one.share("voice_answered_kept", "voice_answered"),
        one.n("voice_answered"),
        one.median_days,
        one.n("box_due"),
        one.n("box_kept"),
        recap,
    ]


def pdf_of(found: Compilation, *, now: datetime) -> bytes:
    """The same on paper."""
    with in_indonesian():
        title = _("Pengaduan, saran dan masukan")
        sheet = ReportSheet(
            letterhead=KABUPATEN,
            title=title,
            subtitle=found.quarter.words,
            dated=wib(now).date(),
            about=((_("Disusun"), figures.moment(now)),),
            parts=_parts(found),
            footer=f"{title} {found.quarter.words}",
        )
        return render(sheet.TEMPLATE, sheet.data(), standard=sheet.STANDARD)


def _parts(found: Compilation) -> list[parts.Part]:
    whole = presenters.tally(found.together)
    said = _("{n} catatan di semua kantor: {kinds}.").format(n=whole["received"], kinds=whole["kinds"])
    tiles = [
        (_("Dijawab tepat waktu"), whole["answered"], _("n {n}").format(n=whole["answered_n"]), ""),
        (_("Median hari kerja"), whole["median"], _("sampai jawaban pertama"), ""),
        (_("Habis batas waktu"), whole["overdue"], _("tanpa jawaban"), ""),
        (_("Kotak Saran dibuka"), whole["box"], _("hari kerja"), ""),
    ]
    columns = [
        (_("Kantor"), 2.4, "left"), (_("Tercatat"), 1, "right"), (_("Dijawab tepat waktu (n)"), 1.6, "left"),
        (_("Median hari"), 1.2, "left"), (_("Lewat batas"), 0.9, "right"), (_("Kotak Saran"), 1.5, "left"),
        (_("Rekap"), 2, "left"),
    ]  # fmt: skip
    return [
        parts.lead([said]),
        parts.tiles(tiles),
        parts.heading(_("Tiap kantor, menurut kode")),
        parts.table(columns, [_line(one) for one in found.offices]),
        parts.text(_lead_note(), small=True),
    ]


def _lead_note() -> str:
    return _(
        "Belum cukup data: kurang dari {n}. Kantor tanpa pengaduan tercatat bukan kantor terbaik: mungkin "
        "tidak ada yang dicatat. Karena itu tidak ada peringkat."
    ).format(n=MINIMUM)


def _line(one: OfficeVoice) -> Sequence[str]:
    shown = presenters.row(one)
    if shown["none"]:
        return [shown["name"], str(presenters.NONE_RECORDED), "–", "–", "–", shown["box"], shown["recap"]]
    return [
        shown["name"],
        shown["received"],
        f"{shown['answered']} ({shown['answered_n']})",
        shown["median"],
        shown["overdue"],
        shown["box"],
        shown["recap"],
    ]
