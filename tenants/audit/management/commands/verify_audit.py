"""`manage.py verify_audit`: follow every chain and say where one is broken."""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from audit import verifiers
from audit.chain import GENESIS, Head, Report
from commons.crypto import NoKey, Unreadable
from offices.models import Office, OfficeState
from offices.scope import office_scope, public_scope

KABUPATEN = "kabupaten"
Kept = Mapping[str, Mapping[str, Head]]


@dataclass(frozen=True, slots=True)
class Checked:
    """One chain of one place."""

    place: str
    finding: verifiers.Finding


class Command(BaseCommand):
    help = "Checks the kabupaten's trail, every office's trail and every file's events; 1 when one is broken."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--office", metavar="SLUG", help="only this office")
        parser.add_argument("--json", action="store_true", help="print findings and heads as JSON")
        help_kept = "output of an earlier --json run: its lines must still be there"
        parser.add_argument("--kept", type=Path, metavar="FILE", help=help_kept)

    def handle(self, *_args: Any, **options: Any) -> None:
        offices = _offices(options["office"])
        kept = _read(options["kept"]) if options["kept"] else {}
        found: list[Checked] = []
        hidden = options["json"] or options["verbosity"] == 0 or not sys.stderr.isatty()
        for step in tqdm(_steps(offices, kept, options["office"]), total=len(offices) + 1, disable=hidden):
            found += step
        broken = [each for each in found if not each.finding.report.whole]
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(found), indent=1))
        else:
            self._print(found, broken)
        if broken:
            sys.exit(1)

    def _print(self, found: list[Checked], broken: list[Checked]) -> None:
        for each in broken:
            line = each.finding.report.broken
            self.stdout.write(self.style.ERROR(f"RUSAK  {each.place}: {each.finding.chain}, baris {line}"))
        lines = sum(each.finding.report.head.lines for each in found)
        text = f"{len(found)} rantai, {lines} baris diperiksa, {len(broken)} rusak."
        self.stdout.write(self.style.ERROR(text) if broken else self.style.SUCCESS(text))


def _offices(slug: str | None) -> list[Office]:
    with public_scope():
        found = Office.objects.exclude(state=OfficeState.PROVISIONING).defer("emblem").order_by("slug")
        if slug is None:
            return list(found)
        offices = list(found.filter(slug=slug))
    if not offices:
        raise CommandError(f"Tidak ada kantor dengan slug {slug!r}.")
    return offices


def _steps(offices: list[Office], kept: Kept, only: str | None) -> Iterator[list[Checked]]:
    with public_scope():
        checks = {} if only else verifiers.kabupaten_verifiers()
        yield _run(checks, KABUPATEN, kept)
    for office in offices:
        with office_scope(office):
            found = _run(verifiers.office_verifiers(), office.slug, kept)
        yield found


def _run(checks: Mapping[str, verifiers.Verifier], place: str, kept: Kept) -> list[Checked]:
    heads = kept.get(place, {})
    return [Checked(place, finding) for name in checks for finding in _findings(name, checks[name], heads)]


def _findings(name: str, check: verifiers.Verifier, heads: Mapping[str, Head]) -> Iterator[verifiers.Finding]:
    try:
        yield from check(heads)
    except (NoKey, Unreadable):
        # The key is gone or replaced, so nothing that was sealed with it can be vouched for.
        yield verifiers.Finding(name, Report(Head(0, GENESIS), 1))


def _as_json(found: list[Checked]) -> list[dict[str, Any]]:
    return [
        {
            "place": each.place,
            "chain": each.finding.chain,
            "lines": each.finding.report.head.lines,
            "head": each.finding.report.head.digest,
            "broken": each.finding.report.broken,
        }
        for each in found
    ]


def _read(path: Path) -> dict[str, dict[str, Head]]:
    try:
        rows = json.loads(path.read_text())
        kept: dict[str, dict[str, Head]] = {}
        for row in rows:
            kept.setdefault(row["place"], {})[row["chain"]] = Head(int(row["lines"]), str(row["head"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{path} bukan hasil verify_audit --json: {error}") from error
    return kept
