"""What was so on a day: facts of the score, its cells in the read model, and the pledges on show (public)."""

from django.db import models

from commons.ids import new_id


class Snapshot(models.Model):
    """The score and the open findings of an office as they were at a moment; never changed.

    The last of a day is how the day ended. `tenths`: of the score, 0 to 1000; None where nothing is measured.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office_id = models.UUIDField()
    day = models.DateField()
    taken_at = models.DateTimeField()
    tenths = models.PositiveSmallIntegerField(null=True)
    standards = models.PositiveIntegerField()
    errors = models.PositiveIntegerField()
    warnings = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["office_id", "day", "taken_at"], name="ix_snapshot")]


class StandardsCell(models.Model):
    """An office's standards over a period that begins at `first`, each day added once as it ended.

    `points`: tenths of the score; `measured`: days with a score; `standards`, `errors`, `warnings`: those in
    force and the open findings on them, over the days.
    """

    office_id = models.UUIDField()
    service_code = models.CharField(max_length=40, blank=True)
    first = models.DateField()
    oldest = models.DateField()

    points = models.PositiveIntegerField(default=0)
    measured = models.PositiveIntegerField(default=0)
    standards = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class StandardsDay(StandardsCell):
    """A day."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "first", "service_code"], name="uq_standardsday"),
        ]


class StandardsMonth(StandardsCell):
    """A month, for good."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "first", "service_code"], name="uq_standardsmonth"),
        ]


class PledgeOnShow(models.Model):
    """A pledge that an office signed and published: which, which version, when. Its words are not here.

    Written with the signature, by the office; never changed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office_id = models.UUIDField()
    kind = models.CharField(max_length=14)
    version = models.PositiveSmallIntegerField()
    signed_on = models.DateField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "kind", "version"], name="uq_pledgeonshow"),
        ]
