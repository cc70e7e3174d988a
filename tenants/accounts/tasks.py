"""Housekeeping of sign-in data, in the public schema. May run twice."""

from datetime import timedelta
from typing import Any

from celery import shared_task
from django.contrib.sessions.models import Session

from accounts.models import Invitation, LoginThrottle, SwitchTicket
from commons import clock
from offices.scope import public_scope

KEEP_THROTTLE = timedelta(days=1)


@shared_task(name="accounts.clear_expired")
def clear_expired(**_kwargs: Any) -> int:
    """Remove sessions, switch tickets and login counts that have run out; returns how many."""
    now = clock.now()
    with public_scope():
        removed = [
            Session.objects.filter(expire_date__lt=now).delete()[0],
            SwitchTicket.objects.filter(expires_at__lt=now).delete()[0],
            Invitation.objects.filter(expires_at__lt=now).delete()[0],
            LoginThrottle.objects.filter(first_at__lt=now - KEEP_THROTTLE).delete()[0],
        ]
    return sum(removed)
