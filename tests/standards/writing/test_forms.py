"""Every section as a form: what is stored comes back, what is typed is read, what is wrong is said."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.http import QueryDict

from servicetypes.catalogue import load_definitions
from servicetypes.definition import ServiceTypeDefinition
from standards.catalogue import load_documents
from standards.document import StandardDocument
from standards.vocabulary import ComponentKey
from standards.writing.asking import Ask, Errors, Rows, change_rows, typed
from standards.writing.forms import form_of
from standards.writing.sections import FORM, mark_of, part_of, put, sections_of
from standards.writing.spelling import spelled
from standards.writing.wholeness import HEAD, MODELS, component_lacks

DOCUMENTS = [document.model_dump(mode="json") for document in load_documents()]
PROGRAMS = [definition.model_dump(mode="json") for definition in load_definitions()]
every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: f"{d['office']}_{d['service']}")
every_program = pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p["code"])


def sent(slug: str, values: dict[str, Any]) -> QueryDict:
    """The form as a browser sends it."""
    post = QueryDict(mutable=True)
    for part in form_of(slug).parts:
        if isinstance(part, Rows):
            post[f"{part.name}__count"] = str(len(values[part.name]))
            for at, row in enumerate(values[part.name]):
                for ask in part.columns:
                    _put(post, f"{part.name}-{at}-{ask.name}", ask, row[ask.name])
        else:
            _put(post, part.name, part, values[part.name])
    return post


def _put(post: QueryDict, name: str, ask: Ask, value: Any) -> None:
    post.setlist(name, value if ask.kind == "choices" else [value])


def through(slug: str, stored: Any, asked: Sequence[Any] = (), **changes: Any) -> tuple[Any, Errors]:
    form, errors = form_of(slug, asked), Errors()
    values = typed(form.parts, sent(slug, form.start(stored) | changes), errors)
    return form.read(values, stored, errors), errors


@every_document
@pytest.mark.parametrize("key", ComponentKey)
def test_a_component_comes_back_as_it_was(document, key):
    made, errors = through(key.value, document[key.value])
    assert errors.found == []
    before, after = (MODELS[key].model_validate(one) for one in (document[key.value], made))
    plain = before.model_dump(exclude={"start"})
    assert after.model_dump(exclude={"start"}) == plain | ({"target": ""} if "target" in plain else {})
    form = form_of(key.value)  # the preview beside a form that was only opened
    assert (
        component_lacks(key, form.read(form.start(document[key.value]), document[key.value], Errors())) == []
    )


@every_document
def test_a_document_put_together_from_its_forms_is_the_document(document):
    changed = document
    for section in sections_of({}):
        if section.slug != FORM:
            made, _errors = through(section.slug, part_of(section.slug, document, {}))
            changed, _program = put(section.slug, made, changed, {})
    assert StandardDocument.model_validate(changed) == StandardDocument.model_validate(document)


@every_program
def test_fields_and_letters_come_back_as_they_were(program):
    changed = program
    for section in sections_of(program):
        if section.slug not in {HEAD, *ComponentKey}:
            stored = part_of(section.slug, {}, program)
            made, errors = through(section.slug, stored)
            assert errors.found == []
            _document, changed = put(section.slug, made, {}, changed)
    before, after = (ServiceTypeDefinition.model_validate(one) for one in (program, changed))
    assert [f.model_dump() for f in after.intake] == [f.model_dump() for f in before.intake]
    assert after.letters == before.letters


def test_the_questions_stay_in_their_order_whatever_the_order_of_the_boxes():
    stored = {"applicant": [{"key": key} for key in ("nama", "nik", "alamat", "kk")], "fields": []}
    made, _errors = through(FORM, stored, used=["agama", "alamat", "kk", "nik"])
    assert [one["key"] for one in made["applicant"]] == ["nama", "nik", "alamat", "kk", "agama"]


def test_a_paragraph_is_made_bold_and_centred_and_plain_again():
    letter = next(one for one in PROGRAMS if one["code"] == "sktm-rekomendasi")["letters"][0]
    blocks = form_of("surat-x").start(letter)["blocks"]
    at = next(n for n, block in enumerate(blocks) if block["kind"] == "paragraph")
    changed = [*blocks[:at], blocks[at] | {"look": ["bold", "center"]}, *blocks[at + 1 :]]
    made, _errors = through("surat-x", letter, blocks=changed)
    block = made["blocks"][at]
    assert (block["bold"], block["align"], block["indent"]) == (True, "center", False)
    again, _errors = through("surat-x", made, blocks=blocks)
    assert again["blocks"][at] == letter["blocks"][at]


@pytest.mark.parametrize("key", ComponentKey)
def test_an_empty_component_stays_empty_and_lacks_something(key):
    made, errors = through(key.value, {})
    assert component_lacks(key, made)
    assert made["source_text"] == []
    assert not errors.found


@every_document
@pytest.mark.parametrize("key", ComponentKey)
def test_words_can_be_made_of_the_values(document, key):
    data = document[key.value]
    has_values = (
        key not in {ComponentKey.JAMINAN_KEAMANAN, ComponentKey.JAMINAN_PELAYANAN} or data["rests_on"]
    )
    made, _errors = through(key.value, data, source="")
    assert [f"{one.get('number', '')} {one['text']}".strip() for one in made["source_text"]] == spelled(
        key, made
    )
    assert bool(made["source_text"]) is bool(has_values)


def test_words_that_only_repeat_the_values_follow_them():
    data = {"rupiah": 0, "source_text": [{"text": "Gratis"}]}
    made, _errors = through("biaya", data, rupiah="10.000")
    assert made == {"rupiah": 10_000, "source_text": [{"text": "Rp10.000"}]}


def test_words_of_the_office_stay_word_for_word():
    data = {"rupiah": 0, "source_text": [{"text": "Tidak dipungut biaya", "number": "1)", "line": 4}]}
    made, _errors = through("biaya", data, rupiah="10.000")
    assert made["source_text"] == data["source_text"]


WRONG = [
    ("waktu", {"amount": "lima belas"}, "amount"),
    ("waktu", {"unit": "abad"}, "unit"),
    ("biaya", {"rupiah": "-5"}, "rupiah"),
    ("judul", {"title": ""}, "title"),
    ("pengaduan", {"channels": [{"kind": "", "shown": "0811", "label": ""}]}, "channels-0-kind"),
    ("jumlah", {"total": "4", "posts": [{"post": "Operator", "role": "", "count": "1"}]}, "total"),
    ("jumlah", {"total": "", "posts": [{"post": "Operator", "role": "", "count": ""}]}, "posts-0-count"),
    ("evaluasi", {"methods": [{"kind": "", "text": "Rapat"}]}, "methods-0-kind"),
]


@pytest.mark.parametrize(("slug", "changes", "field"), WRONG)
def test_what_is_wrong_is_said_beside_it(slug, changes, field):
    _made, errors = through(slug, part_of(slug, {}, {}), **changes)
    assert [each["field"] for each in errors.found] == [field]


def test_a_control_character_is_refused_and_kept():
    _made, errors = through("produk", {}, name="KTP\x07")
    assert [each["field"] for each in errors.found] == ["name"]


class TestRequirements:
    ROW = {
        **dict.fromkeys(("in", "req", "key", "cond", "issuer", "group", "condition", "text"), ""),
        **{"kind": "copy", "copies": "2", "alternatives": "", "endorsed": []},
    }

    def read(self, *rows: dict) -> tuple[Any, Errors]:
        return through("persyaratan", {}, papers=[self.ROW | row for row in rows])

    def test_rows_with_the_same_words_are_one_requirement(self):
        both = "Fotokopi KTP dan KK"
        made, _errors = self.read(
            {"name": "KTP", "text": both}, {"name": "KK", "text": both}, {"name": "Akta"}
        )
        requirements = made["groups"][0]["requirements"]
        assert [(one["text"], len(one["papers"])) for one in requirements] == [(both, 2), ("Akta", 1)]

    def test_groups_and_conditions_are_told_apart(self):
        made, _errors = self.read(
            {"name": "KTP", "group": "Baru"},
            {"name": "KTP", "group": "Hilang", "condition": "Jika hilang"},
            {"name": "Laporan", "group": "Hilang", "condition": "Jika hilang", "kind": "letter"},
        )
        assert [group["key"] for group in made["groups"]] == ["baru", "hilang"]
        conditions = [one["condition"]["key"] for one in made["groups"][1]["requirements"]]
        assert conditions == ["jika_hilang", "jika_hilang"]
        assert component_lacks(ComponentKey.PERSYARATAN, made) == []

    @pytest.mark.parametrize(
        ("row", "field"),
        [
            ({"name": "", "condition": "Jika hilang"}, "papers-0-name"),
            ({"name": "KTP", "copies": "banyak"}, "papers-0-copies"),
            ({"name": "KTP", "alternatives": "KTP"}, "papers-0-alternatives"),
        ],
    )
    def test_what_is_wrong(self, row, field):
        _made, errors = self.read(row)
        assert [each["field"] for each in errors.found] == [field]

    @pytest.mark.parametrize("key", ["UPPER", "a b", "1x", "'; --", "x" * 70])
    def test_a_key_nobody_gave_is_not_taken(self, key):
        made, _errors = self.read({"name": "KTP", "key": key, "req": key, "in": key})
        assert made["groups"][0]["requirements"][0]["papers"][0]["key"] == "ktp"


class TestRows:
    PARTS = form_of("prosedur").parts

    def test_a_row_more_and_a_row_less(self):
        values = form_of("prosedur").start({})
        assert change_rows(self.PARTS, values, "add:steps")
        assert len(values["steps"]) == 1
        assert change_rows(self.PARTS, values, "remove:steps:0")
        assert values["steps"] == []

    def test_a_row_goes_up_one_place_and_the_first_stays(self):
        values = {"steps": [{"title": "a"}, {"title": "b"}, {"title": "c"}]}
        for do, order in (("up:steps:2", "acb"), ("up:steps:1", "cab"), ("up:steps:0", "cab")):
            assert change_rows(self.PARTS, values, do)
            assert "".join(row["title"] for row in values["steps"]) == order
        for do in ("up:steps:3", "up:steps:-1", "up:steps:x", "up:steps:99999999", "up:steps"):
            change_rows(self.PARTS, values, do)
        assert "".join(row["title"] for row in values["steps"]) == "cab"

    @pytest.mark.parametrize("do", ["save", "add:lain", "remove:steps:9x", "", "add"])
    def test_other_buttons_change_nothing(self, do):
        values = {"steps": [], "ticket": [], "diagram": "", "source": ""}
        change_rows(self.PARTS, values, do)
        assert values["steps"] == []

    def test_nobody_sends_a_million_rows(self):
        values = typed(self.PARTS, QueryDict("steps__count=9999"), Errors())
        assert len(values["steps"]) == 80


def test_a_mark_changes_with_the_part():
    assert mark_of({"a": 1, "b": 2}) == mark_of({"b": 2, "a": 1})
    assert mark_of({"a": 1}) != mark_of({"a": 2})
