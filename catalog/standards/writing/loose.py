"""Text outside of the components of a document: what repeats heads of pages, and the rest (pure)."""

import re
from collections import Counter
from typing import Any

from standards.reading.blocks import Block, Line
from standards.reading.furniture import is_control, is_title, letterheads
from standards.reading.labels import Meaning, meaning_of

Data = dict[str, Any]
_SIGNED = re.compile(r"^(?:Nama|Jabatan|NIP)\b")  # the rows of the control table below the roles


def without_heads(passages: list[Data], title: str) -> list[Data]:
    """What stands outside of all components, without heads of pages, titles and control of the document on
    paper: Loket draws its own, and the version in force keeps the old ones."""
    real = real_ones([passage["text"] for passage in passages], title)
    return [passage for at, passage in enumerate(passages) if at in real]


def real_ones(texts: list[str], title: str) -> set[int]:
    """The positions of the texts that are none of these, and stand there once."""
    heads = letterheads([Block(((Line(text),),)) for text in texts])
    often = {text for text, count in Counter(texts).items() if count > 1 or text in title}
    return {
        at
        for at, text in enumerate(texts)
        if at not in heads
        and text not in often
        and not (is_control(text) or is_title(text) or _is_group(text))
    }


def _is_group(text: str) -> bool:
    label = meaning_of(text)
    return bool(_SIGNED.match(text)) or (label is not None and label.meaning is Meaning.GROUP)
