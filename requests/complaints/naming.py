"""Whom the words of a complaint speak of, though nobody was chosen.

Whoever fears the leader may not read every question of a form: written without choosing the leader, the
complaint would lie before that very person. So the form asks once more.
"""

import re
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from complaints.people import HEAD, Somebody

SPEAKS_OF = _(
    "Tulisan ini menyebut {title}. Bila pengaduannya tentang dia, pilih di sini supaya ia tidak membacanya. "
    "Bila bukan, kirim lagi saja."
)
LEADERS = frozenset({"camat", "lurah"})
# Not the place: "di kantor camat".
_SPEAKS = r"(?<!kantor )\b({words})\b"
LEAST_NAME = 6


def named(text: str, people: Sequence[Somebody]) -> Somebody | None:
    """Somebody whose whole name stands there; else the leader, where it says camat, lurah or pimpinan."""
    words = " ".join(text.casefold().split())
    for one in people:
        name = one.name.casefold()
        if len(name) >= LEAST_NAME and re.search(rf"\b{re.escape(name)}\b", words):
            return one
    leader = next((one for one in people if HEAD in one.roles), None)
    if leader is None:
        return None
    titles = {"pimpinan", *(LEADERS & set(leader.title.casefold().split()))}
    found = re.search(_SPEAKS.format(words="|".join(sorted(titles))), words)
    return leader if found else None
