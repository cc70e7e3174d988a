"""What the kabupaten recommends for a service, and where each office stands on it (public schema)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.ids import new_id


class Level(models.TextChoices):
    """Whom it is for; the codes of `offices.Level`."""

    KECAMATAN = "KECAMATAN", _("Kecamatan")
    KELURAHAN = "KELURAHAN", _("Kelurahan")


class Recommendation(models.Model):
    """A version of the recommended standard of a service type. Never changed; the next version ends it.

    `document` is a whole standard; `source` says in words whose document it was.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service_type = models.ForeignKey("servicetypes.ServiceType", models.PROTECT, related_name="+")
    level = models.CharField(max_length=9, choices=Level.choices)
    version = models.PositiveSmallIntegerField()
    document = models.JSONField()
    source = models.CharField(max_length=200)
    note = models.TextField(max_length=1000)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service_type", "level", "version"], name="uq_recommendation_version"
            ),
            models.UniqueConstraint(
                fields=["service_type", "level"],
                condition=models.Q(ended_at=None),
                name="uq_recommendation_one_current",
            ),
        ]


class Choice(models.TextChoices):
    """What an office decided."""

    ADOPTED = "ADOPTED", _("Mengikuti anjuran")
    DEPARTED = "DEPARTED", _("Berbeda dengan alasan")


class Stance(models.Model):
    """An office's answer to one version; append-only, the newest holds. `reason` is read by everybody.

    `version_id`: the draft that came of adopting it, in the office's own schema.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="stances")
    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="+")
    choice = models.CharField(max_length=8, choices=Choice.choices)
    reason = models.TextField(max_length=500, blank=True)
    version_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    by_title = models.CharField(max_length=120)
    at = models.DateTimeField()
