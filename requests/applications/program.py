"""What a published version makes the counter do: its steps, checklist, fields and words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from applications.acting import Matter
from applications.errors import CannotCompose
from applications.workflow_process import Process, Step, build_process
from applications.workflow_types import ProductKind, Role, StepKind
from servicetypes.definition import ServiceTypeDefinition
from servicetypes.fields import Value
from servicetypes.wordblocks import LetterWords
from servicetypes.words import fill_line
from standards.components import ProcedureStep, RequirementGroup
from standards.document import StandardDocument
from standards.models import StandardVersion
from standards.vocabulary import TimeCondition


@dataclass(frozen=True)
class Program:
    """One published version, parsed; it never changes, so it is kept (see `applications.versions`)."""

    version_id: UUID
    service_type_id: UUID
    document: StandardDocument
    definition: ServiceTypeDefinition

    @property
    def product(self) -> ProductKind:
        """LETTER, ENDORSEMENT or EXTERNAL_ITEM: data of the service type."""
        return ProductKind(self.definition.product_kind)

    @cached_property
    def matter(self) -> Matter:
        """What is to be signed, for the rules of acting signers. Where the promised time stops while the
        leader is away, the standard says that the file waits for the leader."""
        waits = self.document.waktu.condition is TimeCondition.LEADER_IN_OFFICE
        return Matter(self.definition.code, self.product.value, waits=waits)

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

    def words_for(self, values: Mapping[str, Value]) -> LetterWords:
        """The letter a file with these values gets. Raises `CannotCompose` for a service without letters."""
        words = self.definition.letter(dict(values))
        if words is None:
            raise CannotCompose("no_words", _("Layanan ini tidak mempunyai kata-kata surat."))
        return words

    def purpose(self, values: Mapping[str, Value]) -> str:
        """The line "keperluan" of register and slips; "" where the service has none."""
        return self._line(self.definition.purpose, values)

    def endorsed(self, values: Mapping[str, Value]) -> str:
        """The applicant's paper that is endorsed, by its name; "" where the service does not say."""
        return self._line(self.definition.endorsed, values)

    def address(self, values: Mapping[str, Value]) -> str:
        """Street, RT/RW, village and kecamatan in one line."""
        return self._line("{alamat_lengkap}", values)

    def _line(self, text: str, values: Mapping[str, Value]) -> str:
        return fill_line(text, fields=self.definition.intake, values=values, extra={}) if text else ""

    def group(self, key: str) -> RequirementGroup:
        """The chosen requirement group; a service with one group needs no choice. Raises KeyError."""
        groups = self.document.persyaratan.groups
        return groups[0] if len(groups) == 1 and not key else self.document.persyaratan.group(key)


def _step(step: ProcedureStep) -> Step:
    kind = StepKind(step.kind)
    role = Role(step.role) if step.role is not None else None
    return Step(step.key, kind, also=tuple(map(StepKind, step.also)), role=role, title=step.title)


def read_program(version: StandardVersion) -> Program:
    """Parse a stored version."""
    return Program(
        version_id=version.id,
        service_type_id=version.standard.service_type_id,
        document=StandardDocument.model_validate(version.document),
        definition=ServiceTypeDefinition.model_validate(version.program),
    )
