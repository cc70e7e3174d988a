"""The evidence bundle: what it names is in it, what is missing is named, nothing is another office's."""

import hashlib
import io
from zipfile import ZipFile

import pypdfium2
import pytest

from commons import clock as time
from offices.scope import public_scope
from reports import evidence
from reports.models import ReportFile
from tests.reports.test_drawing import keep
from tests.world import open_services

pytestmark = pytest.mark.django_db


def drawn(office):
    report = evidence.draw(office=office, by="", now=time.now())
    with public_scope():
        files = {row.format: bytes(row.content) for row in ReportFile.objects.filter(report=report)}
    return report, files


def test_a_bundle_has_what_its_index_names_and_names_what_is_missing(office_a, office_b, clock):
    open_services(office_a, "sktm", "kp4")
    lines = evidence.collect(office_a, now=time.now())
    _report, files = drawn(office_a)
    keep("evidence.pdf", files["pdf"])
    text = "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(files["pdf"])
    ).translate({ord(char): None for char in "\r\n \ufffe"})
    with ZipFile(io.BytesIO(files["zip"])) as bundle:
        assert bundle.namelist()[0] == "daftar-isi.pdf"
        for piece in (piece for line in lines for piece in line.pieces):
            content = bundle.read(piece.name)
            assert hashlib.sha256(content).hexdigest() == piece.sha256
            assert piece.sha256 in text
    missing = [line for line in lines if not line.pieces]
    assert {"Maklumat pelayanan", "Survei kepuasan masyarakat"} <= {line.name for line in missing}
    for line in missing:
        assert line.missing.replace(" ", "") in text
    assert str(office_b).replace(" ", "") not in text


def test_an_office_without_standards_has_a_bundle_that_says_so(office_a, clock):
    lines = evidence.collect(office_a, now=time.now())
    assert not next(line for line in lines if line.name == "Persyaratan diumumkan").pieces
    report, files = drawn(office_a)
    assert files["zip"].startswith(b"PK")
    assert drawn(office_a)[0].id == report.id
