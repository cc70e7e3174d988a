"""An uploaded emblem: a PNG of a sensible size. Every letter carries it, so it may not be large."""

import struct

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from documents.emblems import BadEmblem

MOST_BYTES = 100 * 1024
LEAST_SIDE, MOST_SIDE = 100, 1200
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def check_emblem(png: bytes) -> None:
    """Raise `BadEmblem` for another kind of file, one too large, or a picture of odd measures."""
    if len(png) > MOST_BYTES:
        message = _(
            "Lambang paling besar {n} kB. Perkecil dulu gambarnya, misalnya menjadi 400 x 400 piksel."
        )
        raise BadEmblem("emblem_size", format_lazy(message, n=MOST_BYTES // 1024))
    if not png.startswith(_SIGNATURE) or png[12:16] != b"IHDR" or len(png) < 33 or b"IEND" not in png[-16:]:
        raise BadEmblem("emblem_type", _("Lambang harus berupa gambar PNG yang utuh."))
    width, height = struct.unpack(">II", png[16:24])
    if not (LEAST_SIDE <= width <= MOST_SIDE and LEAST_SIDE <= height <= MOST_SIDE):
        message = _("Gambar ini {w} x {h} piksel. Lambang harus {least} sampai {most} piksel tiap sisi.")
        sides = {"w": width, "h": height, "least": LEAST_SIDE, "most": MOST_SIDE}
        raise BadEmblem("emblem_sides", format_lazy(message, **sides))
