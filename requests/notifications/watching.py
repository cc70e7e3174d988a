"""What nobody does but time: late, away, lying about. Looked for in each office by the hour and by the day.

Everything found is written under a key of its own, so looking again, or twice at once, writes nothing twice.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from applications.intake import ContactWay
from applications.models import File
from applications.presence import Presence, presence_since
from applications.workflow_types import Phase, StepKind
from commons.clock import wib
from notifications import counting, promised, settling, waking
from notifications.deciding import is_true
from notifications.defaults import Policy
from notifications.kinds import Kind, Notice, State
from notifications.models import OutMessage, StaffNotice
from notifications.on_paper import is_ahead
from notifications.setup import policy
from offices.models import Office

# What lay about long before this office sent messages is not told of all at once.
LATE_SINCE, LYING_SINCE = timedelta(days=3), timedelta(days=90)
MOST = 500
CALLING = ["COUNTER", "INFORMATION"]
_OPEN = Q(phase=Phase.OPEN, correcting=False)
_READY = _OPEN & Q(step_kind=StepKind.HAND_OVER)
_AT_SIGN = Q(phase=Phase.OPEN, step_kind=StepKind.SIGN) | Q(correcting=True)


def look(office: Office, *, now: datetime, daily: bool = False) -> int:
    """In the office's scope; returns how many messages and notices were found."""
    tidy(now=now)
    rules, presence = policy(), presence_since(now)
    found = [*_late(now), *_away(presence, now)]
    notices: list[StaffNotice] = []
    if daily:
        counting.look_again(now=now)
        found += [*_not_collected(rules, now), *_still_returned(rules, now)]
        notices = [*_lists(rules, presence, now)]
    OutMessage.objects.bulk_create(found, ignore_conflicts=True)
    StaffNotice.objects.bulk_create(notices, ignore_conflicts=True)
    if found or notices:
        waking.leave(office.id, [now])
    return len(found) + len(notices)


def tidy(*, now: datetime) -> int:
    """Nobody need call any more about what is no longer so: fetched, mended, finished. Returns how many."""
    open_ones = OutMessage.objects.filter(state=State.BY_HAND).select_related("file")
    outdated = [row for row in open_ones.defer("to", "text") if not is_true(row)]
    for row in outdated:
        settling.outdated(row, now=now)
    counting.changed(row.created_at for row in outdated)
    return len(outdated)


def _told(where: Q, kind: Kind, *, since: Any, **only: object) -> Iterable[File]:
    """Files of people who want to be told and have not been told this since then."""
    before = OutMessage.objects.filter(file=OuterRef("pk"), kind=kind, created_at__gte=since)
    wanted = File.objects.filter(where, ~Exists(before), ~is_ahead(), **only)
    wanted = wanted.exclude(contact_way__in=["", ContactWay.NONE])
    return wanted.only("id", "event_no", "due_at", "changed_at").order_by("changed_at")[:MOST]


def _message(kind: Kind, file: File, key: str, now: datetime, **facts: object) -> OutMessage:
    return OutMessage(
        kind=kind,
        file_id=file.id,
        seq=int(str(facts.pop("seq", 0))),
        once=f"{kind}:{file.id.hex}:{key}",
        facts=facts,
        next_at=now,
        created_at=now,
    )


def _late(now: datetime) -> Iterable[OutMessage]:
    running = _OPEN & ~Q(step_kind=StepKind.HAND_OVER)
    for file in _told(
        running, Kind.LATE, since=OuterRef("due_at"), due_at__lt=now, due_at__gte=now - LATE_SINCE
    ):
        assert file.due_at is not None
        yield _message(Kind.LATE, file, file.due_at.isoformat(timespec="minutes"), now)


def _away(presence: Presence, now: datetime) -> Iterable[OutMessage]:
    """The leader is away and nobody signs: the files at the signature have another promise now."""
    absence = presence.absence_at(now)
    if absence is None or presence.stand_in(now) is not None:
        return
    for file in _told(_AT_SIGN, Kind.LEADER_AWAY, since=absence.from_at, due_at__gte=now):
        assert file.due_at is not None
        found = _message(Kind.LEADER_AWAY, file, "", now, due=file.due_at.isoformat())
        found.once = promised.once(file.id.hex, file.due_at)
        yield found


def _just_told(kind: Kind, since: datetime) -> Exists:
    """Who heard only now of what happened days ago (it was done on paper) is not reminded of it yet."""
    return Exists(OutMessage.objects.filter(file=OuterRef("pk"), kind=kind, created_at__gte=since))


def _not_collected(rules: Policy, now: datetime) -> Iterable[OutMessage]:
    before = now - timedelta(days=rules.not_collected_days)
    lying = {"changed_at__lt": before, "changed_at__gte": now - LYING_SINCE}
    waiting = _READY & ~Q(_just_told(Kind.READY, before))
    for file in _told(waiting, Kind.NOT_COLLECTED, since=OuterRef("changed_at"), **lying):
        days = (wib(now).date() - wib(file.changed_at).date()).days
        yield _message(Kind.NOT_COLLECTED, file, str(file.event_no), now, days=days)


def _still_returned(rules: Policy, now: datetime) -> Iterable[OutMessage]:
    before = now - timedelta(days=rules.returned_days)
    lying = {"changed_at__lt": before, "changed_at__gte": now - LYING_SINCE}
    returned = Q(phase=Phase.RETURNED) & ~Q(_just_told(Kind.RETURNED, before))
    for file in _told(returned, Kind.STILL_RETURNED, since=OuterRef("changed_at"), **lying):
        days = (wib(now).date() - wib(file.changed_at).date()).days
        yield _message(Kind.STILL_RETURNED, file, str(file.event_no), now, seq=file.event_no, days=days)


def _lists(rules: Policy, presence: Presence, now: datetime) -> Iterable[StaffNotice]:
    """Once a day, in one line each: what lies at the counter, and what waits for a signature."""
    day = wib(now).date().isoformat()
    lying = File.objects.filter(_READY, changed_at__lt=now - timedelta(days=rules.not_collected_days)).count()
    if lying:
        yield StaffNotice(
            kind=Notice.NOT_COLLECTED,
            once=f"{Notice.NOT_COLLECTED}:{day}",
            roles=CALLING,
            count=lying,
            at=now,
        )
    waiting = File.objects.filter(
        _AT_SIGN, changed_at__lt=now - timedelta(hours=rules.unsigned_hours)
    ).count()
    if waiting and presence.absence_at(now) is None:
        yield StaffNotice(
            kind=Notice.UNSIGNED, once=f"{Notice.UNSIGNED}:{day}", roles=["HEAD"], count=waiting, at=now
        )
