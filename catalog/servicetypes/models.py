"""The kabupaten's catalogue of service types, and what each office has published (public schema)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.ids import new_id


class ProductKind(models.TextChoices):
    LETTER = "LETTER", _("Surat yang dibuat kantor")
    ENDORSEMENT = "ENDORSEMENT", _("Pengesahan surat pemohon")
    EXTERNAL_ITEM = "EXTERNAL_ITEM", _("Barang dari instansi lain")


class ServiceType(models.Model):
    """A kind of service; `definition` holds its intake fields, letter words and number code (see
    `servicetypes.definition`), `revision` counts how often it was replaced. A retired one is offered to no
    office any more; who has published it keeps it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    family = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    aliases = ArrayField(models.CharField(max_length=60), default=list)
    authority = models.CharField(max_length=120)
    product_kind = models.CharField(max_length=14, choices=ProductKind.choices)
    definition = models.JSONField()
    is_active = models.BooleanField(default=True)
    retired_reason = models.CharField(max_length=300, blank=True, db_default="")
    description = models.TextField(max_length=1000, blank=True, db_default="")
    order = models.PositiveSmallIntegerField(default=0, db_default=0)
    revision = models.PositiveSmallIntegerField(default=1, db_default=1)


class PublishedStandard(models.Model):
    """Projection: the standard an office has in force for a service type; written when it is published."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="published_standards")
    service_type = models.ForeignKey(ServiceType, models.PROTECT)
    version_id = models.UUIDField()
    title = models.CharField(max_length=300)
    document = models.JSONField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "service_type"], name="uq_published_standard")
        ]
