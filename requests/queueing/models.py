"""Queue tickets of the day (office schema)."""

from django.db import models

from commons.ids import new_id


class TicketDay(models.Model):
    """The counter row of one day: its number is taken under its lock, without gaps."""

    date = models.DateField(primary_key=True)
    last = models.PositiveIntegerField(default=0)


class Ticket(models.Model):
    """One queue number."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    date = models.DateField()
    seq = models.PositiveIntegerField()
    service_code = models.CharField(max_length=40)
    service_name = models.CharField(max_length=200)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=120, blank=True)
    file_id = models.UUIDField(null=True)
    idempotency_key = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  NULL: not asked for

    class Meta:
        constraints = [models.UniqueConstraint(fields=["date", "seq"], name="uq_ticket")]
