"""Characters that cannot be printed are refused by name and place."""

import pickle

import pytest

from documents.glyphs import UnprintableCharacter, check_text, missing_glyphs
from documents.render import longest_word


@pytest.mark.parametrize(
    "text", ["SITI AMINAH", "NASA'I, S.AP", "O’Brien", "Ñandú Łukasz é", "½ – … “kata”", "a\nb"]
)
def test_names_as_people_write_them_print(text: str) -> None:
    assert missing_glyphs(text) == []


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("😀", "GRINNING FACE"),
        ("王", "CJK UNIFIED IDEOGRAPH-738B"),
        ("ꦱ", "JAVANESE LETTER SA"),
        ("\u202e", "RIGHT-TO-LEFT OVERRIDE"),
        ("\u200b", "ZERO WIDTH SPACE"),
        ("\x07", "U+0007"),
        ("\t", "U+0009"),
        ("\uf001", "U+F001"),
        ("\ud800", "U+D800"),
    ],
)
def test_what_no_font_has_is_named(char: str, name: str) -> None:
    assert missing_glyphs(f"Siti {char} Aminah {char}") == [(char, name)]


def test_each_missing_character_is_named_once_in_order() -> None:
    assert [char for char, _name in missing_glyphs("王😀王")] == ["王", "😀"]


def test_the_place_is_the_label_of_the_line_or_the_name_of_the_field() -> None:
    with pytest.raises(UnprintableCharacter, match="bagian “Keperluan”"):
        check_text({"body": [{"rows": [["Nama", "Siti"], ["Keperluan", "berobat 😀"]]}]})
    with pytest.raises(UnprintableCharacter, match="bagian “nama”") as refused:
        check_text({"signer": {"name": "王"}})
    assert refused.value.path == ("signer", "name")


def test_an_invisible_character_is_shown_by_its_number() -> None:
    with pytest.raises(UnprintableCharacter, match=r"“U\+202E”"):
        check_text(["\u202e"])


def test_numbers_and_emblems_are_not_text() -> None:
    check_text({"ahead": 3, "check": None, "emblem": "data:image/png;base64,😀"})


def test_the_refusal_survives_the_way_from_a_worker() -> None:
    with pytest.raises(UnprintableCharacter) as refused:
        check_text("😀")
    copy = pickle.loads(pickle.dumps(refused.value))  # noqa: S301 - our own bytes
    assert str(copy) == str(refused.value)
    assert copy.context["name"] == "GRINNING FACE"


def test_longest_word() -> None:
    assert longest_word({"a": "satu dua", "b": [["tiga", "lima belas"]]}) == 5
    assert longest_word({"ahead": 3}) == 0
    assert longest_word({"check": {"url": "https://a.example/v/0123456789", "qr": "https://a.example"}}) == 10
    assert longest_word({"number": "400.12/0123456789"}) == 17
