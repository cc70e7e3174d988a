"""A standard in force as the sheet that hangs on the wall: the office's own words, and, apart from them, what
Loket had to add."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from commons.indonesian import date_words
from documents.blocks import Paragraph
from documents.glyphs import missing_glyphs
from documents.letterheads import letterhead_of
from documents.sheets import Status
from documents.standard_sheet import Addition, Approval, Component, FlowChart, StandardSheet
from offices.hosts import url_of
from offices.models import Office, PaperSize
from standards import flow_words, presenters
from standards.components import Component as Part
from standards.components import Paper, Passage, ProcedureStep
from standards.document import StandardDocument
from standards.queries import PublishedService
from standards.vocabulary import OFFICIAL_NAMES, ComponentKey, Origin

HEADING = "STANDAR PELAYANAN"
_SAID = re.compile(r"(standar pelayanan(?: publik)?)\s+(\S.*)", re.IGNORECASE | re.DOTALL)
_LABEL = re.compile(r"[\d.)\s]*definisi\W*", re.IGNORECASE)
# Bullets of word processors that our font has not, and one of its own of the same look.
BULLETS = {
    "➤": "►",
    "➢": "►",
    "▶": "►",
    "✓": "√",
    "✔": "√",
    "❖": "•",
    "\uf0b7": "•",
    "\uf0d8": "►",
    "\uf0fc": "√",
}


def printable_words(text: str) -> str:
    """`text` with bullets the font lacks replaced by like ones; any other sign it lacks is named in brackets.

    A standard hangs on the wall whatever an old document holds; letters refuse such signs instead.
    """
    for char, name in missing_glyphs(text):
        text = text.replace(char, BULLETS.get(char, f"[{name}]"))
    return text


def standard_sheet(office: Office, service: PublishedService, *, since: date) -> StandardSheet:
    """The sheet of a standard in force `since` a day."""
    document = service.document
    heading, title = _title(document)
    return StandardSheet(
        letterhead=letterhead_of(office, emblem=True),
        heading=heading,
        title=title,
        dated=since,
        control=_control(document),
        approvals=_approvals(document),
        components=tuple(
            _component(document, number, part) for number, part in enumerate(document.components(), start=1)
        ),
        head=_head(document),
        definitions=_passages(passage.words for passage in document.definitions if not _is_label(passage)),
        flows=_flows(document),
        state=_state(document, since),
        page=Status(url=url_of(office.slug, f"/layanan/{service.definition.code}/"), code=""),
        paper="f4" if office.paper_size == PaperSize.F4 else "a4",
    )


def _title(document: StandardDocument) -> tuple[str, str]:
    """What stands above, and the title below it ("STANDAR PELAYANAN PUBLIK", "SURAT KETERANGAN …")."""
    whole = printable_words(document.title)
    said = _SAID.match(whole)
    return (said[1].upper(), said[2]) if said else (HEADING, whole)


def _revised(document: StandardDocument) -> str:
    control = document.control
    if control.revised_on:
        return date_words(control.revised_on)
    # A first issue has not been revised; that is no gap.
    return "–" if control.revision == "00" else ""


def _state(document: StandardDocument, since: date) -> str:
    day = date_words(since)
    if document.origin is Origin.LEGACY:
        return _("Dokumen kantor yang sudah ada; dijalankan di Loket sejak {day}").format(day=day)
    return _("Berlaku sejak {day}").format(day=day)


def _control(document: StandardDocument) -> tuple[tuple[str, str], ...]:
    control = document.control
    decree = ((_("Ditetapkan dengan"), printable_words(control.decree)),) if control.decree else ()
    return (
        (_("Nomor dokumen"), control.number),
        (_("Status revisi"), control.revision),
        (_("Tanggal revisi"), _revised(document)),
        (_("Tanggal terbit"), date_words(control.issued_on) if control.issued_on else ""),
        *decree,
    )


def _head(document: StandardDocument) -> tuple[tuple[str, str], ...]:
    """What each page repeats, short, days as offices write them in the head: 02-01-2023."""
    control = document.control
    issued = control.issued_on.strftime("%d-%m-%Y") if control.issued_on else ""
    return (
        (_("No. Dokumen"), printable_words(control.number)),
        (_("No. Revisi"), printable_words(control.revision)),
        (_("Tgl Terbit"), issued),
    )


def _flows(document: StandardDocument) -> tuple[FlowChart, ...]:
    """The *alur*; every step is told in the words beside it as well."""
    drawings = flow_words.pictures(document, printable_words)
    return tuple(FlowChart(svg=drawing.svg, alt=drawing.words) for drawing in drawings)


def _approvals(document: StandardDocument) -> tuple[Approval, ...]:
    control = document.control
    people = ((_("Dibuat oleh"), control.prepared), (_("Diperiksa oleh"), control.checked))
    return tuple(
        Approval(role=role, name=person.name, title=person.title)
        for role, person in (*people, (_("Disetujui oleh"), control.approved))
    )


def _component(document: StandardDocument, number: int, part: Part) -> Component:
    return Component(
        number=number,
        title=OFFICIAL_NAMES[part.key],
        body=_passages(passage.words for passage in part.source_text),
        additions=tuple(_additions(document, part)),
    )


def _passages(texts: Iterable[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text=printable_words(text), align="left", indent=False) for text in texts)


def _is_label(passage: Passage) -> bool:
    """The document's own heading, in whose place ours stands."""
    return bool(_LABEL.fullmatch(passage.words))


def _additions(document: StandardDocument, part: Part) -> Iterator[Addition]:
    """What was added in a component; the same reason is told once."""
    by_reason: dict[str, list[str]] = {}
    for added in document.added:
        if added.path == part.key.value or added.path.startswith(f"{part.key.value}."):
            by_reason.setdefault(added.reason, []).append(_words(document, added.path))
    for reason, words in by_reason.items():
        yield Addition(text="; ".join(dict.fromkeys(words)) + ".", reason=reason)


def _words(document: StandardDocument, path: str) -> str:
    """What stands at a path, in words: the paper or step it belongs to, and how it reads."""
    names = path.split(".")
    for depth in range(len(names), 0, -1):
        found = document.resolve(".".join(names[:depth]))
        if isinstance(found, Paper):
            return ", ".join(filter(None, (found.name, presenters.kind_words(found))))
        if isinstance(found, ProcedureStep):
            return f"{found.title} ({found.actor})" if found.actor else found.title
    value, title = document.resolve(path), OFFICIAL_NAMES[ComponentKey(names[0])]
    return f"{title}: {value}" if isinstance(value, int) else title
