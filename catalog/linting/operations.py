"""An office accepts a finding with a reason, or takes that back. Both stand on its trail."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.errors import DomainError
from linting.models import AcceptedFinding
from linting.queries import Line, own_findings
from offices.scope import current_office
from standards import watching
from trail import operations as trail

_SHORTEST_REASON = 10


class AcceptRefused(DomainError):
    """The finding cannot be accepted like this; nothing was changed."""


@transaction.atomic
def accept(*, key: str, reason: str, actor: Actor, now: datetime) -> AcceptedFinding:
    """Accept a finding on this office's own standards. Raises `AcceptRefused`: gone, or no real reason."""
    office, words = current_office(), " ".join(reason.split())
    if len(words) < _SHORTEST_REASON:
        raise AcceptRefused("no_reason", _("Tulis alasannya, paling sedikit sepuluh huruf."))
    line = _standing(key, now)
    row, _made = AcceptedFinding.objects.get_or_create(
        office_id=office.id,
        key=key,
        defaults={
            "code": line.code,
            "service": line.service,
            "quote": line.quote[:240],
            "reason": words[:300],
            "accepted_by": f"{actor.name}, {actor.title}"[:240],
            "accepted_at": now,
        },
    )
    trail.record(
        action="finding.accepted",
        actor=actor,
        subject=f"finding:{key}",
        data={"code": line.code, "service": line.service, "reason": row.reason},
        now=now,
    )
    watching.changed(office.id)
    return row


@transaction.atomic
def reopen(*, key: str, actor: Actor, now: datetime) -> None:
    """Take the acceptance back. Raises `AcceptRefused` when there is none."""
    office = current_office()
    row = AcceptedFinding.objects.filter(office_id=office.id, key=key).first()
    if row is None:
        raise AcceptRefused("not_accepted", _("Temuan ini tidak sedang diterima. Muat ulang halamannya."))
    row.delete()
    trail.record(
        action="finding.reopened",
        actor=actor,
        subject=f"finding:{key}",
        data={"code": row.code, "service": row.service},
        now=now,
    )
    watching.changed(office.id)


def _standing(key: str, now: datetime) -> Line:
    for line in own_findings(now=now):
        if line.key == key:
            return line
    raise AcceptRefused("gone", _("Temuan ini sudah tidak ada: teksnya berubah. Muat ulang halamannya."))
