"""What a revocation hits: standards, letters, open files, the office that signs under it."""

import pytest

from commons import clock as times
from indicators.models import OpenFiles
from masterdata import queries
from offices.scope import public_scope
from regulations.models import Delegation, Instrument
from servicetypes.models import ServiceType

pytestmark = pytest.mark.django_db
PERDA = "perda-lumajang:4:2008"
ADDRESS = "/data-induk/hukum/"


def lying(office, service: str, count: int) -> None:
    OpenFiles.objects.create(office_id=office.id, service_code=service, open=count, overdue=0)


def test_open_files_of_the_standards_that_cite_it(published, office_a, office_b, as_admin):
    with public_scope():
        lying(office_a, "sktm", 7)
        lying(office_a, "kp4", 3)
        lying(office_b, "sktm", 5)
        found = queries.touched(Instrument.objects.get(key=PERDA), today=times.today())
    assert [(office, count) for office, _title, count in found.files] == [(office_a.full_name, 7)]
    assert found.open == 7
    page = as_admin.get(f"{ADDRESS}{PERDA}/").content.decode()
    assert "7 berkas terbuka menurut standar yang mengutipnya" in page
    assert office_b.full_name not in page


def test_offices_that_sign_under_it(published, office_a, as_admin):
    with public_scope():
        key = Delegation.objects.filter(office=office_a).latest("from_date").instrument.key
        lying(office_a, "", 12)
    page = as_admin.get(f"{ADDRESS}{key}/").content.decode()
    assert "Dasar menandatangani" in page
    assert "12 berkas terbuka" in page
    assert "Dasar menandatangani" not in as_admin.get(f"{ADDRESS}{PERDA}/").content.decode()


@pytest.mark.parametrize(
    ("words", "hit"),
    [
        ("Peraturan Daerah Nomor 04 Tahun 2008", True),
        ("Peraturan Daerah Nomor 104 Tahun 2008", False),
        ("04", False),
    ],
)
def test_letters_that_name_it(words, hit, published):
    with public_scope():
        kind = ServiceType.objects.get(code="sktm")
        kind.definition = {**kind.definition, "description": words}
        kind.save(update_fields=["definition"])
        found = queries.touched(Instrument.objects.get(key=PERDA), today=times.today())
    assert (kind.name in found.letters) is hit
