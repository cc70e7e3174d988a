"""The read model of absences: by office, service type and day or month (public). No file, no person."""

from django.db import models


class AbsenceCell(models.Model):
    """One office and service in one period, which begins at `first`.

    Of the office as a whole only (`service_code` ""): `away_days`, working days on which the leader was away
    for at least half of the counter time, and `away_minutes`, counter minutes away. By service: `away_files`,
    files that began to wait for the leader, `away_wait`, the counter minutes these waited until now,
    `away_spared`, files signed in the leader's place. The names differ from those of `FilesCell`: pages add
    the columns of both up together.
    """

    office_id = models.UUIDField()
    service_code = models.CharField(max_length=40, blank=True)
    first = models.DateField()
    oldest = models.DateField()

    away_days = models.PositiveIntegerField(default=0)
    away_minutes = models.PositiveIntegerField(default=0)
    away_files = models.PositiveIntegerField(default=0)
    away_wait = models.PositiveIntegerField(default=0)
    away_spared = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class AbsenceDay(AbsenceCell):
    """A day, kept as long as those of files."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "first", "service_code"], name="uq_absenceday"),
        ]


class AbsenceMonth(AbsenceCell):
    """A month, for good."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "first", "service_code"], name="uq_absencemonth"),
        ]
