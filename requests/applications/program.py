"""What a published version makes the counter do: the document read into steps, checklist, fields and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from servicetypes.definition import ServiceDefinition
from standards.components import ProcedureStep, RequirementGroup
from standards.document import StandardDocument
from standards.models import StandardVersion

from applications.workflow_process import HOLDERS, Process, Step, build_process
from applications.workflow_types import ProductKind, Role, StepKind


@dataclass(frozen=True)
class Program:
    """One published version, parsed. Immutable, so it is kept in the process (see `applications.versions`)."""

    version_id: UUID
    service_type_id: UUID
    document: StandardDocument
    definition: ServiceDefinition

    @property
    def product(self) -> ProductKind:
        """LETTER, ENDORSEMENT or EXTERNAL_ITEM: data of the service type."""
        return ProductKind(self.definition.product_kind)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The standard's own steps."""
        return tuple(_step(step) for step in self.document.prosedur.steps)

    def process(self, extra: Sequence[dict[str, str]] = ()) -> Process:
        """The steps of one file: the standard's, with the paraf steps in force when it was received.

        `extra`: {key, role, title}; they stand before SIGN, in order.
        """
        initials = tuple(
            Step(row["key"], StepKind.INITIAL, role=Role(row["role"]), title=row["title"]) for row in extra
        )
        if not initials:
            return self._plain
        at = next((i for i, step in enumerate(self.steps) if step.kind is StepKind.SIGN), len(self.steps) - 1)
        return build_process(self.product, (*self.steps[:at], *initials, *self.steps[at:]))

    @cached_property
    def _plain(self) -> Process:
        return build_process(self.product, self.steps)

    def step(self, key: str) -> ProcedureStep | None:
        """The document's step of this key; None for an added paraf."""
        return next((step for step in self.document.prosedur.steps if step.key == key), None)

    def group(self, key: str) -> RequirementGroup:
        """The chosen requirement group; a service with one group needs no choice. Raises KeyError."""
        groups = self.document.persyaratan.groups
        return groups[0] if len(groups) == 1 and not key else self.document.persyaratan.group(key)


def _step(step: ProcedureStep) -> Step:
    kind = StepKind(step.kind)
    roles = {Role(role) for role in step.roles}
    # The document may give a step to one post; where it names the usual ones, the usual rule holds.
    role = next(iter(roles)) if len(roles) == 1 and roles != HOLDERS[kind] else None
    also = (StepKind.REGISTER,) if step.registers else ()
    return Step(step.key, kind, also=also, role=role, title=step.title)


def read_program(version: StandardVersion) -> Program:
    """Parse a stored version."""
    return Program(
        version_id=version.id,
        service_type_id=version.standard.service_type_id,
        document=StandardDocument.model_validate(version.document),
        definition=ServiceDefinition.model_validate(version.program),
    )
