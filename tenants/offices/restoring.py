"""Restoring an office from its archive, also on another server under another master key: whole or not at all.

The archive is checked to the last byte first. Then one transaction enters the office, makes its schema by the
program's own migrations up to those the archive has, takes the rows in, gives the rights, and stores the data
key wrapped anew. What the archive lacks is migrated afterwards. Nothing of an archive is run as SQL.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import Error, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.crypto import DataKey, MasterKeys, Unreadable
from commons.errors import DomainError
from offices import (
    archive_rows,
    bases,
    catalogue,
    hosts,
    jobs,
    keys,
    migrating,
    plans,
    provisioning,
    recipes,
    rights,
)
from offices.archive_format import KEY, DamagedArchive, Manifest, OtherVersion, Reader, Table, open_archive
from offices.models import CODE, SCHEMA, Domain, Job, JobKind, Office, OfficeKey
from offices.operations import schema_name
from offices.owning import LOCK, OWNER, exists, in_schema, owner
from offices.rights import quoted
from offices.scope import public_scope
from offices.stores import Store, store_of

Progress = Callable[[str], object]


class CannotRestore(DomainError):
    """The archive is sound but cannot be taken in here; nothing was restored."""


def _silent(_line: str) -> None:
    return


def restore_office(
    path: Path,
    *,
    now: datetime,
    travel_keys: MasterKeys | None = None,
    slug: str = "",
    asked_by: UUID | None = None,
    progress: Progress = _silent,
) -> Office:
    """The office of the archive at `path`, closed until somebody opens it; READY if it was at work.

    `travel_keys` is what the archive's data key was wrapped with; without it, this deployment's own master
    keys are tried. Raises `DamagedArchive`, `OtherVersion`, `CannotRestore`, `NoOwner`; then nothing is left.
    """
    owner()
    with public_scope():
        job = jobs.ask(JobKind.RESTORE, details={"file": path.name}, asked_by=asked_by)
    with jobs.Work(job, "default") as work, open_archive(path) as archive:
        office = take_in(
            archive,
            job_id=job.pk,
            travel_keys=travel_keys,
            slug=slug,
            now=now,
            progress=work.counting(progress),
        )
        work.tell(office=office.slug)
    migrating.migrate_offices([office.schema_name])
    return office


def take_in(
    archive: Reader,
    *,
    job_id: UUID,
    travel_keys: MasterKeys | None,
    slug: str,
    now: datetime,
    progress: Progress,
) -> Office:
    """The office's files, rows and key, in place at once or not at all; the job is its mark: it then names
    the office. What a worker that was killed left of the files is cleared by the next. Raises as
    `restore_office`."""
    manifest = archive.manifest
    check(manifest)
    key = opened_key(archive, travel_keys)
    store = store_of(manifest.schema)
    _clear_half(store)
    try:
        _files(archive, store, progress)
        with transaction.atomic(using=OWNER):
            office = _restored(archive, slug, progress)
            wrapped = keys.master_keys().wrap(key)
            OfficeKey.objects.using(OWNER).create(office=office, wrapped=wrapped, created_at=now)
            Job.objects.using(OWNER).filter(pk=job_id).update(office=office)
    except BaseException:
        store.clear()
        raise
    store.unmark()
    keys.forget_keys()
    return office


def opened_key(archive: Reader, travel_keys: MasterKeys | None) -> DataKey:
    """The office's data key. Raises `CannotRestore` when it was wrapped with another key."""
    try:
        return (travel_keys or keys.master_keys()).unwrap(archive.read(KEY), archive.manifest.schema)
    except Unreadable as error:
        raise CannotRestore("wrong_key", _("Kunci arsip tidak cocok: data tidak dapat dibuka.")) from error


def _clear_half(store: Store) -> None:
    """Raises `CannotRestore` for files that no restore left behind."""
    if store.is_empty():
        return
    if not store.is_half():
        raise CannotRestore("files_there", _("Berkas kantor ini sudah ada di sini."))
    store.clear()


def check(manifest: Manifest) -> None:
    """Raise `DamagedArchive`, `CannotRestore` or `OtherVersion` when the office cannot come in here."""
    if not SCHEMA.regex.match(manifest.schema) or not CODE.regex.match(manifest.code):  # type: ignore[union-attr]
        raise DamagedArchive(_("nama kantornya tidak benar."))
    if schema_name(manifest.code) != manifest.schema:
        raise DamagedArchive(_("nama kantornya tidak benar."))
    with public_scope():
        there = Office.objects.filter(kemendagri_code=manifest.code).exists()
    if there or exists(manifest.schema):
        message = _("{office} sudah ada di sini. Tidak ada yang dipulihkan.")
        raise CannotRestore("office_there", format_lazy(message, office=manifest.name))
    known = set(MigrationLoader(None).graph.nodes)
    if unknown := set(manifest.migrations) - known:
        raise OtherVersion(format_lazy(_("migrasi {name} tidak dikenal."), name=".".join(min(unknown))))


def _restored(archive: Reader, slug: str, progress: Progress) -> Office:
    """Rows, schema, rights, in the transaction that is open."""
    manifest = archive.manifest
    with owner().cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        try:
            _public(cursor, archive, slug, progress)
            _schema(manifest)
            _inside(cursor, archive, progress)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except Error as error:
            said = str(error).strip().split("\n")[0]
            message = _("Baris arsip tidak dapat dimasukkan: {why}")
            raise CannotRestore("rows", format_lazy(message, why=said)) from error
        rights.apply_office(OWNER, manifest.schema)
        office = Office.objects.using(OWNER).get(kemendagri_code=manifest.code)
    if office.schema_name != manifest.schema:
        raise DamagedArchive(_("nama kantornya tidak benar."))
    Domain.objects.using(OWNER).create(tenant=office, domain=f"{office.slug}.{hosts.base_hostname()}")
    return office


