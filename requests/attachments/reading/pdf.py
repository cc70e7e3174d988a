"""PDFs: kept as they are, and so refused when they could do anything but be read; or drawn anew, page by
page, where nothing but what is seen may be kept."""

import io
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pypdfium2 import PdfiumError, raw

from attachments.reading.pictures import THUMB
from attachments.reading.refused import MOST_OBJECTS, MOST_PAGES, Refused

# Keys and kinds of action by which a PDF runs, opens or carries something.
CARRIES = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent", "/Launch"})
ACTS = frozenset({"/JavaScript", "/Launch", "/GoToE", "/ImportData", "/SubmitForm", "/RichMediaExecute"})
END = 2048
DOTS = 150  # an inch, of a page that is drawn anew


def look(file: Path, folder: Path) -> dict[str, int | str]:
    """Count the pages and draw the first as `thumb`. Raises `Refused`."""
    with file.open("rb") as data:
        data.seek(max(file.stat().st_size - END, 0))
        if b"%%EOF" not in data.read():
            raise Refused("damaged")
    try:
        pages = _pages(file, folder)
    except PdfiumError as error:
        raise Refused("locked" if "password" in str(error).lower() else "damaged") from error
    _refuse_active(file)
    return {"type": "application/pdf", "pages": pages, "width": 0, "height": 0}


def drawn(file: Path, folder: Path) -> dict[str, int | str]:
    """Look, then leave every page as a picture in `content`: no author, no remark, nothing under the pages.
    Raises `Refused`."""
    found = look(file, folder)
    document, anew = pdfium.PdfDocument(file), pdfium.PdfDocument.new()
    try:
        for page in document:
            _draw(page, anew)
        anew.save(folder / "content")
    finally:
        anew.close()
        document.close()
    return found


def _draw(page: Any, anew: pdfium.PdfDocument) -> None:
    """A page as it is seen, at most as large as A3, as the next one of `anew`."""
    width, height = page.get_size()
    scale = min(DOTS / 72, 2_480 / max(width, height, 1))
    drawing = io.BytesIO()
    page.render(scale=scale).to_pil().convert("RGB").save(drawing, "JPEG", quality=70)
    picture = pdfium.PdfImage.new(anew)
    picture.load_jpeg(drawing, inline=True)
    picture.set_matrix(pdfium.PdfMatrix().scale(width, height))
    sheet = anew.new_page(width, height)
    sheet.insert_obj(picture)
    sheet.gen_content()


def _pages(file: Path, folder: Path) -> int:
    document = pdfium.PdfDocument(file)
    try:
        if raw.FPDF_GetSecurityHandlerRevision(document) != -1:
            raise Refused("locked")
        count = len(document)
        if not count:
            raise Refused("damaged")
        if count > MOST_PAGES:
            raise Refused("too_many_pages")
        if raw.FPDFDoc_GetAttachmentCount(document) or raw.FPDFDoc_GetJavaScriptActionCount(document):
            raise Refused("active")
        page = document[0]
        picture = page.render(scale=2 * THUMB / max(*page.get_size(), 1)).to_pil().convert("RGB")
        picture.thumbnail((THUMB, THUMB))
        picture.save(folder / "thumb", "JPEG", quality=70)
        return count
    finally:
        document.close()


def _refuse_active(file: Path) -> None:
    with file.open("rb") as data:
        try:
            acts = _acts(PdfFileReader(data, strict=False))
        except Refused:
            raise
        except Exception as error:
            # Whatever a stranger's file makes the parser say: what cannot be looked through is not kept.
            raise Refused("damaged") from error
    if acts:
        raise Refused("active")


def _acts(reader: PdfFileReader) -> bool:
    """Whether anything reachable from the root carries or does something."""
    waiting: list[Any] = [reader.root]
    seen: set[tuple[int, int]] = set()
    while waiting:
        found = waiting.pop()
        if isinstance(found, generic.IndirectObject):
            place = (found.idnum, found.generation)
            if place in seen:
                continue
            seen.add(place)
            if len(seen) > MOST_OBJECTS:
                raise Refused("damaged")
            found = found.get_object()
        if isinstance(found, generic.DictionaryObject):
            if CARRIES & set(found) or found.get("/S") in ACTS or found.get("/Type") == "/EmbeddedFile":
                return True
            waiting += [found.raw_get(key) for key in found]
        elif isinstance(found, generic.ArrayObject):
            waiting += [found.raw_get(index) for index in range(len(found))]
    return False
