"""Letters of other offices in Loket that meet a requirement of a file here (office schema)."""

from django.db import models

from commons.ids import new_id
from lettercheck.models import LetterState


class BroughtLetter(models.Model):
    """One letter as it was checked: when, by whom, what was odd about it and why it will do all the same.

    `requirement` is the key of the paper in the standard. `ended_at`: the file no longer rests on it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file_id = models.UUIDField()
    receipt_number = models.CharField(max_length=80)
    requirement = models.CharField(max_length=60)
    code = models.CharField(max_length=24)
    issuer_id = models.UUIDField()
    issuer_name = models.CharField(max_length=200)
    number = models.CharField(max_length=80)
    service_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=LetterState.choices)
    checked_at = models.DateTimeField()
    checked_by = models.CharField(max_length=120)
    warnings = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file_id", "requirement"],
                name="uq_brought_letter",
                condition=models.Q(ended_at__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["code"], name="ix_brought_letter_code")]
