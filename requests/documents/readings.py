"""What an office's archive keeps of its books for people: the register as CSV, frozen letters as PDF."""

import re
from collections.abc import Iterator
from dataclasses import asdict

from documents.models import Letter
from documents.queries import Filter, rows
from documents.registers import RegisterRow
from offices.archiving import readable_csv, register_reading
from offices.models import Office

_ALL = 10_000_000
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")


def books(_office: Office) -> Iterator[tuple[str, bytes]]:
    """The register, unmasked since it is the office's own, and its letters one by one."""
    lines = [asdict(row) for row in rows(Filter(), most=_ALL, masked=False)]
    head = list(RegisterRow.__dataclass_fields__)
    yield "register.csv", readable_csv(head, ([line[name] for name in head] for line in lines))
    letters = Letter.objects.filter(pdf__isnull=False).order_by("year", "seq")
    for letter in letters.iterator(chunk_size=50):
        name = _UNSAFE.sub("-", letter.number).strip("-.")
        yield f"surat/{letter.year}-{letter.seq:05}-{name}.pdf", bytes(letter.pdf or b"")


def register() -> None:
    """Make them part of every archive."""
    register_reading("documents", books)
