"""Cells as rows of the read model and back."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models

from indicators.cells import Cell, Key, Spread
from indicators.measures import Duration

ROWS = 500


def columns_of(duration: Duration) -> tuple[str, str, str]:
    """The columns that hold a duration: sum, squares, histogram."""
    name = duration.value.lower()
    return f"{name}_sum", f"{name}_squares", f"{name}_hist"


def replace(
    table: type[models.Model], office_id: UUID, firsts: Iterable[date], cells: Mapping[Key, Cell]
) -> None:
    """Let the office have exactly these cells in the periods that begin at `firsts`."""
    table._default_manager.filter(office_id=office_id, first__in=list(firsts)).delete()
    rows = [table(**_row(office_id, key, cell)) for key, cell in sorted(cells.items(), key=lambda c: c[0])]
    table._default_manager.bulk_create(rows, batch_size=ROWS)


def _row(office_id: UUID, key: Key, cell: Cell) -> dict[str, Any]:
    service, first = key
    row: dict[str, Any] = {"office_id": office_id, "service_code": service, "first": first}
    row |= {"oldest": cell.oldest, **cell.counts}
    for duration, spread in cell.spreads.items():
        values = (spread.total, spread.squares, spread.histogram)
        row |= dict(zip(columns_of(duration), values, strict=True))
    return row


def load(table: type[models.Model], **where: Any) -> Iterator[tuple[Key, Cell]]:
    """The cells of some rows."""
    for row in table._default_manager.filter(**where).order_by("first", "service_code").values():
        yield (row["service_code"], row["first"]), _cell(table, row)


def counts_of(table: type[models.Model]) -> list[str]:
    """The columns of a table that count something."""
    fields = table._meta.concrete_fields
    return [field.name for field in fields if isinstance(field, models.PositiveIntegerField)]


def _cell(table: type[models.Model], row: Mapping[str, Any]) -> Cell:
    cell = Cell(row["oldest"], {column: row[column] for column in counts_of(table) if row[column]})
    for duration in Duration:
        total, squares, hist = columns_of(duration)
        if row.get(hist):
            cell.spreads[duration] = Spread(row[total], row[squares], list(row[hist]))
    return cell
