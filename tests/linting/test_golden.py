"""What people found in two published standards, and in standards invented for this, is found by the rules."""

from collections.abc import Iterable
from typing import Any

import pytest

from commons.plain_yaml import load_yaml
from linting.checking.checks import check_standard
from linting.checking.findings import Finding, Severity
from linting.checking.sheets_draft import sheets_of_file
from tests.linting.conftest import HERE

GOLDEN: dict[str, Any] = load_yaml((HERE / "golden.yaml").read_text("utf-8"))
PLANTED: dict[str, Any] = {
    f"{folder}/{name}": faults
    for folder in ("unseen", "later", "fresh", "offices", "strangers", "foreign")
    for name, faults in load_yaml((HERE / folder / "planted.yaml").read_text("utf-8")).items()
}
LEAST_FOUND, MOST_FALSE = 0.9, 0.1


def is_it(finding: Finding, code: str, quote: str) -> bool:
    return finding.code == code and quote.casefold() in finding.quote.casefold()


def struck(findings: Iterable[Finding], item: dict[str, Any]) -> bool:
    return all(any(is_it(one, code, quote) for one in findings) for code, quote in item["by"].items())


@pytest.mark.parametrize("seed", ["000", "002"])
def test_what_people_found_is_found(seed, found_in_seeds):
    serious = [item for item in GOLDEN[seed] if item["severity"] in {"E", "W"}]
    missed = [item["id"] for item in serious if not struck(found_in_seeds[seed], item)]
    assert len(missed) <= len(serious) * (1 - LEAST_FOUND), missed


@pytest.mark.parametrize("seed", ["000", "002"])
def test_little_else_is_found(seed, found_in_seeds):
    """Counted over all severities; what was judged true beside the list counts as true."""
    known = [(code, quote) for item in GOLDEN[seed] for code, quote in item["by"].items()]
    known += [(item["code"], item["quote"]) for item in GOLDEN["also_true"][seed]]
    findings = found_in_seeds[seed]
    false = [
        (one.code, one.quote) for one in findings if not any(is_it(one, code, quote) for code, quote in known)
    ]
    assert len(false) <= len(findings) * MOST_FALSE, false


def test_all_that_people_found_in_the_two_is_found(found_in_seeds):
    missed = {
        item["id"]
        for seed in ("000", "002")
        for item in GOLDEN[seed]
        if not struck(found_in_seeds[seed], item)
    }
    assert missed == set()


@pytest.mark.parametrize("name", sorted(PLANTED))
def test_planted_faults_are_found_and_clean_standards_stay_silent(name, context):
    file, _mark, which = name.partition("#")
    sheet = sheets_of_file(HERE / file)[int(which or 1) - 1]
    findings = check_standard(sheet, context)
    missed = [fault for fault in PLANTED[name] if not any(is_it(one, **fault) for one in findings)]
    serious = [one for one in findings if one.severity is not Severity.INFO]
    false = [one for one in serious if not any(is_it(one, **fault) for fault in PLANTED[name])]
    assert len(missed) <= len(PLANTED[name]) * (1 - LEAST_FOUND), missed
    assert len(false) <= len(serious) * MOST_FALSE, [(one.code, one.quote) for one in false]


FOUND: dict[str, list[dict[str, str]]] = load_yaml((HERE / "hands" / "found.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(FOUND))
def test_what_was_found_of_the_faults_of_other_hands_stays_found(name, context):
    """Standards written by people who did not know the rules (ADR 44); not all of their faults are found."""
    findings = [
        one for sheet in sheets_of_file(HERE / "hands" / name) for one in check_standard(sheet, context)
    ]
    quotes = [(one.code, " ".join(one.quote.split())) for one in findings]
    lost = [
        fault
        for fault in FOUND[name]
        if not any(c == fault["code"] and fault["quote"] in q for c, q in quotes)
    ]
    assert lost == []
