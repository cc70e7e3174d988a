"""Load the areas of a CSV file and, with `--onboard`, bring an office on for each of the wanted levels."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from tqdm import tqdm

from commons.errors import DomainError
from offices.areas import AreaRow, known_areas, load_areas, read_rows
from offices.models import Level
from offices.onboarding import bring_on_all
from offices.scope import public_scope


class Command(BaseCommand):
    help = (
        "Loads areas from a CSV file (kemendagri_code, level, name, parent_code, postal_code); without a "
        "file, those that come with the program. Bad rows are named by their line and nothing is loaded."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """`--onboard kecamatan kelurahan` also brings offices on; `--live` opens them."""
        parser.add_argument("csv", nargs="?", type=Path)
        parser.add_argument(
            "--onboard", nargs="*", default=[], choices=[level.lower() for level in Level.values]
        )
        parser.add_argument("--live", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """All rows or none; then the offices, some at a time, each whole or finished by the next run."""
        rows = self._rows(options["csv"])
        with public_scope(), transaction.atomic():
            count = load_areas(rows)
        self.stdout.write(f"{count} areas loaded")
        levels = {Level(level.upper()) for level in options["onboard"]}
        wanted = [row for row in rows if row.level in levels]
        try:
            with tqdm(
                total=len(wanted), desc="offices", unit="office", disable=not options["verbosity"]
            ) as bar:
                for _row in bring_on_all(wanted, live=options["live"]) if wanted else ():
                    bar.update()
        except DomainError as error:
            raise CommandError(": ".join([*error.__notes__, str(error)])) from error
        if wanted:
            self.stdout.write(f"{len(wanted)} offices are there")

    def _rows(self, path: Path | None) -> list[AreaRow]:
        if path is None:
            return list(known_areas().values())
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path}: {error}") from error
        rows, bad = read_rows(lines)
        for problem in bad:
            self.stderr.write(str(problem))
        if bad:
            raise CommandError(f"{len(bad)} bad rows; nothing was loaded")
        if not rows:
            raise CommandError("no rows")
        return rows
