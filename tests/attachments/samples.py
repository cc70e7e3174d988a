"""Uploads good and bad, made here: no file of anybody's."""

import io
import struct
import zlib
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, ImageDraw
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import PdfFileWriter


def photo(
    width: int = 900, height: int = 600, *, kind: str = "JPEG", gps: bool = False, turn: int = 1
) -> bytes:
    """A photograph of a paper, with the EXIF of a telephone when asked: place, maker, orientation."""
    picture = Image.new("RGB", (width, height), (235, 232, 220))
    ImageDraw.Draw(picture).rectangle((0, 0, width // 3, height // 3), fill=(180, 20, 20))
    exif = Image.Exif()
    if gps:
        exif[0x010F] = "KAMERA-UJI"
        exif.get_ifd(0x8825)[1] = "S"
        exif.get_ifd(0x8825)[2] = (8.0, 7.0, 51.0)
    if turn != 1:
        exif[0x0112] = turn
    out = io.BytesIO()
    picture.save(out, kind, **({"exif": exif} if kind == "JPEG" else {}))
    return out.getvalue()


def drawn(*, blank: bool = False) -> bytes:
    """What the pad sends: a PNG, with or without a stroke."""
    picture = Image.new("RGB", (600, 220), "white")
    if not blank:
        ImageDraw.Draw(picture).line(
            [(60, 160), (150, 60), (260, 170), (400, 80)], fill=(16, 32, 58), width=5
        )
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def pdf(pages: int = 1) -> bytes:
    """A plain PDF."""
    document = pdfium.PdfDocument.new()
    for _n in range(pages):
        document.new_page(595, 842)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _written(change: Any) -> bytes:
    writer = PdfFileWriter()
    page = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Page"),
            pdf_name("/MediaBox"): generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 300, 300)]),
            pdf_name("/Resources"): generic.DictionaryObject(),
        }
    )
    writer.insert_page(page)
    change(writer, page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _action(kind: str, key: str, value: str) -> generic.DictionaryObject:
    return generic.DictionaryObject(
        {pdf_name("/S"): pdf_name(kind), pdf_name(key): generic.pdf_string(value)}
    )


def pdf_by(author: str, *, pages: int) -> bytes:
    """A PDF that says in its hidden parts who wrote it, with a remark on each page."""
    writer = PdfFileWriter()
    for _n in range(pages):
        remark = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/Text"),
                pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (9, 9, 20, 20)]),
                pdf_name("/T"): generic.pdf_string(author),
                pdf_name("/Contents"): generic.pdf_string("UCAPAN"),
            }
        )
        page = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Page"),
                pdf_name("/MediaBox"): generic.ArrayObject(
                    [generic.NumberObject(n) for n in (0, 0, 300, 300)]
                ),
                pdf_name("/Resources"): generic.DictionaryObject(),
                pdf_name("/Annots"): generic.ArrayObject([writer.add_object(remark)]),
            }
        )
        writer.insert_page(page)
    writer.set_info(generic.DictionaryObject({pdf_name("/Author"): generic.pdf_string(author)}))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_with_script() -> bytes:
    """A PDF that runs JavaScript when it is opened."""

    def change(writer: Any, _page: Any) -> None:
        writer.root["/OpenAction"] = writer.add_object(_action("/JavaScript", "/JS", "app.alert(1)"))

    return _written(change)


def pdf_that_launches() -> bytes:
    """A PDF whose page starts a program."""

    def change(writer: Any, page: Any) -> None:
        opened = generic.DictionaryObject({pdf_name("/O"): _action("/Launch", "/F", "cmd.exe")})
        page["/AA"] = writer.add_object(opened)

    return _written(change)


def pdf_with_file() -> bytes:
    """A PDF that carries another file."""

    def change(writer: Any, _page: Any) -> None:
        stream = generic.StreamObject({pdf_name("/Type"): pdf_name("/EmbeddedFile")}, stream_data=b"MZ...")
        spec = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Filespec"),
                pdf_name("/EF"): generic.DictionaryObject({pdf_name("/F"): writer.add_object(stream)}),
            }
        )
        names = generic.DictionaryObject(
            {pdf_name("/Names"): generic.ArrayObject([generic.pdf_string("x"), writer.add_object(spec)])}
        )
        writer.root["/Names"] = generic.DictionaryObject({pdf_name("/EmbeddedFiles"): names})

    return _written(change)


def pdf_locked() -> bytes:
    """A PDF that wants a password."""
    from pyhanko.pdf_utils.crypt import StandardSecurityHandler  # noqa: PLC0415  only here

    writer = PdfFileWriter()
    writer.insert_page(
        generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Page"),
                pdf_name("/MediaBox"): generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 9, 9)]),
                pdf_name("/Resources"): generic.DictionaryObject(),
            }
        )
    )
    handler = StandardSecurityHandler.build_from_pw("rahasia", "rahasia")
    writer._assign_security_handler(handler)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bomb(width: int = 20_000, height: int = 20_000) -> bytes:
    """A PNG of some bytes that says it has 400 million dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack("!L", len(data)) + kind + data + struct.pack("!L", zlib.crc32(kind + data))

    head = struct.pack("!LLBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


BAD = {
    "zero bytes": (b"", "empty"),
    "a program called pdf": (b"MZ\x90\x00" + bytes(300), "program"),
    "an SVG with script": (b'<?xml version="1.0"?><svg xmlns="x"><script>1</script></svg>', "svg"),
    "a web page": (b"<!DOCTYPE html><script>alert(1)</script>", "html"),
    "a ZIP": (b"PK\x03\x04" + bytes(60), "zip"),
    "a HEIC photograph": (b"\x00\x00\x00\x18ftypheic" + bytes(60), "heic"),
    "a GIF": (b"GIF89a" + bytes(60), "unknown"),
    "a text": (b"KTP saya", "unknown"),
    "a picture cut off": (photo()[:-4000], "damaged"),
    "a PDF cut off": (pdf(3)[:-300], "damaged"),
    "a PDF that is none": (b"%PDF-1.7 nothing\n%%EOF", "damaged"),
    "400 megapixels": (bomb(), "too_many_pixels"),
    "a picture too small to read": (photo(80, 60), "too_small"),
    "a PDF with a password": (pdf_locked(), "locked"),
    "a PDF with JavaScript": (pdf_with_script(), "active"),
    "a PDF that launches": (pdf_that_launches(), "active"),
    "a PDF with a file": (pdf_with_file(), "active"),
    "a PDF of 60 pages": (pdf(60), "too_many_pages"),
    "40 MB": (b"\xff\xd8\xff" + bytes(40 * 1024 * 1024), "too_large"),
}
