"""The place for what later apps measure: registered once, then everywhere; nothing unmeasured is shown."""

from dataclasses import replace

import pytest

from indicators import measures, queries, sources
from indicators.measures import all_definitions, definition_of
from indicators.models import FilesDay, FilesMonth
from indicators.results import Scope
from tests.indicators.cells import cell, store
from tests.indicators.test_queries import SCOPE


def nothing(*_asked):
    return {}


@pytest.fixture
def complaints(monkeypatch):
    """As the app of complaints would register itself; the tables stand in for its own."""
    monkeypatch.setattr(sources, "_sources", dict(sources._sources))
    monkeypatch.setattr(measures, "_definitions", dict(measures._definitions))
    sources.register(sources.Source("complaints", nothing, lambda: None, FilesDay, FilesMonth))
    new = replace(definition_of("returned"), key="answered", source="complaints")
    measures.register([new])
    return new


@pytest.mark.django_db
def test_a_new_indicator_is_on_every_page(complaints, office_a, office_b):
    store(office_a, {"sktm": cell(kept=90, late=10, returned=20)})
    assert queries.definitions(roles=["EXECUTIVE"])[-1] == complaints
    value = queries.table(scope=SCOPE).rows[0].values["answered"]
    assert (value.key, value.value, value.n) == ("answered", 0.2, 100)
    listed = queries.listing(scope=SCOPE, keys=["answered"], roles=["AUDITOR"])
    assert [row.value.value for row in listed.rows] == [0.2, None]


def test_a_key_is_given_once(complaints):
    with pytest.raises(ValueError, match="answered already"):
        measures.register([complaints])
    with pytest.raises(ValueError, match="source already"):
        sources.register(sources.source_of("complaints"))


@pytest.mark.django_db
def test_who_may_not_see_an_indicator_is_not_told_of_it(complaints, office_a):
    measures._definitions["answered"] = replace(complaints, audience=frozenset({"KAB_ADMIN"}))
    listed = queries.listing(scope=Scope(SCOPE.period, level=None), keys=["answered"], roles=["EXECUTIVE"])
    assert (listed.definitions, listed.rows) == ((), ())


def test_what_nothing_measures_is_not_there():
    keys = {one.key for one in all_definitions()}
    assert not keys & {"smiles", "trips"}
