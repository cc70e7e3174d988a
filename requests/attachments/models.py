"""Papers, photographs and signatures kept with files, and how a product was collected (office schema).

The bytes lie sealed in the store (`attachments.store`); a row says what they are. `file_id` names what they
belong to of the apps above: a file, an appointment, a complaint, a slip.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.fields import SealedBytesField, SealedTextField
from commons.ids import new_id


class Kind(models.TextChoices):
    """What an attachment is to its file."""

    PAPER = "PAPER", _("Syarat")
    SCAN = "SCAN", _("Pindaian surat yang sudah ditandatangani")
    SIGNATURE = "SIGNATURE", _("Tanda tangan penerima")
    PROXY = "PROXY", _("Surat kuasa atau KTP yang mengambil")
    REGISTER = "REGISTER", _("Baris Buku Register yang ditandatangani penerima")


class Via(models.TextChoices):
    """From where it came."""

    COUNTER = "COUNTER", _("dari loket")
    PHONE = "PHONE", _("dari HP")


class State(models.TextChoices):
    """QUARANTINED: waits for the virus scanner, shown to nobody. STRUCK: stays, no longer counts."""

    KEPT = "KEPT", _("Tersimpan")
    QUARANTINED = "QUARANTINED", _("Menunggu pemeriksaan virus")
    STRUCK = "STRUCK", _("Dicoret")


class Attachment(models.Model):
    """One stored file. Before the file is received it belongs to a draft: the key of the open intake form."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file_id = models.UUIDField(null=True)
    draft = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # "group:paper" of the standard; empty for what is no requirement.
    requirement = models.CharField(max_length=130, blank=True)
    state = models.CharField(max_length=12, choices=State.choices)
    name = models.CharField(max_length=80)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(default=1)
    thumb = SealedBytesField(null=True)
    # A blind index of what was sent: the same photograph sent twice is kept once.
    sent_index = models.CharField(max_length=64)
    via = models.CharField(max_length=8, choices=Via.choices)
    added_at = models.DateTimeField()
    added_by_id = models.UUIDField()
    added_by_name = models.CharField(max_length=120)
    struck_at = models.DateTimeField(null=True)
    struck_by_name = models.CharField(max_length=120, blank=True)
    struck_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(file_id__isnull=True) ^ models.Q(draft=""), name="ck_attachment_place"
            ),
            models.UniqueConstraint(fields=["name"], name="uq_attachment_name"),
        ]
        indexes = [
            models.Index(fields=["file_id"], name="ix_attachment_file"),
            models.Index(fields=["draft"], name="ix_attachment_draft", condition=~models.Q(draft="")),
            models.Index(
                fields=["added_at"], name="ix_attachment_waiting", condition=models.Q(state="QUARANTINED")
            ),
        ]


class PhoneLink(models.Model):
    """A link for one telephone, for minutes: it may add photographs to one draft or file, and no more.

    Only the hash of its token is kept; the first telephone that sends claims it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    token_hash = models.CharField(max_length=64)
    claim_hash = models.CharField(max_length=64, blank=True)
    file_id = models.UUIDField(null=True)
    draft = models.CharField(max_length=64, blank=True)
    # (code, words) of the papers to choose from, as the standard names them.
    papers = models.JSONField(default=list)
    made_by_id = models.UUIDField()
    made_by_name = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    sent = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token_hash"], name="uq_phone_link_token")]
        indexes = [models.Index(fields=["until"], name="ix_phone_link_until")]


class Relation(models.TextChoices):
    """Who collects, seen from the applicant."""

    SELF = "SELF", _("Pemohon sendiri")
    SPOUSE = "SPOUSE", _("Suami atau istri")
    CHILD = "CHILD", _("Anak")
    PARENT = "PARENT", _("Orang tua")
    SIBLING = "SIBLING", _("Saudara")
    NEIGHBOUR = "NEIGHBOUR", _("RT/RW atau perangkat desa")
    PROXY = "PROXY", _("Penerima kuasa")
    OTHER = "OTHER", _("Lainnya")


class IdShown(models.TextChoices):
    """Which identity card was shown."""

    KTP = "KTP", _("KTP")
    SIM = "SIM", _("SIM")
    KK = "KK", _("KK")
    OTHER = "OTHER", _("Kartu lain")


class Collection(models.Model):
    """Who took the product away: one line for each hand-over (`event` is its number in the file)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file_id = models.UUIDField()
    event = models.PositiveIntegerField()
    at = models.DateTimeField()
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=10, choices=Relation.choices)
    relation_words = models.CharField(max_length=80, blank=True)
    id_kind = models.CharField(max_length=5, choices=IdShown.choices, blank=True)
    id_last = models.CharField(max_length=6, blank=True)
    phone = SealedTextField(null=True)
    signature = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+", db_index=False)
    by_name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file_id", "event"], name="uq_collection_event")]
