"""Notices inside Loket that somebody wants outside as well."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts import queries as people
from commons.clock import wib
from notifications.kinds import Kind
from notifications.models import OutMessage, StaffNotice, StaffWish
from offices.scope import current_office

MOST = 100


def spread(*, now: datetime) -> int:
    """Turn new notices into messages for those who asked for them; returns how many messages."""
    with transaction.atomic():
        new = list(
            StaffNotice.objects.select_for_update(skip_locked=True)
            .filter(spread_at=None)
            .order_by("at")[:MOST]
        )
        if not new:
            return 0
        rows = _messages(new, now)
        OutMessage.objects.bulk_create(rows, ignore_conflicts=True)
        StaffNotice.objects.filter(pk__in=[notice.pk for notice in new]).update(spread_at=now)
    return len(rows)


def _messages(notices: Iterable[StaffNotice], now: datetime) -> list[OutMessage]:
    wishes = list(StaffWish.objects.exclude(way=""))
    if not wishes:
        return []
    at_work = people.people(current_office(), on=wib(now).date())
    roles: dict[UUID, set[str]] = {}
    for person in at_work:
        if person.is_active:
            roles.setdefault(person.user_id, set()).update(person.roles)
    return [
        _message(notice, wish, now)
        for notice in notices
        for wish in wishes
        if _wants(wish, notice, roles.get(wish.user_id, set()))
    ]


def _wants(wish: StaffWish, notice: StaffNotice, roles: set[str]) -> bool:
    mine = not roles.isdisjoint(notice.roles) and notice.by_id != wish.user_id
    return mine and (not wish.kinds or notice.kind in wish.kinds)


def _message(notice: StaffNotice, wish: StaffWish, now: datetime) -> OutMessage:
    return OutMessage(
        kind=Kind.STAFF,
        file_id=notice.file_id,
        user_id=wish.user_id,
        once=f"S:{notice.id.hex}:{wish.user_id.hex}",
        facts={"notice": notice.kind},
        next_at=now,
        created_at=now,
    )
