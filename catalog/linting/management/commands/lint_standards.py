"""Check service standards against the rules: those of the offices, or one document without a database."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commons import clock
from linting.checking.checks import check_all
from linting.checking.context import Context
from linting.checking.findings import Severity
from linting.checking.sheets_draft import sheets_of_file
from linting.checking.side_by_side import cores
from linting.places import places_of_kabupaten, towns_of_kabupaten
from offices.models import Office
from offices.scope import office_scope, public_scope
from regulations.lawbook import packaged
from standards.reading.refusals import Unreadable

UNREADABLE = 2
Row = dict[str, Any]


class Command(BaseCommand):
    help = "Periksa standar pelayanan: semua yang berlaku, satu kantor (juga rancangannya), atau satu berkas."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--office", metavar="SLUG", help="hanya kantor ini, rancangan juga")
        what.add_argument("--file", type=Path, metavar="FILE", nargs="+", help="dokumen, tanpa basis data")
        parser.add_argument("--processes", type=int, default=cores(), help="berapa proses untuk semua kantor")
        parser.add_argument("--json", action="store_true", help="tulis temuan sebagai JSON")

    def handle(
        self,
        *args: object,
        office: str | None,
        file: list[Path] | None,
        json: bool,
        processes: int,
        **options: object,
    ) -> None:
        """Exit code 1 when there are errors that nobody accepted, 2 for a file that cannot be read."""
        rows = self._of_files(file) if file else _of_office(office) if office else _of_kabupaten(processes)
        self.stdout.write(_as_json(rows) if json else _in_words(rows))
        if any(row["severity"] == Severity.ERROR and not row["accepted"] for row in rows):
            sys.exit(1)

    def _of_files(self, paths: list[Path]) -> list[Row]:
        try:
            sheets = [sheet for path in paths for sheet in sheets_of_file(path)]
        except Unreadable as error:
            self.stderr.write(str(error))
            sys.exit(UNREADABLE)
        context = Context(
            today=clock.today(), laws=packaged(), places=places_of_kabupaten(), towns=towns_of_kabupaten()
        )
        return [one.as_data() | {"accepted": None} for one in check_all(sheets, context)]


def _of_office(slug: str) -> list[Row]:
    from linting.queries import own_findings  # noqa: PLC0415  with --file there is no database

    with public_scope():
        office = Office.objects.filter(slug=slug).first()
    if office is None:
        raise CommandError(f"Tidak ada kantor {slug}.")
    with office_scope(office):
        return [_row(line) for line in own_findings(now=clock.now())]


def _of_kabupaten(processes: int) -> list[Row]:
    from linting.queries import kabupaten_findings  # noqa: PLC0415

    with public_scope():
        return [_row(line) for line in kabupaten_findings(now=clock.now(), processes=processes)]


def _row(line: Any) -> Row:
    accepted = line.accepted
    return {
        "code": line.code,
        "severity": line.severity,
        "office": line.office,
        "service": line.service,
        "component": line.place,
        "quote": line.quote,
        "explanation": line.why,
        "mend": line.mend,
        "key": line.key,
        "accepted": {"reason": accepted.reason, "by": accepted.by, "at": accepted.at.isoformat()}
        if accepted
        else None,
    }


def _as_json(rows: list[Row]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _in_words(rows: list[Row]) -> str:
    lines = []
    for row in rows:
        place = " · ".join(filter(None, (row["office"], row["service"], row["component"])))
        mark = " (diterima)" if row["accepted"] else ""
        lines += [
            f"{row['severity'].upper()} {row['code']}{mark}  {place}",
            f"    “{row['quote']}”",
            f"    {row['explanation']} {row['mend']}",
        ]
    errors, warnings, infos = (sum(row["severity"] == one for row in rows) for one in Severity)
    lines.append(f"{errors} kesalahan, {warnings} peringatan, {infos} catatan.")
    return "\n".join(lines)
