"""A stored standard as a sheet (pure)."""

import re

from linting.checking.grouping import groups_in
from linting.checking.sheet import Contact, Control, Part, Post, Promise, Sheet
from standards.document import StandardDocument
from standards.reading.charts import steps_of
from standards.reading.furniture import is_control
from standards.vocabulary import ComponentKey, Origin

_DEFINITIONS = "Definisi"


def sheet_of_document(document: StandardDocument, *, office: str = "", service: str = "") -> Sheet:
    """`office` and `service` stand for the document's own where it is stored under others."""
    office = office or document.office
    drawn_here = document.origin is Origin.LOKET
    # Heads and control of the old document that stand beside a new one are printed no more.
    others = [] if drawn_here else [passage.words for passage in document.other_text]
    wait = document.waktu
    return Sheet(
        service=service or document.service,
        title=document.title,
        office=office,
        level="kelurahan" if office.startswith("kel-") else "kecamatan",
        parts={key: _part(document, key) for key in ComponentKey},
        order=_order(document),
        extra=_extra(document),
        heads=tuple(text for text in others if not is_control(text) and not groups_in([text])),
        loose=tuple(others),
        control=_control(document, others),
        groups=groups_in(others),
        contacts=tuple(Contact(c.kind, c.shown, c.target, c.label) for c in document.pengaduan.channels),
        cited=document.dasar_hukum.cited,
        facilities=tuple(name for item in document.sarana.items for name in (item.name, *item.parts))
        + tuple(passage.text for passage in document.sarana.source_text),
        posts=tuple(
            Post(p.post, p.education, "; ".join(p.training), "; ".join(p.skills), p.experience)
            for p in document.kompetensi.posts
        ),
        staff=tuple(post.post for post in document.jumlah.posts if post.post),
        staff_total=document.jumlah.total,
        supervisor=document.pengawasan.supervisor,
        promise=Promise(wait.amount, wait.unit, wait.condition_text, wait.otherwise or ""),
        rupiah=document.biaya.rupiah,
        chart=document.prosedur.diagram,
        grouped=len(document.persyaratan.groups) > 1,
        drawn_here=drawn_here,
    )


def _part(document: StandardDocument, key: ComponentKey) -> Part:
    component = document.component(key)
    texts = [passage.text for passage in component.source_text if passage.text != document.prosedur.diagram]
    if key is ComponentKey.PROSEDUR and len(texts) <= 1:
        texts += steps_of([document.prosedur.diagram])
    return Part(
        component.heading.words if component.heading else "",
        tuple(texts),
        bool(getattr(component, "merged_with", None)),
    )


def _order(document: StandardDocument) -> tuple[ComponentKey, ...]:
    """By the lines of the source; () where it has none."""
    placed = [
        (component.heading.line, component.key)
        for component in document.components()
        if component.heading and component.heading.line
    ]
    return tuple(key for _line, key in sorted(placed))


def _extra(document: StandardDocument) -> tuple[tuple[str, str], ...]:
    texts = [passage.text for passage in document.definitions]
    if not texts:
        return ()
    heading = texts[0] if re.search(r"definisi|pengertian", texts[0][:30], re.IGNORECASE) else _DEFINITIONS
    return ((heading, " ".join(texts)),)


def _control(document: StandardDocument, others: list[str]) -> Control:
    control = document.control
    return Control(
        number=control.number,
        revision=control.revision,
        revised_on=control.revised_on,
        issued_on=control.issued_on,
        people=(control.prepared.name, control.checked.name, control.approved.name),
        lines=tuple(text for text in others if is_control(text) or re.match(r"No\.\s", text)),
    )
