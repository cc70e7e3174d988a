"""`manage.py rebuild_indicators`: work the read model out anew from the files themselves."""

from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from commons import clock
from indicators import operations
from indicators.periods import Period


def _month(text: str) -> date:
    return datetime.strptime(text + "-01 +0000", "%Y-%m-%d %z").date()


class Command(BaseCommand):
    help = "Rebuilds the figures of offices (all, or those named) from their files. Counters go on working."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offices and months."""
        parser.add_argument("office", nargs="*", help="slug, e.g. kec-lumajang; none: all offices")
        parser.add_argument("--from", dest="first", type=_month, help="first month, e.g. 2026-01")
        parser.add_argument("--to", dest="last", type=_month, help="last month; without: this month")

    def handle(self, *_args: Any, **options: Any) -> None:
        """One office after the other, with a bar; one that cannot be rebuilt does not stop the others."""
        now, slugs = clock.now(), options["office"]
        offices = operations.offices_with_files(slugs=slugs)
        if unknown := set(slugs) - {office.slug for office in offices}:
            raise CommandError(f"no such office: {', '.join(sorted(unknown))}")
        period, failed = self._period(options), []
        for office in tqdm(offices, unit="office", disable=not options["verbosity"]):
            try:
                for _month in operations.rebuild(office=office, period=period, now=now):
                    pass
            except Exception as error:
                failed.append(f"{office.slug}: {type(error).__name__}: {error}".strip())
        if failed:
            raise CommandError("not rebuilt:\n" + "\n".join(failed))

    def _period(self, options: dict[str, Any]) -> Period | None:
        if options["first"] is None:
            return None
        last = options["last"] or clock.today()
        if last < options["first"]:
            raise CommandError("--to is before --from")
        return Period.months(options["first"], last)
