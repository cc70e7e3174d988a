"""What an invented applicant hands in: the form and the papers of one service. Pure."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from applications.intake import ContactWay, IntakeForm, LetterGiven, PaperGiven, PaperState
from applications.program import Program
from demo.simulate.people import PURPOSES, applicant, staff_name
from servicetypes.fieldtypes import Field, FieldType
from servicetypes.readers import Village
from standards.components import Paper, RequirementGroup

WAYS = (ContactWay.WHATSAPP, ContactWay.WHATSAPP, ContactWay.WHATSAPP, ContactWay.PHONE, ContactWay.NONE)
MINUTES_OF_MEETING = 0.15


@dataclass(frozen=True)
class Case:
    """A form in order, and how each paper that can be found missing is called."""

    form: IntakeForm
    names: Mapping[str, str]

    def lacking(self, missing: Sequence[str]) -> IntakeForm:
        """The form with these papers (by name) not there."""
        gone = {key for key, name in self.names.items() if name in missing}
        papers = tuple(
            PaperGiven(key=paper.key, state=PaperState.MISSING) if paper.key in gone else paper
            for paper in self.form.papers
        )
        return replace(self.form, papers=papers)


def case_of(program: Program, *, villages: Sequence[Village], day: date, chance: random.Random) -> Case:
    """An invented request for this service, received on this day by somebody of one of these villages."""
    village = chance.choice(villages)
    group = chance.choice(program.document.persyaratan.groups)
    condition = chance.choice(group.conditions).key if group.conditions else ""
    papers = [paper for _requirement, paper in group.checklist(condition)]
    form = IntakeForm(
        service_code=program.definition.code,
        values=_values(program.definition.intake, village, day, chance),
        papers=tuple(_given(paper, village, day, chance) for paper in papers),
        group=_key(program, group),
        condition=condition,
        contact_way=chance.choice(WAYS),
        accept_warnings=True,
    )
    return Case(form, {paper.key: paper.name for paper in papers})


def produced(program: Program, chance: random.Random) -> dict[str, str]:
    """What is noted when PRODUCE is done."""
    return {field.key: chance.choice(field.options)[0] for field in program.definition.produce_fields}


def _key(program: Program, group: RequirementGroup) -> str:
    return group.key if len(program.document.persyaratan.groups) > 1 else ""


def _values(fields: Sequence[Field], village: Village, day: date, chance: random.Random) -> dict[str, Any]:
    known: dict[str, Any] = {**applicant(chance, today=day), "desa": village.code}
    values: dict[str, Any] = {}
    for field in fields:
        if field.when and str(values.get(field.when.field, "")) not in field.when.equals:
            continue
        if field.key in known:
            values[field.key] = known[field.key]
        elif field.required:
            values[field.key] = _value(field, day, chance)
    return values


def _value(field: Field, day: date, chance: random.Random) -> Any:
    match field.type:
        case FieldType.CHOICE if field.default is not None:
            others = [value for value, _label in field.options if value != field.default]
            rare = bool(others) and chance.random() < MINUTES_OF_MEETING
            return chance.choice(others) if rare else field.default
        case FieldType.CHOICE:
            return chance.choice(field.options)[0]
        case FieldType.DATE:
            return (day - timedelta(days=chance.randrange(2, 15))).isoformat()
        case FieldType.INTEGER:
            return str(chance.randrange(field.min or 1, 7))
        case FieldType.GROUP:
            rows = max(2, field.min or 1)
            return [_row(field.fields, chance) for _n in range(rows)]
        case _:
            return chance.choice(PURPOSES)


def _row(fields: Sequence[Field], chance: random.Random) -> dict[str, str]:
    words = {FieldType.NAME: staff_name(chance).upper()}
    return {
        field.key: words.get(field.type, chance.choice(("Ketua RT", "Ketua RW", "Tokoh masyarakat")))
        for field in fields
    }


def _given(paper: Paper, village: Village, day: date, chance: random.Random) -> PaperGiven:
    if not paper.has_letter_data:
        return PaperGiven(key=paper.key, state=PaperState.HERE)
    written = day - timedelta(days=chance.randrange(0, 12))
    letter = LetterGiven(
        issuer=f"{village.level.title()} {village.name}",
        issuer_code=village.code,
        signer=staff_name(random.Random(village.code)),  # noqa: S311  one kepala desa for each desa
        number=f"470/{chance.randrange(10, 900)}/{written.year}",
        date=written,
    )
    return PaperGiven(key=paper.key, state=PaperState.HERE, letter=letter)
