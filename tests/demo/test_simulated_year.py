"""The pure half of the simulation: seasons, characters, leaders, and what each kind of office shows."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest

from applications.course import promise_of, span_after
from applications.ledger import Course, Ledger, Owner, Verdict, ledger, shares, verdict
from applications.workflow import replay
from applications.workflow_types import Action, Actor, Role
from commons.nik import check_nik
from commons.worktime import EXAMPLE_HOURS, WorkCalendar
from demo.simulate import characters, places, seasons
from demo.simulate.adopting import SOURCES, adopted, services_of
from demo.simulate.characters import BROKEN_FOR, Fault
from demo.simulate.desk import Staff
from demo.simulate.year import Setting, Year, days_before, tell
from offices.models import Level, Office
from servicetypes.catalogue import definition_of
from servicetypes.readers import Village
from standards.publication import publication_problems
from tests.demo.conftest import LAST_DAY, UNTIL, programs_of

CALENDAR = WorkCalendar(EXAMPLE_HOURS.rows(date(2025, 1, 1)))
PROGRAMS = programs_of("sktm", "ktp-el")
DAYS = 75
MEAN_DAY = date(2026, 4, 15)


def _people(character: characters.Character) -> list[Actor]:
    desk = [{Role.COUNTER, Role.OPERATOR}] if character.alone else [{Role.COUNTER}] * character.counters
    desk += [{Role.OPERATOR}] * character.operators
    roles = [{Role.HEAD}, {Role.SECRETARY}, {Role.SECTION_HEAD}, *desk]
    return [Actor(UUID(int=n), frozenset(each), may_sign=n < 2) for n, each in enumerate(roles)]


def _setting(fault: Fault | None, *, seed: int = 1, population: int = 62_000) -> Setting:
    character = characters.character(
        "35.08.03", seed=seed, population=population, last_day=LAST_DAY, fault=fault
    )
    people = _people(character)
    return Setting(
        seed=seed,
        code="35.08.03",
        population=population,
        character=character,
        staff=Staff(people, head=0, acting=1, speeds=[1.0] * len(people)),
        programs=PROGRAMS,
        villages=[Village("35.08.03.2001", "Uji", "desa", "Candipuro")],
        calendar=CALENDAR,
        days=days_before(UNTIL, DAYS),
        until=UNTIL,
    )


@pytest.fixture(scope="module")
def years() -> dict[Fault | None, Year]:
    return {fault: tell(_setting(fault)) for fault in (None, *Fault)}


def _courses(year: Year, service: str) -> list[Course]:
    process = PROGRAMS[service].process()
    by = defaultdict(list)
    for act in year.acts:
        if year.services[act.number] == service:
            by[act.number].append(act)
    return [
        Course.of(
            [span_after(process, act.decision.state, act.at) for act in acts],
            acts[-1].decision.state.clock_started_at,
        )
        for acts in by.values()
    ]


def _kept(year: Year, *, since: date | None = None, before: date | None = None) -> float:
    """The share of SKTM files of which the promise was kept."""
    promise = promise_of(PROGRAMS["sktm"].document.waktu)
    found = [
        verdict(course, promise, CALENDAR, away=year.leader.away(course.spans[0].start), now=UNTIL)
        for course in _courses(year, "sktm")
        if (since is None or course.spans[0].start.date() >= since)
        and (before is None or course.spans[0].start.date() < before)
    ]
    done = [each for each in found if each in {Verdict.ON_TIME, Verdict.LATE}]
    return sum(each is Verdict.ON_TIME for each in done) / len(done)


def _shares(year: Year) -> dict[Owner, float]:
    ledgers: list[Ledger] = [
        ledger(course, CALENDAR, away=year.leader.away(course.spans[0].start), now=UNTIL)
        for course in _courses(year, "sktm")
    ]
    sums = shares(ledgers)
    whole = sum((time for owner, time in sums.items() if owner is not Owner.CLOSED), timedelta())
    return {owner: time / whole for owner, time in sums.items()}


def _returned(year: Year) -> float:
    gone = {act.number for act in year.acts if act.command.action is Action.RETURN}
    return len(gone) / len(year.cases)


def test_a_usual_office_keeps_its_promise(years):
    assert _kept(years[None]) > 0.85
    assert _returned(years[None]) < 0.12


def test_each_fault_shows_where_it_should(years):
    assert _kept(years[Fault.SLOW]) < 0.5
    assert _kept(years[Fault.UNDERSTAFFED]) < 0.6
    assert _returned(years[Fault.MANY_RETURNS]) > 3 * _returned(years[None])
    away = {fault: _shares(years[fault])[Owner.LEADER_AWAY] for fault in (None, Fault.LEADER_AWAY)}
    assert away[Fault.LEADER_AWAY] > 3 * away[None]


def test_a_broken_promise_breaks_three_weeks_ago(years):
    since = LAST_DAY - BROKEN_FOR
    assert _kept(years[Fault.BROKEN_PROMISE], before=since) > 0.85
    assert _kept(years[Fault.BROKEN_PROMISE], since=since) < 0.65


def test_every_file_follows_the_workflow_in_counter_hours(years):
    for year in years.values():
        by = defaultdict(list)
        for act in year.acts:
            by[act.number].append(act)
        for number, acts in by.items():
            process = PROGRAMS[year.services[number]].process()
            assert replay(process, [act.decision.record for act in acts]) == acts[-1].decision.state
            assert all(earlier.at <= later.at for earlier, later in pairwise(acts))
            assert acts[-1].at <= UNTIL
        assert all(_is_open(act.at) for act in year.acts if act.command.action is not Action.UNDO)


def _is_open(at) -> bool:
    """Within counter hours; the very end of a session counts."""
    return any(part.start <= at <= part.end for part in CALENDAR.sessions(at.date()))


def test_nobody_signs_while_the_leader_is_away_and_nobody_appointed(years):
    for year in years.values():
        for act in year.acts:
            absence = year.leader.absence_at(act.at)
            if act.person == 0 and absence is not None:
                # What was begun just before leaving may be finished on the doorstep, never later.
                assert act.at - absence.from_at < timedelta(minutes=1), absence
            if act.person == 1:
                assert absence is not None
                assert absence.acting


def test_absences_never_overlap(years):
    for year in years.values():
        assert all(earlier.to_at <= later.from_at for earlier, later in pairwise(year.leader.absences))


def test_the_same_seed_tells_the_same_year():
    first, again, other = (tell(_setting(None, seed=seed, population=20_000)) for seed in (3, 3, 4))
    assert first == again
    assert first.acts != other.acts


def test_people_are_invented_by_the_rule_of_the_nik(years):
    cases = list(years[None].cases.values())
    for case in cases[:200]:
        assert not check_nik(str(case.form.values["nik"])).errors
        assert str(case.form.values["nik"]).startswith("3508")


def test_one_in_four_at_most_is_bad_and_the_seed_says_which():
    codes = places.codes(28)
    assert len(codes) == len(set(codes)) == 28
    assert [code for code in codes if not places.is_comparable(code)] == ["35.08.17"]
    people = {code: places.inhabitants(code) for code in codes}
    bad = characters.faults(people, seed=1)
    assert set(bad.values()) == set(Fault)
    assert bad == characters.faults(people, seed=1)
    assert characters.faults(people, seed=2) != bad
    assert bad[max(bad, key=people.__getitem__)] is Fault.UNDERSTAFFED
    assert characters.faults({code: people[code] for code in codes[:3]}, seed=1) == {}
    assert len(characters.faults({code: people[code] for code in codes[:10]}, seed=1)) == 2


@pytest.mark.parametrize(
    ("service", "fuller", "emptier"),
    [
        ("sktm", date(2026, 7, 8), MEAN_DAY),
        ("kp4", date(2026, 1, 7), MEAN_DAY),
        ("sktm", date(2026, 4, 13), date(2026, 4, 17)),  # a Monday, a Friday
        ("ktp-el", date(2026, 3, 31), date(2026, 3, 17)),  # after the feast, in the week before it
        ("dtsen", date(2026, 4, 15), date(2026, 5, 13)),
    ],
    ids=["enrolment", "allowances", "monday", "feast", "quarter"],
)
def test_seasons(service, fuller, emptier):
    assert seasons.factor(service, fuller, CALENDAR) > seasons.factor(service, emptier, CALENDAR) > 0


def test_nobody_comes_while_it_is_closed():
    for closed in (date(2026, 4, 18), date(2026, 3, 23), date(2026, 8, 17)):
        assert seasons.factor("sktm", closed, CALENDAR) == 0


def test_the_feast_and_the_month_before_it():
    assert seasons.eid(2026) == date(2026, 3, 21)
    assert seasons.fasting_month(2026) == (date(2026, 2, 19), date(2026, 3, 20))


@pytest.mark.parametrize("level", list(SOURCES))
def test_adopted_standards_are_the_offices_own_and_can_be_published(level):
    code = "35.08.04" if level == Level.KECAMATAN else "35.08.10.1004"
    slug = "kec-pasirian" if level == Level.KECAMATAN else "kel-ditotrunan"
    office = Office(kemendagri_code=code, level=level, name="Pasirian", slug=slug, letterhead={})
    for service in services_of(office):
        document = adopted(office, service)
        definition = definition_of(service)
        assert document.office == slug
        assert publication_problems(document, definition, has_authority=True) == []
        text = document.model_dump_json()
        assert "Kecamatan Lumajang" not in text
        assert "Tompokersan" not in text
        assert document.why_added("pengaduan.channels")


def test_a_desa_adopts_nothing():
    office = Office(kemendagri_code="35.08.04.2001", level=Level.DESA, name="X", slug="x")
    with pytest.raises(KeyError):
        services_of(office)
