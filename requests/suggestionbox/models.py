"""The Kotak Saran of one office: its daily opening, who stood by, every slip (office schema).

Nothing here is ever removed: an opening recorded by mistake is withdrawn with its reason and keeps its
number, a slip that nobody can read stays as such, a serial that was skipped has a row of its own.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Role
from commons.ids import new_id


class BoxRule(models.Model):
    """Who opens the box and before how many witnesses. The newest row holds; its day is when the office
    began to keep the ritual here, if it is the first."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    opener = models.CharField(max_length=12, choices=Role.choices)
    witnesses = models.PositiveSmallIntegerField()
    since = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)


class OpeningState(models.TextChoices):
    OPEN = "OPEN", _("Sedang berlangsung")
    CLOSED = "CLOSED", _("Selesai, berita acara bernomor")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("berita acara", "Dibatalkan")


class BoxOpening(models.Model):
    """One opening for one working day. `seq`: the number of its berita acara, taken when it is closed.

    `found`: slips counted when the box was opened. `round` grows when a closed opening is taken up again;
    the witnesses of an earlier round stay on record and do not count for the new one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    day = models.DateField()
    state = models.CharField(max_length=9, choices=OpeningState.choices, default=OpeningState.OPEN)
    year = models.PositiveSmallIntegerField(null=True)
    seq = models.PositiveIntegerField(null=True)
    found = models.PositiveSmallIntegerField()
    late_reason = models.CharField(max_length=300, blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    wanted = models.PositiveSmallIntegerField(help_text="Witnesses the rule of that day asks for")
    opened_at = models.DateTimeField()
    opened_by_id = models.UUIDField()
    opened_by = models.CharField(max_length=120)
    opened_title = models.CharField(max_length=120)
    closed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day"], condition=~models.Q(state="WITHDRAWN"), name="uq_box_one_a_day"
            ),
            models.UniqueConstraint(fields=["year", "seq"], name="uq_box_number"),
            models.CheckConstraint(
                condition=models.Q(year__isnull=True, seq__isnull=True)
                | models.Q(year__isnull=False, seq__isnull=False),
                name="ck_box_number",
            ),
        ]


class BoxWitness(models.Model):
    """Somebody who stood by: staff who say so with their own account, or a visitor who signs on paper
    (`user_id` empty)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    opening = models.ForeignKey(BoxOpening, models.PROTECT, related_name="witnesses")
    round = models.PositiveSmallIntegerField()
    user_id = models.UUIDField(null=True)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "round", "user_id"],
                condition=models.Q(user_id__isnull=False),
                name="uq_box_witness_once",
            )
        ]


class BoxCorrection(models.Model):
    """What was set right afterwards, why and by whom; printed on the berita acara."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    opening = models.ForeignKey(BoxOpening, models.PROTECT, related_name="corrections")
    what = models.CharField(max_length=200)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)


class MissedDay(models.Model):
    """A working day on which the box stayed shut, with the reason somebody gave for it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    day = models.DateField()
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day"], name="uq_box_missed")]


class SlipState(models.TextChoices):
    """TO_COPY: only photographed, in the *antrean salin*. SKIPPED: a serial that no slip bears."""

    TO_COPY = "TO_COPY", _("Menunggu disalin")
    FILED = "FILED", _("Tercatat di Buku Pengaduan")
    UNREADABLE = "UNREADABLE", _("Tidak terbaca")
    SKIPPED = "SKIPPED", _("Nomor dilewati")

    @property
    def shown(self) -> str:
        """In words: of a filed slip not where, for one may lie above the office."""
        return str(_("Dicatat") if self is SlipState.FILED else self.label)


class BoxSlip(models.Model):
    """One slip of paper, by the serial written on it. Its words are the complaint's once it is filed; they
    are kept nowhere else. The photograph is an attachment of this id until then, and of the
    complaint's after. A filed slip without a complaint went above the office: it looks like any other."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    opening = models.ForeignKey(BoxOpening, models.PROTECT, related_name="slips")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=SlipState.choices)
    reason = models.CharField(max_length=300, blank=True)
    complaint_id = models.UUIDField(null=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="uq_box_serial"),
            models.UniqueConstraint(fields=["complaint_id"], name="uq_box_complaint"),
        ]
        indexes = [
            models.Index(fields=["added_at"], name="ix_box_to_copy", condition=models.Q(state="TO_COPY"))
        ]
