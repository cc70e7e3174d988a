"""What every office schema has, read with few queries however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from offices import rights
from offices.models import Office
from offices.owning import OWNER, owner
from offices.plans import Key, office_plan

CHUNK = 200


@dataclass(frozen=True)
class State:
    """What a schema has: its migrations (None when it has no table of them) and the mark of its rights."""

    had: frozenset[Key] | None
    mark: str


def states(schemas: Sequence[str]) -> dict[str, State]:
    """The state of each of `schemas`, in two queries per 200 of them."""
    found: dict[str, State] = {}
    for start in range(0, len(schemas), CHUNK):
        chunk = list(schemas[start : start + CHUNK])
        with owner().cursor() as cursor:
            cursor.execute(
                "SELECT n.nspname, c.oid IS NOT NULL, CASE WHEN EXISTS (SELECT FROM pg_roles r "
                "  WHERE r.rolname = current_database() || '_' || n.nspname) "
                "  THEN coalesce(obj_description(n.oid, 'pg_namespace'), '') ELSE '' END "
                "FROM pg_namespace n LEFT JOIN pg_class c ON c.relnamespace = n.oid "
                "AND c.relname = 'django_migrations' WHERE n.nspname = ANY(%s)",
                [chunk],
            )
            rows = cursor.fetchall()
            had = _had(cursor, [name for name, recorded, _mark in rows if recorded])
        found |= {name: State(had.get(name), mark) for name, _recorded, mark in rows}
    return {name: found[name] for name in schemas if name in found}


def _had(cursor: Any, schemas: list[str]) -> dict[str, frozenset[Key]]:
    if not schemas:
        return {}
    cursor.execute(
        " UNION ALL ".join(
            f"SELECT '{name}', array_agg(app || '.' || name) FROM {rights.quoted(name)}.django_migrations"  # noqa: S608
            for name in schemas
        )
    )
    rows = cursor.fetchall()
    # Nearly all have the same: make each set once.
    known: dict[tuple[str, ...], frozenset[Key]] = {}
    for _name, texts in rows:
        key = tuple(texts or ())
        if key not in known:
            known[key] = frozenset((text.partition(".")[0], text.partition(".")[2]) for text in key)
    return {name: known[tuple(texts or ())] for name, texts in rows}


def behind(schemas: Sequence[str]) -> list[str]:
    """Those of `schemas` that lack a migration or have other rights than `offices.grants` says."""
    return list(late(schemas))


def late(schemas: Sequence[str]) -> dict[str, State]:
    """The state of those of `schemas` that are behind."""
    plan, mark = office_plan(), rights.office_mark(*rights.names(OWNER))
    return {
        name: state
        for name, state in states(schemas).items()
        if state.had is None or not plan <= state.had or state.mark != mark
    }


def office_schemas() -> list[str]:
    """Schemas of all offices that have one, by code."""
    with owner().cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname ~ '^o_[0-9]+$'")
        there = {row[0] for row in cursor.fetchall()}
    names = Office.objects.using(OWNER).order_by("kemendagri_code").values_list("schema_name", flat=True)
    return [name for name in names if name in there]
