"""The office's trail (office schema): who saw or changed what outside a file's own events."""

from django.db import models

from audit.models import ChainEntry


class TrailEntry(ChainEntry):
    """A line of one office's trail."""

    class Meta:
        indexes = [models.Index(fields=["subject"], name="ix_trail_entry_subject")]
