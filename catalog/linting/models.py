"""Findings an office has accepted with a reason (public schema: the kabupaten counts without them)."""

from django.db import models

from commons.ids import new_id


class AcceptedFinding(models.Model):
    """`key` is made of the rule, the place and the words quoted: another wording is another finding."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="+")
    key = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    service = models.CharField(max_length=40, blank=True)
    quote = models.CharField(max_length=240)
    reason = models.CharField(max_length=300)
    accepted_by = models.CharField(max_length=240)
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "key"], name="uq_accepted_finding")]
