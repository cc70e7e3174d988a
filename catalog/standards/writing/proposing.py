"""Which service type a standard is about, proposed by its title (pure)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[a-z0-9]+")
# They stand in the title of any standard and tell services apart no further.
_COMMON = frozenset(
    {
        *("standar", "pelayanan", "publik", "layanan", "surat", "pada", "dan", "atau", "x"),
        *("fasilitas", "fasilitasi", "permohonan", "penerbitan", "pembuatan"),
        *("kecamatan", "kelurahan", "kabupaten", "lumajang"),
    }
)
_SAME = 0.8


@dataclass(frozen=True)
class Named:
    """A service type by all the names it goes by."""

    code: str
    names: tuple[str, ...]


def propose(title: str, types: Sequence[Named], running: Sequence[Named] = ()) -> str:
    """The code of the likeliest type, "" when no name of any is in the title.

    What the office runs already under (nearly) the same title comes first (`running`: by the titles of its
    standards). Else a whole name in the title weighs more than single words in common; of equals the longer
    name wins, then what the office runs under the most alike title, then the type that comes first.
    """
    said = " ".join(_WORD.findall(title.lower()))
    alike = {each.code: max((_alike(said, name) for name in each.names), default=0.0) for each in running}
    best = max(alike, key=lambda code: alike[code], default="")
    if best in {each.code for each in types} and alike[best] >= _SAME:
        return best
    weighed = [
        ((*_weight(said, name), alike.get(each.code, 0.0)), each.code)
        for each in types
        for name in each.names
    ]
    weight, code = max(weighed, key=lambda pair: pair[0], default=((0.0, 0, 0.0), ""))
    return code if weight[0] > 0 else ""


def _alike(said: str, title: str) -> float:
    """How many of the telling words of both titles they share, 0 to 1."""
    ours, theirs = (set(_WORD.findall(each.lower())) - _COMMON for each in (said, title))
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def _weight(said: str, name: str) -> tuple[float, int]:
    words = _WORD.findall(name.lower())
    telling = set(words) - _COMMON or set(words)
    if f" {' '.join(words)} " in f" {said} ":
        return 2.0, len(words)
    shared = telling & set(said.split())
    return (len(shared) / len(telling) if len(shared) * 2 > len(telling) else 0.0), len(shared)
