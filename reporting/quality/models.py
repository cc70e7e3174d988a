"""Objectives, the document they stand in, and reports of what was reached (office schema)."""

from django.db import models

from commons.ids import new_id
from quality.achieving import Direction, Verdict
from quality.terms import Grain
from quality.vocabulary import PlanState, ReportState


def _choices(enum: type[Grain] | type[Direction] | type[Verdict]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in enum]


class Plan(models.Model):
    """One revision of the Sasaran Mutu of a year: a controlled document.

    A revision holds all objectives, changed or not. Once approved nothing of it changes (a trigger refuses
    it) but that another revision takes its place. `turn` counts the writes: a form carries the one it saw.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    year = models.PositiveSmallIntegerField()
    revision = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    turn = models.PositiveIntegerField(default=0)
    number = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True)
    reason = models.TextField(blank=True, help_text="Why there is another revision")
    note = models.TextField(blank=True, help_text="Why it was sent back last")
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=120)
    prepared_id = models.UUIDField(null=True)
    prepared_by = models.CharField(max_length=120, blank=True)
    prepared_title = models.CharField(max_length=120, blank=True)
    prepared_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=120, blank=True)
    approved_title = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "revision"], name="uq_quality_plan"),
            models.UniqueConstraint(
                fields=["year"],
                condition=models.Q(state__in=[PlanState.DRAFT, PlanState.SUBMITTED]),
                name="uq_quality_plan_open",
            ),
            models.UniqueConstraint(
                fields=["year"], condition=models.Q(state=PlanState.APPROVED), name="uq_quality_plan_holds"
            ),
        ]


class Objective(models.Model):
    """One objective as a revision words it; the same `lineage` through all revisions.

    `formula`: a key of `quality.formulas`. `owner_id`: an assignment, name and title as of then. `since`:
    from this day on these terms hold; what is measured is the target of the period's first day. Not `active`:
    given up from `since` on. `fixed`: in an approved revision, so it never changes (a trigger refuses it).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="objectives")
    lineage = models.UUIDField(default=new_id)
    place = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=120, blank=True)
    goal = models.CharField(max_length=300)
    indicator = models.CharField(max_length=300)
    formula = models.CharField(max_length=60)
    target = models.DecimalField(max_digits=12, decimal_places=2)
    unit = models.CharField(max_length=40, blank=True)
    direction = models.CharField(max_length=4, choices=_choices(Direction))
    grain = models.CharField(max_length=8, choices=_choices(Grain))
    owner_id = models.UUIDField(null=True)
    owner_name = models.CharField(max_length=120, blank=True)
    owner_title = models.CharField(max_length=120, blank=True)
    data_source = models.CharField(max_length=200, blank=True)
    since = models.DateField(null=True)
    active = models.BooleanField(default=True)
    example = models.BooleanField(default=False)
    fixed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "lineage"], name="uq_quality_objective"),
            models.CheckConstraint(condition=models.Q(target__gte=0), name="ck_quality_target"),
        ]


class Report(models.Model):
    """Laporan Pencapaian: the objectives of one period. Another revision follows a signed one, with a reason.

    While it is no more than drawn up its figures are read anew whenever it is looked at; signing keeps them
    with `facts` (all that was printed) and the SHA-256 of its PDF, and nothing of it changes any more.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grain = models.CharField(max_length=8, choices=_choices(Grain))
    first = models.DateField()
    last = models.DateField()
    revision = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=9, choices=ReportState.choices, default=ReportState.DRAFT)
    turn = models.PositiveIntegerField(default=0)
    reason = models.TextField(blank=True, help_text="Why there is another revision")
    note = models.TextField(blank=True, help_text="Why it was sent back last")
    drawn_at = models.DateTimeField()
    prepared_id = models.UUIDField(null=True)
    prepared_by = models.CharField(max_length=120, blank=True)
    prepared_title = models.CharField(max_length=120, blank=True)
    prepared_at = models.DateTimeField(null=True)
    evaluation = models.TextField(blank=True)
    signed_by = models.CharField(max_length=120, blank=True)
    signed_title = models.CharField(max_length=120, blank=True)
    signed_nip = models.CharField(max_length=18, blank=True)
    signed_at = models.DateTimeField(null=True)
    facts = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grain", "first", "revision"], name="uq_quality_report"),
            models.UniqueConstraint(
                fields=["grain", "first"],
                condition=~models.Q(state=ReportState.SIGNED),
                name="uq_quality_report_open",
            ),
        ]
        indexes = [models.Index(fields=["last"], name="ix_quality_report_last")]


class Line(models.Model):
    """An objective in a report. `value`, `evidence`, `evidence_note`: what was entered by hand, by whom.

    `verdict`, `realised`, `percent`, `n` are kept when the report is signed. `next_target`: from the next
    period on (PDCA). `fixed`: of a signed report, so it never changes (a trigger refuses it).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, models.PROTECT, related_name="lines")
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    evidence = models.CharField(max_length=200, blank=True)
    evidence_note = models.TextField(blank=True)
    entered_by = models.CharField(max_length=120, blank=True)
    entered_at = models.DateTimeField(null=True)
    cause = models.TextField(blank=True)
    action = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    analysed_by = models.CharField(max_length=120, blank=True)
    next_target = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    verdict = models.CharField(max_length=8, choices=_choices(Verdict), blank=True)
    realised = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    n = models.PositiveIntegerField(default=0)
    fixed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "objective"], name="uq_quality_line")]


class ReportFile(models.Model):
    """The signed report as printed; its SHA-256 stands in the report."""

    report = models.OneToOneField(Report, models.PROTECT, primary_key=True, related_name="file")
    content = models.BinaryField()
