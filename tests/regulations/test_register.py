"""The law register as it starts: sound keys, chains that end, every readable citation of the seeds."""

import pytest
from pydantic import ValidationError

from regulations.register import (
    InstrumentData,
    Status,
    delegations_of,
    empowers,
    load_instruments,
)
from standards.catalogue import load_documents

REGISTER = {instrument.key: instrument for instrument in load_instruments()}
OLD = {
    "uu:32:2004": (Status.REVOKED, "uu:23:2014"),
    "kepmenpan:25:2:2004": (Status.REVOKED, "permenpanrb:16:2014"),
    "permenpanrb:16:2014": (Status.REVOKED, "permenpanrb:14:2017"),
    "kepmenpan:63:7:2003": (Status.OUTDATED, "uu:25:2009"),
    "permendagri:24:2006": (Status.OUTDATED, "permendagri:138:2017"),
    "permendagri:4:2010": (Status.UNKNOWN, ""),
    "kepmendagri:138-270:2010": (Status.UNKNOWN, ""),
    "kepbup-lumajang:188.45:85:427.12:2017": (Status.OUTDATED, "kepbup-lumajang:188.45:8:427.12:2022"),
    "kepbup-lumajang:188.45:36:427.12:2020": (Status.REVOKED, "kepbup-lumajang:188.45:8:427.12:2022"),
    "kepbup-lumajang:188.45:8:427.12:2022": (Status.IN_FORCE, ""),
    "inpres:4:2022": (Status.OUTDATED, "inpres:8:2025"),
    "pp:19:2008": (Status.OUTDATED, "pp:17:2018"),
    "permenpan:20:4:2006": (Status.OUTDATED, "permenpanrb:36:2012"),
    "permenpanrb:36:2012": (Status.REVOKED, "permenpanrb:15:2014"),
    "kepmenpan:26:2:2004": (Status.OUTDATED, "uu:25:2009"),
    "perda-lumajang:4:2008": (Status.OUTDATED, "perda-lumajang:15:2016"),
    "perbup-lumajang:1:2009": (Status.OUTDATED, "perbup-lumajang:96:2019"),
    "perpres:96:2018": (Status.UNKNOWN, ""),
    "permendagri:108:2019": (Status.UNKNOWN, ""),
    "permenpanrb:24:2014": (Status.REVOKED, "permenpanrb:62:2018"),
    "permenpanrb:17:2017": (Status.REVOKED, "permenpanrb:29:2022"),
    "permendagri:78:2012": (Status.OUTDATED, "permendagri:83:2022"),
    "permendagri:54:2009": (Status.OUTDATED, "permendagri:1:2023"),
    "pma:20:2019": (Status.OUTDATED, "pma:22:2024"),
    "pma:22:2024": (Status.OUTDATED, "pma:30:2024"),
    "permendagri:58:2021": (Status.OUTDATED, "kepmendagri:300.2.2-2138:2025"),
    "kepmendagri:100.1.1-6117:2022": (Status.OUTDATED, "kepmendagri:300.2.2-2138:2025"),
}


@pytest.mark.parametrize(("key", "expected"), OLD.items())
def test_the_status_says_by_what(key: str, expected: tuple[Status, str]):
    assert (REGISTER[key].status, REGISTER[key].by) == expected


def test_every_readable_citation_of_the_published_standards_is_in_the_register():
    cited = {c.key for d in load_documents() for c in d.dasar_hukum.citations if c.key}
    assert len(cited) == 17
    assert cited <= set(REGISTER)


def test_following_what_replaced_an_instrument_comes_to_an_end():
    for instrument in REGISTER.values():
        seen = [instrument.key]
        while by := REGISTER[seen[-1]].by:
            assert by not in seen, seen
            seen.append(by)


def test_an_instrument_is_shown_in_full():
    assert REGISTER["uu:23:2014"].shown == "Undang-Undang Nomor 23 Tahun 2014"
    assert (
        REGISTER["kepbup-lumajang:188.45:8:427.12:2022"].shown
        == "Keputusan Bupati Lumajang Nomor 188.45/8/427.12/2022"
    )


def test_a_key_that_is_not_the_number_s_own_is_refused():
    data = {
        "key": "uu:1:2014",
        "kind": "uu",
        "number": "23",
        "year": 2014,
        "title": "x",
        "status": "IN_FORCE",
    }
    with pytest.raises(ValidationError, match="uu:23:2014"):
        InstrumentData.model_validate(data)


@pytest.mark.parametrize("office", ["kec-lumajang", "kec-jatiroto"])
def test_a_camat_signs_on_the_newest_decree(office: str):
    decrees = delegations_of(office=office, level="kecamatan")
    assert [d.instrument.split(":")[-1] for d in decrees] == ["2017", "2020", "2022"]
    assert [d.to_date is None for d in decrees] == [False, False, True]
    assert not any(d.is_example for d in decrees)


def test_the_lurah_has_another_ground_and_it_is_marked_as_an_example():
    (only,) = delegations_of(office="kel-tompokersan", level="kelurahan")
    assert only.is_example
    assert REGISTER[only.instrument].title.endswith("(CONTOH)")
    assert delegations_of(office="kel-rogotrunan", level="kelurahan") == ()


def test_an_office_without_a_name_has_its_level_s_decrees_only():
    assert delegations_of(office="", level="kelurahan") == ()
    assert [d.level for d in delegations_of(office="", level="kecamatan")] == ["kecamatan"] * 3


@pytest.mark.parametrize(
    ("cited", "camat", "lurah"),
    [
        ("Keputusan Bupati Lumajang Nomor 1 tentang Pelimpahan Kewenangan kepada Camat", True, False),
        ("Keputusan Camat Lumajang Nomor 1 tentang Pelimpahan Kewenangan Camat kepada Lurah", False, True),
        ("Keputusan Bupati Lumajang Nomor 2 tentang Pelimpahan Kepada Camat dan Lurah", True, True),
        ("Keputusan Bupati Lumajang Nomor 3 tentang Pendelegasian Penandatanganan", True, True),
        ("Keputusan Camat Senduro Nomor 3 tentang Pendelegasian Penandatanganan", False, True),
    ],
)
def test_a_decree_empowers_whom_it_delegates_to(cited: str, camat: bool, lurah: bool):
    assert empowers(cited, level="kecamatan") is camat
    assert empowers(cited, level="kelurahan") is lurah
