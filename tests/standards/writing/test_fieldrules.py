"""Lists of one's own, bounds and conditions of intake fields, and letters that are set with such a list."""

from datetime import date
from typing import Any

import pytest

from servicetypes.definition import ServiceTypeDefinition
from servicetypes.words import LetterContext, compose
from standards.writing.asking import Errors
from standards.writing.fieldrules import asked_by
from standards.writing.forms import form_of
from standards.writing.previewing import conditions_of, example_letter
from standards.writing.sections import FORM
from tests.standards.writing.test_forms import PROGRAMS, through

PROGRAM = next(one for one in PROGRAMS if one["code"] == "sktm-rekomendasi")
STORED = {name: PROGRAM[name] for name in ("applicant", "fields")}
ROW: dict[str, Any] = dict.fromkeys(
    ("key", "label", "type", "help", "choices", "columns", "min", "max", "when"), ""
)


def read(*rows: dict[str, Any]) -> tuple[list[dict[str, Any]], Errors]:
    """The last fields of the form, after these were added to it."""
    start = form_of(FORM).start(STORED)
    more = [ROW | {"required": []} | row for row in rows]
    made, errors = through(FORM, STORED, fields=[*start["fields"], *more])
    return made["fields"][-len(rows) :], errors


def whole(fields: list[dict[str, Any]]) -> ServiceTypeDefinition:
    return ServiceTypeDefinition.model_validate({**PROGRAM, "fields": [*STORED["fields"], *fields]})


def test_a_list_is_made_with_its_columns_and_how_many_rows():
    heirs = {"label": "Ahli waris", "type": "group", "columns": "Nama : Nama orang\nNIK : NIK\nHubungan"}
    (made,), errors = read(heirs | {"min": "1", "max": "12"})
    assert errors.found == []
    assert [(one["key"], one["type"]) for one in made["fields"]] == [
        ("nama", "name"), ("nik", "nik"), ("hubungan", "text")
    ]  # fmt: skip
    assert (made["key"], made["min"], made["max"]) == ("ahli_waris", 1, 12)
    assert whole([made]).intake[-1].most_rows == 12


