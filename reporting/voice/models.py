"""The citizens' voice as everybody may see it: cells of the read model, and how recaps stand (public).

No complaint, no person, no words of anybody.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from commons.ids import new_id


class VoiceCell(models.Model):
    """One office and service in one period, which begins at `first`.

    On the day a complaint came: `voice_received`, of them by kind `voice_complaints`, `voice_aspirations`,
    `voice_questions`; by class `voice_light`, `voice_plain`, `voice_grave` (no class yet: none). On the
    day it was verified: `voice_verified`, in time `voice_verified_kept`. On the day of the first answer:
    `voice_answered`, in time `voice_answered_kept`, and its working days since it came (`answer_sum`,
    `answer_squares`, `answer_hist`). On the day its term ended: `voice_overdue`, without an answer.
    Of the office as a whole only (`service_code` ""): `box_due`, working days on which the Kotak Saran had to
    be opened, and `box_kept`, those on which it was; on a quarter's last day `recaps_due`, and
    `recaps_published`. The names differ from those of other sources: pages add all columns up together.
    """

    office_id = models.UUIDField()
    service_code = models.CharField(max_length=40, blank=True)
    first = models.DateField()
    oldest = models.DateField()

    voice_received = models.PositiveIntegerField(default=0)
    voice_complaints = models.PositiveIntegerField(default=0)
    voice_aspirations = models.PositiveIntegerField(default=0)
    voice_questions = models.PositiveIntegerField(default=0)
    voice_light = models.PositiveIntegerField(default=0)
    voice_plain = models.PositiveIntegerField(default=0)
    voice_grave = models.PositiveIntegerField(default=0)
    voice_verified = models.PositiveIntegerField(default=0)
    voice_verified_kept = models.PositiveIntegerField(default=0)
    voice_answered = models.PositiveIntegerField(default=0)
    voice_answered_kept = models.PositiveIntegerField(default=0)
    voice_overdue = models.PositiveIntegerField(default=0)
    box_due = models.PositiveIntegerField(default=0)
    box_kept = models.PositiveIntegerField(default=0)
    recaps_due = models.PositiveIntegerField(default=0)
    recaps_published = models.PositiveIntegerField(default=0)

    answer_sum = models.BigIntegerField(default=0)
    answer_squares = models.BigIntegerField(default=0)
    answer_hist = ArrayField(models.IntegerField(), default=list)

    class Meta:
        abstract = True


class VoiceDay(VoiceCell):
    """A day, kept as long as those of files."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "first", "service_code"], name="uq_voiceday"),
        ]


class VoiceMonth(VoiceCell):
    """A month, for good."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "first", "service_code"], name="uq_voicemonth"),
        ]


class RecapOnShow(models.Model):
    """How an office's recap of a quarter stands: days, and the hash of what was published. Written by the
    office in the transaction of the change; its words stay on the office's own page."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office_id = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    drafted_on = models.DateField()
    approved_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    posted_on = models.DateField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "year", "quarter"], name="uq_recaponshow"),
        ]
