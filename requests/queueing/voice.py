"""What a called number sounds like: the sentence for a voice, and the clips that say the same without one.

Pure: `config.voice_clips` makes a file of each word in `VOCABULARY` at the build, and a page plays them in
the order of `Spoken.clips`. Digits are said one by one, as people read a ticket.
"""

from dataclasses import dataclass

from commons.indonesian import number_words

BELL, PAUSE = "bel", "jeda"
NUMBER, GO_TO, TENS = "nomor-antrean", "silakan-ke-loket", "puluh"
HIGHEST_COUNTER = 99
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
    TENS: "puluh",
    **{f"huruf-{letter.lower()}": name for letter, name in LETTERS.items()},
    **{f"angka-{n}": number_words(n) for n in range(20)},
}
CLIPS = (BELL, PAUSE, *VOCABULARY)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A call: `text` for a voice of the browser, `clips` by name for a browser without one."""

    text: str
    clips: tuple[str, ...]


def spoken(number: str, counter: int) -> Spoken:
    """What is said when the ticket `number` ("A-007") is called to this counter, 1 to 99.

    >>> spoken("A-007", 2).text
    'Nomor antrean A, nol nol tujuh, silakan ke loket dua.'

    What is neither letter nor digit in the number is not said. Raises `ValueError` for another counter.
    """
    if not 1 <= counter <= HIGHEST_COUNTER:
        raise ValueError(f"no counter {counter}")
    letters = [sign for sign in number.upper() if sign in LETTERS]
    digits = [int(sign) for sign in number if sign in "0123456789"]
    said = ", ".join(filter(None, (" ".join(letters), " ".join(number_words(n) for n in digits))))
    clips = (
        *(BELL, NUMBER, PAUSE),
        *(f"huruf-{each.lower()}" for each in letters),
        PAUSE,
        *(f"angka-{n}" for n in digits),
        *(PAUSE, GO_TO),
        *_counted(counter),
    )
    return Spoken(f"Nomor antrean {said}, silakan ke loket {number_words(counter)}.", clips)


def _counted(n: int) -> tuple[str, ...]:
    """The clips of a number below a hundred, said as one number: "dua puluh satu"."""
    if n < 20:
        return (f"angka-{n}",)
    tens, rest = divmod(n, 10)
    return (f"angka-{tens}", TENS, *((f"angka-{rest}",) if rest else ()))
