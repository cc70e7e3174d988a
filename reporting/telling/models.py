"""The read model of messages: by office, service type and day or month (public). No message, no person."""

from django.db import models


class TellingCell(models.Model):
    """One office and service in one period, which begins at `first`.

    Each message to an applicant stands on the day of what it tells of, with what has become of it so far;
    what waits for its turn or was rightly not sent (not wanted, outdated) is not counted. `tell_messages`:
    all of them; of these `tell_sent` were taken by a provider, and of those `tell_delivered` arrived by its
    report; `tell_failed` went no way; of `tell_unknown` nobody knows; `tell_hand` are told by a person.
    `tell_timed`: taken by a provider and not held back by quiet hours; `tell_prompt`: of these within ten
    seconds. The names differ from those of `FilesCell`: pages add the columns of all sources up together.
    """

    office_id = models.UUIDField()
    service_code = models.CharField(max_length=40, blank=True)
    first = models.DateField()
    oldest = models.DateField()

    tell_messages = models.PositiveIntegerField(default=0)
    tell_sent = models.PositiveIntegerField(default=0)
    tell_delivered = models.PositiveIntegerField(default=0)
    tell_failed = models.PositiveIntegerField(default=0)
    tell_unknown = models.PositiveIntegerField(default=0)
    tell_hand = models.PositiveIntegerField(default=0)
    tell_timed = models.PositiveIntegerField(default=0)
    tell_prompt = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class TellingDay(TellingCell):
    """A day, kept as long as those of files."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "first", "service_code"], name="uq_tellingday"),
        ]


class TellingMonth(TellingCell):
    """A month, for good."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "first", "service_code"], name="uq_tellingmonth"),
        ]
