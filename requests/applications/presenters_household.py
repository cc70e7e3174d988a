"""The proposal from earlier files, field by field; numbers are masked until the officer takes them."""

from collections.abc import Mapping
from typing import Any

from applications.forms import Sent
from applications.forms_fields import as_typed
from applications.presenters_intake import PHONE, last_time
from applications.program import Program
from applications.queries_household import Household
from applications.queries_people import Person
from commons.nik import mask_nik
from servicetypes.fields import Field, FieldType, Value, shown

MASKED = frozenset({FieldType.NIK, FieldType.KK})


def offered(program: Program, person: Person) -> list[Field]:
    """What may be proposed: the applicant's own data, and for the same service its other answers."""
    own = {used.key for used in program.definition.applicant} | {PHONE}
    same = person.service_code == program.definition.code
    return [
        each
        for each in program.definition.intake
        if (same or each.key in own)
        and each.key != "nik"
        and each.type is not FieldType.GROUP
        and person.values.get(each.key)
    ]


def proposal(program: Program, found: Household, sent: Sent) -> dict[str, Any]:
    """As `applications/household.html` takes it: only what differs from what stands in the form."""
    person = found.person
    fields = offered(program, person)
    typed = as_typed(fields, person.values).texts
    lines = [
        {"key": each.key, "label": each.label, "value": masked(each, person.values[each.key])}
        for each in fields
        if typed.get(each.key, "").strip().upper() != sent.texts.get(each.key, "").strip().upper()
    ]
    return {
        "ref": person.ref,
        "name": person.name,
        "last": last_time(person),
        "lines": lines,
        "members": _members(program, found),
    }


def masked(each: Field, value: Value) -> str:
    """A value as it may be shown before it is taken."""
    if each.type in MASKED and isinstance(value, str):
        return mask_nik(value)
    text = shown(each, value)
    return f"…{text[-4:]}" if each.type is FieldType.PHONE else text


def groups(program: Program) -> list[Field]:
    """The repeated groups that list people."""
    return [
        each
        for each in program.definition.intake
        if each.type is FieldType.GROUP and any(column.key == "nama" for column in each.fields)
    ]


def _members(program: Program, found: Household) -> list[dict[str, Any]]:
    into = [{"key": each.key, "label": each.label} for each in groups(program)]
    return [
        {
            "ref": member.ref,
            "name": member.name,
            "masked_nik": mask_nik(member.nik) if member.nik else "",
            "last": last_time(member),
            "groups": into,
        }
        for member in found.members
    ]


def taken(program: Program, person: Person, keys: set[str], sent: Sent) -> Sent:
    """The form with the chosen answers of earlier."""
    fields = [each for each in offered(program, person) if each.key in keys]
    texts = {**sent.texts, **as_typed(fields, person.values).texts}
    return Sent(**{**vars(sent), "texts": texts})


def with_member(program: Program, member: Person, group: str, sent: Sent) -> Sent:
    """The form with one row more, about somebody of the same family card."""
    column = next((each for each in groups(program) if each.key == group), None)
    if column is None:
        return sent
    values: Mapping[str, Any] = {**member.values, "nama": member.name, "nik": member.nik}
    row = as_typed(column.fields, {each.key: values.get(each.key) for each in column.fields}).texts
    rows = [kept for kept in sent.rows.get(group, ()) if any(kept.values())]
    return Sent(**{**vars(sent), "rows": {**sent.rows, group: [*rows, dict(row)]}})
