"""Complaints, aspirations and requests for information of one office (office schema).

Keys are random, not datable, and no tracking code is kept: only its blind index. Words, reporter and the
person complained about are sealed with the office's key. A complaint about the office's leader has no row
here at all (`escalations`).

Words go when the retention rule says so (`retention`), and change in no other way: a trigger guards them.
"""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.fields import SealedTextField
from commons.ids import new_id
from complaints.workflow import OPEN

# What stands where words were erased.
GONE = "(dihapus menurut jadwal retensi)"


class Kind(models.TextChoices):
    COMPLAINT = "COMPLAINT", _("Pengaduan")
    ASPIRATION = "ASPIRATION", _("Aspirasi")
    INFORMATION = "INFORMATION", _("Permintaan informasi")


class Channel(models.TextChoices):
    DESK = "DESK", _("Meja informasi")
    BOX = "BOX", _("Kotak Saran")
    PAGE = "PAGE", _("Halaman pengaduan")
    PHONE = "PHONE", _("Telepon")
    WHATSAPP = "WHATSAPP", _("WhatsApp")
    EMAIL = "EMAIL", _("Surel")
    LAPOR = "LAPOR", _("SP4N-LAPOR!")
    SOCIAL = "SOCIAL", _("Media sosial")


class Klass(models.TextChoices):
    INFORMATION = "INFORMATION", _("Permintaan informasi")
    LIGHT = "LIGHT", _("Pengaduan ringan")
    PLAIN = "PLAIN", _("Pengaduan tidak berkadar pengawasan")
    SUPERVISORY = "SUPERVISORY", _("Pengaduan berkadar pengawasan")


class State(models.TextChoices):
    """As `workflow.State`, in words."""

    RECEIVED = "RECEIVED", _("Diterima, belum diverifikasi")
    VERIFIED = "VERIFIED", _("Diverifikasi")
    FORWARDED = "FORWARDED", _("Diteruskan ke seksi")
    IN_HAND = "IN_HAND", _("Sedang ditangani")
    ANSWERED = "ANSWERED", _("Sudah dijawab")
    REOPENED = "REOPENED", _("Dibuka lagi oleh pelapor")
    ACCEPTED = "ACCEPTED", _("Diterima pelapor")
    CLOSED = "CLOSED", pgettext_lazy("pengaduan", "Selesai")
    REJECTED = "REJECTED", pgettext_lazy("pengaduan", "Ditolak")
    ARCHIVED = "ARCHIVED", _("Diarsipkan")


class Book(models.TextChoices):
    """Books of numbers: complaints about people have one of their own, so that no gap gives them away."""

    COMMON = "ADUAN", _("Buku Pengaduan")
    PEOPLE = "ADUAN-P", _("Buku Pengaduan tentang petugas")


class Complaint(models.Model):
    """One line of the Buku Pengaduan; its state columns are the fold of its events.

    `rank`: the lowest rung that may know of it (`ladder.lowest_rank`). `told`: the reporter wants to hear of
    it. `reference`: its number elsewhere (LAPOR). `once`: the key of the form it came by. `text`: None once
    it was erased. `moved_at`: another office goes on with it, and counts it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    book = models.CharField(max_length=8, choices=Book.choices, default=Book.COMMON)
    year = models.PositiveSmallIntegerField()
    seq = models.PositiveIntegerField()
    code_index = models.CharField(max_length=64)
    once = models.CharField(max_length=64, null=True)  # noqa: DJ001  NULL: not asked for; unique otherwise
    reference = models.CharField(max_length=60, null=True)  # noqa: DJ001  likewise

    kind = models.CharField(max_length=11, choices=Kind.choices)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    klass = models.CharField(max_length=11, choices=Klass.choices)
    anonymous = models.BooleanField(default=False)
    confidential = models.BooleanField(default=False)
    text = SealedTextField(null=True)
    name = SealedTextField(null=True)
    contact = SealedTextField(null=True)
    contact_index = models.CharField(max_length=64, blank=True)
    told = models.BooleanField(default=False)
    service_code = models.CharField(max_length=40, blank=True)
    service_name = models.CharField(max_length=200, blank=True)
    file_id = models.UUIDField(null=True)
    about_id = models.UUIDField(null=True)
    about_name = SealedTextField(null=True)
    rank = models.PositiveSmallIntegerField(default=0)
    section = models.CharField(max_length=120, blank=True)

    state = models.CharField(max_length=9, choices=State.choices, default=State.RECEIVED)
    event_no = models.PositiveIntegerField(default=0)
    last_digest = models.CharField(max_length=64, blank=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()
    entered_by = models.CharField(max_length=120, blank=True)
    verified_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    verify_by = models.DateField()
    reply_by = models.DateField()
    due_on = models.DateField()
    close_after = models.DateField(null=True)
    copied_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "year", "seq"], name="uq_complaint_number"),
            models.UniqueConstraint(fields=["code_index"], name="uq_complaint_code"),
            models.UniqueConstraint(fields=["once"], name="uq_complaint_once"),
            models.UniqueConstraint(fields=["reference"], name="uq_complaint_reference"),
            models.CheckConstraint(
                condition=models.Q(anonymous=False)
                | models.Q(name__isnull=True, contact__isnull=True, contact_index="", told=False),
                name="ck_complaint_anonymous",
            ),
        ]
        indexes = [
            models.Index(fields=["-received_at"], name="ix_complaint_received"),
            models.Index(
                fields=["due_on"], name="ix_complaint_open", condition=models.Q(state__in=sorted(OPEN))
            ),
            models.Index(
                fields=["contact_index"], name="ix_complaint_contact", condition=~models.Q(contact_index="")
            ),
        ]

    @property
    def words(self) -> str:
        """What was said, or that it was erased."""
        return GONE if self.text is None else self.text

    @property
    def number(self) -> str:
        """As the book writes it: "012/2026"; in the book about people "P-003/2026"."""
        return f"{'P-' if self.book == Book.PEOPLE else ''}{self.seq:03d}/{self.year}"


class ComplaintEvent(models.Model):
    """What happened to a complaint: append-only, chained by hash. `text` is sealed; the digest covers it.

    `mark`: what the digest covers once the words were erased. No actor: the reporter, or (`data["by"] ==
    "time"`) nobody but time, or (`data["from"]`) those above.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="events", db_index=False)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=120, blank=True)
    actor_title = models.CharField(max_length=120, blank=True)
    action = models.CharField(max_length=8)
    data = models.JSONField(default=dict)
    text = SealedTextField(null=True)
    mark = models.CharField(max_length=64, null=True)  # noqa: DJ001  NULL: the words are there
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["complaint", "seq"], name="uq_complaint_event")]


class ComplaintRule(models.Model):
    """The office's own terms, tighter than the kabupaten's (`clocks.Terms.plain`). The newest row holds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    terms = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)


class LaporBatch(models.Model):
    """A list from SP4N-LAPOR! that waits for confirmation: its good rows, sealed, then emptied."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    rows = SealedTextField(null=True)
    faults = models.JSONField(default=list)
    good = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by_id = models.UUIDField()
    made_by = models.CharField(max_length=120)
    settled_at = models.DateTimeField(null=True)
    taken = models.PositiveIntegerField(null=True)
