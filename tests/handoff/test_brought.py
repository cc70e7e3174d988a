"""A kelurahan's letter meets a requirement at the kecamatan: taken in, refused, checked again, told of."""

from dataclasses import replace

import pytest
from django.urls import reverse

from applications import merging, operations
from applications.errors import IntakeRefused
from applications.intake import PaperState
from applications.models import File, SupportingLetter
from applications.versions import program_of
from applications.workflow_types import Action
from commons import clock
from commons.ids import show_code
from documents.models import BookYear
from handoff import queries
from handoff.models import BroughtLetter
from handoff.operations import LetterEnded
from lettercheck.models import LetterUse
from offices.scope import office_scope, public_scope
from standards.queries import published_version
from tests import world
from tests.applications.pages import text, url
from tests.handoff.conftest import LETTER, USING, form, letter_of, receive, signed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_attempts")]
OTHER = "3508175203850001"


def refused(site, code, **changes):
    """The codes of the errors; nothing is stored and no number is used."""
    with office_scope(site.office):
        before = (File.objects.count(), list(BookYear.objects.values_list("kind", "last")))
    with pytest.raises(IntakeRefused) as caught:
        receive(site, code, **changes)
    with office_scope(site.office):
        assert before == (File.objects.count(), list(BookYear.objects.values_list("kind", "last")))
        assert not BroughtLetter.objects.exists()
    with public_scope():
        assert not LetterUse.objects.exists()
    return [each.code for each in caught.value.errors.values()]


def void(at, outcome):
    """The head has the letter replaced."""
    asked = at.step(outcome, Action.CORRECT, "section_head", reason="Nama salah")
    return at.step(asked, Action.CORRECT, "head")


def test_a_letter_of_another_office_meets_the_requirement(site, elsewhere):
    letter = signed(elsewhere)
    outcome = receive(site, f"http://localhost:8000/v/{letter.code}")
    with office_scope(site.office):
        (row,) = BroughtLetter.objects.all()
        (support,) = SupportingLetter.objects.filter(file_id=outcome.file_id)
    assert (row.code, row.file_id, row.number, row.state) == (
        letter.code,
        outcome.file_id,
        letter.number,
        "VALID",
    )
    assert row.issuer_name == "Kelurahan Uji Timur"
    assert (support.number, support.date, support.issuer) == (letter.number, letter.date, "Lurah Uji Timur")
    with public_scope():
        (use,) = LetterUse.objects.all()
    assert (use.office_id, use.issuer_id, use.code) == (site.office.id, elsewhere.office.id, letter.code)


def test_only_the_two_offices_read_of_the_use(site, elsewhere):
    letter = signed(elsewhere)
    receive(site, letter.code)
    signed_here = signed(site)
    with office_scope(elsewhere.office):
        receive_own = queries.uses_of([letter.code])
        assert [use.office_name for use in receive_own[letter.code]] == ["Kecamatan Uji Barat"]
        assert not LetterUse.objects.filter(code=signed_here.code).exists()
    with office_scope(site.office):
        assert LetterUse.objects.count() == 1


def test_a_third_office_reads_nothing(site, elsewhere):
    letter = signed(elsewhere)
    receive(elsewhere, letter.code, reason="", accept_warnings=True)
    with office_scope(site.office):
        assert not LetterUse.objects.exists()
        assert queries.uses_of([letter.code]) == {}


def test_an_unsigned_letter_is_refused(site, elsewhere):
    letter = letter_of(elsewhere, elsewhere.until(LETTER, "SIGN"))
    assert refused(site, letter.code) == ["letter_unsigned"]


def test_a_replaced_letter_is_refused_and_its_successor_taken(site, elsewhere):
    outcome = elsewhere.until(LETTER, "HAND_OVER")
    old = letter_of(elsewhere, outcome)
    void(elsewhere, outcome)
    new = letter_of(elsewhere, outcome)
    assert new.code != old.code
    assert refused(site, old.code) == ["letter_replaced"]
    receive(site, new.code)


def test_a_void_letter_is_refused(site, elsewhere):
    outcome = elsewhere.until(LETTER, "HAND_OVER")
    letter = letter_of(elsewhere, outcome)
    elsewhere.step(outcome, Action.REJECT, "head", ground="Data ternyata tidak benar")
    assert refused(site, letter.code) == ["letter_void"]


def test_an_unknown_code_is_refused(site):
    assert refused(site, "7K3M-9QXD-2F4T") == ["letter_unknown"]
    assert refused(site, "https://example.com/") == ["letter_unknown"]


def test_the_letter_of_another_person_needs_a_reason(site, elsewhere):
    letter = signed(elsewhere)
    changes = {"values": {"nik": OTHER, "tanggal_lahir": "1985-03-12"}}
    assert refused(site, letter.code, **changes) == ["letter_person"]
    receive(site, letter.code, reason="Surat atas nama ibunya", **changes)
    with office_scope(site.office):
        assert BroughtLetter.objects.get().reason == "Surat atas nama ibunya"


def test_a_letter_used_before_is_said_with_its_file(site, elsewhere):
    letter = signed(elsewhere)
    first = receive(site, letter.code)
    with pytest.raises(IntakeRefused) as caught:
        receive(site, letter.code, accept_warnings=False)
    said = [str(each.message) for found in caught.value.warnings.values() for each in found]
    assert any(first.receipt_number in words for words in said)
    receive(site, letter.code)
    with public_scope():
        assert LetterUse.objects.count() == 2


