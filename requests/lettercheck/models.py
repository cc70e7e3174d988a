"""Every numbered letter, so that anyone can check one without reaching into an office (public schema)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.ids import new_id


class LetterState(models.TextChoices):
    UNSIGNED = "UNSIGNED", _("Belum ditandatangani")
    VALID = "VALID", _("Berlaku")
    VOID = "VOID", _("Dibatalkan")
    REPLACED = "REPLACED", _("Diganti")


# Nobody may rest anything on such a letter any more.
ENDED = frozenset({LetterState.VOID, LetterState.REPLACED})


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


class LetterUse(models.Model):
    """A letter met a requirement of a file somewhere: read by the office that wrote it and by the one that
    uses it, by no other. It says which service, never whose file.

    `withdrawn_at`: the file no longer rests on it. `ended_at`: the letter became void or was replaced after
    that; `settled_at` and `settled_by`: the using office saw that and dealt with it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=24)
    number = models.CharField(max_length=80)
    # By id only: an office that moves elsewhere takes its uses along, but not the offices it had letters of.
    issuer_id = models.UUIDField()
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+", db_index=False)
    file_id = models.UUIDField()
    service_name = models.CharField(max_length=200)
    used_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "file_id"],
                name="uq_letter_use",
                condition=models.Q(withdrawn_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["issuer_id", "-used_at"], name="ix_letter_use_issuer"),
            models.Index(
                fields=["office"],
                name="ix_letter_use_ended",
                condition=models.Q(ended_at__isnull=False, settled_at__isnull=True),
            ),
            models.Index(fields=["file_id"], name="ix_letter_use_file"),
        ]
