"""Bring a standard into an office and put it into force."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.clock import wib
from commons.errors import DomainError
from offices.models import Office
from offices.scope import current_office
from outbox.operations import put
from outbox.topics import STANDARD_PUBLISHED, STANDARD_WITHDRAWN
from regulations.queries import authority_of
from servicetypes.definition import ServiceTypeDefinition
from servicetypes.models import PublishedStandard, ServiceType
from standards import watching
from standards.document import Control, Signatory, StandardDocument
from standards.models import Origin, Pledge, PledgeKind, Standard, StandardVersion, VersionState
from standards.publication import publication_problems
from standards.writing.wholeness import whole
from trail import operations as trail


class CannotPublish(DomainError):
    """The standard cannot be worked by; `context["problems"]` lists every reason."""


@transaction.atomic
def draft(*, document: StandardDocument, definition: ServiceTypeDefinition) -> StandardVersion:
    """Keep a document as the next draft of its service, which must be in the kabupaten's catalogue."""
    service_type = ServiceType.objects.get(code=document.service)
    standard, _made = Standard.objects.get_or_create(
        service_type_id=service_type.id, defaults={"service_code": service_type.code}
    )
    revisions = standard.versions.filter(origin=document.origin).values_list("revision", flat=True)
    return StandardVersion.objects.create(
        standard=standard,
        revision=max(revisions, default=-1) + 1,
        origin=Origin(document.origin),
        title=document.title,
        document=document.model_dump(mode="json"),
        program=definition.model_dump(mode="json"),
    )


@transaction.atomic
def publish(*, version: StandardVersion, by: str, now: datetime) -> StandardVersion:
    """Put a version into force; the one before it ends.

    Raises `CannotPublish` when the counter could not work by it: a LETTER or ENDORSEMENT without a signature
    or a lawful signer, words that do not fit the form; `Unfinished` when a component is not whole.
    """
    office = current_office()
    row = (
        StandardVersion.objects.select_for_update(of=("self",)).select_related("standard").get(id=version.id)
    )
    document = whole(row.document)
    definition = ServiceTypeDefinition.model_validate(row.program)
    day = wib(now).date()
    _refuse_problems(document, definition, has_authority=authority_of(office.id, on=day) is not None)
    StandardVersion.objects.filter(standard=row.standard, state=VersionState.PUBLISHED).update(
        state=VersionState.SUPERSEDED, effective_to=day
    )
    row.state, row.published_at, row.published_by = VersionState.PUBLISHED, now, by
    row.effective_from = day
    row.save(update_fields=["state", "published_at", "published_by", "effective_from"])
    _project(office, row, now)
    return row


@transaction.atomic
def enact(
    *, wanted: Sequence[tuple[UUID, Control | None]], actor: Actor, now: datetime
) -> list[StandardVersion]:
    """Give drafts of this office their number, date and people, and put them into force: all or none.

    The Keputusan that enacts them may follow. Raises `CannotPublish`, `Unfinished`,
    `StandardVersion.DoesNotExist`.
    """
    done = []
    for version_id, control in wanted:
        row = StandardVersion.objects.select_for_update().get(id=version_id, state=VersionState.DRAFT)
        if control is not None:
            document = whole(row.document)
            row.document = document.model_copy(update={"control": control}).model_dump(mode="json")
            row.save(update_fields=["document"])
        done.append(publish(version=row, by=actor.name, now=now))
        trail.record(
            action="standard.published",
            actor=actor,
            subject=f"standard:{row.id}",
            data={"number": control.number if control else ""},
            now=now,
        )
    return done


@transaction.atomic
def sign_pledge(
    *, kind: PledgeKind, text: str, signer: Signatory, signed_on: date, actor: Actor, now: datetime
) -> Pledge:
    """Put the next version of a pledge into force, as its signer signed it on paper that day.

    What everybody may know of it (kind, version, day) is told to who watches. Raises `CannotPublish`:
    `pledge_future`, `pledge_same`, `pledge_twice`.
    """
    last = Pledge.objects.filter(kind=kind).order_by("-version").first()
    if signed_on > wib(now).date():
        raise CannotPublish("pledge_future", _("Tanggal tanda tangannya belum tiba."))
    if last is not None and (last.text, last.signer_name, last.signed_on) == (text, signer.name, signed_on):
        raise CannotPublish(
            "pledge_same", _("Versi ini sama dengan yang sudah berlaku; tidak ada yang disimpan.")
        )
    try:
        with transaction.atomic():
            row = Pledge.objects.create(
                kind=kind,
                version=last.version + 1 if last else 1,
                text=text,
                signer_name=signer.name,
                signer_title=signer.title,
                signed_on=signed_on,
                published_at=now,
                published_by=actor.name,
            )
    except IntegrityError as error:
        message = _("Orang lain baru saja menyimpan versi baru. Periksa dulu, lalu simpan lagi bila perlu.")
        raise CannotPublish("pledge_twice", message) from error
    data = {"kind": kind.value, "version": row.version}
    trail.record(action="pledge.signed", actor=actor, subject=f"pledge:{row.id}", data=data, now=now)
    watching.pledged(current_office(), row, now)
    return row


def _refuse_problems(
    document: StandardDocument, definition: ServiceTypeDefinition, *, has_authority: bool
) -> None:
    problems = publication_problems(document, definition, has_authority=has_authority)
    if problems:
        listed = " ".join(str(problem.message) for problem in problems)
        message = format_lazy(_("Standar belum dapat diterbitkan. {why}"), why=listed)
        raise CannotPublish("cannot_publish", message, problems=problems)


def _project(office: Office, row: StandardVersion, now: datetime) -> None:
    if office.is_rehearsal:  # nobody outside may take it for a promise
        return
    watching.changed(office.id)
    PublishedStandard.objects.update_or_create(
        office_id=office.id,
        service_type_id=row.standard.service_type_id,
        defaults={
            "version_id": row.id,
            "title": row.title,
            "document": row.document,
            "published_at": now,
        },
    )
    _tell_others(STANDARD_PUBLISHED, office, row, now)


def tell_withdrawn(office: Office, row: StandardVersion, now: datetime) -> None:
    """Other systems are told of what is offered no more, too."""
    if not office.is_rehearsal:
        _tell_others(STANDARD_WITHDRAWN, office, row, now)


def _tell_others(topic: str, office: Office, row: StandardVersion, now: datetime) -> None:
    data = {
        "office": office.kemendagri_code,
        "service": row.standard.service_code,
        "title": row.title,
    }
    put(topic=topic, office_id=office.id, data=data, now=now)
