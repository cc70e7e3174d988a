"""What a called number sounds like: the sentence for a voice, and the clips that say the same without one.

Pure: `config.voice_clips` makes a file of each word in `VOCABULARY` at the build, and a page plays them in
the order of `Spoken.clips`. Digits are said one by one, as people read a ticket.
"""

import re
from dataclasses import dataclass

from commons.indonesian import number_words

BELL, PAUSE = "bel", "jeda"
NUMBER, GO_TO, LOOK = "nomor-antrean", "silakan-ke-loket", "silakan-lihat-layar"
LAST_COUNTER = 20
# How the letters are called in Indonesian; a voice reads "W" alone in ways nobody expects.
LETTERS = {
    "A": "a", "B": "be", "C": "ce", "D": "de", "E": "e", "F": "ef", "G": "ge", "H": "ha", "I": "i", "J": "je",
    "K": "ka", "L": "el", "M": "em", "N": "en", "O": "o", "P": "pe", "Q": "ki", "R": "er", "S": "es",
    "T": "te", "U": "u", "V": "ve", "W": "we", "X": "eks", "Y": "ye", "Z": "zet",
}  # fmt: skip
# The words of each clip. `BELL` and `PAUSE` are clips without words.
VOCABULARY = {
    NUMBER: "nomor antrean",
    GO_TO: "silakan ke loket",
    LOOK: "silakan lihat layar",
    **{f"huruf-{letter.lower()}": name for letter, name in LETTERS.items()},
    **{f"angka-{n}": number_words(n) for n in range(LAST_COUNTER + 1)},
}
CLIPS = (BELL, PAUSE, *VOCABULARY)

_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A call: `text` for a voice of the browser, `clips` by name for a browser without one."""

    text: str
    clips: tuple[str, ...]


def spoken(number: str, counter: str) -> Spoken:
    """What is said when the ticket `number` ("A-007") is called to the counter of this name ("2", "Loket 2").

    >>> spoken("A-007", "Loket 2").text
    'Nomor antrean A, nol nol tujuh, silakan ke loket dua.'

    A counter without a number of 1 to 20 in its name is said by its name; the clips, which know no names, ask
    people to look at the screen. What is neither letter nor digit in the number is not said.
    """
    letters = [sign for sign in number.upper() if sign in LETTERS]
    digits = [int(sign) for sign in number if sign in "0123456789"]
    said = ", ".join(filter(None, (" ".join(letters), " ".join(number_words(n) for n in digits))))
    place = counter_number(counter)
    where = f"ke loket {number_words(place)}" if place else f"ke {counter.strip() or 'loket'}"
    called = (BELL, NUMBER, PAUSE, *(f"huruf-{each.lower()}" for each in letters), PAUSE)
    return Spoken(
        f"Nomor antrean {said}, silakan {where}.",
        (*called, *(f"angka-{n}" for n in digits), PAUSE, *_place_clips(place)),
    )


def _place_clips(place: int | None) -> tuple[str, ...]:
    return (GO_TO, f"angka-{place}") if place else (LOOK,)


def counter_number(name: str) -> int | None:
    """The number in a counter's name ("Loket 2"); None when there is none, several, or one we cannot say."""
    found = _DIGITS.findall(name)
    number = int(found[0]) if len(found) == 1 and len(found[0]) < 4 else 0
    return number if 1 <= number <= LAST_COUNTER else None
