"""`manage.py create_token`: a key for a program."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import operations, queries, staffing
from commons import clock
from commons.errors import DomainError
from offices.hosts import KABUPATEN_LABEL


class Command(BaseCommand):
    help = "Makes an API token for a person's work in one office (or `kabupaten`) and prints the key, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("office", metavar="SLUG")
        parser.add_argument("--name", required=True, help="what the token is for")
        parser.add_argument("--days", type=int, help="days until it expires; without it, never")

    def handle(self, *_args: Any, **options: Any) -> None:
        slug, days = options["office"], options["days"]
        office = None if slug == KABUPATEN_LABEL else staffing.offices_by_slug().get(slug)
        user_id = queries.user_id_of(options["username"])
        if office is None and slug != KABUPATEN_LABEL:
            raise CommandError(f"Tidak ada kantor {slug!r}.")
        if user_id is None:
            raise CommandError(f"Tidak ada orang dengan nama pengguna {options['username']!r}.")
        now = clock.now()
        try:
            made = operations.create_token(
                user_id=user_id,
                office=office,
                name=options["name"],
                expires_at=now + timedelta(days=days) if days is not None else None,
                actor=None,
                now=now,
            )
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(made.key)
