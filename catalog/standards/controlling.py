"""From draft to force: prepared, checked, approved by three different people, published, withdrawn.

Permenpan RB 15/2014 and the control table of the documents offices have: maker, checker and approver are
three people in that order; the revision counts from 00; a Keputusan enacts it. Whatever is written into a
draft after it was handed in takes it back to its maker.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Role
from commons.clock import wib
from commons.errors import DomainError
from offices.scope import current_office
from servicetypes.models import PublishedStandard
from standards import operations, watching
from standards.document import Control, Signatory
from standards.drafting import UNFINISHED, Data, Draft, NoDraft, hindrances, subject_of
from standards.drafting import find as find_draft
from standards.models import StandardVersion, VersionState
from standards.queries import published_version
from standards.vocabulary import Origin
from standards.writing.agreeing import behind
from standards.writing.wholeness import lacks_of
from trail import operations as trail

MAKERS = (Role.SECTION_HEAD, Role.OFFICE_ADMIN)
CHECKERS = (Role.SECRETARY,)
APPROVERS = (Role.HEAD,)
PUBLISHERS = (Role.OFFICE_ADMIN, Role.HEAD)
# What comes to somebody from the hands of another.
HANDED_ON = frozenset({"check", "approve", "publish"})


class NotNow(DomainError):
    """The draft is not where this can be done, or not by this person. Nothing changed."""


@dataclass(frozen=True, kw_only=True)
class Enactment:
    """What publishing asks for. `effective_from` may lie in the future."""

    number: str
    issued_on: date
    decree: str
    effective_from: date


def step_of(draft: Draft) -> str:
    """What is done next: hand_in | check | approve | publish | wait; "" for a document that was enacted
    before Loket, which only the admin publishes."""
    if draft.origin != Origin.LOKET:
        return ""
    if draft.state == VersionState.CHECKED:
        return "approve"
    if draft.state == VersionState.APPROVED:
        return "wait" if draft.effective_from else "publish"
    return "check" if _name(draft.document, "prepared") else "hand_in"


def may(draft: Draft, actor: Actor) -> str:
    """The step of `step_of` when this person may do it, else ""."""
    step = step_of(draft)
    allowed = {"hand_in": MAKERS, "check": CHECKERS, "approve": APPROVERS, "publish": PUBLISHERS}
    if step not in allowed or not actor.has(*allowed[step]):
        return ""
    earlier = {"check": ("prepared",), "approve": ("prepared", "checked")}.get(step, ())
    return "" if _same(actor.name, draft.document, earlier) else step


def _same(name: str, document: Data, places: tuple[str, ...]) -> bool:
    return _folded(name) in {_folded(_name(document, place)) for place in places}


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _name(document: Data, place: str) -> str:
    signatory = (document.get("control") or {}).get(place) or {}
    return str(signatory.get("name") or "")


@transaction.atomic
def advance(*, version_id: UUID, step: str, actor: Actor, now: datetime) -> None:
    """Hand in, check or approve. Raises `NoDraft`, `NotNow`."""
    row, draft = _locked(version_id)
    if step not in {"hand_in", "check", "approve"} or may(draft, actor) != step:
        raise NotNow(
            "not_now",
            _("Rancangan sudah berpindah, atau ini bukan giliran Anda. Tidak ada yang berubah."),
        )
    _refuse_unready(draft, now)
    place = {"hand_in": "prepared", "check": "checked", "approve": "approved"}[step]
    control = row.document.get("control") or {}
    signatory = Signatory(name=actor.name, title=actor.title).model_dump()
    row.document = {**row.document, "control": {**control, place: signatory}}
    row.state = {"check": VersionState.CHECKED, "approve": VersionState.APPROVED}.get(step, row.state)
    row.save(update_fields=["document", "state"])
    _tell(f"standard.{place}", row.id, actor, now)


def _refuse_unready(draft: Draft, now: datetime) -> None:
    lacks = [lack.message for lack in lacks_of(draft.document)]
    found = hindrances(draft, office_id=current_office().id, day=wib(now).date())
    late = [each.message for each in behind(draft.document.get("persyaratan") or {}) if each.sure]
    if why := " ".join([*lacks, *(str(each.message) for each in found), *late]):
        raise NotNow("not_ready", _("Rancangan belum siap. ") + why)


@transaction.atomic
def send_back(*, version_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Give it back to its maker with the reason; who checks, approves or publishes may. Raises `NoDraft`,
    `NotNow`."""
    row, draft = _locked(version_id)
    if not may_send_back(draft, actor):
        raise NotNow("not_now", _("Rancangan ini tidak sedang diperiksa. Tidak ada yang berubah."))
    note = {"paths": ["title"], "text": f"{actor.name}: {reason}"}
    row.document = {**row.document, "control": {}, "notes": [note, *(row.document.get("notes") or ())]}
    row.state, row.effective_from = VersionState.DRAFT, None
    row.save(update_fields=["document", "state", "effective_from"])
    _tell("standard.sent_back", row.id, actor, now, reason=reason)


def waiting_for(actor: Actor) -> list[Draft]:
    """The drafts that wait for this person: to be checked, approved or published. One query, which leaves the
    long documents where they are; none for who does none of it."""
    if not actor.has(*CHECKERS, *APPROVERS, Role.OFFICE_ADMIN):
        return []
    rows = StandardVersion.objects.filter(origin=Origin.LOKET, state__in=UNFINISHED).order_by("title")
    found = [
        Draft(id, code, title, Origin.LOKET, 0, {"control": control}, {}, state, effective_from)
        for id, code, title, control, state, effective_from in rows.values_list(
            "id", "standard__service_code", "title", "document__control", "state", "effective_from"
        )
    ]
    return [draft for draft in found if may(draft, actor) in HANDED_ON]


