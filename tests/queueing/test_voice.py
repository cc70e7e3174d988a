"""What is said when a number is called: every number, letter and counter there can be."""

import string

import pytest

from commons.indonesian import number_words
from queueing.arranging import HIGHEST_COUNTER as HIGHEST_SET
from queueing.voice import CLIPS, HIGHEST_COUNTER, VOCABULARY, spoken

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


def heard(said):
    """The words of the clips, one after the other."""
    return " ".join(VOCABULARY[clip] for clip in said.clips if clip in VOCABULARY)


def test_the_example_of_a_ticket():
    assert spoken("A-007", 2).text == "Nomor antrean A, nol nol tujuh, silakan ke loket dua."
    assert spoken("A-007", 2).clips == (
        "bel", "nomor-antrean", "jeda", "huruf-a", "jeda", "angka-0", "angka-0", "angka-7", "jeda",
        "silakan-ke-loket", "angka-2",
    )  # fmt: skip


@pytest.mark.parametrize("letter", string.ascii_uppercase)
def test_every_number_of_every_letter_is_said_digit_by_digit(letter):
    name = VOCABULARY[f"huruf-{letter.lower()}"]
    for number in range(1000):
        said = spoken(f"{letter}-{number:03d}", 1)
        digits = " ".join(DIGITS[int(sign)] for sign in f"{number:03d}")
        assert said.text == f"Nomor antrean {letter}, {digits}, silakan ke loket satu."
        assert set(said.clips) <= set(CLIPS)
        assert heard(said) == f"nomor antrean {name} {digits} silakan ke loket satu"


@pytest.mark.parametrize("counter", range(1, HIGHEST_COUNTER + 1))
def test_every_counter_is_said_as_one_number(counter):
    said = spoken("B-120", counter)
    assert said.text.endswith(f"silakan ke loket {number_words(counter)}.")
    assert heard(said).endswith(f"silakan ke loket {number_words(counter)}")


def test_an_office_has_no_counter_that_cannot_be_said():
    assert HIGHEST_SET == HIGHEST_COUNTER
    for counter in (-1, 0, HIGHEST_COUNTER + 1):
        with pytest.raises(ValueError, match="no counter"):
            spoken("A-001", counter)


def test_a_number_kept_from_yesterday_and_one_beyond_999():
    said = spoken("KA-1204", 3)
    assert said.text == "Nomor antrean K A, satu dua nol empat, silakan ke loket tiga."
    assert [clip for clip in said.clips if clip.startswith("huruf")] == ["huruf-k", "huruf-a"]


@pytest.mark.parametrize("number", ["", "---", "é٣", "<b>"])
def test_what_cannot_be_said_is_left_out(number):
    said = spoken(number, 1)
    assert set(said.clips) <= set(CLIPS)
    assert said.clips[-2:] == ("silakan-ke-loket", "angka-1")


def test_the_vocabulary_is_all_there_is():
    assert len(CLIPS) == len(set(CLIPS)) == 2 + 3 + 26 + 20
    assert all(name == name.lower() and name.isascii() for name in CLIPS)
    assert all(words and words == words.strip() for words in VOCABULARY.values())
