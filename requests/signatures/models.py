"""Electronic signatures of one office (office schema): who can sign how, and every attempt."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.fields import SealedBytesField, SealedJSONField, SealedTextField
from commons.ids import new_id
from signatures.workflow import OPEN, Status


class Service(models.TextChoices):
    """How letters are signed. WET is always possible, whatever the office chose."""

    WET = "WET", _("Tanda tangan basah")
    LOCAL = "LOCAL", _("Sertifikat tersimpan di Loket")
    BSRE = "BSRE", _("BSrE, BSSN")


class AttemptState(models.TextChoices):
    PREPARED = "PREPARED", _("Disiapkan")
    SENT = "SENT", _("Sedang diproses")
    DONE = "DONE", _("Ditandatangani")
    REFUSED = "REFUSED", _("Tidak ditandatangani")
    UNKNOWN = "UNKNOWN", _("Belum diketahui")


class Choice(models.Model):
    """What the office chose, and its own account at the service if it has one. The newest row holds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.CharField(max_length=8, choices=Service.choices)
    username = models.CharField(max_length=120, blank=True)
    password = SealedTextField(null=True)
    chosen_at = models.DateTimeField()
    chosen_by = models.CharField(max_length=120)


class Identity(models.Model):
    """How one person signs: a PKCS#12 under their passphrase, or the NIK that their BSrE certificate is
    registered under. Sealed with the office's key besides; the passphrase is nowhere."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user_id = models.UUIDField()
    service = models.CharField(max_length=8, choices=Service.choices)
    holder = models.CharField(max_length=200, help_text="The name in the certificate")
    issuer = models.CharField(max_length=200, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the certificate")
    not_before = models.DateTimeField(null=True)
    not_after = models.DateTimeField(null=True)
    keys = SealedBytesField(null=True)
    nik = SealedTextField(null=True)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user_id", "service"],
                condition=models.Q(ended_at__isnull=True),
                name="uq_identity_one_current",
            )
        ]


class Attempt(models.Model):
    """One letter sent to be signed: committed before the call, so that nothing is lost with it.

    Sheet and unsigned PDF are emptied once the outcome is known; a signed PDF stays only where it did not
    become the letter.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file_id = models.UUIDField()
    receipt_number = models.CharField(max_length=80)
    letter_id = models.UUIDField()
    letter_number = models.CharField(max_length=80)
    event_no = models.PositiveIntegerField(help_text="Where the file stood")
    service = models.CharField(max_length=8, choices=Service.choices)
    holder = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64, blank=True)
    signer_id = models.UUIDField()
    signer_name = models.CharField(max_length=120)
    signer_title = models.CharField(max_length=120)
    card = models.JSONField(help_text="The signer as printed")
    sheet = SealedJSONField()
    unsigned = SealedBytesField()
    unsigned_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=AttemptState.choices, default=AttemptState.PREPARED)
    state_at = models.DateTimeField()
    prepared_at = models.DateTimeField()
    code = models.CharField(max_length=20, blank=True)
    answer = models.CharField(
        max_length=200, blank=True, help_text="The service's own words, without figures"
    )
    remote_id = models.CharField(max_length=80, blank=True)
    signed = SealedBytesField(null=True)
    signed_sha256 = models.CharField(max_length=64, blank=True)
    used = models.BooleanField(default=False, help_text="The signed PDF became the letter")
    unused_reason = models.TextField(blank=True)
    key = models.CharField(max_length=64, blank=True)
    claimed_by_id = models.UUIDField(null=True)
    claimed_by = models.CharField(max_length=120, blank=True)
    claimed_at = models.DateTimeField(null=True)
    claim_reason = models.TextField(blank=True)
    settled_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["letter_id"],
                condition=models.Q(state__in=sorted(status.value for status in OPEN)),
                name="uq_attempt_one_open",
            ),
            models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="uq_attempt_key"),
        ]
        indexes = [
            models.Index(fields=["signer_id", "prepared_at"], name="ix_attempt_signer"),
            models.Index(fields=["prepared_at"], name="ix_attempt_at"),
            models.Index(fields=["file_id"], name="ix_attempt_file"),
        ]

    @property
    def status(self) -> Status:
        """The state as the rules name it."""
        return Status(self.state)