def may_send_back(draft: Draft, actor: Actor) -> bool:
    """Whether this person may give the draft back to its maker now."""
    moving = step_of(draft) in {"check", "approve", "publish", "wait"}
    return moving and actor.has(*CHECKERS, *APPROVERS, Role.OFFICE_ADMIN)


@transaction.atomic
def publish(*, version_id: UUID, enactment: Enactment, actor: Actor, now: datetime) -> bool:
    """Give an approved draft number, date and Keputusan, and put it into force: now, or on the day it says.

    True when it is in force. Raises `NoDraft`, `NotNow`, and what `operations.publish` raises.
    """
    row, draft = _locked(version_id)
    if may(draft, actor) != "publish":
        raise NotNow(
            "not_now", _("Rancangan belum disetujui, atau sudah dijadwalkan. Tidak ada yang berubah.")
        )
    today = wib(now).date()
    if enactment.effective_from < today:
        raise NotNow("too_early", _("Tanggal berlaku tidak boleh sebelum hari ini."))
    row.document = {**row.document, "control": _control(row, enactment)}
    row.effective_from = enactment.effective_from
    row.save(update_fields=["document", "effective_from"])
    in_force = enactment.effective_from <= today
    if in_force:
        operations.publish(version=row, by=actor.name, now=now)
    action = "standard.published" if in_force else "standard.scheduled"
    _tell(action, row.id, actor, now, number=enactment.number)
    return in_force


def _control(row: StandardVersion, enactment: Enactment) -> Data:
    """The control of a standard drawn up here: the revision counts on from those that were in force."""
    revision = max(_revisions(row, enactment.number), default=-1) + 1
    people = {place: row.document["control"][place] for place in ("prepared", "checked", "approved")}
    control = Control(
        number=enactment.number,
        revision=f"{revision:02d}",
        revised_on=enactment.issued_on if revision else None,
        issued_on=enactment.issued_on,
        decree=enactment.decree,
        **people,
    )
    return control.model_dump(mode="json")


def _revisions(row: StandardVersion, number: str) -> Iterator[int]:
    """Of the versions drawn up here, and of one on paper that bears the same number."""
    for one in row.standard.versions.filter(published_at__isnull=False):
        control = one.document.get("control") or {}
        same = (
            "".join(str(control.get("number") or "").split()).casefold() == "".join(number.split()).casefold()
        )
        said = str(control.get("revision") or "")
        if one.origin == Origin.LOKET or (same and said.isdecimal()):
            yield int(said or 0)


def publish_due(*, now: datetime) -> int:
    """Put into force what is due in this office; how many. What cannot be published stays and is told."""
    due = StandardVersion.objects.filter(
        state=VersionState.APPROVED, effective_from__lte=wib(now).date()
    ).values_list("id", flat=True)
    return sum(_publish_due(version_id, now) for version_id in list(due))


def _publish_due(version_id: UUID, now: datetime) -> bool:
    try:
        with transaction.atomic():
            row = StandardVersion.objects.select_for_update().get(id=version_id)
            if row.state != VersionState.APPROVED:
                return False  # another worker, to whom the same task was given again, was first
            operations.publish(version=row, by=_name(row.document, "approved"), now=now)
            _tell("standard.published", row.id, None, now)
    except DomainError as refusal:
        with transaction.atomic():
            row = StandardVersion.objects.select_for_update().get(id=version_id)
            if row.effective_from is None:
                return False  # told already
            row.effective_from = None
            row.save(update_fields=["effective_from"])
            _tell("standard.not_published", version_id, None, now, reason=str(refusal))
        return False
    return True


@transaction.atomic
def withdraw(*, code: str, reason: str, actor: Actor, now: datetime) -> None:
    """End the standard in force without another: the service is offered no more, open files go on under it.

    Only the head may. Raises `NoSuchService`, `NotNow`.
    """
    if not actor.has(*APPROVERS):
        raise NotNow("not_now", _("Hanya camat atau lurah yang mencabut standar."))
    office, found = current_office(), published_version(code)
    row = StandardVersion.objects.select_for_update().get(id=found.id)
    if row.state != VersionState.PUBLISHED:
        raise NotNow("not_now", _("Standar ini tidak berlaku lagi. Tidak ada yang berubah."))
    row.state, row.effective_to, row.ended_reason = VersionState.WITHDRAWN, wib(now).date(), reason
    row.save(update_fields=["state", "effective_to", "ended_reason"])
    PublishedStandard.objects.filter(office_id=office.id, version_id=row.id).delete()
    operations.tell_withdrawn(office, row, now)
    watching.changed(office.id)
    _tell("standard.withdrawn", row.id, actor, now, reason=reason)


def _locked(version_id: UUID) -> tuple[StandardVersion, Draft]:
    rows = StandardVersion.objects.select_for_update(of=("self",)).select_related("standard")
    row = rows.filter(id=version_id).first()
    if row is None:
        raise NoDraft
    return row, find_draft(version_id)


def _tell(action: str, version_id: UUID, actor: Actor | None, now: datetime, **data: Any) -> None:
    trail.record(action=action, actor=actor, subject=subject_of(version_id), data=data, now=now)
