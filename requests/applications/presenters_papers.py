"""Attachments as the pages take them: at each paper of the open form, and all of a file."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.labels import Words
from applications.queries_file import Detail
from applications.workflow import Phase
from applications.workflow_types import Role
from attachments.models import Kind, State
from attachments.queries import Shown, of_file
from attachments.refusals import MOST_BYTES, UploadRefused
from commons.clock import wib

# INFORMATION answers questions; a photographed KTP says more than that takes.
SEERS = ("COUNTER", "OPERATOR", "SECTION_HEAD", "SECRETARY", "HEAD")
ADDERS = ("COUNTER", "OPERATOR", "SECTION_HEAD", "SECRETARY")
STRIKERS = frozenset({Role.SECTION_HEAD, Role.SECRETARY, Role.COUNTER, Role.OPERATOR})
ACCEPT = "image/jpeg,image/png,image/webp,application/pdf"
OTHERS = (Kind.SCAN, Kind.PROXY, Kind.REGISTER)
CLOSED = frozenset({Phase.REJECTED, Phase.WITHDRAWN})
Thing = dict[str, Any]


def thing(row: Shown, label: Words = "") -> Thing:
    """One attachment in a list."""
    kept = row.state is State.KEPT
    return {
        "id": row.id,
        "label": label or row.kind.label,
        "url": reverse("attachment", args=[row.id]) if kept else "",
        "thumb": reverse("attachment_thumb", args=[row.id]) if kept else "",
        "what": _what(row),
        "at": row.added_at,
        "by": row.added_by,
        "via": row.via.label,
        "waiting": row.state is State.QUARANTINED,
        "struck": row.struck,
        "is_struck": row.state is State.STRUCK,
        "strike_url": "",
    }


def _what(row: Shown) -> str:
    size = max(row.size // 1024, 1)
    if row.is_pdf:
        return _("PDF {pages} halaman, {size} kB").format(pages=row.pages, size=size)
    if row.kind is Kind.SIGNATURE:
        return _("digoreskan di layar")
    return _("foto, {size} kB").format(size=size)


def at_paper(
    *, code: str, place: str, url: str, rows: Iterable[Shown], error: str = "", draft: bool = True
) -> Thing:
    """The attachments of one paper in an open form (`applications/papers_item.html`)."""
    return {
        "code": code,
        "place": place,
        "name": f"file-{code}",
        "url": url,
        "accept": ACCEPT,
        "most": MOST_BYTES,
        "limit": MOST_BYTES // 1024 // 1024,
        "shown": [thing(row) for row in rows if row.requirement == code and row.state is not State.STRUCK],
        "error": error,
        "removable": draft,
    }


def too_large() -> str:
    """Said by the page itself before a file is sent that would be refused."""
    return str(UploadRefused("too_large").message)


def of_detail(detail: Detail) -> Thing | None:
    """All attachments of a file with what this person may do; None for who may not see them."""
    if not detail.actor.has(*SEERS):
        return None
    names = labels_of(detail)
    rows = [_row(detail, row, names) for row in of_file(detail.file.id)]
    adds = may_add(detail)
    return {
        "rows": rows,
        "choices": choices(detail) if adds else [],
        "url": reverse("file_attach", args=[detail.file.id]),
        "phone_url": reverse("phone_link") if adds else "",
        "accept": ACCEPT,
        "most": MOST_BYTES,
        "limit": MOST_BYTES // 1024 // 1024,
        "error": "",
    }


def may_add(detail: Detail) -> bool:
    """Whether this person may add to this file; what was rejected or withdrawn is closed."""
    return detail.actor.has(*ADDERS) and detail.state.phase not in CLOSED


def labels_of(detail: Detail) -> dict[str, str]:
    """The papers of the file's checklist by code."""
    return {f"{detail.file.group}:{row['key']}": row["name"] for row in detail.file.checklist}


def choices(detail: Detail) -> list[tuple[str, str]]:
    """What an upload may be."""
    papers = [(code, name) for code, name in labels_of(detail).items()]
    return [*papers, *((kind.value, str(kind.label)) for kind in OTHERS)]


def _row(detail: Detail, row: Shown, names: Mapping[str, str]) -> Thing:
    made = thing(row, names.get(row.requirement, ""))
    if row.state is not State.STRUCK and detail.actor.has(*STRIKERS) and row.kind is not Kind.SIGNATURE:
        made["strike_url"] = reverse("attachment_strike", args=[detail.file.id, row.id])
    return made


def file_name(kind: str, number: str, row_id: UUID, content_type: str) -> str:
    """The name a downloaded attachment has: kind and file number, never a person's name."""
    ending = {"application/pdf": "pdf", "image/png": "png"}.get(content_type, "jpg")
    safe = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in number)
    return f"{kind.lower()}-{safe or 'draf'}-{row_id.hex[-6:]}.{ending}"


def arrived(rows: Iterable[Shown], names: Mapping[str, str]) -> list[Thing]:
    """What came from the telephone, newest first."""
    return [
        {
            **thing(row, names.get(row.requirement, _("Belum dipilah"))),
            "code": row.requirement,
            "time": f"{wib(row.added_at):%H.%M}",
        }
        for row in reversed(list(rows))
        if row.state is not State.STRUCK
    ]
