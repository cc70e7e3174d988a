"""A change of what an office promises asks for a snapshot as soon as it is committed."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from completeness import pledges, tasks
from standards import watching


def _ask(office_id: UUID) -> None:
    transaction.on_commit(partial(tasks.snapshot_office.delay, office_id=str(office_id)))


def register_watcher() -> None:
    """Watch standards and pledges."""
    watching.register(watching.Watcher(changed=_ask, pledged=_pledged))


def _pledged(office_id: UUID, signed: watching.Signed, now: datetime) -> None:
    pledges.show(office_id, signed, now)
    _ask(office_id)
