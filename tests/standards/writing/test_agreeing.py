"""What the words of a requirement say of copies, issuer and kind, beside what its fields say."""

from copy import deepcopy
from typing import Any

import pytest

from standards.catalogue import load_documents
from standards.writing.agreeing import behind, reworded

DOCUMENTS = [document.model_dump(mode="json") for document in load_documents()]


def paper(name: str, **changes: Any) -> dict[str, Any]:
    return {"key": "a", "name": name, "kind": "copy", "copies": 1, "issuer": None, **changes}


def component(text: str, *papers: dict[str, Any], source: str = "") -> dict[str, Any]:
    one = {"key": "a", "text": text, "papers": list(papers), "condition": None}
    return {"groups": [{"key": "umum", "requirements": [one]}], "source_text": [{"text": source or text}]}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: f"{d['office']}_{d['service']}")
def test_the_documents_of_the_offices_agree_with_themselves(document):
    data = document["persyaratan"]
    assert behind(data) == []
    assert reworded(data) == data


SAID = [
    ("Fotokopi KTP 1 lembar", "Fotokopi KTP 2 lembar"),
    ("Fotokopi KTP 1 (satu) lembar;", "Fotokopi KTP 2 (dua) lembar;"),
    ("Fotokopi KTP satu lembar", "Fotokopi KTP dua lembar"),
    ("Fotokopi KTP 3 rangkap", "Fotokopi KTP 2 rangkap"),
]


@pytest.mark.parametrize(("words", "right"), SAID)
def test_another_number_of_copies_is_told_and_taken_over(words, right):
    data = component(words, paper("Fotokopi KTP", copies=2))
    (found,) = behind(data)
    assert found.sure
    assert found.name == "Fotokopi KTP"
    after = reworded(data)
    assert after["groups"][0]["requirements"][0]["text"] == right
    assert after["source_text"][0]["text"] == right
    assert behind(after) == []


def test_the_sentence_names_the_paper_and_both_numbers():
    (found,) = behind(component("Fotokopi KTP 1 lembar", paper("Fotokopi KTP", copies=2)))
    assert found.message == "Fotokopi KTP: bunyinya masih menyebut 1 lembar, isiannya 2 lembar."


def test_the_name_and_the_printed_words_are_looked_at_too():
    named = component("Fotokopi KTP", paper("Fotokopi KTP 1 lembar", copies=2))
    words = "3. Membawa foto copy KK 1 lembar;"
    printed = component("Kartu keluarga", paper("Fotokopi KK", copies=2), source=words)
    for data, right in ((named, "Fotokopi KTP 2 lembar"), (printed, "Fotokopi KK")):
        assert len(behind(data)) == 1
        after = reworded(data)
        assert after["groups"][0]["requirements"][0]["papers"][0]["name"] == right
        assert behind(after) == []


@pytest.mark.parametrize(
    "data",
    [
        component("Fotokopi KTP", paper("Fotokopi KTP", copies=2)),
        component("Pas foto 2 lembar", paper("Pas foto 2 lembar", kind="original")),
        component(
            "Fotokopi KTP 2 lembar dan KK 1 lembar",
            paper("Fotokopi KTP", copies=2),
            paper("Fotokopi KK", copies=1),
        ),
        component("Fotokopi KTP", paper("Fotokopi KTP"), source="Fotokopi akta 3 lembar"),
        {},
    ],
)
def test_what_does_not_contradict_is_let_be(data):
    assert behind(data) == []
    assert reworded(data).get("source_text", []) == data.get("source_text", [])


def test_another_issuer_or_kind_is_only_a_hint():
    letter = component("Surat pengantar dari Kepala Desa", paper("Pengantar", kind="letter", issuer="RT_RW"))
    copy = component("Fotokopi KTP", paper("KTP", kind="original"))
    for data, said in ((letter, "masih menyebut Kepala Desa"), (copy, "masih menyebut fotokopi")):
        (found,) = behind(data)
        assert said in found.message
        assert not found.sure
    before = deepcopy(letter)
    assert reworded(letter)["groups"] == before["groups"]
