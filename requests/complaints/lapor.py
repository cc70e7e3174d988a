"""A list exported from SP4N-LAPOR!: rows in, complaints out, every bad line named. No database."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, time

from django.utils.translation import gettext_lazy as _

from commons.clock import WIB
from commons.errors import DomainError
from commons.masking import without_identities
from commons.tables import BadLine, Line, read_lines
from commons.text import clean_line, clean_text
from commons.typed import read_date
from complaints.models import Kind

MAX_ROWS = 2_000
LONGEST = 4000
COLUMNS = {
    "reference": ("tracking id", "trackingid", "id laporan", "nomor laporan", "no laporan", "kode laporan"),
    "text": ("isi laporan", "isi", "uraian", "laporan"),
    "title": ("judul", "judul laporan"),
    "kind": ("jenis", "klasifikasi", "jenis laporan", "klasifikasi laporan"),
    "received": ("tanggal", "tanggal laporan", "tanggal masuk", "tanggal dibuat"),
    "name": ("nama", "nama pelapor", "pelapor"),
    "anonymous": ("anonim",),
    "confidential": ("rahasia",),
}
KINDS = {
    "": Kind.COMPLAINT,
    "pengaduan": Kind.COMPLAINT,
    "aspirasi": Kind.ASPIRATION,
    "permintaan informasi": Kind.INFORMATION,
    "informasi": Kind.INFORMATION,
}
YES, NO = (
    frozenset({"ya", "y", "1", "true", "anonim", "rahasia"}),
    frozenset({"", "tidak", "t", "0", "false", "-"}),
)


class BadRow(DomainError):
    """A line that cannot be taken."""


@dataclass(frozen=True)
class LaporRow:
    """A good line. `received`: ISO instant. Of an anonymous one the name is not read at all, and a
    NIK nowhere: whoever wrote it cannot be asked to take it out."""

    reference: str
    kind: str
    text: str
    received: str
    name: str
    anonymous: bool
    confidential: bool


@dataclass
class Parsed:
    """What a file holds. `known`: lines that are in the book already."""

    rows: list[LaporRow] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)


def parse(content: bytes, *, known: Iterable[str], now: datetime) -> Parsed:
    """Read `content`. `known`: references that are in the book. Raises `BadTable`."""
    parsed, seen, before = Parsed(), set[str](), set(known)
    for line in read_lines(content, columns=COLUMNS, required=("reference", "text"), max_rows=MAX_ROWS):
        try:
            row = _row(line, now)
            _twin(row.reference, seen, before)
        except DomainError as refused:
            parsed.bad.append(BadLine(line.number, str(refused.message)))
            continue
        seen.add(row.reference)
        parsed.rows.append(row)
    return parsed


def _twin(reference: str, seen: set[str], before: set[str]) -> None:
    if reference in seen:
        raise BadRow("twin", _("Nomor laporan ini sudah ada di baris sebelumnya."))
    if reference in before:
        raise BadRow("known", _("Sudah tercatat di Buku Pengaduan. Baris ini dilewati."))


def _row(line: Line, now: datetime) -> LaporRow:
    reference = clean_line(line["reference"], max_length=60)
    if not reference:
        raise BadRow("reference", _("Nomor laporan kosong."))
    kind = KINDS.get(" ".join(line["kind"].lower().split()))
    if kind is None:
        raise BadRow("kind", _("Jenis tidak dikenal. Tulis pengaduan, aspirasi, atau permintaan informasi."))
    text = clean_text(
        "\n".join(part for part in (line["title"], line["text"]) if part.strip()), max_length=LONGEST
    )
    if len(text) < 5:
        raise BadRow("text", _("Isi laporan kosong."))
    anonymous = _yes(line["anonymous"], "anonim")
    return LaporRow(
        reference=reference,
        kind=kind.value,
        text=without_identities(text),
        received=_received(line["received"], now).isoformat(),
        name="" if anonymous else without_identities(clean_line(line["name"], max_length=120)),
        anonymous=anonymous,
        confidential=_yes(line["confidential"], "rahasia"),
    )


def _yes(word: str, column: str) -> bool:
    known = word.strip().lower()
    if known not in YES | NO:
        message = _("Kolom {column} harus ya atau tidak.")
        raise BadRow("yes_no", str(message).format(column=column))
    return known in YES


def _received(word: str, now: datetime) -> datetime:
    if not word.strip():
        return now
    day = read_date(word.split(maxsplit=1)[0] if ":" in word else word)
    at = min(datetime.combine(day, time(12), WIB), now)
    if at.date() < day:
        raise BadRow("future", _("Tanggalnya belum tiba."))
    return at


def packed(rows: Sequence[LaporRow]) -> str:
    """Rows as text to be sealed."""
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False)


def unpacked(text: str) -> list[LaporRow]:
    """What `packed` gave."""
    return [LaporRow(**row) for row in json.loads(text)]
