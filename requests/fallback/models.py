"""Emergency sheets and what became of each of their lines (office schema)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.fields import SealedJSONField
from commons.ids import new_id


class Sheet(models.Model):
    """Paper for one day without the system: `lines` lines from serial `first` on. `printed_by` is "" while it
    was only prepared, at `printed_at`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    first = models.PositiveSmallIntegerField()
    lines = models.PositiveSmallIntegerField()
    printed_at = models.DateTimeField()
    printed_by = models.CharField(max_length=120)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "number"], name="uq_fallback_sheet")]


class LineState(models.TextChoices):
    BLANK = "BLANK", _("Belum diisi")
    KEPT = "KEPT", _("Tercatat, belum menjadi berkas")
    FILED = "FILED", _("Menjadi berkas")
    UNUSED = "UNUSED", _("Tidak dipakai")
    SPOILED = "SPOILED", _("Rusak atau salah tulis")


class Line(models.Model):
    """One line. `facts` is what stands on paper (see `fallback.rows`), sealed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="rows")
    serial = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=16)
    state = models.CharField(max_length=8, choices=LineState.choices, default=LineState.BLANK)
    facts = SealedJSONField(null=True)
    file_id = models.UUIDField(null=True)
    receipt_number = models.CharField(max_length=80, blank=True)
    awaits_signer = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)
    entered_at = models.DateTimeField(null=True)
    entered_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="uq_fallback_line"),
            models.UniqueConstraint(fields=["file_id"], name="uq_fallback_file"),
        ]
        indexes = [
            models.Index(fields=["code"], name="ix_fallback_signer", condition=models.Q(awaits_signer=True)),
        ]
