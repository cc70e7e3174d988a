"""Messages to other systems, written with the fact they tell of (public schema)."""

from django.db import models

from commons.ids import new_id


class Message(models.Model):
    """Something that other systems may be told. An office's role may add its own and do nothing else.

    `office_id` says whose fact it is, without a constraint (see `DirtyMark`); None: the kabupaten's.
    `spread_at`: when it was handed to those who asked for it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    topic = models.CharField(max_length=40)
    office_id = models.UUIDField(null=True)
    data = models.JSONField()
    happened_at = models.DateTimeField()
    spread_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=models.Q(spread_at=None), name="ix_message_unspread"),
        ]
