"""Applicants who were here before, found by NIK, telephone or name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet

from applications.models import File
from commons.crypto import blind_index, current_key
from commons.phones import BadPhone, parse_phone
from commons.text import search_key
from offices.scope import current_schema

MOST = 8
SCANNED = 60
REF_HOURS = 2
LEAST_LETTERS = 3


class Kind(StrEnum):
    """As what a query was read."""

    NOTHING = "nothing"
    NIK = "nik"
    PHONE = "phone"
    NAME = "name"
    NUMBER = "number"
    DIGITS = "digits"


@dataclass(frozen=True)
class Person:
    """An applicant as of their latest file. `ref` names that file, signed, for this office and two hours."""

    ref: str
    file_id: UUID
    name: str
    nik: str
    village: str
    service_code: str
    service_name: str
    received_at: datetime
    contact_way: str
    values: dict[str, Any]


def kind_of(query: str) -> Kind:
    """A NIK is 16 digits, a telephone number dials; other digits alone are nobody, all else is a name."""
    plain = _plain(query)
    if not plain:
        return Kind.NOTHING
    digits = plain.isascii() and plain.isdigit()
    if digits and len(plain) == 16:
        return Kind.NIK
    if _phone(query):
        return Kind.PHONE
    return Kind.DIGITS if digits else Kind.NAME


def is_short(query: str) -> bool:
    """Whether a query has too few letters to look for a name."""
    kind = kind_of(query)
    return kind is Kind.NOTHING or (kind is Kind.NAME and len(search_key(query)) < LEAST_LETTERS)


def as_answer(query: str) -> tuple[Kind, str]:
    """What a query says of a new applicant; digits are no name, and a NIK does not begin with a zero."""
    kind = kind_of(query)
    if kind is Kind.DIGITS:
        return (Kind.PHONE, query) if query.lstrip().startswith("0") else (Kind.NIK, _plain(query))
    if kind is Kind.NAME and any(sign.isdigit() for sign in query):
        return Kind.NOTHING, ""
    return kind, query


def find_people(query: str) -> list[Person]:
    """Those who match, latest first, each once."""
    kind = kind_of(query)
    if kind is Kind.DIGITS or is_short(query):
        return []
    rows = matching(File.objects.defer("checklist"), query, kind)
    return list(_once(rows.order_by("-received_at")[:SCANNED]))[:MOST]


def matching(rows: QuerySet[File], query: str, kind: Kind) -> QuerySet[File]:
    """The files of applicants that a query means."""
    key = current_key()
    if kind is Kind.NIK:
        return rows.filter(nik_index=blind_index(key, re.sub(r"\D", "", query), kind="nik"))
    if kind is Kind.PHONE:
        return rows.filter(phone_index=blind_index(key, _phone(query), kind="phone"))
    return rows.filter(named(query))


def named(query: str) -> Q:
    """Files whose applicant has all words of the query in the name, in any order."""
    condition = Q()
    for word in search_key(query).split()[:6]:
        condition &= Q(search_name__contains=word)
    return condition


def person(ref: str) -> Person | None:
    """Whom a ref names; None when it was altered, is too old, or was given by another office."""
    try:
        text = signing.loads(ref, salt=_salt(), max_age=REF_HOURS * 3600)
        row = File.objects.filter(id=UUID(text)).first()
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return person_of(row) if row else None


def _once(rows: Iterable[File]) -> Iterable[Person]:
    seen: set[str] = set()
    for row in rows:
        who = row.nik_index or f"{row.search_name} {row.phone_index}"
        if who not in seen:
            seen.add(who)
            yield person_of(row)


def person_of(row: File) -> Person:
    """The applicant of a file, as that file says."""
    return Person(
        ref=signing.dumps(str(row.id), salt=_salt()),
        file_id=row.id,
        name=row.name,
        nik=row.nik or "",
        village=row.village,
        service_code=row.service_code,
        service_name=row.service_name,
        received_at=row.received_at,
        contact_way=row.contact_way,
        values=row.intake,
    )


def _salt() -> str:
    # A ref of one office means nothing in another, even where both have the person.
    return f"applications.person.{current_schema()}"


def _plain(query: str) -> str:
    return re.sub(r"[\s.-]", "", query)


def _phone(query: str) -> str:
    try:
        return parse_phone(query).e164
    except BadPhone:
        return ""
