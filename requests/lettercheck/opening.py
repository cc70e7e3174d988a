"""What a letter says, to whoever knows its NIK; and how often that may be tried."""

from enum import StrEnum

from accounts.ratelimit import attempt_was_right, attempts_left
from lettercheck import queries
from lettercheck.queries import CheckedLetter
from offices.scope import public_scope

# Of one letter, from all addresses together: whoever knows a day of birth still has some 10,000 NIKs to try.
# Right ones are not counted, so who holds the letter can look as often as they like.
LETTER_TRIES, LETTER_WINDOW = 20, 24 * 60 * 60


class Opening(StrEnum):
    """What came of trying a NIK."""

    OPENED = "OPENED"
    WRONG = "WRONG"
    TOO_OFTEN = "TOO_OFTEN"


def try_open(letter: CheckedLetter, nik: str) -> tuple[Opening, CheckedLetter]:
    """The letter with what this NIK opens, else as it was. One count for all hosts."""
    with public_scope():
        if not attempts_left("letter", letter.code, limit=LETTER_TRIES, seconds=LETTER_WINDOW):
            return Opening.TOO_OFTEN, letter
        opened = queries.check(letter.code, nik=nik)
        if opened is None or not opened.details:
            return Opening.WRONG, letter
        attempt_was_right("letter", letter.code)
        return Opening.OPENED, opened
