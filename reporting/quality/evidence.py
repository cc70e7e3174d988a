"""Evidence of a figure entered by hand: photographs and PDFs, sealed as attachments of its line (ADR 55).

They are added and struck while the report is being analysed; afterwards they stay as they are.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from attachments import carrying
from attachments import operations as attachments
from attachments import queries as kept
from attachments.models import Attachment, Kind, State
from attachments.opening import Seen
from attachments.operations import Adder, Owner
from quality import queries
from quality.errors import Missing, Moved, QualityRefused
from quality.formulas import HAND
from quality.models import Line, Report
from quality.plans import need
from quality.vocabulary import ANALYSTS, ReportState
from trail import operations as trail

MOST = 10
Papers = Mapping[UUID, Sequence[Attachment]]


def of_lines(lines: Sequence[Line]) -> Papers:
    """What is kept for each line entered by hand, oldest first. One query, none without such lines."""
    ids = [line.id for line in lines if line.objective.formula == HAND]
    found: dict[UUID, list[Attachment]] = {}
    for row in kept.rows_of_files(ids) if ids else ():
        if row.state == State.KEPT and row.file_id is not None:
            found.setdefault(row.file_id, []).append(row)
    return found


def add(*, report_id: UUID, line_id: UUID, content: bytes | Seen, actor: Actor, now: datetime) -> Attachment:
    """Keep a photograph or PDF; the same again is the first. Outside a transaction, as it is opened apart.

    Raises `Missing`, `NotYours`, `Moved`, `QualityRefused`, `UploadRefused`.
    """
    line = _line(report_id, line_id, actor)
    if line.objective.formula != HAND:
        raise QualityRefused("proof", _("Angka ini diukur Loket; buktinya berkas di balik angka."))
    if len(of_lines([line]).get(line.id, ())) >= MOST:
        raise QualityRefused("proof", _("Paling banyak sepuluh bukti untuk satu sasaran."))
    row = attachments.add(
        owner=Owner(file_id=line.id), kind=Kind.PAPER, content=content, adder=Adder.of(actor), now=now
    )
    _tell("quality.evidence_added", line, row, actor, now)
    return row


def strike(
    *, report_id: UUID, line_id: UUID, evidence_id: UUID, reason: str, actor: Actor, now: datetime
) -> None:
    """It counts no longer, and is kept with the reason. Raises `Missing`, `NotYours`, `Moved`,
    `AttachmentError`, `BadText`."""
    line = _line(report_id, line_id, actor)
    attachments.strike(attachment_id=evidence_id, file_id=line.id, reason=reason, actor=actor, now=now)


def opened(line: Line, evidence_id: UUID, *, actor: Actor, now: datetime) -> tuple[Attachment, bytes]:
    """One with its bytes; who looked is on the trail. Raises `Missing`, and as `attachments.store.get`."""
    row = next((one for one in of_lines([line]).get(line.id, ()) if one.id == evidence_id), None)
    if row is None:
        raise Missing
    content = kept.content(row)
    _tell("quality.evidence_seen", line, row, actor, now)
    return row, content


def copy(old: Line, new: Line) -> None:
    """A revision begins with the evidence there was; what was signed keeps its own."""
    for attachment_id in carrying.of_file(old.id):
        carrying.give(carrying.take(attachment_id), file_id=new.id)


def _line(report_id: UUID, line_id: UUID, actor: Actor) -> Line:
    need(actor, ANALYSTS)
    report: Report = queries.report_of(report_id)
    if report.state != ReportState.DRAFT:
        raise Moved
    return queries.line_of(report, line_id)


def _tell(action: str, line: Line, row: Attachment, actor: Actor, now: datetime) -> None:
    data = {"line": str(line.id), "evidence": str(row.id)}
    trail.record(action=action, actor=actor, subject=f"quality:{line.report_id}", data=data, now=now)
