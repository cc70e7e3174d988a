"""Frozen reports, what is being drawn up, what people entered, who gets what by e-mail (public schema)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.ids import new_id


class Kind(models.TextChoices):
    """What is drawn up. No office: about the whole kabupaten."""

    MONTH = "MONTH", _("Laporan bulanan kabupaten")
    OFFICE_MONTH = "OFFICE_MONTH", _("Laporan bulanan kantor")
    EVIDENCE = "EVIDENCE", _("Kumpulan bukti Ombudsman")


class Report(models.Model):
    """One edition, frozen. `first` is the first day of its month (of the day it is about: EVIDENCE).

    `facts` are the figures it was drawn from, as `facts` makes them; `digest` the SHA-256 of those that count
    as a change. `changes` says in words what differs from the edition before. Never changed, never removed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")
    first = models.DateField()
    edition = models.PositiveSmallIntegerField()
    facts = models.JSONField()
    digest = models.CharField(max_length=64)
    changes = models.JSONField(default=list)
    as_of = models.DateTimeField(null=True)
    drawn_at = models.DateTimeField()
    drawn_by = models.CharField(max_length=250, blank=True, help_text="Empty: drawn up by itself")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "office", "first", "edition"], name="uq_report_edition", nulls_distinct=False
            ),
        ]
        indexes = [models.Index(fields=["kind", "-first"], name="ix_report_kind")]


class ReportFile(models.Model):
    """A file of a report, apart from it so that lists do not read it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, models.PROTECT, related_name="files")
    format = models.CharField(max_length=4, choices=[("pdf", "PDF"), ("xlsx", "XLSX"), ("zip", "ZIP")])
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "format"], name="uq_report_format")]


class State(models.TextChoices):
    """How far something asked for is."""

    WAITING = "WAITING", _("Menunggu giliran")
    RUNNING = "RUNNING", _("Sedang disusun")
    DONE = "DONE", _("Selesai")
    FAILED = "FAILED", _("Gagal, dapat diulang")


class Drawing(models.Model):
    """A report that was asked for, and how far it is: `done` of `total` steps, `step` in words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")
    first = models.DateField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    step = models.CharField(max_length=80, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=4)
    error = models.CharField(max_length=500, blank=True)
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=250, blank=True)
    beat_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "office", "first"],
                condition=models.Q(state__in=["WAITING", "RUNNING"]),
                name="uq_drawing_unfinished",
                nulls_distinct=False,
            ),
        ]
        indexes = [models.Index(fields=["-asked_at"], name="ix_drawing_asked")]


class Entry(models.Model):
    """What an office or the kabupaten entered for a point of PEKPPP that Loket does not measure.

    Append-only: the newest of an office, year and point holds. `value` is 0 to 5; None takes an entry back.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    point = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    note = models.TextField(max_length=1000, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=250)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value=None) | models.Q(value__gte=0, value__lte=5), name="ck_entry_value"
            ),
        ]
        indexes = [models.Index(fields=["office", "year", "point", "-entered_at"], name="ix_entry_newest")]


class Subscription(models.Model):
    """Who gets which report. `user`: mail goes only as long as this person may read it; else to an address
    that an admin answers for. `token` is the word in the link that ends it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=254)
    name = models.CharField(max_length=120)
    token = models.CharField(max_length=43, unique=True)
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=250)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "office", "address"],
                condition=models.Q(active=True),
                name="uq_subscription_active",
                nulls_distinct=False,
            ),
        ]


class MailState(models.TextChoices):
    """SENDING is written before the server is spoken to; one that stays so may have been sent: UNSURE."""

    WAITING = "WAITING", _("Menunggu dikirim")
    SENDING = "SENDING", _("Sedang dikirim")
    SENT = "SENT", _("Terkirim")
    UNSURE = "UNSURE", _("Tidak pasti terkirim")
    FAILED = "FAILED", _("Gagal")
    DROPPED = "DROPPED", _("Tidak dikirim")


class Outgoing(models.Model):
    """One mail of one report to one recipient: never more than one row, so never more than one mail."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subscription = models.ForeignKey(Subscription, models.PROTECT, related_name="mails")
    report = models.ForeignKey(Report, models.PROTECT, related_name="mails")
    state = models.CharField(max_length=7, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscription", "report"], name="uq_outgoing_once"),
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(state__in=["WAITING", "SENDING"]),
                name="ix_outgoing_due",
            ),
        ]
