"""The completeness of an office's standards on paper, with the proof behind each point."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from board import figures
from commons.clock import wib
from commons.indonesian import in_indonesian
from completeness.exporting import number
from completeness.queries import Scored
from completeness.rules import Point
from documents.render import render
from offices.models import Office
from reports import parts
from reports.sheet import ReportSheet, head_of


def pdf_of(office: Office, found: Scored, *, now: datetime) -> bytes:
    """A PDF to hand in. Two queries at most, for the letterhead."""
    with in_indonesian():
        title = _("Kelengkapan standar pelayanan")
        sheet = ReportSheet(
            letterhead=head_of(office),
            title=title,
            subtitle=str(office),
            dated=wib(now).date(),
            about=((_("Disusun"), figures.moment(now)),),
            parts=_parts(found),
            footer=f"{title} {office}",
        )
        return render(sheet.TEMPLATE, sheet.data(), standard=sheet.STANDARD)


def said(point: Point) -> str:
    """ "Keempat belas komponen terisi: 38,6 dari 40"."""
    if point.found is None:
        return _("{name}: belum diukur").format(name=point.name)
    got = number(point.got).replace(".", ",")
    return _("{name}: {got} dari {weight}").format(name=point.name, got=got, weight=point.weight)


def text_lines(found: Scored) -> Iterator[str]:
    """The same as lines of text, for the bundle of evidence."""
    for point in found.points:
        yield said(point)
        for proof in point.found.proofs if point.found else ():
            dated = f", {figures.day_words(proof.dated)}" if proof.dated else ""
            yield f"  {proof.what}: {proof.says}{dated} ({proof.where})"


def _parts(found: Scored) -> list[parts.Part]:
    score = number(found.score).replace(".", ",")
    words = _("Nilai {score} dari 100, atas butir yang dapat diukur.").format(score=score or "–")
    columns = [
        (_("Yang dilihat"), 1.6, "left"), (_("Keadaan"), 2, "left"),
        (_("Tanggal"), 1, "left"), (_("Di mana"), 2, "left"),
    ]  # fmt: skip
    made = [parts.lead([words, _("Bukan nilai PEKPPP, melainkan bukti untuknya.")])]
    for point in found.points:
        made.append(parts.heading(said(point)))
        rows = [
            [one.what, one.says, figures.day_words(one.dated) if one.dated else "–", one.where]
            for one in (point.found.proofs if point.found else ())
        ]
        made.append(parts.table(columns, rows) if rows else parts.text(_("Tidak ada bukti.")))
    return made
