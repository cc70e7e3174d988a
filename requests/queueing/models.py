"""The queue: groups, counters, tickets and what happened to them, visits, trips (office schema).

Columns that came with the groups have a default in the database, or may be NULL: the release before writes
tickets without them.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.fields import SealedTextField
from commons.ids import new_id
from queueing.workflow import ASIDE, AT_COUNTER, WAITING, State

IN_PLAY = tuple(sorted(state.value for state in WAITING | AT_COUNTER | ASIDE))


class QueueGroup(models.Model):
    """Services that share one series of numbers. The default group takes every service no other one names."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    prefix = models.CharField(max_length=2)
    name = models.CharField(max_length=80)
    services = ArrayField(models.CharField(max_length=40), default=list)
    order = models.PositiveSmallIntegerField(default=0)
    is_default = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prefix"], name="uq_queue_group_prefix"),
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="uq_queue_group_default"
            ),
        ]


class Counter(models.Model):
    """A counter (loket). Without groups it serves all of them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField(max_length=60, blank=True)
    groups = ArrayField(models.UUIDField(), default=list)
    active = models.BooleanField(default=True)


class QueueOptions(models.Model):
    """The office's one row of choices; without it the defaults hold."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    only = models.BooleanField(default=True, unique=True)
    priority_run = models.PositiveSmallIntegerField(default=2)


class Ending(models.TextChoices):
    """How a day of the queue ended."""

    CLOSED = "CLOSED", _("ditutup petugas")
    KEPT = "KEPT", _("sisanya disimpan untuk hari kerja berikutnya")
    AUTO = "AUTO", _("tertutup sendiri keesokan harinya")


class TicketDay(models.Model):
    """One day of the queue. Its row is locked while somebody is called or moved: one after the other.

    `last` was the single series of the release before; a group's series stands in `TicketSeries`.
    """

    date = models.DateField(primary_key=True)
    last = models.PositiveIntegerField(default=0, db_default=0)
    calls = models.PositiveIntegerField(default=0, db_default=0)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=120, blank=True, default="", db_default="")
    ending = models.CharField(max_length=6, choices=Ending.choices, blank=True, default="", db_default="")

    @property
    def is_closed(self) -> bool:
        """Whether somebody closed it. A day that closed by itself goes on when a clock is set back to it."""
        return self.closed_at is not None and self.ending != Ending.AUTO


class TicketSeries(models.Model):
    """The counter row of one prefix and day: a number is taken under its lock, without gaps.

    `last_at` is when: numbers are in the order of their times, also after a clock was set back.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    date = models.DateField()
    prefix = models.CharField(max_length=2)
    last = models.PositiveIntegerField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["date", "prefix"], name="uq_ticket_series")]


class Priority(models.TextChoices):
    """Why somebody goes first. Public screens say only "prioritas"."""

    ELDERLY = "ELDERLY", _("lansia")
    DISABLED = "DISABLED", _("penyandang disabilitas")
    PREGNANT = "PREGNANT", _("ibu hamil")
    INFANT = "INFANT", _("membawa bayi")


def _states() -> list[tuple[str, str]]:
    return [(state.value, state.value) for state in State]


class Ticket(models.Model):
    """One queue number. State and times are the fold of its events; prefix and number never change.

    `date` and `seq` say when it was taken; `carried_to` the later day it was kept for. `code` is what its
    holder follows the turn with: random, since anybody may type one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    date = models.DateField()
    seq = models.PositiveIntegerField()
    service_code = models.CharField(max_length=40, blank=True)
    service_name = models.CharField(max_length=200)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=120, blank=True)
    file_id = models.UUIDField(null=True)
    idempotency_key = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  NULL: not asked for

    prefix = models.CharField(max_length=2, default="A", db_default="A")
    group = models.ForeignKey(QueueGroup, models.PROTECT, null=True, db_index=False)
    code = models.CharField(max_length=24, null=True, unique=True)  # noqa: DJ001  NULL: taken before there were codes
    priority = models.CharField(max_length=8, choices=Priority.choices, blank=True, default="", db_default="")
    state = models.CharField(
        max_length=11, choices=_states(), default=State.WAITING.value, db_default=State.WAITING.value
    )
    state_at = models.DateTimeField(null=True)
    event_no = models.PositiveIntegerField(default=0, db_default=0)
    counter = models.ForeignKey(Counter, models.PROTECT, null=True, db_index=False)
    queued_at = models.DateTimeField(null=True)
    first_called_at = models.DateTimeField(null=True)
    call_no = models.PositiveIntegerField(null=True, help_text="Place among the first calls of the day")
    called_at = models.DateTimeField(null=True)
    called_by = models.CharField(max_length=120, blank=True, default="", db_default="")
    calls = models.PositiveSmallIntegerField(default=0, db_default=0)
    ended_at = models.DateTimeField(null=True)
    ahead = models.PositiveSmallIntegerField(default=0, db_default=0)
    waited = models.PositiveIntegerField(default=0, db_default=0, help_text="Seconds")
    served = models.PositiveIntegerField(default=0, db_default=0, help_text="Seconds")
    carried = models.PositiveSmallIntegerField(default=0, db_default=0)
    carried_to = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["date", "prefix", "seq"], name="uq_ticket_number")]
        indexes = [
            models.Index(fields=["date"], name="ix_ticket_open", condition=models.Q(state__in=IN_PLAY)),
            models.Index(
                fields=["carried_to"], name="ix_ticket_carried", condition=models.Q(carried_to__isnull=False)
            ),
            models.Index(
                fields=["group", "first_called_at"],
                name="ix_ticket_called",
                condition=models.Q(first_called_at__isnull=False),
            ),
        ]


