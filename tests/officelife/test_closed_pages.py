"""What a citizen is told at the address of an office that does not serve, and by the letters it wrote."""

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from applications import merging
from commons import clock
from commons.clock import wib
from commons.indonesian import date_words
from offices.details import add_closure, add_contact
from offices.models import REHEARSAL, ContactKind, Job, JobItem, JobKind, Office, OfficeState
from offices.operations import move_office
from offices.scope import office_scope, public_scope
from offices.succession import successor_of
from regulations.models import Instrument
from tests.officelife.conftest import REASON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
EVERY_PATH = ("/", "/s/ABCD-EFGH/", "/antrean/", "/masuk/", "/api/v1/services/", "/tidak/ada")
TYPED = "Perda 4 Tahun 2026 tentang penataan kelurahan, usul Pak Slamet NIK 3508170101010001"


@pytest.fixture
def reachable(office_a, office_b) -> SimpleNamespace:
    """Both offices say how to reach them."""
    for office, street in ((office_a, "Jalan Barat 1"), (office_b, "Jalan Timur 2")):
        with office_scope(office):
            add_contact(office_id=office.pk, kind=ContactKind.PHONE, shown="0334 881940")
            add_contact(office_id=office.pk, kind=ContactKind.ADDRESS, shown=street)
            add_contact(office_id=office.pk, kind=ContactKind.FACEBOOK, shown="Laman kantor")
    return SimpleNamespace(a=office_a, b=office_b)


def page(office: Office, path: str = "/") -> tuple[int, str]:
    answer = Client(SERVER_NAME=f"{office.slug}.localhost").get(path)
    return answer.status_code, answer.content.decode()


def merged(as_admin, old: Office, new: Office, reason: str = REASON) -> None:
    codes = {"kantor": [old.kemendagri_code], "penerus": new.kemendagri_code}
    assert as_admin.post("/kantor/gabung/", {**codes, "reason": reason, "slug": new.slug}).status_code == 302
    job = Job.objects.get(office=new)
    merging.carry_out(job.pk, now=clock.now())


@pytest.mark.parametrize("path", EVERY_PATH)
def test_a_suspended_office_says_where_it_is_and_nothing_else(reachable, path):
    with public_scope():
        move_office(office_id=reachable.a.pk, state=OfficeState.SUSPENDED)
    status, said = page(reachable.a, path)
    assert status == 503
    for words in ("Kecamatan Uji Barat tutup sementara", "Jalan Barat 1", 'href="tel:+62334881940"'):
        assert words in said
    assert "sampai dengan" not in said
    assert "Laman kantor" not in said


@pytest.mark.parametrize("whole_kabupaten", [False, True])
def test_a_suspended_office_says_until_when_its_announced_closure_lasts(reachable, whole_kabupaten):
    today = clock.today()
    with public_scope():
        add_closure(
            office_id=None if whole_kabupaten else reachable.a.pk,
            from_date=today - timedelta(days=1),
            to_date=date(2027, 1, 4),
            reason="Pindah gedung",
        )
        add_closure(office_id=reachable.b.pk, from_date=today, to_date=date(2027, 3, 1), reason="Lain")
        move_office(office_id=reachable.a.pk, state=OfficeState.SUSPENDED)
    said = page(reachable.a)[1]
    assert "Kantornya tutup sampai dengan 4 Januari 2027." in said
    assert "datang langsung" not in said
    assert "2027" not in said.replace("4 Januari 2027", "")


def test_a_closure_of_some_hours_ends_no_suspension(reachable, office_a):
    day = clock.today()
    with public_scope():
        hours = {"from_time": time(8), "to_time": time(9)}
        add_closure(office_id=office_a.pk, from_date=day, to_date=day, reason="Rapat", **hours)
        move_office(office_id=office_a.pk, state=OfficeState.SUSPENDED)
    assert "sampai dengan" not in page(office_a)[1]


