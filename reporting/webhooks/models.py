"""Receivers of messages, and what became of each message (public schema)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.ids import new_id


class State(models.TextChoices):
    ACTIVE = "ACTIVE", _("Aktif")
    PAUSED = "PAUSED", _("Dihentikan sementara")
    DISABLED = "DISABLED", _("Dimatikan karena lama gagal")
    REMOVED = "REMOVED", _("Dihapus")


class Endpoint(models.Model):
    """A receiver. `failing_since`: no delivery has come through since then."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80)
    url = models.CharField(max_length=500)
    topics = ArrayField(models.CharField(max_length=40))
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    created_at = models.DateTimeField()
    failing_since = models.DateTimeField(null=True)

    @property
    def host(self) -> str:
        """Where it is, for lists and trails; the path may hold a token of the receiver."""
        return self.url.partition("://")[2].partition("/")[0]


class Secret(models.Model):
    """A secret of a receiver, sealed by the master key. After a rotation the old one signs, too, until
    `expires_at`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    endpoint = models.ForeignKey(Endpoint, models.CASCADE, related_name="secrets")
    sealed = models.BinaryField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)


class DeliveryState(models.TextChoices):
    WAITING = "WAITING", _("Menunggu")
    DONE = "DONE", _("Terkirim")
    FAILED = "FAILED", _("Gagal")


class Delivery(models.Model):
    """A message on its way to one receiver. `message_id` is the same for every attempt: receivers drop what
    they have seen. `body`: the bytes that are signed and sent. `next_at`: when the next attempt is due; while
    one is under way, when it is taken for lost."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    endpoint = models.ForeignKey(Endpoint, models.CASCADE, related_name="deliveries")
    message_id = models.UUIDField()
    topic = models.CharField(max_length=40)
    body = models.TextField()
    state = models.CharField(max_length=7, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "message_id"], name="uq_delivery_message"),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=models.Q(state="WAITING"), name="ix_delivery_due"),
            models.Index(fields=["endpoint", "-created_at"], name="ix_delivery_log"),
        ]


class Attempt(models.Model):
    """One attempt: the answer's status and first kilobyte, or why there was none."""

    id = models.BigAutoField(primary_key=True)
    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="tries")
    at = models.DateTimeField()
    took_ms = models.PositiveIntegerField()
    status = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=20, blank=True)
    answer = models.CharField(max_length=1024, blank=True)
