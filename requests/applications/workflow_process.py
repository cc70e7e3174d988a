"""The steps a published standard asks for, checked once when the standard is published.

A process that passes `build_process` cannot end in an unsigned letter: the workflow only ever moves to the
next step, so what must hold for every file is held here by the order of the steps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from applications.workflow_types import ProductKind, Role, StepKind

DESK = frozenset({Role.COUNTER, Role.OPERATOR})
HOLDERS: dict[StepKind, frozenset[Role]] = {
    StepKind.INTAKE: DESK,
    StepKind.VERIFY: DESK,
    StepKind.REGISTER: DESK,
    StepKind.HAND_OVER: DESK,
    StepKind.PRODUCE: frozenset({Role.OPERATOR}),
    StepKind.INITIAL: frozenset({Role.SECTION_HEAD, Role.SECRETARY}),
    StepKind.SIGN: frozenset({Role.HEAD}),  # or an acting signer: Actor.may_sign
}
# A standard may name one role for a step. The signature is never given away, the technical admin never works
# on files, and a paraf stays with those who supervise.
_STAFF = frozenset(Role) - {Role.OFFICE_ADMIN}
ROLE_CHOICES: dict[StepKind, frozenset[Role]] = {
    kind: HOLDERS[kind] if kind in {StepKind.INITIAL, StepKind.SIGN} else _STAFF for kind in StepKind
}


class InvalidProcess(Exception):
    """The steps of a standard cannot be worked. `code` says why, `step` names the step if there is one."""

    def __init__(self, code: str, step: str = "") -> None:
        super().__init__(f"{code} ({step})" if step else code)
        self.code = code
        self.step = step


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `also` names what is done in the same act (REGISTER with SIGN or HAND_OVER)."""

    key: str
    kind: StepKind
    also: tuple[StepKind, ...] = ()
    role: Role | None = None
    title: str = ""

    def does(self, kind: StepKind) -> bool:
        """Whether completing this step does work of this kind."""
        return kind is self.kind or kind in self.also

    @property
    def holders(self) -> frozenset[Role]:
        """Roles that may complete this step; for SIGN the acting signer comes on top."""
        return HOLDERS[self.kind] if self.role is None else frozenset({self.role})


@dataclass(frozen=True)
class Process:
    """The checked steps of one published version; make it with `build_process`."""

    product: ProductKind
    steps: tuple[Step, ...]

    def index(self, key: str) -> int | None:
        """Position of the step with this key, or None."""
        return next((i for i, step in enumerate(self.steps) if step.key == key), None)

    def key(self, index: int) -> str:
        """Key of the step at this position."""
        return self.steps[index].key

    @cached_property
    def sign_index(self) -> int | None:
        """Position of the SIGN step, None for an EXTERNAL_ITEM."""
        return self._first(StepKind.SIGN)

    @cached_property
    def register_index(self) -> int | None:
        """Position of the step that writes the register, None if the standard has none."""
        return self._first(StepKind.REGISTER)

    @cached_property
    def draw_index(self) -> int | None:
        """Position of the PRODUCE step that draws up a LETTER: the last one before SIGN."""
        if self.product is not ProductKind.LETTER or self.sign_index is None:
            return None
        drawn = [i for i, step in enumerate(self.steps[: self.sign_index]) if step.kind is StepKind.PRODUCE]
        return drawn[-1]

    def _first(self, kind: StepKind) -> int | None:
        return next((i for i, step in enumerate(self.steps) if step.does(kind)), None)


def build_process(product: ProductKind, steps: Iterable[Step]) -> Process:
    """Return the process of these steps, or raise `InvalidProcess` naming the first fault.

    Codes: empty, no_key, duplicate_key, also_not_allowed, role_not_allowed, no_intake, no_hand_over,
    misplaced (a second INTAKE or HAND_OVER), sign_not_allowed, no_sign, second_sign, second_register,
    after_sign, no_produce, no_register.
    """
    process = Process(product, tuple(steps))
    for check in (_check_each, _check_ends, _check_counts, _check_signature, _check_product):
        check(process)
    return process


def _check_each(process: Process) -> None:
    seen: set[str] = set()
    for step in process.steps:
        if not step.key.strip():
            raise InvalidProcess("no_key", step.kind.value)
        if step.key in seen:
            raise InvalidProcess("duplicate_key", step.key)
        seen.add(step.key)
        # Only writing the register is small enough to be part of another step; its role is that step's role.
        if step.also not in {(), (StepKind.REGISTER,)} or step.kind in step.also:
            raise InvalidProcess("also_not_allowed", step.key)
        if step.role is not None and step.role not in ROLE_CHOICES[step.kind]:
            raise InvalidProcess("role_not_allowed", step.key)


def _check_ends(process: Process) -> None:
    if not process.steps:
        raise InvalidProcess("empty")
    if process.steps[0].kind is not StepKind.INTAKE:
        raise InvalidProcess("no_intake", process.steps[0].key)
    if process.steps[-1].kind is not StepKind.HAND_OVER:
        raise InvalidProcess("no_hand_over", process.steps[-1].key)
    for step in process.steps[1:-1]:
        if step.kind in {StepKind.INTAKE, StepKind.HAND_OVER}:
            raise InvalidProcess("misplaced", step.key)


def _check_counts(process: Process) -> None:
    for kind, code in ((StepKind.SIGN, "second_sign"), (StepKind.REGISTER, "second_register")):
        doing = [step for step in process.steps if step.does(kind)]
        if len(doing) > 1:
            raise InvalidProcess(code, doing[1].key)


def _check_signature(process: Process) -> None:
    sign = process.sign_index
    if process.product is ProductKind.EXTERNAL_ITEM:
        if sign is not None:
            raise InvalidProcess("sign_not_allowed", process.key(sign))
        return
    if sign is None:
        raise InvalidProcess("no_sign")
    for step in process.steps[sign + 1 :]:
        # What is signed has been checked: a paraf or a check after the signature could only undo it.
        if step.kind in {StepKind.VERIFY, StepKind.INITIAL}:
            raise InvalidProcess("after_sign", step.key)


def _check_product(process: Process) -> None:
    sign = process.sign_index
    if sign is None:
        return
    if process.product is ProductKind.LETTER:
        if all(step.kind is not StepKind.PRODUCE for step in process.steps[:sign]):
            raise InvalidProcess("no_produce", process.key(sign))
    elif process.register_index is None or process.register_index < sign:
        raise InvalidProcess("no_register", process.key(sign))
