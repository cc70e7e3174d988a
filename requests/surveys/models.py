"""The satisfaction survey of an office: questionnaires, periods, the draw, codes, answers (office schema).

For whoever builds on these rows (index, reports): the names stay. An index over a period is asked of
`SurveyResponse.objects.filter(period=…)`: one column of 1–4 for each element, named by its key
(`surveys.elements.KEYS`), never NULL; `excluded` says whether a decision left the form out: with and
without `excluded=False` both indices can be had. `service_code`, `sex`, `education`, `occupation`,
`age_band`, `day` group; nothing is shown of fewer than five forms (`surveys.anonymity.LEAST`). A period that
is CLOSED has all its answers for good; before that no figure is told (ADR 50). `SurveyPeriod.label_order`
says in which order a publication names the elements. Coins (`CoinCount`) stand beside an index, never in it.

What must not be joined: `Draw` knows files and no codes; `SurveyCode` and `SurveyResponse` know no file, no
person and no time of day (ADR 49 says how that is held).
"""

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.fields import SealedJSONField, SealedTextField
from commons.ids import new_id
from surveys.choices import AgeBand, Channel, Education, Flag, Occupation, Sex, Slot
from surveys.elements import HIGHEST, KEYS, LOWEST


class Questionnaire(models.Model):
    """A version of the questionnaire: the nine elements are the regulation's, the rest is the office's.
    Append-only; a period keeps the one it was opened with.

    `label_order`: the nine keys in the order publications name them U1 … U9. `extra`: questions beside them,
    never in the index: `[{"key", "question", "answers": [4 texts]}]`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveSmallIntegerField()
    label_order = ArrayField(models.CharField(max_length=12))
    extra = models.JSONField(default=list)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version"], name="uq_questionnaire_version")]


class PeriodKind(models.TextChoices):
    """How long a period is; `part` counts it within its year."""

    QUARTER = "QUARTER", _("Triwulan")
    SEMESTER = "SEMESTER", _("Semester")
    YEAR = "YEAR", _("Tahun")


class PeriodState(models.TextChoices):
    """Where a period is."""

    PLANNED = "PLANNED", _("Direncanakan")
    OPEN = "OPEN", _("Berjalan")
    CLOSED = "CLOSED", _("Ditutup")
    CANCELLED = "CANCELLED", _("Dibatalkan")


class Basis(models.TextChoices):
    """Whose users the population counts."""

    PREVIOUS = "PREVIOUS", _("periode sebelumnya")
    SAME = "SAME", _("periode ini")


class SurveyPeriod(models.Model):
    """One survey of the office, first and last day included.

    `services`: the services asked about, with what the population says of each:
    `[{"code", "name", "population", "quota"}]`; `population` and `sample_size` (Krejcie & Morgan) are their
    totals. With `Basis.SAME` they grow until the period is closed. `threshold`: of 10,000, how many
    hand-overs are drawn. `seed` decides the draw: its SHA-256 is published before the first day, itself when
    the period is closed (`revealed`). `device_salt` is thrown away then, with every device's hash.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=8, choices=PeriodKind.choices)
    year = models.PositiveSmallIntegerField()
    part = models.PositiveSmallIntegerField(default=1)
    opens = models.DateField()
    closes = models.DateField()
    state = models.CharField(max_length=9, choices=PeriodState.choices, default=PeriodState.PLANNED)
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, db_index=False)
    label_order = ArrayField(models.CharField(max_length=12))

    basis = models.CharField(max_length=8, choices=Basis.choices)
    population_from = models.DateField()
    population_to = models.DateField()
    services = models.JSONField(default=list)
    population = models.PositiveIntegerField(default=0)
    sample_size = models.PositiveIntegerField(default=0)

    threshold = models.PositiveSmallIntegerField()
    seed = SealedTextField(null=True)
    seed_hash = models.CharField(max_length=64)
    revealed = models.CharField(max_length=64, blank=True)
    device_salt = SealedTextField(null=True)

    planned_at = models.DateTimeField()
    planned_by = models.CharField(max_length=120)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="Why cancelled, or closed early")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes__gte=models.F("opens")), name="ck_surveyperiod_days"
            ),
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="OPEN"), name="uq_surveyperiod_open"
            ),
            ExclusionConstraint(
                name="ex_surveyperiod_overlap",
                expressions=[
                    (
                        models.Func(
                            "opens",
                            "closes",
                            RangeBoundary(True, True),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    )
                ],
                # Not `in`: PostgreSQL words an array of a constraint differently once dumped and loaded.
                condition=models.Q(state="PLANNED") | models.Q(state="OPEN"),
            ),
        ]
        indexes = [models.Index(fields=["-opens"], name="ix_surveyperiod_opens")]


