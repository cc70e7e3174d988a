"""A letter of another office over HTTP: a code instead of its number and date."""

import pytest

from documents.models import Letter
from handoff.models import BroughtLetter
from offices.scope import office_scope
from tests.api.conftest import pointers, refused

pytestmark = pytest.mark.django_db


def body(desk, **letter):
    """The form of a file with one letter as given."""
    form = desk.form("sktm")
    for row in form["papers"]:
        if "letter" in row:
            row["letter"] = letter
    return form


@pytest.fixture
def code(other_desk) -> str:
    """A signed letter of the other office."""
    outcome = other_desk.through("sktm-rekomendasi")
    with office_scope(other_desk.office):
        return Letter.objects.get(file_id=outcome["file_id"]).code


def test_a_code_is_enough(desk, code):
    answer = desk.call("counter", "post", "applications/", body(desk, code=code))
    assert answer.status_code == 201, answer.json()
    with office_scope(desk.office):
        assert BroughtLetter.objects.get().code == code


def test_an_unknown_code_names_its_paper(desk, unchanged):
    answer = desk.call("counter", "post", "applications/", body(desk, code="7K3M-9QXD-2F4T"))
    assert pointers(refused(answer, 400, "intake_invalid")) == {"/papers/surat"}


@pytest.mark.parametrize("letter", [{}, {"code": " "}, {"number": "1"}, {"number": "1", "issuer": "Lurah"}])
def test_without_a_code_all_of_it_is_typed(desk, unchanged, letter):
    answer = desk.call("counter", "post", "applications/", body(desk, **letter))
    assert answer.status_code == 400
