"""One line of paper: every fault beside its field, real times only."""

from datetime import date, datetime

import pytest

from commons.clock import WIB
from fallback.rows import Service, is_empty, read

DAY = date(2026, 11, 19)
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=WIB)
SERVICES = {"sktm": Service("SKTM", is_signed=True), "ktp-el": Service("KTP-el", is_signed=False)}
GOOD = {
    "service": "sktm",
    "name": "SITI AMINAH",
    "nik": "3508174508680001",
    "received": "08.10",
    "complete": "0820",
    "signed": "9.05",
    "handed": "10",
    "receiver": "Siti",
}


def row(**changes):
    return read({**GOOD, **changes}, day=DAY, services=SERVICES, now=NOW)


def test_a_line_in_order_has_its_times():
    found = row()
    assert found.is_ready
    times = found.times
    assert [t.strftime("%d %H.%M") for t in (times.received, times.complete, times.signed, times.handed)] == [
        "19 08.10",
        "19 08.20",
        "19 09.05",
        "19 10.00",
    ]


def test_what_was_not_done_is_not_made_up():
    times = row(complete="", signed="", handed="").times
    assert times.complete == times.received
    assert times.signed is times.handed is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"service": ""}, "service"),
        ({"service": "akta"}, "service"),
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"nik": "123"}, "nik"),
        ({"received": ""}, "received"),
        ({"received": "25.00"}, "received"),
        ({"complete": "07.00"}, "complete"),
        ({"signed": "08.15"}, "signed"),
        ({"handed": "09.00"}, "handed"),
        ({"signed": ""}, "signed"),
        ({"receiver": "y" * 121}, "receiver"),
    ],
)
def test_each_fault_stands_beside_its_field(changes, field):
    found = row(**changes)
    assert list(found.faults) == [field]
    assert found.times is None
    assert found.typed["receiver"] == changes.get("receiver", GOOD["receiver"])


def test_what_has_not_happened_yet_is_refused():
    early = read(GOOD, day=NOW.date(), services=SERVICES, now=NOW)
    assert set(early.faults) == {"received", "complete", "signed", "handed"}


def test_what_is_made_elsewhere_needs_no_signature():
    assert row(service="ktp-el", signed="").is_ready


def test_blank_is_blank():
    assert is_empty({})
    assert is_empty({"name": " ", "other": "x"})
    assert not is_empty({"name": "x"})
