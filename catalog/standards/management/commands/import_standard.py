"""Read the standards of a document: drafts as JSON, nothing saved, no database."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from standards.reading.drafts import drafts_of
from standards.reading.files import blocks_of_file
from standards.reading.refusals import Unreadable

REFUSED = 2


class Command(BaseCommand):
    help = "Baca standar pelayanan dari berkas .docx, .pdf, .html, .txt atau .md; tidak menyimpan apa pun."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="tulis draf sebagai JSON")

    def handle(self, *args: object, file: Path, json: bool, **options: object) -> None:
        """Exit code 2 and the reason on stderr for a file that cannot be read."""
        try:
            drafts = drafts_of(blocks_of_file(file))
        except Unreadable as error:
            self.stderr.write(str(error))
            sys.exit(REFUSED)
        self.stdout.write(_as_json(drafts) if json else _in_words(drafts))


def _as_json(drafts: list[dict[str, object]]) -> str:
    return json.dumps(drafts, ensure_ascii=False, indent=2)


def _in_words(drafts: list[dict[str, object]]) -> str:
    return "\n".join(
        f"{draft['title'] or '(tanpa judul)'}: keyakinan {draft['confidence']}" for draft in drafts
    )
