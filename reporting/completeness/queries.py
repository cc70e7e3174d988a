"""The score of each office, from the public projection only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from commons.clock import wib
from completeness import facts
from completeness.rules import OfficeFacts, Point, StandardFacts, points, score
from offices.hosts import url_of
from offices.models import REHEARSAL, Office, OfficeState
from offices.scope import public_scope
from servicetypes.models import PublishedStandard
from standards.vocabulary import ComponentKey

SHOWN = (OfficeState.LIVE, OfficeState.SUSPENDED)


@dataclass(frozen=True)
class Scored:
    """An office with its points; `score` is 0 to 100, None when nothing is measured."""

    code: str
    name: str
    points: list[Point]
    score: Fraction | None
    on: date


def scored(*, now: datetime) -> list[Scored]:
    """All offices, the least complete first. Two queries, and those of the registered facts."""
    with public_scope():
        found = _scored(list(_offices()), now)
    return sorted(found, key=lambda one: (one.score or 0, one.code))


def scored_one(code: str, *, now: datetime) -> Scored | None:
    """One office by its Kemendagri code."""
    with public_scope():
        found = _scored(list(_offices().filter(kemendagri_code=code)), now)
    return found[0] if found else None


def _offices() -> QuerySet[Office]:
    rows = Office.objects.filter(state__in=SHOWN).exclude(kemendagri_code__startswith=REHEARSAL)
    return rows.defer("emblem").order_by("kemendagri_code")


def _scored(offices: Sequence[Office], now: datetime) -> list[Scored]:
    today = wib(now).date()
    standards: dict[UUID, list[StandardFacts]] = {}
    slugs = {office.pk: office.slug for office in offices}
    rows = PublishedStandard.objects.filter(office__in=list(slugs)).order_by("title", "id")
    for row in rows.select_related("service_type").defer("service_type__definition"):
        standards.setdefault(row.office_id, []).append(_standard(row, slugs[row.office_id]))
    others = facts.read_all(offices, now)
    found = []
    for office in offices:
        about = OfficeFacts(
            code=office.kemendagri_code,
            name=office.full_name,
            url=url_of(office.slug, "/"),
            is_open=office.state == OfficeState.LIVE,
            standards=tuple(standards.get(office.pk, ())),
        )
        each = points(about, others[office.pk], today=today)
        found.append(Scored(about.code, about.name, each, score(each), today))
    return found


def _standard(row: PublishedStandard, slug: str) -> StandardFacts:
    document = row.document
    filled = (key.value for key in ComponentKey if (document.get(key.value) or {}).get("source_text"))
    return StandardFacts(
        code=row.service_type.code,
        title=row.title,
        filled=frozenset(filled),
        dated=_dated(document.get("control") or {}),
        published_on=wib(row.published_at).date(),
        url=url_of(slug, f"/layanan/{row.service_type.code}/"),
    )


def _dated(control: dict[str, Any]) -> date | None:
    days = [date.fromisoformat(control[key]) for key in ("revised_on", "issued_on") if control.get(key)]
    return max(days, default=None)
