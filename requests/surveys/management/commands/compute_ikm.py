"""Compute the IKM of a plain table, without a database, so that anyone can check Loket's arithmetic."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from surveys.index import INTERVAL_METHOD, Index, index, rounded, tally
from surveys.tables import Table, Unreadable, read_table

MOST_BYTES = 64 * 1024 * 1024
SHOWN = 50


class Command(BaseCommand):
    """Prints n, the index, its quality and the nine means. Any bad row: nothing is computed, exit code 1."""

    help = "Hitung IKM dari tabel CSV (judul kolom: nama sembilan unsur), tanpa basis data."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and the form of the answer."""
        parser.add_argument("file", help="berkas CSV (koma atau titik koma), atau - untuk masukan baku")
        parser.add_argument("--json", action="store_true", help="cetak sebagai JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read all, then compute all or nothing."""
        try:
            table = read_table(_content(options["file"]))
        except Unreadable as error:
            raise CommandError(str(error)) from error
        if table.ignored:
            self.stderr.write(f"Kolom yang tidak dihitung: {', '.join(table.ignored)}.")
        _refuse_bad(table)
        found = index(tally(table.forms))
        if found is None:
            raise CommandError("Tidak ada satu pun baris jawaban: tidak ada yang dihitung.")
        self.stdout.write(_as_json(found) if options["json"] else _as_text(found))


def _content(name: str) -> bytes:
    try:
        content = sys.stdin.buffer.read(MOST_BYTES + 1) if name == "-" else _read(Path(name))
    except OSError as error:
        raise CommandError(f"{name} tidak dapat dibaca: {error.strerror}.") from error
    if len(content) > MOST_BYTES:
        raise CommandError(f"{name} lebih besar dari {MOST_BYTES // 1024**2} MB.")
    return content


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _refuse_bad(table: Table) -> None:
    if not table.bad:
        return
    lines = [f"Baris {row.line}: {row.reason}" for row in table.bad[:SHOWN]]
    if len(table.bad) > SHOWN:
        lines.append(f"… dan {len(table.bad) - SHOWN} baris lain.")
    if table.suspicion:
        lines.insert(0, table.suspicion)
    lines.append(f"{len(table.bad)} baris ditolak, {len(table.forms)} baris baik. Tidak ada yang dihitung.")
    raise CommandError("\n".join(lines))


def _as_json(found: Index) -> str:
    """Every figure with exactly two decimals; the elements as mean x 25, so that their mean is the index."""
    elements = ", ".join(f'"{one.key}": {one.nik}' for one in found.elements)
    return (
        f'{{"n": {found.n}, "ikm": {found.ikm}, "mutu": "{found.band.letter}", "elements": {{{elements}}}}}'
    )


def _as_text(found: Index) -> str:
    lines = [f"n = {found.n}", f"IKM = {found.ikm}", f"Mutu = {found.band.letter} ({found.band.name})"]
    if found.interval:
        lines.append(f"95% = {found.interval.low} - {found.interval.high} ({INTERVAL_METHOD})")
    lines += [
        f"{one.key}: NRR {rounded(one.mean)}, x 25 = {one.nik} {one.band.letter}" for one in found.elements
    ]
    lines.append(f"Terlemah: {', '.join(one.key for one in found.weakest)}")
    lines.append(f"Pembanding: bobot 0,11 = {found.printed}; bobot 0,111 = {found.longer}")
    return "\n".join(lines)
