"""Files (berkas): an applicant's request from intake to hand-over (office schema)."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.workflow_types import Phase, StepKind
from commons.fields import SealedJSONField, SealedTextField
from commons.ids import new_id
from standards.models import StandardVersion

LIVE_PHASES = (Phase.OPEN, Phase.RETURNED, Phase.WAITING)


def _choices(enum: type[Phase] | type[StepKind]) -> list[tuple[str, str]]:
    return [(item.value, item.value) for item in enum]


class File(models.Model):
    """One request. Its state is what its events say; the columns here are their fold, kept for asking."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    year = models.PositiveSmallIntegerField()
    seq = models.PositiveIntegerField()
    receipt_number = models.CharField(max_length=80)
    track_code = models.CharField(max_length=24)
    service_type_id = models.UUIDField()
    service_code = models.CharField(max_length=40)
    service_name = models.CharField(max_length=200)
    version = models.ForeignKey(StandardVersion, models.PROTECT, db_index=False)
    extra_steps = models.JSONField(default=list)
    group = models.CharField(max_length=60, blank=True)
    condition = models.CharField(max_length=60, blank=True)

    phase = models.CharField(max_length=12, choices=_choices(Phase))
    step_key = models.CharField(max_length=60)
    step_kind = models.CharField(max_length=10, choices=_choices(StepKind))
    status = models.CharField(max_length=20)
    correcting = models.BooleanField(default=False)
    event_no = models.PositiveIntegerField()
    # The sealed head of the events (`chain.head_seal`), not the digest that stands with the last of them.
    last_digest = models.CharField(max_length=64)

    received_at = models.DateTimeField()
    complete_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    # What the applicant is told: as `due_at`, but knowing when the leader is away before the file lies there.
    ready_by = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    name = models.CharField(max_length=120)
    search_name = models.CharField(max_length=120)
    nik = SealedTextField(null=True)
    nik_index = models.CharField(max_length=64, blank=True)
    phone = SealedTextField(null=True)
    phone_index = models.CharField(max_length=64, blank=True)
    village = models.CharField(max_length=80, blank=True)
    intake = SealedJSONField()
    checklist = models.JSONField(default=list)
    contact_way = models.CharField(max_length=20, blank=True)
    needs_contact = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "seq"], name="uq_file_receipt"),
            models.UniqueConstraint(fields=["track_code"], name="uq_file_track_code"),
        ]
        indexes = [
            models.Index(
                fields=["step_kind", "due_at"], name="ix_file_live", condition=models.Q(phase__in=LIVE_PHASES)
            ),
            models.Index(fields=["nik_index", "received_at"], name="ix_file_nik"),
            models.Index(fields=["phone_index"], name="ix_file_phone", condition=~models.Q(phone_index="")),
            models.Index(fields=["received_at"], name="ix_file_received"),
            models.Index(
                fields=["needs_contact"], name="ix_file_contact", condition=~models.Q(needs_contact="")
            ),
            models.Index(
                fields=["changed_at"], name="ix_file_correcting", condition=models.Q(correcting=True)
            ),
            GinIndex(OpClass("search_name", name="gin_trgm_ops"), name="ix_file_name"),
        ]


class Event(models.Model):
    """What happened to a file: append-only, chained by hash; names and titles as of then."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="events", db_index=False)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor_id = models.UUIDField()
    actor_name = models.CharField(max_length=120)
    actor_title = models.CharField(max_length=120)
    action = models.CharField(max_length=12)
    step_key = models.CharField(max_length=60)
    to_step = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    idempotency_key = models.CharField(max_length=64, null=True)  # noqa: DJ001  NULL: not asked for; unique otherwise
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "seq"], name="uq_event_seq"),
            models.UniqueConstraint(fields=["idempotency_key"], name="uq_event_idempotency"),
        ]


class SupportingLetter(models.Model):
    """A letter from RT/RW, lurah or kepala desa handed in with a file: printed under "dasar", searchable."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="supporting_letters")
    requirement = models.CharField(max_length=60)
    issuer = models.CharField(max_length=120)
    issuer_code = models.CharField(max_length=13, blank=True)
    signer = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=80)
    date = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["number"], name="ix_supporting_number"),
        ]


class AbsenceKind(models.TextChoices):
    """Why the leader is away, as offices count it."""

    DUTY = "DUTY", _("Dinas luar")
    MEETING = "MEETING", _("Rapat atau upacara")
    LEAVE = "LEAVE", _("Cuti")
    SICK = "SICK", _("Sakit")
    TRAINING = "TRAINING", _("Pendidikan atau pelatihan")
    OTHER = "OTHER", _("Lainnya")


class LeaderAbsence(models.Model):
    """The leader is away, from–to (instants); the file waits and the clock says whose minute it is.

    `series`: the same for all rows entered as one that repeats.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(
        max_length=10, choices=AbsenceKind, default=AbsenceKind.OTHER, db_default=AbsenceKind.OTHER.value
    )
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    reason = models.CharField(max_length=200)
    series = models.UUIDField(null=True)
    entered_by = models.CharField(max_length=120)
    cancelled_at = models.DateTimeField(null=True)


class ActingForm(models.TextChoices):
    AN = "AN", "a.n."
    PLH = "PLH", "Plh."
    PLT = "PLT", "Plt."
    UB = "UB", "u.b."


class ActingSigner(models.Model):
    """Who may sign in the leader's place, from–to, on what ground.

    `services` and `products` (lists of codes and of kinds) name what may be signed; both NULL: whatever the
    form reaches (`applications.acting`). `absence_id`: the absence it was given for.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user_id = models.UUIDField()
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120)
    form = models.CharField(max_length=3, choices=ActingForm.choices)
    ground = models.CharField(max_length=200)
    order_number = models.CharField(max_length=80, blank=True, default="", db_default="")
    order_date = models.DateField(null=True)
    order_by = models.CharField(max_length=120, blank=True, default="", db_default="")
    services = models.JSONField(null=True)
    products = models.JSONField(null=True)
    absence_id = models.UUIDField(null=True)
    from_date = models.DateField()
    to_date = models.DateField()
    ended_at = models.DateTimeField(null=True)


class ExtraStep(models.Model):
    """A dated INITIAL (paraf) step an office adds before signing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service_code = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    from_date = models.DateField()
    to_date = models.DateField(null=True)


class ContactAttempt(models.Model):
    """The applicant was called or written to, with the outcome."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(File, models.PROTECT, related_name="contact_attempts")
    at = models.DateTimeField()
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=120)
    way = models.CharField(max_length=10)
    outcome = models.CharField(max_length=20)
    note = models.CharField(max_length=300, blank=True)
