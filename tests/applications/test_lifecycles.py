"""Each of the five services, from intake to hand-over, in a real office schema."""

import pytest

from applications import operations
from applications.models import Event, File
from applications.operations import Inputs
from applications.versions import program_of
from applications.workflow_types import Action
from commons import clock as clocks
from documents.models import Letter, RegisterEntry
from lettercheck.models import LetterIndex
from offices.scope import office_scope, public_scope
from standards.queries import published_version
from tests import world

pytestmark = pytest.mark.django_db
LETTERS = ("sktm-rekomendasi", "dtsen")
STRIPS = ("sktm", "kp4")
ALL = (*LETTERS, *STRIPS, "ktp-el")
WHO = {
    "INTAKE": "counter",
    "VERIFY": "counter",
    "PRODUCE": "operator",
    "SIGN": "head",
    "REGISTER": "counter",
    "HAND_OVER": "counter",
}


@pytest.fixture
def office(office_a, clock):
    world.open_services(office_a, *ALL)
    people = world.staff(office_a)
    with office_scope(office_a):
        yield office_a, people


def receive(people, code, **changes):
    program = program_of(published_version(code).id)
    form = world.form(program, **changes)
    return operations.receive(
        actor=people["counter"], form=form, now=clocks.now(), idempotency_key=world.key()
    )


def step_on(people, outcome, **inputs):
    kind = File.objects.get(id=outcome.file_id).step_kind
    return operations.act(
        file_id=outcome.file_id,
        actor=people[WHO[kind]],
        action=Action.COMPLETE,
        expected_event=outcome.event,
        inputs=Inputs(lookup_reason="Daftar belum dimuat", receiver="SITI AMINAH", **inputs),
        now=clocks.now(),
        idempotency_key=world.key(),
    )


def through(people, code):
    outcome = receive(people, code)
    while outcome.phase == "OPEN":
        outcome = step_on(people, outcome)
    return outcome


@pytest.mark.parametrize("code", ALL)
def test_a_file_goes_from_intake_to_hand_over(office, code):
    _office, people = office
    outcome = through(people, code)
    file = File.objects.get(id=outcome.file_id)
    assert (file.phase, file.status) == ("HANDED_OVER", "diserahkan")
    assert file.receipt_number == "0001/2026"
    assert RegisterEntry.objects.filter(file_id=file.id, state="VALID").count() == 1
    assert Event.objects.filter(file_id=file.id).count() == file.event_no


@pytest.mark.parametrize("code", [*LETTERS, *STRIPS])
def test_its_letter_is_signed_frozen_and_can_be_checked(office, code):
    _office, people = office
    outcome = through(people, code)
    letter = Letter.objects.get(file_id=outcome.file_id)
    assert letter.state == "VALID"
    assert (letter.pdf or b"").startswith(b"%PDF")
    assert len(letter.sha256) == 64
    assert letter.signer_name == "Retno Wahyuni"
    with public_scope():
        index = LetterIndex.objects.get(code=letter.code)
    assert (index.state, index.number, index.initials) == ("VALID", letter.number, "S. A.")


def test_an_external_item_has_no_letter(office):
    _office, people = office
    outcome = through(people, "ktp-el")
    assert not Letter.objects.exists()
    assert RegisterEntry.objects.get(file_id=outcome.file_id).number == "0001/2026"
