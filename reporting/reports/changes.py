"""What a new edition changes, in words. Pure.

Figures as facts hold them: by office code ("" for all together), by indicator: (as it reads, n).
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Said = Sequence[Any]
Figures = Mapping[str, Mapping[str, Said]]
MOST = 40


def digest(figures: Any) -> str:
    """The SHA-256 of what counts as a change."""
    words = json.dumps(figures, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def changes(
    before: Figures, after: Figures, *, names: Mapping[str, str], offices: Mapping[str, str]
) -> list[str]:
    """One sentence for each figure that differs; `names` of indicators, `offices` by code. Long lists end
    with how many more there are."""
    found = [
        _sentence(offices.get(code, code) or str(_("Semua kantor")), names.get(key, key), old, new)
        for code in sorted({*before, *after})
        for key in [*names, *sorted(_keys(before, after, code) - set(names))]
        for old, new in [(_of(before, code, key), _of(after, code, key))]
        if old != new
    ]
    more = len(found) - MOST
    if more <= 0:
        return found
    rest = ngettext("dan {n} angka lain.", "dan {n} angka lain.", more).format(n=more)
    return [*found[:MOST], rest]


def _keys(before: Figures, after: Figures, code: str) -> set[str]:
    return set(before.get(code, {})) | set(after.get(code, {}))


def _of(figures: Figures, code: str, key: str) -> tuple[str, int] | None:
    said = figures.get(code, {}).get(key)
    return (str(said[0]), int(said[1])) if said is not None else None


def _sentence(office: str, name: str, old: tuple[str, int] | None, new: tuple[str, int] | None) -> str:
    if old is None:
        return _("{office}: {name} baru ada, {after}.").format(office=office, name=name, after=_whole(new))
    if new is None:
        return _("{office}: {name} tidak ada lagi (sebelumnya {before}).").format(
            office=office, name=name, before=_whole(old)
        )
    if old[0] == new[0]:
        return _("{office}: {name} tetap {after}, kini dari n = {n} (sebelumnya {m}).").format(
            office=office, name=name, after=new[0], n=new[1], m=old[1]
        )
    return _("{office}: {name} dari {before} menjadi {after}.").format(
        office=office, name=name, before=_whole(old), after=_whole(new)
    )


def _whole(said: tuple[str, int] | None) -> str:
    return f"{said[0]} (n = {said[1]})" if said else ""
