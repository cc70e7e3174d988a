"""Bring the public schema and all office schemas up to date."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from commons.errors import DomainError
from offices import migrating


class Command(BaseCommand):
    help = "Migrates the public schema and every office schema that is behind, and applies roles and rights."
    requires_system_checks = ()

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run under the owner's connection; a second run waits for the first."""
        started = time.perf_counter()

        def bar(schemas: list[str]) -> Any:
            return tqdm(
                schemas, desc="offices", unit="office", disable=not schemas or not options["verbosity"]
            )

        try:
            changed = migrating.migrate_all(self.stdout.write, bar)
        except DomainError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{changed} offices migrated in {time.perf_counter() - started:.2f} s")
