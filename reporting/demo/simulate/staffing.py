"""The people of a simulated office, and which of them the year needs for what."""

import random
from datetime import date, datetime
from functools import cache, partial
from typing import Any

from accounts.actors import Actor
from accounts.models import Role, User
from accounts.queries import Person, people
from applications.models import ActingForm
from applications.signing import SignerCard
from applications.workflow_types import Actor as Worker
from applications.workflow_types import Role as WorkRole
from demo.accounts import Account, Logins, new_user, person, username_of
from demo.simulate.absences import order_on
from demo.simulate.characters import Character
from demo.simulate.desk import Staff
from demo.simulate.leaders import Leader
from demo.simulate.people import staff_name
from demo.simulate.recorder import Signers
from offices.models import Office
from offices.scope import public_scope
from regulations.queries import authority_of

BOTH = ("OPERATOR",)


def make_people(
    office: Office, data: dict[str, Any], character: Character, *, logins: Logins, now: datetime
) -> dict[str, Account]:
    """Accounts of the office's people, with the further counters and operators its character has."""
    accounts = {
        role: person(
            office=office,
            role=role,
            name=name,
            title=title,
            logins=logins,
            now=now,
            more_roles=BOTH if role == Role.COUNTER and character.alone else (),
        )
        for role, (name, title) in data["people"].items()
    }
    for role, count in (("COUNTER", character.counters), ("OPERATOR", character.operators)):
        for number in range(2, count + 1):
            _make_another(office, role, number, data["people"][role][1], now)
    return accounts


def _make_another(office: Office, role: str, number: int, title: str, now: datetime) -> None:
    username = f"{username_of(role, '').partition('.')[0]}-{number}.{office.slug}"
    with public_scope():
        if User.objects.filter(username=username).exists():
            return
    new_user(
        username=username,
        name=staff_name(random.Random(username)),  # noqa: S311  an invented name
        password=None,
        office=office,
        roles=(role,),
        title=title,
        now=now,
    )


def working(office: Office, *, on: date) -> list[Person]:
    """Who works here on that day, always in the same order."""
    return sorted(people(office, on=on), key=lambda each: each.username)


def actors_of(found: list[Person], office: Office) -> list[Actor]:
    """The people as they act."""
    return [
        Actor(
            user_id=each.user_id,
            name=each.name,
            title=each.title,
            roles=frozenset(each.roles),
            office_id=office.id,
            assignment_id=each.assignment_id,
            nip=each.nip,
            grade=each.grade,
        )
        for each in found
    ]


def staff_of(actors: list[Actor], chance: random.Random) -> Staff:
    """The people as the desk knows them, each with a speed of their own."""
    workers = [Worker(each.user_id, _roles(each), may_sign=_signs(each)) for each in actors]
    return Staff(
        people=workers,
        head=_first(actors, Role.HEAD),
        acting=_first(actors, Role.SECRETARY),
        speeds=[chance.uniform(0.8, 1.25) for _each in actors],
    )


def signers_of(actors: list[Actor], staff: Staff, office: Office, leader: Leader) -> Signers:
    """Who signs, as printed."""

    @cache
    def instrument(day: date) -> str | None:
        return authority_of(office.id, on=day)

    return Signers(
        head=_card(actors[staff.head]),
        acting=_card(actors[staff.acting], form=ActingForm.PLH),
        instrument=instrument,
        order=partial(order_on, leader),
    )


def _roles(actor: Actor) -> frozenset[WorkRole]:
    return frozenset(WorkRole(role) for role in actor.roles if role in WorkRole.__members__)


def _signs(actor: Actor) -> bool:
    """Whether the desk may bring them a file to sign; that it is their day, the desk sees to."""
    return actor.has(Role.HEAD, Role.SECRETARY)


def _first(actors: list[Actor], role: Role) -> int:
    return next(n for n, each in enumerate(actors) if each.has(role))


def _card(actor: Actor, form: ActingForm | None = None) -> SignerCard:
    return SignerCard(
        user_id=actor.user_id,
        name=actor.name,
        title=actor.title,
        nip=actor.nip or "",
        rank=actor.grade or "",
        form=form,
    )
