"""Complaints that left their office upward: about its leader, or late (public schema).

Content is sealed for the one office or the kabupaten that it goes to; offices have no right on these tables.
"""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.ids import new_id
from offices.models import Office


class Why(models.TextChoices):
    """Why it left. LEADER: about the leader, the office never had it. LATE: a copy, the office goes on."""

    LEADER = "LEADER", _("Tentang pimpinan")
    LATE = "LATE", _("Terlambat ditangani kantornya")


class Standing(models.TextChoices):
    """Where it stands with those it came to."""

    OPEN = "OPEN", _("Belum dijawab")
    ANSWERED = "ANSWERED", _("Sudah dijawab")
    REOPENED = "REOPENED", _("Dibuka lagi oleh pelapor")
    CLOSED = "CLOSED", _("Selesai")


class EscalatedComplaint(models.Model):
    """One complaint upward. `to_office` empty: to the kabupaten. `source_id`: the complaint a copy is of;
    `code_index`: by which the reporter finds one the office never had; `about_id`: never shown it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    why = models.CharField(max_length=6, choices=Why.choices)
    from_office = models.ForeignKey(Office, models.CASCADE, related_name="+")
    to_office = models.ForeignKey(Office, models.CASCADE, null=True, related_name="+")
    source_id = models.UUIDField(null=True)
    code_index = models.CharField(max_length=64, blank=True)
    once = models.CharField(max_length=64, null=True)  # noqa: DJ001  NULL: not asked for; unique otherwise
    about_id = models.UUIDField(null=True)
    sealed = models.BinaryField()
    state = models.CharField(max_length=8, choices=Standing.choices, default=Standing.OPEN)
    reopened = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["from_office", "source_id"], name="uq_escalated_source"),
            models.UniqueConstraint(fields=["once"], name="uq_escalated_once"),
            models.UniqueConstraint(
                fields=["code_index"], condition=~models.Q(code_index=""), name="uq_escalated_code"
            ),
        ]
        indexes = [models.Index(fields=["to_office", "-received_at"], name="ix_escalated_to")]


class EscalatedEntry(models.Model):
    """What was done and said of it, in order; append-only, chained by hash; words sealed as the complaint."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    complaint = models.ForeignKey(EscalatedComplaint, models.CASCADE, related_name="entries", db_index=False)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    action = models.CharField(max_length=8)
    sealed = models.BinaryField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["complaint", "seq"], name="uq_escalated_entry")]


class KabupatenTerms(models.Model):
    """The kabupaten's terms for all offices, in working days. The newest row holds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    terms = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)
