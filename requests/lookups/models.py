"""The office's loaded poverty list and what was found in it (office schema)."""

from django.db import models

from commons.fields import SealedJSONField
from commons.ids import new_id


class PovertyList(models.Model):
    """One loaded list; the newest `loaded_at` that is not withdrawn is the one looked up in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source = models.CharField(max_length=120)
    as_of = models.DateField()
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=120)
    rows = models.PositiveIntegerField()
    withdrawn_at = models.DateTimeField(null=True)


class PovertyEntry(models.Model):
    """A person of a list: `person` = {nik, name, kk, desil}, sealed; found by the blind index of the NIK."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    list = models.ForeignKey(PovertyList, models.CASCADE, related_name="entries")
    nik_index = models.CharField(max_length=64)
    person = SealedJSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "nik_index"], name="uq_poverty_entry")]


class PovertyCheck(models.Model):
    """One look-up for one file: `result` = {outcome, source, as_of, desil, name, kk, reason}, sealed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file_id = models.UUIDField()
    at = models.DateTimeField()
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=120)
    result = SealedJSONField()

    class Meta:
        indexes = [models.Index(fields=["file_id"], name="ix_poverty_check_file")]