def test_a_field_is_asked_only_if_another_has_one_of_these_answers():
    married = {"label": "Nama pasangan", "type": "name", "when": "Jenis bantuan = Sekolah | kesehatan"}
    choice = {"label": "Jenis bantuan", "type": "choice", "choices": "Sekolah\nKesehatan\nLainnya"}
    (_kind, made), errors = read(choice, married)
    assert errors.found == []
    assert made["when"] == {"field": "jenis_bantuan", "equals": ["sekolah", "kesehatan"]}
    fields = whole([_kind, made]).model_dump(mode="json")["fields"]
    again = form_of(FORM).start({**STORED, "fields": fields})["fields"][-1]
    assert again["when"] == "Jenis bantuan = Sekolah | Kesehatan"


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"type": "text", "min": "1"}, "min"),
        ({"type": "integer", "min": "9", "max": "2"}, "max"),
        ({"type": "group"}, "columns"),
        ({"type": "group", "columns": "Anak : Daftar berbaris"}, "columns"),
        ({"type": "text", "when": "Tidak ada = ya"}, "when"),
        ({"type": "text", "when": "Nama lengkap"}, "when"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(row, field):
    _made, errors = read({"label": "Isian baru"} | row)
    at = len(STORED["fields"])
    assert {each["field"] for each in errors.found} == {f"fields-{at}-{field}"}


KINDS: dict[str, Any] = {
    "key": "jenis", "label": "Jenis bantuan", "type": "choice", "required": True,
    "choices": [{"value": "sekolah", "label": "Sekolah"}, {"value": "kesehatan", "label": "Kesehatan"}],
}  # fmt: skip


def conditioned(typed: str, kind: str = "paragraph") -> tuple[dict[str, Any], Errors]:
    """The program with a part of its letter that depends on what was typed."""
    program = {**PROGRAM, "fields": [*STORED["fields"], KINDS]}
    words, asked = program["letters"][0], asked_by(program)
    start = form_of("surat-x", asked).start(words)
    row = {"from": "", "kind": kind, "text": "Untuk {nama}", "group": "", "when": typed, "look": []}
    made, errors = through("surat-x", words, asked, blocks=[*start["blocks"], row])
    return {**program, "letters": [made]}, errors


def test_a_part_of_a_letter_is_printed_only_if_an_answer_is_one_of_these():
    program, errors = conditioned("jenis Bantuan = KESEHATAN")
    assert errors.found == []
    words = program["letters"][0]
    assert words["blocks"][-1]["when"] == {"field": "jenis", "equals": ["kesehatan"]}
    asked = asked_by(program)
    start = form_of("surat-x", asked).start(words)
    assert start["blocks"][-1]["when"] == "Jenis bantuan = Kesehatan"
    definition = ServiceTypeDefinition.model_validate(program)
    context = LetterContext(
        office="Kecamatan X", head="Camat X", place="X", service="S", dated=date(2026, 11, 28)
    )

    def texts(value: str) -> str:
        values = {"nama": "SITI", "jenis": value}
        made = compose(definition.letters[0], fields=definition.intake, values=values, context=context)
        return str(made.blocks)

    assert "Untuk SITI" in texts("kesehatan")
    assert "Untuk SITI" not in texts("sekolah")
    # Who looks at a draft sees every part, and when it is printed.
    assert conditions_of(program, words["key"]) == [(len(words["blocks"]), "Jenis bantuan = Kesehatan")]
    shown = example_letter(
        program, words["key"], office="K", head="C", place="P", law=(), day=date(2026, 11, 28)
    )
    assert "Untuk" in str(shown.blocks[-1])


def test_a_condition_stays_until_somebody_changes_it():
    program, _errors = conditioned("Jenis bantuan = Kesehatan")
    words = program["letters"][0]
    # The question is gone by now: the form shows what stands there, and saving other words is not refused.
    kept, errors = through("surat-x", words)
    assert (errors.found, kept["blocks"][-1]["when"]) == ([], words["blocks"][-1]["when"])
    blocks = form_of("surat-x", asked_by(program)).start(words)["blocks"]
    blocks[-1] |= {"when": ""}
    free, errors = through("surat-x", words, asked_by(program), blocks=blocks)
    assert (errors.found, free["blocks"][-1]["when"]) == ([], None)


@pytest.mark.parametrize("typed", ["Tidak ada = ya", "Jenis bantuan", "Jenis bantuan = Makan", "= Sekolah"])
def test_a_condition_that_cannot_be_is_said_beside_its_part(typed):
    _program, errors = conditioned(typed)
    at = len(PROGRAM["letters"][0]["blocks"])
    assert [one["field"] for one in errors.found] == [f"blocks-{at}-when"]


def letter(**row: Any) -> tuple[dict[str, Any], Errors]:
    words = PROGRAM["letters"][0]
    start = form_of("surat-x").start(words)
    added = {"from": "", "kind": "", "text": "", "group": "", "when": "", "look": []} | row
    made, errors = through("surat-x", words, blocks=[*start["blocks"], added])
    return made["blocks"][-1], errors


def test_a_letter_has_a_table_and_signatures_of_a_list():
    table, errors = letter(kind="group", group="ahli_waris", text="Nama : {nama}\nNIK : {nik}")
    assert errors.found == []
    assert (table["group"], [one["title"] for one in table["columns"]]) == ("ahli_waris", ["Nama", "NIK"])
    signed, errors = letter(kind="signatures", group="ahli_waris", text="{nama}\nAhli waris")
    assert errors.found == []
    assert (signed["name"], signed["position"]) == ("{nama}", "Ahli waris")


def test_a_table_says_of_which_list():
    _made, errors = letter(kind="group", text="Nama : {nama}")
    assert [each["field"].rsplit("-", 1)[1] for each in errors.found] == ["group"]
