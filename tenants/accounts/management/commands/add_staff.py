"""`manage.py add_staff`: one person, or a CSV list of them."""

import csv
import sys
from argparse import ArgumentTypeError
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from accounts import staffing
from accounts.errors import AccountError
from commons import clock
from commons.errors import DomainError

Row = Mapping[str, str | None]


def iso_date(text: str) -> str:
    """`text`, when it is a date as 2026-01-31."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} bukan tanggal seperti 2026-01-31") from error


class Command(BaseCommand):
    help = (
        "Adds staff to an office: an account where there is none, and an assignment. CSV columns: username, "
        "name, title, roles (codes separated by spaces), and if wanted office, nip, grade, from, to."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--office", default="", metavar="SLUG", help="for lines that name no office")
        parser.add_argument("--csv", type=Path, metavar="FILE", help="UTF-8, comma or semicolon")
        parser.add_argument("--username", default="")
        parser.add_argument("--name", default="")
        parser.add_argument("--title", default="")
        parser.add_argument("--roles", nargs="+", default=[], metavar="ROLE")
        parser.add_argument("--nip", default="")
        parser.add_argument("--grade", default="")
        parser.add_argument("--from", type=iso_date, metavar="DATE")
        parser.add_argument("--to", type=iso_date, metavar="DATE")

    def handle(self, *_args: Any, **options: Any) -> None:
        rows = _read(options["csv"]) if options["csv"] else [(1, _one(options))]
        offices, failed = staffing.offices_by_slug(), 0
        hidden = options["verbosity"] == 0 or len(rows) == 1 or not sys.stderr.isatty()
        for number, row in tqdm(rows, disable=hidden, unit="orang"):
            try:
                self._report(self._add(row, options["office"], offices))
            except DomainError as error:
                failed += 1
                self.stderr.write(self.style.ERROR(f"baris {number}: {error}"))
        done = f"{len(rows) - failed} ditambahkan, {failed} ditolak."
        self.stdout.write(self.style.SUCCESS(done) if not failed else self.style.WARNING(done))
        if failed:
            sys.exit(1)

    def _add(self, row: Row, office: str, offices: Mapping[str, Any]) -> staffing.Added:
        line = staffing.parse(row, office=office, today=clock.today())
        if line.office not in offices:
            raise AccountError("unknown_office", f"Tidak ada kantor {line.office!r}.")
        return staffing.add(line, offices[line.office], now=clock.now())

    def _report(self, added: staffing.Added) -> None:
        shown = f"kata sandi pertama: {added.password}" if added.password else "akun sudah ada"
        self.stdout.write(f"{added.user.username}\t{added.user.name}\t{shown}")


def _one(options: Mapping[str, Any]) -> Row:
    row: dict[str, str | None] = {
        name: options[name] for name in ("username", "name", "title", "nip", "grade", "from", "to")
    }
    return {**row, "roles": " ".join(options["roles"])}


def _read(path: Path) -> list[tuple[int, Row]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} tidak terbaca sebagai CSV UTF-8: {error}") from error
    first = text.partition("\n")[0]
    reader = csv.DictReader(text.splitlines(), delimiter=";" if first.count(";") > first.count(",") else ",")
    reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or []]
    try:
        staffing.check_header(list(reader.fieldnames))
    except AccountError as error:
        raise CommandError(str(error)) from error
    return list(enumerate(reader, start=2))
