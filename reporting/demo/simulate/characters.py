"""What kind of office it is: how fast, how careful, how often its leader is away. Pure; by the seed."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

KECAMATAN_CODE = 8  # characters of 35.08.10
# Fewer offices than this and there is nobody to compare a bad one with.
OFFICES_PER_FAULT = 4
PEOPLE_PER_COUNTER = 42_000
ALONE_CAN_SERVE = 54_000


class Fault(StrEnum):
    """Why an office was made bad on purpose."""

    LEADER_AWAY = "LEADER_AWAY"
    SLOW = "SLOW"
    MANY_RETURNS = "MANY_RETURNS"
    UNDERSTAFFED = "UNDERSTAFFED"
    BROKEN_PROMISE = "BROKEN_PROMISE"


BROKEN_FOR = timedelta(days=21)


@dataclass(frozen=True)
class Character:
    """One office. Shares are of files; `pace` multiplies every minute of work.

    `away`: share of working days the leader is away for the whole day; `covered`: how often somebody is
    appointed meanwhile. `broken_since`: from that day on, `away_then` and `pace_then` hold.
    """

    fault: Fault | None = None
    pace: float = 1.0
    counters: int = 1
    operators: int = 1
    returns: float = 0.07
    away: float = 0.08
    covered: float = 0.6
    waits: float = 0.10
    unhurried: float = 3.0
    broken_since: date | None = None
    away_then: float = 0.85
    pace_then: float = 2.0

    def pace_on(self, day: date) -> float:
        """How slow work is on this day."""
        return self.pace * (self.pace_then if self.broken_on(day) else 1.0)

    def away_on(self, day: date) -> float:
        """How likely the leader is away on this working day."""
        return self.away_then if self.broken_on(day) else self.away

    def covered_on(self, day: date) -> float:
        """How likely somebody then signs in the leader's place."""
        return 0.0 if self.broken_on(day) else self.covered

    def broken_on(self, day: date) -> bool:
        """Whether the office has gone bad by this day."""
        return self.broken_since is not None and day >= self.broken_since

    @property
    def alone(self) -> bool:
        """Whether one person is counter and operator at once."""
        return self.operators == 0


def faults(populations: Mapping[str, int], *, seed: int) -> dict[str, Fault]:
    """Which of these offices (Kemendagri codes) are made bad, and how; one in four, kecamatan only.

    Too few people are too few where many come: the largest of them is the understaffed one.
    """
    chance = random.Random(f"{seed}:faults")  # noqa: S311  invented offices need no secrecy
    kecamatan = sorted(code for code in populations if len(code) == KECAMATAN_CODE)
    chance.shuffle(kecamatan)
    chosen = kecamatan[: len(populations) // OFFICES_PER_FAULT][: len(Fault)]
    found = dict(zip(chosen, Fault, strict=False))
    short = next((code for code, fault in found.items() if fault is Fault.UNDERSTAFFED), None)
    if short is not None:
        largest = max(chosen, key=populations.__getitem__)
        found[short], found[largest] = found[largest], found[short]
    return found


def character(
    code: str, *, seed: int, population: int, last_day: date, fault: Fault | None = None
) -> Character:
    """The character of one office; the same for the same seed, whatever other offices there are."""
    chance = random.Random(f"{seed}:{code}:character")  # noqa: S311
    usual = Character(
        pace=chance.uniform(0.75, 1.1),
        counters=1 + population // PEOPLE_PER_COUNTER,
        operators=1 + population // (2 * PEOPLE_PER_COUNTER),
        returns=chance.uniform(0.04, 0.09),
        away=chance.uniform(0.04, 0.10),
        covered=chance.uniform(0.5, 0.85),
        waits=chance.uniform(0.06, 0.12),
        unhurried=chance.uniform(1.5, 3.0),
    )
    return spoiled(usual, fault, last_day=last_day, population=population)


def spoiled(usual: Character, fault: Fault | None, *, last_day: date, population: int) -> Character:
    """The office made bad in this way; without a fault as it was."""
    match fault:
        case Fault.LEADER_AWAY:
            return replace(usual, fault=fault, away=0.5, covered=0.05)
        case Fault.SLOW:
            return replace(usual, fault=fault, pace=2.6, unhurried=9.0)
        case Fault.MANY_RETURNS:
            return replace(usual, fault=fault, returns=0.38)
        case Fault.UNDERSTAFFED:
            # Whoever is alone hurries as much as there are people, and the queue is long but does not grow.
            pace = min(max(ALONE_CAN_SERVE / population, 0.6), 1.5)
            return replace(usual, fault=fault, counters=1, operators=0, pace=pace)
        case Fault.BROKEN_PROMISE:
            return replace(usual, fault=fault, broken_since=last_day - BROKEN_FOR)
        case None:
            return usual
