"""The survey in the public schema: cells of the read model, and the results offices published. No person."""

from django.db import models

from commons.ids import new_id
from surveys.elements import KEYS


class ContentmentCell(models.Model):
    """One office and service in one period, which begins at `first`: the forms that count.

    `skm_n`: forms; `skm_total`: the sum of their nine answers; `skm_total_squares`: of each form, squared,
    for the interval. For each element `skm_<key>`, the sum of its answers, and `skm_<key>_squares`. So the
    index of offices together is that of all their respondents.
    """

    office_id = models.UUIDField()
    service_code = models.CharField(max_length=40, blank=True)
    first = models.DateField()
    oldest = models.DateField()

    skm_n = models.PositiveIntegerField(default=0)
    skm_total = models.PositiveIntegerField(default=0)
    skm_total_squares = models.PositiveIntegerField(default=0)
    skm_persyaratan = models.PositiveIntegerField(default=0)
    skm_persyaratan_squares = models.PositiveIntegerField(default=0)
    skm_prosedur = models.PositiveIntegerField(default=0)
    skm_prosedur_squares = models.PositiveIntegerField(default=0)
    skm_waktu = models.PositiveIntegerField(default=0)
    skm_waktu_squares = models.PositiveIntegerField(default=0)
    skm_biaya = models.PositiveIntegerField(default=0)
    skm_biaya_squares = models.PositiveIntegerField(default=0)
    skm_produk = models.PositiveIntegerField(default=0)
    skm_produk_squares = models.PositiveIntegerField(default=0)
    skm_kompetensi = models.PositiveIntegerField(default=0)
    skm_kompetensi_squares = models.PositiveIntegerField(default=0)
    skm_perilaku = models.PositiveIntegerField(default=0)
    skm_perilaku_squares = models.PositiveIntegerField(default=0)
    skm_pengaduan = models.PositiveIntegerField(default=0)
    skm_pengaduan_squares = models.PositiveIntegerField(default=0)
    skm_sarana = models.PositiveIntegerField(default=0)
    skm_sarana_squares = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class ContentmentDay(ContentmentCell):
    """A day, kept as long as those of files."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_id", "first", "service_code"], name="uq_contentmentday"),
        ]


class ContentmentMonth(ContentmentCell):
    """A month, for good."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office_id", "first", "service_code"], name="uq_contentmentmonth"
            ),
        ]


class PublishedResult(models.Model):
    """A result an office signed and published: its sums, never an answer. Written with the signature, by the
    office; never changed: a correction is the next `revision`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office_id = models.UUIDField()
    kind = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    part = models.PositiveSmallIntegerField()
    opens = models.DateField()
    closes = models.DateField()
    revision = models.PositiveSmallIntegerField()
    population = models.PositiveIntegerField()
    sample_size = models.PositiveIntegerField()
    n = models.PositiveIntegerField()
    sums = models.JSONField(help_text=f"By element: {', '.join(KEYS)}")
    squares = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office_id", "kind", "opens", "closes", "revision"], name="uq_publishedresult"
            )
        ]
        indexes = [models.Index(fields=["opens", "closes"], name="ix_publishedresult_days")]
