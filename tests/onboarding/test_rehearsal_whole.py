"""A whole rehearsal by the counter's own operations: all twelve tasks, judged, and the office opens."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from accounts.actors import Actor
from accounts.queries import person_by_id
from applications.absences import enter_absence
from applications.operations import Inputs, Outcome, act, receive
from applications.operations_mending import mend
from applications.program import Program
from applications.versions import program_of
from applications.workflow_types import Action
from commons import clock as time
from offices.scope import office_scope, public_scope
from onboarding import applying, rehearsals
from onboarding.models import Rehearsal, Work
from queueing import operations as queue
from standards.queries import published_version
from tests.onboarding.test_preparing import CODE, queued
from tests.world import form

pytestmark = pytest.mark.usefixtures("live_database", "catalogue", "clock")
SERVICE = "sktm-rekomendasi"


@dataclass
class Counter:
    """The player at the rehearsal's counter."""

    row: Rehearsal
    actor: Actor
    program: Program

    @property
    def now(self) -> Any:
        """The shadow's own time."""
        return time.now() + timedelta(seconds=self.row.shift)

    def receive(self, **more: Any) -> Outcome:
        return receive(actor=self.actor, form=form(self.program, **more), now=self.now)

    def act(self, outcome: Outcome, action: Action, **inputs: Any) -> Outcome:
        return act(
            file_id=outcome.file_id,
            actor=self.actor,
            action=action,
            expected_event=outcome.event,
            inputs=Inputs(**inputs),
            now=self.now,
        )

    def next_morning(self) -> None:
        assert self.row.shadow is not None
        self.row = rehearsals.move_clock(shadow=self.row.shadow, actor=self.actor, real=time.now())

    def done(self) -> list[int]:
        seen = rehearsals.stage(self.row, real=time.now())
        return [line.number for line in seen.lines if line.done]

    def wants_next_day(self) -> bool:
        return rehearsals.stage(self.row, real=time.now()).wants_next_day


@pytest.fixture
def counter(admin) -> Counter:
    """The rehearsal of Senduro, begun just now."""
    applying.carry_out(queued(admin).pk, now=time.now())
    begun = rehearsals.begin(code=CODE, actor=admin, now=time.now())
    rehearsals.prepare(begun.pk, now=time.now())
    with public_scope():
        row = Rehearsal.objects.select_related("shadow").get(pk=begun.pk)
        user = person_by_id(admin.user_id, row.shadow, on=time.today())
    assert user is not None
    assert user.actor is not None
    assert row.work == Work.DONE
    assert row.shadow is not None
    with office_scope(row.shadow):
        program = program_of(published_version(SERVICE).id)
    return Counter(row, user.actor, program)


def play(counter: Counter, clock: Any) -> None:
    """Every task, in the order of the script."""
    first = counter.receive()
    while first.phase == "OPEN":
        clock.advance(seconds=20)
        first = counter.act(first, Action.COMPLETE)
    assert counter.done() == [1, 2, 3]
    papers = [paper.key for _r, paper in counter.program.document.persyaratan.groups[0].checklist()]
    back = counter.receive(missing=(papers[-1],))
    assert counter.done() == [1, 2, 3, 4]
    assert counter.wants_next_day()
    counter.next_morning()
    back = mend(
        actor=counter.actor,
        file_id=back.file_id,
        form=form(counter.program),
        expected_event=back.event,
        now=counter.now,
    )
    queue.issue(actor=counter.actor, service_code=SERVICE, service_name="SKTM", now=counter.now)
    back = counter.act(back, Action.WAIT, agency="Dukcapil")
    assert counter.done() == [1, 2, 3, 4, 5, 6, 7]
    assert counter.wants_next_day()
    counter.next_morning()
    back = counter.act(back, Action.RESUME)
    back = counter.act(back, Action.COMPLETE)
    back = counter.act(back, Action.UNDO)
    counter.act(back, Action.WITHDRAW)
    counter.act(counter.receive(), Action.REJECT, ground="Bukan penduduk kecamatan ini")
    enter_absence(
        actor=counter.actor,
        from_at=counter.now,
        to_at=counter.now + timedelta(days=1),
        reason="Rapat",
        now=counter.now,
    )
    assert counter.done() == list(range(1, 13))


def test_twelve_tasks_in_time_and_the_rehearsal_is_passed(counter, clock, as_admin):
    shadow = counter.row.shadow
    assert shadow is not None
    with office_scope(shadow):
        play(counter, clock)
    page = as_admin.get(f"/kantor/{CODE}/").content.decode()
    assert "Semua tugas selesai." in page
    assert "Latihan belum lulus" in page
    page = as_admin.post(f"/kantor/{CODE}/latihan/selesai/", follow=True).content.decode()
    assert "Latihan lulus. Kantor ini boleh dibuka." in page
    with public_scope():
        assert Rehearsal.objects.get(pk=counter.row.pk).passed_at is not None
    page = as_admin.get(f"/kantor/{CODE}/").content.decode()
    assert "Lulus" in page
    assert "Semua tugas selesai." not in page
    assert "Bebaskan dari latihan" not in page
    refused = as_admin.post(f"/kantor/{CODE}/buka/", follow=True).content.decode()
    assert "Latihan belum lulus" not in refused  # only the standards are missing


def test_after_twenty_minutes_it_is_not_passed(counter, clock, as_admin):
    shadow = counter.row.shadow
    assert shadow is not None
    with office_scope(shadow):
        play(counter, clock)
    clock.advance(minutes=20)
    page = as_admin.get(f"/kantor/{CODE}/").content.decode()
    assert "Lewat 20 menit" in page
    assert "/latihan/selesai/" not in page
    with pytest.raises(rehearsals.RehearsalError) as refusal:
        rehearsals.finish(shadow=shadow, actor=counter.actor, real=time.now())
    assert refusal.value.code == "too_late"
    with public_scope():
        assert Rehearsal.objects.get(pk=counter.row.pk).passed_at is None
