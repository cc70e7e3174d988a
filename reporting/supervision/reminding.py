"""The lines on the inbox about what is promised behind the counter.

The inbox is opened all day: one query says whether there is anything to say, and only then more is asked.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, DateTimeField, Min, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from applications.notices import Notice
from applications.queries_desk import Desk
from commons.clock import wib
from commons.indonesian import date_shown
from facilities import pages as facilities
from facilities.models import Item, Round
from indicators.periods import next_month
from supervision import notes, queries, queries_roster, words
from supervision.models import Decision, Duty, Meeting, Review
from supervision.views_common import LEADERS
from upkeep.rounds import Stand

_DUE = _("Tinjauan pengawasan {month} ditunggu paling lambat {due}.")
_OVERDUE = _("Tinjauan pengawasan {month} terlambat: ditunggu paling lambat {due}.")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the one query says: since when there are items and rosters, whether this month was confirmed, when
    the office began with any of it; decisions of this person that are due, notes they have not answered."""

    items: date | None
    confirmed: bool
    roster: date | None
    begun: date | None
    due: int
    notes: int


def look(actor: Actor, *, today: date) -> Seen:
    """One query."""
    first, *others = [
        _counted("items", Item.objects.all(), Min("added_at")),
        _counted("round", Round.objects.filter(month=today.replace(day=1)), Min("confirmed_at")),
        _counted("roster", Duty.objects.all(), Cast(Min("from_date"), DateTimeField())),
        _counted("meeting", Meeting.objects.all(), Min("created_at")),
        _counted("review", Review.objects.all(), Cast(Min("month"), DateTimeField())),
        _counted("due", Decision.objects.filter(owner_id=actor.user_id, done_at=None, due_on__lte=today)),
        _counted("notes", notes.waiting_for(actor)),
    ]
    found: dict[str, tuple[datetime | None, int]] = {
        name: (at, n) for name, at, n in first.union(*others, all=True)
    }
    day = {name: wib(at).date() if at is not None else None for name, (at, _n) in found.items()}
    reviewed = next_month(day["review"]) if day["review"] else None
    begun = [each for each in (day["items"], day["roster"], day["meeting"], reviewed) if each is not None]
    return Seen(
        items=day["items"],
        confirmed=found["round"][1] > 0,
        roster=day["roster"],
        begun=min(begun, default=None),
        due=found["due"][1],
        notes=found["notes"][1] if "notes" in found else 0,  # a guest has none
    )


def _counted(name: str, rows: QuerySet[Any], at: Any = None) -> Any:
    when = at if at is not None else Value(None, DateTimeField())
    named = rows.order_by().values(seen_what=Value(name))
    counted = named.annotate(seen_first=when, seen_n=Count("pk"))
    return counted.values_list("seen_what", "seen_first", "seen_n")


def waiting(desk: Desk) -> list[QuerySet[Any]]:
    """Anything that was begun, or waits for this person."""
    due = Decision.objects.filter(owner_id=desk.actor.user_id, done_at=None, due_on__lte=wib(desk.now).date())
    begun = [Item.objects.all(), Duty.objects.all(), Meeting.objects.all(), Review.objects.all()]
    return [*begun, due, notes.waiting_for(desk.actor)]


def reminders(desk: Desk) -> list[Notice]:
    """What is theirs, for everybody; the month to check; for who leads, the roster and reviews."""
    today = wib(desk.now).date()
    seen = look(desk.actor, today=today)
    month = facilities.reminders(desk.actor, seen.items, confirmed=seen.confirmed, today=today)
    found = [*_own(seen), *month]
    if desk.actor.has(*LEADERS):
        found += [*_short(desk, seen), *_reviews(desk, seen)]
    return found


def _own(seen: Seen) -> list[Notice]:
    """What is in a note is not said, and that there is one only to the person."""
    found = []
    if seen.due:
        text = format_lazy(_("{n} keputusan yang Anda kerjakan sudah jatuh tempo."), n=seen.due)
        found.append(Notice(text, reverse("decisions"), _("Buka")))
    if seen.notes:
        text = format_lazy(_("{n} catatan atasan menunggu tanggapan Anda."), n=seen.notes)
        found.append(Notice(text, reverse("notes"), _("Baca")))
    return found


def _short(desk: Desk, seen: Seen) -> list[Notice]:
    today = queries_roster.today_words(desk.now) if seen.roster else None
    if today is None or not today.short:
        return []
    text = format_lazy(_("Pelaksana hari ini: {words}."), words=words.against_words(today).lower())
    return [Notice(text, reverse("roster"), _("Lihat jadwal"))]


def _reviews(desk: Desk, seen: Seen) -> list[Notice]:
    if seen.begun is None:
        return []
    return [
        Notice(
            format_lazy(
                _OVERDUE if month.stand is Stand.OVERDUE else _DUE,
                month=date_shown(queries.about(month), "F Y"),
                due=date_shown(month.due_on),
            ),
            reverse("review", args=[f"{queries.about(month):%Y-%m}", who.role.lower()]),
            _("Tulis"),
        )
        for who, month in queries.review_months(now=desk.now, begun=seen.begun)
        if month.stand in {Stand.OPEN, Stand.OVERDUE} and desk.actor.has(who.role)
    ]
