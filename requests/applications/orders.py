"""The scanned letter of order of an appointment: sealed as every attachment, under the appointment's id."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from accounts.actors import Actor
from applications.models import ActingSigner
from applications.uploads import Readable, Taken, take
from attachments import queries as attachments
from attachments.models import Attachment, Kind, State
from attachments.operations import Owner
from trail import operations as trail


def keep_scans(files: Iterable[Readable], *, row: ActingSigner, actor: Actor, now: datetime) -> Taken:
    """Keep what is in order of the files sent; that there is something new is on the trail."""
    taken = take(files, owner=Owner(file_id=row.id), kind=Kind.SCAN, actor=actor, now=now)
    if taken.kept:
        data = {"count": taken.kept}
        trail.record(action="acting.order_scanned", actor=actor, subject=str(row.id), data=data, now=now)
    return taken


def note_look(row: ActingSigner, scan: Attachment, *, actor: Actor, now: datetime) -> None:
    """Who opened a scan, on the office's trail."""
    data = {"attachment": str(scan.id)}
    trail.record(action="acting.order_viewed", actor=actor, subject=str(row.id), data=data, now=now)


def scans_of(appointments: Iterable[UUID]) -> Mapping[UUID, int]:
    """How many scans each appointment has that still count. One query."""
    found: dict[UUID, int] = {}
    for scan in attachments.rows_of_files(list(appointments)):
        if scan.file_id is not None and scan.state != State.STRUCK:
            found[scan.file_id] = found.get(scan.file_id, 0) + 1
    return found
