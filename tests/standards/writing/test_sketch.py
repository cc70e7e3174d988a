"""What was read becomes a document: whole where the source says enough, never a word less."""

from collections import Counter
from pathlib import Path

import pytest

from servicetypes.catalogue import definition_of
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


# What the data files word otherwise than the document, as a person did: names of papers and steps,
# who acts in a step, where they are derived from; and lines of the source.
WORDED = {"heading", "source_text", "source", "key", "name", "title", "actor", "lookup"}


def structure(value):
    """Everything of a component but its wording."""
    if isinstance(value, dict):
        return {name: structure(one) for name, one in value.items() if name not in WORDED}
    if isinstance(value, list | tuple):
        return [structure(one) for one in value]
    return " ".join(value.split()).rstrip(" ;.") if isinstance(value, str) else value  # a page breaks lines


def compared(document, key):
    component = document.component(key).model_dump()
    found = structure(component)
    found["words"] = " ".join(one.words for one in document.component(key).source_text)
    if key == "produk":
        found["name"] = flat(component["name"])
    if key == "sarana":
        found["names"] = [flat(one["name"]) for one in component["items"]]
    return found


@every_seed
@pytest.mark.parametrize("shape", ["text", "word", "word_text", "pdf", "pdf_text"])
def test_all_fourteen_components_are_those_shipped_with_the_demo(seed, shape, tmp_path):
    draft = read(seed)
    if shape != "text":
        path, _words = written(variant_of(seed), shape, tmp_path)
        (draft,) = drafts_of(blocks_of_file(path))
    assert lacks_of(sketched(seed, draft)) == []
    document, known = whole(sketched(seed, draft)), DOCUMENTS[seed]
    different = {key for key in ComponentKey if compared(document, key) != compared(known, key)}
    assert different == set()
    assert document.title == known.title
    if shape == "text":
        assert document.control == known.control


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


def test_who_signs_is_who_the_paper_goes_to_and_a_long_sentence_ends_with_a_clause():
    """The officer who carries the file to the camat does not sign it; nobody is made up."""

    def actors(seed):
        return [(one.kind, one.actor) for one in whole(sketched(seed)).prosedur.steps if one.actor]

    assert actors("000") == [("VERIFY", "Petugas Pelayanan"), ("SIGN", "Camat")]
    assert actors("002") == [("INTAKE", "petugas pelayanan"), ("VERIFY", "Petugas pelayanan")]
    assert actors("003") == [
        ("INTAKE", "Petugas Pelayanan"),
        ("VERIFY", "Petugas Pelayanan"),
        ("SIGN", "Camat"),
        ("HAND_OVER", "Petugas"),
    ]
    titles = [one.title for seed in DOCUMENTS for one in whole(sketched(seed)).prosedur.steps]
    assert not [title for title in titles if "…" in title or len(title) > 120]


@every_seed
def test_every_word_is_kept(seed):
    draft, document = read(seed), whole(sketched(seed))
    found = words(" ".join(one.words for one in document.passages())) + words(document.prosedur.diagram)
    if not any(
        one.number and one.text == document.title for one in document.other_text
    ):  # as "X. Standar Pelayanan …"
        found += words(document.title)
    lost = words_of_drafts([draft]) - found
    assert lost == Counter() or set(lost) <= {":"}
    assert not (found - words_of_drafts([draft]))
