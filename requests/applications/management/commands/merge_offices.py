"""Regional reorganisation: close offices, hand their open files over, archive them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from accounts.queries import person_by_username
from applications import merging
from commons import clock
from commons.clock import wib
from commons.errors import DomainError
from offices.models import Office
from offices.scope import public_scope


class Command(BaseCommand):
    help = "Merges offices into another: merge_offices kec-a kel-b --into kec-c --by NAME --reason 'Perda …'"

    def add_arguments(self, parser: CommandParser) -> None:
        """`--dry-run` counts the open files and says what stands in the way."""
        parser.add_argument("slug", nargs="+")
        parser.add_argument("--into", required=True, metavar="SLUG")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="the kabupaten's admin")
        parser.add_argument("--reason", required=True, help="the legal ground")
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """May be run again: what is over stays over."""
        offices = [_office(slug) for slug in options["slug"]]
        successor = _office(options["into"])
        now = clock.now()
        seen = merging.preview([office.pk for office in offices], successor.pk)
        for office in offices:
            self.stdout.write(f"{office.full_name}: {seen.open_files.get(office.pk, 0)} berkas terbuka")
        for obstacle in seen.obstacles:
            self.stderr.write(obstacle)
        if options["dry_run"]:
            return
        person = person_by_username(options["by"], None, on=wib(now).date())
        if person is None or person.actor is None:
            raise CommandError(f"{options['by']} does not work for the kabupaten")
        total = sum(seen.open_files.values())
        with tqdm(total=total, desc="files", unit="file", disable=not options["verbosity"]) as bar:
            try:
                done = merging.merge(
                    office_ids=[office.pk for office in offices],
                    successor_id=successor.pk,
                    reason=options["reason"],
                    actor=person.actor,
                    now=now,
                    progress=lambda _number: bar.update(),
                )
            except DomainError as error:
                raise CommandError(str(error)) from error
        self.stdout.write(f"{done} berkas dialihkan ke {successor.full_name}")


def _office(slug: str) -> Office:
    with public_scope():
        office = Office.objects.filter(slug=slug).first()
    if office is None:
        raise CommandError(f"no office has the slug {slug}")
    return office