class TicketEvent(models.Model):
    """What happened to a ticket: append-only. The kiosk and the day's own closing act as nobody."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="events", db_index=False)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=120, blank=True)
    action = models.CharField(max_length=10)
    state = models.CharField(max_length=11)
    counter_id = models.UUIDField(null=True)
    counter_number = models.PositiveSmallIntegerField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "seq"], name="uq_ticket_event")]


class VisitOutcome(models.TextChoices):
    """How one matter of a visit ended; empty: not yet."""

    FILE = "FILE", _("berkas diterima")
    SENT_HOME = "SENT_HOME", _("pulang, belum lengkap")
    ANSWERED = "ANSWERED", _("selesai tanpa berkas")


class Visit(models.Model):
    """One matter somebody came to the counter with: of a ticket, or quickly served without one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, related_name="visits", db_index=False)
    order = models.PositiveSmallIntegerField(default=1)
    service_code = models.CharField(max_length=40, blank=True)
    service_name = models.CharField(max_length=200)
    outcome = models.CharField(max_length=9, choices=VisitOutcome.choices, blank=True, default="")
    file_id = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    seconds = models.PositiveIntegerField(null=True, help_text="At the counter; NULL: nobody knows")
    counter_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=120, blank=True)
    idempotency_key = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  NULL: not asked for

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "order"], name="uq_visit_order")]
        indexes = [
            models.Index(
                fields=["ended_at"], name="ix_visit_ended", condition=models.Q(ended_at__isnull=False)
            ),
        ]


class Trip(models.Model):
    """Somebody was sent home without a file: for what service, and what was missing.

    Who it was is kept only when they gave it, sealed, to know the later visit by, which closes the trip.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    day = models.DateField()
    at = models.DateTimeField()
    service_code = models.CharField(max_length=40)
    service_name = models.CharField(max_length=200)
    missing = models.JSONField(default=list)
    note = models.CharField(max_length=300, blank=True)
    name = SealedTextField(null=True)
    phone = SealedTextField(null=True)
    phone_index = models.CharField(max_length=64, blank=True)
    nik = SealedTextField(null=True)
    nik_index = models.CharField(max_length=64, blank=True)
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, db_index=False)
    actor_id = models.UUIDField()
    actor_name = models.CharField(max_length=120)
    idempotency_key = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  NULL: not asked for
    closed_at = models.DateTimeField(null=True)
    closed_file_id = models.UUIDField(null=True)
    closed_how = models.CharField(max_length=6, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["day"], name="ix_trip_day"),
            models.Index(
                fields=["nik_index"],
                name="ix_trip_open_nik",
                condition=models.Q(closed_at__isnull=True) & ~models.Q(nik_index=""),
            ),
            models.Index(
                fields=["phone_index"],
                name="ix_trip_open_phone",
                condition=models.Q(closed_at__isnull=True) & ~models.Q(phone_index=""),
            ),
            models.Index(
                fields=["closed_at"], name="ix_trip_closed", condition=models.Q(closed_at__isnull=False)
            ),
        ]


class DeviceKind(models.TextChoices):
    """What a paired device is for."""

    KIOSK = "KIOSK", _("kiosk nomor antrean")
    DISPLAY = "DISPLAY", _("layar TV")


class Roll(models.TextChoices):
    """How wide the paper of a kiosk's printer is, in millimetres."""

    NONE = "", _("tanpa printer")
    MM58 = "58", _("karcis 58 mm")
    MM80 = "80", _("karcis 80 mm")


class Device(models.Model):
    """A kiosk or a TV of this office. Its browser holds the token, and the code was typed once: both are kept
    as their SHA-256. `issued`: when a kiosk gave its last numbers (see `kiosk_rules`)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=7, choices=DeviceKind.choices)
    name = models.CharField(max_length=60)
    roll = models.CharField(max_length=2, choices=Roll.choices, blank=True, default="")
    sound = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    code_digest = models.CharField(max_length=64, blank=True, default="")
    code_until = models.DateTimeField(null=True)
    token_digest = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  NULL: not paired
    paired_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    issued = ArrayField(models.DateTimeField(), default=list)


class ScreenText(models.Model):
    """The office's one row of lines that run below its TVs."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    only = models.BooleanField(default=True, unique=True)
    running = models.TextField(blank=True, default="")
