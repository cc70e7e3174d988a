"""The 14 components, each word for word (`source_text`) and as values the program runs by (pure).

Values say what the document says. What the workflow needs and the document does not say is listed in
`StandardDocument.added` with its reason.
"""

from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from regulations.citations import Citation, parse_citation
from standards.vocabulary import (
    ChannelKind,
    ComponentKey,
    EvaluationKind,
    Guarantee,
    Issuer,
    Lookup,
    PaperKind,
    RoleCode,
    StepKind,
    TimeCondition,
    TimeStart,
    TimeUnit,
)

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Positive = Annotated[int, Field(ge=1)]
UNIT_WORDS = {
    TimeUnit.MINUTE: "menit",
    TimeUnit.HOUR: "jam",
    TimeUnit.WORKING_DAY: "hari kerja",
    TimeUnit.DAY: "hari",
    TimeUnit.WEEK: "minggu",
    TimeUnit.MONTH: "bulan",
}


class Model(BaseModel):
    """Frozen and strict about names: a misspelt key in a data file is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Passage(Model):
    """Words of the document, verbatim. `line` counts in the source; `number` is the item's own label."""

    text: Text
    number: str = ""
    line: Positive | None = None

    @property
    def words(self) -> str:
        return f"{self.number} {self.text}".strip()


class Component(Model):
    """`heading` is the office's own; None where the document merges two components under one heading."""

    key: ClassVar[ComponentKey]
    heading: Passage | None = None
    source_text: tuple[Passage, ...] = ()


def _unique(keys: list[str], what: str) -> None:
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise ValueError(f"{what}: kunci {', '.join(twice)} dipakai dua kali")


class Paper(Model):
    """One thing to tick at the counter. `alternatives`: any one of them will do ("KTP / KK").

    `endorsed` marks the applicant's own paper that the office signs (product kind ENDORSEMENT).
    """

    key: Key
    name: Text
    kind: PaperKind
    copies: Positive = 1
    issuer: Issuer | None = None
    alternatives: tuple[str, ...] = ()
    endorsed: bool = False

    @property
    def has_letter_data(self) -> bool:
        """True if issuer, signer, number and date are recorded for it."""
        return self.issuer is not None

    @model_validator(mode="after")
    def _letter_names_its_issuer(self) -> Self:
        if self.kind is PaperKind.LETTER and self.issuer is None:
            raise ValueError(f"{self.key}: surat harus menyebut penerbitnya (issuer)")
        if len(self.alternatives) == 1:
            raise ValueError(f"{self.key}: pilihan (alternatives) paling sedikit dua")
        return self


class Condition(Model):
    """Under which a requirement holds ("Jika hilang"); the counter picks one per file."""

    key: Key
    text: Text


class Requirement(Model):
    """One requirement as the document lists it; several papers in one sentence are ticked apart."""

    key: Key
    text: Text
    papers: Annotated[tuple[Paper, ...], Field(min_length=1)]
    condition: Condition | None = None


class RequirementGroup(Model):
    """A variant of the service with its own requirements; the only group of most services."""

    key: Key
    title: str = ""
    requirements: Annotated[tuple[Requirement, ...], Field(min_length=1)]

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The distinct conditions, in the order of the document; one of them is chosen at intake."""
        found = {r.condition.key: r.condition for r in self.requirements if r.condition}
        return tuple(found.values())

    def checklist(self, condition: str = "") -> tuple[tuple[Requirement, Paper], ...]:
        """What to tick. `condition` is the chosen condition's key; "" leaves conditional items out."""
        return tuple(
            (requirement, paper)
            for requirement in self.requirements
            if requirement.condition is None or requirement.condition.key == condition
            for paper in requirement.papers
        )

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        _unique([r.key for r in self.requirements], f"persyaratan {self.key}")
        _unique([p.key for r in self.requirements for p in r.papers], f"berkas {self.key}")
        return self


class Requirements(Component):
    """Persyaratan. With several groups the applicant's case is exactly one of them."""

    key = ComponentKey.PERSYARATAN
    groups: Annotated[tuple[RequirementGroup, ...], Field(min_length=1)]

    @property
    def chooses_group(self) -> bool:
        return len(self.groups) > 1

    def group(self, key: str) -> RequirementGroup:
        """Raises KeyError for a group the document does not have."""
        return {group.key: group for group in self.groups}[key]

    @model_validator(mode="after")
    def _groups_are_told_apart(self) -> Self:
        _unique([g.key for g in self.groups], "kelompok persyaratan")
        if self.chooses_group and not all(g.title for g in self.groups):
            raise ValueError("kelompok persyaratan: tiap kelompok harus berjudul")
        return self


class ProcedureStep(Model):
    """`actor` is the post as the document names it; `role` only where one role alone may do it.

    `also`: done in the same act (REGISTER with SIGN or HAND_OVER). `source`: the items it comes from.
    """

    key: Key
    kind: StepKind
    title: Text
    actor: str = ""
    role: RoleCode | None = None
    also: tuple[StepKind, ...] = ()
    minutes: Positive | None = None
    lookup: Lookup | None = None
    source: tuple[str, ...] = ()

    def does(self, kind: StepKind) -> bool:
        """Whether the step is of this kind or does it in the same act."""
        return kind is self.kind or kind in self.also


