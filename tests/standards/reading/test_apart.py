"""An upload is read in a process of its own, within bounds."""

import subprocess
from pathlib import Path

import pytest
from django.utils import translation

from standards.reading import apart
from standards.reading.drafts import drafts_of
from standards.reading.files import blocks_of_file
from standards.reading.refusals import Unreadable

SEED = next((Path(__file__).parents[1] / "seeds").glob("000_*.txt"))


def test_it_gives_what_the_reader_gives():
    found = apart.drafts_of_upload("../../sp sktm.TXT", SEED.read_bytes())
    assert found == drafts_of(blocks_of_file(SEED))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("foto.jpg", b"\xff\xd8\xff", "tidak dikenal"),
        ("tanpa_akhiran", b"Persyaratan : KTP", "tidak dikenal"),
        ("sp.pdf", b"%PDF-1.7\n" + bytes(900), "rusak"),
        ("sp.txt", b" ", "kosong"),
        ("sp.txt", bytes(21 * 1024 * 1024), "lebih besar dari 20 MB"),
    ],
)
def test_a_refusal_comes_through(name, content, says):
    with pytest.raises(Unreadable, match=says) as refused:
        apart.drafts_of_upload(name, content)
    assert "Tidak ada yang disimpan." in str(refused.value)


def test_a_reader_that_hangs_or_dies_is_a_refusal(monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    with pytest.raises(Unreadable, match="terlalu lama"):
        apart.drafts_of_upload("sp.txt", SEED.read_bytes())
    died = subprocess.CompletedProcess([], -11, b"", b"")
    monkeypatch.setattr(apart, "_run", lambda _path: died)
    with pytest.raises(Unreadable, match="tidak dapat dibaca"):
        apart.drafts_of_upload("sp.txt", SEED.read_bytes())


def test_nothing_stays_on_the_disk(monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    apart.drafts_of_upload("sp.txt", SEED.read_bytes())
    assert not list(tmp_path.iterdir())


def test_doubts_are_said_in_the_language_of_the_page():
    with translation.override("en"):
        (draft,) = apart.drafts_of_upload(
            "sp.txt", b"Persyaratan : KTP\nBiaya : Gratis\nJangka waktu : cepat\n"
        )
    assert draft["waktu"]["doubts"]
