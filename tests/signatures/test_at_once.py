"""Two requests at the same moment, on connections of their own: one signature."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from applications import electronic
from applications.operations_sitting import Chosen
from commons import clock as clocks
from offices.scope import office_scope
from signatures.services.bsre import SIGN
from signatures.services.port import Secret
from tests.signatures.conftest import PASSPHRASE
from tests.signatures.test_electronic import SKTM, attempts, letter_of


@pytest.mark.parametrize("keys", [("k1", "k1"), ("k1", "k2")])
def test_a_letter_sent_twice_at_once_is_signed_once(live_database, site, bsre, keys):
    outcome = site.until(SKTM, "SIGN")

    def once(key):
        try:
            with office_scope(site.office):
                return electronic.sign_electronically(
                    actor=site.people["head"],
                    choice=[Chosen(outcome.file_id, outcome.event)],
                    secret=Secret(PASSPHRASE),
                    now=clocks.now(),
                    idempotency_key=key,
                )
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(once, keys))
    assert len([call for call in bsre.calls if call[0] == SIGN]) == 1
    assert sum(each.signed for each in done) >= 1
    assert [each.state for each in attempts(site)] == ["DONE"]
    assert letter_of(site, outcome).state == "VALID"
