"""What was done on paper and is entered later with its real time (ADR 43): the lines of an emergency sheet,
and the list of wet signatures.

An event then has two times: `at` is when it happened, for the clock, the promise and the figures; its data
say when it was entered and, of a sheet, from which line. Who enters it is its actor.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Role as Staff
from accounts.queries import people
from applications.errors import BadSigningTime
from applications.workflow_types import Role
from commons.clock import wib
from commons.errors import DomainError
from offices.models import Office

# On paper the person who held the step did it; who enters it answers for the entry only. A signature is no
# entry: it takes the leader, or who signed in the leader's place that day.
ENTERED_FOR = frozenset(Role) - {Role.HEAD, Role.OFFICE_ADMIN}
# People tell the minute, or a full quarter: what came to them within it may have been done.
ROUNDED = timedelta(minutes=15)


class NotInOrder(DomainError):
    """A step is told to have happened before the one that precedes it, or has not happened yet."""

    def __init__(self) -> None:
        message = _("Jamnya tidak urut atau belum lewat. Berkas tidak berubah; periksa jam pada lembar.")
        super().__init__("told_order", message)


def as_of(actor: Actor, office: Office, at: datetime) -> Actor:
    """The actor with the right to lead that they had at that moment: who leads today signed nothing in the
    days of another. Appointments to sign in the leader's place have their own dates."""
    led = any(
        person.user_id == actor.user_id for person in people(office, on=wib(at).date(), roles=[Staff.HEAD])
    )
    roles = actor.roles | {Staff.HEAD} if led else actor.roles - {Staff.HEAD}
    return replace(actor, roles=frozenset(roles))


@dataclass(frozen=True, kw_only=True)
class Told:
    """That something was done on paper, and when it is entered.

    `code`: the line of an emergency sheet; "" for the list of wet signatures, which tells of signatures only
    and on which who signed says when. `received_at`: when the applicant came, for the first event of a line.
    `onward`: the same paper tells of what came next, too.
    """

    entered_at: datetime
    code: str = ""
    received_at: datetime | None = None
    onward: bool = False

    def facts(self) -> dict[str, Any]:
        """What an event's data keep of it."""
        found: dict[str, Any] = {"entered_at": self.entered_at.isoformat()}
        if self.code:
            found["sheet"] = self.code
        if self.onward:
            found["onward"] = True
        return found

    def moment(self, at: datetime, *, after: datetime) -> datetime:
        """The moment that holds: the told one, not before what came before it.

        Raises `NotInOrder` or, of a signature, `BadSigningTime` for one that lies before it by more than
        people round, or in the future.
        """
        if after - ROUNDED <= at <= self.entered_at:
            return max(at, after)
        if self.code:
            raise NotInOrder
        raise BadSigningTime(since=after)
