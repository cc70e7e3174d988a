"""Putting a standard into force: only what the office's head may lawfully sign, and whole or not at all."""

from datetime import date

import pytest

from commons import clock as clocks
from offices.scope import office_scope, public_scope
from regulations.models import Instrument
from servicetypes.catalogue import definition_of
from servicetypes.models import PublishedStandard
from standards.catalogue import load_documents
from standards.models import StandardVersion
from standards.operations import CannotPublish, draft, publish
from tests import world
from tests.world import catalogue

pytestmark = pytest.mark.django_db
SIGNED = ("sktm-rekomendasi", "sktm", "kp4", "dtsen")


@pytest.fixture(autouse=True)
def _catalogue(database, clock):
    with public_scope():
        catalogue()


def drafted(office, code):
    document = next(document for document in load_documents() if document.service == code)
    with office_scope(office):
        return draft(document=document, definition=definition_of(code))


def publish_in(office, version):
    with office_scope(office):
        return publish(version=version, by="Uji", now=clocks.now())


def authorise(office, **changes):
    with public_scope():
        return world.give_authority(office, **changes)


@pytest.mark.parametrize("code", SIGNED)
def test_nobody_may_sign_so_nothing_is_published(office_a, office_b, code):
    authorise(office_b)
    version = drafted(office_a, code)
    with pytest.raises(CannotPublish) as refused:
        publish_in(office_a, version)
    assert [problem.code for problem in refused.value.context["problems"]] == ["no_authority"]
    assert "Bagian Organisasi" in str(refused.value)
    with office_scope(office_a):
        version.refresh_from_db()
        assert (version.state, version.published_at) == ("DRAFT", None)
        assert not PublishedStandard.objects.filter(office_id=office_a.id).exists()


def test_what_nobody_signs_needs_no_authority(office_a):
    assert publish_in(office_a, drafted(office_a, "ktp-el")).state == "PUBLISHED"


@pytest.mark.parametrize("code", SIGNED)
def test_with_authority_it_is_in_force_and_projected(office_a, code):
    authorise(office_a)
    version = publish_in(office_a, drafted(office_a, code))
    assert version.state == "PUBLISHED"
    assert PublishedStandard.objects.get(office_id=office_a.id).version_id == version.id


def test_authority_counts_on_the_day_of_publication(office_a, clock):
    authorise(office_a, until=date(2026, 11, 20))
    first = publish_in(office_a, drafted(office_a, "kp4"))
    clock.set("2026-11-21 00:30")
    with pytest.raises(CannotPublish):
        publish_in(office_a, drafted(office_a, "kp4"))
    with office_scope(office_a):
        assert [(v.id, v.state) for v in StandardVersion.objects.exclude(state="DRAFT")] == [
            (first.id, "PUBLISHED")
        ]


def test_a_revoked_decree_gives_none(office_a):
    authorise(office_a)
    with public_scope():
        Instrument.objects.filter(key="uji:1:2022").update(status="REVOKED", status_since=date(2026, 11, 20))
    with pytest.raises(CannotPublish):
        publish_in(office_a, drafted(office_a, "kp4"))
