"""The staff of a new office at the kabupaten: links shown once, and more people from a table."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Credential, Invitation
from accounts.queries import staff_from
from commons import clock as time
from onboarding.models import Case, Work
from tests.world import staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HEAD = "Nama pengguna;Nama;Jabatan;Peran\n"


@pytest.fixture
def address(office_a, admin) -> str:
    """The staff page of A, which was brought on lately."""
    people = staff(office_a)
    for actor in people.values():
        Credential.objects.create(user_id=actor.user_id, password="!", changed_at=time.now())
    Case.objects.create(
        code=office_a.kemendagri_code,
        office=office_a,
        work=Work.DONE,
        started_at=time.now(),
        started_by=admin.name,
        changed_at=time.now(),
        changed_by=admin.name,
    )
    return f"/kantor/{office_a.kemendagri_code}/petugas/"


def table(text: str) -> dict[str, object]:
    return {"do": "table", "table": SimpleUploadedFile("petugas.csv", text.encode())}


def test_links_for_all_who_never_signed_in(address, as_admin, office_a):
    first = staff_from(office_a, on=time.today())[0]
    Credential.objects.filter(user_id=first.user_id).update(last_login_at=time.now())
    page = as_admin.post(address, {"do": "all"}).content.decode()
    assert page.count("/undangan/") == 6
    assert f"://{office_a.slug}." in page
    assert Invitation.objects.count() == 6
    assert not Invitation.objects.filter(user_id=first.user_id).exists()
    assert "/undangan/" not in as_admin.get(address).content.decode()


def test_a_link_for_one(address, as_admin, office_a, office_b):
    one = staff_from(office_a, on=time.today())[0]
    assert as_admin.post(address, {"do": str(one.user_id)}).content.decode().count("/undangan/") == 1
    stranger = staff(office_b)["counter"]
    assert as_admin.post(address, {"do": str(stranger.user_id)}).status_code == 302
    assert [row.user_id for row in Invitation.objects.all()] == [one.user_id]


def test_people_come_from_a_table(address, as_admin, office_a, office_b):
    rows = "siti.loket;Siti Fatimah;Petugas Loket;Petugas loket\nbudi.op;Budi Hartono;Operator;OPERATOR\n"
    assert as_admin.post(address, table(HEAD + rows)).status_code == 302
    names = {person.name for person in staff_from(office_a, on=time.today())}
    assert {"Siti Fatimah", "Budi Hartono"} <= names
    assert staff_from(office_b, on=time.today()) == []


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("siti.loket;Siti Fatimah;Petugas;Petugas loket\n;Tanpa Nama;Operator;OPERATOR\n", "Baris 3"),
        ("siti.loket;Siti Fatimah;Petugas;Admin kabupaten\n", "Baris 2"),
        ("", "Tidak ada baris"),
    ],
)
def test_one_bad_line_and_nobody_is_added(address, as_admin, office_a, rows, says):
    before = len(staff_from(office_a, on=time.today()))
    page = as_admin.post(address, table(HEAD + rows))
    assert page.status_code == 422
    assert says in page.content.decode()
    assert len(staff_from(office_a, on=time.today())) == before


def test_an_office_without_schema_has_no_staff_page(as_admin, admin):
    Case.objects.create(
        code="35.08.12",
        started_at=time.now(),
        started_by=admin.name,
        changed_at=time.now(),
        changed_by=admin.name,
    )
    assert as_admin.get("/kantor/35.08.12/petugas/").status_code == 404
    assert as_admin.get("/kantor/35.08.12/standar/").status_code == 404
