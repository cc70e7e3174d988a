"""The five standards written anew in every shape and format an office may have them in."""

import html
import io
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import typst
from docx import Document

from standards.catalogue import load_documents
from standards.document import StandardDocument
from standards.vocabulary import ComponentKey

DOCUMENTS = {document.source.file[:3]: document for document in load_documents() if document.source}
MARKS = {"-", ":", "|", "**"}
Rows = list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Variant:
    """A file as an office might keep it, and all words written into it."""

    title: str
    rows: Rows

    @property
    def words(self) -> Counter[str]:
        return words(" ".join([self.title, *(f"{head} {' '.join(lines)}" for head, lines in self.rows)]))


def words(text: str) -> Counter[str]:
    return Counter(word for word in text.split() if word not in MARKS)


def words_of_drafts(drafts: list[dict]) -> Counter[str]:
    """Every word a draft shows: title, heading and text of each component, control, what has no place."""
    found: Counter[str] = Counter()
    for draft in drafts:
        found += words(draft["title"]) + words(draft["document_control"]["source_text"])
        for key in ComponentKey:
            found += words(draft[key]["heading"]) + words(draft[key]["source_text"])
        for lost in draft["unplaced"]:
            found += words(lost["text"])
    return found


def rows_of(document: StandardDocument) -> Rows:
    """Heading and lines of each component as published, the merged one under its one heading."""
    rows: Rows = []
    for component in document.components():
        passages = list(component.source_text)
        if component.key is ComponentKey.KOMPETENSI and document.jumlah.heading is None:
            passages = sorted([*passages, *document.jumlah.source_text], key=lambda one: one.line or 0)
        if component.heading is None:
            continue
        lines: list[str] = []
        for passage in passages:
            if lines and not passage.number and passage.text[0].islower():
                lines[-1] += f" {passage.text}"  # broken over pages in the source only
            else:
                lines.append(passage.words)
        if component.key is ComponentKey.PROSEDUR and document.prosedur.diagram:
            lines.insert(1, document.prosedur.diagram)
        rows.append((component.heading.text, lines))
    return rows


def variant_of(seed: str) -> Variant:
    document = DOCUMENTS[seed]
    return Variant(document.title, rows_of(document))


def shuffled(variant: Variant) -> Variant:
    rows = list(variant.rows)
    random.Random(7).shuffle(rows)  # noqa: S311 - only an order
    return Variant(variant.title, rows)


def renumbered(variant: Variant) -> Variant:
    return Variant(
        variant.title,
        [(f"{20 - at}. {head.upper()}", lines) for at, (head, lines) in enumerate(variant.rows)],
    )


# --- formats -----------------------------------------------------------------------------------------------


def colons(variant: Variant) -> bytes:
    """`label : text`, further lines below."""
    text = "\n".join(f"{head} : " + "\n".join(lines) for head, lines in variant.rows)
    return f"{variant.title}\n\n{text}\n".encode()


def apart(variant: Variant) -> bytes:
    """Labels and texts on lines of their own with blanks between."""
    text = "\n\n".join(f"{head}\n\n" + "\n\n".join(lines) for head, lines in variant.rows)
    return f"{variant.title}\n\n{text}\n".encode()


