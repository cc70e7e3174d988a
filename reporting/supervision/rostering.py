"""Who is on duty on a day (template week, exceptions, absences), against what is promised. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

REASONS = ("LEAVE", "SICK", "DUTY", "TRAINING", "OTHER")
AWAY = "AWAY"


@dataclass(frozen=True, slots=True)
class Stay:
    """An assignment: who works here from–to (`until`: the last day), with which roles."""

    user_id: UUID
    name: str
    title: str
    roles: tuple[str, ...]
    first: date
    until: date | None

    def covers(self, day: date) -> bool:
        """Whether they work here on that day."""
        return self.first <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Weekly:
    """A line of the template week."""

    weekday: int
    user_id: UUID
    role: str
    counter: int | None
    first: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Special:
    """Days on which somebody is off, or on though the week does not say so."""

    user_id: UUID
    on: bool
    role: str
    counter: int | None
    first: date
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class Post:
    """A person on the roster of a day. `off`: why they are not there ("" when they are)."""

    user_id: UUID
    role: str
    counter: int | None
    off: str = ""


def on_day(
    day: date,
    *,
    weekly: Iterable[Weekly],
    special: Iterable[Special],
    stays: Sequence[Stay],
    away: Collection[UUID] = (),
) -> list[Post]:
    """The roster of a working day. Each person stands once; who no longer works here does not. `away`: the
    leader, when the calendar of absences says so."""
    here = {stay.user_id for stay in stays if stay.covers(day)}
    posts: dict[UUID, Post] = {}
    for line in weekly:
        if line.weekday == day.weekday() and line.first <= day and (line.until is None or day <= line.until):
            posts[line.user_id] = Post(line.user_id, line.role, line.counter)
    for one in special:
        if not one.first <= day <= one.until:
            continue
        if one.on:
            posts[one.user_id] = Post(one.user_id, one.role, one.counter)
        elif one.user_id in posts:
            known = posts[one.user_id]
            posts[one.user_id] = Post(known.user_id, known.role, known.counter, one.reason)
    for user_id in away:
        if user_id in posts and not posts[user_id].off:
            known = posts[user_id]
            posts[user_id] = Post(known.user_id, known.role, known.counter, AWAY)
    return [post for user_id, post in posts.items() if user_id in here]


@dataclass(frozen=True, slots=True)
class Against:
    """A role (or "" for the whole office): how many are promised, on the roster, on duty."""

    role: str
    promised: int | None
    rostered: int
    on_duty: int

    @property
    def short(self) -> int:
        """How many are missing."""
        return max(0, (self.promised or 0) - self.on_duty)


def against(posts: Sequence[Post], promised: Mapping[str, int]) -> list[Against]:
    """By role, in the order of the promise; roles that nobody promised come after."""
    roles = [*promised, *sorted({post.role for post in posts} - promised.keys())]
    return [_of(role, posts, promised.get(role)) for role in roles]


def _of(role: str, posts: Sequence[Post], promised: int | None) -> Against:
    mine = [post for post in posts if post.role == role]
    return Against(role, promised, len(mine), sum(not post.off for post in mine))


def together(posts: Sequence[Post], promised: int | None) -> Against:
    """The whole office."""
    return Against("", promised, len(posts), sum(not post.off for post in posts))
