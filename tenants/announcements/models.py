"""What the kabupaten tells its offices, and who has read it (public schema).

Which office may read which row is a rule of the database (`offices.grants`): an office's role reads what has
been published and is addressed to it. Of the readings an office sees its own; the kabupaten's role may count
them and has no right to the names.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.ids import new_id
from offices.models import Level


class Scope(models.TextChoices):
    ALL = "ALL", _("Semua kantor")
    LEVEL = "LEVEL", _("Semua kantor satu tingkat")
    KECAMATAN = "KECAMATAN", _("Kecamatan tertentu dan kelurahannya")
    CHOSEN = "CHOSEN", _("Kantor yang dipilih")


class State(models.TextChoices):
    DRAFT = "DRAFT", _("Rancangan")
    PUBLISHED = "PUBLISHED", _("Terbit")
    WITHDRAWN = "WITHDRAWN", _("Ditarik")


class Importance(models.TextChoices):
    NORMAL = "NORMAL", _("Biasa")
    IMPORTANT = "IMPORTANT", _("Penting")


class Announcement(models.Model):
    """`office_ids`: the kecamatan or offices chosen; `roles`: who of the staff, empty for everybody. Once
    published, only its state changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=4000)
    importance = models.CharField(max_length=9, choices=Importance.choices, default=Importance.NORMAL)
    scope = models.CharField(max_length=9, choices=Scope.choices, default=Scope.ALL)
    level = models.CharField(max_length=9, choices=Level.choices, blank=True)
    office_ids = ArrayField(models.UUIDField(), default=list)
    roles = ArrayField(models.CharField(max_length=20), default=list)
    from_date = models.DateField()
    to_date = models.DateField(null=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_date__isnull=True) | models.Q(to_date__gte=models.F("from_date")),
                name="ck_announcement_dates",
            ),
            models.CheckConstraint(
                condition=models.Q(state="DRAFT", published_at=None)
                | models.Q(state="PUBLISHED", published_at__isnull=False)
                | (models.Q(state="WITHDRAWN", withdrawn_at__isnull=False) & ~models.Q(withdrawn_reason="")),
                name="ck_announcement_state",
            ),
        ]
        indexes = [models.Index(fields=["state", "-from_date"], name="ix_announcement_state")]


class Reading(models.Model):
    """A person of an office has marked an announcement as read; named as they were named then."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="readings")
    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="+")
    user_id = models.UUIDField()
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["announcement", "office", "user_id"], name="uq_reading_person")
        ]
