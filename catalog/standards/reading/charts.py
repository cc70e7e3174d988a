"""Flow charts written as words: mermaid, and boxes or names between arrows (pure)."""

import re
from collections.abc import Iterable

_NODE = re.compile(
    r"(?<![\w\])}])(?P<name>\w+)\s*(?:\(\[|\(\(|\[\[|\[/?|\(|\{\{?)\s*(?P<text>[^\[\]{}]+?)\s*(?:\]\)|\)\)|\]\]|/?\]|\)|\}\}?)(?=\s|$|[-<;=&])"
)
_HEAD = re.compile(r"\b(?:graph|flowchart)\s+(?:TD|TB|LR|RL|BT)\b", re.IGNORECASE)
_ARROWS = re.compile(r"<?-{1,3}>|=+>|[→↓⇒⟶➔➜▼]|(?:^|\s)[|vV│](?=\s|$)")
_BOX = re.compile(r"[\[\](){}│┌┐└┘─├┤|+]+|-{2,}")
_NUMBER = re.compile(r"^\d{1,2}[.)]\s*")


def steps_of(texts: Iterable[str]) -> list[str]:
    """The stations of the chart in the order they first appear."""
    drawn = " ".join(texts)
    if _HEAD.search(drawn):
        found = {match["name"]: match["text"].strip('" ') for match in _NODE.finditer(drawn)}
        return [_NUMBER.sub("", text) for text in found.values()]
    stations = (" ".join(_BOX.sub(" ", part).split()) for part in _ARROWS.split(drawn))
    return [_NUMBER.sub("", station) for station in stations if re.search(r"\w", station)]
