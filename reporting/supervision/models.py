"""Roster, competences, the supervisor's months, meetings, decisions, notes (office schema)."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.fields import SealedBytesField, SealedJSONField, SealedTextField
from commons.ids import new_id


class CredentialKind(models.TextChoices):
    """What a standard asks of a post, and a person can show."""

    EDUCATION = "EDUCATION", _("Pendidikan")
    TRAINING = "TRAINING", _("Pelatihan")
    EXPERIENCE = "EXPERIENCE", _("Pengalaman kerja")


class Credential(models.Model):
    """One competence of a person, with its proof. EDUCATION has a `level`; EXPERIENCE counts from `since`.
    What it is called and its proof are sealed: the person, their superiors and the admin read them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user_id = models.UUIDField()
    kind = models.CharField(max_length=10, choices=CredentialKind.choices)
    level = models.CharField(max_length=3, blank=True)
    name = SealedTextField()
    since = models.DateField()
    expires_on = models.DateField(null=True)
    proof = SealedBytesField(null=True)
    proof_type = models.CharField(max_length=40, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=120)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user_id"], name="ix_credential_user")]


class Duty(models.Model):
    """A line of the template week: this person, in this role, on this weekday (Monday is 0), from–to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    weekday = models.PositiveSmallIntegerField()
    user_id = models.UUIDField()
    role = models.CharField(max_length=20)
    counter = models.PositiveSmallIntegerField(null=True)
    from_date = models.DateField()
    to_date = models.DateField(null=True)
    entered_by = models.CharField(max_length=120)
    ended_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="ck_duty_weekday"),
            models.UniqueConstraint(
                fields=["weekday", "user_id"], condition=models.Q(to_date__isnull=True), name="uq_duty_open"
            ),
        ]


class DutyException(models.Model):
    """Days on which a person is off, or on though the week does not say so. Cancelled, never removed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user_id = models.UUIDField()
    on = models.BooleanField()
    role = models.CharField(max_length=20, blank=True)
    counter = models.PositiveSmallIntegerField(null=True)
    from_date = models.DateField()
    to_date = models.DateField()
    reason = models.CharField(max_length=10)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=120)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_date__gte=models.F("from_date")), name="ck_exception_dates"
            ),
        ]
        indexes = [models.Index(fields=["from_date"], name="ix_exception_from")]


class Review(models.Model):
    """What the supervisor whom the standards name (`role`) found of one month. `figures`: as they stood when
    it was done, [[name, value], …]."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    month = models.DateField()
    role = models.CharField(max_length=20)
    notes = models.TextField(blank=True)
    figures = models.JSONField(default=list)
    saved_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=120, blank=True)
    done_title = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month", "role"], name="uq_review_month")]


class Meeting(models.Model):
    """A *rapat intern*. `attendance`: [{"id", "name", "title", "present"}, …]. Closed is closed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    held_on = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField(null=True)
    place = models.CharField(max_length=120)
    subject = models.CharField(max_length=200)
    minutes = models.TextField(blank=True)
    attendance = models.JSONField(default=list)
    chair = models.CharField(max_length=120)
    chair_title = models.CharField(max_length=120)
    writer = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=120, blank=True)
    # What was still open when it was closed, as the minutes print it.
    carried = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["-held_on"], name="ix_meeting_held")]


class Decision(models.Model):
    """What a review or a meeting decided: who does it until when, and what came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="decisions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="decisions")
    text = models.CharField(max_length=500)
    owner_id = models.UUIDField()
    owner = models.CharField(max_length=120)
    made_on = models.DateField()
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(review__isnull=True) ^ models.Q(meeting__isnull=True),
                name="ck_decision_place",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], name="ix_decision_open", condition=models.Q(done_at__isnull=True))
        ]


class Note(models.Model):
    """A note about somebody's discipline. Who it is about and who wrote it lie sealed as the words do; blind
    indexes find the notes of one person. Its key is random: it tells no time."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person_index = models.CharField(max_length=64)
    body = SealedJSONField()
    at = models.DateTimeField()
    answer = SealedTextField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person_index"], name="ix_note_person")]
