"""How the API reads bodies."""

from collections.abc import Iterator, Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class StrictJSONParser(JSONParser):
    """JSON as RFC 8259 has it; nested too deep, or text that is none, is an input error like any other."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """The body's value. Raises `ParseError`."""
        try:
            value = super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError(_("Isi kiriman bersarang terlalu dalam.")) from error
        if any(map(_is_no_text, _texts(value))):
            raise ParseError(_("Isi kiriman memuat setengah pasangan surogat, yang bukan huruf."))
        return value


def _texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value, keys too; without recursion."""
    left = [value]
    while left:
        item = left.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            left += [*item.keys(), *item.values()]
        elif isinstance(item, list):
            left += item


def _is_no_text(text: str) -> bool:
    """Half a surrogate pair: JSON spells it, but neither the database nor an answer in UTF-8 can hold it."""
    return any("\ud800" <= sign <= "\udfff" for sign in text)
