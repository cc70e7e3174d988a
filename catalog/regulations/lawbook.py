"""The law register as the standards' rules read it: the status of a rule and what came after it (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from regulations.register import Status, load_instruments


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule of the register. `cited`: "Undang-Undang Nomor 23 Tahun 2014". `by`: key of what ended it."""

    key: str
    cited: str
    title: str
    status: Status
    since: date | None = None
    by: str = ""

    def ended(self, on: date) -> bool:
        """Whether it is revoked or overtaken on that day; a revocation without a date counts at once."""
        over = self.status in {Status.REVOKED, Status.OUTDATED}
        return over and (self.since is None or self.since <= on)


@dataclass(frozen=True)
class LawBook:
    entries: Mapping[str, Entry]

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Entry, ...]]:
        """The rules of each kind, by what stands before the colon of their keys."""
        kinds: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            kinds.setdefault(entry.key.partition(":")[0], []).append(entry)
        return {kind: tuple(those) for kind, those in kinds.items()}

    def find(self, key: str) -> Entry | None:
        """The rule of this normalised key, None where the register does not have it."""
        return self.entries.get(key)

    def chain(self, key: str) -> tuple[Entry, ...]:
        """What replaced it, one after the other, to the newest; () for one that stands."""
        found: list[Entry] = []
        here = self.entries.get(key)
        while here and here.by and (here := self.entries.get(here.by)) and here not in found:
            found.append(here)
        return tuple(found)

    def newest(self, key: str) -> str:
        """The key of the rule that now holds in its place (its own where nothing replaced it)."""
        chain = self.chain(key)
        return chain[-1].key if chain else key


def lawbook(entries: Iterable[Entry]) -> LawBook:
    return LawBook({entry.key: entry for entry in entries})


@cache
def packaged() -> LawBook:
    """The register that comes with Loket, without a database."""
    return lawbook(
        Entry(one.key, one.shown, one.title, one.status, one.since, one.by) for one in load_instruments()
    )
