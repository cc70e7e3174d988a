"""Recommend a standard to offices; follow a recommendation, or depart from it with a reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from audit.changing import guard, hold
from audit.operations import record
from commons.errors import DomainError
from offices.queries import contacts
from offices.scope import current_office
from recommended.models import Choice, Level, Recommendation, Stance
from recommended.queries import shown_to, subject_of
from recommended.sources import document_from, sources
from servicetypes.models import ServiceType
from servicetypes.queries import definition_in_use
from standards.adopting import ForOffice, adapted
from standards.document import StandardDocument
from standards.operations import draft
from trail import operations as trail

SHORTEST = 15


class RecommendationRefused(DomainError):
    """It cannot be done like this; nothing was saved."""


@transaction.atomic
def recommend(
    *, service: str, level: str, source: str, note: str, seen: int, actor: Actor, now: datetime
) -> Recommendation:
    """Issue the next version, from the document of `source` (`recommended.sources`). In the public scope.

    Raises `RecommendationRefused`, `Stale`, `ServiceType.DoesNotExist`.
    """
    document = document_from(source, service, level) if level in Level.values else None
    if document is None:
        message = _("Dokumen sumbernya tidak ada lagi. Pilih yang lain; belum ada yang disimpan.")
        raise RecommendationRefused("no_source", message)
    if not note:
        message = _("Tulis mengapa dianjurkan, atau apa yang berubah. Belum ada yang disimpan.")
        raise RecommendationRefused("no_note", message)
    guard(subject_of(service, level), seen=seen)
    kind = ServiceType.objects.get(code=service)
    before = Recommendation.objects.filter(service_type=kind, level=level)
    last = before.order_by("-version").values_list("version", flat=True).first() or 0
    before.filter(ended_at=None).update(ended_at=now)
    row = Recommendation.objects.create(
        service_type=kind,
        level=level,
        version=last + 1,
        document=document.model_dump(mode="json"),
        source=next(each.words for each in sources(service, level) if each.key == source)[:200],
        note=note,
        issued_at=now,
        issued_by=actor.name,
    )
    data = {"version": row.version, "source": row.source, "note": note}
    _record("recommended.issued", row, data, actor, now)
    return row


@transaction.atomic
def end(*, recommendation_id: UUID, reason: str, seen: int, actor: Actor, now: datetime) -> Recommendation:
    """Recommend it no longer; nothing takes its place. Raises `RecommendationRefused`, `Stale`,
    `Recommendation.DoesNotExist`."""
    row = Recommendation.objects.select_related("service_type").get(pk=recommendation_id, ended_at=None)
    if not reason:
        message = _("Tulis mengapa anjuran ini diakhiri. Belum ada yang disimpan.")
        raise RecommendationRefused("no_reason", message)
    guard(subject_of(row.service_type.code, row.level), seen=seen)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    _record("recommended.ended", row, {"version": row.version, "reason": reason}, actor, now)
    return row


def _record(action: str, row: Recommendation, data: dict[str, object], actor: Actor, now: datetime) -> None:
    subject = subject_of(row.service_type.code, row.level)
    record(action=action, actor=actor, subject=subject, data=data, now=now)


@transaction.atomic
def adopt(*, recommendation_id: UUID, actor: Actor, now: datetime) -> Stance:
    """Make a draft of what is recommended, in the current office's own name; none where nothing differs.

    It is in force only when it is published as every draft is. Raises `RecommendationRefused`.
    """
    row = _for_current(recommendation_id)
    office = current_office()
    if _chosen(row) == Choice.ADOPTED:
        message = _("Anjuran versi ini sudah diikuti; rancangannya ada di halaman standar.")
        raise RecommendationRefused("adopted_already", message)
    seen = shown_to(office, recommendation_id)
    if seen is not None and seen.own is not None and not seen.differs:
        return _take(row, Choice.ADOPTED, actor=actor, now=now)
    reach = tuple((line.kind, line.shown) for line in contacts(office.id))
    target = ForOffice(office.slug, office.level, office.name, reach)
    document = adapted(StandardDocument.model_validate(row.document), target)
    version = draft(document=document, definition=definition_in_use(row.service_type.code))
    return _take(row, Choice.ADOPTED, version_id=version.id, actor=actor, now=now)


@transaction.atomic
def depart(*, recommendation_id: UUID, reason: str, actor: Actor, now: datetime) -> Stance:
    """Say why the current office does otherwise. Raises `RecommendationRefused`."""
    row = _for_current(recommendation_id)
    if len(reason) < SHORTEST:
        message = _(
            "Tulis alasannya dengan satu kalimat yang dimengerti warga. Isian Anda masih ada di bawah."
        )
        raise RecommendationRefused("no_reason", message)
    return _take(row, Choice.DEPARTED, reason=reason, actor=actor, now=now)


def _for_current(recommendation_id: UUID) -> Recommendation:
    office = current_office()
    hold(f"stance:{office.id}:{recommendation_id}")
    rows = Recommendation.objects.select_related("service_type").filter(ended_at=None, level=office.level)
    row = rows.filter(pk=recommendation_id).first()
    if row is None:
        message = _("Anjuran ini tidak berlaku lagi. Buka daftar anjuran untuk versi terbarunya.")
        raise RecommendationRefused("ended", message)
    return row


def _chosen(row: Recommendation) -> str:
    stances = row.stances.filter(office=current_office()).order_by("-at", "-id")
    return stances.values_list("choice", flat=True).first() or ""


def _take(
    row: Recommendation,
    choice: Choice,
    *,
    reason: str = "",
    version_id: UUID | None = None,
    actor: Actor,
    now: datetime,
) -> Stance:
    office = current_office()
    stance = Stance.objects.create(
        recommendation=row,
        office=office,
        choice=choice,
        reason=reason,
        version_id=version_id,
        by_name=actor.name,
        by_title=actor.title,
        at=now,
    )
    data = {"service": row.service_type.code, "version": row.version, "reason": reason}
    trail.record(
        action=f"recommended.{choice.lower()}",
        actor=actor,
        subject=f"standard:{version_id}" if version_id else subject_of(row.service_type.code, row.level),
        data=data,
        now=now,
    )
    return stance
