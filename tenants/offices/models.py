"""Offices (tenants), their addresses on the network, and what the public may know of them (public schema)."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin

from commons.ids import new_id
from offices import directory

SCHEMA = RegexValidator(r"\Ao_[0-9]{6,10}\Z", _("Nama skema harus o_ dan angka kode Kemendagri."))
CODE = RegexValidator(
    r"\A[0-9]{2}\.[0-9]{2}\.[0-9]{2}(\.[12][0-9]{3})?\Z",
    _("Kode Kemendagri harus seperti 35.08.01 atau 35.08.10.1001."),
)
HOST_LABEL = RegexValidator(
    r"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\Z", _("Hanya huruf kecil, angka dan tanda hubung.")
)
HOST = RegexValidator(
    r"\A[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\Z",
    _("Nama host tanpa port, huruf kecil, tanpa garis bawah."),
)


class Level(models.TextChoices):
    KECAMATAN = "KECAMATAN", _("Kecamatan")
    KELURAHAN = "KELURAHAN", _("Kelurahan")
    DESA = "DESA", _("Desa")


class OfficeState(models.TextChoices):
    PROVISIONING = "PROVISIONING", _("Sedang disiapkan")
    READY = "READY", _("Siap, belum dibuka")
    LIVE = "LIVE", _("Buka")
    SUSPENDED = "SUSPENDED", _("Ditutup sementara")
    ARCHIVED = "ARCHIVED", _("Diarsipkan")


# No province has this number: an office whose code begins with it is the rehearsal of the one with the real
# code. 35.08.17 is rehearsed as 99.08.17, in schema o_990817.
REHEARSAL = "99."
SERVED = frozenset({OfficeState.READY, OfficeState.LIVE})


class PaperSize(models.TextChoices):
    A4 = "A4", "A4 (210 × 297 mm)"
    F4 = "F4", "F4 (215 × 330 mm)"


class Area(models.Model):
    """A kecamatan, kelurahan or desa of the kabupaten, whether or not it has an office here."""

    code = models.CharField(max_length=13, primary_key=True, validators=[CODE])
    level = models.CharField(max_length=9, choices=Level.choices)
    name = models.CharField(max_length=80)
    parent_code = models.CharField(max_length=8)
    postal_code = models.CharField(max_length=5, blank=True)

    class Meta:
        indexes = [models.Index(fields=["parent_code", "name"], name="ix_area_parent")]

    def __str__(self) -> str:
        return f"{Level(self.level).label} {self.name}"


class Office(TenantMixin):
    """A tenant. `schema_name` is fixed at birth; the name, slug and letterhead are data and may change."""

    auto_create_schema = False
    auto_drop_schema = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    schema_name = models.CharField(max_length=63, unique=True, editable=False, validators=[SCHEMA])
    kemendagri_code = models.CharField(max_length=13, unique=True, validators=[CODE])
    level = models.CharField(max_length=9, choices=Level.choices)
    name = models.CharField(max_length=80)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    slug = models.CharField(max_length=63, unique=True, validators=[HOST_LABEL])
    state = models.CharField(max_length=12, choices=OfficeState.choices, default=OfficeState.PROVISIONING)
    postal_code = models.CharField(max_length=5, blank=True)
    unit_code = models.CharField(max_length=12, blank=True)
    unit_code_is_example = models.BooleanField(default=False)
    letterhead = models.JSONField(default=dict, blank=True)
    emblem = models.BinaryField(default=b"", blank=True)
    paper_size = models.CharField(max_length=2, choices=PaperSize.choices, default=PaperSize.A4)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(schema_name__regex=r"^o_[0-9]{6,10}$"), name="ck_office_schema"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """ "Kecamatan Jatiroto": the level and the name."""
        return f"{Level(self.level).label} {self.name}"

    @property
    def tone(self) -> int:
        """0 to 9, for the colour of the bar: neighbours in the list of codes differ."""
        return int(self.kemendagri_code[-1])

    @property
    def is_rehearsal(self) -> bool:
        """Whether it is the rehearsal of an office: nothing of it is public, counted or lawful."""
        return self.kemendagri_code.startswith(REHEARSAL)

    @property
    def government(self) -> str:
        """ "Pemerintah Kabupaten Lumajang", from the letterhead; "" when that is not filled in."""
        return str(self.letterhead.get("government_line", "")).title()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row only: schemas are made by `offices.provisioning`, on the owner's connection."""
        models.Model.save(self, *args, **kwargs)
        directory.forget_all()
        transaction.on_commit(directory.forget_all, using=kwargs.get("using"))

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Offices are archived, never deleted: their letters must stay checkable."""
        raise ValidationError(_("Kantor tidak dapat dihapus, hanya diarsipkan."))

    def __enter__(self) -> "Office":
        # One list serves all threads in django-tenants: under threads the wrong office is restored.
        raise TypeError("use offices.scope.office_scope(office)")


class Domain(DomainMixin):
    """A host name of an office, without port. Old names stay, so that links survive a new slug."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    domain = models.CharField(max_length=253, unique=True, validators=[HOST])
    tenant = models.ForeignKey(Office, models.PROTECT, related_name="domains")
    is_primary = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant"], condition=models.Q(is_primary=True), name="uq_domain_one_primary"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row only; which name is primary is decided in `offices.operations`."""
        models.Model.save(self, *args, **kwargs)
        directory.forget_all()
        transaction.on_commit(directory.forget_all, using=kwargs.get("using"))


