"""What is said when a number is called: every number, letter and counter there can be."""

import string

import pytest

from commons.indonesian import number_words
from queueing.voice import CLIPS, LAST_COUNTER, VOCABULARY, counter_number, spoken

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


def test_the_example_of_a_ticket():
    assert spoken("A-007", "Loket 2").text == "Nomor antrean A, nol nol tujuh, silakan ke loket dua."
    assert spoken("A-007", "2").clips == (
        "bel", "nomor-antrean", "jeda", "huruf-a", "jeda", "angka-0", "angka-0", "angka-7", "jeda",
        "silakan-ke-loket", "angka-2",
    )  # fmt: skip


@pytest.mark.parametrize("letter", string.ascii_uppercase)
def test_every_number_of_every_letter_is_said_digit_by_digit(letter):
    for number in range(1000):
        said = spoken(f"{letter}-{number:03d}", "Loket 1")
        digits = " ".join(DIGITS[int(sign)] for sign in f"{number:03d}")
        assert said.text == f"Nomor antrean {letter}, {digits}, silakan ke loket satu."
        assert set(said.clips) <= set(CLIPS)
        words = " ".join(VOCABULARY[clip] for clip in said.clips if clip in VOCABULARY)
        heard = VOCABULARY[f"huruf-{letter.lower()}"]
        assert words == f"nomor antrean {heard} {digits} silakan ke loket satu"


@pytest.mark.parametrize("counter", range(1, LAST_COUNTER + 1))
@pytest.mark.parametrize("name", ["{n}", "Loket {n}", "loket {n} (KTP-el)", "Meja {n}", "0{n}"])
def test_every_counter_is_called_by_its_number(name, counter):
    said = spoken("B-120", name.format(n=counter))
    assert said.text.endswith(f"silakan ke loket {number_words(counter)}.")
    assert said.clips[-2:] == ("silakan-ke-loket", f"angka-{counter}")


@pytest.mark.parametrize("name", ["Perekaman", "Loket 21", "Loket 0", "Loket 1 dan 2", "Loket 9999999", " "])
def test_a_counter_without_such_a_number_is_called_by_its_name(name):
    said = spoken("B-120", name)
    assert said.text.endswith(f"silakan ke {name.strip() or 'loket'}.")
    assert said.clips[-1] == "silakan-lihat-layar"
    assert counter_number(name) is None


def test_a_prefix_of_two_letters_and_a_number_beyond_999():
    said = spoken("KT-1204", "3")
    assert said.text == "Nomor antrean K T, satu dua nol empat, silakan ke loket tiga."
    assert [clip for clip in said.clips if clip.startswith("huruf")] == ["huruf-k", "huruf-t"]


@pytest.mark.parametrize("number", ["", "---", "é٣", "<b>"])
def test_what_cannot_be_said_is_left_out(number):
    said = spoken(number, "1")
    assert set(said.clips) <= set(CLIPS)
    assert said.clips[-2:] == ("silakan-ke-loket", "angka-1")


def test_the_vocabulary_is_all_there_is():
    assert len(CLIPS) == len(set(CLIPS)) == 2 + 3 + 26 + LAST_COUNTER + 1
    assert all(name == name.lower() and name.isascii() for name in CLIPS)
    assert all(words and words == words.strip() for words in VOCABULARY.values())
