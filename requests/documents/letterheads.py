"""The office's kop, from what the office keeps about itself."""

import base64
from collections.abc import Mapping
from typing import Any

from documents.sheets import Letterhead
from offices.models import Office

LINES = {
    "government": "government_line",
    "parent": "parent_line",
    "office": "office_line",
    "address": "address",
    "phone": "phone",
    "email": "mail",
    "website": "website",
    "postal": "postal_line",
}


def letterhead_of(
    office: Office, *, lines: Mapping[str, Any] | None = None, emblem: bool = False
) -> Letterhead:
    """The kop as stored, or with other `lines` (a preview); what is missing falls back to the office's name.

    `emblem` for letters and standards; slips and rolls have none. It is a query of its own: an office in
    hand mostly comes without it.
    """
    stored = office.letterhead if lines is None else lines
    known = {key: str(stored.get(line, "")) for key, line in LINES.items()}
    known["government"] = known["government"] or "PEMERINTAH KABUPATEN LUMAJANG"
    known["office"] = known["office"] or str(office).upper()
    return Letterhead(**known, emblem=emblem_of(office) if emblem else "")


def emblem_of(office: Office) -> str:
    """The office's emblem as a sheet takes it; "" when there is none."""
    png = bytes(office.emblem)
    return f"data:image/png;base64,{base64.b64encode(png).decode()}" if png else ""
