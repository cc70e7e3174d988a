"""The read model of what is promised behind the counter: by office and day or month (public). No person."""

from django.db import models


class UpkeepCell(models.Model):
    """One office in one period, which begins at `first`; `service_code` is always "".

    On the day something was due: `rounds_due` and of them `rounds_kept` in time (inventory), `reviews_due`
    and `reviews_kept`. On each day that is over: `upkeep_days` (1), and what was so on it: `broken_items`,
    `late_decisions`, `gap_people` (with a gap) of `gap_staff` (whose post the standards describe). On each
    working day: `posts_promised` by the standards, and of them `posts_rostered` and `posts_filled` (on
    duty). On the day itself: `repairs_done` with the working days they took, `repair_days`, and
    `meetings_held`. The names differ from those of `FilesCell`: pages add the columns of all sources up.
    """

    office_id = models.UUIDField()
    service_code = models.CharField(max_length=40, blank=True)
    first = models.DateField()
    oldest = models.DateField()

    rounds_due = models.PositiveIntegerField(default=0)
    rounds_kept = models.PositiveIntegerField(default=0)
    reviews_due = models.PositiveIntegerField(default=0)
    reviews_kept = models.PositiveIntegerField(default=0)
    meetings_held = models.PositiveIntegerField(default=0)
    upkeep_days = models.PositiveIntegerField(default=0)
    broken_items = models.PositiveIntegerField(default=0)
    late_decisions = models.PositiveIntegerField(default=0)
    gap_people = models.PositiveIntegerField(default=0)
    gap_staff = models.PositiveIntegerField(default=0)
    repairs_done = models.PositiveIntegerField(default=0)
    repair_days = models.PositiveIntegerField(default=0)
    posts_promised = models.PositiveIntegerField(default=0)
    posts_rostered = models.PositiveIntegerField(default=0)
    posts_filled = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class UpkeepDay(UpkeepCell):
    """A day, kept as long as those of files."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "first", "service_code"], name="uq_upkeepday"),
        ]


class UpkeepMonth(UpkeepCell):
    """A month, for good."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "first", "service_code"], name="uq_upkeepmonth"),
        ]
