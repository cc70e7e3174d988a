"""The frames of letter numbers by village, from the letters applicants brought lately."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from applications.frames import frame_of
from applications.models import SupportingLetter
from applications.places import label
from commons.text import search_key
from servicetypes.readers import Village

# Keys grow with time, so the newest are read off the end of the primary key, however many there are.
LATEST = 300
ENOUGH = 2


def frames(villages: Mapping[str, Village], *, year: int) -> dict[str, str]:
    """Frame by issuer as typed in a form, in small letters: "desa rojopolo, kec. jatiroto", and the same
    without the kecamatan or the level where only one village has that name."""
    rows = SupportingLetter.objects.exclude(issuer_code="").order_by("-id")
    brought: dict[str, list[tuple[str, date]]] = {}
    for code, number, dated in rows.values_list("issuer_code", "number", "date")[:LATEST]:
        known = brought.setdefault(code, [])
        if len(known) < ENOUGH and all(number != other for other, _day in known):
            known.append((number, dated))
    names = Counter(village.name for village in villages.values())
    found: dict[str, str] = {}
    for code, letters in brought.items():
        village, frame = villages.get(code), frame_of(letters, year=year)
        if village is not None and frame:
            found[search_key(label(village))] = frame
            if names[village.name] == 1:
                found[search_key(f"{village.level} {village.name}")] = frame
                found[search_key(village.name)] = frame
    return found