@pytest.mark.parametrize("path", EVERY_PATH)
def test_a_merged_office_names_its_successor(as_admin, reachable, path):
    merged(as_admin, reachable.a, reachable.b)
    status, said = page(reachable.a, path)
    ended = date_words(wib(JobItem.objects.get().at).date())
    assert status == 410
    assert '<a href="http://kel-uji-timur.localhost' in said
    assert f"Kelurahan Uji Timur</a> sejak {ended}." in said
    assert "Jalan Timur 2" in said
    assert "Jalan Barat 1" not in said


def test_a_typed_reason_is_not_public_and_a_rule_of_the_register_is(as_admin, reachable):
    merged(as_admin, reachable.a, reachable.b, TYPED)
    said = page(reachable.a)[1]
    assert "Perda" not in said
    Instrument.objects.create(
        key="perda-lumajang:4:2026",
        kind="Peraturan Daerah Kabupaten Lumajang",
        number="4 Tahun 2026",
        year=2026,
        title="Penataan Kelurahan",
    )
    said = page(reachable.a)[1]
    basis = "Peraturan Daerah Kabupaten Lumajang Nomor 4 Tahun 2026 tentang Penataan Kelurahan"
    assert f"Dasarnya {basis}." in said
    for words in ("Slamet", "3508170101010001", "usul"):
        assert words not in said


def test_over_several_merges_the_last_successor_is_named(office_a, office_b):
    with public_scope():
        codes = ("35.99.03", "35.99.04")
        third, fourth = (_office(code) for code in codes)
        for number, (old, new) in enumerate([(office_a, office_b), (office_b, third), (third, fourth)]):
            _noted(old, new, at=clock.now() + timedelta(days=number))
        found = successor_of(office_a.pk)
        assert found is not None
        assert (found.office, found.since) == (fourth, clock.today())
        _noted(fourth, office_a, at=clock.now())
        found = successor_of(office_a.pk)
        assert found is not None
        assert found.office == fourth, "offices that follow each other end the search"
        assert successor_of(_office("35.99.05").pk) is None


def _office(code: str) -> Office:
    schema = "o_" + code.replace(".", "")
    facts = {"name": f"Uji {code}", "slug": f"kec-{schema[2:]}", "state": "LIVE", "created_at": clock.now()}
    return Office.objects.create(schema_name=schema, kemendagri_code=code, level="KECAMATAN", **facts)


def _noted(old: Office, new: Office, *, at: datetime) -> None:
    job = Job.objects.create(kind=JobKind.MERGE, office=new, state="DONE", created_at=at)
    JobItem.objects.create(job=job, office=old, state="DONE", at=at)


def test_an_office_archived_without_successor_leads_to_the_one_above(reachable):
    with public_scope():
        Office.objects.filter(pk=reachable.b.pk).update(parent=reachable.a)
        move_office(office_id=reachable.b.pk, state=OfficeState.ARCHIVED)
    status, said = page(reachable.b)
    assert status == 410
    for words in ("Kelurahan Uji Timur sudah tidak melayani", "Kecamatan Uji Barat", "Jalan Barat 1"):
        assert words in said
    with public_scope():
        move_office(office_id=reachable.a.pk, state=OfficeState.ARCHIVED)
    said = page(reachable.b)[1]
    assert "Jalan" not in said
    assert "Semua kantor" in said


@pytest.mark.parametrize("change", [{"state": "PROVISIONING"}, {"kemendagri_code": f"{REHEARSAL}99.01"}])
def test_of_an_office_that_never_opened_and_of_a_rehearsal_nothing_is_said(reachable, change):
    with public_scope():
        office = Office.objects.get(pk=reachable.a.pk)
        for name, value in {"state": "SUSPENDED", **change}.items():
            setattr(office, name, value)
        office.save()
    status, said = page(reachable.a)
    assert status == 503
    for words in ("Uji Barat", "Jalan Barat"):
        assert words not in said