class OfficeKey(models.Model):
    """An office's data key, wrapped by the master key. Apart from `Office`, so that its rights differ."""

    office = models.OneToOneField(Office, models.PROTECT, primary_key=True, related_name="data_key")
    wrapped = models.BinaryField()
    created_at = models.DateTimeField()


class Section(models.Model):
    """A section (seksi, subbagian) of an office."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, models.CASCADE, related_name="sections")
    name = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "name"], name="uq_section_name")]

    def __str__(self) -> str:
        return self.name


class ContactKind(models.TextChoices):
    PHONE = "PHONE", _("Telepon")
    MOBILE_SERVICE = "MOBILE_SERVICE", _("HP Pelayanan")
    WHATSAPP = "WHATSAPP", _("WhatsApp")
    EMAIL = "EMAIL", _("Surel")
    WEBSITE = "WEBSITE", _("Situs web")
    COMPLAINT_SITE = "COMPLAINT_SITE", _("Situs pengaduan")
    FACEBOOK = "FACEBOOK", _("Facebook")
    INSTAGRAM = "INSTAGRAM", _("Instagram")
    ADDRESS = "ADDRESS", _("Alamat")


NUMBERED = frozenset({ContactKind.PHONE, ContactKind.MOBILE_SERVICE, ContactKind.WHATSAPP})


class Contact(models.Model):
    """A way to reach an office: as its own document writes it, and as a program dials it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=14, choices=ContactKind.choices)
    shown = models.CharField(max_length=200)
    e164 = models.CharField(max_length=16, blank=True)
    purpose = models.CharField(max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "kind", "shown"], name="uq_contact")]


class OpeningHours(models.Model):
    """Counter hours of one weekday (Monday is 0) from a date on, until a later row of that weekday.

    A row without `opens` says that the counter is closed on that weekday from then on. Old rows stay, so
    that a promise made last year is still measured by last year's hours. `breaks` is a list of
    ["12:00", "13:00"] pairs, local time.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    breaks = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "weekday", "valid_from"], name="uq_opening_hours"),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="ck_opening_weekday"),
            models.CheckConstraint(
                condition=models.Q(opens__isnull=True, closes__isnull=True)
                | models.Q(opens__lt=models.F("closes")),
                name="ck_opening_order",
            ),
        ]


class SpecialHours(models.Model):
    """Other counter hours for a range of dates (Ramadan). `hours` maps "0".."6" to opens, closes, breaks.

    A weekday that is absent keeps its usual hours; one that maps to null is closed. `batch` as in `Closure`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, models.CASCADE, related_name="special_hours")
    name = models.CharField(max_length=80)
    from_date = models.DateField()
    to_date = models.DateField()
    hours = models.JSONField()
    batch = models.UUIDField(null=True, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_date__gte=models.F("from_date")), name="ck_special_dates"
            ),
        ]
        indexes = [models.Index(fields=["office", "from_date"], name="ix_special_office")]


