"""Which public rows belong to an office's archive, and how rows go out and come in: by COPY."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey, Model

from offices.archive_format import Table
from offices.models import Office
from offices.rights import quoted

# Secrets stay, and so does what belongs to the place and not to the office.
LEFT_OUT = frozenset(
    {
        "offices_officekey",  # goes as key.bin
        "offices_domain",  # the place that restores has other hosts
        "offices_job",
        "offices_jobitem",
        "accounts_apitoken",
        "accounts_switchticket",
        "accounts_supportaccess",  # the office's own trail tells of it
    }
)
# What office schemas name by id, without a constraint.
CATALOGUE = ("servicetypes_servicetype",)

Rows = dict[type[Model], set[Any]]


def shared_models() -> list[type[Model]]:
    """The models of the public schema."""
    names = set(settings.SHARED_APPS)
    return [m for config in apps.get_app_configs() if config.name in names for m in config.get_models()]


def own_models() -> list[tuple[type[Model], str]]:
    """Models with a column that ties a row to an office, and that column."""
    found = []
    for model in shared_models():
        if model is Office or model._meta.db_table in LEFT_OUT:
            continue
        found += [(model, key.column) for key in _keys(model) if key.related_model is Office]
    return found


def _keys(model: type[Model]) -> list[ForeignKey[Any, Any]]:
    return [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]


def public_rows(cursor: Any, office_id: UUID) -> Rows:
    """The keys of the office's public rows and of all that they refer to, by model."""
    rows: Rows = {Office: {office_id}}
    for model, column in own_models():
        rows.setdefault(model, set()).update(_pks(cursor, model, f"{quoted(column)} = %s", office_id))
    for model in shared_models():
        if model._meta.db_table in CATALOGUE:
            rows[model] = set(_pks(cursor, model, "%s::text IS NULL", None))
    waiting = [model for model in rows if model is not Office]
    while waiting:
        model = waiting.pop()
        for key in _keys(model):
            target = key.related_model
            if target is Office or not isinstance(target, type) or not rows[model]:
                continue
            found = _values(cursor, model, key.column, rows[model]) - rows.setdefault(target, set())
            if found:
                rows[target] |= found
                waiting.append(target)
    return {model: keys for model, keys in rows.items() if keys}


def _pks(cursor: Any, model: type[Model], condition: str, value: Any) -> list[Any]:
    meta = model._meta
    assert meta.pk is not None
    cursor.execute(
        f"SELECT {quoted(str(meta.pk.column))} FROM public.{quoted(meta.db_table)} WHERE {condition}",  # noqa: S608
        [value],
    )
    return [row[0] for row in cursor.fetchall()]


def _values(cursor: Any, model: type[Model], column: str, pks: Iterable[Any]) -> set[Any]:
    meta = model._meta
    assert meta.pk is not None
    cursor.execute(
        f"SELECT DISTINCT {quoted(column)} FROM public.{quoted(meta.db_table)} "  # noqa: S608
        f"WHERE {quoted(str(meta.pk.column))} = ANY(%s) AND {quoted(column)} IS NOT NULL",
        [list(pks)],
    )
    return {row[0] for row in cursor.fetchall()}


def columns_of(cursor: Any, schema: str, table: str) -> tuple[str, ...]:
    """The columns of a table, in their order; generated ones are computed anew."""
    cursor.execute(
        "SELECT a.attname FROM pg_attribute a WHERE a.attrelid = %s::regclass AND a.attnum > 0 "
        "AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum",
        [f"{quoted(schema)}.{quoted(table)}"],
    )
    return tuple(row[0] for row in cursor.fetchall())


class Out:
    """Rows of one table on their way out; counts them. COPY's text form has one line for each."""

    def __init__(self, cursor: Any, query: str) -> None:
        self._cursor, self._query, self.rows = cursor, query, 0

    def __iter__(self) -> Iterator[memoryview]:
        with self._cursor.copy(f"COPY ({self._query}) TO STDOUT") as copy:
            for block in copy:
                self.rows += bytes(block).count(b"\n")
                yield block


def select(schema: str, table: str, columns: Sequence[str], condition: str = "") -> str:
    """A query for the rows of a table, in the order of their first column."""
    where = f" WHERE {condition}" if condition else ""
    names = ", ".join(map(quoted, columns))
    return f"SELECT {names} FROM {quoted(schema)}.{quoted(table)}{where} ORDER BY 1"  # noqa: S608


def take_in(cursor: Any, target: str, table: Table, blocks: Iterable[bytes]) -> None:
    """COPY rows into `target`, a quoted name."""
    names = ", ".join(map(quoted, table.columns))
    with cursor.copy(f"COPY {target} ({names}) FROM STDIN") as copy:
        for block in blocks:
            copy.write(block)
