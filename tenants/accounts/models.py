"""People, what they may do where, and how they prove who they are (public schema)."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.ids import new_id


class Role(models.TextChoices):
    """Role codes; office roles first, kabupaten roles last."""

    COUNTER = "COUNTER", _("Petugas loket")
    OPERATOR = "OPERATOR", _("Operator")
    INFORMATION = "INFORMATION", _("Petugas informasi")
    SECTION_HEAD = "SECTION_HEAD", _("Kepala seksi")
    SECRETARY = "SECRETARY", _("Sekretaris")
    HEAD = "HEAD", _("Pimpinan (camat/lurah)")
    OFFICE_ADMIN = "OFFICE_ADMIN", _("Admin kantor")
    KAB_ADMIN = "KAB_ADMIN", _("Admin kabupaten")
    EXECUTIVE = "EXECUTIVE", _("Kantor bupati")
    AUDITOR = "AUDITOR", _("Pemeriksa")
    COMPLAINTS = "COMPLAINTS", _("Pengelola pengaduan kabupaten")


OFFICE_ROLES = frozenset(
    {
        Role.COUNTER,
        Role.OPERATOR,
        Role.INFORMATION,
        Role.SECTION_HEAD,
        Role.SECRETARY,
        Role.HEAD,
        Role.OFFICE_ADMIN,
    }
)
KABUPATEN_ROLES = frozenset({Role.KAB_ADMIN, Role.EXECUTIVE, Role.AUDITOR, Role.COMPLAINTS})
# Held for minutes or hours by a guest of the kabupaten (`accounts.support`), never by an assignment: so it is
# not among the roles that somebody can be given.
SUPPORT = "SUPPORT"
SECOND_FACTOR_ROLES = frozenset({Role.HEAD, Role.OFFICE_ADMIN}) | KABUPATEN_ROLES | {SUPPORT}


class UserManager(BaseUserManager["User"]):
    """Looks people up by user name, whatever the letter case; stored names are lower case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=(username or "").strip().lower())


class User(AbstractBaseUser):
    """One account per person. The password is in `Credential`, out of reach of office roles."""

    password = None  # type: ignore[assignment]
    last_login = None

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    nip = models.CharField(max_length=18, blank=True)
    grade = models.CharField(max_length=60, blank=True, help_text="Pangkat, printed under the name")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    # Who this person is on the current host today; set by `accounts.queries`, never stored.
    actor: Actor | None = None

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("username"), name="uq_user_username_ci")]

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """A digest that changes with the password, so that a change ends the other sessions."""
        return salted_hmac("accounts.session", self.credential.password, algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> "list[str]":
        return []


class Credential(models.Model):
    """The password of one person (Argon2). Readable in the public scope only."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True)
    password = models.CharField(max_length=255)
    changed_at = models.DateTimeField()
    must_change = models.BooleanField(default=False)
    last_login_at = models.DateTimeField(null=True)


class SecondFactor(models.Model):
    """The TOTP secret of one person, sealed with the master key; `last_step` refuses a code used twice."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True)
    secret = models.BinaryField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)
    recovery_hashes = ArrayField(models.CharField(max_length=64), default=list)


class Assignment(models.Model):
    """Person × office × roles × title, from–to. No office: a kabupaten assignment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="assignments")
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices))
    title = models.CharField(max_length=120)
    from_date = models.DateField()
    to_date = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="Ended at once, whatever the dates say")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_date__isnull=True) | models.Q(to_date__gte=models.F("from_date")),
                name="ck_assignment_dates",
            ),
        ]
        indexes = [models.Index(fields=["office", "user"], name="ix_assignment_office")]


class ApiToken(models.Model):
    """A key for programs, good in one office only. The key itself is shown once; here is its SHA-256."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    office = models.ForeignKey("offices.Office", models.CASCADE, null=True)
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


class LoginThrottle(models.Model):
    """Failures per user name or address; `locked_until` while it is closed."""

    key = models.CharField(max_length=160, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)


class Invitation(models.Model):
    """A one-time link with which a person chooses the first password. The code itself is shown once."""

    digest = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(User, models.CASCADE)
    office = models.ForeignKey("offices.Office", models.CASCADE, null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class SupportEnd(models.TextChoices):
    """How an access ended."""

    TIME = "TIME", _("Waktunya habis")
    SELF = "SELF", _("Diakhiri yang meminta")
    OFFICE = "OFFICE", _("Diakhiri kantor")


class SupportAccess(models.Model):
    """A person of the kabupaten looks around one office for a while, for a reason that the office can read.

    Good while `ended_at` is empty and `ends_at` has not come; `files_seen` counts pages of files.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, help_text="As it was then")
    reason = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=6, choices=SupportEnd.choices, blank=True)
    ended_by = models.CharField(max_length=120, blank=True)
    files_seen = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("asked_at")), name="ck_support_order"
            ),
            models.UniqueConstraint(
                fields=["office", "user"], condition=models.Q(ended_at__isnull=True), name="uq_support_open"
            ),
        ]
        indexes = [models.Index(fields=["-asked_at"], name="ix_support_asked")]


class SwitchTicket(models.Model):
    """A one-time, 30-second pass from one host to another for a person already signed in."""

    digest = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(User, models.CASCADE)
    office = models.ForeignKey("offices.Office", models.CASCADE, null=True)
    second_factor = models.BooleanField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
