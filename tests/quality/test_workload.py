"""Work by step and by name, without an order of merit: who sees whom, and how names stand."""

import re
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.permissions import ALL_KABUPATEN
from applications.workflow_types import Action, StepKind
from commons.clock import WIB
from indicators.periods import Period
from quality.workload import MINIMUM, Load, Piece, below, by_person, by_step, pieces, rank, slowest
from tests.applications.pages import text, url
from tests.board.conftest import enter_as
from tests.source import ROOT
from tests.world import PEOPLE

__all__ = ["enter_as"]
FOLDERS = ("config", "tenants", "catalog", "requests", "reporting")
MONTH = Period(date(2026, 11, 1), date(2026, 11, 30))
KINDS = st.sampled_from(StepKind)
PERSONS = [UUID(int=n) for n in range(1, 6)]
NAMES = {
    key: (name, "Petugas") for key, name in zip(PERSONS, ("ani", "Budi", "cici", "Dewi", "eko"), strict=True)
}


def piece(actor, *, file=0, kind=StepKind.VERIFY, minutes=10, kept=True):
    return Piece(UUID(int=1000 + file), kind, frozenset(), actor, date(2026, 11, 3), minutes, kept)


@given(st.lists(st.tuples(st.sampled_from(PERSONS), KINDS, st.integers(0, 500), st.booleans())), st.randoms())
def test_people_stand_by_the_alphabet_whatever_they_did(done, chance):
    found = [
        piece(who, file=n, kind=kind, minutes=minutes, kept=kept)
        for n, (who, kind, minutes, kept) in enumerate(done)
    ]
    shuffled = list(NAMES.items())
    chance.shuffle(shuffled)
    people = by_person(found, dict(shuffled))
    assert [one.name for one in people] == ["ani", "Budi", "cici", "Dewi", "eko"]
    assert sum(one.whole.n for one in people) == len(found)
    assert all(sum(load.n for load in one.steps.values()) == one.whole.n for one in people)


@given(st.integers(0, 2 * MINIMUM))
def test_few_pieces_say_nothing(n):
    load = Load()
    for number in range(n):
        load.add(piece(PERSONS[0], file=number))
    assert load.n == n
    assert (load.minutes is None, load.promise is None) == (n < MINIMUM, n < MINIMUM)


def test_late_files_lay_longest_somewhere():
    found = [
        piece(PERSONS[0], file=1, kind=StepKind.VERIFY, minutes=5, kept=False),
        piece(PERSONS[1], file=1, kind=StepKind.SIGN, minutes=90, kept=False),
        piece(PERSONS[0], file=2, kind=StepKind.VERIFY, minutes=50, kept=False),
        piece(PERSONS[0], file=3, kind=StepKind.PRODUCE, minutes=500, kept=True),
    ]
    assert slowest(found) == {StepKind.SIGN: 1, StepKind.VERIFY: 1}
    assert list(by_step(reversed(found))) == [StepKind.VERIFY, StepKind.SIGN, StepKind.PRODUCE]


def test_what_was_taken_back_was_not_done():
    start = datetime(2026, 11, 3, 9, 0, tzinfo=WIB)
    steps = [SimpleNamespace(kind=kind, holders=frozenset()) for kind in (StepKind.INTAKE, StepKind.VERIFY)]
    process = SimpleNamespace(steps=steps, index={"a": 0, "b": 1}.get)

    def event(minute, action, step):
        return SimpleNamespace(
            at=start + timedelta(minutes=minute), actor=PERSONS[0], action=action, step=step
        )

    events = [
        event(0, Action.COMPLETE, "a"),
        event(10, Action.COMPLETE, "b"),
        event(11, Action.UNDO, "b"),
        event(31, Action.COMPLETE, "b"),
        event(40, Action.CORRECT, "b"),
    ]
    told: Any = SimpleNamespace(
        file_id=UUID(int=1), events=events, process=process, facts=SimpleNamespace(counted=())
    )

    def minutes(start, end):
        return (end - start) // timedelta(minutes=1)

    found = pieces([told], MONTH, minutes)
    assert [(one.kind, one.minutes) for one in found] == [(StepKind.INTAKE, None), (StepKind.VERIFY, 20)]
    assert pieces([told], Period(date(2026, 10, 1), date(2026, 10, 31)), minutes) == []


