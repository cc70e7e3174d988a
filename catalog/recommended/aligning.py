"""The requirements of several offices beside each other, aligned by meaning (pure)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from recommended.meaning import Asked, classes


class Share(StrEnum):
    """How many of the offices ask for it."""

    ALL = "ALL"
    SOME = "SOME"
    ONE = "ONE"


@dataclass(frozen=True)
class Row:
    """One requirement. `words`: as most offices write it; `wordings`: every way. `has`, `lacks`: codes of
    offices in the order given. `recommended`: the kabupaten recommends it (None: it recommends nothing)."""

    words: str
    wordings: tuple[str, ...]
    has: tuple[str, ...]
    lacks: tuple[str, ...]
    recommended: bool | None = None

    @property
    def share(self) -> Share:
        """All, some or one of the offices. One of one is all; what only the recommendation has is some."""
        if not self.lacks:
            return Share.ALL
        return Share.ONE if len(self.has) == 1 else Share.SOME

    @property
    def by_most(self) -> bool:
        """Whether more than half of the offices ask for it."""
        return len(self.has) > len(self.lacks)


def align(offices: Mapping[str, Sequence[Asked]], recommended: Sequence[Asked] | None = None) -> list[Row]:
    """A row for each requirement that anybody asks for: what differs first, what most ask for before."""
    everything = [paper for papers in offices.values() for paper in papers]
    rows = [_row(each, offices, recommended) for each in classes([*everything, *(recommended or ())])]
    return sorted(rows, key=lambda row: (row.share is Share.ALL, -len(row.has), row.words))


def _row(
    alike: Iterable[Asked], offices: Mapping[str, Sequence[Asked]], recommended: Sequence[Asked] | None
) -> Row:
    known = frozenset(alike)
    has = {code: [paper.shown for paper in papers if paper in known] for code, papers in offices.items()}
    count = Counter(words for each in has.values() for words in each)
    ours = [paper.shown for paper in recommended or () if paper in known]
    wordings = sorted({*count, *ours}, key=lambda words: (-count[words], words))
    return Row(
        words=wordings[0],
        wordings=tuple(wordings),
        has=tuple(code for code, each in has.items() if each),
        lacks=tuple(code for code, each in has.items() if not each),
        recommended=None if recommended is None else bool(ours),
    )
