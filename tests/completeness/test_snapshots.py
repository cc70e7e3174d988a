"""How standards were on a day: kept once, only added, folded; what grew day by day equals a rebuild."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import ProgrammingError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kombu.exceptions import OperationalError

from accounts.permissions import ALL_KABUPATEN
from board.pages import COMPARERS
from commons import clock as clocks
from completeness import snapshots, tasks
from completeness.models import PledgeOnShow, Snapshot, StandardsDay, StandardsMonth
from completeness.queries import scored_one
from indicators import operations
from indicators.measures import definition_of
from indicators.names import forget_names
from offices import changes
from offices.scope import office_scope, public_scope
from standards.document import Signatory
from standards.models import PledgeKind
from standards.operations import sign_pledge
from tests.world import staff

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def people_a(office_a):
    return staff(office_a)


def sweep():
    assert operations.sweep(now=clocks.now()).failed == 0


def cells(office, table=StandardsDay):
    with public_scope():
        names = ("first", "points", "measured", "standards", "errors", "warnings")
        return list(table.objects.filter(office_id=office.id).order_by("first").values_list(*names))


def keep(office, day, tenths, errors=0):
    with public_scope():
        Snapshot.objects.create(
            office_id=office.id,
            day=day,
            taken_at=clocks.now(),
            tenths=tenths,
            standards=2,
            errors=errors,
            warnings=1,
        )
        changes.mark(office_id=office.id, topic=snapshots.TOPIC, days=[day])


def sign(office, actor, text="Kami sanggup melayani sesuai standar.", day=TODAY):
    with office_scope(office):
        return sign_pledge(
            kind=PledgeKind.MAKLUMAT,
            text=text,
            signer=Signatory(name="Rini Astuti", title="Camat"),
            signed_on=day,
            actor=actor,
            now=clocks.now(),
        )


def scored(office) -> Any:
    found = scored_one(office.kemendagri_code, now=clocks.now())
    assert found is not None
    return found


def test_a_day_is_kept_as_it_is_and_once(published, office_a, clock):
    clock.set("2026-11-20 09:00")
    assert snapshots.take_all(now=clocks.now()) >= 1
    assert snapshots.take_all(now=clocks.now()) == 0
    assert snapshots.take(office_a, now=clocks.now()) == 0
    sweep()
    score = scored(office_a).score
    ((first, points, measured, standards, errors, warnings),) = cells(office_a)
    assert (first, measured, standards) == (TODAY, 1, 1)
    assert abs(points / 10 - score) <= 0.05
    assert errors > 0
    assert warnings > 0
    assert cells(office_a, StandardsMonth) == [(TODAY.replace(day=1), points, 1, 1, errors, warnings)]


def test_the_last_of_a_day_holds_and_days_add_up(published, office_a, clock):
    clock.set("2026-11-20 09:00")
    keep(office_a, TODAY, 500, errors=4)
    sweep()
    clock.advance(minutes=5)
    keep(office_a, TODAY, 750, errors=1)
    keep(office_a, TODAY - timedelta(days=1), None)
    sweep()
    assert cells(office_a) == [(date(2026, 11, 19), 0, 0, 2, 0, 1), (TODAY, 750, 1, 2, 1, 1)]
    assert cells(office_a, StandardsMonth) == [(date(2026, 11, 1), 750, 1, 4, 1, 2)]


def test_a_signed_maklumat_is_on_show_and_raises_the_score(published, office_a, office_b, people_a, clock):
    clock.set("2026-11-20 09:00")
    before = scored(office_a)
    sign(office_a, people_a["head"])
    after = scored(office_a)
    assert after.score > before.score
    (proof,) = next(point for point in after.points if point.key == "maklumat").found.proofs
    assert (proof.says, proof.good) == ("versi 1, ditandatangani 20 November 2026", True)
    with public_scope():
        (row,) = PledgeOnShow.objects.all()
    assert (row.office_id, row.kind, row.version) == (office_a.id, "maklumat", 1)
    with office_scope(office_b):
        assert not PledgeOnShow.objects.exists()


def test_what_was_signed_before_there_was_a_place_is_put_on_show(
    published, office_a, people_a, clock, monkeypatch
):
    clock.set("2026-11-20 09:00")
    monkeypatch.setattr("standards.watching._watchers", [])
    sign(office_a, people_a["head"])
    with public_scope():
        assert not PledgeOnShow.objects.exists()
    with office_scope(office_a):
        assert tasks.show_pledges() == 1
        assert tasks.show_pledges() == 1
    with public_scope():
        assert PledgeOnShow.objects.count() == 1


def test_an_office_can_neither_change_nor_write_them_for_another(published, office_a, office_b, people_a):
    sign(office_a, people_a["head"])
    with office_scope(office_a), pytest.raises(ProgrammingError), transaction.atomic():
        PledgeOnShow.objects.update(version=7)
    with office_scope(office_a), pytest.raises(ProgrammingError), transaction.atomic():
        PledgeOnShow.objects.create(
            office_id=office_b.id, kind="maklumat", version=1, signed_on=TODAY, published_at=clocks.now()
        )
    with office_scope(office_a), pytest.raises(ProgrammingError), transaction.atomic():
        Snapshot.objects.exists()


def test_a_change_asks_for_a_snapshot_once_it_is_committed(
    published, office_a, people_a, monkeypatch, django_capture_on_commit_callbacks
):
    cache.clear()
    asked = []
    monkeypatch.setattr(tasks.snapshot_office, "apply_async", lambda kwargs, **_how: asked.append(kwargs))
    with django_capture_on_commit_callbacks(execute=True):
        sign(office_a, people_a["head"])
        assert asked == []
    with django_capture_on_commit_callbacks(execute=True):
        sign(office_a, people_a["head"], text="Kami sanggup melayani dengan baik sesuai standar.")
    assert asked == [{"office_id": str(office_a.id)}]
    assert tasks.snapshot_office(office_id=str(office_a.id)) == 1
    assert tasks.snapshot_office(office_id=str(office_a.id)) == 0


def test_a_broker_that_is_away_stops_no_change(
    published, office_a, people_a, monkeypatch, django_capture_on_commit_callbacks
):
    def away(**_how):
        raise OperationalError

    cache.clear()
    monkeypatch.setattr(tasks.snapshot_office, "apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        row = sign(office_a, people_a["head"])
    assert row.version == 1


kept = st.tuples(st.integers(0, 80), st.none() | st.integers(0, 1000), st.integers(0, 9))


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(kept, max_size=6), min_size=1, max_size=4))
def test_what_grew_step_by_step_equals_a_rebuild(office_a, clock, rounds):
    """Whatever was kept of which day, and whenever the figures are folded meanwhile."""
    clock.set("2026-11-20 09:00")
    with transaction.atomic():
        for some in rounds:
            for back, tenths, errors in some:
                clock.advance(minutes=1)
                keep(office_a, clocks.today() - timedelta(days=back), tenths, errors)
            sweep()
        grown = cells(office_a), cells(office_a, StandardsMonth)
        with public_scope():
            StandardsDay.objects.all().delete()
            StandardsMonth.objects.all().delete()
        list(operations.rebuild(office=office_a, now=clocks.now()))
        assert (cells(office_a), cells(office_a, StandardsMonth)) == grown
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", ALL_KABUPATEN)
def test_the_bupati_sees_them(published, office_a, enter_as, clock, role):
    snapshots.take_all(now=clocks.now())
    sweep()
    forget_names()
    answer = enter_as(role).get("/kinerja/")
    assert answer.status_code == (200 if role in COMPARERS else 403)
    if answer.status_code == 200:
        page = answer.content.decode()
        for key in ("standards_score", "standard_errors", "standard_warnings"):
            assert str(definition_of(key).name) in page
            assert str(definition_of(key).definition) in page


def test_an_office_sees_its_own(published, office_a, enter_office, clock):
    snapshots.take_all(now=clocks.now())
    sweep()
    forget_names()
    page = enter_office("head").get("/kinerja/").content.decode()
    assert "Kelengkapan standar" in page
    assert "Kesalahan pada standar" in page