def _public(cursor: Any, archive: Reader, slug: str, progress: Progress) -> None:
    """The office's row and all that hangs on it; rows of others that are here already stay as they are."""
    allowed = {model._meta.db_table for model in archive_rows.shared_models()} - archive_rows.LEFT_OUT
    own = {model._meta.db_table for model, _column in archive_rows.own_models()}
    tables = archive.manifest.public_tables
    if Office._meta.db_table not in tables or set(tables) - allowed:
        raise DamagedArchive(_("baris umumnya tidak lengkap."))
    for name in sorted(tables):
        progress(name)
        table = tables[name]
        _known(cursor, "public", name, table)
        draft = quoted(f"restored_{name}")
        cursor.execute(f"CREATE TEMPORARY TABLE {draft} (LIKE public.{quoted(name)}) ON COMMIT DROP")
        _copied(cursor, draft, table, archive.blocks(f"public/{name}.copy"))
        if name == Office._meta.db_table:
            _adapt(cursor, draft, archive.manifest, slug)
        columns = ", ".join(map(quoted, table.columns))
        also = "" if name in own or name == Office._meta.db_table else " ON CONFLICT DO NOTHING"
        cursor.execute(
            f"INSERT INTO public.{quoted(name)} ({columns}) SELECT {columns} FROM {draft}{also}"  # noqa: S608
        )


def _adapt(cursor: Any, draft: str, manifest: Manifest, slug: str) -> None:
    """The office comes closed, and below an office that is here or below none."""
    cursor.execute(f"SELECT count(*), min(schema_name), min(kemendagri_code) FROM {draft}")  # noqa: S608
    if cursor.fetchone() != (1, manifest.schema, manifest.code):
        raise DamagedArchive(_("nama kantornya tidak benar."))
    cursor.execute(
        f"UPDATE {draft} d SET parent_id = (SELECT id FROM public.offices_office WHERE id = d.parent_id), "  # noqa: S608
        "state = CASE WHEN state = 'LIVE' THEN 'READY' ELSE state END, slug = coalesce(nullif(%s, ''), slug)",
        [slug],
    )
    cursor.execute(
        f"SELECT d.slug FROM {draft} d JOIN public.offices_office o ON o.slug = d.slug"  # noqa: S608
    )
    if row := cursor.fetchone():
        message = _("Alamat “{slug}” sudah dipakai; pilih alamat lain.")
        raise CannotRestore("slug_taken", format_lazy(message, slug=row[0]))


def _schema(manifest: Manifest) -> None:
    """The schema as the archive's migrations make it, empty; replayed where that is what the template has."""
    schema, wanted = manifest.schema, set(manifest.migrations)
    base = bases.packaged()
    if wanted == plans.office_plan() and wanted == base.keys:
        with owner().cursor() as cursor:
            cursor.execute(provisioning.schema_sql(schema, base.sql))
    else:
        _by_migrations(schema, wanted)
    if catalogue.fingerprints([schema])[schema] != manifest.catalogue:
        raise OtherVersion(_("bentuk tabelnya tidak sama."))


def _by_migrations(schema: str, wanted: set[tuple[str, str]]) -> None:
    with owner().cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {quoted(schema)}")
    with in_schema(schema) as connection:
        MigrationRecorder(connection).ensure_schema()
        loader = MigrationLoader(connection)
        migrations = [loader.graph.nodes[key] for key in plans.full_plan(loader) if key in wanted]
        for migration in migrations:
            if not migration.atomic:
                name = f"{migration.app_label}.{migration.name}"
                raise OtherVersion(format_lazy(_("migrasi {name} harus lebih dulu."), name=name))
        recipes.brought_to(connection, migrations, loader)


def _inside(cursor: Any, archive: Reader, progress: Progress) -> None:
    """The rows of the office's schema; every table of it, and no other."""
    schema, tables = archive.manifest.schema, archive.manifest.schema_tables
    if set(tables) != set(rights.tables_of(cursor, schema)) - {"django_migrations"}:
        raise OtherVersion(_("tabelnya tidak sama."))
    for name in sorted(tables):
        progress(name)
        _known(cursor, schema, name, tables[name])
        _copied(
            cursor, f"{quoted(schema)}.{quoted(name)}", tables[name], archive.blocks(f"schema/{name}.copy")
        )


def _known(cursor: Any, schema: str, name: str, table: Table) -> None:
    if set(table.columns) - set(archive_rows.columns_of(cursor, schema, name)):
        raise OtherVersion(format_lazy(_("kolom tabel {name} tidak sama."), name=name))


def _copied(cursor: Any, target: str, table: Table, blocks: Iterable[bytes]) -> None:
    archive_rows.take_in(cursor, target, table, blocks)
    cursor.execute(f"SELECT count(*) FROM {target}")  # noqa: S608  quoted by the caller
    if cursor.fetchone()[0] != table.rows:
        raise DamagedArchive(_("jumlah barisnya tidak sama."))


def _files(archive: Reader, store: Store, progress: Progress) -> None:
    store.mark()
    for name in archive.names("files"):
        progress(name)
        try:
            store.put(name.removeprefix("files/"), archive.blocks(name))
        except ValueError as error:
            raise DamagedArchive(_("nama yang tidak boleh.")) from error
