"""Which letters are refused, which only read about."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handoff.rules import LEVELS, USUAL_AGE, Holder, Letter, Wanted, judge, same_matter
from lettercheck.models import LetterState
from offices.models import Level
from standards.vocabulary import Issuer

TODAY = date(2026, 11, 20)
LETTER = Letter(
    code="7K3M9QXD2F4T",
    state=LetterState.VALID,
    state_at=date(2026, 11, 19),
    number="400/1/427.99/2026",
    date=date(2026, 11, 18),
    service_name="Surat Keterangan Tidak Mampu",
    office_name="Kelurahan Uji Timur",
    level=Level.KELURAHAN,
    office_code="35.99.02.1001",
    initials="S. A.",
    replaced_number="400/2/427.99/2026",
    holder=Holder.SAME,
)
WANTED = Wanted(
    issuer=Issuer.LURAH_OR_KADES,
    paper="SKTM dari desa/kelurahan",
    today=TODAY,
    village="35.99.02.1001",
)


def codes(letter=LETTER, wanted=WANTED, **more):
    found = judge(letter, wanted, place="papers.x", **more)
    assert all(each.field == "papers.x" for each in (*found.errors, *found.warnings))
    return [each.code for each in found.errors], [each.code for each in found.warnings]


def test_a_letter_as_asked_for_passes_without_a_word():
    assert codes() == ([], [])


@pytest.mark.parametrize(
    ("state", "code", "words"),
    [
        (LetterState.UNSIGNED, "letter_unsigned", "belum ditandatangani"),
        (LetterState.VOID, "letter_void", "dibatalkan penerbitnya (19 November 2026)"),
        (LetterState.REPLACED, "letter_replaced", "diganti surat 400/2/427.99/2026"),
    ],
)
def test_a_letter_without_force_is_refused_and_nothing_else_is_said(state, code, words):
    odd = replace(LETTER, state=state, holder=Holder.OTHER, date=date(2020, 1, 1))
    found = judge(odd, replace(WANTED, issuer=Issuer.POLICE), reason="ada alasan")
    assert [each.code for each in found.errors] == [code]
    assert not found.warnings
    assert words in str(found.errors[0].message)
    assert LETTER.number in str(found.errors[0].message)


def test_a_letter_of_invented_years_is_refused():
    assert codes(replace(LETTER, simulated=True)) == (["letter_simulated"], [])


@pytest.mark.parametrize("level", Level.values)
@pytest.mark.parametrize("issuer", Issuer)
def test_the_standard_names_who_may_have_written_it(issuer, level):
    errors, _odd = codes(replace(LETTER, level=level), replace(WANTED, issuer=issuer))
    assert errors == ([] if level in LEVELS.get(issuer, ()) else ["letter_issuer"])


def test_nobody_in_loket_writes_for_rt_rw_or_police():
    assert not {Issuer.RT_RW, Issuer.POLICE, Issuer.CIVIL_REGISTRY} & LEVELS.keys()


def test_the_letter_of_another_person_needs_a_reason():
    other = replace(LETTER, holder=Holder.OTHER)
    assert codes(other) == (["letter_person"], [])
    assert codes(other, reason="  ") == (["letter_person"], [])
    assert codes(other, reason="Surat atas nama ayahnya") == ([], [])


@pytest.mark.parametrize(
    ("letter", "wanted", "code"),
    [
        (replace(LETTER, office_code="35.99.03.1002"), WANTED, "letter_village"),
        (replace(LETTER, service_name="Surat Pengantar Nikah"), WANTED, "letter_service"),
        (replace(LETTER, date=TODAY - USUAL_AGE - timedelta(days=1)), WANTED, "letter_old"),
        (LETTER, replace(WANTED, used_for=("0001/2026",)), "letter_used"),
        (replace(LETTER, holder=Holder.UNKNOWN), WANTED, "letter_unmatched"),
    ],
)
def test_what_is_only_odd_is_said(letter, wanted, code):
    assert codes(letter, wanted) == ([], [code])


def test_three_months_are_not_old_yet_and_an_unknown_village_says_nothing():
    assert codes(replace(LETTER, date=TODAY - USUAL_AGE)) == ([], [])
    assert codes(wanted=replace(WANTED, village="")) == ([], [])


@pytest.mark.parametrize(
    ("service", "paper", "same"),
    [
        ("Surat Keterangan Tidak Mampu", "Surat keterangan tidak mampu dari desa", True),
        ("SKTM", "Surat keterangan tidak mampu (asli)", True),
        ("Surat Keterangan Tidak Mampu", "SKTM dari kelurahan", True),
        ("Surat Keterangan Ahli Waris", "Surat keterangan tidak mampu", False),
        ("Surat Keterangan Ahli Waris", "Surat pengantar dari desa/kelurahan", True),
        ("", "SKTM", True),
    ],
)
def test_the_matter_of_a_letter_is_in_its_words(service, paper, same):
    assert same_matter(service, paper) is same
