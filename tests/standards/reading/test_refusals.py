"""What cannot be read is refused in Indonesian, with exit code 2 and nothing on stdout; no database."""

import io
import json
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from django.core.management import call_command
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from config.cli import needs_database
from tests.standards.reading import variants
from tests.standards.reading.variants import variant_of

SEED = next((Path(__file__).parents[1] / "seeds").glob("002_*.txt"))


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def scanned() -> bytes:
    document, file = pdfium.PdfDocument.new(), io.BytesIO()
    document.new_page(595, 842)
    document.save(file)
    return file.getvalue()


def locked_zip() -> bytes:
    data = bytearray(zipped(**{"word/document.xml": b"<x/>"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def locked_pdf() -> bytes:
    writer, file = (
        copy_into_new_writer(PdfFileReader(io.BytesIO(PRINTED))),
        io.BytesIO(),
    )
    writer.encrypt("rahasia", "rahasia")
    writer.write(file)
    return file.getvalue()


PRINTED = variants.pdf(variant_of("003"))
WORD = variants.word(variant_of("000"))
REFUSED = {
    "empty.txt": (b" \n", "kosong"),
    "no_words.txt": (b"--- 123 ---", "tidak memuat teks"),
    "binary.txt": (b"\x00\x01\x02" * 50, "bukan teks"),
    "misnamed.txt": (WORD, "tidak sesuai dengan namanya"),
    "misnamed.pdf": (WORD, "Isi berkas adalah Word (.docx) / ZIP, bukan PDF"),
    "misnamed.docx": (PRINTED, "Isi berkas adalah PDF, bukan Word (.docx)"),
    "photo.pdf": (b"\xff\xd8\xff" + bytes(600), "Isi berkas adalah JPEG, bukan PDF"),
    "old.docx": (b"\xd0\xcf\x11\xe0" + bytes(600), "dikunci sandi atau dari Word lama"),
    "locked.docx": (locked_zip(), "dikunci sandi"),
    "damaged.docx": (WORD[: len(WORD) // 2], "rusak"),
    "other_zip.docx": (zipped(a=b"x"), "rusak"),
    "bomb.docx": (zipped(**{"word/document.xml": bytes(70 * 1024 * 1024)}), "terlalu besar"),
    "broken_xml.docx": (zipped(**{"word/document.xml": b"<w", "[Content_Types].xml": b"<Types/>"}), "rusak"),
    "damaged.pdf": (b"%PDF-1.7\n" + bytes(900), "rusak"),
    "locked.pdf": (locked_pdf(), "dikunci sandi"),
    "cut.pdf": (PRINTED[:2000], "rusak"),
    "rich_text.docx": (rb"{\rtf1\ansi Persyaratan}", "Isi berkas adalah RTF, bukan Word"),
    "open_document.docx": (
        zipped(mimetype=b"application/vnd.oasis.opendocument.text"),
        "adalah OpenDocument",
    ),
    "sheet.docx": (zipped(**{"xl/workbook.xml": b"<x/>"}), "adalah Excel"),
    "scanned.pdf": (scanned(), "pindaian"),
    "photo.jpg": (b"\xff\xd8\xff", "tidak dikenal"),
    "endless.txt": (b"kata " * 400_000, "terlalu panjang"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_clearly(name, tmp_path, capsys):
    content, reason = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SystemExit) as stopped:
        call_command("import_standard", str(path), "--json")
    out, err = capsys.readouterr()
    assert (stopped.value.code, out) == (2, "")
    assert reason in err
    assert "Tidak ada yang disimpan." in err


def test_a_huge_file_is_refused_without_reading_it_all(tmp_path, capsys):
    path = tmp_path / "besar.pdf"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(SystemExit) as stopped:
        call_command("import_standard", str(path), "--json")
    out, err = capsys.readouterr()
    assert (stopped.value.code, out) == (2, "")
    assert "lebih besar dari 20 MB" in err


def test_a_missing_file_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit) as stopped:
        call_command("import_standard", str(tmp_path / "tidak_ada.txt"), "--json")
    assert stopped.value.code == 2
    assert "tidak dapat dibuka" in capsys.readouterr().err


def test_the_command_prints_drafts_and_needs_no_database(capsys):
    call_command("import_standard", str(SEED), "--json")
    (draft,) = json.loads(capsys.readouterr().out)
    assert draft["waktu"]["value"]["amount"] == 1
    assert not needs_database(["import_standard", "x.txt", "--json"])