def broken(variant: Variant) -> bytes:
    """Labels of several words broken over two lines."""

    def cut(head: str) -> str:
        parts = head.split()
        return "\n".join([" ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else head

    return "\n\n".join(
        [variant.title, *(cut(head) + "\n" + "\n".join(lines) for head, lines in variant.rows)]
    ).encode()


def tabs(variant: Variant) -> bytes:
    """A table copied out of a page, lists as tags in the cells."""
    rows = [
        f"{at}\t{head}\t:\t" + "".join(f"<p>{line}</p>" for line in lines)
        for at, (head, lines) in enumerate(variant.rows, 1)
    ]
    return "\n".join([variant.title, "", *rows]).encode()


def pipes(variant: Variant) -> bytes:
    """A Markdown table."""
    rows = [f"| {head} | {'<br>'.join(lines)} |" for head, lines in variant.rows]
    return "\n".join([f"# {variant.title}", "", "| Komponen | Uraian |", "|---|---|", *rows]).encode()


def page(variant: Variant) -> bytes:
    """Two tables in HTML with lists inside cells."""

    def table(rows: Rows) -> str:
        return (
            "<table>"
            + "".join(
                f"<tr><td>{html.escape(head)}</td><td>:</td><td><ul>"
                + "".join(
                    f"<p>{html.escape(line)}</p>" if line.isupper() else f"<li>{html.escape(line)}</li>"
                    for line in lines
                )
                + "</ul></td></tr>"
                for head, lines in rows
            )
            + "</table>"
        )

    return (
        f"<html><head><style>p {{}}</style></head><body><h1>{html.escape(variant.title)}</h1>"
        f"<p><b>Service Delivery</b></p>{table(variant.rows[:6])}"
        f"<p>Manufacturing</p>{table(variant.rows[6:])}</body></html>"
    ).encode()


def word(variant: Variant) -> bytes:
    """A Word table, one paragraph for each line of a cell."""
    document = Document()
    document.add_heading(variant.title, 1)
    table = document.add_table(rows=0, cols=3)
    for head, lines in variant.rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = head, ":", lines[0] if lines else ""
        for line in lines[1:]:
            cells[2].add_paragraph(line)
    return _saved(document)


def word_text(variant: Variant) -> bytes:
    """A Word text with headings and paragraphs."""
    document = Document()
    document.add_paragraph(variant.title)
    for head, lines in variant.rows:
        document.add_paragraph(head)
        for line in lines:
            document.add_paragraph(line)
    return _saved(document)


def _saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf(variant: Variant) -> bytes:
    """A printed table: cells and labels broken by the width of their column, rows over pages."""
    rows = ",\n".join(
        f"{_typ(head)}, [:], [{' #parbreak() '.join('#text(' + _typ(line) + ')' for line in lines)}]"
        for head, lines in variant.rows
    )
    source = (
        f'#set page(paper: "a4", margin: 2cm)\n#set text(size: 10pt, hyphenate: false)\n'
        f"#text({_typ(variant.title)})\n"
        f"#table(columns: (4cm, 0.8cm, 1fr), {rows})"
    )
    return typst.compile(source.encode())


def pdf_text(variant: Variant) -> bytes:
    """A printed text without a table: every line as wide as the page, labels on lines of their own."""
    lines = [line for head, texts in variant.rows for line in (head, *texts)]
    source = '#set page(paper: "a4", margin: 2.5cm)\n#set text(size: 11pt, hyphenate: false)\n'
    return typst.compile(
        (source + "\n\n".join(f"#{_typ(line)}" for line in (variant.title, *lines))).encode()
    )


def _typ(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


FORMATS: dict[str, tuple[str, Callable[[Variant], bytes]]] = {
    "colons": (".txt", colons),
    "apart": (".txt", apart),
    "broken": (".txt", broken),
    "tabs": (".txt", tabs),
    "pipes": (".md", pipes),
    "page": (".html", page),
    "word": (".docx", word),
    "word_text": (".docx", word_text),
    "pdf": (".pdf", pdf),
    "pdf_text": (".pdf", pdf_text),
}
ADDED = {"pipes": "Komponen Uraian", "page": "Service Delivery Manufacturing"}


def written(variant: Variant, shape: str, folder: Path) -> tuple[Path, Counter[str]]:
    """The file and all its words; columns of numbers are words too."""
    suffix, write = FORMATS[shape]
    path = folder / f"standar{suffix}"
    path.write_bytes(write(variant))
    numbers = " ".join(str(at) for at in range(1, len(variant.rows) + 1)) if shape == "tabs" else ""
    return path, variant.words + words(f"{ADDED.get(shape, '')} {numbers}")
