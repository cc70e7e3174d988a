"""What a file is by its bytes, whatever its name says (pure)."""

from enum import StrEnum

import puremagic

from attachments.refusals import UploadRefused

HEAD = 4096
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!", b"dex\n")
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")


class Type(StrEnum):
    """What is taken."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    PDF = "application/pdf"


def type_of(content: bytes) -> Type:
    """What the file is. Raises `UploadRefused` for all that is not taken; opening it decides the rest."""
    if not content:
        raise UploadRefused("empty")
    found = _taken(content)
    if found is None:
        raise _refused(content)
    return found


def _taken(content: bytes) -> Type | None:
    if content.startswith(b"\xff\xd8\xff"):
        return Type.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Type.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Type.WEBP
    return Type.PDF if content.startswith(b"%PDF-") else None


def _refused(content: bytes) -> UploadRefused:
    text = content[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        return UploadRefused("heic")
    if content.startswith(_PROGRAMS):
        return UploadRefused("program")
    if content.startswith(_PACKED):
        return UploadRefused("zip")
    if b"<svg" in text:
        return UploadRefused("svg")
    if text.startswith((b"<!doctype html", b"<html", b"<script", b"<?xml", b"<body")):
        return UploadRefused("html")
    return UploadRefused("unknown", kind=_named(content))


def _named(content: bytes) -> str:
    try:
        found = puremagic.from_string(content[:HEAD])
    except (puremagic.PureError, ValueError):
        return "?"
    return str(found) or "?"
