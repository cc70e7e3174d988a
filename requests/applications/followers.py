"""Who else keeps something of an act on a file: apps above register here, in `ready()`.

A follower gives rows that are not stored yet; they go in by the statement of the act's own event, so an act
costs no query more, and what follows from it is there with it or not at all. A follower asks the database
nothing, calls nobody, and does not fail.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from accounts.actors import Actor
from applications.models import Event, File
from applications.told import Told
from applications.workflow_process import Process
from applications.workflow_types import State
from offices.models import Office


@dataclass(frozen=True, kw_only=True)
class Done:
    """An act as it is stored: the file's row and the event are as they will stand. `now`: when it happened;
    `told`: it was done on paper and is known only since `known_at`."""

    office: Office
    file: File
    event: Event
    actor: Actor
    process: Process
    before: State
    after: State
    now: datetime
    told: Told | None = None

    @property
    def known_at(self) -> datetime:
        """Since when anybody here knows of it."""
        return self.told.entered_at if self.told else self.now


Follower = Callable[[Done], Iterable[models.Model]]

_followers: list[Follower] = []
_silent: ContextVar[bool] = ContextVar("applications.followers.silent", default=False)


def follow(follower: Follower) -> None:
    """Let `follower` keep its rows with every act; the same one counts once."""
    if follower not in _followers:
        _followers.append(follower)


def rows_of(done: Done) -> list[models.Model]:
    """What the followers keep of this act."""
    if _silent.get():
        return []
    return [row for follower in _followers for row in follower(done)]


@contextmanager
def silent() -> Iterator[None]:
    """Nobody is told: for loading files that happened earlier."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)
