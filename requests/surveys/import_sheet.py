"""The empty file of forms: heads on the first page, what each column takes on the second."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from surveys.presenters_import import Column


def template(columns: Sequence[Column], *, made: datetime) -> bytes:
    """The workbook. A form is one row under the heads; every cell is text, so that a date stays as typed."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": made.replace(tzinfo=None), "title": "Formulir SKM"})
    base: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
    text, head = book.add_format(base), book.add_format(base | {"bold": True, "bg_color": "#E7EBF0"})
    typed = book.add_format(base | {"num_format": "@"})
    page = book.add_worksheet("Formulir")
    for place, one in enumerate(columns):
        page.set_column(place, place, 16, typed)
        page.write_string(0, place, one.head, head)
    page.freeze_panes(1, 0)
    listed = book.add_worksheet("Isi tiap kolom")
    listed.set_column(0, 0, 34, text)
    listed.set_column(1, 1, 90, text)
    for down, one in enumerate(columns):
        listed.write_string(down, 0, one.head if one.required else f"{one.head} (boleh kosong)", head)
        listed.write_string(down, 1, "; ".join(one.values), text)
    book.close()
    return out.getvalue()
