"""Where the rehearsal of a migration begins: the template SQL of the release that the offices have.

Each release keeps its template in the database once all of it is up to date. The next release then makes its
scratch schema by replaying that instead of by applying every migration again, which takes seconds. Where none
fits, every migration is applied.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from django.db.migrations.loader import MigrationLoader
from django.db.models.functions import Now

from offices import provisioning
from offices.models import TemplateText
from offices.owning import OWNER
from offices.plans import Key, office_plan

_RECORDED = re.compile(r"\('(\w+)', '(\w+)', now\(\)\)")


@dataclass(frozen=True)
class Base:
    """A template and the migrations that a schema made by it has recorded."""

    keys: frozenset[Key]
    sql: str = field(repr=False)


def packaged() -> Base:
    """The template that comes with the program."""
    sql = provisioning.template_sql()
    return Base(frozenset(_RECORDED.findall(sql)), sql)


def keep() -> None:
    """Keep the program's template, once; not while it is behind the migrations."""
    base = packaged()
    if base.keys != office_plan():
        return
    digest = sha256(base.sql.encode()).hexdigest()
    rows = TemplateText.objects.using(OWNER)
    if not rows.filter(pk=digest).exists():
        rows.create(digest=digest, keys=sorted(base.keys), sql=base.sql, kept_at=Now())


def fitting(had: Collection[Key], loader: MigrationLoader) -> Base | None:
    """The template from which least is missing to what a schema `had`; None where none is part of it."""
    there = set(had)
    rows = TemplateText.objects.using(OWNER).order_by("-kept_at").values_list("digest", "keys")
    found = [(digest, frozenset((app, name) for app, name in keys)) for digest, keys in rows]
    fits = [(digest, keys) for digest, keys in found if keys <= there and _is_whole(keys, loader)]
    if not fits:
        return None
    digest, keys = max(fits, key=lambda each: len(each[1]))
    return Base(keys, TemplateText.objects.using(OWNER).values_list("sql", flat=True).get(pk=digest))


def _is_whole(keys: Iterable[Key], loader: MigrationLoader) -> bool:
    """Whether this program knows them all, and what they were built on is among them."""
    known = set(keys)
    return known <= set(loader.graph.nodes) and all(
        parent.key in known for key in known for parent in loader.graph.node_map[key].parents
    )
