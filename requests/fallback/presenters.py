"""Sheets and lines as their pages show them."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from commons.clock import wib
from commons.nik import mask_nik
from fallback.models import Line, LineState, Sheet
from fallback.operations import seen_of
from fallback.queries import Account
from fallback.rows import FIELDS, Row, Service


def sheet_row(found: Sheet, counted: Account) -> dict[str, Any]:
    """A sheet in the list, and above its own lines."""
    return {
        "id": found.id,
        "day": found.day,
        "number": found.number,
        "printed_by": found.printed_by,
        "printed_at": found.printed_at,
        "closed_at": found.closed_at,
        "closed_by": found.closed_by,
        "count": counted,
        "settled": counted.is_settled,
    }


def line_row(line: Line, row: Row | None, *, typed: QueryDict | None = None) -> dict[str, Any]:
    """A line with what was keyed in and what is wrong with it. `typed`: what was not kept."""
    facts = line.facts or {}
    n = line.serial
    faults = row.faults if row is not None and line.state == LineState.KEPT else {}
    values = {
        name: str(typed.get(f"r{n}-{name}", "")) if typed is not None else str(facts.get(name, ""))
        for name in FIELDS
    }
    return {
        "serial": n,
        "code": line.code,
        "state": line.state,
        "label": LineState(line.state).label,
        "seen": seen_of(line),
        "values": values,
        "faults": {name: str(words) for name, words in faults.items()},
        "mark": line.state if line.state in {LineState.UNUSED, LineState.SPOILED} else "",
        "filed": line.state == LineState.FILED,
        "file_id": line.file_id,
        "number": line.receipt_number,
        "note": line.note,
        "awaits": line.awaits_signer,
        "by": line.entered_by,
        "at": line.entered_at,
        "file_url": reverse("fallback_line", args=[line.code])
        if row is not None and row.is_ready and line.state == LineState.KEPT
        else "",
    }


def signature_row(line: Line, row: Row | None, known: Mapping[str, Service]) -> dict[str, Any]:
    """What who signed it on paper needs to recognise it by."""
    typed = row.typed if row is not None else {}
    service = known.get(typed.get("service", ""))
    nik = typed.get("nik", "")
    return {
        "code": line.code,
        "name": typed.get("name", ""),
        "nik": mask_nik(nik) if nik else "",
        "service": service.name if service else "",
        "signed_at": wib(row.times.signed) if row is not None and row.times and row.times.signed else None,
        "handed": bool(row is not None and row.times and row.times.handed),
        "file_id": line.file_id,
        "number": line.receipt_number,
        "by": line.entered_by,
    }
