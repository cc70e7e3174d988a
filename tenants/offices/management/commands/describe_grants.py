"""Print docs/grants.md, the table of what each database role may do."""

from typing import Any

from django.core.management.base import BaseCommand

from offices.describing import grants_page


class Command(BaseCommand):
    help = "Prints the table of database rights: manage.py describe_grants > docs/grants.md"
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Needs no database."""
        self.stdout.write(grants_page(), ending="")
