"""One service over all offices: aligned, with the recommendation, and in a citizen's words."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from accounts.permissions import ALL_KABUPATEN
from commons import clock as time
from commons.ids import new_id
from offices.scope import office_scope, public_scope
from opendata import citizens
from opendata.comparing import OfficeStandard
from opendata.pages import COMPARERS
from recommended import operations
from recommended.aligning import align
from recommended.meaning import papers_of
from servicetypes.models import PublishedStandard, ServiceType
from standards.catalogue import document_of
from tests.board import kabupaten as world
from tests.onboarding.conftest import kabupaten_person, signed_in
from tests.world import staff

pytestmark = pytest.mark.django_db
PAGE = "/standar/banding/sktm/"
REASON = "Warga di sini sering tidak membawa KK."


def without(document, key):
    """The document without one of its requirements."""
    group = document.persyaratan.groups[0]
    kept = tuple(one for one in group.requirements if one.papers[0].key != key)
    groups = (group.model_copy(update={"requirements": kept}),)
    component = document.persyaratan.model_copy(update={"groups": groups})
    return document.model_copy(update={"persyaratan": component, "added": (), "notes": ()})


def offer(office, document):
    with office_scope(office):
        PublishedStandard.objects.create(
            office=office,
            service_type=ServiceType.objects.get(code="sktm"),
            version_id=new_id(),
            title=document.title,
            document=document.model_dump(mode="json"),
            published_at=datetime(2026, 1, 2, tzinfo=UTC),
        )


@pytest.fixture
def two(services, clock, office_a, office_b):
    """A asks for all three papers, B not for the KK."""
    document = document_of("kec-lumajang", "sktm")
    offer(office_a, document)
    offer(office_b, without(document, "kk"))
    return office_a, office_b


@pytest.fixture
def recommended(two):
    """The kabupaten recommends what A asks for; A departs from it all the same."""
    office_a, _office_b = two
    actor = kabupaten_person("KAB_ADMIN")
    with public_scope():
        row = operations.recommend(
            service="sktm", level="KECAMATAN", source="catalogue", note="Ringkas.", seen=0,
            actor=actor, now=time.now(),
        )  # fmt: skip
    people = staff(office_a)
    with office_scope(office_a):
        operations.depart(recommendation_id=row.id, reason=REASON, actor=people["admin"], now=time.now())
    return row


@pytest.mark.parametrize("role", ALL_KABUPATEN)
def test_by_role(two, enter_as, role):
    assert enter_as(role).get(PAGE).status_code == (200 if role in COMPARERS else 403)


def test_what_differs_is_marked(two, bupati):
    page = bupati.get(PAGE).content.decode()
    assert "satu kantor saja" in page
    assert page.index('row-sub">satu kantor saja') < page.index('row-sub">semua kantor')


def test_the_recommendation_stands_first_and_reasons_are_named(recommended, bupati):
    page = bupati.get(PAGE).content.decode()
    assert page.index("Anjuran kabupaten untuk") < page.index("satu kantor saja")
    assert "dianjurkan" in page
    assert REASON in page


def test_offices_can_be_chosen(two, bupati):
    office_a, _office_b = two
    page = bupati.get(PAGE, {"kantor": office_a.kemendagri_code}).content.decode()
    assert "satu kantor saja" not in page


def test_an_unknown_office_chooses_nothing(two, bupati):
    assert "satu kantor saja" in bupati.get(PAGE, {"kantor": "00"}).content.decode()


def test_citizens_read_it_without_signing_in(recommended):
    client = Client(SERVER_NAME="kabupaten.localhost")
    answer = client.get("/beda/sktm/")
    page = answer.content.decode()
    assert not answer.cookies
    assert "Di Kecamatan Uji Barat perlu juga KK pemohon, karena:" in page
    assert REASON in page
    assert "Dewi Anggraini" not in page
    assert client.get("/beda/").status_code == 200
    assert client.get("/beda/tidak-ada/").status_code == 404


def test_the_api_says_the_same(recommended, office_a, office_b):
    found = Client(SERVER_NAME="kabupaten.localhost").get("/api/v1/standards/compare/sktm/").json()
    rows = {row["words"]: row for row in found["requirements"]}
    assert rows["KK pemohon"]["share"] == "ONE"
    assert rows["KK pemohon"]["offices"] == [office_a.kemendagri_code]
    assert rows["KTP pemohon"]["share"] == "ALL"
    assert all(row["recommended"] for row in rows.values())
    assert found["departures"] == [{"office": office_a.kemendagri_code, "reason": REASON}]


def standard(code, document):
    return OfficeStandard(code, f"Kecamatan {code}", "SKTM", "2026-01-02", document)


def told_of(*documents):
    found = [standard("ABCDE"[n], each) for n, each in enumerate(documents)]
    return citizens.tell(found, align({one.code: papers_of(one.document) for one in found}), {})


def test_where_all_are_the_same_nothing_is_told():
    whole = document_of("kec-lumajang", "sktm")
    assert told_of(whole, whole, whole) == ([], ["Kecamatan A", "Kecamatan B", "Kecamatan C"])


def test_what_most_ask_for_and_one_does_not():
    whole = document_of("kec-lumajang", "sktm")
    told, same = told_of(whole, whole, without(whole, "kk"))
    assert [(one.name, one.sentences) for one in told] == [
        ("Kecamatan C", ("Di Kecamatan C tidak perlu KK pemohon.",))
    ]
    assert len(same) == 2


def test_time_and_fee_are_told_against_most():
    whole = document_of("kec-lumajang", "sktm")
    slow = whole.model_copy(
        update={
            "waktu": whole.waktu.model_copy(update={"amount": 99}),
            "biaya": whole.biaya.model_copy(update={"rupiah": 5000}),
        }
    )
    (one,), _same = told_of(whole, whole, slow)
    assert [text.startswith("Di Kecamatan C ") for text in one.sentences] == [True, True]
    assert "99 menit" in one.sentences[0]
    assert "di kebanyakan kantor" in one.sentences[0]
    assert "5.000" in one.sentences[1]


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_226_offices_cost_no_more_queries(live_database, services, clock, django_assert_max_num_queries):
    """Kecamatan, kelurahan and desa, of which every other one does not ask for the KK."""
    document = document_of("kec-lumajang", "sktm")
    both = [one.model_dump(mode="json") for one in (document, without(document, "kk"))]
    kind = ServiceType.objects.get(code="sktm")
    offices = list(world.offices(desa=True).values())
    PublishedStandard.objects.using("owner").bulk_create(
        PublishedStandard(
            office_id=office.pk,
            service_type_id=kind.pk,
            version_id=new_id(),
            title=document.title,
            document=both[n % 2],
            published_at=datetime(2026, 1, 2, tzinfo=UTC),
        )
        for n, office in enumerate(offices)
    )
    client = signed_in(Client(SERVER_NAME="kabupaten.localhost"), kabupaten_person("EXECUTIVE"))
    with django_assert_max_num_queries(15):
        page = client.get(PAGE).content.decode()
    assert len(offices) == 226
    assert "113 dari 226" in page
