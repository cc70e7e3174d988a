"""The codes of letters that a PDF prints: what its check page is asked for. Only for a process of its own,
because PDFium serves one thread."""

import re

import pypdfium2

MOST_PAGES = 30
MOST_CODES = 5
# After "/v/" of the printed address, or "Kode:"; a code is Crockford's base 32, perhaps in groups.
_FOUR = "[0-9A-HJKMNP-TV-Z]{4}"
_CODE = re.compile(rf"(?:/\s*v\s*/|Kode\s*:)\s*({_FOUR}-?{_FOUR}-?{_FOUR})\b")


def codes_in(content: bytes) -> list[str]:
    """At most `MOST_CODES` different codes, in the order of the text; none when the text cannot be read."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return []
    found: dict[str, None] = {}
    for number in range(min(len(document), MOST_PAGES)):
        text = document[number].get_textpage().get_text_bounded()
        found |= dict.fromkeys(code.replace("-", "") for code in _CODE.findall(text))
    return list(found)[:MOST_CODES]
