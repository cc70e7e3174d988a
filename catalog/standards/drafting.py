"""Drafts of the office's standards: begun, imported, written section by section, given up."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from accounts.actors import Actor
from audit.changing import hold
from commons.clock import wib
from commons.errors import DomainError
from commons.indonesian import date_words
from commons.nik import Finding
from offices.scope import current_office
from regulations.queries import authority_of
from servicetypes.definition import ServiceTypeDefinition
from servicetypes.models import ServiceType
from servicetypes.queries import definition_in_use
from standards.models import Origin, Standard, StandardVersion, VersionState
from standards.publication import publication_problems
from standards.writing import sections
from standards.writing.loose import without_heads
from standards.writing.wholeness import HEAD, lacks_of, pruned, whole
from trail import operations as trail
from trail import queries as trails

Data = dict[str, Any]
LONGEST_TITLE = 300
UNFINISHED = (VersionState.DRAFT, VersionState.CHECKED, VersionState.APPROVED)


class NoDraft(DomainError):
    """There is no such draft any more: it was put into force or given up."""

    def __init__(self) -> None:
        message = _(
            "Rancangan ini tidak ada lagi: sudah diterbitkan atau dibatalkan. Isian Anda belum disimpan."
        )
        super().__init__("no_draft", message)


class DraftExists(DomainError):
    """The service has a draft already, which nobody said to replace."""

    def __init__(self, message: str | Promise = "") -> None:
        again = _(
            "Layanan ini sudah mempunyai rancangan. Centang “Ganti rancangan yang ada” bila memang maksudnya."
        )
        super().__init__("draft_exists", message or again)


class Stale(DomainError):
    """Somebody else wrote the section since the form was opened. Nothing was saved."""

    def __init__(self, *, by: str, at: datetime | None) -> None:
        when = f"{date_words(wib(at).date())} {wib(at):%H.%M}" if at else "–"
        message = _(
            "{by} sudah mengubah bagian ini pada {when}. Perubahan Anda belum disimpan; isian Anda masih ada "
            "di bawah. Bandingkan, lalu simpan lagi bila memang maksudnya."
        )
        super().__init__("stale", format_lazy(message, by=by or _("Seseorang"), when=when))


class BadProgram(DomainError):
    """Fields or words do not fit together; the message says which."""


@dataclass(frozen=True)
class Draft:
    """A draft as it is stored."""

    id: UUID
    code: str
    title: str
    origin: str
    revision: int
    document: Data
    program: Data
    state: str = VersionState.DRAFT
    effective_from: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it may be written in: nobody has checked it yet."""
        return self.state == VersionState.DRAFT


def hindrances(draft: Draft, *, office_id: UUID, day: date) -> list[Finding]:
    """What still forbids publishing a whole draft on a day, besides number, date and people; [] for one that
    is not whole."""
    if lacks_of(draft.document):
        return []
    definition = ServiceTypeDefinition.model_validate(draft.program)
    may_sign = authority_of(office_id, on=day) is not None
    found = publication_problems(whole(draft.document), definition, has_authority=may_sign)
    return [finding for finding in found if not finding.code.startswith("control_")]


def subject_of(version_id: UUID) -> str:
    """As the trail names it."""
    return f"standard:{version_id}"


def drafts() -> list[Draft]:
    """Every version of the office that was never in force and was not given up, by title."""
    rows = StandardVersion.objects.select_related("standard").filter(state__in=UNFINISHED)
    return sorted(map(_draft, rows), key=lambda draft: draft.title)


def find(version_id: UUID) -> Draft:
    """A draft, perhaps checked or approved. Raises `NoDraft`."""
    rows = StandardVersion.objects.select_related("standard")
    row = rows.filter(id=version_id, state__in=UNFINISHED).first()
    if row is None:
        raise NoDraft
    return _draft(row)


def _draft(row: StandardVersion) -> Draft:
    return Draft(
        row.id,
        row.standard.service_code,
        row.title,
        row.origin,
        row.revision,
        row.document,
        row.program,
        row.state,
        row.effective_from,
    )


@transaction.atomic
def keep(
    *,
    document: Data,
    actor: Actor,
    now: datetime,
    replace: bool = False,
    action: str = "standard.imported",
    program: Data | None = None,
) -> UUID:
    """Keep a document, finished or not, as the draft of its service. Raises `DraftExists`,
    `ServiceType.DoesNotExist`.

    The service's form and words are those of `program`, or else those the kabupaten has now.
    """
    service_type = ServiceType.objects.get(code=document["service"])
    hold(f"draft:{current_office().id}:{service_type.code}")
    standard, _made = Standard.objects.get_or_create(
        service_type_id=service_type.id, defaults={"service_code": service_type.code}
    )
    row = standard.versions.filter(state__in=UNFINISHED).order_by("id").last()
    if row is not None and row.state != VersionState.DRAFT:
        raise DraftExists(_("Rancangan layanan ini sudah diperiksa. Kembalikan dulu kepada penyusunnya."))
    if row is not None and not replace:
        raise DraftExists
    row = row or StandardVersion(standard=standard, revision=0, origin=Origin.LEGACY)
    if row._state.adding or row.origin != document["origin"]:
        row.origin, row.revision = document["origin"], _next_revision(standard, document["origin"])
    row.document = pruned(document)
    row.program = program or definition_in_use(service_type.code).model_dump(mode="json")
    row.title = _title(document, service_type.name)
    row.save()
    trail.record(action=action, actor=actor, subject=subject_of(row.id), data={}, now=now)
    return row.id


