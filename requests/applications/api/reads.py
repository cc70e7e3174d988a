"""Reads for the API of files."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from applications import compose, workflow
from applications.chain import to_record
from applications.course import fold
from applications.errors import CannotCompose, NotFound
from applications.models import File
from applications.operations import roles_of
from applications.signing import authority
from applications.versions import program_of
from applications.workflow_types import Action
from commons.clock import wib
from documents.models import LIVE_LETTERS, Letter
from documents.render import render
from offices.scope import current_office


@dataclass(frozen=True)
class Detail:
    """A file, its own steps, and what the caller may do now."""

    file: File
    process: workflow.Process
    actions: tuple[Action, ...]


def files(*, phase: str = "", service: str = "") -> QuerySet[File]:
    """The office's files, for a cursor."""
    rows = File.objects.all()
    rows = rows.filter(phase=phase) if phase else rows
    return rows.filter(service_code=service) if service else rows


def detail(file_id: UUID, *, actor: Actor, now: datetime) -> Detail:
    """One file. Raises `NotFound`."""
    file = File.objects.prefetch_related("events").filter(id=file_id).first()
    if file is None:
        raise NotFound
    events = sorted(file.events.all(), key=lambda event: event.seq)
    program = program_of(file.version_id)
    process = program.process(file.extra_steps)
    state = fold(process, map(to_record, events)).state
    right = authority(actor, office_id=current_office().id, on=wib(now).date(), matter=program.matter)
    who = workflow.Actor(actor.user_id, roles_of(actor), may_sign=right is not None)
    return Detail(file, process, workflow.available(process, state, who, now))


def letter_pdf(file_id: UUID) -> bytes:
    """The signed letter as frozen, or a preview of the unsigned one. Raises `NotFound`, `CannotCompose`."""
    if not File.objects.filter(id=file_id).exists():
        raise NotFound
    letter = Letter.objects.filter(file_id=file_id, state__in=LIVE_LETTERS).first()
    if letter is None:
        raise CannotCompose("letter_not_found", _("Berkas ini belum mempunyai surat."))
    if letter.pdf is not None:
        return bytes(letter.pdf)
    return render(letter.template, compose.marked(letter))
