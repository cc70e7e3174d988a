"""What is recommended now, and what offices answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from offices.models import Office
from offices.scope import public_scope
from recommended.differing import Difference, differences
from recommended.models import Choice, Recommendation, Stance
from servicetypes.models import PublishedStandard, ServiceType
from standards.document import StandardDocument


def subject_of(service: str, level: str) -> str:
    """As the trail names it."""
    return f"recommended:{service}:{level.lower()}"


@dataclass(frozen=True)
class Line:
    """A recommendation as one office sees it; `choice` is "" while it has not answered."""

    id: UUID
    service: str
    name: str
    version: int
    choice: str
    words: str


def current() -> list[Recommendation]:
    """What is recommended now, by name of the service and level."""
    rows = Recommendation.objects.filter(ended_at=None).select_related("service_type").defer("document")
    return list(rows.order_by("service_type__name", "level"))


def current_one(recommendation_id: UUID) -> Recommendation | None:
    """One of those that hold now."""
    rows = Recommendation.objects.select_related("service_type").defer("document")
    return rows.filter(pk=recommendation_id, ended_at=None).first()


def versions_of(service: str) -> list[Recommendation]:
    """All versions for a service type, the newest first."""
    rows = Recommendation.objects.filter(service_type__code=service).defer("document")
    return list(rows.order_by("level", "-version"))


def recommended(service: str) -> list[tuple[str, StandardDocument, Recommendation]]:
    """(level, document, row) of what is recommended now for a service. One query."""
    with public_scope():
        rows = list(
            Recommendation.objects.filter(service_type__code=service, ended_at=None).order_by("level")
        )
    return [(row.level, StandardDocument.model_validate(row.document), row) for row in rows]


@dataclass(frozen=True)
class Answer:
    """What an office answered to what is recommended now. Who decided stays on its trail."""

    code: str
    choice: str
    reason: str
    at: datetime


def answers(service: str) -> dict[str, Answer]:
    """The newest answer of each office, by Kemendagri code. One query."""
    with public_scope():
        rows = Stance.objects.filter(
            recommendation__service_type__code=service, recommendation__ended_at=None
        ).order_by("at", "id")
        found = rows.values_list("office__kemendagri_code", "choice", "reason", "at")
        return {code: Answer(code, choice, reason, at) for code, choice, reason, at in found}


def lines_for(office: Office) -> list[Line]:
    """What is recommended to an office now. Two queries, in the office's scope."""
    rows = [row for row in current() if row.level == office.level]
    stances = _newest(office, [row.id for row in rows])
    return [
        Line(
            id=row.id,
            service=row.service_type.code,
            name=row.service_type.name,
            version=row.version,
            choice=stances[row.id].choice if row.id in stances else "",
            words=str(Choice(stances[row.id].choice).label) if row.id in stances else "",
        )
        for row in rows
    ]


def _newest(office: Office, ids: Iterable[UUID]) -> dict[UUID, Stance]:
    rows = Stance.objects.filter(office=office, recommendation__in=list(ids)).order_by("at", "id")
    return {row.recommendation_id: row for row in rows}


@dataclass(frozen=True)
class Shown:
    """One recommendation beside the office's own standard; `own` is None when none is published."""

    row: Recommendation
    service: ServiceType
    document: StandardDocument
    own: StandardDocument | None
    differs: list[Difference]
    stance: Stance | None


def shown_to(office: Office, recommendation_id: UUID) -> Shown | None:
    """For the office's page; None when it is not (any more) recommended to offices of this level."""
    rows = Recommendation.objects.select_related("service_type").filter(ended_at=None, level=office.level)
    row = rows.filter(pk=recommendation_id).first()
    if row is None:
        return None
    published = PublishedStandard.objects.filter(office=office, service_type=row.service_type).first()
    own = StandardDocument.model_validate(published.document) if published else None
    document = StandardDocument.model_validate(row.document)
    return Shown(
        row=row,
        service=row.service_type,
        document=document,
        own=own,
        differs=differences(own, document) if own else [],
        stance=_newest(office, [row.id]).get(row.id),
    )
