"""Quarterly recaps of one office's complaints, and the promises of improvement in them (office schema)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.fields import SealedBytesField
from commons.ids import new_id


class RecapState(models.TextChoices):
    DRAFT = "DRAFT", _("Rancangan")
    COMPLETED = "COMPLETED", _("Menunggu persetujuan pimpinan")
    APPROVED = "APPROVED", _("Disetujui, belum diumumkan")
    PUBLISHED = "PUBLISHED", _("Diumumkan")


FROZEN = frozenset({RecapState.APPROVED.value, RecapState.PUBLISHED.value})
WET = "WET"


class Recap(models.Model):
    """The recap of one quarter. Until it is approved its figures are worked out anew whenever somebody looks;
    `content` is what was approved, `sha256` its hash, `pdf` the signed document (none by hand)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=RecapState.choices, default=RecapState.DRAFT)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=120, blank=True)
    analysis = models.TextField(blank=True)
    completed_at = models.DateTimeField(null=True)
    completed_by = models.CharField(max_length=120, blank=True)
    completed_title = models.CharField(max_length=120, blank=True)
    returned_reason = models.CharField(max_length=300, blank=True)
    content = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    card = models.JSONField(null=True)
    approved_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=8, blank=True)
    pdf = SealedBytesField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=120, blank=True)
    posted_at = models.DateTimeField(null=True)
    posted_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "quarter"], name="uq_recap_quarter")]


class Promise(models.Model):
    """*Janji perbaikan*: what the office promises about one topic, who sees to it, and until when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recap = models.ForeignKey(Recap, models.PROTECT, related_name="promises")
    place = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=120)
    words = models.CharField(max_length=500)
    owner = models.CharField(max_length=120)
    due = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recap", "place"], name="uq_recap_promise")]


class Progress(models.TextChoices):
    PLANNED = "PLANNED", _("Belum dimulai")
    RUNNING = "RUNNING", pgettext_lazy("janji perbaikan", "Berjalan")
    DONE = "DONE", _("Selesai")
    DROPPED = "DROPPED", _("Tidak jadi")


class PromiseStep(models.Model):
    """What was said about a promise, one after another; the last one is how it stands."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    promise = models.ForeignKey(Promise, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=7, choices=Progress.choices)
    words = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["promise", "at"], name="ix_recap_step")]
