"""What an upload is, whatever its name says; and what is left of a photograph once it was made anew."""

import io
from typing import Any

import pypdfium2 as pdfium
import pytest
from PIL import Image

from attachments.opening import opened
from attachments.refusals import WORDS, UploadRefused
from tests.attachments import samples


@pytest.mark.parametrize("name", samples.BAD)
def test_what_is_not_taken_is_refused_in_words(name):
    content, code = samples.BAD[name]
    with pytest.raises(UploadRefused) as refused:
        opened(content)
    assert refused.value.code == code
    said = str(refused.value)
    assert "disimpan" in said, "it says that nothing was kept"
    assert "{" not in said


def test_every_refusal_says_what_to_do():
    for code in WORDS:
        said = str(UploadRefused(code))
        assert said.count(".") >= 2 or code == "too_many", code


def test_a_photograph_of_a_telephone_is_shrunk_turned_and_loses_its_place():
    sent = samples.photo(4000, 3000, gps=True, turn=6)
    assert b"KAMERA-UJI" in sent
    kept = opened(sent)
    picture = Image.open(io.BytesIO(kept.content))
    assert picture.size == (1500, 2000), "upright, longest side 2000"
    assert not picture.getexif()
    assert b"KAMERA-UJI" not in kept.content
    assert b"Exif" not in kept.content
    red: Any = picture.getpixel((1400, 100))
    assert red[0] > 150 > red[1], "the corner went where the telephone says"
    assert max(Image.open(io.BytesIO(kept.thumb)).size) == 200


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_of_all_kinds_become_jpeg(kind):
    kept = opened(samples.photo(kind=kind))
    assert (kept.content_type, kept.pages) == ("image/jpeg", 1)
    assert Image.open(io.BytesIO(kept.content)).size == (900, 600)


def test_a_pdf_is_kept_as_it_is():
    sent = samples.pdf(3)
    kept = opened(sent)
    assert (kept.content, kept.content_type, kept.pages) == (sent, "application/pdf", 3)
    assert kept.thumb.startswith(b"\xff\xd8")


def test_a_pdf_that_is_drawn_anew_keeps_what_is_seen_and_nothing_else():
    sent = samples.pdf_by("PENULIS-UJI", pages=2)
    assert pdfium.PdfDocument(sent).get_metadata_value("Author") == "PENULIS-UJI"
    assert b"/Annots" in sent
    kept = opened(sent, anew=True)
    assert (kept.content_type, kept.pages) == ("application/pdf", 2)
    assert b"/Annots" not in kept.content
    document = pdfium.PdfDocument(kept.content)
    assert [document[n].get_size() for n in range(len(document))] == [(300, 300)] * 2
    assert document.get_metadata_dict(skip_empty=True).keys() == {"Creator", "CreationDate"}


def test_a_signature_is_cut_to_its_ink_and_an_empty_pad_is_refused():
    kept = opened(samples.drawn(), signature=True)
    assert kept.content_type == "image/png"
    width, height = Image.open(io.BytesIO(kept.content)).size
    assert width < 400 > height
    for content, code in ((samples.drawn(blank=True), "blank"), (samples.pdf(), "unknown")):
        with pytest.raises(UploadRefused) as refused:
            opened(content, signature=True)
        assert refused.value.code == code
