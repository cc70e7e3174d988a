"""The law register and who was given which authority (public schema)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.ids import new_id


class InstrumentStatus(models.TextChoices):
    IN_FORCE = "IN_FORCE", _("Berlaku")
    REVOKED = "REVOKED", _("Dicabut")
    OUTDATED = "OUTDATED", _("Usang")
    UNKNOWN = "UNKNOWN", _("Belum diketahui")


class Instrument(models.Model):
    """A law, regulation or decree; `key` is the normalised citation (see `regulations.citations`)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=120)
    number = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField(null=True)
    title = models.TextField()
    status = models.CharField(
        max_length=10, choices=InstrumentStatus.choices, default=InstrumentStatus.UNKNOWN
    )
    status_since = models.DateField(null=True)
    status_by = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)


class Amendment(models.Model):
    """`by` changes `instrument` without ending it. What revokes it stands in the instrument's own status."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="amendments")
    by = models.ForeignKey(Instrument, models.PROTECT, related_name="amends")
    since = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "by"], name="uq_amendment"),
            models.CheckConstraint(
                condition=~models.Q(instrument=models.F("by")), name="ck_amendment_of_another"
            ),
        ]


class Delegation(models.Model):
    """Which instrument gives this office its authority to sign, from–to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="delegations")
    instrument = models.ForeignKey(Instrument, models.PROTECT)
    from_date = models.DateField()
    to_date = models.DateField(null=True)
    note = models.TextField(blank=True)
    is_example = models.BooleanField(default=False)


class RetentionRule(models.Model):
    """How long one kind of record is kept, as data (*jadwal retensi arsip*). No months: kept for good.

    JRA are set by the head of the region after ANRI's approval (PP 28/2012 Pasal 53); until Lumajang's is
    loaded, everything is kept.
    """

    subject = models.CharField(max_length=40, primary_key=True)
    keep_months = models.PositiveSmallIntegerField(null=True, blank=True)
    ground = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()
