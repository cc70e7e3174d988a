"""The office's service standards and their versions (office schema)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.ids import new_id


class Origin(models.TextChoices):
    LEGACY = "LEGACY", _("Dokumen lama")
    LOKET = "LOKET", _("Disusun di Loket")


class VersionState(models.TextChoices):
    DRAFT = "DRAFT", _("Rancangan")
    CHECKED = "CHECKED", _("Diperiksa")
    APPROVED = "APPROVED", _("Disetujui")
    PUBLISHED = "PUBLISHED", _("Berlaku")
    SUPERSEDED = "SUPERSEDED", _("Diganti")
    WITHDRAWN = "WITHDRAWN", _("Dicabut")


class PledgeKind(models.TextChoices):
    """What an office promises besides its standards. The values stand in addresses."""

    MAKLUMAT = "maklumat", _("Maklumat pelayanan")
    MOTTO = "motto", _("Motto pelayanan")
    CODE_OF_ETHICS = "kode-etik", _("Kode etik pelayanan")
    QUALITY_POLICY = "kebijakan-mutu", _("Kebijakan mutu")


class Pledge(models.Model):
    """A version of a pledge, as signed: it never changes (a trigger refuses it), the newest one holds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=14, choices=PledgeKind.choices)
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    signer_name = models.CharField(max_length=120)
    signer_title = models.CharField(max_length=120)
    signed_on = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="uq_pledge_version")]


class Standard(models.Model):
    """One per service type; names the public service type by id, without a constraint across schemas."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service_type_id = models.UUIDField(unique=True)
    service_code = models.SlugField(max_length=40, unique=True)


class StandardVersion(models.Model):
    """A version. `document` is the 14 components, `program` what the counter runs by:
    product kind, steps, requirement groups, intake fields, letter words, number code. Neither
    changes after publication (a trigger refuses it)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="versions")
    revision = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=6, choices=Origin.choices)
    state = models.CharField(max_length=10, choices=VersionState.choices, default=VersionState.DRAFT)
    title = models.CharField(max_length=300)
    document = models.JSONField()
    program = models.JSONField()
    effective_from = models.DateField(null=True)
    effective_to = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=120, blank=True)
    ended_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["standard", "revision", "origin"], name="uq_standard_version"),
            models.UniqueConstraint(
                fields=["standard"], condition=models.Q(state="PUBLISHED"), name="uq_standard_one_published"
            ),
        ]