def _next_revision(standard: Standard, origin: str) -> int:
    revisions = standard.versions.filter(origin=origin).values_list("revision", flat=True)
    return max(revisions, default=-1) + 1


def _title(document: Data, otherwise: str) -> str:
    return (document.get("title") or otherwise)[:LONGEST_TITLE]


@transaction.atomic
def write(*, version_id: UUID, slug: str, value: Any, seen: str, actor: Actor, now: datetime) -> None:
    """Replace one section of a draft by `value`. Raises `NoDraft`, `Stale`, `BadProgram`; KeyError for a
    section it does not have."""
    row = _locked(version_id)
    before = sections.part_of(slug, row.document, row.program)
    if sections.mark_of(before) != seen:
        raise _stale(version_id)
    document, program = sections.put(slug, value, row.document, row.program)
    if program != row.program:
        _check(program)
    _save(row, pruned(document), program)
    _written(row, slug, actor, now)


def _stale(version_id: UUID) -> Stale:
    line = next(iter(trails.latest(subject=subject_of(version_id), limit=1)), None)
    return Stale(by=line.actor_name if line else "", at=line.at if line else None)


def _check(program: Data) -> None:
    try:
        ServiceTypeDefinition.model_validate(program)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        raise BadProgram("bad_program", str(fault["msg"]).removeprefix("Value error, ")) from error
    except DomainError as error:
        raise BadProgram("bad_program", error.message) from error


def _locked(version_id: UUID) -> StandardVersion:
    rows = StandardVersion.objects.select_for_update(of=("self",)).select_related("standard")
    row = rows.filter(id=version_id, state=VersionState.DRAFT).first()
    if row is None:
        raise NoDraft
    return row


def _save(row: StandardVersion, document: Data, program: Data) -> None:
    """What is written after it was handed in takes it back to its maker."""
    if row.origin == Origin.LOKET:
        document = {**document, "control": {}}
    row.document, row.program = document, program
    row.title = _title(document, program["name"])
    row.save(update_fields=["document", "program", "title"])


@transaction.atomic
def place(*, version_id: UUID, at: int, text: str, key: str, actor: Actor, now: datetime) -> None:
    """Move a text from outside the components to the end of one, or (`HEAD`) of the definitions. `text` is
    what was seen at position `at`: `Stale` when something else stands there now. Raises `NoDraft`."""
    row = _locked(version_id)
    others = list(row.document.get("other_text") or [])
    if not 0 <= at < len(others) or others[at]["text"] != text:
        raise _stale(version_id)
    moved = others.pop(at)
    if key == HEAD:
        changed: Data = {"definitions": [*(row.document.get("definitions") or []), moved]}
    else:
        component = row.document.get(key) or {}
        changed = {key: {**component, "source_text": [*component.get("source_text", []), moved]}}
    _save(row, pruned({**row.document, "other_text": others, **changed}), row.program)
    _written(row, key, actor, now)


@transaction.atomic
def leave_out_heads(*, version_id: UUID, seen: str, actor: Actor, now: datetime) -> int:
    """Take what only repeats the heads of pages off the text outside the components; how many. `seen`: the
    mark of that text when it was looked at. Raises `NoDraft`, `Stale`."""
    row = _locked(version_id)
    others = sections.part_of(sections.OTHER, row.document, row.program)
    if sections.mark_of(others) != seen:
        raise _stale(version_id)
    kept = without_heads(others, row.document.get("title") or "")
    _save(row, pruned({**row.document, "other_text": kept}), row.program)
    _written(row, sections.OTHER, actor, now)
    return len(others) - len(kept)


def _written(row: StandardVersion, section: str, actor: Actor, now: datetime) -> None:
    trail.record(
        action="standard.written",
        actor=actor,
        subject=subject_of(row.pk),
        data={"section": section},
        now=now,
    )


@transaction.atomic
def settle(*, version_id: UUID, text: str, actor: Actor, now: datetime) -> None:
    """Take a note off the draft: somebody looked at what it says. Raises `NoDraft`."""
    row = _locked(version_id)
    notes = [note for note in row.document.get("notes", ()) if note["text"] != text]
    _save(row, {**row.document, "notes": notes}, row.program)
    _written(row, "", actor, now)


@transaction.atomic
def give_up(*, version_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """End a draft that will not be published. Raises `NoDraft`."""
    row = _locked(version_id)
    row.state, row.ended_reason = VersionState.WITHDRAWN, reason
    row.save(update_fields=["state", "ended_reason"])
    trail.record(
        action="standard.given_up",
        actor=actor,
        subject=subject_of(version_id),
        data={"reason": reason},
        now=now,
    )
