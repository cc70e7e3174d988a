"""A service type as data: what is asked, what is made, how it is numbered, registered and found (pure).

`ServiceTypeDefinition.model_validate(data)` takes a data file or the stored JSON. A new kind of service is
such a file and a standard, without a line of code.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import Field as Constraint
from pydantic import StringConstraints, model_validator

from servicetypes.fields import APPLICANT, Field, FieldType
from servicetypes.fieldtypes import Key, Model, Text, check_keys
from servicetypes.placeholders import check_names
from servicetypes.wordblocks import LetterWords
from servicetypes.words import check_words, known_names

USUAL_PATTERN = "{kode}/{urut:3}/{unit}/{tahun}"
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
# What a register line knows besides the form.
REGISTER_NAMES = frozenset(
    {
        "nomor_urut",
        "tanggal",
        "nomor_terima",
        "nomor",
        "layanan",
        "penandatangan",
        "dasar",
        "penerima",
        "keterangan",
    }
)


class ProductKind(StrEnum):
    """LETTER: drawn up here. ENDORSEMENT: the applicant's paper is signed. EXTERNAL_ITEM: made elsewhere."""

    LETTER = "LETTER"
    ENDORSEMENT = "ENDORSEMENT"
    EXTERNAL_ITEM = "EXTERNAL_ITEM"


class OfficeLevel(StrEnum):
    KECAMATAN = "kecamatan"
    KELURAHAN = "kelurahan"


class ApplicantField(Model):
    """Use of a shared field of the applicant; None keeps what the shared definition says."""

    key: Key
    required: bool | None = None
    label: str | None = None
    help: str | None = None

    def field(self) -> Field:
        """The shared field with these changes. Raises KeyError for a field the applicant does not have."""
        changes = self.model_dump(exclude={"key"}, exclude_none=True)
        return APPLICANT[self.key].model_copy(update=changes)


class NumberRule(Model):
    """How letters or strips are numbered. `code` is the archive classification (Permendagri 83/2022);
    `example` says that nobody has confirmed it for this kabupaten."""

    code: Text
    pattern: Text = USUAL_PATTERN
    example: bool = True
    note: str = ""


class RegisterColumn(Model):
    label: Text
    value: Text


class ServiceTypeDefinition(Model):
    """`family` groups types that serve one need in several ways, for comparison between offices.

    `letter_field` names the choice that decides which letter is drawn up; its values are letter keys.
    `purpose` is the line "keperluan" of register and slips; `endorsed` names the applicant's paper on the
    strip. `produce_fields` are asked when PRODUCE is done. `wait_agencies`: for whom a file may wait.
    `examples` lists what was set without a source.
    """

    code: Slug
    family: Slug
    name: Text
    short_name: Text
    aliases: tuple[Text, ...] = ()
    authority: Text
    levels: Annotated[tuple[OfficeLevel, ...], Constraint(min_length=1)]
    product_kind: ProductKind
    why: str = ""

    applicant: Annotated[tuple[ApplicantField, ...], Constraint(min_length=1)]
    fields: tuple[Field, ...] = ()
    produce_fields: tuple[Field, ...] = ()
    letters: tuple[LetterWords, ...] = ()
    letter_field: Key | None = None
    number: NumberRule | None = None
    register_columns: tuple[RegisterColumn, ...] = ()
    search: tuple[Key, ...] = ("nama", "nik", "telepon")
    purpose: str = ""
    endorsed: str = ""
    wait_agencies: tuple[Text, ...] = ()
    examples: tuple[Text, ...] = ()

    @cached_property
    def intake(self) -> tuple[Field, ...]:
        """Every field of the form: the applicant's own, then those of the service."""
        return (*(used.field() for used in self.applicant), *self.fields)

    def letter(self, values: dict[str, Any] | None = None) -> LetterWords | None:
        """The letter a file with these values gets: the chosen one, else the first; None if there is none."""
        by_key = {letter.key: letter for letter in self.letters}
        chosen = (values or {}).get(self.letter_field or "")
        return by_key.get(chosen or "", self.letters[0] if self.letters else None)

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, data: Any) -> Any:
        """`applicant: [nama, nik]` is short for a list of mappings with `key`."""
        if isinstance(data, dict) and isinstance(data.get("applicant"), list | tuple):
            used = [{"key": item} if isinstance(item, str) else item for item in data["applicant"]]
            return {**data, "applicant": used}
        return data

    @model_validator(mode="after")
    def _form_holds(self) -> Self:
        for used in self.applicant:
            if used.key not in APPLICANT:
                raise ValueError(f"{self.code}: isian pemohon {used.key} tidak dikenal")
        check_keys((*self.intake, *self.produce_fields), self.code)
        keys = {field.key for field in self.intake}
        if "nama" not in keys:
            raise ValueError(f"{self.code}: pemohon harus memiliki isian nama")
        if unknown := [key for key in self.search if key not in keys]:
            raise ValueError(f"{self.code}: pencarian memakai isian {', '.join(unknown)} yang tidak ada")
        return self

    @model_validator(mode="after")
    def _words_hold(self) -> Self:
        for words in self.letters:
            check_words(words, self.intake)
        known = known_names(self.intake) | REGISTER_NAMES
        for column in self.register_columns:
            check_names(column.value, known, where=column.label)
        check_names(self.purpose, known_names(self.intake), where="keperluan")
        check_names(self.endorsed, known_names(self.intake), where="surat yang disahkan")
        _check_letter_field(self.letter_field, self.intake, self.letters)
        return self

    @model_validator(mode="after")
    def _product_holds(self) -> Self:
        is_letter = self.product_kind is ProductKind.LETTER
        if is_letter != bool(self.letters):
            raise ValueError(f"{self.code}: kata-kata surat hanya untuk LETTER, dan LETTER harus memilikinya")
        if (self.product_kind is ProductKind.EXTERNAL_ITEM) == bool(self.number):
            raise ValueError(f"{self.code}: LETTER dan ENDORSEMENT bernomor, EXTERNAL_ITEM tidak")
        return self


def _check_letter_field(key: str | None, fields: Sequence[Field], letters: tuple[LetterWords, ...]) -> None:
    if key is None:
        if len(letters) > 1:
            raise ValueError("beberapa surat memerlukan letter_field")
        return
    choice = next((f for f in fields if f.key == key and f.type is FieldType.CHOICE), None)
    if choice is None or {value for value, _label in choice.options} != {letter.key for letter in letters}:
        raise ValueError(f"letter_field {key} harus isian pilihan yang nilainya kunci surat")
