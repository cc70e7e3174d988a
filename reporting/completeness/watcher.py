"""A change of what an office promises asks for a snapshot, once it is committed."""

import logging
from datetime import datetime
from functools import partial
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from kombu.exceptions import OperationalError

from completeness import pledges, tasks
from standards import watching

# Several changes come together: one snapshot is taken when this much later they are done.
SOON = 20
log = logging.getLogger(__name__)


def register_watcher() -> None:
    """Watch standards and pledges."""
    watching.register(watching.Watcher(changed=_changed, pledged=_pledged))


def _changed(office_id: UUID) -> None:
    transaction.on_commit(partial(_ask, office_id), robust=True)


def _pledged(office_id: UUID, signed: watching.Signed, now: datetime) -> None:
    pledges.show(office_id, signed, now)
    _changed(office_id)


def _ask(office_id: UUID) -> None:
    """A broker that is away is no error of the change: the night's snapshot has it."""
    if not cache.add(f"snapshot-asked:{office_id}", value=True, timeout=SOON):
        return
    try:
        tasks.snapshot_office.apply_async(kwargs={"office_id": str(office_id)}, countdown=SOON, retry=False)
    except (OperationalError, OSError) as error:
        log.warning("the broker did not take a snapshot: %s", type(error).__name__)
