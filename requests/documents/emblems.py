"""The emblem in a letterhead: an uploaded picture, a neutral drawing, or nothing."""

import base64
import binascii
import re

from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError

NEUTRAL = "neutral"
LARGEST = 300 * 1024

_DATA_URI = re.compile(r"data:image/(png|jpeg);base64,([A-Za-z0-9+/=\s]+)")
_SIGNATURES = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}

# A shield with a mountain and a field: no region's arms, so that nobody takes it for official.
_NEUTRAL_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 112" width="100" height="112" fill="none" '
    'stroke="#222" stroke-width="3.2" stroke-linejoin="round" stroke-linecap="round">'
    '<path d="M50 4 92 16v42c0 24-17 41-42 50C25 99 8 82 8 58V16z"/>'
    '<path stroke-width="1.4" d="M50 11 86 21.500v36.500c0 20-14 35-36 43.500C28 93 14 78 14 58V21.500z"/>'
    '<path d="M20 66 42 36l7 9 6-7 25 28" stroke-width="2.600"/>'
    '<path d="M20 74q15-6 30 0t30 0M24 82q13-5 26 0t26 0M33 90q9-4 17 0t17 0" stroke-width="2"/></svg>'
)


class BadEmblem(DomainError):
    """The emblem is not a PNG or JPEG picture, or too large."""


def svg(emblem: str) -> str:
    """The SVG text for a template; empty for none.

    `emblem` is empty, `NEUTRAL`, or a `data:image/png|jpeg;base64,` address of at most 300 KiB. An SVG
    from outside is not taken: it could name other files. Raises `BadEmblem`.
    """
    if emblem == "":
        return ""
    if emblem == NEUTRAL:
        return _NEUTRAL_SVG
    kind, picture = _picture(emblem)
    encoded = base64.b64encode(picture).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'viewBox="0 0 100 100" width="100" height="100">'
        '<image width="100" height="100" preserveAspectRatio="xMidYMid meet" '
        f'xlink:href="data:image/{kind};base64,{encoded}"/></svg>'
    )


def _picture(emblem: str) -> tuple[str, bytes]:
    match = _DATA_URI.fullmatch(emblem)
    if match is None:
        raise BadEmblem("bad_emblem", _("Lambang harus berupa gambar PNG atau JPEG."))
    kind, encoded = match.groups()
    try:
        picture = base64.b64decode(encoded, validate=False)
    except binascii.Error as error:
        raise BadEmblem("bad_emblem", _("Berkas lambang rusak. Unggah lagi gambar PNG atau JPEG.")) from error
    if not picture.startswith(_SIGNATURES[kind]):
        raise BadEmblem("bad_emblem", _("Isi berkas lambang bukan gambar PNG atau JPEG."))
    if len(picture) > LARGEST:
        raise BadEmblem("emblem_too_large", _("Gambar lambang terlalu besar: paling banyak 300 KB."))
    return kind, picture
