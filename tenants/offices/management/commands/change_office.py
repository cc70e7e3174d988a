"""Open, suspend, archive or rename an office, or give it another address."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commons.errors import DomainError
from offices import operations
from offices.hosts import url_of
from offices.models import Office, OfficeState
from offices.scope import public_scope

STATES = {"open": OfficeState.LIVE, "suspend": OfficeState.SUSPENDED, "archive": OfficeState.ARCHIVED}


class Command(BaseCommand):
    help = "Letters stay checkable whatever is done here, and a former address keeps leading to the office."

    def add_arguments(self, parser: CommandParser) -> None:
        """One or several changes at once."""
        parser.add_argument("slug")
        parser.add_argument("--state", choices=list(STATES))
        parser.add_argument("--name", default="")
        parser.add_argument("--address", default="", metavar="SLUG")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Stops at the first change that is refused."""
        with public_scope():
            office = Office.objects.filter(slug=options["slug"]).first()
        if office is None:
            raise CommandError(f"no office has the slug {options['slug']}")
        try:
            if options["name"]:
                office = operations.rename_office(office_id=office.pk, name=options["name"])
            if options["address"]:
                office = operations.move_address(office_id=office.pk, slug=options["address"])
            if options["state"]:
                office = operations.move_office(office_id=office.pk, state=STATES[options["state"]])
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{office.full_name} · {url_of(office.slug)} · {office.state}")
