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


RUNNING = Named("sktm-rekomendasi", ("STANDAR PELAYANAN PUBLIK SURAT KETERANGAN TIDAK MAMPU (SKTM)",))


@pytest.mark.parametrize(
    "title",
    [
        "STANDAR PELAYANAN PUBLIK SURAT KETERANGAN TIDAK MAMPU (SKTM)",
        "Standar Pelayanan Surat Keterangan Tidak Mampu",
        "X. SURAT KETERANGAN TIDAK MAMPU (SKTM) KECAMATAN JATIROTO",
    ],
)
def test_what_the_office_runs_under_that_title_comes_first(title):
    types = sorted(TYPES["kecamatan"], key=lambda each: each.code == "sktm-rekomendasi")
    assert propose(title, types) == "sktm"
    assert propose(title, types, [RUNNING]) == "sktm-rekomendasi"


def test_what_the_office_runs_does_not_stand_before_another_service():
    types = TYPES["kecamatan"]
    assert propose("Standar Pelayanan Legalisasi Model C (KP4)", types, [RUNNING]) == "kp4"
    assert propose("Surat Pernyataan Miskin", types, [RUNNING]) == "sktm"
    gone = Named("dulu", ("Standar Pelayanan Legalisasi Model C (KP4)",))
    assert propose("Standar Pelayanan Legalisasi Model C (KP4)", types, [gone]) == "kp4"


@pytest.mark.parametrize("title", ["", "Standar Pelayanan Publik", "Izin Keramaian", "KTPX", "surat"])
def test_what_names_none_is_not_guessed(title):
    assert propose(title, TYPES["kecamatan"]) == ""


def test_without_types_there_is_nothing_to_propose():
    assert propose("SKTM", []) == ""
