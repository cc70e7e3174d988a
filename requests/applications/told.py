"""Steps that were done on paper while the system was away, entered later with their real times (ADR 43).

An event then has two times: `at` is when it happened, for the clock, the promise and the figures; its data
say when it was entered and from which line of which sheet. Who enters it is its actor.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Role as Staff
from accounts.queries import people
from applications.workflow_types import Role
from commons.clock import wib
from commons.errors import DomainError
from offices.models import Office

# On paper the person who held the step did it; who enters it answers for the entry only. A signature is no
# entry: it takes the leader, or who signed in the leader's place that day.
ENTERED_FOR = frozenset(Role) - {Role.HEAD, Role.OFFICE_ADMIN}


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
    """From which line of paper, when it is entered, and when the applicant came."""

    code: str
    entered_at: datetime
    received_at: datetime

    def facts(self) -> dict[str, Any]:
        """What an event's data keep of it."""
        return {"entered_at": self.entered_at.isoformat(), "sheet": self.code}

    def check(self, at: datetime, *, after: datetime) -> None:
        """Refuse a step that is told to lie in the future, or before what came before it."""
        if not after <= at <= self.entered_at:
            raise NotInOrder
