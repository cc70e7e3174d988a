"""The five standards, read from every shape and format, come to what was written by hand, word for word."""

import html
import re
from collections import Counter
from pathlib import Path

import pytest

from standards.reading.drafts import drafts_of
from standards.reading.files import blocks_of_file
from standards.vocabulary import ComponentKey
from tests.standards.reading import variants
from tests.standards.reading.expected import differences
from tests.standards.reading.variants import DOCUMENTS, FORMATS, variant_of, words, words_of_drafts, written

SEEDS = Path(__file__).parents[1] / "seeds"
_TAG = re.compile(r"</?(?:ol|ul|li|p|b|pre)\b[^>]*>")
_RULES = re.compile(r"\|[-|]+\||\|")
CHANGES = {"as_it_is": lambda one: one, "shuffled": variants.shuffled, "renumbered": variants.renumbered}

every_seed = pytest.mark.parametrize("seed", sorted(DOCUMENTS))


def seed_file(seed: str) -> Path:
    return next(SEEDS.glob(f"{seed}_*.txt"))


@every_seed
def test_a_seed_is_read_as_it_was_written_by_hand(seed):
    (draft,) = drafts_of(blocks_of_file(seed_file(seed)))
    assert differences(DOCUMENTS[seed], draft) == {}
    assert draft["confidence"] == 1.0
    assert [doubt for key in ComponentKey for doubt in draft[key]["doubts"]] == []


@every_seed
def test_the_words_of_a_seed_add_up(seed):
    source = html.unescape(
        _TAG.sub(" ", _RULES.sub(" ", seed_file(seed).read_text("utf-8").replace("**", "")))
    )
    assert words_of_drafts(drafts_of(blocks_of_file(seed_file(seed)))) == words(source)


SHAPES = [
    (shape, change) for shape in FORMATS for change in CHANGES if shape != "pdf_text" or change == "as_it_is"
]


@every_seed
@pytest.mark.parametrize(("shape", "change"), SHAPES)
def test_every_shape_comes_to_the_same(seed, change, shape, tmp_path):
    path, put_in = written(CHANGES[change](variant_of(seed)), shape, tmp_path)
    drafts = drafts_of(blocks_of_file(path))
    assert len(drafts) == 1
    assert differences(DOCUMENTS[seed], drafts[0]) == {}
    found = words_of_drafts(drafts)
    if shape.startswith("pdf"):  # a word may be broken at a slash by the width of a column
        found, put_in = Counter("".join(found.elements())), Counter("".join(put_in.elements()))
    assert found == put_in


def test_the_control_table_is_read():
    (draft,) = drafts_of(blocks_of_file(seed_file("002")))
    control, known = draft["document_control"], DOCUMENTS["002"].control
    assert draft["title"] == DOCUMENTS["002"].title
    assert (control["number"], control["revision"], control["revised_on"]) == (
        known.number,
        known.revision,
        None,
    )
    assert control["issued_on"] == "2023-01-02"
    for name in ("prepared", "checked", "approved"):
        signatory = getattr(known, name)
        assert control[name] == {"name": signatory.name, "title": signatory.title}
    assert control["pages"] == ["2/7", "3/7", "4/7", "5/7", "6/7"]


def test_several_standards_in_one_document_stay_apart(tmp_path):
    seeds = ["000", "001", "003", "004"]
    path = tmp_path / "buku.txt"
    path.write_text("\n\n".join(seed_file(seed).read_text("utf-8") for seed in seeds), "utf-8")
    drafts = drafts_of(blocks_of_file(path))
    assert len(drafts) == len(seeds)
    for seed, draft in zip(seeds, drafts, strict=True):
        assert differences(DOCUMENTS[seed], draft) == {}


def test_several_standards_without_any_title_stay_apart(tmp_path):
    path = tmp_path / "buku.txt"
    path.write_bytes(
        b"\n".join(variants.tabs(variant_of(seed)).split(b"\n", 1)[1] for seed in ("000", "003"))
    )
    assert len(drafts_of(blocks_of_file(path))) == 2


@every_seed
def test_without_labels_the_guess_is_shown_as_a_guess_and_nothing_is_lost(seed, tmp_path):
    rows = [("", lines) for _, lines in variant_of(seed).rows]
    path = tmp_path / "tanpa_label.txt"
    path.write_text(
        "\n".join("\t".join(["", "".join(f"<p>{line}</p>" for line in lines)]) for _, lines in rows), "utf-8"
    )
    drafts = drafts_of(blocks_of_file(path))
    assert words_of_drafts(drafts) == words(" ".join(line for _, lines in rows for line in lines))
    placed = [key for key in ComponentKey if drafts[0][key]["source_text"]]
    assert len(placed) >= 10, placed
    assert all(drafts[0][key]["confidence"] <= 0.4 and drafts[0][key]["doubts"] for key in placed)


def test_rows_that_are_none_of_the_fourteen_stay_apart(tmp_path):
    path = tmp_path / "lebih.txt"
    path.write_text(
        "Persyaratan : KTP\nWaktu Pelayanan : Senin sampai Jumat\nBudaya Pelayanan\nSenyum dan salam\n"
        "Biaya : Gratis\nJangka waktu : 2 Jam\n", "utf-8"
    )  # fmt: skip
    (draft,) = drafts_of(blocks_of_file(path))
    assert draft["persyaratan"]["source_text"] == "KTP"
    assert [lost["text"] for lost in draft["unplaced"]] == [
        "Waktu Pelayanan :", "Senin sampai Jumat", "Budaya Pelayanan", "Senyum dan salam"
    ]  # fmt: skip
    assert draft["prosedur"]["doubts"] == ["Sistem, Mekanisme, dan Prosedur tidak ditemukan di dokumen."]


def test_an_ascii_chart_gives_its_stations(tmp_path):
    path = tmp_path / "alur.md"
    path.write_text(
        "Persyaratan : KTP\nProsedur :\n```\n[ Pemohon ] --> [ Loket ] --> [ Camat ]\n```\nBiaya : Gratis\n",
        "utf-8",
    )
    (draft,) = drafts_of(blocks_of_file(path))
    assert [item["text"] for item in draft["prosedur"]["items"]] == ["Pemohon", "Loket", "Camat"]
