"""The leader's absences and who signed meanwhile, as rows and as lines of the trail."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from accounts.actors import Actor
from applications.models import ActingForm, ActingSigner, LeaderAbsence
from audit.writing import Line
from commons.clock import wib
from demo.simulate.desk import Staff
from demo.simulate.leaders import Absence, Leader
from demo.simulate.marks import Marks

Rows = tuple[list[LeaderAbsence], list[ActingSigner]]


def rows_of(leader: Leader, actors: Sequence[Actor], staff: Staff, marks: Marks) -> Rows:
    """What `applications.absences` would have kept."""
    secretary = actors[staff.acting]
    absent = [
        LeaderAbsence(
            id=marks.id_at(each.entered_at),
            from_at=each.from_at,
            to_at=each.to_at,
            reason=each.reason,
            entered_by=secretary.name,
        )
        for each in leader.absences
    ]
    acting = [
        _acting(number, each, secretary, marks)
        for number, each in enumerate(leader.absences, 1)
        if each.acting
    ]
    return absent, acting


def order_on(leader: Leader, day: date) -> str:
    """The order under which somebody signs for the leader on that day."""
    for number, each in enumerate(leader.absences, 1):
        if each.acting and wib(each.from_at).date() <= day <= wib(each.to_at).date():
            return _order(number, each)
    return ""


def _order(number: int, absence: Absence) -> str:
    return f"Surat Perintah Nomor 800/{number}/{wib(absence.from_at).year}"


def _acting(number: int, absence: Absence, actor: Actor, marks: Marks) -> ActingSigner:
    first = wib(absence.from_at).date()
    return ActingSigner(
        id=marks.id_at(absence.entered_at),
        user_id=actor.user_id,
        name=actor.name,
        title=actor.title,
        form=ActingForm.PLH,
        ground=_order(number, absence),
        from_date=first,
        to_date=wib(absence.to_at).date(),
    )


def lines_of(leader: Leader, rows: Rows, secretary: Actor, head: Actor) -> Iterator[Line]:
    """What the trail says of them: the secretary enters absences, the leader appoints."""
    absent, acting = rows
    for each, row in zip(leader.absences, absent, strict=True):
        data = {"from": row.from_at.isoformat(), "to": row.to_at.isoformat()}
        yield Line("absence.entered", secretary, str(row.id), data, each.entered_at)
    covered = (each for each in leader.absences if each.acting)
    for each, appointed in zip(covered, acting, strict=True):
        data = {
            "user": str(appointed.user_id),
            "form": str(appointed.form),
            "from": str(appointed.from_date),
            "to": str(appointed.to_date),
        }
        yield Line("acting.appointed", head, str(appointed.id), data, each.entered_at + timedelta(minutes=2))
