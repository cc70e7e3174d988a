"""What was read becomes a document: whole where the source says enough, never a word less."""

from collections import Counter
from pathlib import Path

import pytest

from servicetypes.catalogue import definition_of
from standards.document import StandardDocument
from standards.reading.drafts import drafts_of
from standards.reading.files import blocks_of_file
from standards.vocabulary import ComponentKey, Origin
from standards.writing.sketch import sketch_of
from standards.writing.wholeness import lacks_of, whole
from tests.standards.reading.variants import DOCUMENTS, variant_of, words, words_of_drafts, written

SEEDS = Path(__file__).parents[1] / "seeds"
every_seed = pytest.mark.parametrize("seed", sorted(DOCUMENTS))


def read(seed: str) -> dict:
    (draft,) = drafts_of(blocks_of_file(next(SEEDS.glob(f"{seed}_*.txt"))))
    return draft


def sketched(seed: str, draft: dict | None = None) -> dict:
    known = DOCUMENTS[seed]
    return sketch_of(
        draft or read(seed),
        office=known.office,
        service=known.service,
        origin=Origin.LEGACY,
        product=definition_of(known.service).product_kind,
    )


@every_seed
def test_a_seed_is_whole_at_once(seed):
    assert lacks_of(sketched(seed)) == []
    document = whole(sketched(seed))
    assert isinstance(document, StandardDocument)
    known = DOCUMENTS[seed]
    assert document.control == known.control
    for key in (
        "waktu", "biaya", "produk", "dasar_hukum", "sarana", "pengawasan", "jumlah"
    ):  # fmt: skip
        mine, theirs = (one.component(ComponentKey(key)).model_dump() for one in (document, known))
        for mark in ("heading", "source_text", "source"):
            mine.pop(mark, None), theirs.pop(mark, None)
        assert flat(mine) == flat(theirs), key


@every_seed
@pytest.mark.parametrize("shape", ["word", "word_text", "pdf", "page", "pipes"])
def test_a_file_made_of_it_is_whole_too(seed, shape, tmp_path):
    path, _words = written(variant_of(seed), shape, tmp_path)
    (draft,) = drafts_of(blocks_of_file(path))
    document, known = whole(sketched(seed, draft)), DOCUMENTS[seed]
    assert document.waktu.short == known.waktu.short
    assert [one.kind for one in document.prosedur.steps] == [one.kind for one in known.prosedur.steps]


def flat(value):
    """Without the mark that ends an item."""
    if isinstance(value, dict):
        return {name: flat(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [flat(one) for one in value]
    return value.rstrip(" ;.") if isinstance(value, str) else value


@every_seed
def test_papers_are_those_written_by_hand(seed):
    def papers(document):
        return [
            (group.title, one.condition.text if one.condition else "", paper.kind, paper.copies, paper.issuer,
             paper.alternatives, paper.endorsed)
            for group in document.persyaratan.groups
            for one in group.requirements
            for paper in one.papers
        ]  # fmt: skip

    assert papers(whole(sketched(seed))) == papers(DOCUMENTS[seed])


@every_seed
def test_steps_are_those_written_by_hand(seed):
    def steps(document):
        return [(one.kind, *one.also) for one in document.prosedur.steps]

    document = whole(sketched(seed))
    assert steps(document) == steps(DOCUMENTS[seed])
    assert document.prosedur.ticket is DOCUMENTS[seed].prosedur.ticket


@every_seed
def test_every_word_is_kept(seed):
    draft, document = read(seed), whole(sketched(seed))
    found = words(document.title) + words(" ".join(one.words for one in document.passages()))
    lost = words_of_drafts([draft]) - found
    assert lost == Counter() or set(lost) <= {":"}
    assert not (found - words_of_drafts([draft]))
