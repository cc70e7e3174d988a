"""`manage.py create_kabupaten_admin`: the first person, who then lets in all others."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts import operations
from accounts.models import Role
from commons import clock
from commons.errors import DomainError
from offices.scope import public_scope


class Command(BaseCommand):
    help = "Makes an account with the role KAB_ADMIN and prints its first password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", required=True)
        parser.add_argument("--title", default="Admin kabupaten")
        parser.add_argument("--nip", default="")

    def handle(self, *_args: Any, **options: Any) -> None:
        now = clock.now()
        try:
            with public_scope(), transaction.atomic():
                made = operations.create_user(
                    username=options["username"],
                    name=options["name"],
                    nip=options["nip"],
                    actor=None,
                    now=now,
                )
                operations.assign(
                    user_id=made.user.pk,
                    office=None,
                    roles=[Role.KAB_ADMIN],
                    title=options["title"],
                    from_date=clock.today(),
                    actor=None,
                    now=now,
                )
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{made.user.username}\t{made.user.name}\tkata sandi pertama: {made.password}")
        self.stdout.write("Kode kedua (TOTP) dipasang saat masuk pertama.")
