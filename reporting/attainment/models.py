"""The read model of quality objectives: by office and day or month (public). No file, person or target."""

from django.db import models


class AttainmentCell(models.Model):
    """One office in one period, which begins at `first`; everything stands on the last day of the period that
    the objectives are about, and `service_code` is always "".

    `objective_reports`: reports whose period ended; `objective_reports_signed`: of them, those signed.
    `objectives_due`: objectives in them; `objectives_judged`: those of signed reports with enough data;
    `objectives_met`: those reached.
    """

    office_id = models.UUIDField()
    service_code = models.CharField(max_length=40, blank=True)
    first = models.DateField()
    oldest = models.DateField()

    objective_reports = models.PositiveIntegerField(default=0)
    objective_reports_signed = models.PositiveIntegerField(default=0)
    objectives_due = models.PositiveIntegerField(default=0)
    objectives_judged = models.PositiveIntegerField(default=0)
    objectives_met = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class AttainmentDay(AttainmentCell):
    """A day, kept as long as those of files."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "first", "service_code"], name="uq_attainmentday"),
        ]


class AttainmentMonth(AttainmentCell):
    """A month, for good."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "first", "service_code"], name="uq_attainmentmonth"),
        ]
