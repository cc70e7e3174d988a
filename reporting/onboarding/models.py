"""Offices on their way in: what was typed, how far the work is, and the rehearsal (public schema).

What the office keeps itself goes to its own tables when the case is applied; here stays who asked for what.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.ids import new_id


class Work(models.TextChoices):
    """How far preparing an office is."""

    IDLE = "IDLE", _("Belum disiapkan")
    QUEUED = "QUEUED", _("Menunggu giliran")
    RUNNING = "RUNNING", _("Sedang disiapkan")
    DONE = "DONE", _("Sudah disiapkan")
    FAILED = "FAILED", _("Terhenti")


class Case(models.Model):
    """One office being brought on; `answers` is `plans.OfficePlan` as JSON. One case per area, for good."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=13, unique=True)
    office = models.OneToOneField("offices.Office", models.PROTECT, null=True, related_name="onboarding")
    answers = models.JSONField(default=dict)
    done_steps = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=0, help_text="Counts changes, so that two people notice")
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=120)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=120)
    work = models.CharField(max_length=7, choices=Work.choices, default=Work.IDLE)
    work_step = models.CharField(max_length=20, blank=True, help_text="The last part that was finished")
    work_by = models.UUIDField(null=True, help_text="The person who asked for it")
    work_at = models.DateTimeField(null=True, help_text="The last sign of life")
    problem = models.TextField(blank=True)
    missing = models.JSONField(default=list, help_text="Keys of readiness checks not met when last looked")
    looked_at = models.DateTimeField(null=True)
    waived_at = models.DateTimeField(null=True)
    waived_by = models.CharField(max_length=120, blank=True)
    waived_reason = models.CharField(max_length=300, blank=True)
    live_at = models.DateTimeField(null=True)


class BatchState(models.TextChoices):
    CHECKED = "CHECKED", _("Sudah diperiksa")
    SENT = "SENT", _("Dikerjakan")


class Batch(models.Model):
    """One uploaded spreadsheet."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file_name = models.CharField(max_length=120)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=120)
    state = models.CharField(max_length=7, choices=BatchState.choices, default=BatchState.CHECKED)


class BatchRow(models.Model):
    """One line of a spreadsheet: as it was written, what is wrong with it, and the case it became."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    cells = models.JSONField()
    answers = models.JSONField(null=True)
    problems = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    case = models.ForeignKey(Case, models.PROTECT, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "line"], name="uq_batch_line")]


class Rehearsal(models.Model):
    """A rehearsal of an office's counter, in a schema of its own, with a clock of its own.

    `shadow` is the office at `latihan-<slug>`. `shift` seconds are added to the clock there. What was done in
    the attempt is read from the shadow's own events; only that it was passed is kept.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.OneToOneField("offices.Office", models.PROTECT, related_name="rehearsal")
    shadow = models.OneToOneField("offices.Office", models.PROTECT, null=True, related_name="rehearsed_as")
    work = models.CharField(max_length=7, choices=Work.choices, default=Work.QUEUED)
    work_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)
    attempt = models.PositiveIntegerField(default=1)
    player_id = models.UUIDField(null=True)
    player = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField(null=True)
    shift = models.BigIntegerField(default=0)
    began_at = models.DateTimeField(null=True, help_text="The shadow's own time when the attempt began")
    passed_at = models.DateTimeField(null=True)
