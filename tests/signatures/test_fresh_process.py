"""The first thing a process does for an office may be to seal something."""

import pytest

from commons import clock as clocks
from offices import keys
from offices.scope import office_scope
from signatures import identities
from signatures.models import Identity
from tests.signatures.conftest import PASSPHRASE, key_file

pytestmark = pytest.mark.django_db


def test_a_sealed_row_is_written_where_it_belongs_though_the_key_was_not_held(site):
    head = site.people["head"]
    content = key_file(head.name)
    with office_scope(site.office):
        keys.forget_keys()
        row = identities.add_keys(actor=head, content=content, passphrase=PASSPHRASE, now=clocks.now())
        assert Identity.objects.get(id=row.id).keys == content
