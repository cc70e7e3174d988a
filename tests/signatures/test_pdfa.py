"""Letters keep what PDF/A-2b asks, before they are signed and afterwards."""

import re

import pytest

from commons import clock as clocks
from documents.sheets import print_sheet
from signatures import authority, pades, revocation
from signatures.judging import load_roots
from signatures.services.port import Place
from tests.documents import samples
from tests.documents.pdfa import problems
from tests.signatures.conftest import PASSPHRASE, an_authority, key_file


def letters():
    """Every sheet that is kept as PDF/A-2b."""
    return {
        name: sheet for name, sheet in samples.every_sheet("Siti Aminah").items() if sheet.STANDARD == "a-2b"
    }


def test_the_checker_sees_what_is_wrong():
    plain = samples.letter()
    pdf = print_sheet(plain)
    listed = re.search(rb"/CIDSet (\d+) 0 R/FontFile2 (\d+)", pdf)
    assert listed
    for good, bad, clause in (
        (b"/CIDToGIDMap", b"/CIDToGIDMop", "6.2.11.3.2"),
        (b"/FontFile", b"/FuntFile", "6.2.11.4.1"),
        (b"/Metadata ", b"/Metodata ", "6.6.2"),
        (b"%PDF-1.7", b"%PDF-1.9", "6.1.2"),
        (b"/Type/Catalog", b"/AA[]/T/Catal", "6.5.2"),
        (b" 722.16797 ", b" 732.16797 ", "6.2.11.5"),
        (listed[0], b"/CIDSet %s 0 R/FontFile2 %s" % (listed[2], listed[2]), "6.2.11.4.2"),
        (b"<xmpTPg:NPages>1</xmpTPg:NPages>", b"<xmpTPg:NPogas>1</xmpTPg:NPogas>", "6.6.2.3.1"),
        (b"<pdfaProperty:name>InstanceID<", b"<pdfaProperty:name>InstanceIO<", "6.6.2.3.1"),
        (b"category>internal<", b"category>intermal<", "6.6.2.3.3"),
        (b"valueType>Text<", b"valueType>Test<", "6.6.2.3.3"),
    ):
        assert good in pdf, good
        found = problems(pdf.replace(good, bad))
        assert any(each.startswith(clause) or f": {clause}" in each for each in found), (bad, found)


def test_letters_are_pdf_a(tmp_path):
    made = letters()
    assert {"letter", "strip"} <= set(made)
    for name, sheet in made.items():
        assert problems(print_sheet(sheet)) == [], name


@pytest.mark.parametrize("place", [None, Place(0, (300, 200, 500, 280))])
def test_a_signed_letter_is_pdf_a_still(tmp_path, place):
    now = clocks.now()
    signer = pades.open_keys(key_file("Retno Wahyuni"), PASSPHRASE)
    pdf = print_sheet(samples.letter())
    signed = pades.sign(pdf, signer, place=place, reason="Uji", where="Lumajang", tsa=None)
    assert problems(signed) == []
    (tmp_path / "a.crl").write_bytes(authority.revocation_list(an_authority(), now=now))
    lists = revocation.lists_in(tmp_path, now=now)
    roots = load_roots(an_authority().pem)
    proven = revocation.with_proof(signed, roots=roots, lists=lists, now=now)
    assert len(proven) > len(signed)
    assert problems(proven) == []
