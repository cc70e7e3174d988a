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


class ChainHead(models.Model):
    """The end of a trail, in one row: how many lines it has, and the seal of its head (see `audit.chain`)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    lines = models.PositiveBigIntegerField()
    seal = models.CharField(max_length=64)

    class Meta:
        abstract = True


class KabupatenEntry(ChainEntry):
    """A line of the kabupaten's trail."""

    class Meta:
        indexes = [models.Index(fields=["subject"], name="ix_kabupaten_entry_subject")]


class KabupatenHead(ChainHead):
    """The end of the kabupaten's trail."""

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="ck_kabupaten_head_one")]


class KabupatenKey(models.Model):
    """The kabupaten's own data key, wrapped by the master key: its trail is sealed with it. One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    wrapped = models.BinaryField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="ck_kabupaten_key_one")]
