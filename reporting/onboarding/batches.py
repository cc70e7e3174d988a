"""Many offices from one spreadsheet: checked line by line, shown, then each good line prepared."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import User
from audit import operations as audit
from commons.clock import wib
from commons.errors import DomainError
from commons.text import clean_line
from offices.areas import AreaRow, known_areas
from offices.models import Office
from offices.scope import public_scope
from onboarding import operations, queries, spreadsheet
from onboarding.asking import Choices
from onboarding.models import Batch, BatchRow, BatchState, Case, Work
from onboarding.plans import OfficePlan
from servicetypes.catalogue import load_definitions

BOOK_WORDS = {"RECEIPT": _("agenda"), "LETTER": _("surat"), "REGISTER": _("register")}


@dataclass(frozen=True)
class Line:
    """A line of a batch as the page shows it. `tone`: good | bad | warn | plain; `read`: (label, value) of
    what a good line says, to be looked over before it is sent."""

    number: int
    code: str
    name: str
    words: str
    tone: str
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    read: list[tuple[str, str]] = field(default_factory=list)
    has_case: bool = False


@dataclass(frozen=True)
class Shown:
    """A batch with its sums: `waiting` lines can be sent, `rest` can be taken home and mended."""

    batch: Batch
    lines: list[Line]
    waiting: int
    bad: int
    done: int
    busy: int
    failed: int
    """Stopped, or without a sign of life for a minute."""

    @property
    def rest(self) -> int:
        """Lines that were not taken."""
        return self.bad + self.failed


def upload(*, content: bytes, file_name: str, actor: Actor, now: datetime) -> Batch:
    """Read and check a spreadsheet; nothing is made yet. Raises `commons.tables.BadTable`."""
    lines = spreadsheet.read(content)
    day = wib(now).date()
    offered: dict[str, Choices] = {}

    def choices(level: str) -> Choices:
        if level not in offered:
            offered[level] = queries.choices_for(level, on=day)
        return offered[level]

    def fresh(area: AreaRow) -> OfficePlan:
        return queries.fresh_plan(area, on=day)

    known = _known(spreadsheet.nips_of(lines))
    checked = spreadsheet.check(lines, content, known=known, fresh=fresh, choices=choices)
    name = clean_line(file_name, max_length=None)[-120:]
    with public_scope(), transaction.atomic():
        batch = Batch.objects.create(file_name=name, uploaded_at=now, uploaded_by=actor.name)
        BatchRow.objects.bulk_create(_row(batch, each) for each in checked)
    return batch


def _row(batch: Batch, checked: spreadsheet.Checked) -> BatchRow:
    return BatchRow(
        batch=batch,
        line=checked.line,
        cells=checked.cells,
        answers=checked.plan.as_json() if checked.plan else None,
        problems=checked.problems,
        notes=checked.notes,
    )


def _known(nips: Iterable[str]) -> spreadsheet.Known:
    with public_scope():
        cases = list(Case.objects.all())
        return spreadsheet.Known(
            offices=frozenset(_there(cases)),
            busy=frozenset(case.code for case in cases if case.work in queries.WORKING),
            begun={case.code: case.started_by for case in cases if case.office_id is None},
            names=dict(User.objects.filter(nip__in=list(nips)).values_list("nip", "name")),
        )


def _there(cases: list[Case]) -> set[str]:
    """Offices that need no line: all but those whose preparing stopped half-way."""
    stopped = {case.code for case in cases if case.work in {Work.FAILED, Work.IDLE}}
    return set(Office.objects.values_list("kemendagri_code", flat=True)) - stopped


def send(*, batch_id: UUID, actor: Actor, now: datetime) -> int:
    """Prepare every good line that was not sent yet; returns how many. Sent twice, each is done once."""
    sent = 0
    with public_scope():
        batch = Batch.objects.get(pk=batch_id)
        for row in BatchRow.objects.filter(batch=batch, case=None).exclude(answers=None).order_by("line"):
            sent += _send(row, actor, now)
        if sent:
            Batch.objects.filter(pk=batch_id).update(state=BatchState.SENT)
            data = {"batch": str(batch_id), "offices": sent}
            audit.record(action="onboarding.batch_sent", actor=actor, data=data, now=now)
    return sent


def run_again(*, batch_id: UUID, actor: Actor, now: datetime) -> int:
    """Prepare what stopped once more, with the same answers; returns how many. What goes on is left alone."""
    codes = []
    with public_scope():
        for row in BatchRow.objects.filter(batch_id=batch_id, case__isnull=False).select_related("case"):
            case = row.case
            if case is not None and (case.work == Work.FAILED or queries.progress(case, now=now).stuck):
                codes.append(case.code)
    for code in codes:
        operations.request_work(code=code, actor=actor, now=now)
    return len(codes)


def _send(row: BatchRow, actor: Actor, now: datetime) -> bool:
    """Whether the line became a case; else why not stands in the line."""
    assert row.answers is not None
    plan = OfficePlan.from_json(row.answers)
    try:
        with transaction.atomic():
            locked = BatchRow.objects.select_for_update().get(pk=row.pk)
            if locked.case_id is not None:
                return False
            case = operations.start_case(code=plan.code, actor=actor, now=now, plan=plan)
            operations.take_plan(case_id=case.pk, plan=plan, actor=actor, now=now)
            operations.request_work(code=plan.code, actor=actor, now=now)
            locked.case = case
            locked.save(update_fields=["case"])
    except DomainError as refusal:
        BatchRow.objects.filter(pk=row.pk).update(problems=[str(refusal)], answers=None)
        return False
    return True


def shown(batch_id: UUID, *, now: datetime) -> Shown:
    """A batch with how each line fares. Raises `Batch.DoesNotExist`."""
    with public_scope():
        batch = Batch.objects.get(pk=batch_id)
        rows = list(BatchRow.objects.filter(batch=batch).select_related("case").order_by("line"))
    lines = [_line(row) for row in rows]
    works = [row.case.work for row in rows if row.case is not None]
    return Shown(
        batch=batch,
        lines=lines,
        waiting=sum(row.case is None and row.answers is not None for row in rows),
        bad=sum(row.case is None and row.answers is None for row in rows),
        done=works.count(Work.DONE),
        busy=sum(work in queries.WORKING for work in works),
        failed=works.count(Work.FAILED) + sum(_stuck(row, now) for row in rows),
    )


def _stuck(row: BatchRow, now: datetime) -> bool:
    return row.case is not None and queries.progress(row.case, now=now).stuck


TONES = {Work.DONE: "good", Work.FAILED: "bad"}


def _line(row: BatchRow) -> Line:
    area = known_areas().get(row.cells.get("code", ""))
    # As the file says: a wrong code must not give a line another office's name.
    name = row.cells.get("name", "") or (f"{area.level.label} {area.name}" if area else "")
    problems = list(row.problems)
    if row.case is not None:
        words, tone = str(Work(row.case.work).label), TONES.get(Work(row.case.work), "warn")
        problems += [row.case.problem] if row.case.problem else []
    elif row.answers is None:
        words, tone = str(_("Perlu dibetulkan")), "bad"
    else:
        words, tone = str(_("Baik")), "info"
    return Line(
        number=row.line,
        code=row.cells.get("code", ""),
        name=name,
        words=words,
        tone=tone,
        problems=problems,
        notes=list(row.notes),
        read=_read(OfficePlan.from_json(row.answers)) if row.answers is not None else [],
        has_case=row.case is not None,
    )


def _read(plan: OfficePlan) -> list[tuple[str, str]]:
    """What was understood of a line. Only what the line must or may say, not what the area says."""
    names = {definition.code: definition.short_name for definition in load_definitions()}
    numbers = [f"{label} {plan.books[book]}" for book, label in BOOK_WORDS.items() if book in plan.books]
    found = [
        (_("Pimpinan"), plan.people["HEAD"].name if "HEAD" in plan.people else ""),
        (_("Kode unit"), plan.unit_code),
        (_("Layanan"), ", ".join(names.get(code, code) for code in plan.services)),
        (_("Nomor terakhir"), ", ".join(numbers) or str(_("belum ada, mulai dari 1"))),
    ]
    return [(str(label), value or "–") for label, value in found]


def rest_file(batch_id: UUID) -> bytes:
    """The lines that were not taken, with why, as a spreadsheet to mend. Raises `Batch.DoesNotExist`."""
    with public_scope():
        Batch.objects.get(pk=batch_id)
        rows = BatchRow.objects.filter(batch_id=batch_id).select_related("case").order_by("line")
        bad = [
            (row.cells, " ".join(_line(row).problems))
            for row in rows
            if (row.case is None and row.answers is None) or (row.case and row.case.work == Work.FAILED)
        ]
    return spreadsheet.rest(bad)


def template_file() -> bytes:
    """The file to fill in, with every kecamatan and kelurahan that has no office yet."""
    codes = [code for code, _words in queries.areas_left()]
    areas = [known_areas()[code] for code in codes]
    return spreadsheet.template(areas, services=lambda level: ", ".join(queries.usual_services(level)))


def recent() -> list[Batch]:
    """The last uploads, newest first."""
    with public_scope():
        return list(Batch.objects.order_by("-uploaded_at")[:10])