def test_a_superior_sees_who_ranks_below_and_nobody_a_colleague():
    people = [(UUID(int=n), roles) for n, (_name, _title, roles) in enumerate(PEOPLE.values())]
    keys = dict(zip(PEOPLE, (key for key, _roles in people), strict=True))
    desk = {"counter", "operator", "information", "admin"}
    seen = {
        "counter": {"counter"}, "operator": {"operator"}, "information": {"information"}, "admin": {"admin"},
        "section_head": desk | {"section_head"}, "secretary": desk | {"section_head", "secretary"},
        "head": set(PEOPLE),
    }  # fmt: skip
    for name, whom in seen.items():
        found = set(below(people, viewer=keys[name], roles=PEOPLE[name][2]))
        assert found == {keys[each] for each in whom}, name
    assert rank(["COUNTER", "HEAD"]) == 3
    assert rank([]) == 0


@pytest.mark.django_db
def test_pages_show_oneself_and_those_below_and_nothing_to_others(
    site, elsewhere, client_kabupaten, enter_as
):
    for _n in range(2):
        site.until("sktm", "HAND_OVER")
    elsewhere.until("sktm", "HAND_OVER")
    names = {name: PEOPLE[name][0] for name in PEOPLE}
    kasi = text(site.at("section_head").get(url("workload")))
    assert "belum cukup data" in kasi
    first = kasi.partition("Berkas diterima lengkap Petugas loket, Operator")[2]
    assert "langkah pertama, tidak menunggu" in first[:160], "there is no wait before the first step"
    assert "belum cukup data dari 2 langkah" in kasi
    assert "Belum cukup data”: kurang dari 20" in kasi
    assert names["counter"] in kasi
    assert names["operator"] in kasi
    assert names["secretary"] not in kasi
    assert f"{names['operator']} {PEOPLE['operator'][1]}" in kasi
    listed = kasi.partition("menurut abjad")[2]
    below_kasi = ("operator", "admin", "section_head", "information", "counter")
    order = [listed.index(f"{names[each]} {PEOPLE[each][1]}") for each in below_kasi]
    assert order == sorted(order)
    assert sorted(names[each] for each in below_kasi) == [names[each] for each in below_kasi]
    # Two files of this office; those of the other are not among them.
    assert "Berkas diterima lengkap Petugas loket, Operator" in kasi
    own = text(site.at("counter").get(url("own_work")))
    assert not any(names[each] in own for each in set(PEOPLE) - {"counter"})
    for who in ("counter", "operator", "information", "admin"):
        assert site.at(who).get(url("workload")).status_code == 403, who
    for role in ALL_KABUPATEN:
        browser = enter_as(role)
        assert {browser.get(url(name)).status_code for name in ("workload", "own_work")} == {404}, role
    assert site.stranger().get(url("workload")).status_code == 302
    for month in ("2026-10", "x", "9999-99", "٢٠٢٦-١٠"):
        assert site.at("head").get(url("workload"), {"masa": month, "urut": "-janji"}).status_code == 200, (
            month
        )


def test_nobody_else_asks_for_people_by_their_work():
    """Exports, the API, the read model and the kabupaten's pages know nothing of these figures."""
    asks = re.compile(
        r"^\s*(from quality import .*|from quality\.|import quality\.)(workload|reading_work)", re.M
    )
    sources = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    asking = {path.name for path in sources if asks.search(path.read_text())}
    assert asking == {"reading_work.py", "views_work.py"}
    shown = "".join((ROOT / "reporting/quality" / name).read_text() for name in sorted(asking))
    assert not re.search(r"\bsorted\(|\.sort\(|order_by", shown)
    assert re.findall(r"sorted\([^)]*\)", (ROOT / "reporting/quality/workload.py").read_text()) == [
        "sorted(people, key=lambda one: (one.name.casefold()"
    ]
