"""`manage.py simulate`: a believable year in every office of the demo (docs/simulate.md)."""

import os
import sys
import time
from datetime import date, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from commons import clock
from config.paths import Var, default_var
from demo.simulate import run
from demo.simulate.leaders import midnight

MOST_OFFICES = 28


class Command(BaseCommand):
    help = "Fills offices with a year of invented files, through the same rules as at the counter."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--offices", type=int, default=MOST_OFFICES, help="the demo's three first")
        parser.add_argument("--days", type=int, default=365)
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same year")
        parser.add_argument("--until", type=date.fromisoformat, help="last day, as 2026-11-27 (today)")
        parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)

    def handle(self, *_args: Any, **options: Any) -> None:
        _check(options)
        began = time.monotonic()
        work = run.jobs(
            offices=options["offices"],
            days=options["days"],
            seed=options["seed"],
            until=_end(options["until"]),
            logins=Var(default_var()).demo,
        )
        hidden = options["verbosity"] == 0 or not sys.stderr.isatty()
        done = []
        for result in tqdm(
            run.simulate(work, processes=options["processes"]), total=len(work), unit="kantor", disable=hidden
        ):
            done.append(result.filled)
            if options["verbosity"] > 1 or result.filled.skipped:
                self.stdout.write(_line(result.filled))
        files, events = sum(each.files for each in done), sum(each.events for each in done)
        seconds = time.monotonic() - began
        self.stdout.write(f"{len(done)} kantor, {files} berkas, {events} kejadian dalam {seconds:.0f} detik")


def _line(filled: Any) -> str:
    if filled.skipped:
        return f"{filled.slug}: {filled.skipped}"
    return f"{filled.slug}: {filled.files} berkas, {filled.seconds:.1f} detik {filled.fault}"


def _check(options: dict[str, Any]) -> None:
    for name, most in (("offices", MOST_OFFICES), ("days", 1100), ("processes", 64)):
        if not 1 <= options[name] <= most:
            raise CommandError(f"--{name}: dari 1 sampai {most}")


def _end(day: date | None) -> datetime:
    """The end of that day, but never after now."""
    now = clock.now()
    return min(now, midnight(day + timedelta(days=1))) if day else now
