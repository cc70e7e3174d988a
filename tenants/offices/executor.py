"""What django-tenants' own command `migrate_schemas` (and so `migrate`) runs: our plan-once executor.

Named in the setting `GET_EXECUTOR_FUNCTION`. Forward to the newest, and nothing else: what the stock command
can do besides would bring offices apart.
"""

from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandError

from commons.errors import DomainError
from offices import migrating
from offices.owning import schema_lock
from offices.roles import PUBLIC
from offices.surveying import office_schemas

REFUSED = (
    "app_label",
    "migration_name",
    "fake",
    "fake_initial",
    "plan",
    "prune",
    "check_unapplied",
    "run_syncdb",
)


class PlanOnce:
    """Has the face of `django_tenants.migration_executors.base.MigrationExecutor`."""

    codename = "plan-once"

    def __init__(self, args: Sequence[Any], options: dict[str, Any]) -> None:
        asked = [name for name in REFUSED if options.get(name)] + list(args)
        if asked:
            raise CommandError(
                f"offices only go forward, all the way: {', '.join(map(str, asked))} is refused"
            )

    def run_migrations(self, tenants: Sequence[str] = ()) -> None:
        """Bring these schemas up to date."""
        names = list(tenants)
        try:
            if PUBLIC in names:
                with schema_lock():
                    migrating.prepare_database()
                    migrating.migrate_public()
            offices = set(names) & set(office_schemas()) if set(names) - {PUBLIC} else set()
            migrating.migrate_offices(sorted(offices))
        except DomainError as error:
            raise CommandError(str(error)) from error


def plan_once(codename: str | None = None) -> type[PlanOnce]:
    """The only executor, whatever name is asked for."""
    return PlanOnce
