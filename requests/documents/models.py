"""Numbers, letters and the Buku Register of one office (office schema)."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.fields import SealedBytesField, SealedJSONField, SealedTextField
from commons.ids import new_id
from lettercheck.models import LetterState


class BookKind(models.TextChoices):
    RECEIPT = "RECEIPT", _("Agenda penerimaan")
    LETTER = "LETTER", _("Nomor surat")
    REGISTER = "REGISTER", _("Buku Register")


class BookYear(models.Model):
    """The counter row of one book and year; locked in the transaction that uses the number."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=8, choices=BookKind.choices)
    year = models.PositiveSmallIntegerField()
    begun_after = models.PositiveIntegerField(default=0, help_text="Last number used on paper this year")
    last = models.PositiveIntegerField(default=0)
    pattern = models.CharField(
        max_length=80, blank=True, default="", db_default="", help_text="Empty: as the service type says"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "year"], name="uq_book_year"),
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("begun_after")), name="ck_book_year_last"
            ),
        ]


class LetterKind(models.TextChoices):
    LETTER = "LETTER", _("Surat")
    STRIP = "STRIP", _("Strip pengesahan")


LIVE_LETTERS = ("UNSIGNED", "VALID")
WET = "WET"


class Letter(models.Model):
    """A numbered letter or strip of one file. `sheet` is what was printed, frozen with the PDF at signing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file_id = models.UUIDField()
    kind = models.CharField(max_length=6, choices=LetterKind.choices)
    year = models.PositiveSmallIntegerField()
    seq = models.PositiveIntegerField()
    number = models.CharField(max_length=80)
    date = models.DateField()
    code = models.CharField(max_length=24)
    state = models.CharField(max_length=10, choices=LetterState.choices)
    sheet = SealedJSONField()
    pdf = SealedBytesField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    drawn_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    signer_id = models.UUIDField(null=True)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=120, blank=True)
    ended_reason = models.TextField(blank=True)
    how = models.CharField(
        max_length=8, default=WET, db_default=WET, help_text="By hand, or the service that signed it"
    )
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replacements")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "seq"], name="uq_letter_number"),
            models.UniqueConstraint(fields=["code"], name="uq_letter_code"),
            models.UniqueConstraint(
                fields=["file_id"], condition=models.Q(state__in=LIVE_LETTERS), name="uq_letter_one_live"
            ),
        ]
        indexes = [models.Index(fields=["file_id"], name="ix_letter_file")]

    @property
    def template(self) -> str:
        """What prints it."""
        return "strip" if self.kind == LetterKind.STRIP else "letter"

    @property
    def never_printed(self) -> bool:
        """Signed, but no PDF was ever made: a letter of simulated data (ADR 18)."""
        return self.signed_at is not None and not self.sha256


class EntryState(models.TextChoices):
    VALID = "VALID", _("Berlaku")
    VOID = "VOID", pgettext_lazy("nomor surat", "Batal")
    REPLACED = "REPLACED", _("Diganti")


class EntrySource(models.TextChoices):
    LOKET = "LOKET", _("Loket")
    PAPER = "PAPER", _("Buku kertas")


class RegisterEntry(models.Model):
    """A line of the Buku Register. Every letter number ends in one, a void one with its reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    year = models.PositiveSmallIntegerField()
    seq = models.PositiveIntegerField()
    date = models.DateField()
    file_id = models.UUIDField(null=True)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True)
    number = models.CharField(max_length=80)
    receipt_number = models.CharField(max_length=80, blank=True)
    service_code = models.CharField(max_length=40)
    service_name = models.CharField(max_length=200)
    name = models.CharField(max_length=120)
    search_name = models.CharField(max_length=120)
    nik = SealedTextField(null=True)
    nik_index = models.CharField(max_length=64, blank=True)
    address = models.CharField(max_length=300, blank=True)
    village = models.CharField(max_length=80, blank=True)
    purpose = models.TextField(blank=True)
    basis = models.TextField(blank=True, help_text="Supporting letters: issuer, signer, number, date")
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=120, blank=True)
    receiver = models.CharField(max_length=120, blank=True)
    handed_over_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=EntryState.choices, default=EntryState.VALID)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=5, choices=EntrySource.choices, default=EntrySource.LOKET)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "seq"], name="uq_register_entry"),
        ]
        indexes = [
            models.Index(fields=["file_id"], name="ix_register_file"),
            models.Index(fields=["date"], name="ix_register_date"),
            models.Index(fields=["nik_index"], name="ix_register_nik", condition=~models.Q(nik_index="")),
            models.Index(fields=["seq"], name="ix_register_seq"),
            models.Index(fields=["receipt_number"], name="ix_register_receipt"),
            GinIndex(OpClass("search_name", name="gin_trgm_ops"), name="ix_register_name"),
            GinIndex(OpClass(Upper("number"), name="gin_trgm_ops"), name="ix_register_number"),
        ]
