"""Sentences ready for answers: the kabupaten's for every office, and each office's own (public schema)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.ids import new_id


class Category(models.TextChoices):
    """Where it is offered."""

    RETURN = "RETURN", _("Berkas dikembalikan kepada pemohon")
    REJECT = "REJECT", _("Permohonan ditolak")
    WITHDRAW = "WITHDRAW", _("Pemohon mencabut")
    CONTACT = "CONTACT", _("Pemohon dihubungi")
    COMPLAINT = "COMPLAINT", _("Jawaban pengaduan")


class ResponseTemplate(models.Model):
    """A sentence with placeholders (see `responses.words`). No office: the kabupaten's."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey("offices.Office", models.CASCADE, null=True, related_name="+")
    key = models.SlugField(max_length=40)
    category = models.CharField(max_length=9, choices=Category.choices)
    title = models.CharField(max_length=80)
    text = models.TextField(max_length=1000)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "key"], name="uq_response_key", nulls_distinct=False)
        ]
