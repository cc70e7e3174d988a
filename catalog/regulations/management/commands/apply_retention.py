"""`manage.py apply_retention`: what could be removed by the retention rules; removes only with --remove."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from commons import clock
from offices.models import Office, OfficeState
from offices.scope import office_scope, public_scope
from regulations import retention
from trail import operations as trail


class Command(BaseCommand):
    help = "Count (default) or remove what the retention rules let go, office by office."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--office", default="", help="slug; all offices without it")
        parser.add_argument("--remove", metavar="BERITA_ACARA", default="", help="number of the berita acara")

    def handle(self, *args: Any, **options: Any) -> None:
        with public_scope():
            rows = Office.objects.exclude(state=OfficeState.PROVISIONING).order_by("kemendagri_code")
            offices = list(rows.filter(slug=options["office"]) if options["office"] else rows)
        for office in tqdm(offices, desc="Retensi", unit="kantor", leave=False):
            with office_scope(office):
                self._one(office, options["remove"])

    def _one(self, office: Office, minutes_number: str) -> None:
        now = clock.now()
        found = retention.remove(minutes_number=minutes_number, now=now) if minutes_number else None
        for row in found if found is not None else retention.due(now=now):
            when = f"sebelum {row.before}" if row.before else "disimpan selamanya"
            verb = "dimusnahkan" if found is not None and row.before else "dapat dimusnahkan"
            self.stdout.write(f"{office.slug}: {row.kind.label}: {when}; {row.count} {verb}")
            if found is not None and row.count:
                data = {"subject": row.kind.subject, "count": row.count, "minutes": minutes_number}
                trail.record(action="retention.removed", actor=None, subject="retention", data=data, now=now)
