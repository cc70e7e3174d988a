"""The coin vote (koin kepuasan): cups counted at closing by one, looked at by another. Never in the index."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.clock import wib
from commons.text import clean_line
from surveys.errors import SurveyRefused, not_found
from surveys.models import CoinCount
from trail import operations as trail

MOST_COINS = 9_999


@transaction.atomic
def count(
    *,
    actor: Actor,
    day: date,
    satisfied: int,
    fair: int,
    unsatisfied: int,
    note: str = "",
    now: datetime,
) -> CoinCount:
    """Write the day's count down, or another one before a second pair of eyes has seen it. Raises
    `SurveyRefused`, `BadText`."""
    cups = {"satisfied": satisfied, "fair": fair, "unsatisfied": unsatisfied}
    for name, coins in cups.items():
        if not 0 <= coins <= MOST_COINS:
            raise SurveyRefused("bad_count", _("Jumlah koin 0 sampai 9.999."), field=name)
    if day > wib(now).date():
        raise SurveyRefused("future", _("Hari itu belum ada koinnya."), field="day")
    words = clean_line(note, max_length=200)
    row = CoinCount.objects.select_for_update().filter(day=day).first()
    if row is not None and row.second_by_id is not None:
        message = _("Hitungan hari itu sudah disaksikan orang kedua dan tidak dapat diubah.")
        raise SurveyRefused("already_seen", message, field="day")
    facts = {**cups, "note": words, "at": now, "first_by_id": actor.user_id, "first_by": actor.name}
    try:
        with transaction.atomic():
            found, _new = CoinCount.objects.update_or_create(day=day, defaults=facts)
    except IntegrityError as error:
        raise SurveyRefused(
            "at_once", _("Hitungan hari itu baru saja ditulis orang lain."), field="day"
        ) from error
    _record("survey.coins_counted", found, actor, now)
    return found


@transaction.atomic
def confirm(*, actor: Actor, count_id: UUID, now: datetime) -> CoinCount:
    """A second person has counted the same. Raises `SurveyRefused`, also for the one who counted first."""
    row = CoinCount.objects.select_for_update().filter(id=count_id).first()
    if row is None:
        raise not_found()
    if row.second_by_id is not None:
        return row
    if row.first_by_id == actor.user_id:
        message = _("Saksi harus orang lain, bukan yang menghitung.")
        raise SurveyRefused("same_person", message)
    row.second_by_id, row.second_by = actor.user_id, actor.name
    row.save(update_fields=["second_by_id", "second_by"])
    _record("survey.coins_confirmed", row, actor, now)
    return row


def _record(action: str, row: CoinCount, actor: Actor, now: datetime) -> None:
    data = {"day": row.day.isoformat(), "coins": [row.satisfied, row.fair, row.unsatisfied]}
    trail.record(action=action, actor=actor, subject=f"coins:{row.id}", data=data, now=now)
