"""What the words of a letter are made of: paragraphs, field lines, tables of groups, grounds (pure)."""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field as Constraint
from pydantic import model_validator

from servicetypes.fieldtypes import Key, Model, Text, When
from servicetypes.placeholders import names_in

VALID_UNTIL = "berlaku_sampai"  # only words with a validity know it


class ParagraphWords(Model):
    kind: Literal["paragraph"]
    text: Text
    indent: bool = True
    align: Literal["justify", "center", "left"] = "justify"
    bold: bool = False
    when: When | None = None


class HeadingWords(Model):
    kind: Literal["heading"]
    text: Text
    when: When | None = None


class Row(Model):
    """`label : value`; left out of the letter when nothing of the value was filled in."""

    label: Text
    value: Text


class FieldsWords(Model):
    kind: Literal["fields"]
    rows: Annotated[tuple[Row, ...], Constraint(min_length=1)]
    when: When | None = None


class Column(Model):
    title: Text
    value: Text
    width: float = 1
    align: Literal["left", "center", "right"] = "left"


class GroupWords(Model):
    """A table with one line for each row of a repeated group; `value` takes the group's own placeholders."""

    kind: Literal["group"]
    group: Key
    columns: Annotated[tuple[Column, ...], Constraint(min_length=1)]
    numbered: bool = True
    when: When | None = None


class ListWords(Model):
    kind: Literal["list"]
    items: Annotated[tuple[Text, ...], Constraint(min_length=1)]
    style: Literal["1.", "1)", "a.", "a)"] = "1."
    when: When | None = None


class BasisWords(Model):
    """ "Dasar": the letters the applicant brought (`letters`) and the office's authority (`law`)."""

    kind: Literal["basis"]
    title: Text = "Dasar"
    letters: bool = True
    law: bool = True
    items: tuple[Text, ...] = ()
    when: When | None = None


class SignaturesWords(Model):
    """People who sign beside the official, one for each row of a group (berita acara)."""

    kind: Literal["signatures"]
    title: str = ""
    group: Key
    name: Text
    position: str = ""
    when: When | None = None


BlockWords = Annotated[
    ParagraphWords | HeadingWords | FieldsWords | GroupWords | ListWords | BasisWords | SignaturesWords,
    Constraint(discriminator="kind"),
]


class LetterWords(Model):
    """One kind of letter. `valid_months` bounds it and gives `{berlaku_sampai}`."""

    key: Key
    name: Text
    title: Text
    subtitle: str = ""
    blocks: Annotated[tuple[BlockWords, ...], Constraint(min_length=1)]
    valid_months: Annotated[int, Constraint(ge=1, le=60)] | None = None
    copies: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _says_until_when(self) -> Self:
        used = {name for text in letter_texts(self) for name in names_in(text)}
        if self.valid_months and VALID_UNTIL not in used:
            raise ValueError(f"{self.key}: masa berlaku ditetapkan tetapi {{{VALID_UNTIL}}} tidak dipakai")
        return self


def letter_texts(words: LetterWords) -> Iterator[str]:
    """Every text of a letter that may hold placeholders."""
    yield from (words.title, words.subtitle, *words.copies)
    for block in words.blocks:
        yield from block_texts(block)


def block_texts(block: BlockWords) -> tuple[str, ...]:
    """Every text of a block that may hold placeholders."""
    match block:
        case ParagraphWords() | HeadingWords():
            return (block.text,)
        case FieldsWords():
            return tuple(row.value for row in block.rows)
        case GroupWords():
            return tuple(column.value for column in block.columns)
        case SignaturesWords():
            return (block.name, block.position)
        case ListWords() | BasisWords():
            return block.items
