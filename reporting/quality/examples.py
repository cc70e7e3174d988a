"""Objectives to begin with, as examples: the office decides. Figures: domain knowledge, no rule's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from quality.achieving import Direction
from quality.formulas import HAND, offered
from quality.terms import Grain

SECTION = "Seksi Pelayanan Umum"


@dataclass(frozen=True, slots=True)
class Example:
    """An objective before it is an office's."""

    goal: str
    indicator: str
    formula: str
    target: str
    direction: Direction
    grain: Grain = Grain.QUARTER
    unit: str = ""
    data_source: str = "Loket"

    @property
    def amount(self) -> Decimal:
        """The target."""
        return Decimal(self.target)


# Documents of offices are Indonesian, whatever language the reader's pages are in.
ALL: tuple[Example, ...] = (
    Example(
        goal="Pelayanan selesai sesuai janji standar",
        indicator="Berkas yang selesai dalam waktu standar pelayanan",
        formula="promise_kept",
        target="95",
        direction=Direction.MORE,
    ),
    Example(
        goal="Masyarakat puas dengan pelayanan",
        indicator="Indeks Kepuasan Masyarakat (IKM)",
        formula="ikm",
        target="82",
        direction=Direction.MORE,
        grain=Grain.SEMESTER,
    ),
    Example(
        goal="Setiap pengaduan ditindaklanjuti tepat waktu",
        indicator="Pengaduan yang dijawab dalam tenggat",
        formula="complaints_answered_in_time",
        target="100",
        direction=Direction.MORE,
    ),
    Example(
        goal="Surat terbit tanpa salah",
        indicator="Surat yang harus diganti karena salah",
        formula="corrections",
        target="2",
        direction=Direction.LESS,
    ),
    Example(
        goal="Antrean singkat",
        indicator="Rata-rata menit menunggu di antrean",
        formula="queue_wait_minutes",
        target="15",
        direction=Direction.LESS,
        grain=Grain.MONTH,
    ),
    Example(
        goal="Pemohon datang dengan berkas lengkap",
        indicator="Berkas yang pernah dikembalikan",
        formula="returned",
        target="10",
        direction=Direction.LESS,
    ),
    Example(
        goal="Saran warga dibaca setiap hari",
        indicator="Hari layanan dengan Kotak Saran dibuka dan berita acaranya",
        formula="box_kept",
        target="100",
        direction=Direction.MORE,
    ),
    Example(
        goal="Standar pelayanan ditinjau",
        indicator="Standar yang ditetapkan atau ditinjau dalam setahun terakhir",
        formula="standards_reviewed",
        target="90",
        direction=Direction.MORE,
        grain=Grain.YEAR,
    ),
    Example(
        goal="Arsip pelayanan tertib",
        indicator="Register pelayanan yang dijilid dan diarsipkan",
        formula=HAND,
        target="100",
        direction=Direction.MORE,
        unit="%",
        data_source="Buku arsip seksi",
    ),
)


def usable() -> Sequence[Example]:
    """Those that something here measures."""
    known = {one.key for one in offered()}
    return [one for one in ALL if one.formula in known]
