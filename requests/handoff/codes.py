"""The code of a letter out of what a camera, a hardware scanner or a person gives: pure."""

from urllib.parse import unquote

from commons.ids import CODE_LENGTH, CROCKFORD, read_code, show_code

LONGEST = 300
_SIGNS = frozenset(CROCKFORD)


def tidy(text: str) -> str:
    """What was typed as a code is printed, `7K3M-9QXD-2F4T`; what is no code stays as it is."""
    code = read_letter(text)
    return show_code(code) if code else text


def read_letter(text: str) -> str | None:
    """The code that `text` means, or None when it can be no letter's.

    A whole check address will do, with or without `https://`, so will the code alone: in groups or not, in
    small letters, with O for 0 and I or L for 1.

    >>> read_letter(" https://loket.example/v/7k3m-9qxd-2f4t/ ")
    '7K3M9QXD2F4T'
    """
    words = unquote("".join(text[:LONGEST].split()))
    _before, slash, rest = words.rpartition("/v/") if "/v/" in words else words.rpartition("/V/")
    if not slash and "/" in words:
        return None  # an address, but not of a letter
    code = read_code(rest.partition("?")[0].partition("#")[0].strip("/"))
    return code if len(code) == CODE_LENGTH and _SIGNS.issuperset(code) else None
