"""Figures that an office does not agree with, and the answers (public schema)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.ids import new_id


class Outcome(models.TextChoices):
    """What came of it."""

    OPEN = "OPEN", _("Menunggu jawaban")
    CORRECTED = "CORRECTED", _("Angka dibetulkan")
    EXPLAINED = "EXPLAINED", _("Angka benar, sudah dijelaskan")


class Dispute(models.Model):
    """One figure of one office as it was shown, why the office doubts it, and the kabupaten's answer.

    The figure is kept in words (`shown`), with its time (`as_of`): it may have been corrected since. People
    are named as they were named then.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    service_code = models.CharField(max_length=40, blank=True)
    first = models.DateField()
    last = models.DateField()
    shown = models.CharField(max_length=120)
    as_of = models.DateTimeField(null=True)
    reason = models.TextField(max_length=1000)
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=250)
    outcome = models.CharField(max_length=9, choices=Outcome.choices, default=Outcome.OPEN)
    answer = models.TextField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome=Outcome.OPEN, answered_at=None)
                | (
                    ~models.Q(outcome=Outcome.OPEN)
                    & ~models.Q(answer="")
                    & models.Q(answered_at__isnull=False)
                ),
                name="ck_dispute_answered",
            ),
            models.UniqueConstraint(
                fields=["office", "key", "service_code", "first", "last"],
                condition=models.Q(outcome=Outcome.OPEN),
                name="uq_dispute_open",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-raised_at"], name="ix_dispute_office"),
            models.Index(
                fields=["raised_at"], condition=models.Q(outcome=Outcome.OPEN), name="ix_dispute_open"
            ),
        ]
