"""Pure rules of the inventory: what standards propose, what is wrong with an item, which months were kept."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.worktime import EXAMPLE_HOURS, WorkCalendar
from facilities.kinds import Kind, State, Trouble, is_broken, kind_of, troubles
from facilities.proposing import Change, Held, promised_by, proposals
from facilities.queries import Span, spans_of
from indicators.periods import next_month
from standards.catalogue import document_of, load_documents
from upkeep.rounds import Stand, due_on, first_due, months, stand_of

DAY = date(2026, 11, 20)
LUMAJANG = {code: document_of("kec-lumajang", code) for code in ("sktm", "kp4", "ktp-el")}


def calendar() -> WorkCalendar:
    return WorkCalendar(EXAMPLE_HOURS.rows())


def test_the_standards_of_a_kecamatan_promise_each_thing_once():
    found = promised_by(LUMAJANG)
    names = [one.name for one in found.values()]
    assert len(names) == len({name.casefold() for name in names})
    # "Komputer, Printer" are two; the extinguisher comes from the safety guarantee of one standard alone.
    assert {"Komputer", "Printer", "HP Pelayanan", "CCTV", "APAR"} <= set(names)
    assert found["meja"].services == ("kp4", "ktp-el", "sktm")
    assert (found["apar"].services, found["apar"].kind) == (("ktp-el",), Kind.APAR)


def test_quantities_are_the_largest_that_any_standard_names():
    document = document_of("kec-jatiroto", "sktm-rekomendasi")
    found = promised_by({"a": document, "b": document})
    assert {one.name: one.quantity for one in found.values()} == {
        "Komputer": 1, "Printer": 1, "Buku Register": 1, "Meja": 1, "Kursi": 2,
    }  # fmt: skip


def test_a_changed_standard_proposes_and_what_was_refused_stays_away():
    promised = promised_by({"x": document_of("kec-jatiroto", "sktm-rekomendasi")})
    held = [
        Held("kursi", "Kursi", 1, ("x",)),
        Held("meja", "Meja", 1, ("x",)),
        Held("toilet", "Toilet", None, ("x",)),
        Held("dispenser", "Dispenser", None, ()),
    ]
    found = proposals(promised, held)
    assert [(one.change, one.key) for one in found] == [
        (Change.ADD, "komputer"),
        (Change.ADD, "printer"),
        (Change.ADD, "buku register"),
        (Change.QUANTITY, "kursi"),
        (Change.RETIRE, "toilet"),  # what was added by hand (the dispenser) is nobody's promise
    ]
    refused = {one.mark for one in found if one.key in {"kursi", "toilet"}}
    assert [one.key for one in proposals(promised, held, refused)] == ["komputer", "printer", "buku register"]


@pytest.mark.parametrize("document", load_documents(), ids=lambda d: d.service)
def test_an_inventory_that_follows_the_standards_is_proposed_nothing(document):
    promised = promised_by({document.service: document})
    held = [Held(one.key, one.name, one.quantity, one.services) for one in promised.values()]
    assert proposals(promised, held) == []


def test_names_say_what_is_asked_of_an_item():
    named = {
        "APAR": Kind.APAR, "Alat pemadam api": Kind.APAR, "CCTV": Kind.CCTV, "HP Pelayanan": Kind.PHONE,
        "Kursi": Kind.PLAIN, "Lapar": Kind.PLAIN,
    }  # fmt: skip
    assert {name: kind_of(name) for name in named} == named


def test_what_is_wrong_at_every_edge():
    cases: dict[str, tuple[State, dict[str, Any], set[Trouble]]] = {
        "whole": (State(2, 2), {}, set()),
        "missing": (State(0, 0), {"promised": 2}, {Trouble.MISSING}),
        "one of two broken": (State(2, 1), {}, {Trouble.BROKEN}),
        "too few": (State(1, 1), {"promised": 2}, {Trouble.SHORT}),
        "expires today": (State(1, 1, DAY), {}, {Trouble.EXPIRING}),
        "expired yesterday": (State(1, 1, DAY - timedelta(1)), {}, {Trouble.EXPIRED}),
        "expires in 30 days": (State(1, 1, DAY + timedelta(30)), {}, {Trouble.EXPIRING}),
        "expires in 31 days": (State(1, 1, DAY + timedelta(31)), {}, set()),
        "same number": (State(1, 1, None, "+6281"), {"published": frozenset({"+6281"})}, set()),
        "other number": (State(1, 1, None, "+6282"), {"published": frozenset({"+6281"})}, {Trouble.NUMBER}),
        "nothing published": (State(1, 1, None, "+6281"), {"published": frozenset()}, {Trouble.NUMBER}),
    }
    for name, (state, more, wanted) in cases.items():
        assert troubles(state, day=DAY, **more) == wanted, name
    assert is_broken(State(1, 1, DAY - timedelta(1)), day=DAY)
    assert not is_broken(State(1, 1, DAY), day=DAY)


def test_a_month_is_due_on_its_fifth_working_day():
    # 1 November 2026 is a Sunday.
    assert due_on(date(2026, 11, 1), calendar()) == date(2026, 11, 6)
    assert due_on(date(2026, 11, 1), WorkCalendar(())) == date(2026, 11, 30)
    assert first_due(date(2026, 11, 1)) == date(2026, 11, 1)
    assert first_due(date(2026, 11, 2)) == date(2026, 12, 1)


def test_each_month_says_what_became_of_it():
    done = {date(2026, 9, 1): date(2026, 9, 4), date(2026, 10, 1): date(2026, 10, 20)}
    found = months(date(2026, 7, 15), done, calendar(), today=DAY)
    assert [(month.first.month, month.stand) for month in found] == [
        (11, Stand.OVERDUE), (10, Stand.LATE), (9, Stand.KEPT), (8, Stand.MISSED),
    ]  # fmt: skip
    assert [month.stand for month in months(DAY, {}, calendar(), today=DAY)] == [Stand.FREE]


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_a_month_that_was_done_was_never_missed(first, today):
    first = first.replace(day=1)
    due = due_on(first, calendar())
    assert first <= due < next_month(first)
    assert stand_of(first, due, due, today=today) is Stand.KEPT
    stand = stand_of(first, due, None, today=today)
    assert (stand is Stand.MISSED) == (today >= next_month(first))


def test_spans_of_an_item_begin_when_it_was_known_and_end_when_it_works():
    def seen(day, quantity, working):
        return SimpleNamespace(at=datetime(2026, 11, day, 3, tzinfo=UTC), quantity=quantity, working=working)

    rows = [seen(1, 2, 2), seen(3, 2, 1), seen(5, 0, 0), seen(9, 2, 2), seen(12, 2, 0)]
    assert spans_of(rows) == [
        Span(date(2026, 11, 3), date(2026, 11, 9)),
        Span(date(2026, 11, 12), None),
    ]
