"""All rules, applied: over one standard, over one office, over the kabupaten (pure)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from linting.checking import (
    rules_actors,
    rules_agree,
    rules_asked,
    rules_bare,
    rules_conduct,
    rules_contacts,
    rules_control,
    rules_counts,
    rules_dates,
    rules_facts,
    rules_fees,
    rules_front,
    rules_hours,
    rules_instruments,
    rules_kabupaten,
    rules_law,
    rules_limits,
    rules_listed,
    rules_measures,
    rules_numbers,
    rules_office,
    rules_order,
    rules_people,
    rules_plain,
    rules_product,
    rules_promise,
    rules_purpose,
    rules_random,
    rules_references,
    rules_routine,
    rules_signers,
    rules_slips,
    rules_sums,
    rules_things,
    rules_titles,
    rules_twice,
    rules_unfair,
    rules_valid,
    rules_whole,
    rules_words,
)
from linting.checking.context import Context
from linting.checking.findings import ORDER, Finding, Hit, Rule, short
from linting.checking.sheet import Sheet

STANDARD_RULES: tuple[Rule[Sheet], ...] = tuple(
    rule
    for module in (
        rules_whole,
        rules_law,
        rules_titles,
        rules_order,
        rules_promise,
        rules_fees,
        rules_numbers,
        rules_people,
        rules_signers,
        rules_things,
        rules_product,
        rules_random,
        rules_words,
        rules_contacts,
        rules_plain,
        rules_instruments,
        rules_measures,
        rules_valid,
        rules_limits,
        rules_hours,
        rules_counts,
        rules_agree,
        rules_control,
        rules_dates,
        rules_twice,
        rules_actors,
        rules_facts,
        rules_conduct,
        rules_unfair,
        rules_sums,
        rules_references,
        rules_routine,
        rules_purpose,
        rules_front,
        rules_slips,
        rules_asked,
        rules_bare,
        rules_listed,
    )
    for rule in module.rules.all
)
OFFICE_RULES = tuple(rules_office.rules.all)
KABUPATEN_RULES = tuple(rules_kabupaten.rules.all)


def check_standard(sheet: Sheet, context: Context) -> list[Finding]:
    """What is wrong with one standard, the worst first."""
    found = [
        _finding(rule, hit, sheet.office, sheet.service)
        for rule in STANDARD_RULES
        if rule.only is None or rule.only.may_be_in(sheet.folded)
        for hit in rule.check(sheet, context)
    ]
    return _sorted(found)


def check_office(sheets: Sequence[Sheet], context: Context) -> list[Finding]:
    """What the standards of one office say differently from each other."""
    office = sheets[0].office if sheets else ""
    return _sorted(
        _finding(rule, hit, office, hit.service)
        for rule in OFFICE_RULES
        for hit in rule.check(sheets, context)
    )


def check_kabupaten(sheets: Sequence[Sheet], context: Context) -> list[Finding]:
    """What offices say differently from each other. The finding belongs to the office of its standard."""
    return _sorted(
        _finding(rule, hit, hit.office, hit.service)
        for rule in KABUPATEN_RULES
        for hit in rule.check(sheets, context)
    )


def check_all(sheets: Iterable[Sheet], context: Context, *, across: bool = True) -> list[Finding]:
    """Everything: each standard, each office, and with `across` the kabupaten."""
    offices: dict[str, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        offices[sheet.office].append(sheet)
    found = [one for mine in offices.values() for sheet in mine for one in check_standard(sheet, context)]
    found += [one for mine in offices.values() if len(mine) > 1 for one in check_office(mine, context)]
    if across:
        found += check_kabupaten([sheet for mine in offices.values() for sheet in mine], context)
    return _sorted(found)


def _finding(rule: Rule[Any], hit: Hit, office: str, service: str) -> Finding:
    return Finding(
        rule.code,
        hit.severity or rule.severity,
        office,
        service,
        hit.where,
        short(hit.quote),
        hit.why,
        hit.mend,
    )


def _sorted(found: Iterable[Finding]) -> list[Finding]:
    """The worst first; a rule that strikes twice on the same words is said once."""
    unique = {(one.office, one.key, one.severity): one for one in found}
    return sorted(unique.values(), key=lambda one: (ORDER[one.severity], one.office, one.service, one.place))
