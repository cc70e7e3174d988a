"""Messages on their way, their words, channels and the people who asked for none (office schema)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from applications.models import File
from commons.fields import SealedJSONField, SealedTextField
from commons.ids import new_id
from notifications.kinds import Channel, Kind, Notice, State


def _choices(enum: type[Channel] | type[Kind] | type[Notice] | type[State]) -> list[tuple[str, str]]:
    return [(item.value, item.value) for item in enum]


class OutMessage(models.Model):
    """One thing to be told to one person. Written with the fact; worded and addressed when it leaves.

    `once` keeps it single: a second row for the same fact is refused. `seq`: the event that brought it, 0 for
    what a task found. `facts`: what was true then (`due`: ISO, `days`, `here`), never about a person.
    `user_id`: for somebody of the office; None: for the applicant. `next_at`: when it is due; while it is
    being taken, when it is free again. `tried`: channels that are done with.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=_choices(Kind))
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="messages", db_index=False)
    seq = models.PositiveIntegerField(default=0)
    user_id = models.UUIDField(null=True)
    once = models.CharField(max_length=80)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=_choices(State), default=State.WAITING)
    why = models.CharField(max_length=20, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    channel = models.CharField(max_length=8, blank=True)
    tried = ArrayField(models.CharField(max_length=8), default=list)
    to = SealedTextField(null=True)
    to_index = models.CharField(max_length=64, blank=True)
    masked = models.CharField(max_length=80, blank=True)
    text = SealedTextField(null=True)
    version = models.PositiveIntegerField(default=0)
    provider_id = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    created_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["once"], name="uq_outmessage_once")]
        indexes = [
            models.Index(fields=["next_at"], name="ix_outmessage_due", condition=models.Q(state="WAITING")),
            models.Index(
                fields=["state", "created_at"],
                name="ix_outmessage_open",
                condition=models.Q(state__in=["SENDING", "UNKNOWN", "FAILED", "BY_HAND"]),
            ),
            models.Index(fields=["file", "created_at"], name="ix_outmessage_file"),
            models.Index(fields=["-created_at"], name="ix_outmessage_new"),
            models.Index(
                fields=["provider_id"], name="ix_outmessage_provider", condition=~models.Q(provider_id="")
            ),
        ]


class MessageStep(models.Model):
    """What happened to a message: an attempt, a report, somebody's decision. Append-only; no content."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    message = models.ForeignKey(OutMessage, models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=_choices(State))
    channel = models.CharField(max_length=8, blank=True)
    words = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=120, blank=True)


class ChannelSetting(models.Model):
    """A channel of the office. `options` are open (addresses, names of fields), `secrets` sealed and never
    shown. `resting_until`, `failures`: after failures in a row the channel rests."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    channel = models.CharField(max_length=8, choices=_choices(Channel), unique=True)
    is_on = models.BooleanField(default=False)
    options = models.JSONField(default=dict)
    secrets = SealedJSONField(null=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    resting_until = models.DateTimeField(null=True)
    last_words = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=120, blank=True)


class MessageTemplate(models.Model):
    """The office's own words for a kind on a channel; the highest version holds. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=_choices(Kind))
    channel = models.CharField(max_length=8, choices=_choices(Channel))
    version = models.PositiveIntegerField()
    subject = models.CharField(max_length=150, blank=True)
    text = models.TextField()
    wa_name = models.CharField(max_length=512, blank=True)
    wa_language = models.CharField(max_length=10, blank=True)
    wa_params = ArrayField(models.CharField(max_length=20), default=list)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "channel", "version"], name="uq_messagetemplate_version"),
        ]


class MessagePolicy(models.Model):
    """The office's rules; one row, absent until somebody changes them. `off`: kinds that are not told."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    only = models.BooleanField(default=True, unique=True)
    quiet_from = models.TimeField()
    quiet_to = models.TimeField()
    not_collected_days = models.PositiveSmallIntegerField()
    returned_days = models.PositiveSmallIntegerField()
    unsigned_hours = models.PositiveSmallIntegerField()
    off = ArrayField(models.CharField(max_length=20), default=list)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=120)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="ck_messagepolicy_only")]


class Correspondent(models.Model):
    """A number that wrote to us or wants nothing from us, by its blind index only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    to_index = models.CharField(max_length=64, unique=True)
    last_in_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    wish_at = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=120, blank=True)


class StaffNotice(models.Model):
    """Told inside Loket to whoever holds one of `roles`, but not to `by_id`, who did it or whom it is about.
    `kind`: a `Notice`, or what an app above tells (`kinds.elsewhere`). `spread_at`: when it went to those
    outside; set from the first where it is for nobody outside."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=_choices(Notice))
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="+", db_index=False)
    once = models.CharField(max_length=80)
    roles = ArrayField(models.CharField(max_length=20))
    by_id = models.UUIDField(null=True)
    count = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    spread_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["once"], name="uq_staffnotice_once")]
        indexes = [
            models.Index(fields=["-at"], name="ix_staffnotice_at"),
            models.Index(fields=["at"], name="ix_staffnotice_new", condition=models.Q(spread_at=None)),
        ]


class StaffWish(models.Model):
    """How one person of the office is told, and until when they have looked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user_id = models.UUIDField(unique=True)
    seen_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=8, blank=True)
    to = SealedTextField(null=True)
    kinds = ArrayField(models.CharField(max_length=20), default=list)
