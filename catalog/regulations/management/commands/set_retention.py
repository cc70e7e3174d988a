"""`manage.py set_retention KIND --months N --ground REGULATION`, or `--keep`: how long records are kept."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commons import clock
from offices.scope import public_scope
from regulations import retention


class Command(BaseCommand):
    help = "Set how long a kind of record is kept in every office; nothing is removed by this."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=[kind.subject for kind in retention.kinds()])
        period = parser.add_mutually_exclusive_group(required=True)
        period.add_argument("--months", type=int, help="kept so many months")
        period.add_argument("--keep", action="store_true", help="kept for good")
        parser.add_argument("--ground", default="", help="the regulation that says so")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with public_scope():
                retention.set_rule(
                    subject=options["kind"],
                    keep_months=options["months"],
                    ground=options["ground"],
                    now=clock.now(),
                )
        except retention.RetentionRefused as refusal:
            raise CommandError(str(refusal.message)) from refusal
