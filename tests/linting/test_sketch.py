"""A draft is checked before it is whole; a whole one gives the same sheet by either way."""

from dataclasses import replace

import pytest

from linting.checking.checks import check_standard
from linting.checking.sheets_document import sheet_of_document
from linting.checking.sheets_draft import sheets_of_file
from linting.checking.sheets_sketch import sheet_of_sketch
from standards.catalogue import load_documents
from standards.vocabulary import ComponentKey, Origin
from tests.linting.conftest import SEEDS

DOCUMENTS = {document.source.file[:3]: document for document in load_documents() if document.source}


def found(sheet, context) -> set[tuple[str, str]]:
    return {(one.code, one.place) for one in check_standard(sheet, context)}


@pytest.mark.parametrize("seed", sorted(DOCUMENTS))
def test_the_three_ways_to_a_sheet_agree(seed, context):
    document = DOCUMENTS[seed]
    whole = sheet_of_document(document)
    (read,) = sheets_of_file(next(SEEDS.glob(f"{seed}_*")))
    assert found(read, context) == found(whole, context)
    data = document.model_dump(mode="json", exclude_none=True)
    sketch = sheet_of_sketch(data, office=document.office, service=document.service)
    # A sketch keeps neither the order of headings nor rows beyond the 14.
    assert found(sketch, context) == found(replace(whole, order=(), extra=()), context)


@pytest.mark.parametrize("lost", list(ComponentKey))
def test_a_draft_without_a_component_is_checked(lost, context):
    data = DOCUMENTS["000"].model_dump(mode="json")
    data[lost.value] = {}
    sheet = sheet_of_sketch(data, office="kec-lumajang", service="sktm")
    assert ("component_missing", lost.value) in found(sheet, context)


def test_an_empty_draft_lacks_everything_and_nothing_fails(context):
    codes = {code for code, _place in found(sheet_of_sketch({}, office="kel-x", service="x"), context)}
    assert codes == {"component_missing", "control_missing"}


@pytest.mark.parametrize("seed", ["002"])
def test_heads_of_the_old_document_beside_a_new_one_are_not_checked(seed, context):
    """It was begun from the one on paper; Loket draws heads, page numbers and control itself."""
    document = DOCUMENTS[seed]
    heads = {"issue_date_differs", "document_number_differs", "pages", "government_name", "title_differs"}
    old = sheet_of_document(document)
    assert {code for code, _place in found(old, context)} & heads
    drawn = document.model_copy(update={"origin": Origin.LOKET})
    data = {**document.model_dump(mode="json"), "origin": "LOKET"}
    for sheet in (sheet_of_document(drawn), sheet_of_sketch(data, office=document.office, service="sktm")):
        assert not {code for code, _place in found(sheet, context)} & heads


def test_a_draft_drawn_up_here_gets_its_control_when_it_is_enacted(context):
    data = {"origin": "LOKET", "title": "Standar"}
    assert "control_missing" not in {
        code for code, _place in found(sheet_of_sketch(data, office="kec-x", service="x"), context)
    }
