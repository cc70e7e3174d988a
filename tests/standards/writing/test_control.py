"""The control of a document enacted on paper is written as printed, and of no other."""

import pytest

from standards.document import Control
from standards.vocabulary import Origin
from standards.writing.asking import Errors
from standards.writing.forms import form_of
from standards.writing.sections import CONTROL, part_of, put, sections_of
from tests.standards.reading.variants import DOCUMENTS

LEGACY = DOCUMENTS["002"].model_dump(mode="json")


def read(**changes):
    errors = Errors()
    form = form_of(CONTROL)
    before = part_of(CONTROL, LEGACY, {})
    return form.read(form.start(before) | changes, before, errors), errors.found


def test_it_comes_back_as_it_was():
    made, errors = read()
    assert errors == []
    document, _program = put(CONTROL, made, LEGACY, {})
    assert Control.model_validate(document["control"]) == DOCUMENTS["002"].control


def test_dates_are_typed_as_they_are_printed():
    made, errors = read(revision="01", revised_on="03-02-2024", issued_on="")
    assert errors == []
    assert (made["revised_on"], "issued_on" in made) == ("2024-02-03", False)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"issued_on": "31-02-2024"}, "issued_on"), ({"checked_name": ""}, "checked_name")],
)
def test_what_cannot_be_is_said_beside_its_field(changes, field):
    _made, errors = read(**changes)
    assert [each["field"] for each in errors] == [field]


def test_only_a_document_enacted_on_paper_has_the_section():
    assert CONTROL in [each.slug for each in sections_of({}, LEGACY)]
    own = LEGACY | {"origin": Origin.LOKET.value}
    assert CONTROL not in [each.slug for each in sections_of({}, own)]
    with pytest.raises(KeyError):
        part_of(CONTROL, own, {})
