"""Which migrations make up an office schema."""

from collections.abc import Callable, Iterable
from copy import copy
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

Key = tuple[str, str]


def labels(names: Iterable[str]) -> set[str]:
    """The labels of the installed apps among `names`."""
    wanted = set(names)
    return {config.label for config in apps.get_app_configs() if config.name in wanted}


def office_targets(loader: MigrationLoader) -> list[Key]:
    """The last migrations of the office apps."""
    mine = labels(settings.TENANT_APPS)
    return [key for key in loader.graph.leaf_nodes() if key[0] in mine]


def full_plan(loader: MigrationLoader) -> list[Key]:
    """Every migration of a complete office schema, in order."""
    plan: dict[Key, None] = {}
    for target in office_targets(loader):
        plan |= dict.fromkeys(loader.graph.forwards_plan(target))
    return list(plan)


def office_plan() -> frozenset[Key]:
    """Every migration that a complete office schema has recorded."""
    return _plan(MigrationLoader.load_disk)


def loader_of(connection: Any, had: Iterable[Key]) -> MigrationLoader:
    """The graph as the connection's schema has it, which recorded `had`. Read once, unless a migration stands
    for others: then the graph depends on what a schema has."""
    known = _loader(MigrationLoader.load_disk)
    if known.replacements:
        return MigrationLoader(connection)
    found = copy(known)
    applied: Any = dict.fromkeys(had)
    found.applied_migrations = applied
    return found


@cache
def _loader(_load: Callable[[MigrationLoader], None]) -> MigrationLoader:
    """Read once: what is on the disk does not change while a process runs, unless it is read differently."""
    return MigrationLoader(None)


@cache
def _plan(load: Callable[[MigrationLoader], None]) -> frozenset[Key]:
    return frozenset(full_plan(_loader(load)))
