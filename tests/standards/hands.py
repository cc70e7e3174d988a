"""A draft of KP4 on its way through three people, for the tests of what follows."""

from datetime import date

from commons import clock as clocks
from offices.scope import office_scope
from standards import controlling
from standards.controlling import Enactment
from standards.models import StandardVersion

TODAY = date(2026, 11, 20)
WANTED = Enactment(
    number="SP/01/2026", issued_on=TODAY, decree="Keputusan Camat 1/2026", effective_from=TODAY
)


def go(draft, people, *steps: str) -> None:
    who = {"hand_in": "section_head", "check": "secretary", "approve": "head"}
    for step in steps:
        controlling.advance(version_id=draft.id, step=step, actor=people[who[step]], now=clocks.now())


def row(draft) -> StandardVersion:
    return StandardVersion.objects.get(id=draft.id)


def state(office, draft) -> str:
    with office_scope(office):
        return row(draft).state


def publish(draft, actor, wanted: Enactment = WANTED) -> bool:
    return controlling.publish(version_id=draft.id, enactment=wanted, actor=actor, now=clocks.now())
