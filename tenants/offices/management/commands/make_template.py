"""Write `offices/sql/template.sql`, or check that it is current."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from offices import template
from offices.owning import NoOwner


class Command(BaseCommand):
    help = "Migrates a scratch schema and writes it as the SQL that new offices are made from."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """`--check` writes nothing and fails when the file is out of date."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Needs DATABASE_OWNER_URL and pg_dump."""
        try:
            if options["check"] and not template.is_current():
                raise CommandError("sql/template.sql is out of date: run `make template`")
            changed = not options["check"] and template.write_template()
        except (NoOwner, FileNotFoundError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("template.sql written" if changed else "template.sql is current")
