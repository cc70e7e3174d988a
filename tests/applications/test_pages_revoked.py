"""Revoke what an office signs under: nothing is signed from that day on, and the reason is said."""

from datetime import timedelta

import pytest

from applications import operations
from applications.errors import ActionRefused
from applications.models import Event
from applications.workflow_types import Action
from commons import clock as clocks
from offices.scope import office_scope, public_scope
from regulations.models import Instrument
from regulations.queries import why_no_authority
from tests.applications.pages import url

pytestmark = pytest.mark.django_db
SKTM = "sktm-rekomendasi"


def revoke(*, in_days: int = 0):
    with public_scope():
        newer, _made = Instrument.objects.get_or_create(
            key="uji:2:2026",
            defaults={
                "kind": "Keputusan Bupati Lumajang",
                "number": "188.45/99/427.12/2026",
                "year": 2026,
                "title": "X",
            },
        )
        Instrument.objects.filter(key="uji:1:2022").update(
            status="REVOKED", status_since=clocks.today() + timedelta(days=in_days), status_by=newer.key
        )


def test_signing_under_it_is_refused_with_the_reason(site):
    file = site.file(site.until(SKTM, "SIGN"))
    revoke()
    page = site.at("head").get(url("pile")).content.decode()
    assert "188.45/8/427.12/2022 dicabut sejak" in page
    assert "188.45/99/427.12/2026" in page
    with office_scope(site.office):
        before = Event.objects.filter(file_id=file.id).count()
        with pytest.raises(ActionRefused) as refused:
            operations.act(
                file_id=file.id,
                action=Action.COMPLETE,
                actor=site.people["head"],
                expected_event=before,
                now=clocks.now(),
            )
        assert Event.objects.filter(file_id=file.id).count() == before
    assert "dicabut sejak" in str(refused.value.message)
    assert "188.45/99/427.12/2026" in str(refused.value.message)


def test_before_that_day_it_is_signed_under(site):
    site.until(SKTM, "SIGN")
    revoke(in_days=1)
    assert "dicabut sejak" not in site.at("head").get(url("pile")).content.decode()
    with public_scope():
        assert why_no_authority(site.office.id, on=clocks.today()) == ""
        assert "dicabut sejak" in str(why_no_authority(site.office.id, on=clocks.today() + timedelta(days=1)))
