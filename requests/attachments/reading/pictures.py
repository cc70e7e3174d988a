"""Photographs: turned upright, shrunk, and made anew: nothing that a camera or a stranger wrote is left."""

from pathlib import Path

from PIL import Image, ImageOps

from attachments.reading.refused import LEAST_SIDE, MOST_PIXELS, Refused

LONGEST, QUALITY = 2000, 82
THUMB = 200
FORMATS = ("JPEG", "PNG", "WEBP")
WHITE = (255, 255, 255)
PALE = 215  # a pad on which nothing was drawn has no darker dot


def made_anew(file: Path, folder: Path, *, drawn: bool) -> dict[str, int | str]:
    """Write `content` (JPEG) and `thumb`. `drawn`: a signature from the pad. Raises `Refused`.

    Where a photograph was taken stands in its EXIF; it goes with the rest of it.
    """
    Image.MAX_IMAGE_PIXELS = None  # bounded here, before a pixel is read
    try:
        with Image.open(file, formats=FORMATS) as opened:
            picture = _pixels(opened)
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise Refused("damaged") from error
    if drawn:
        return _signature(picture, folder)
    if max(picture.size) < LEAST_SIDE:
        raise Refused("too_small")
    picture.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    picture.save(folder / "content", "JPEG", quality=QUALITY, optimize=True, progressive=True)
    width, height = picture.size
    _thumb(picture, folder)
    return {"type": "image/jpeg", "pages": 1, "width": width, "height": height}


def _pixels(opened: Image.Image) -> Image.Image:
    """Upright, on white, without anything but pixels."""
    if opened.width * opened.height > MOST_PIXELS:
        raise Refused("too_many_pixels")
    opened.draft("RGB", (LONGEST, LONGEST))  # a JPEG is decoded no larger than needed
    upright = ImageOps.exif_transpose(opened)
    clean = Image.new("RGB", upright.size, WHITE)
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        layered = upright.convert("RGBA")
        clean.paste(layered, mask=layered.getchannel("A"))
    else:
        clean.paste(upright.convert("RGB"))
    return clean


def _signature(picture: Image.Image, folder: Path) -> dict[str, int | str]:
    grey = picture.convert("L")
    ink = grey.point(lambda value: 255 if value < PALE else 0).getbbox()
    if ink is None:
        raise Refused("blank")
    cut = grey.crop((max(ink[0] - 8, 0), max(ink[1] - 8, 0), ink[2] + 8, ink[3] + 8))
    cut.thumbnail((600, 300), Image.Resampling.LANCZOS)
    cut.save(folder / "content", "PNG", optimize=True)
    width, height = cut.size
    _thumb(cut.convert("RGB"), folder)
    return {"type": "image/png", "pages": 1, "width": width, "height": height}


def _thumb(picture: Image.Image, folder: Path) -> None:
    picture.thumbnail((THUMB, THUMB), Image.Resampling.LANCZOS)
    picture.save(folder / "thumb", "JPEG", quality=70, optimize=True)