class Given(models.TextChoices):
    """How somebody who was drawn got a code. Which code, no row says."""

    NO = "", _("belum")
    SLIP = "SLIP", _("dicetak di loket")
    MESSAGE = "MESSAGE", _("pesan")
    REFUSED = "REFUSED", _("tidak mau")


class Draw(models.Model):
    """A hand-over, and whether its applicant was drawn: the log of the draw, in the open.

    Written with the hand-over (event `seq`; an undone one leaves its row, which counts for nothing). `number`
    NULL: not decided yet, or no period was open; else what the seed says of this file (0–9999); drawn when
    below `threshold`. `given`: how the invitation went out; `prints`: how often a slip was printed. No time
    of day, no code.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, null=True, related_name="draws", db_index=False)
    file_id = models.UUIDField()
    seq = models.PositiveIntegerField()
    service_code = models.CharField(max_length=40)
    day = models.DateField()
    number = models.PositiveSmallIntegerField(null=True)
    threshold = models.PositiveSmallIntegerField(null=True)
    drawn = models.BooleanField(default=False)
    given = models.CharField(max_length=7, choices=Given.choices, blank=True, default=Given.NO)
    prints = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file_id", "seq"], name="uq_draw_file")]
        indexes = [
            models.Index(fields=["day"], name="ix_draw_open", condition=models.Q(number=None)),
            models.Index(fields=["period", "drawn"], name="ix_draw_period"),
        ]


class SurveyCode(models.Model):
    """A one-time code, by its keyed hash only. All codes of a period are stored together, before any is given
    out; giving one out changes nothing here. `expires`: the period's last day."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="codes", db_index=False)
    digest = models.CharField(max_length=64, unique=True)
    expires = models.DateField()
    used = models.BooleanField(default=False)


class CodeBag(models.Model):
    """The codes nobody has got yet, sealed and shuffled: one is taken out at random when one is needed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    period = models.OneToOneField(SurveyPeriod, models.PROTECT, related_name="bag")
    codes = SealedJSONField()
    left = models.PositiveIntegerField()


class SurveyImport(models.Model):
    """A file of answers that was taken in. `file_digest` and `rows_digest` know it again, also when it was
    saved anew."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="imports", db_index=False)
    file_name = models.CharField(max_length=120)
    file_digest = models.CharField(max_length=64)
    rows_digest = models.CharField(max_length=64)
    taken = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "rows_digest"], name="uq_surveyimport_rows"),
        ]


