"""Counter tablets: added, paired with a code that works once, revoked."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.clock import wib
from commons.ids import public_code, read_code
from commons.text import clean_line
from surveys.errors import SurveyRefused
from surveys.models import SurveyTablet
from trail import operations as trail

CODE_LENGTH = 8
CODE_GOOD_FOR = timedelta(minutes=30)
LONGEST_NAME, MOST_TABLETS = 60, 20


@dataclass(frozen=True)
class Paired:
    """A tablet that has just been paired: its token is known to its browser alone from now on."""

    tablet: SurveyTablet
    token: str


def digest(secret: str) -> str:
    """What is stored of a token or a pairing code."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def add(*, actor: Actor, name: str, now: datetime) -> tuple[SurveyTablet, str]:
    """Name a tablet; it works once it is paired with this code. Raises `SurveyRefused`, `BadText`."""
    words = clean_line(name, max_length=LONGEST_NAME)
    if not words:
        raise SurveyRefused("name_missing", _("Beri nama, misalnya “Tablet loket 1”."), field="name")
    if SurveyTablet.objects.filter(revoked_at=None).count() >= MOST_TABLETS:
        raise SurveyRefused("too_many", _("Paling banyak 20 tablet. Cabut yang tidak dipakai."), field="name")
    tablet = SurveyTablet.objects.create(name=words, created_at=now)
    _record("survey.tablet_added", tablet, actor, now)
    return tablet, _new_code(tablet, now)


@transaction.atomic
def pairing_code(*, actor: Actor, tablet_id: UUID, now: datetime) -> tuple[SurveyTablet, str]:
    """Another code for a tablet; earlier ones end. Raises `SurveyRefused`."""
    tablet = _locked(tablet_id)
    _record("survey.tablet_code_made", tablet, actor, now)
    return tablet, _new_code(tablet, now)


def _new_code(tablet: SurveyTablet, now: datetime) -> str:
    code = public_code(CODE_LENGTH)
    tablet.code_digest, tablet.code_until = digest(code), now + CODE_GOOD_FOR
    tablet.save(update_fields=["code_digest", "code_until"])
    return code


@transaction.atomic
def pair(*, code: str, now: datetime) -> Paired:
    """Use a code up, from the tablet's own browser. Raises `SurveyRefused`, whatever is wrong."""
    wanted = digest(read_code(code)[:CODE_LENGTH])
    tablet = (
        SurveyTablet.objects.select_for_update()
        .filter(code_digest=wanted, code_until__gt=now, revoked_at=None)
        .first()
    )
    if tablet is None:
        message = _("Kode ini tidak ada, sudah dipakai, atau sudah lewat. Minta kode baru kepada admin.")
        raise SurveyRefused("bad_pairing_code", message, field="code")
    token = secrets.token_urlsafe(32)
    tablet.code_digest, tablet.code_until = "", None
    tablet.token_digest, tablet.paired_at, tablet.seen_on = digest(token), now, wib(now).date()
    tablet.save(update_fields=["code_digest", "code_until", "token_digest", "paired_at", "seen_on"])
    _record("survey.tablet_paired", tablet, None, now)
    return Paired(tablet, token)


@transaction.atomic
def revoke(*, actor: Actor, tablet_id: UUID, now: datetime) -> SurveyTablet:
    """The tablet is no longer ours. Raises `SurveyRefused`."""
    tablet = _locked(tablet_id)
    tablet.revoked_at, tablet.token_digest, tablet.code_digest = now, None, ""
    tablet.save(update_fields=["revoked_at", "token_digest", "code_digest"])
    _record("survey.tablet_revoked", tablet, actor, now)
    return tablet


def _locked(tablet_id: UUID) -> SurveyTablet:
    tablet = SurveyTablet.objects.select_for_update().filter(id=tablet_id, revoked_at=None).first()
    if tablet is None:
        raise SurveyRefused("tablet_not_found", _("Tablet itu tidak ada, atau sudah dicabut."))
    return tablet


def _record(action: str, tablet: SurveyTablet, actor: Actor | None, now: datetime) -> None:
    data = {"name": tablet.name}
    trail.record(action=action, actor=actor, subject=f"tablet:{tablet.id}", data=data, now=now)
