"""Standards read out of documents by the command, from its start to its end, without a database."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium
import typst

from standards.catalogue import load_documents
from standards.document import StandardDocument
from standards.vocabulary import ComponentKey
from tools.bench.figures import Figure, note

TEXT_AT_MOST, PDF_AT_MOST = 1.0, 3.0
PAGES = 20
STEP = "Petugas Pelayanan memeriksa berkas pemohon satu per satu dan mencatat hasilnya di Buku Register"
ROOT = Path(__file__).parents[2]


def measure(*, rounds: int = 5) -> Iterator[Figure]:
    """Seconds of `manage.py import_standard`: one standard as text, as a PDF of 20 pages."""
    note(f"import: {rounds} rounds")
    documents = [document for document in load_documents() if document.source]
    with TemporaryDirectory(prefix="loket-") as folder:
        texts = [_text(Path(folder), document) for document in documents]
        seconds = [_read(path) for _round in range(rounds) for path in texts]
        yield Figure.of("import of one standard, text, whole command", seconds, "s", at_most=TEXT_AT_MOST)
        path, pages = _printed(Path(folder), documents[0])
        seconds = [_read(path) for _round in range(rounds)]
        yield Figure.of(
            f"import of one standard, PDF of {pages} pages, whole command", seconds, "s", at_most=PDF_AT_MOST
        )


def _read(path: Path) -> float:
    began = time.monotonic()
    command = [sys.executable, str(ROOT / "manage.py"), "import_standard", str(path), "--json"]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
    return time.monotonic() - began


def _rows(document: StandardDocument, steps: Sequence[str] = ()) -> Iterator[tuple[str, list[str]]]:
    for component in document.components():
        if component.heading is not None:
            more = steps if component.key is ComponentKey.PROSEDUR else ()
            yield component.heading.text, [*(one.words for one in component.source_text), *more]


def _text(folder: Path, document: StandardDocument) -> Path:
    path = folder / f"{document.service}.txt"
    rows = "\n\n".join(f"{head}\n\n" + "\n".join(lines) for head, lines in _rows(document))
    path.write_text(f"{document.title}\n\n{rows}\n", "utf-8")
    return path


def _printed(folder: Path, document: StandardDocument) -> tuple[Path, int]:
    """One standard with a procedure that fills so many pages, and how many they are."""
    count, steps, data = 0, 0, b""
    while count < PAGES:
        steps += 100
        data = _compiled(document, [STEP] * steps)
        count = len(pdfium.PdfDocument(data))
    path = folder / "panjang.pdf"
    path.write_bytes(data)
    return path, count


def _compiled(document: StandardDocument, steps: list[str]) -> bytes:
    cells = ",\n".join(
        f"{_quoted(head)}, [:], [{' #parbreak() '.join('#' + _quoted(line) for line in lines)}]"
        for head, lines in _rows(document, steps)
    )
    source = (
        '#set page(paper: "a4", margin: 2cm)\n#set text(size: 10pt, hyphenate: false)\n'
        f"#{_quoted(document.title)}\n#table(columns: (4cm, 0.8cm, 1fr), {cells})"
    )
    return bytes(typst.compile(source.encode()))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
