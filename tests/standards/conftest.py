"""Whoever enacts a standard, and what they enact."""

import pytest

from commons import clock as clocks
from offices.scope import office_scope, public_scope
from standards import drafting
from standards.adopting import ForOffice, adopt
from tests.world import catalogue, give_authority, staff


@pytest.fixture
def people(office_a, clock):
    with public_scope():
        catalogue()
        give_authority(office_a)
    return staff(office_a)


@pytest.fixture
def kept(office_a, people):
    """A draft of KP4 in A, to be enacted here."""
    with office_scope(office_a):
        document = adopt("kp4", ForOffice(office_a.slug, "KECAMATAN", office_a.name)).model_dump(mode="json")
        made = drafting.keep(document=document, actor=people["admin"], now=clocks.now())
        return drafting.find(made)


@pytest.fixture
def draft(office_a, kept):
    """The same, and the test works in A."""
    with office_scope(office_a):
        yield kept
