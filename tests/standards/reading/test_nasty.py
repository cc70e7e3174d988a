"""Files as offices really keep them: whatever a format hides words in, what is read is the whole document.

Each maker gives the ending of the name, the content, and the words that a reader of the document sees.
"""

import io
import zipfile
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pypdfium2 as pdfium
import pytest
import typst
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from standards.reading.drafts import drafts_of
from standards.reading.files import blocks_of_file
from standards.reading.refusals import Unreadable
from tests.standards.reading import variants
from tests.standards.reading.variants import variant_of, words, words_of_drafts

Made = tuple[str, bytes, str]
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WPS = (
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
TITLE = "STANDAR PELAYANAN SURAT KETERANGAN UJI"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def word(*body: str, change: Callable[[object], None] | None = None) -> bytes:
    """A Word file with this body under a title and before "Biaya: Gratis"."""
    document = Document()
    for xml in (p(run(TITLE)), *body, p(run("Biaya : Gratis"))):
        node = parse_xml(f"<w:body {nsdecls('w')} {MC} {WPS}>{xml}</w:body>")[0]
        document.element.body.insert(len(document.element.body) - 1, node)
    if change:
        change(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def docx(seen: str, *body: str, change: Callable[[object], None] | None = None) -> Made:
    return ".docx", word(*body, change=change), f"{TITLE} {seen} Biaya : Gratis"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{''.join(rows)}</w:tbl>"


def tr(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def tc(*inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(inner)}</w:tc>"


def tracked() -> Made:
    """Put in, taken out and moved; a paragraph, a row and words of a sentence."""
    change = 'w:id="1" w:author="Kasi" w:date="2026-11-01T08:00:00Z"'
    gone = f"<w:del {change}><w:r><w:delText>tiga lembar</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom {change}>{run('Petugas mencatat')}</w:moveFrom>"
    return docx(
        "Persyaratan Fotokopi KTP satu lembar asli Prosedur Petugas memeriksa Petugas mencatat A B",
        p(run("Persyaratan")),
        p(run("Fotokopi KTP "), gone, f"<w:ins {change}>{run('satu lembar')}</w:ins>", run(" asli")),
        p(run("Prosedur")),
        p(moved),
        p(run("Petugas memeriksa")),
        p(f"<w:moveTo {change}>{run('Petugas mencatat')}</w:moveTo>"),
        table(
            tr(tc(p(run("A"))), tc(p(run("B")))),
            f"<w:tr><w:trPr><w:del {change}/></w:trPr>{tc(p(gone))}{tc(p(gone))}</w:tr>",
        ),
    )


def boxed() -> Made:
    """A drawing with its older twin, and one that only the old format has."""

    def inside(*lines: str) -> str:
        return f"<w:txbxContent>{''.join(p(run(line)) for line in lines)}</w:txbxContent>"

    new = f"<wps:txbx>{inside('Loket buka', '08.00')}</wps:txbx>"
    old = f"<w:pict><v:textbox>{inside('Loket buka', '08.00')}</v:textbox></w:pict>"
    alone = f"<w:r><w:pict><v:textbox>{inside('Kotak lama')}</v:textbox></w:pict></w:r>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    return docx(
        "Persyaratan Fotokopi KTP dan KK Loket buka 08.00 Kotak lama",
        p(run("Persyaratan")),
        p(run("Fotokopi KTP"), both, run(" dan KK"), alone),
    )


def noted() -> Made:
    """A footnote stands below what it explains; a comment of the reviewer is no part of the document."""

    def add(document) -> None:
        part = Part(
            PackURI("/word/footnotes.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
            f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>".encode(),
            document.part.package,
        )
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    note = f'<w:footnote w:id="2">{p(run("Paling lama lima tahun"))}</w:footnote>'
    commented = '<w:commentRangeStart w:id="5"/>' + run("Gratis") + '<w:commentRangeEnd w:id="5"/>'
    return docx(
        "Waktu 15 menit Paling lama lima tahun Produk Surat Gratis",
        p(run("Waktu")),
        p(run("15 menit"), '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        p(run("Produk")),
        p(run("Surat "), commented),
        change=add,
    )


def controlled() -> Made:
    """Content controls around paragraphs, rows, cells and words; a table in a cell; merged cells."""

    def sdt(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    inner = table(tr(tc(p(run("Operator"))), tc(p(run("1 orang")))))
    return docx(
        "Persyaratan Surat pengantar RT dan RW Waktu 20 menit Jumlah Operator 1 orang loket"
        " Sarana Meja dan kursi Lemari",
        sdt(p(run("Persyaratan")) + p(run("Surat pengantar "), sdt(run("RT dan RW")))),
        table(
            sdt(tr(tc(p(run("Waktu"))), sdt(tc(p(run("20 menit")))))),
            tr(tc(p(run("Jumlah"))), tc(inner, p(run("loket")))),
            tr(tc(p(run("Sarana")), properties='<w:vMerge w:val="restart"/>'), tc(p(run("Meja dan kursi")))),
            tr(tc(p(), properties="<w:vMerge/>"), tc(p(run("Lemari")))),
        ),
    )


def headed() -> Made:
    """Another head on the first page and on even pages."""

    def add(document) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        document.settings.odd_and_even_pages_header_footer = True
        section.first_page_header.paragraphs[0].text = "Sampul depan"
        section.header.paragraphs[0].text = "Kecamatan Uji"
        section.even_page_header.paragraphs[0].text = "Halaman genap"
        section.footer.paragraphs[0].text = "Kaki halaman"

    return docx(
        "Sampul depan Kecamatan Uji Halaman genap Kaki halaman Produk Surat",
        p(run("Produk")),
        p(run("Surat")),
        change=add,
    )


def fielded() -> Made:
    """Links, page fields, breaks, hard hyphens, marks nobody sees, a formula."""
    spaces = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    maths = f"<m:oMath {spaces}><m:r><m:t>n=5</m:t></m:r></m:oMath>"
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    field = f"{begin}<w:r><w:instrText> PAGE </w:instrText></w:r>{end}"
    return docx(
        "Pengaduan lapor.go.id SP4N-LAPOR baris satu baris dua pela yanan n=5",
        p(run("Pengaduan")),
        p(f"<w:hyperlink>{run('lapor.go.id')}</w:hyperlink>", field),
        p("<w:r><w:t>SP4N</w:t><w:noBreakHyphen/><w:t>LAPOR</w:t></w:r>"),
        p("<w:r><w:t>baris satu</w:t><w:br/><w:t>baris dua</w:t></w:r>"),
        p(run("pela\u200b yan\u00adan"), run(" "), maths),
    )


def columned() -> Made:
    """A page set in two columns, as leaflets are."""
    left, right = variant_of("000"), variant_of("003")
    text = " \n\n ".join(
        f"{head}: {' '.join(lines[:2])}" for head, lines in (*left.rows[:5], *right.rows[5:8])
    )
    plain = " ".join(text.replace("\n", " ").split())
    shape = '#set page(paper: "a4", columns: 2)\n#set text(size: 10pt, hyphenate: false)'
    return ".pdf", typst.compile(f"{shape}\n#text({variants._typ(text)})".encode()), plain


def turned() -> Made:
    """A page scanned sideways, with its text layer."""
    document = pdfium.PdfDocument(typst.compile(b'#text("Persyaratan: fotokopi KTP dan KK")'))
    document[0].set_rotation(90)
    file = io.BytesIO()
    document.save(file)
    return ".pdf", file.getvalue(), "Persyaratan: fotokopi KTP dan KK"


def web() -> Made:
    """A page saved by Word: its own tags, remarks, scripts, a table in a table, words cut by tags."""
    content = (
        "<html xmlns:o='x'><head><style>p{}</style><script>var a=1;</script></head><body><!-- rahasia -->"
        "<p>Persyaratan<o:p></o:p></p><p>KT<ins>P</ins> &amp; K<big>K</big> &eacute;&nbsp;asli</p>"
        "<table><caption>Tabel 1</caption><tr><td>Biaya</td>"
        "<td>Gratis<table><tr><td>tanpa</td><td>syarat</td></tr></table></td></tr></table>"
        "<dl><dt>Waktu</dt><dd>10 menit</dd></dl><noscript>nyalakan</noscript></body></html>"
    )
    return (
        ".html",
        content.encode(),
        "Persyaratan KTP & KK é asli Tabel 1 Biaya Gratis tanpa syarat Waktu 10 menit",
    )


TEXT = "Persyaratan : KTP – “asli”\nWaktu : 15 menit\nBiaya : Gratis"


def encoded(encoding: str, line: str = "\n") -> Callable[[], Made]:
    return lambda: (".txt", TEXT.replace("\n", line).encode(encoding), TEXT)


NASTY: dict[str, Callable[[], Made]] = {
    "tracked changes": tracked,
    "text boxes": boxed,
    "footnotes and comments": noted,
    "content controls, nested and merged cells": controlled,
    "heads of three kinds": headed,
    "fields and marks": fielded,
    "two columns": columned,
    "a turned page": turned,
    "saved by Word as a page": web,
    "UTF-16 of an old editor": encoded("utf-16"),
    "Windows-1252": encoded("cp1252"),
    "UTF-8 with a mark, lines of an old Mac": encoded("utf-8-sig", "\r"),
    "form feeds": lambda: (".txt", TEXT.replace("\n", "\n\f").encode(), TEXT),
}


@pytest.mark.parametrize("name", NASTY)
def test_placed_and_unplaced_are_the_whole_document(name, tmp_path):
    suffix, content, seen = NASTY[name]()
    path = tmp_path / f"berkas{suffix}"
    path.write_bytes(content)
    got = words_of_drafts(drafts_of(blocks_of_file(path)))
    assert got == words(seen), (got - words(seen), words(seen) - got)


def test_an_entity_is_not_unfolded(tmp_path):
    """A few hundred bytes of XML that would be gigabytes: refused, or read without its entities."""
    names = [f"a{n}" for n in range(12)]
    doubled = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    plain = word(p(run("Produk")))
    with zipfile.ZipFile(io.BytesIO(plain)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    xml = parts["word/document.xml"].decode().split("?>", 1)[1].replace("Produk", "Produk &a11;")
    parts["word/document.xml"] = f'<!DOCTYPE d [<!ENTITY a0 "ha">{doubled}]>{xml}'.encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    path = tmp_path / "berkas.docx"
    path.write_bytes(file.getvalue())
    try:
        got = words_of_drafts(drafts_of(blocks_of_file(path)))
    except Unreadable:
        got = Counter()
    assert sum(len(word) for word in got) < 1000


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path):
    """The head of a part says 1 kB, and it holds 80 MB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(80 * 1024 * 1024))
    data = bytearray(file.getvalue())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + offset
        data[at : at + 4] = (1024).to_bytes(4, "little")
    path = tmp_path / "berkas.docx"
    path.write_bytes(bytes(data))
    with pytest.raises(Unreadable, match="rusak"):
        blocks_of_file(path)
