"""Files found by number, name, NIK, telephone or the number of a supporting letter."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from applications.models import File, SupportingLetter
from applications.presence import presence_since
from applications.queries_people import LEAST_LETTERS, Kind, kind_of, matching
from applications.queries_rows import Row, rows
from commons.clock import wib
from commons.text import search_key
from documents.models import Letter

MOST = 50
_YEAR = re.compile(r"\A20\d\d\Z")


@dataclass(frozen=True)
class Found:
    """What a search came to; `more` says that there are others."""

    kind: Kind
    rows: list[Row]
    more: bool


def search(query: str, *, now: datetime) -> Found:
    """The office's files a query means, latest first, at most `MOST`."""
    kind = kind_of(query)
    if kind is Kind.DIGITS or (kind is Kind.NAME and any(c.isdigit() for c in query)):
        kind = Kind.NUMBER
    ids = _ids(query, kind, now)
    found = rows(ids[:MOST], presence=presence_since(now), now=now)
    return Found(kind, found, more=len(ids) > MOST)


def _ids(query: str, kind: Kind, now: datetime) -> list[UUID]:
    if kind is Kind.NOTHING:
        return []
    if kind is Kind.NUMBER:
        return _by_number(query, now) or _by_name(query)
    if kind is Kind.NAME:
        return _by_name(query)
    files = matching(File.objects.all(), query, kind).order_by("-received_at")
    by_person = list(files.values_list("id", flat=True)[: MOST + 1])
    # Digits that dial may be a number of ours all the same.
    return by_person or (_by_number(query, now) if kind is Kind.PHONE else [])


def _by_name(query: str) -> list[UUID]:
    """All words in the name; when nobody has them, names that sound alike (trigrams)."""
    key = search_key(query)
    if len(key) < LEAST_LETTERS:
        return []
    exact = matching(File.objects.all(), query, Kind.NAME).order_by("-received_at")
    found = list(exact.values_list("id", flat=True)[: MOST + 1])
    if found:
        return found
    alike = File.objects.filter(search_name__trigram_word_similar=key).order_by("-received_at")
    return list(alike.values_list("id", flat=True)[: MOST + 1])


def _by_number(query: str, now: datetime) -> list[UUID]:
    """A receipt or letter number, whole or only its serial, and the number of a supporting letter. Every way
    goes through an index, whatever the number of files."""
    groups = [group for group in re.findall(r"\d+", query) if len(group) <= 6]
    years = [int(group) for group in groups if _YEAR.match(group)]
    serials = {int(group) for group in groups}
    this_year = wib(now).year
    where = Q(year__in=years or [this_year, this_year - 1], seq__in=serials)
    wanted = _plain(query)
    files = [
        id
        for id, number in File.objects.filter(where).values_list("id", "receipt_number")
        if _is(wanted, number)
    ]
    letters = Letter.objects.filter(where).values_list("file_id", "number")
    files += [id for id, number in letters if _is(wanted, number)]
    files += SupportingLetter.objects.filter(number__startswith=query.strip()).values_list(
        "file_id", flat=True
    )[:MOST]
    return list(dict.fromkeys(files))


def _is(wanted: str, number: str) -> bool:
    """Whether what was typed is this number or its serial part."""
    plain = _plain(number)
    parts = [part.lstrip("0") for part in plain.split("/")]
    return wanted in plain if "/" in wanted else wanted.lstrip("0") in parts


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text).casefold()
