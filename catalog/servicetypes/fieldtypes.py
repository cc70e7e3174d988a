"""What an intake form can ask: field types, and the fields on the applicant all services share (pure)."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator
from pydantic import Field as Constraint

from servicetypes import lists

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
LONGEST_TEXT = 5_000
MOST_ROWS = 50


class Model(BaseModel):
    """Frozen and strict about names: a misspelt key in a data file is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FieldType(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    NAME = "name"
    NIK = "nik"
    KK = "kk"
    DATE = "date"
    BIRTH_DATE = "birth_date"
    BIRTH_PLACE = "birth_place"
    SEX = "sex"
    RELIGION = "religion"
    MARITAL_STATUS = "marital_status"
    OCCUPATION = "occupation"
    PHONE = "phone"
    VILLAGE = "village"
    RT = "rt"
    RW = "rw"
    ADDRESS = "address"
    INTEGER = "integer"
    MONEY = "money"
    CHOICE = "choice"
    YES_NO = "yes_no"
    GROUP = "group"


T = FieldType

# The longest value each free text takes; a column of the file holds a name of 120.
LENGTHS: dict[FieldType, int] = {
    T.TEXT: 200,
    T.LONG_TEXT: 2_000,
    T.NAME: 120,
    T.BIRTH_PLACE: 60,
    T.OCCUPATION: 100,
    T.ADDRESS: 200,
    T.VILLAGE: 80,
}
_BUILT_IN = {
    T.SEX: lists.SEXES,
    T.RELIGION: lists.RELIGIONS,
    T.MARITAL_STATUS: lists.MARITAL_STATUSES,
}
_BOUNDED = frozenset({T.INTEGER, T.MONEY, T.GROUP})


class Choice(Model):
    value: Text
    label: Text


class When(Model):
    """The field is asked only if another field of the same form has one of these values."""

    field: Key
    equals: Annotated[tuple[str, ...], Constraint(min_length=1)]


class Field(Model):
    """One question of the form. `min`/`max` bound an integer or money, or the rows of a group.

    `past` refuses a date after today. `fields` are the columns of a group.
    """

    key: Key
    label: Text
    type: FieldType
    required: bool = False
    help: str = ""
    default: str | None = None
    choices: tuple[Choice, ...] = ()
    min: int | None = None
    max: int | None = None
    max_length: Annotated[int, Constraint(ge=1, le=LONGEST_TEXT)] | None = None
    past: bool = False
    when: When | None = None
    fields: tuple["Field", ...] = ()

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """(value, label) of everything that can be chosen; empty for a field one types into."""
        if self.type is T.CHOICE:
            return tuple((choice.value, choice.label) for choice in self.choices)
        return _BUILT_IN.get(self.type, ())

    @property
    def length(self) -> int:
        """Most characters the field takes."""
        return self.max_length or LENGTHS.get(self.type, LENGTHS[T.TEXT])

    @property
    def most_rows(self) -> int:
        return MOST_ROWS if self.max is None else self.max

    @model_validator(mode="after")
    def _fits_its_type(self) -> Self:
        self._check_choices()
        if (self.type is T.GROUP) != bool(self.fields):
            raise ValueError(f"{self.key}: 'fields' hanya untuk group, dan group harus memilikinya")
        if any(field.type is T.GROUP for field in self.fields):
            raise ValueError(f"{self.key}: group di dalam group tidak didukung")
        if self.type not in _BOUNDED and (self.min is not None or self.max is not None):
            raise ValueError(f"{self.key}: min dan max hanya untuk integer, money, dan group")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"{self.key}: min lebih besar daripada max")
        check_keys(self.fields, self.key)
        return self

    def _check_choices(self) -> None:
        if (self.type is T.CHOICE) != bool(self.choices):
            raise ValueError(f"{self.key}: 'choices' hanya untuk choice, dan choice harus memilikinya")
        values = [value for value, _label in self.options]
        if len(set(values)) != len(values):
            raise ValueError(f"{self.key}: nilai pilihan tidak boleh sama")
        if self.default is not None and values and self.default not in values:
            raise ValueError(f"{self.key}: nilai bawaan {self.default} bukan salah satu pilihan")


def check_keys(fields: tuple[Field, ...], where: str) -> None:
    """Raises ValueError if two fields share a key or a condition names no field that comes before it."""
    seen: dict[str, Field] = {}
    for field in fields:
        if field.key in seen:
            raise ValueError(f"{where}: isian {field.key} ditulis dua kali")
        if field.when and field.when.field not in seen:
            raise ValueError(f"{where}: isian {field.key} bergantung pada {field.when.field} yang belum ada")
        seen[field.key] = field


# The applicant, as every service asks for him; a service type names the keys it uses. The keys are what
# office staff write between braces in letter words, so they are Indonesian.
APPLICANT: dict[str, Field] = {
    field.key: field
    for field in (
        Field(key="nama", label="Nama lengkap", type=T.NAME, required=True, help="Seperti pada KTP."),
        Field(key="nik", label="NIK", type=T.NIK, required=True, help="16 angka pada KTP."),
        Field(key="kk", label="Nomor KK", type=T.KK, help="16 angka di bagian atas kartu keluarga."),
        Field(key="tempat_lahir", label="Tempat lahir", type=T.BIRTH_PLACE),
        Field(key="tanggal_lahir", label="Tanggal lahir", type=T.BIRTH_DATE),
        Field(key="jenis_kelamin", label="Jenis kelamin", type=T.SEX),
        Field(key="agama", label="Agama", type=T.RELIGION),
        Field(key="status_kawin", label="Status perkawinan", type=T.MARITAL_STATUS),
        Field(key="pekerjaan", label="Pekerjaan", type=T.OCCUPATION),
        Field(
            key="kewarganegaraan",
            label="Kewarganegaraan",
            type=T.CHOICE,
            default="1",
            choices=tuple(Choice(value=value, label=label) for value, label in lists.CITIZENSHIPS),
        ),
        Field(key="telepon", label="Nomor HP / WhatsApp", type=T.PHONE, help="Untuk mengabari bila selesai."),
        Field(key="alamat", label="Alamat (jalan atau dusun)", type=T.ADDRESS),
        Field(key="rt", label="RT", type=T.RT),
        Field(key="rw", label="RW", type=T.RW),
        Field(key="desa", label="Desa/kelurahan", type=T.VILLAGE),
    )
}
