"""Hand over an office's own data as one archive."""

import base64
import os
import secrets
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from commons import clock
from commons.crypto import MasterKeys
from commons.errors import DomainError
from offices.archiving import export_office
from offices.models import Office
from offices.scope import public_scope


class Command(BaseCommand):
    help = "Writes an office's archive, and beside it the key that opens it: hand that over another way."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--own-key`: no travelling key, for a copy that is restored in this deployment."""
        parser.add_argument("slug")
        parser.add_argument("archive", type=Path)
        parser.add_argument("--key-file", type=Path, help="default: the archive's name with .key")
        parser.add_argument("--own-key", action="store_true")
        parser.add_argument("--no-readable", action="store_true", help="leave out CSV and PDF")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Refuses to write over a file that is there."""
        target: Path = options["archive"]
        key_file: Path = options["key_file"] or target.with_name(target.name + ".key")
        for path in (target, key_file):
            if path.exists():
                raise CommandError(f"{path} is there already")
        with public_scope():
            office = Office.objects.filter(slug=options["slug"]).first()
        if office is None:
            raise CommandError(f"no office has the slug {options['slug']}")
        text = "" if options["own_key"] else base64.b64encode(secrets.token_bytes(32)).decode()
        with tqdm(desc=office.full_name, unit="table", disable=not options["verbosity"]) as bar:
            try:
                manifest = export_office(
                    office.pk,
                    target,
                    now=clock.now(),
                    travel_keys=MasterKeys.parse(text) if text else None,
                    readable=not options["no_readable"],
                    progress=lambda _name: bar.update(),
                )
            except DomainError as error:
                raise CommandError(str(error)) from error
        if text:
            with open(os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write(text + "\n")
        if options["verbosity"]:
            rows = sum(table.rows for table in manifest.schema_tables.values())
            self.stdout.write(f"{office.full_name}: {rows} rows, {len(manifest.entries)} entries → {target}")
