"""The files behind a figure: those that speak against it, of this office and period only."""

from datetime import date
from types import SimpleNamespace
from uuid import UUID

import pytest

from indicators.measures import Duration, definition_of
from indicators.periods import Period
from quality import behind
from quality.formulas import formula_of
from quality.terms import Grain, Term
from tests.applications.pages import text, url

SUMMER = Period(date(2026, 7, 1), date(2026, 9, 30))
JULY, JUNE = date(2026, 7, 15), date(2026, 6, 15)


def told(n, *counted, decided=None, minutes=0):
    facts = SimpleNamespace(counted=counted, decided_on=decided, minutes={Duration.OFFICE: minutes})
    return SimpleNamespace(file_id=UUID(int=n), facts=facts)


def keys(key, *files):
    found = behind.hits(definition_of(key), SUMMER, files)
    return [one.file_id.int for one in found]


def test_what_speaks_against_a_figure_is_listed():
    late, kept = told(1, (JULY, "late")), told(2, (JULY, "kept"))
    before, again = told(3, (JUNE, "late")), told(4, (date(2026, 8, 1), "late"))
    assert keys("promise_kept", late, kept, before, again) == [4, 1]
    assert keys("returned", told(5, (JULY, "returned")), told(6, (JULY, "returns")), kept) == [5]
    assert keys("corrections", told(7, (JULY, "corrections"), (JUNE, "corrections"))) == [7]
    long, short = told(8, decided=JULY, minutes=90), told(9, decided=JULY, minutes=9)
    assert keys("office_minutes", short, long, told(10, decided=JUNE, minutes=999), told(11)) == [8, 9]


def test_only_figures_of_files_have_files():
    assert behind.has_files(formula_of("promise_kept"))
    assert not any(behind.has_files(formula_of(key)) for key in ("queue_wait_minutes", "hand", "zzz"))


@pytest.mark.django_db
def test_the_page_lists_files_of_this_office(office, site, elsewhere, clock):
    outcome = site.until("sktm", "SIGN")
    elsewhere.until("sktm", "SIGN")
    clock.set("2026-11-27 13:00")
    for _n in range(3):
        outcome = site.step(outcome)
        if site.file(outcome).finished_at:
            break
    office.approved()
    clock.set("2027-01-04 09:00")
    report = office.drawn(Term(date(2026, 10, 1), Grain.QUARTER))
    line = office.results(report)["promise_kept"].line
    page = text(site.at("section_head").get(url("quality_files", report.id, line.id)))
    assert site.file(outcome).receipt_number in page
    assert "1 berkas." in page
    late = office.results(report)["returned"].line
    assert "Tidak ada berkas seperti itu" in text(
        site.at("head").get(url("quality_files", report.id, late.id))
    )
