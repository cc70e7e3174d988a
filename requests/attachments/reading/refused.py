"""A file that is not taken; the words stand where the sender is answered. Limits of what is opened."""

MOST_PAGES = 50
MOST_PIXELS = 64_000_000
LEAST_SIDE = 200
MOST_OBJECTS = 200_000


class Refused(Exception):
    """`code` is one of `attachments.refusals.WORDS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
