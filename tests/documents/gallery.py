"""Pictures of every sheet, for looking: `python -m tests.documents.gallery FOLDER`. People are invented."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

from documents.blocks import Paragraph
from documents.sheets import PREVIEW, Sheet, print_sheet
from tests.documents import samples


def sheets() -> Iterator[tuple[str, Sheet]]:
    """(name, sheet): each kind on each paper, and each kind with hostile data."""
    yield "letter", samples.letter()
    yield "letter-preview", samples.letter(paper="f4", watermark=PREVIEW, copies=("Kepala Desa", "Arsip"))
    yield (
        "letter-heirs",
        samples.letter(body=(samples.heirs(30), Paragraph(text="Demikian surat ini dibuat."))),
    )
    for position in ("label", "top", "bottom"):
        yield f"strip-{position}", samples.strip(position=position)
    for paper in ("a5", "a6", "80mm"):
        yield f"receipt-{paper}", samples.receipt(paper=paper)
        yield f"return-{paper}", samples.return_slip(paper=paper, status=samples.STATUS)
        yield f"handover-{paper}", samples.handover(paper=paper, survey=samples.STATUS)
    for roll in ("58mm", "80mm"):
        yield f"ticket-{roll}", samples.ticket(paper=roll, status=samples.STATUS)
    rows = [
        samples.row(n, state="VOID" if n == 4 else "VALID", note="Salah nama" * (n == 4))
        for n in range(1, 31)
    ]
    yield "register", samples.register(*rows)
    yield "standard", samples.standard()
    yield "signing-list", samples.signing_list()
    yield from ((f"hostile-{name}", sheet) for name, sheet in samples.every_sheet(samples.HOSTILE).items())
    yield from ((f"long-{name}", sheet) for name, sheet in samples.every_sheet(samples.LONG_NAME).items())


def main(folder: Path) -> None:
    """Write the first page of each sheet as PNG (110 dpi) and the whole as PDF."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, sheet in sheets():
        pdf = print_sheet(sheet)
        (folder / f"{name}.pdf").write_bytes(pdf)
        samples.image(pdf, dpi=110).save(folder / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