class Decision(models.Model):
    """Flagged forms were left out or kept in, by whom and why. Append-only; `count` forms at that time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="decisions", db_index=False)
    flag = models.CharField(max_length=13, choices=Flag.choices)
    excluded = models.BooleanField()
    count = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=120)
    by_title = models.CharField(max_length=120)


class SurveyResponse(models.Model):
    """One filled form: nine answers 1–4 and what the regulation asks about who filled it. No name, no NIK, no
    file, no code, no time of day; a random key. `device` is a salted hash that is emptied at closing.
    `counts_on`: the month in whose figure it is counted, by its last day, where its own had been told before
    it was keyed in; a period's result counts it as any other."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="responses", db_index=False)
    channel = models.CharField(max_length=6, choices=Channel.choices)
    day = models.DateField()
    slot = models.CharField(max_length=9, choices=Slot.choices, blank=True)
    service_code = models.CharField(max_length=40)
    sex = models.CharField(max_length=1, choices=Sex.choices)
    age_band = models.CharField(max_length=5, choices=AgeBand.choices, blank=True)
    education = models.CharField(max_length=3, choices=Education.choices)
    occupation = models.CharField(max_length=9, choices=Occupation.choices)
    occupation_words = models.CharField(max_length=40, blank=True)

    persyaratan = models.PositiveSmallIntegerField()
    prosedur = models.PositiveSmallIntegerField()
    waktu = models.PositiveSmallIntegerField()
    biaya = models.PositiveSmallIntegerField()
    produk = models.PositiveSmallIntegerField()
    kompetensi = models.PositiveSmallIntegerField()
    perilaku = models.PositiveSmallIntegerField()
    pengaduan = models.PositiveSmallIntegerField()
    sarana = models.PositiveSmallIntegerField()
    extra = models.JSONField(default=dict)
    comment = SealedTextField(null=True)

    device = models.CharField(max_length=32, blank=True)
    flags = ArrayField(models.CharField(max_length=13), default=list)
    excluded = models.BooleanField(default=False)
    batch = models.ForeignKey(SurveyImport, models.PROTECT, null=True, db_index=False)
    counts_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(**{f"{key}__range": (LOWEST, HIGHEST) for key in KEYS}),
                name="ck_surveyresponse_answers",
            ),
        ]
        indexes = [models.Index(fields=["period", "day"], name="ix_surveyresponse_period")]


class PaperState(models.TextChoices):
    """Where a printed form is."""

    PRINTED = "PRINTED", _("dicetak")
    ONCE = "ONCE", _("menunggu entri kedua")
    ENTERED = "ENTERED", _("sudah dientri")
    UNUSED = "UNUSED", _("tidak dipakai")


WAITING = (PaperState.PRINTED, PaperState.ONCE)


class PaperForm(models.Model):
    """A printed form with its serial. `first`: what the first of two people keyed in, sealed, until the
    second has; then only that it was entered. Which answers it became, no row says."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="papers", db_index=False)
    serial = models.PositiveIntegerField()
    state = models.CharField(max_length=7, choices=PaperState.choices, default=PaperState.PRINTED)
    first = SealedJSONField(null=True)
    first_by_id = models.UUIDField(null=True)
    first_by = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["period", "serial"], name="uq_paperform_serial")]


class SurveyTablet(models.Model):
    """A tablet at the counter that people answer on. Its browser holds the token, and the code was typed
    once: both are kept as their SHA-256."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    code_digest = models.CharField(max_length=64, blank=True, default="")
    code_until = models.DateTimeField(null=True)
    token_digest = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  NULL: not paired
    paired_at = models.DateTimeField(null=True)
    seen_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)


class SurveyOptions(models.Model):
    """The office's one row of choices; without it the defaults hold. `networks`: its own public addresses
    (CIDR); `answering`: of 100 who are invited, how many answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    only = models.BooleanField(default=True, unique=True)
    networks = ArrayField(models.CharField(max_length=43), default=list)
    double_entry = models.BooleanField(default=False)
    coins = models.BooleanField(default=False)
    answering = models.PositiveSmallIntegerField(default=50)


class CoinCount(models.Model):
    """The coins of one day, cup by cup (koin kepuasan), counted at closing by one and looked at by another.
    `second_by_id` NULL: nobody has yet."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    day = models.DateField(unique=True)
    satisfied = models.PositiveIntegerField()
    fair = models.PositiveIntegerField()
    unsatisfied = models.PositiveIntegerField()
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    first_by_id = models.UUIDField()
    first_by = models.CharField(max_length=120)
    second_by_id = models.UUIDField(null=True)
    second_by = models.CharField(max_length=120, blank=True)
