"""The office's own terms: writes."""

from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from complaints.clocks import Terms
from complaints.models import ComplaintRule
from trail import operations as trail


@transaction.atomic
def set_own(*, terms: Terms, actor: Actor, now: datetime) -> None:
    """From now on; what was received keeps its days."""
    ComplaintRule.objects.create(terms=terms.plain(), made_at=now, made_by=actor.name)
    trail.record(action="complaint.terms_set", actor=actor, data=terms.plain(), now=now)
