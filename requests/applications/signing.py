"""Who may sign today, in which form, on what ground."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.actors import Actor
from accounts.models import Role
from applications.models import ActingForm, ActingSigner
from regulations import queries as regulations


@dataclass(frozen=True, kw_only=True)
class Authority:
    """The right to sign on one day: name and title as printed, the form (None for the leader in person),
    and the instrument that gives the office its authority."""

    user_id: UUID
    name: str
    title: str
    form: ActingForm | None
    ground: str
    instrument: str


def authority(actor: Actor, *, office_id: UUID, on: date) -> Authority | None:
    """The actor's right to sign on that day, or None: leader or acting signer, while the office has it."""
    instrument = regulations.authority_of(office_id, on=on)
    if instrument is None:
        return None
    if Role.HEAD in actor.roles:
        return Authority(
            user_id=actor.user_id,
            name=actor.name,
            title=actor.title,
            form=None,
            ground=instrument,
            instrument=instrument,
        )
    row = (
        ActingSigner.objects.filter(
            user_id=actor.user_id, from_date__lte=on, to_date__gte=on, ended_at__isnull=True
        )
        .order_by("-from_date")
        .first()
    )
    if row is None:
        return None
    return Authority(
        user_id=actor.user_id,
        name=row.name,
        title=row.title,
        form=ActingForm(row.form),
        ground=row.ground,
        instrument=instrument,
    )
