"""How each office does, as it was last looked at (public schema): one row an office."""

from django.db import models


class OfficeHealth(models.Model):
    """Facts of the checks' probes by key, as of `looked_at`; never people.

    What could not be looked at keeps its last facts: `failed_at` says since when, `why` what was at fault.
    `schema_missing` are the release's migrations the office lacks ("app.name"; "rights" when only those
    differ), as of `schema_at`.
    """

    office_id = models.UUIDField(primary_key=True)
    facts = models.JSONField(default=dict)
    looked_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=40, blank=True)
    schema_missing = models.JSONField(default=list)
    schema_at = models.DateTimeField(null=True)
