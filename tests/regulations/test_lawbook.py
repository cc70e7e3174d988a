"""The register as rules read it: chains of replacement and the day from which they count."""

from datetime import date

import pytest

from regulations.lawbook import Entry, lawbook, packaged
from regulations.register import Status

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("key", "chain"),
    [
        ("permenpan:20:4:2006", ["permenpanrb:36:2012", "permenpanrb:15:2014"]),
        ("kepmenpan:25:2:2004", ["permenpanrb:16:2014", "permenpanrb:14:2017"]),
        ("pma:20:2019", ["pma:22:2024", "pma:30:2024"]),
        ("uu:32:2004", ["uu:23:2014"]),
        ("uu:23:2014", []),
        ("uu:1:1950", []),
    ],
)
def test_a_chain_goes_on_to_the_newest(key, chain):
    laws = packaged()
    assert [entry.key for entry in laws.chain(key)] == chain
    assert laws.newest(key) == (chain[-1] if chain else key)


def test_what_is_revoked_counts_from_its_day():
    law = Entry("uu:32:2004", "UU", "X", Status.REVOKED, date(2014, 10, 2), "uu:23:2014")
    assert not law.ended(date(2014, 10, 1))
    assert law.ended(date(2014, 10, 2))
    assert Entry("a", "A", "X", Status.REVOKED).ended(TODAY)  # without a day: at once
    assert not Entry("a", "A", "X", Status.UNKNOWN).ended(TODAY)


def test_a_loop_in_the_data_ends():
    loop = lawbook(
        [Entry("a", "A", "X", Status.OUTDATED, None, "b"), Entry("b", "B", "X", Status.OUTDATED, None, "a")]
    )
    assert [entry.key for entry in loop.chain("a")] == ["b", "a"]
