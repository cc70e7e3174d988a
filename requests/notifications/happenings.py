"""What an act on a file makes us tell: pure. The facts come from the act itself; nothing is asked."""

from collections.abc import Collection
from dataclasses import dataclass

from applications.workflow_types import Action, Phase, StepKind
from notifications.kinds import Kind, Notice

# After these a file may have come to somebody else's desk.
_MOVING = frozenset(
    {
        Action.COMPLETE,
        Action.RESUBMIT,
        Action.SEND_BACK,
        Action.RESUME,
        Action.CORRECT,
    }
)


@dataclass(frozen=True, kw_only=True)
class Act:
    """An act and where the file is after it. `holders`: the roles of the step it came to; `roles`: those of
    who acted; `moved`: it left the step it was at."""

    action: Action
    first: bool
    phase: Phase
    step: StepKind
    correcting: bool
    moved: bool
    holders: frozenset[str]
    roles: Collection[str]


def tell_applicant(act: Act) -> Kind | None:
    """What the applicant is told of it."""
    if act.action is Action.UNDO:
        return None
    if act.phase is Phase.REJECTED:
        return Kind.REJECTED
    if act.phase is Phase.RETURNED:
        return Kind.RETURNED if act.first or act.action is Action.RETURN else None
    return _at_work(act) if act.phase is Phase.OPEN and not act.correcting else None


def _at_work(act: Act) -> Kind | None:
    if act.step is StepKind.HAND_OVER and (act.moved or act.first or act.action is Action.CORRECT):
        return Kind.READY
    return Kind.RECEIVED if act.first or act.action is Action.RESUBMIT else None


def tell_staff(act: Act) -> tuple[Notice, frozenset[str]] | None:
    """What the people of the office are told, and which roles; nobody about what they do themselves."""
    if act.correcting and act.action is Action.CORRECT:
        return Notice.TO_SIGN, frozenset({"HEAD"})
    arrived = act.moved or act.first
    if act.phase is not Phase.OPEN or act.correcting or not arrived:
        return None
    if not (act.first or act.action in _MOVING):
        return None
    if act.step is StepKind.SIGN:
        return Notice.TO_SIGN, act.holders | {"HEAD"}
    if not act.holders.isdisjoint(act.roles):
        return None
    return (Notice.SENT_BACK if act.action is Action.SEND_BACK else Notice.INCOMING), act.holders
