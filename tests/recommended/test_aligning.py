"""Requirements aligned by meaning: what is the same in other words, and what is never held for the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommended.aligning import Share, align
from recommended.meaning import Asked, classes, meaning, papers_of, same, synonyms
from standards.catalogue import load_documents

WORDS = [
    "KTP pemohon",
    "Kartu Tanda Penduduk",
    "Fotokopi KK",
    "fotocopy Kartu Keluarga",
    "SK Pensiun",
    "Blanko",
]
papers = st.builds(
    Asked,
    key=st.sampled_from(["", "ktp", "kk", "blanko"]),
    words=st.sampled_from(WORDS),
    when=st.sampled_from(["", "Jika hilang"]),
    copy=st.booleans(),
)
offices = st.dictionaries(st.sampled_from("ABCDE"), st.lists(papers, max_size=5), min_size=1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KTP pemohon", "Kartu Tanda Penduduk (asli)"),
        ("e-KTP", "KTP-el"),
        ("Fotocopy KK", "Fotokopi Kartu Keluarga pemohon"),
        ("Surat pengantar dari RT/RW", "Pengantar RT dan RW"),
        ("Akta kelahiran", "Kutipan Akta Kelahiran"),
    ],
)
def test_other_words_for_the_same(one, other):
    assert same(Asked("", one), Asked("", other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Asked("", "KTP"), Asked("", "KK")),
        (Asked("ktp", "KTP"), Asked("ktp", "Fotokopi KTP", copy=True)),
        (Asked("pengantar", "Surat pengantar dari RT/RW"), Asked("", "Surat pengantar dari Kepala Desa")),
        (Asked("kk", "KK"), Asked("kk", "KK", when="Jika hilang")),
        (Asked("surat", "Blanko Model C"), Asked("surat", "SK Pensiun")),
    ],
)
def test_never_held_for_the_same(one, other):
    assert not same(one, other)


def test_a_key_in_common_counts_with_a_word_in_common():
    assert same(Asked("kk", "KK terbaru"), Asked("kk", "KK, data benar"))


def test_nothing_but_filler_keeps_its_words():
    assert meaning("asli") == {"asli"}


def test_every_synonym_means_its_word():
    for word, others in synonyms().same.items():
        for other in others:
            assert meaning(f"zzz {other}") == meaning(f"zzz {word}"), other


@given(papers, papers)
def test_being_the_same_goes_both_ways(one, other):
    assert same(one, one)
    assert same(one, other) == same(other, one)


@given(st.lists(papers, max_size=8), st.randoms())
def test_order_does_not_matter(found, random):
    mixed = random.sample(found, len(found))
    assert {frozenset(each) for each in classes(found)} == {frozenset(each) for each in classes(mixed)}


@given(offices)
def test_every_paper_of_every_office_is_in_one_row(found):
    rows = align(found)
    assert sorted(paper.shown for paper in {p for each in found.values() for p in each}) == sorted(
        shown
        for shown in (p.shown for p in {p for each in found.values() for p in each})
        if any(shown in row.wordings for row in rows)
    )
    for row in rows:
        assert {*row.has} | {*row.lacks} == {*found}
        assert not {*row.has} & {*row.lacks}
        assert row.has
        assert row.recommended is None


@given(offices)
def test_what_differs_comes_first(found):
    shares = [row.share is Share.ALL for row in align(found)]
    assert shares == sorted(shares)


def test_all_some_one_and_the_recommendation():
    ktp, kk, sk = Asked("", "KTP"), Asked("", "KK"), Asked("", "SK Pensiun")
    rows = {row.words: row for row in align({"a": [ktp, kk], "b": [ktp, kk, sk], "c": [ktp]}, [ktp, sk])}
    assert {words: row.share for words, row in rows.items()} == {
        "KTP": Share.ALL, "KK": Share.SOME, "SK Pensiun": Share.ONE,
    }  # fmt: skip
    assert {words: row.recommended for words, row in rows.items()} == {
        "KTP": True, "KK": False, "SK Pensiun": True,
    }  # fmt: skip
    assert rows["KK"].by_most
    assert not rows["SK Pensiun"].by_most


def test_what_only_the_kabupaten_recommends_has_a_row_too():
    (row,) = align({"a": [], "b": []}, [Asked("", "KTP")])
    assert row.has == ()
    assert row.recommended
    assert row.share is Share.SOME


@pytest.mark.parametrize("document", load_documents(), ids=lambda d: f"{d.office}-{d.service}")
def test_the_seeds_are_read(document):
    asked = papers_of(document)
    assert asked
    assert len(classes(asked)) == len(set(asked))