def test_a_file_whose_letter_became_void_is_neither_vouched_for_nor_signed(site, elsewhere):
    theirs = elsewhere.until(LETTER, "HAND_OVER")
    code = letter_of(elsewhere, theirs).code
    early, late = receive(site, code), receive(site, code)
    while site.file(late).step_kind != "SIGN":
        late = site.step(late)
    void(elsewhere, theirs)
    for outcome in (early, late):
        before = site.file(outcome).event_no
        with pytest.raises(LetterEnded) as caught:
            site.step(outcome)
        assert "diganti penerbitnya" in str(caught.value.message)
        assert site.file(outcome).event_no == before


def test_the_using_office_is_told_and_says_when_it_dealt_with_it(site, elsewhere):
    theirs = elsewhere.until(LETTER, "HAND_OVER")
    letter = letter_of(elsewhere, theirs)
    ours = receive(site, letter.code)
    desk = site.at("counter")
    assert "kemudian dibatalkan" not in text(desk.get(url("inbox")))
    # Before voiding, the page says where it is used.
    before = text(elsewhere.at("section_head").get(url("file", theirs.file_id)))
    assert "Sudah dipakai di: Kecamatan Uji Barat" in before
    assert "SITI" not in text(elsewhere.at("head").get(url("letters_elsewhere")))
    void(elsewhere, theirs)
    assert "memakai surat yang kemudian dibatalkan" in text(desk.get(url("inbox")))
    assert f"Surat {letter.number} dari Kelurahan Uji Timur diganti" in text(
        desk.get(url("file", ours.file_id))
    )
    told = text(elsewhere.at("head").get(url("letters_elsewhere")))
    assert "kantor itu diberi tahu" in told
    assert desk.post(url("file_letters_settled", ours.file_id)).status_code == 303
    assert "kemudian dibatalkan" not in text(desk.get(url("inbox")))
    assert "sudah menindaklanjuti" in text(elsewhere.at("head").get(url("letters_elsewhere")))


def test_a_letter_is_checked_for_a_file_that_is_here(site, elsewhere):
    letter = signed(elsewhere)
    ours = site.receive(USING)
    page = site.at("counter").get(url("file", ours.file_id))
    assert "Tidak dapat diperiksa sistem" in text(page)
    with office_scope(site.office):
        key = SupportingLetter.objects.get(file_id=ours.file_id).requirement
    target = url("file_letter_check", ours.file_id, key)
    sent = {"code": show_code(letter.code), "expected_event": ours.event}
    answer = site.at("counter").post(target, sent)
    if answer.status_code == 422:
        accept = answer.content.decode().split('name="accept" value="')[1].split('"')[0]
        answer = site.at("counter").post(target, {**sent, "accept": accept})
    assert answer.status_code == 303
    seen = text(site.at("counter").get(url("file", ours.file_id)))
    assert "Diperiksa sistem" in seen
    assert letter.number in seen
    with public_scope():
        assert LetterUse.objects.filter(file_id=ours.file_id).count() == 1


@pytest.mark.parametrize("who", ["head", "information", "admin", "secretary"])
def test_only_the_counter_checks_letters_for_a_file(site, who):
    ours = site.receive(USING)
    target = url("file_letter_check", ours.file_id, "x")
    assert site.at(who).post(target, {"code": "x"}).status_code == 403


def test_a_file_of_another_office_is_not_there(site, elsewhere):
    theirs = elsewhere.receive(USING)
    for name, *more in (("file_letter_check", "x"), ("file_letters_settled",)):
        assert site.at("counter").post(url(name, theirs.file_id, *more), {"code": "x"}).status_code == 404


def test_a_withdrawn_letter_is_no_use_any_more(site, elsewhere):
    letter = signed(elsewhere)
    code = letter.code
    ours = receive(site, code, missing=("kk",))
    with office_scope(site.office):
        mended = world.form(program_of(published_version(USING).id))
        operations.act(
            file_id=ours.file_id,
            actor=site.people["counter"],
            action=Action.RESUBMIT,
            expected_event=ours.event,
            inputs=operations.Inputs(form=mended),
            now=clock.now(),
        )
        assert queries.brought(ours.file_id) == {}
    with public_scope():
        assert LetterUse.objects.get().withdrawn_at is not None


def test_an_open_file_takes_its_letter_along_when_offices_merge(site, elsewhere):
    letter = signed(elsewhere)
    receive(site, letter.code)
    chief = replace(site.people["admin"], roles=frozenset({"KAB_ADMIN"}), office_id=None)
    facts = {"office_ids": [site.office.pk], "successor_id": elsewhere.office.pk, "reason": "Perda 1/2026"}
    merging.merge(**facts, actor=chief, now=clock.now())
    with office_scope(elsewhere.office):
        assert BroughtLetter.objects.get().code == letter.code


def test_a_missing_paper_takes_no_letter(site, elsewhere):
    letter = signed(elsewhere)
    made = form(site, letter.code)
    papers = tuple(replace(tick, state=PaperState.MISSING) if tick.code else tick for tick in made.papers)
    with office_scope(site.office):
        operations.receive(actor=site.people["counter"], form=replace(made, papers=papers), now=clock.now())
        assert not BroughtLetter.objects.exists()


def test_the_route_names_are_there():
    assert reverse("letter_check", urlconf="config.urls.office") == "/surat/periksa/"
