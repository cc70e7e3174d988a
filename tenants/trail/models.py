"""The office's trail (office schema): who saw or changed what outside a file's own events."""

from django.db import models

from audit.models import ChainEntry, ChainHead


class TrailEntry(ChainEntry):
    """A line of one office's trail."""

    class Meta:
        indexes = [models.Index(fields=["subject"], name="ix_trail_entry_subject")]


class TrailHead(ChainHead):
    """The end of one office's trail."""

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="ck_trail_head_one")]
