"""The read model: counts, sums, squares and histograms by office, service type and day or month (public).

`service_code` "" holds all services together. Nothing here names a file or a person.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class FilesCell(models.Model):
    """Files of one office and service in one period, which begins at `first`.

    Counted on the day they happened: `received`, `returns`, `waits` (for another agency), `corrections`
    (letters replaced), `on_duty` (people who acted; over months: person-days), `duty_days` (days on which
    anybody did). Counted on the day a file was decided (handed over or rejected): all others. `kept`, `late`
    and `unpromised` are verdicts on the promise; `returned` and `waited` files that came back or waited at
    least once. Durations are whole minutes: sum, sum of squares, and how many files fell into each bucket
    (`indicators.histogram`).

    `oldest`: the earliest day on which a file that did anything in this period was received.
    """

    office_id = models.UUIDField()
    service_code = models.CharField(max_length=40, blank=True)
    first = models.DateField()
    oldest = models.DateField()

    received = models.PositiveIntegerField(default=0)
    finished = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    unpromised = models.PositiveIntegerField(default=0)
    returns = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    waits = models.PositiveIntegerField(default=0)
    waited = models.PositiveIntegerField(default=0)
    corrections = models.PositiveIntegerField(default=0)
    on_duty = models.PositiveIntegerField(default=0)
    duty_days = models.PositiveIntegerField(default=0)

    office_sum = models.BigIntegerField(default=0)
    office_squares = models.BigIntegerField(default=0)
    office_hist = ArrayField(models.IntegerField(), default=list)
    applicant_sum = models.BigIntegerField(default=0)
    applicant_squares = models.BigIntegerField(default=0)
    applicant_hist = ArrayField(models.IntegerField(), default=list)
    leader_away_sum = models.BigIntegerField(default=0)
    leader_away_squares = models.BigIntegerField(default=0)
    leader_away_hist = ArrayField(models.IntegerField(), default=list)
    other_agency_sum = models.BigIntegerField(default=0)
    other_agency_squares = models.BigIntegerField(default=0)
    other_agency_hist = ArrayField(models.IntegerField(), default=list)
    closed_sum = models.BigIntegerField(default=0)
    closed_squares = models.BigIntegerField(default=0)
    closed_hist = ArrayField(models.IntegerField(), default=list)
    whole_sum = models.BigIntegerField(default=0)
    whole_squares = models.BigIntegerField(default=0)
    whole_hist = ArrayField(models.IntegerField(), default=list)

    class Meta:
        abstract = True


class FilesDay(FilesCell):
    """A day. Kept for the current month and the two or three before (`periods.days_since`)."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "first", "service_code"], name="uq_filesday"),
        ]
        indexes = [models.Index(fields=["service_code", "first"], name="ix_filesday_service")]


class FilesMonth(FilesCell):
    """A month, for good."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "first", "service_code"], name="uq_filesmonth"),
        ]
        indexes = [models.Index(fields=["service_code", "first"], name="ix_filesmonth_service")]


class OpenFiles(models.Model):
    """What lies at an office now, by service and ("") together; `promised`: the staff its standard names."""

    office_id = models.UUIDField()
    service_code = models.CharField(max_length=40, blank=True)
    open = models.PositiveIntegerField()
    overdue = models.PositiveIntegerField()
    oldest = models.DateField(null=True)
    promised = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office_id", "service_code"], name="uq_openfiles")]


class Failing(models.Model):
    """An office that cannot be folded, as long as it cannot: its figures hold what happened until `as_of`."""

    office_id = models.UUIDField(primary_key=True)
    as_of = models.DateTimeField(null=True)
    failed_at = models.DateTimeField()
    failures = models.PositiveIntegerField(default=1)
    why = models.CharField(max_length=40)


class Sweep(models.Model):
    """One row: all changes committed before `swept_at` are folded, but for offices that fail."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    swept_at = models.DateTimeField(null=True)
