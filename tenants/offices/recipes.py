"""How a schema in a certain state comes up to date: planned once, rehearsed once, then replayed.

The offices of a run are grouped by the migrations they have. For each group a scratch schema is made by the
same migrations, or by the template that stands for them (`offices.bases`); the missing ones are turned into
SQL there, one after the other, and applied there as they are collected. So what will be replayed has run once
before any office sees it, and the facts of the scratch schema before and after are what the offices must
show.

What SQL cannot say (`RunPython`, parameters, `atomic = False`) stays a migration, applied by Django with the
state that was drawn up here: slower, never the stock way.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db.migrations import Migration, RunSQL, SeparateDatabaseAndState
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from offices import bases, catalogue, provisioning, rights
from offices.bases import Base
from offices.owning import in_schema, owner
from offices.plans import Key, full_plan, loader_of

REFERENCE = "loket_reference"
# What leaves a table with rights that were another's.
_MOVES = re.compile(r"\b(RENAME\s+TO|GRANT|REVOKE|OWNER\s+TO)\b", re.IGNORECASE)
_MAKES = re.compile(r"\bCREATE TABLE (?:IF NOT EXISTS )?\"?(\w+)", re.IGNORECASE)
# What deferred constraints still have to check would bar the next ALTER TABLE.
_CHECKED = "\nSET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;\n"


class UnknownState(Exception):
    """The group has migrations that this program does not know, or lacks some that others were built on."""


@dataclass(frozen=True)
class Replay:
    """Migrations as SQL; replayed in one transaction."""

    keys: tuple[Key, ...]
    sql: str


@dataclass(frozen=True)
class Apply:
    """A migration that Django must apply, with the state before it."""

    migration: Migration
    before: ProjectState

    @property
    def keys(self) -> tuple[Key, ...]:
        """The one migration."""
        return ((self.migration.app_label, self.migration.name),)


Step = Replay | Apply


@dataclass(frozen=True)
class Recipe:
    """The steps of one group, the facts of a schema before and after them, and its tables after."""

    steps: tuple[Step, ...]
    tables: tuple[str, ...]
    before: frozenset[str] = field(repr=False)
    before_print: str
    after_print: str

    @property
    def keys(self) -> tuple[Key, ...]:
        """All migrations of it, in order."""
        return tuple(key for step in self.steps for key in step.keys)

    @property
    def new_tables(self) -> frozenset[str]:
        """The tables that its SQL makes: their rights must be given afterwards."""
        return frozenset(
            name for step in self.steps if isinstance(step, Replay) for name in _MAKES.findall(step.sql)
        )

    @property
    def is_opaque(self) -> bool:
        """Whether all rights must be given anew: it moves tables or rights, or SQL does not say it all."""
        unsaid = any(isinstance(step, Apply) or _MOVES.search(step.sql) for step in self.steps)
        return unsaid or not self.new_tables <= set(self.tables)


def recipe_for(schema: str, applied: Collection[Key]) -> Recipe:
    """What brings `schema`, and every other that has recorded `applied`, up to date. Raises `UnknownState`.

    Makes and drops the scratch schema; what fails in it fails before any office is touched.
    """
    with in_schema(schema) as connection:
        loader = loader_of(connection, applied)
    _check(loader)
    plan = full_plan(loader)
    had = [loader.graph.nodes[key] for key in plan if key in loader.applied_migrations]
    missing = [loader.graph.nodes[key] for key in plan if key not in loader.applied_migrations]
    base = bases.fitting([(each.app_label, each.name) for each in had], loader)
    with scratch(REFERENCE, base) as connection:
        state = brought_to(connection, had, loader, base)
        before = catalogue.facts(REFERENCE)
        steps = list(_steps(connection, missing, state))
        after = catalogue.facts(REFERENCE)
        with connection.cursor() as cursor:
            tables = rights.tables_of(cursor, REFERENCE)
    prints = catalogue.print_of(before), catalogue.print_of(after)
    return Recipe(tuple(_joined(steps)), tuple(tables), before, *prints)


def brought_to(
    connection: Any, had: Iterable[Migration], loader: MigrationLoader, base: Base | None = None
) -> ProjectState:
    """Apply these migrations in the connection's schema, which has those of `base`; the state after them."""
    if base is None:
        state, there = ProjectState(real_apps=loader.unmigrated_apps), frozenset[Key]()
    else:
        state, there = loader.project_state(list(base.keys)), base.keys
    _ = state.apps  # rendered once, and carried on from migration to migration
    for migration in had:
        if (migration.app_label, migration.name) not in there:
            state = apply_by_django(connection, migration, state)
    return state


