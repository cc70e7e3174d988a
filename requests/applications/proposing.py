"""Which acting signer lawfully suits an absence: the automatic offer (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.queries import Person
from applications.acting import Matter, Rules
from applications.models import ActingForm

# The official below the leader first, as tata naskah dinas has it.
ORDER = ("SECRETARY", "SECTION_HEAD")
MANDATES = (ActingForm.AN, ActingForm.UB)


@dataclass(frozen=True, slots=True)
class Offer:
    """`person` in `form` for the services `signs` (codes); `waits` go on waiting for the leader. Nobody: all
    wait, or nobody may be appointed. `advised`: the absence is so long that an acting leader is asked for."""

    person: Person | None
    form: ActingForm
    signs: tuple[str, ...]
    waits: tuple[str, ...]
    advised: bool = False


def offer(people: Sequence[Person], matters: Sequence[Matter], working_days: int, rules: Rules) -> Offer:
    """For an absence of so many working days.

    Long: an acting leader (Plh.), who signs all. Short: what the standards let be delegated is signed on the
    leader's behalf by the first official below; what the standard says waits, waits.
    """
    every = tuple(matter.service for matter in matters)
    advised = working_days >= rules[ActingForm.PLH].advised_from_working_days
    if advised:
        return Offer(_first(people, rules[ActingForm.PLH].roles), ActingForm.PLH, every, (), advised=True)
    waits = tuple(matter.service for matter in matters if matter.waits)
    signs = tuple(code for code in every if code not in waits)
    for form in MANDATES if signs else ():
        if person := _first(people, rules[form].roles):
            return Offer(person, form, signs, waits)
    return Offer(None, ActingForm.PLH, (), every)


def _first(people: Sequence[Person], roles: frozenset[str]) -> Person | None:
    for role in ORDER:
        for person in people:
            if role in roles and role in person.roles:
                return person
    return None
