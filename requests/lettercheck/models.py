"""Every numbered letter, so that anyone can check one without reaching into an office (public schema)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.ids import new_id


class LetterState(models.TextChoices):
    UNSIGNED = "UNSIGNED", _("Belum ditandatangani")
    VALID = "VALID", _("Berlaku")
    VOID = "VOID", _("Dibatalkan")
    REPLACED = "REPLACED", _("Diganti")


class LetterIndex(models.Model):
    """What the check page shows. `details` opens only with the letter's NIK (its key is derived from it)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=24, unique=True)
    office = models.ForeignKey("offices.Office", models.PROTECT)
    number = models.CharField(max_length=80)
    date = models.DateField()
    service_name = models.CharField(max_length=200)
    initials = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=LetterState.choices)
    state_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, blank=True)
    signer = models.CharField(max_length=240, blank=True)
    replaced_by = models.CharField(max_length=24, blank=True)
    details = models.BinaryField()
