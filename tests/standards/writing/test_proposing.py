"""Which service a title speaks of."""

import pytest

from servicetypes.catalogue import load_definitions
from standards.writing.proposing import Named, propose
from tests.standards.reading.variants import DOCUMENTS

TYPES = {
    level: [
        Named(each.code, (each.name, each.short_name, *each.aliases))
        for each in load_definitions()
        if level in each.levels
    ]
    for level in ("kecamatan", "kelurahan")
}


@pytest.mark.parametrize("seed", ["000", "001", "003", "004"])
def test_a_seed_is_recognised_by_its_title(seed):
    known = DOCUMENTS[seed]
    level = "kelurahan" if known.office.startswith("kel-") else "kecamatan"
    assert propose(known.title, TYPES[level]) == known.service


def test_a_title_that_two_services_share_gives_one_of_them():
    assert propose(DOCUMENTS["002"].title, TYPES["kecamatan"]) in {"sktm", "sktm-rekomendasi"}


@pytest.mark.parametrize("title", ["", "Standar Pelayanan Publik", "Izin Keramaian", "KTPX", "surat"])
def test_what_names_none_is_not_guessed(title):
    assert propose(title, TYPES["kecamatan"]) == ""


def test_without_types_there_is_nothing_to_propose():
    assert propose("SKTM", []) == ""
