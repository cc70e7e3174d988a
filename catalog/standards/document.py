"""A service standard: document control, the 14 components, what was added and what contradicts (pure).

`StandardDocument.model_validate(data)` takes a data file or a stored JSON document and refuses what the
counter could not run by; `model_dump(mode="json")` gives it back unchanged.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, Field, StringConstraints, ValidationError, model_validator

from standards.components import (
    Competences,
    Complaints,
    Component,
    Evaluation,
    Facilities,
    Fee,
    LegalBasis,
    Model,
    Passage,
    Procedure,
    Product,
    Requirements,
    SafetyGuarantee,
    ServiceGuarantee,
    Staff,
    Supervision,
    Text,
    TimePromise,
)
from standards.vocabulary import ComponentKey, Origin

__all__ = ["NOT_STATED", "Added", "Control", "Note", "Signatory", "StandardDocument", "ValidationError"]

NOT_STATED = "tidak tercantum"
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=63)]


class Signatory(Model):
    """Name and title exactly as printed; titles after commas and apostrophes belong to the name."""

    name: str = ""
    title: str = ""

    @property
    def shown(self) -> str:
        return ", ".join(part for part in (self.name, self.title) if part) or NOT_STATED


class Control(Model):
    """Document control. A LEGACY document may have none of it; `shown` prints that honestly."""

    number: str = ""
    revision: str = ""
    revised_on: date | None = None
    issued_on: date | None = None
    decree: str = ""
    """The Keputusan that enacts it."""
    prepared: Signatory = Signatory()
    checked: Signatory = Signatory()
    approved: Signatory = Signatory()

    def shown(self, field: str) -> str:
        """The field as printed ("02-01-2023"), or "tidak tercantum". AttributeError: no such field."""
        value = getattr(self, field)
        if isinstance(value, Signatory):
            return value.shown
        if isinstance(value, date):
            return value.strftime("%d-%m-%Y")
        return str(value) if value else NOT_STATED


class Source(Model):
    """The file the document was read from; its words are the office's, not ours."""

    file: str


class Added(Model):
    """A value the workflow needs and the source does not say. Never printed as the office's words."""

    path: Text
    reason: Text


class Note(Model):
    """Two places of the source that contradict each other, or a gap; both stay as they are."""

    paths: Annotated[tuple[Text, ...], Field(min_length=1)]
    text: Text


class StandardDocument(Model):
    """One office's standard for one service. Component fields are keyed as in the regulation (domain 1.1)."""

    office: Slug
    service: Slug
    origin: Origin
    title: Text
    source: Source | None = None
    control: Control = Control()
    other_text: tuple[Passage, ...] = ()
    definitions: tuple[Passage, ...] = ()

    persyaratan: Requirements
    prosedur: Procedure
    waktu: TimePromise
    biaya: Fee
    produk: Product
    pengaduan: Complaints
    dasar_hukum: LegalBasis
    sarana: Facilities
    kompetensi: Competences
    pengawasan: Supervision
    jumlah: Staff
    jaminan_pelayanan: ServiceGuarantee
    jaminan_keamanan: SafetyGuarantee
    evaluasi: Evaluation

    added: tuple[Added, ...] = ()
    notes: tuple[Note, ...] = ()

    def component(self, key: ComponentKey) -> Component:
        component: Component = getattr(self, key.value)
        return component

    def components(self) -> Iterator[Component]:
        """All 14, in the order of the regulation (which need not be the document's)."""
        return (self.component(key) for key in ComponentKey)

    def passages(self) -> tuple[Passage, ...]:
        """Every word of the document in the order of its lines; the union covers the source."""
        found = [*self.other_text, *self.definitions]
        for component in self.components():
            found += [component.heading] if component.heading else []
            found += component.source_text
        return tuple(sorted(found, key=lambda passage: passage.line or 0))

    def why_added(self, path: str) -> str:
        """The reason if `path` (or a part it belongs to) was added by us, "" if the office said it."""
        for added in self.added:
            if path == added.path or path.startswith(added.path + "."):
                return added.reason
        return ""

    def resolve(self, path: str) -> object:
        """The value at a dotted path; list members go by `key` ("prosedur.steps.sign.role") or position.

        Raises KeyError when the path leads nowhere.
        """
        here: object = self
        for name in path.split("."):
            here = _step_into(here, name, path)
        return here

    @model_validator(mode="after")
    def _marks_point_somewhere(self) -> Self:
        for path in [a.path for a in self.added] + [p for n in self.notes for p in n.paths]:
            try:
                self.resolve(path)
            except KeyError:
                raise ValueError(f"{path}: tidak ada bagian dokumen dengan nama ini") from None
        return self


def _step_into(here: object, name: str, path: str) -> object:
    if isinstance(here, tuple):
        for position, member in enumerate(here):
            if name in {str(position), getattr(member, "key", None)}:
                return member
        raise KeyError(path)
    if not isinstance(here, BaseModel) or name not in type(here).model_fields:
        raise KeyError(path)
    return getattr(here, name)


def resolves(plain: object, path: str) -> bool:
    """Whether a dotted path leads anywhere in a stored (perhaps unfinished) document."""
    here = plain
    for name in path.split("."):
        found = _member(here, name)
        if found is _NOTHING:
            return False
        here = found
    return True


_NOTHING = object()


def _member(here: object, name: str) -> object:
    if isinstance(here, list):
        return next(
            (
                member
                for position, member in enumerate(here)
                if name == str(position) or (isinstance(member, dict) and member.get("key") == name)
            ),
            _NOTHING,
        )
    return here.get(name, _NOTHING) if isinstance(here, dict) else _NOTHING
