"""Random histories of an office through the real operations, and the read model as plain data."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from applications import operations
from applications.absences import AbsenceRefused, enter_absence
from applications.errors import ActionRefused, IntakeRefused
from applications.models import File
from applications.operations import Inputs
from applications.versions import program_of
from applications.workflow_types import Action
from commons import clock as clocks
from commons.errors import DomainError
from indicators.models import FilesDay, FilesMonth
from offices.scope import office_scope, public_scope
from standards.queries import published_version
from tests import world

SERVICES = ("sktm", "sktm-rekomendasi", "ktp-el")
WHO = {
    "INTAKE": "counter",
    "VERIFY": "counter",
    "PRODUCE": "operator",
    "SIGN": "head",
    "REGISTER": "counter",
    "HAND_OVER": "counter",
}
BACK = {"WAITING": Action.RESUME, "RETURNED": Action.RESUBMIT}
HOURS = (0.02, 0.02, 0.02, 0.1, 1, 5, 30, 24 * 9)


def receive(people: dict[str, Any], code: str, **changes: Any) -> Any:
    """A file taken in now, in the current office."""
    form = world.form(program_of(published_version(code).id), **changes)
    return operations.receive(
        actor=people["counter"], form=form, now=clocks.now(), idempotency_key=world.key()
    )


def act(people: dict[str, Any], file_id: Any, action: Action, *, who: str = "", **inputs: Any) -> Any:
    """One action on a file as it stands now, by whoever has the step."""
    file = File.objects.get(id=file_id)
    given = {"lookup_reason": "Daftar belum dimuat", "receiver": "SITI AMINAH", **inputs}
    return operations.act(
        file_id=file_id,
        actor=people[who or WHO[file.step_kind]],
        action=action,
        expected_event=file.event_no,
        inputs=Inputs(**given),
        now=clocks.now(),
    )


def through(people: dict[str, Any], code: str, *, minutes: float = 5) -> Any:
    """A file from intake to hand-over, a step every so many minutes."""
    outcome = receive(people, code)
    while outcome.phase == "OPEN":
        outcome = act(people, outcome.file_id, Action.COMPLETE)
    return outcome


class Walk:
    """Somebody does something to some file, again and again; what is refused changes nothing."""

    def __init__(self, office: Any, people: dict[str, Any], clock: Any, seed: int) -> None:
        self.office, self.people, self.clock = office, people, clock
        self.chance = Random(seed)  # noqa: S311  a test's dice

    def step(self) -> None:
        """One more thing, some time later."""
        self.clock.advance(hours=self.chance.choice(HOURS))
        with office_scope(self.office):
            try:
                self._something()
            except (ActionRefused, IntakeRefused, AbsenceRefused, DomainError):
                return

    def _something(self) -> None:
        files = list(File.objects.order_by("-changed_at").values_list("id", flat=True))
        dice = self.chance.random()
        if not files or dice < 0.25:
            missing = ("ktp",) if self.chance.random() < 0.3 else ()
            receive(self.people, self.chance.choice(SERVICES), missing=missing)
        elif dice < 0.3:
            start = clocks.now() - timedelta(hours=self.chance.choice((-2, 20, 24 * 30)))
            enter_absence(
                actor=self.people["secretary"],
                from_at=start,
                to_at=start + timedelta(hours=self.chance.choice((3, 30))),
                reason="Dinas luar",
                now=clocks.now(),
            )
        else:
            self._act(files[0] if self.chance.random() < 0.7 else self.chance.choice(files))

    def _act(self, file_id: Any) -> None:
        file = File.objects.get(id=file_id)
        action = self.chance.choice([Action.COMPLETE] * 8 + [Action.UNDO] * 3 + list(Action))
        who = ""
        if file.correcting:
            action, who = self.chance.choice([Action.CORRECT, Action.SEND_BACK]), "head"
        elif file.phase in BACK and self.chance.random() < 0.5:
            action = BACK[file.phase]
        elif action in {Action.REJECT, Action.CORRECT}:
            who = "section_head"
        elif action is Action.UNDO:
            last = file.events.order_by("-seq").values_list("actor_id", flat=True)[0]
            who = next(name for name, actor in self.people.items() if actor.user_id == last)
        steps = [step.key for step in program_of(file.version_id).steps]
        earlier = steps[: steps.index(file.step_key)] or steps
        act(
            self.people,
            file_id,
            action,
            who=who,
            reason="Uji",
            ground="Uji",
            missing=("Kartu keluarga",),
            agency="Dukcapil",
            to_step=self.chance.choice(earlier),
        )


def rows(office: Any) -> dict[str, list[dict[str, Any]]]:
    """All cells of an office, without the keys that the database gave them."""
    with public_scope():
        return {table.__name__: list(_rows(table, office)) for table in (FilesDay, FilesMonth)}


def _rows(table: Any, office: Any) -> Iterator[dict[str, Any]]:
    for row in table.objects.filter(office_id=office.id).order_by("first", "service_code").values():
        yield {name: value for name, value in row.items() if name != "id"}
