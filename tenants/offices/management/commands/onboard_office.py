"""Bring one office on: row, address, schema, role, key."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from commons import clock
from commons.errors import DomainError
from offices.hosts import url_of
from offices.onboarding import bring_on


class Command(BaseCommand):
    help = "Brings offices on by their Kemendagri codes, for example: onboard_office 35.08.10 35.08.10.1001"

    def add_arguments(self, parser: CommandParser) -> None:
        """Codes of the data file; `--slug` for a single one; `--live` opens them."""
        parser.add_argument("code", nargs="+")
        parser.add_argument("--slug", default="")
        parser.add_argument("--live", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Stops at the first code that cannot be brought on; those before it stay."""
        if options["slug"] and len(options["code"]) > 1:
            raise CommandError("--slug takes one code")
        quiet = len(options["code"]) == 1 or not options["verbosity"]
        for code in tqdm(options["code"], desc="offices", unit="office", disable=quiet):
            started = time.perf_counter()
            try:
                office = bring_on(code, now=clock.now(), slug=options["slug"], live=options["live"])
            except DomainError as error:
                raise CommandError(f"{code}: {error}") from error
            if options["verbosity"]:
                took = (time.perf_counter() - started) * 1000
                tqdm.write(f"{office.full_name} · {url_of(office.slug)} · {office.state} · {took:.0f} ms")