class Procedure(Component):
    """Sistem, mekanisme, prosedur. `diagram` is the flow chart; `ticket`: a queue number comes first."""

    key = ComponentKey.PROSEDUR
    diagram: str = ""
    ticket: bool = False
    steps: Annotated[tuple[ProcedureStep, ...], Field(min_length=1)]

    def step(self, key: str) -> ProcedureStep:
        """Raises KeyError for a step the procedure does not have."""
        return {step.key: step for step in self.steps}[key]

    def doing(self, kind: StepKind) -> tuple[ProcedureStep, ...]:
        return tuple(step for step in self.steps if step.does(kind))

    @model_validator(mode="after")
    def _steps_are_told_apart(self) -> Self:
        _unique([s.key for s in self.steps], "langkah")
        return self


class TimePromise(Component):
    """Jangka waktu. `otherwise` is what the document says holds when `condition` does not; no bound in it."""

    key = ComponentKey.WAKTU
    amount: Positive
    unit: TimeUnit
    start: TimeStart = TimeStart.COMPLETE_FILE
    condition: TimeCondition | None = None
    condition_text: str = ""
    otherwise: str | None = None
    notify_by: tuple[ChannelKind, ...] = ()

    @property
    def short(self) -> str:
        """For a card or a receipt: "15 menit", "1 hari kerja"."""
        return f"{self.amount} {UNIT_WORDS[self.unit]}"


class Fee(Component):
    """Biaya, in whole rupiah; 0 is free of charge."""

    key = ComponentKey.BIAYA
    rupiah: Annotated[int, Field(ge=0)]


class Product(Component):
    key = ComponentKey.PRODUK
    name: Text


class Channel(Model):
    """`shown` as printed; `target` what a link needs: E.164, mail address, host or handle; "" if unusable."""

    kind: ChannelKind
    shown: Text
    target: str = ""
    label: str = ""


class Complaints(Component):
    """Pengaduan. `book` is the complaint book; `recap_months` how often it is put before the leader."""

    key = ComponentKey.PENGADUAN
    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]
    book: str = ""
    box_opened: str = ""
    recap_months: Positive | None = None


class LegalBasis(Component):
    """Dasar hukum: each citation verbatim, read by `regulations.citations`."""

    key = ComponentKey.DASAR_HUKUM
    cited: Annotated[tuple[Text, ...], Field(min_length=1)]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """One per cited text; a text that names no kind of rule is left out."""
        return tuple(found for text in self.cited if (found := parse_citation(text)))


class Facility(Model):
    """One item of the list; `parts` where the document writes two things in one ("Komputer, Printer")."""

    name: Text
    quantity: Positive | None = None
    unit: str = ""
    parts: tuple[str, ...] = ()


class Facilities(Component):
    key = ComponentKey.SARANA
    items: Annotated[tuple[Facility, ...], Field(min_length=1)]


class Competence(Model):
    """A row group of the competence table; `post` is "" where the document leaves it out."""

    post: str = ""
    role: RoleCode | None = None
    education: str = ""
    training: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    experience: str = ""


class Competences(Component):
    """Kompetensi: sentences that hold for everyone, or a table by post."""

    key = ComponentKey.KOMPETENSI
    statements: tuple[str, ...] = ()
    posts: tuple[Competence, ...] = ()


class Supervision(Component):
    """Pengawasan internal: the supervising post as written, its role, and how."""

    key = ComponentKey.PENGAWASAN
    supervisor: Text
    role: RoleCode
    method: str = ""


class Staffed(Model):
    post: str = ""
    role: RoleCode | None = None
    count: Positive


class Staff(Component):
    """Jumlah pelaksana: `total` as stated or summed, `posts` where the document names them."""

    key = ComponentKey.JUMLAH
    merged_with: ComponentKey | None = None
    total: Positive
    posts: tuple[Staffed, ...] = ()

    @model_validator(mode="after")
    def _posts_add_up(self) -> Self:
        if self.posts and sum(post.count for post in self.posts) != self.total:
            raise ValueError("jumlah pelaksana: jumlah per jabatan tidak sama dengan totalnya")
        return self


class ServiceGuarantee(Component):
    key = ComponentKey.JAMINAN_PELAYANAN
    rests_on: tuple[Guarantee, ...] = ()
    notify_by: tuple[ChannelKind, ...] = ()


class SafetyGuarantee(Component):
    key = ComponentKey.JAMINAN_KEAMANAN
    rests_on: tuple[Guarantee, ...] = ()


class EvaluationMethod(Model):
    kind: EvaluationKind
    text: Text


class Evaluation(Component):
    key = ComponentKey.EVALUASI
    methods: Annotated[tuple[EvaluationMethod, ...], Field(min_length=1)]