class Closure(models.Model):
    """The counter is closed, for whole days or part of each. No office: the whole kabupaten. `batch`: rows
    that the kabupaten entered for several offices at once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, models.CASCADE, null=True, blank=True, related_name="closures")
    from_date = models.DateField()
    to_date = models.DateField()
    from_time = models.TimeField(null=True, blank=True)
    to_time = models.TimeField(null=True, blank=True)
    reason = models.CharField(max_length=200)
    batch = models.UUIDField(null=True, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_date__gte=models.F("from_date")), name="ck_closure_dates"
            ),
            models.CheckConstraint(
                condition=models.Q(from_time__isnull=True, to_time__isnull=True)
                | models.Q(from_time__lt=models.F("to_time")),
                name="ck_closure_times",
            ),
        ]
        indexes = [models.Index(fields=["office", "from_date"], name="ix_closure_office")]


class HolidayChange(models.TextChoices):
    ADD = "ADD", _("Tambah")
    REMOVE = "REMOVE", _("Hapus")


class HolidaySort(models.TextChoices):
    NATIONAL = "NATIONAL", _("Libur nasional")
    JOINT_LEAVE = "JOINT_LEAVE", _("Cuti bersama")


class HolidayOverride(models.Model):
    """A national holiday or cuti bersama that a later decree added or took away."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    date = models.DateField(unique=True)
    change = models.CharField(max_length=6, choices=HolidayChange.choices)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=200)
    kind = models.CharField(
        max_length=11,
        choices=HolidaySort.choices,
        default=HolidaySort.NATIONAL,
        db_default=HolidaySort.NATIONAL,
    )


class DirtyMark(models.Model):
    """Days of an office that must be counted anew (see `offices.changes`). No constraint to the office: it
    would lock the office's row with every action."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office_id = models.UUIDField(db_index=True)
    topic = models.CharField(max_length=20)
    days = ArrayField(models.DateField(), default=list)
    oldest = models.DateField(null=True)
    since = models.DateField(null=True)


class JobKind(models.TextChoices):
    MIGRATE = "MIGRATE", _("Pemutakhiran skema")
    PROVISION = "PROVISION", _("Penyiapan kantor")
    EXPORT = "EXPORT", _("Pembuatan arsip kantor")
    VERIFY = "VERIFY", _("Pemeriksaan arsip")
    RESTORE = "RESTORE", _("Pemulihan dari arsip")
    MERGE = "MERGE", _("Penggabungan kantor")
    CALENDAR = "CALENDAR", _("Perhitungan ulang janji")


class JobState(models.TextChoices):
    WAITING = "WAITING", _("Menunggu")
    RUNNING = "RUNNING", _("Berjalan")
    DONE = "DONE", _("Selesai")
    FAILED = "FAILED", _("Gagal, dapat diulang")


UNFINISHED = frozenset({JobState.WAITING, JobState.RUNNING, JobState.FAILED})


class Job(models.Model):
    """Long work on offices, as the kabupaten watches it. It can be run again until it is DONE.

    `steps` is a list of {"key", "state", "at"} in order; `details` holds what the work needs and what came of
    it, never personal data; `beat_at` is the last sign of life: a job that runs without one has died.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=9, choices=JobKind.choices)
    state = models.CharField(max_length=7, choices=JobState.choices, default=JobState.WAITING)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="jobs")
    steps = models.JSONField(default=list)
    details = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_by = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "office"],
                condition=models.Q(state__in=["WAITING", "RUNNING", "FAILED"], office__isnull=False),
                name="uq_job_unfinished",
            ),
        ]
        indexes = [models.Index(fields=["-created_at"], name="ix_job_created")]


class JobItemState(models.TextChoices):
    DONE = "DONE", _("Selesai")
    REFUSED = "REFUSED", _("Ditolak")
    FAILED = "FAILED", _("Gagal")


class JobItem(models.Model):
    """What a job on many offices came to in one of them."""

    id = models.BigAutoField(primary_key=True)
    job = models.ForeignKey(Job, models.CASCADE, related_name="items")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    state = models.CharField(max_length=7, choices=JobItemState.choices)
    error = models.TextField(blank=True)
    took_ms = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "office"], name="uq_jobitem_office")]


class TemplateText(models.Model):
    """The template SQL of a release that this database was once complete with (`offices.bases`)."""

    digest = models.CharField(max_length=64, primary_key=True)
    keys = models.JSONField()
    sql = models.TextField()
    kept_at = models.DateTimeField()
