"""Restore an office from its archive."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from commons import clock
from commons.crypto import MasterKeys
from commons.errors import DomainError
from offices.restoring import restore_office


class Command(BaseCommand):
    help = "Restores an office from an archive; it stays closed until opened. Nothing is left if it fails."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--key-file` holds what the archive's data key was wrapped with."""
        parser.add_argument("archive", type=Path)
        parser.add_argument("--key-file", type=Path, help="without it, this deployment's master key is tried")
        parser.add_argument("--slug", default="", help="another address than the archive's")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check with `verify_audit --office` afterwards."""
        travel_keys = None
        if options["key_file"]:
            try:
                travel_keys = MasterKeys.parse(options["key_file"].read_text(encoding="utf-8").strip())
            except (OSError, ValueError) as error:
                raise CommandError(str(error)) from error
        with tqdm(desc="restoring", unit="table", disable=not options["verbosity"]) as bar:
            try:
                office = restore_office(
                    options["archive"],
                    now=clock.now(),
                    travel_keys=travel_keys,
                    slug=options["slug"],
                    progress=lambda _name: bar.update(),
                )
            except DomainError as error:
                raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{office.full_name} · {office.slug} · {office.state}")
