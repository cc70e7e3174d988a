"""What the score of the standards answers of PEKPPP: exact shares, and what is missing by name."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from completeness.rules import Found, Point, Proof
from reports import pekppp
from reports.pekppp_score import NAMED, TAKEN, measured_of

DAY = date(2026, 11, 20)


def proof(n: int, *, good: bool) -> Proof:
    return Proof(f"Layanan {n}", "14 dari 14" if good else f"{n} dari 14", "https://x/", DAY, good)


def point(key: str, share: Fraction, *proofs: Proof) -> Point:
    return Point(key, f"Butir {key}", 40, Found(share, proofs))


@given(st.integers(0, 300), st.integers(1, 300))
def test_a_share_becomes_its_part_of_five(part, whole):
    share = Fraction(min(part, whole), whole)
    found = measured_of([point("components", share)], share * 100)["complete"]
    assert found.value is not None
    assert abs(Fraction(found.value) - 5 * share) <= Fraction(1, 200)


def test_what_the_score_does_not_measure_is_not_measured_here():
    unmeasured = Point("findings", "Temuan", 20, None)
    for points in ([], [unmeasured]):
        found = measured_of(points, None)
        assert found.keys() == TAKEN.keys()
        assert {one.value for one in found.values()} == {None}


def test_the_evidence_names_what_is_missing_and_how_it_was_worked_out():
    proofs = [proof(n, good=n > NAMED + 2) for n in range(1, 11)]
    found = measured_of([point("components", Fraction(1, 2), *proofs)], Fraction(1755, 20))["complete"]
    assert found.value == Decimal("2.50")
    assert found.evidence.startswith("5 dari 10 standar memenuhi; belum: Layanan 1 (1 dari 14); ")
    assert found.evidence.endswith("; dan 2 lainnya")
    assert found.how == "5 × 20,0 ÷ 40, butir “Butir components” pada nilai kelengkapan (87,8 dari 100)"
    whole = measured_of([point("age", Fraction(1), *proofs[-2:])], Fraction(100))["reviewed"]
    assert whole.evidence == "2 dari 2 standar memenuhi"
    one = measured_of([point("maklumat", Fraction(0), proof(3, good=False))], Fraction(50))["pledge"]
    assert (one.value, one.evidence) == (Decimal("0.00"), "Layanan 3: 3 dari 14")


def test_the_form_asks_for_each_of_them():
    asked = {one.measure for aspect in pekppp.form().aspects for one in aspect.points}
    assert TAKEN.keys() <= asked
