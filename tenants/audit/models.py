"""The kabupaten's trail (public schema): append-only, chained by hash."""

from django.db import models

from commons.ids import new_id


class ChainEntry(models.Model):
    """One line of a trail; `digest` covers the line and the digest before it (see `audit.chain`)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seq = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=120, blank=True)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        abstract = True


class KabupatenEntry(ChainEntry):
    """A line of the kabupaten's trail."""

    class Meta:
        indexes = [models.Index(fields=["subject"], name="ix_kabupaten_entry_subject")]
