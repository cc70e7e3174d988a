"""Offices that sign electronically: an authority, certificates of their people, a BSrE that misbehaves."""

from datetime import UTC, datetime
from functools import cache

import pytest

from commons import clock as clocks
from offices.scope import office_scope
from signatures import authority, identities
from signatures.models import Service
from tests.desk import elsewhere, site
from tests.signatures.bsre import FakeBsre

__all__ = ["elsewhere", "site"]
PASSPHRASE = "kopi pagi 7 gelas"


# When tests begin, unless they say otherwise: whoever asks first, a certificate that is kept is the same.
MADE = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


@cache
def an_authority():
    """Made once: a key costs time."""
    return authority.new_authority("Otoritas Uji", now=MADE)


@cache
def key_file(holder: str, passphrase: str = PASSPHRASE, days: int = 730) -> bytes:
    """A certificate of this authority for somebody."""
    return authority.issue(
        an_authority(),
        holder=holder,
        organisation="Kantor Uji",
        passphrase=passphrase,
        now=MADE,
        days=days,
    )


@pytest.fixture
def roots(tmp_path, settings):
    """The test authority is known here."""
    path = tmp_path / "roots.pem"
    path.write_bytes(an_authority().pem)
    settings.SIGNING_ROOTS = path
    return path


@pytest.fixture
def local(site, roots):
    """Office A signs with certificates kept in Loket; its head has one."""
    with office_scope(site.office):
        identities.choose(actor=site.people["admin"], service=Service.LOCAL, now=clocks.now())
        give_keys(site, "head")
    return site


def give_keys(site, who, **more):
    """Register a certificate for one of the people."""
    person = site.people[who]
    content = key_file(person.name, **more)
    return identities.add_keys(actor=person, content=content, passphrase=PASSPHRASE, now=clocks.now())


@pytest.fixture
def bsre(site, roots, settings):
    """Office A signs at a fake BSrE, where its head is registered."""
    with FakeBsre(key_file(site.people["head"].name), PASSPHRASE) as fake:
        settings.BSRE_URL, settings.BSRE_USER, settings.BSRE_PASSWORD = fake.url, "lumajang", "rahasia"
        with office_scope(site.office):
            identities.choose(actor=site.people["admin"], service=Service.BSRE, now=clocks.now())
            head = site.people["head"]
            identities.add_nik(actor=head, nik=fake.nik, holder=head.name, now=clocks.now())
        yield fake
