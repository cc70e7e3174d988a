"""A kelurahan that writes letters and a kecamatan that is brought them."""

from dataclasses import replace

import pytest
from django.core.cache import cache

from applications import operations
from applications.versions import program_of
from commons import clock
from documents.models import Letter
from offices.scope import office_scope
from standards.queries import published_version
from tests import world
from tests.applications.pages import Site
from tests.desk import elsewhere, site

__all__ = ["elsewhere", "site"]
# Loket draws up the letter of one service; the other asks for the letter of a lurah or kepala desa.
LETTER, USING = "sktm-rekomendasi", "sktm"


@pytest.fixture
def no_attempts(database):
    """NIKs tried on a letter are forgotten after the test."""
    yield
    cache.clear()


def signed(at: Site, service: str = LETTER, **changes) -> Letter:
    """A signed letter of an office."""
    outcome = at.until(service, "HAND_OVER", **changes)
    return letter_of(at, outcome)


def letter_of(at: Site, outcome) -> Letter:
    """The newest letter of a file."""
    with office_scope(at.office):
        return Letter.objects.filter(file_id=outcome.file_id).order_by("-drawn_at", "-id")[0]


def form(site, code, *, reason="", **changes):
    """The form of the kecamatan with the letter of the kelurahan in it."""
    with office_scope(site.office):
        made = world.form(program_of(published_version(USING).id), **changes)
    papers = tuple(
        replace(tick, letter=None, code=code, letter_reason=reason) if tick.letter else tick
        for tick in made.papers
    )
    return replace(made, papers=papers)


def receive(site, code, **changes):
    with office_scope(site.office):
        return operations.receive(
            actor=site.people["counter"],
            form=form(site, code, **changes),
            now=clock.now(),
            idempotency_key=world.key(),
        )
