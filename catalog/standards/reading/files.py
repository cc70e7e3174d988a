"""A file of the office as blocks, or the reason why not. Size, pages and unpacked size are bounded."""

from pathlib import Path

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from standards.reading.blocks import Block
from standards.reading.html import blocks_of_html
from standards.reading.markup import blocks_of_text
from standards.reading.refusals import MOST_BYTES, MOST_CHARACTERS, Unreadable, damaged, misnamed, too_long

KINDS = (".docx", ".pdf", ".html", ".htm", ".txt", ".md")
_OLE, _ZIP, _PDF = b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"%PDF-"
_KNOWN = (
    (_PDF, "PDF"),
    (_OLE, "Word (.doc)"),
    (_ZIP, "Word (.docx) / ZIP"),
    (b"{\\rtf", "RTF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
)


def blocks_of_file(path: Path) -> list[Block]:
    """Raises Unreadable with the reason in Indonesian. The file is never wholly read beyond the bound."""
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise unknown_kind(kind)
    blocks = _blocks(kind, _content(path))
    if sum(len(block.text) for block in blocks) > MOST_CHARACTERS:
        raise too_long()
    if not any(letter.isalpha() for block in blocks for letter in block.text):
        raise Unreadable(
            _("Berkas tidak memuat teks. Tidak ada yang disimpan. Periksa berkasnya, lalu coba lagi.")
        )
    return blocks


def unknown_kind(kind: str) -> Unreadable:
    """For the ending of a file's name that is none of `KINDS`."""
    message = _(
        "Jenis berkas {kind} tidak dikenal. Tidak ada yang disimpan. Pakai .docx, .pdf, .html, .txt atau .md."
    )
    return Unreadable(format_lazy(message, kind=kind or _("(tanpa akhiran)")))


def too_large() -> Unreadable:
    """For a file over `MOST_BYTES`."""
    message = _(
        "Berkas lebih besar dari {limit} MB. Tidak ada yang disimpan. Kecilkan gambarnya atau pisahkan per "
        "layanan."
    )
    return Unreadable(format_lazy(message, limit=MOST_BYTES // 1024 // 1024))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(
            _("Berkas tidak dapat dibuka. Tidak ada yang disimpan. Periksa nama dan izinnya.")
        ) from error
    if len(data) > MOST_BYTES:
        raise too_large()
    if not data.strip():
        raise Unreadable(_("Berkas kosong. Tidak ada yang disimpan. Pilih berkas lain."))
    return data


def _blocks(kind: str, data: bytes) -> list[Block]:
    # Only what this kind needs is loaded: the library of one is as much as all the others.
    if kind == ".docx":
        from standards.reading.docx import blocks_of_docx  # noqa: PLC0415

        return blocks_of_docx(_expect(data, _ZIP, "Word (.docx)"))
    if kind == ".pdf":
        from standards.reading.pdf import blocks_of_pdf  # noqa: PLC0415

        return blocks_of_pdf(_expect(data, _PDF, "PDF"))
    text = _text(data)
    return blocks_of_html(text) if kind in {".html", ".htm"} else blocks_of_text(text)


def _expect(data: bytes, magic: bytes, name: str) -> bytes:
    if data.startswith(_OLE) and magic == _ZIP:
        raise Unreadable(
            _(
                "Berkas Word ini dikunci sandi atau dari Word lama (.doc). Tidak ada yang disimpan. "
                "Buka, lalu simpan sebagai .docx tanpa sandi."
            )
        )
    if magic in data[:1024]:
        return data
    other = _known(data)
    raise misnamed(other, name) if other else damaged(name)


def _known(data: bytes) -> str:
    """What a file with another name is, "" for what is not known."""
    return next((name for magic, name in _KNOWN if data.startswith(magic)), "")


def _text(data: bytes) -> str:
    """UTF-8 or what old editors wrote; a binary file under a text name is refused."""
    if data.startswith((_OLE, _ZIP, _PDF)):
        raise Unreadable(
            _(
                "Isi berkas tidak sesuai dengan namanya. Tidak ada yang disimpan. Beri akhiran yang benar "
                "(.docx atau .pdf)."
            )
        )
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            if len(text) > 3 * MOST_CHARACTERS:
                raise too_long()
            return text
    raise Unreadable(
        _(
            "Isi berkas bukan teks. Tidak ada yang disimpan. Simpan sebagai teks UTF-8 atau beri akhiran "
            "yang benar."
        )
    )
