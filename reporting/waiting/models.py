"""The read model of the queue: by office, service type and day or month (public). No ticket, no person."""

from django.db import models


class WaitingCell(models.Model):
    """One office and service in one period, which begins at `first`.

    On the day a number was taken: `queue_tickets`, and of them `queue_priority`. On the day of the first
    call: `queue_called`, and the minutes they had waited, `queue_wait`. On the day of a skip:
    `queue_skipped`, tickets that did not come when called. On the day a visit ended: `queue_visits`, and
    their minutes at the counter, `queue_service` (visits whose time nobody knows are not counted).
    `trips_home`: people sent home that day; `trips_back`: trips that a later file closed that day, and
    `trips_files`, the files that did.
    The names differ from those of `FilesCell`: pages add the columns of all sources up together.
    """

    office_id = models.UUIDField()
    service_code = models.CharField(max_length=40, blank=True)
    first = models.DateField()
    oldest = models.DateField()

    queue_tickets = models.PositiveIntegerField(default=0)
    queue_priority = models.PositiveIntegerField(default=0)
    queue_called = models.PositiveIntegerField(default=0)
    queue_wait = models.PositiveIntegerField(default=0)
    queue_skipped = models.PositiveIntegerField(default=0)
    queue_visits = models.PositiveIntegerField(default=0)
    queue_service = models.PositiveIntegerField(default=0)
    trips_home = models.PositiveIntegerField(default=0)
    trips_back = models.PositiveIntegerField(default=0)
    trips_files = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class WaitingDay(WaitingCell):
    """A day, kept as long as those of files."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "first", "service_code"], name="uq_waitingday"),
        ]


class WaitingMonth(WaitingCell):
    """A month, for good."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "first", "service_code"], name="uq_waitingmonth"),
        ]
