"""What this office knows of somebody from earlier files, and who else lives on the same family card.

A proposal for the officer, never filled in by itself. The family card stands sealed in each file, so it is
looked for where a household is: among recent files of the same village or the same telephone.
"""

from dataclasses import dataclass

from django.db.models import Q

from applications.models import File
from applications.queries_people import Kind, Person, kind_of, matching, person_of

LOOKED_AT = 200
MOST_MEMBERS = 6


@dataclass(frozen=True)
class Household:
    """The person as of their latest file, and others of their family card who were applicants here."""

    person: Person
    members: tuple[Person, ...]


def household(nik: str) -> Household | None:
    """Who has this NIK in this office's files; None for nobody or for what is no NIK."""
    if kind_of(nik) is not Kind.NIK:
        return None
    row = matching(File.objects.defer("checklist"), nik, Kind.NIK).order_by("-received_at").first()
    return Household(person_of(row), _members(row)) if row is not None else None


def _members(row: File) -> tuple[Person, ...]:
    card = row.intake.get("kk")
    if not card:
        return ()
    near = Q(village=row.village) if row.village else Q()
    if row.phone_index:
        near |= Q(phone_index=row.phone_index)
    if not near:
        return ()
    rows = File.objects.filter(near).exclude(nik_index__in=["", row.nik_index]).defer("checklist")
    found: dict[str, Person] = {}
    for other in rows.order_by("-received_at")[:LOOKED_AT]:
        if other.nik_index not in found and other.intake.get("kk") == card:
            found[other.nik_index] = person_of(other)
        if len(found) == MOST_MEMBERS:
            break
    return tuple(found.values())