def _check(loader: MigrationLoader) -> None:
    replaced = {key for migration in loader.replacements.values() for key in migration.replaces}
    unknown = set(loader.applied_migrations) - set(loader.disk_migrations) - replaced
    if unknown:
        raise UnknownState(f"migrations that this program does not know: {_named(unknown)}")
    for key in set(loader.applied_migrations) & set(loader.graph.nodes):
        parents = {parent.key for parent in loader.graph.node_map[key].parents}
        if lacking := parents - set(loader.applied_migrations):
            raise UnknownState(f"{_named([key])} was applied without {_named(lacking)}")


def _named(keys: Iterable[Key]) -> str:
    return ", ".join(f"{app}.{name}" for app, name in sorted(keys)[:5])


@contextmanager
def scratch(schema: str, base: Base | None = None) -> Iterator[Any]:
    """The owner's connection in a new schema, made by `base` or with a table of migrations alone; dropped at
    the end."""
    drop(schema)
    made = provisioning.schema_sql(schema, base.sql) if base else f"CREATE SCHEMA {rights.quoted(schema)}"
    with owner().cursor() as cursor:
        cursor.execute(made)
    try:
        with in_schema(schema) as connection:
            if base is None:
                MigrationRecorder(connection).ensure_schema()
            yield connection
    finally:
        drop(schema)


def drop(schema: str) -> None:
    """Drop a scratch schema, if it is there."""
    with owner().cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {rights.quoted(schema)} CASCADE")


def apply_by_django(connection: Any, migration: Migration, state: ProjectState) -> ProjectState:
    """Apply `migration` in the connection's schema and record it; the state after it."""
    with connection.schema_editor(atomic=migration.atomic) as editor:
        state = migration.apply(state, editor)
        if migration.atomic:
            _record(connection, migration)
    if not migration.atomic:
        _record(connection, migration)
    return state


def _record(connection: Any, migration: Migration) -> None:
    """As Django's recorder, which would first list all tables of the database."""
    with connection.cursor() as cursor:
        cursor.execute(recorded([(migration.app_label, migration.name)]))


def _steps(connection: Any, missing: Sequence[Migration], state: ProjectState) -> Iterator[Step]:
    for migration in missing:
        collected = _collected(connection, migration, state) if _says_all(migration) else None
        if collected is None:
            yield Apply(migration, state.clone())
            state = apply_by_django(connection, migration, state)
        else:
            sql, state = collected
            step = Replay(((migration.app_label, migration.name),), sql)
            replay(connection, step)
            yield step


def _says_all(migration: Migration) -> bool:
    return migration.atomic and all(map(_reduces, migration.operations))


def _reduces(operation: Any) -> bool:
    if isinstance(operation, SeparateDatabaseAndState):
        return all(map(_reduces, operation.database_operations))
    if isinstance(operation, RunSQL):
        return isinstance(operation.sql, str) or all(isinstance(line, str) for line in operation.sql)
    return bool(operation.reduces_to_sql)


def _collected(connection: Any, migration: Migration, state: ProjectState) -> tuple[str, ProjectState] | None:
    """The SQL of `migration` and the state after it; None where only running it would show what it does."""
    try:
        with connection.schema_editor(collect_sql=True, atomic=True) as editor:
            after = migration.apply(state.clone(), editor, collect_sql=True)
    except ValueError:
        return None  # an operation looks for a constraint that one before it makes
    sql = "\n".join(editor.collected_sql)
    return None if REFERENCE in sql else (sql, after)


def replay(connection: Any, step: Replay, more: str = "") -> None:
    """Run the SQL of `step` in the connection's schema and record it, with `more` in the same round trip."""
    with connection.cursor() as cursor:
        cursor.execute("\n".join([step.sql, recorded(step.keys), more]))


def recorded(keys: Iterable[Key]) -> str:
    """SQL that says that `keys` were applied."""
    rows = ", ".join(f"('{app}', '{name}', now())" for app, name in keys)
    return f"INSERT INTO django_migrations (app, name, applied) VALUES {rows};"  # noqa: S608  from the graph


def _joined(steps: Iterable[Step]) -> Iterator[Step]:
    """Replays that follow each other as one."""
    held: Replay | None = None
    for step in steps:
        if isinstance(step, Apply):
            if held:
                yield held
            held = None
            yield step
        elif held:
            held = Replay(held.keys + step.keys, held.sql + _CHECKED + step.sql)
        else:
            held = step
    if held:
        yield held
