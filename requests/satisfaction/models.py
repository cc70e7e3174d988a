"""Results of the satisfaction survey: snapshots, signatures, plans and what came of them (office schema)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.ids import new_id
from surveys.models import SurveyPeriod


class Snapshot(models.Model):
    """The result of a closed period, frozen: never changed, never removed (a trigger refuses it).

    A correction is the next `revision` and says why. `facts`: see `satisfaction.facts`; `digest` is their
    SHA-256.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="snapshots", db_index=False)
    revision = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300, blank=True)
    facts = models.JSONField()
    digest = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()
    drawn_by = models.CharField(max_length=120)
    drawn_by_title = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["period", "revision"], name="uq_snapshot_revision")]


class Signature(models.Model):
    """The leader's signature under a snapshot, and with it its publication; never changed.

    The leader signs the printed page by hand and confirms here that it was this one: `digest` repeats what
    was signed, so that it stands with the name.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    snapshot = models.OneToOneField(Snapshot, models.PROTECT, related_name="signature")
    digest = models.CharField(max_length=64)
    signer_id = models.UUIDField()
    signer_name = models.CharField(max_length=120)
    signer_title = models.CharField(max_length=120)
    signer_nip = models.CharField(max_length=18, blank=True)
    signer_grade = models.CharField(max_length=80, blank=True)
    signed_on = models.DateField()
    published_at = models.DateTimeField()


class FollowUp(models.Model):
    """One promise to mend a weak element: what, who, by when. Never changed; its steps say what came of it.

    `owner_title` is shown to everybody, `owner_name` inside the office only.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="follow_ups", db_index=False)
    element = models.CharField(max_length=12)
    action = models.CharField(max_length=500)
    owner_id = models.UUIDField()
    owner_name = models.CharField(max_length=120)
    owner_title = models.CharField(max_length=120)
    due = models.DateField()
    planned_at = models.DateTimeField()
    planned_by = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["period", "planned_at"], name="ix_followup_period")]


class StepState(models.TextChoices):
    """Where a promise is after a step."""

    UNDER_WAY = "UNDER_WAY", _("Sedang dikerjakan")
    DONE = "DONE", _("Selesai")
    DROPPED = "DROPPED", _("Dibatalkan")


class FollowUpStep(models.Model):
    """What was done about a promise; the newest says how it stands. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=9, choices=StepState.choices)
    note = models.CharField(max_length=500)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120)
    by_title = models.CharField(max_length=120)
