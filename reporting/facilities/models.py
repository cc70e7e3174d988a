"""The inventory of an office, what was found when somebody looked, the months confirmed (office schema)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.fields import SealedBytesField
from commons.ids import new_id


class ItemKind(models.TextChoices):
    """What is asked of an item besides its number. APAR: until when. PHONE: which number."""

    PLAIN = "PLAIN", _("Sarana")
    APAR = "APAR", _("APAR")
    CCTV = "CCTV", _("CCTV")
    PHONE = "PHONE", _("HP Pelayanan")


class Item(models.Model):
    """One kind of thing, counted together ("Kursi"). `promised` and `services`: what the standards say, as
    somebody accepted it; an item added by hand has no services.

    The rest is what the last check found; None before the first.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=5, choices=ItemKind.choices, default=ItemKind.PLAIN)
    unit = models.CharField(max_length=30, blank=True)
    promised = models.PositiveSmallIntegerField(null=True)
    services = ArrayField(models.CharField(max_length=40), default=list)
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    quantity = models.PositiveSmallIntegerField(null=True)
    working = models.PositiveSmallIntegerField(null=True)
    expires_on = models.DateField(null=True)
    number = models.CharField(max_length=16, blank=True)
    note = models.CharField(max_length=200, blank=True)
    expected_on = models.DateField(null=True)
    broken_since = models.DateField(null=True)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(retired_at__isnull=True), name="uq_facility_key"
            ),
            models.CheckConstraint(
                condition=models.Q(working__isnull=True) | models.Q(working__lte=models.F("quantity")),
                name="ck_facility_working",
            ),
        ]


class Photo(models.Model):
    """A picture of an item, made anew from what was sent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, models.PROTECT, related_name="photos")
    content_type = models.CharField(max_length=40)
    content = SealedBytesField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120)


class Check(models.Model):
    """What was found, by whom, when; append-only. `month`: the first day of the round it belongs to, None
    when it was reported in between. `quantity` 0: it is not there. `note` is what citizens read."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, models.PROTECT, related_name="checks")
    month = models.DateField(null=True)
    at = models.DateTimeField()
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=120)
    quantity = models.PositiveSmallIntegerField()
    working = models.PositiveSmallIntegerField()
    expires_on = models.DateField(null=True)
    number = models.CharField(max_length=16, blank=True)
    note = models.CharField(max_length=200, blank=True)
    expected_on = models.DateField(null=True)
    photo = models.ForeignKey(Photo, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(working__lte=models.F("quantity")), name="ck_facility_check"
            ),
        ]
        indexes = [models.Index(fields=["month"], name="ix_facility_check_month")]


class Round(models.Model):
    """A month whose inventory was confirmed, with what was found then; append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    month = models.DateField(unique=True)
    confirmed_at = models.DateTimeField()
    confirmed_by_id = models.UUIDField()
    confirmed_by = models.CharField(max_length=120)
    items = models.PositiveSmallIntegerField()
    troubled = models.PositiveSmallIntegerField()


class Verdict(models.Model):
    """What became of a proposal that came from the standards; append-only, the newest of a mark holds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    mark = models.CharField(max_length=160)
    accepted = models.BooleanField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["mark"], name="ix_facility_verdict")]
