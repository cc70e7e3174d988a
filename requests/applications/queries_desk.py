"""What lies at whose desk: every live file in one light query, sorted into the sections of the inbox."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery

from accounts.actors import Actor
from applications.contacts import KNOWS
from applications.intake import ContactWay
from applications.models import LIVE_PHASES, ContactAttempt, File
from applications.presence import Presence, presence_since
from applications.program import Program
from applications.versions import programs_of
from applications.workflow import Phase, Role, StepKind
from commons.clock import wib

# An office with more live files than this shows the ones that are due first.
MOST_LIVE = 5_000
DESK = frozenset({Role.COUNTER, Role.OPERATOR})
# Who works on files or answers about them; the technical admin does neither.
FILE_ROLES = frozenset(Role) - {Role.OFFICE_ADMIN}
CALLERS = DESK | {Role.INFORMATION, Role.SECTION_HEAD, Role.SECRETARY}


_LIVE = ", ".join(f"'{phase.value}'" for phase in LIVE_PHASES)
# What every page asks before it asks for more (`accounts.glance`): whether any file lies at a desk, and until
# when the leader is away or somebody appointed, as far as is known.
GLANCED = {
    "live": f"(EXISTS (SELECT FROM applications_file f WHERE f.phase IN ({_LIVE}))"  # noqa: S608  own words
    " OR EXISTS (SELECT FROM applications_file f WHERE f.correcting))",
    "away_until": "(SELECT max(to_at) FROM applications_leaderabsence WHERE cancelled_at IS NULL)",
    "appointed_until": "(SELECT max(to_date) FROM applications_actingsigner)",
}


class Section(StrEnum):
    """The parts of the inbox, in order."""

    MINE = "mine"
    CONTACT = "contact"
    APPLICANT = "applicant"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Light:
    """As much of a live file as sorting takes: nothing sealed is read."""

    id: UUID
    version_id: UUID
    extra_steps: list[dict[str, str]]
    phase: str
    step_key: str
    step_kind: str
    correcting: bool
    due_at: datetime | None
    needs_contact: str
    contact_way: str
    received_at: datetime
    changed_at: datetime
    event_no: int
    told_at: datetime | None = None
    """When the applicant was last spoken to."""

    def is_late(self, now: datetime) -> bool:
        """Whether the promise is broken as it stands: what lies ready or away is not late."""
        running = self.phase == Phase.OPEN and self.step_kind != StepKind.HAND_OVER
        return running and self.due_at is not None and self.due_at < now


@dataclass(frozen=True)
class Desk:
    """One person's view of the live files, due first."""

    actor: Actor
    now: datetime
    files: tuple[Light, ...]
    programs: Mapping[UUID, Program]
    presence: Presence

    @cached_property
    def may_sign(self) -> bool:
        """The leader, or who is appointed to sign anything today. Authority itself is asked when signing."""
        return self.actor.has(Role.HEAD) or self.acting

    def signs(self, file: Light) -> bool:
        """Whether this person signs files of this service today."""
        if self.actor.has(Role.HEAD):
            return True
        matter = self.programs[file.version_id].matter
        return self.acting and self.presence.may_sign(self.actor.user_id, matter, self.now)

    @cached_property
    def acting(self) -> bool:
        """Whether this person signs in the leader's place today."""
        return self.presence.acting_for(self.actor.user_id, self.now) is not None

    @cached_property
    def sections(self) -> dict[Section, list[Light]]:
        """Every live file in the one section it belongs to."""
        found: dict[Section, list[Light]] = {section: [] for section in Section}
        for file in self.files:
            found[self._section(file)].append(file)
        return found

    @property
    def mine(self) -> list[Light]:
        """What waits for this person."""
        return self.sections[Section.MINE]

    @cached_property
    def to_sign(self) -> list[Light]:
        """What waits for this person's signature."""
        return [file for file in self.files if at_signature(file) and self.signs(file)]

    @cached_property
    def to_call(self) -> frozenset[UUID]:
        """Files whose applicant this person should call."""
        return frozenset(file.id for file in self.files if self._needs_contact(file))

    @property
    def late(self) -> int:
        """How many of the office's live files are late."""
        return sum(file.is_late(self.now) for file in self.files)

    def _section(self, file: Light) -> Section:
        ready = file.step_kind == StepKind.HAND_OVER and not file.correcting
        # Work first: telling the applicant that it is late does not get it done.
        if file.phase == Phase.OPEN and not ready and self._holds(file):
            return Section.MINE
        if file.id in self.to_call:
            return Section.CONTACT
        if file.phase == Phase.RETURNED:
            return Section.APPLICANT
        if file.phase == Phase.WAITING or not self._holds(file):
            return Section.OTHERS
        # Whoever waits at the counter takes it today; after that it lies ready for them.
        if ready and wib(file.changed_at).date() != wib(self.now).date():
            return Section.APPLICANT
        return Section.MINE

    def _holds(self, file: Light) -> bool:
        if at_signature(file):
            return self.signs(file)
        process = self.programs[file.version_id].process(file.extra_steps)
        index = process.index(file.step_key)
        return index is not None and self.actor.has(*process.steps[index].holders)

    def _needs_contact(self, file: Light) -> bool:
        if not self.actor.has(*CALLERS):
            return False
        if file.needs_contact:
            return True
        wanted = file.contact_way not in {"", ContactWay.NONE}
        told = file.told_at
        return (
            wanted
            and file.is_late(self.now)
            and (told is None or (file.due_at is not None and told < file.due_at))
        )


def at_signature(file: Light) -> bool:
    """Whether the file waits for a signature: its SIGN step, or a correction that was asked."""
    return file.correcting or (file.step_kind == StepKind.SIGN and file.phase == Phase.OPEN)


def desk(actor: Actor, *, now: datetime, seen: Mapping[str, Any]) -> Desk:
    """The desk of this person, in a constant number of queries; an empty one for who does not see files.

    `seen`: what a glance (`GLANCED`) gave; what is not there is not asked for.
    """
    if not actor.has(*FILE_ROLES):
        presence = _presence(now, seen)
        if presence.acting_for(actor.user_id, now) is None:
            return Desk(actor, now, (), {}, presence)
    files = tuple(Light(*row) for row in _rows()) if seen["live"] else ()
    start = min((file.received_at for file in files), default=now)
    programs = programs_of(file.version_id for file in files) if files else {}
    return Desk(actor, now, files, programs, _presence(start, seen))


def _presence(start: datetime, seen: Mapping[str, Any]) -> Presence:
    """`presence_since(start)`; empty without asking where all is over by then."""
    away, appointed = seen["away_until"], seen["appointed_until"]
    if (away is None or away <= start) and (appointed is None or appointed < wib(start).date()):
        return Presence((), ())
    return presence_since(start)


def _rows() -> Iterable[tuple[Any, ...]]:
    # A correction may be asked for a file that was handed over: it waits for the leader all the same.
    live = File.objects.filter(Q(phase__in=LIVE_PHASES) | Q(correcting=True))
    told = ContactAttempt.objects.filter(file_id=OuterRef("id"), outcome__in=KNOWS).order_by("-at")
    live = live.annotate(told_at=Subquery(told.values("at")[:1]))
    ordered = live.order_by(F("due_at").asc(nulls_last=True), "received_at")
    return ordered.values_list(*Light.__dataclass_fields__)[:MOST_LIVE]
