"""Handing over an office's own data as one archive. See `offices.archive_format` for what is in it."""

import json
import os
import secrets
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from commons.crypto import MasterKeys
from commons.errors import DomainError
from commons.sheets import as_csv
from offices import archive_rows, catalogue, jobs, keys, rights
from offices.archive_format import GRANTS, KEY, MANIFEST, VERSION, Manifest, Table, Writer
from offices.models import JobKind, Office, OfficeKey
from offices.owning import OWNER, owner
from offices.scope import office_scope, public_scope
from offices.stores import store_of
from offices.surveying import State, states

Progress = Callable[[str], object]
# Yields (name below readable/, content) in the scope of the office; apps above register theirs.
Reading = Callable[[Office], Iterable[tuple[str, bytes]]]
_readings: dict[str, Reading] = {}


class CannotArchive(DomainError):
    """The office has nothing that could be archived, or not in this state; nothing was written."""


def register_reading(name: str, reading: Reading) -> None:
    """Have `reading` write for people what `name` keeps. Raises `ValueError` when the name is taken."""
    if _readings.get(name, reading) is not reading:
        raise ValueError(f"{name!r} is already taken")
    _readings[name] = reading


def _silent(_line: str) -> None:
    return


def export_office(
    office_id: UUID,
    target: Path,
    *,
    now: datetime,
    travel_keys: MasterKeys | None = None,
    readable: bool = True,
    asked_by: UUID | None = None,
    progress: Progress = _silent,
) -> Manifest:
    """Write the archive of an office to `target`, whole or not at all.

    The rows are those of one moment. The data key is wrapped by `travel_keys`, which must travel another way;
    without them by this deployment's master key, for a copy that is restored here. Raises `CannotArchive`.
    """
    need_data(office_id)
    with public_scope():
        job = jobs.ask(JobKind.EXPORT, office_id=office_id, details={"file": target.name}, asked_by=asked_by)
    with jobs.Work(job, "default") as work:
        return write(
            office_id,
            target,
            now=now,
            travel_keys=travel_keys,
            readable=readable,
            progress=work.counting(progress),
        )


def need_data(office_id: UUID) -> tuple[Office, State, OfficeKey]:
    """The office with what its schema has and its wrapped key. Raises `CannotArchive` when it has none."""
    with public_scope():
        office = Office.objects.get(pk=office_id)
        held = OfficeKey.objects.filter(office=office).first()
    state = states([office.schema_name]).get(office.schema_name)
    if held is None or state is None or not state.had:
        raise CannotArchive(
            "no_schema", format_lazy(_("{office} belum punya data."), office=office.full_name)
        )
    return office, state, held


def things(office: Office) -> int:
    """About how many tables and files an archive of the office has, for its progress."""
    with owner().cursor() as cursor:
        tables = len(rights.tables_of(cursor, office.schema_name))
    files = len(store_of(office.schema_name).names())
    return tables + len(archive_rows.own_models()) + files + len(_readings)


def write(
    office_id: UUID,
    target: Path,
    *,
    now: datetime,
    travel_keys: MasterKeys | None,
    readable: bool,
    progress: Progress,
) -> Manifest:
    """`export_office` without a job of its own. A worker that dies leaves a `.part` and nothing else."""
    office, state, held = need_data(office_id)
    key = keys.master_keys().unwrap(bytes(held.wrapped), office.schema_name)
    wrapped = (travel_keys or keys.master_keys()).wrap(key)
    # Two who write at once do not write on each other.
    part = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    try:
        manifest = _written(
            part, office, state=state, wrapped=wrapped, now=now, readable=readable, progress=progress
        )
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _written(
    part: Path,
    office: Office,
    *,
    state: State,
    wrapped: bytes,
    now: datetime,
    readable: bool,
    progress: Progress,
) -> Manifest:
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        writer = Writer(archive)
        writer.add(KEY, [wrapped])
        with _one_moment() as cursor:
            schema_tables, public_tables = _rows(cursor, writer, office, progress)
            _grants(cursor, writer, office)
            form = catalogue.fingerprints([office.schema_name])[office.schema_name]
        _files(writer, office.schema_name, progress)
        if readable:
            _readable(writer, office, progress)
        manifest = Manifest(
            version=VERSION,
            made_at=now.isoformat(),
            code=office.kemendagri_code,
            schema=office.schema_name,
            name=office.full_name,
            migrations=tuple(sorted(state.had or ())),
            catalogue=form,
            schema_tables=schema_tables,
            public_tables=public_tables,
            entries=writer.entries,
        )
        archive.writestr(MANIFEST, manifest.as_json())
    return manifest


@contextmanager
def _one_moment() -> Iterator[Any]:
    """The owner's cursor in a transaction that sees the rows of one moment."""
    with transaction.atomic(using=OWNER), owner().cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield cursor


def _rows(
    cursor: Any, writer: Writer, office: Office, progress: Progress
) -> tuple[dict[str, Table], dict[str, Table]]:
    schema, inside, outside = office.schema_name, {}, {}
    for table in rights.tables_of(cursor, schema):
        if table == "django_migrations":
            continue  # the manifest has them; restoring records them itself
        progress(table)
        columns = archive_rows.columns_of(cursor, schema, table)
        out = archive_rows.Out(cursor, archive_rows.select(schema, table, columns))
        writer.add(f"schema/{table}.copy", out)
        inside[table] = Table(columns=columns, rows=out.rows)
    for model, pks in archive_rows.public_rows(cursor, office.pk).items():
        table, pk = model._meta.db_table, model._meta.pk
        assert pk is not None
        progress(table)
        columns = archive_rows.columns_of(cursor, "public", table)
        names = ", ".join("'" + str(value).replace("'", "''") + "'" for value in sorted(pks, key=str))
        query = archive_rows.select("public", table, columns, f"{rights.quoted(str(pk.column))} IN ({names})")
        out = archive_rows.Out(cursor, query)
        writer.add(f"public/{table}.copy", out)
        outside[table] = Table(columns=columns, rows=out.rows)
    return inside, outside


def _grants(cursor: Any, writer: Writer, office: Office) -> None:
    lines = sorted(line[1:] for line in rights.live(cursor, office.schema_name))
    writer.add(GRANTS, [json.dumps(lines, indent=1).encode()])


def _files(writer: Writer, schema: str, progress: Progress) -> None:
    store = store_of(schema)
    for name in store.names():
        progress(name)
        writer.add(f"files/{name}", store.blocks(name))


def _readable(writer: Writer, office: Office, progress: Progress) -> None:
    about = _(
        "Arsip {office}. Folder ini untuk dibaca orang: CSV dibuka dengan LibreOffice atau Excel, surat "
        "berupa PDF. Isinya data pribadi: simpan dan kirim seperti surat rahasia."
    )
    writer.add("readable/BACA-DULU.txt", [about.format(office=office.full_name).encode()])
    with office_scope(office):
        for name, reading in sorted(_readings.items()):
            progress(name)
            for path, content in reading(office):
                writer.add(f"readable/{path}", [content])


def readable_csv(head: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """A CSV that spreadsheets open in the right encoding."""
    return as_csv(head, rows).encode("utf-8-sig")
