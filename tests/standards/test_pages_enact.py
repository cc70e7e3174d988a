"""An office's admin puts drafts into force; nobody else does, and nobody sees another office's."""

from typing import Any

import pytest

from offices.models import Office, OfficeState
from offices.scope import office_scope, public_scope
from servicetypes.catalogue import definition_of
from servicetypes.models import PublishedStandard
from standards.adopting import ForOffice, adopt
from standards.models import StandardVersion
from standards.operations import draft
from tests.applications.pages import Site, text
from tests.world import catalogue, give_authority, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ADDRESS = "/pengaturan/standar/"


@pytest.fixture
def waiting(office_a) -> StandardVersion:
    """A draft of SKTM in A, which is not open yet, taken from the catalogue."""
    with public_scope():
        Office.objects.filter(pk=office_a.pk).update(state=OfficeState.READY)
        office_a.refresh_from_db()
        catalogue()
        give_authority(office_a)
    with office_scope(office_a):
        target = ForOffice(office_a.slug, "KECAMATAN", office_a.name)
        return draft(document=adopt("sktm", target), definition=definition_of("sktm"))


def typed(version: StandardVersion, **changes: Any) -> dict[str, Any]:
    return {
        "draft": [str(version.id)],
        "number_sktm": "SP/01/2026",
        "issued_on": "20-11-2026",
        "prepared": "Endah Lestari",
        "prepared_title": "Kasi",
        "checked": "Joko Santoso",
        "checked_title": "Sekretaris",
        "approved": "Retno Wahyuni",
        "approved_title": "Camat",
        **changes,
    }


def state(office) -> list[str]:
    with office_scope(office):
        return list(StandardVersion.objects.values_list("state", flat=True))


def test_a_draft_comes_into_force(waiting, office_a):
    admin = Site(office_a, staff(office_a)).at("admin")
    page = admin.get(ADDRESS).content.decode()
    assert "Endah Lestari" in page  # proposed from the office's people
    assert admin.post(ADDRESS, typed(waiting)).status_code == 302
    assert state(office_a) == ["PUBLISHED"]
    with office_scope(office_a):
        row = StandardVersion.objects.get()
    assert row.document["control"]["number"] == "SP/01/2026"
    assert PublishedStandard.objects.filter(office_id=office_a.id).count() == 1
    assert "Tidak ada rancangan yang menunggu" in admin.get(ADDRESS).content.decode()


def test_in_an_open_office_three_people_do_it(waiting, office_a):
    with public_scope():
        Office.objects.filter(pk=office_a.pk).update(state=OfficeState.LIVE)
    admin = Site(office_a, staff(office_a)).at("admin")
    assert "oleh tiga orang di menu Standar" in admin.get(ADDRESS).content.decode()
    assert admin.post(ADDRESS, typed(waiting)).status_code == 422
    assert state(office_a) == ["DRAFT"]
    assert not PublishedStandard.objects.exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"draft": []}, "paling sedikit satu standar"),
        ({"number_sktm": ""}, "Belum diisi"),
        ({"issued_on": "31-02-2026"}, "tidak ada di kalender"),
        ({"approved": "Endah Lestari"}, "tiga orang yang berbeda"),
        ({"checked": ""}, "Belum diisi"),
    ],
)
def test_what_is_not_whole_stays_a_draft(waiting, office_a, change, says):
    admin = Site(office_a, staff(office_a)).at("admin")
    page = admin.post(ADDRESS, typed(waiting, **change))
    assert page.status_code == 422
    assert says in page.content.decode()
    assert state(office_a) == ["DRAFT"]
    assert not PublishedStandard.objects.exists()


def test_a_document_on_paper_keeps_its_own_control(waiting, office_a):
    with office_scope(office_a):
        maker = {"name": "NASA'I, S.AP", "title": "Kasi"}
        control = {"number": "SP-06", "issued_on": "2023-01-02", "prepared": maker}
        waiting.origin = waiting.document["origin"] = "LEGACY"
        waiting.document["control"] = control
        waiting.save()
    admin = Site(office_a, staff(office_a)).at("admin")
    page = text(admin.get(ADDRESS))
    assert "Nomor dokumen SP-06" in page
    assert "Tanggal terbit 02-01-2023" in page
    assert "Dibuat oleh NASA'I, S.AP, Kasi" in page
    assert "Disetujui oleh tidak tercantum" in page
    assert "Endah Lestari" not in page
    assert "Disusun oleh" not in page
    assert admin.post(ADDRESS, {"draft": [str(waiting.id)]}).status_code == 302
    with office_scope(office_a):
        stored = StandardVersion.objects.get().document["control"]
    assert {name: stored[name] for name in control} == control


def test_a_draft_of_another_office_is_not_there(waiting, office_a, office_b):
    admin = Site(office_b, staff(office_b)).at("admin")
    assert "Miskin" not in admin.get(ADDRESS).content.decode()
    assert admin.post(ADDRESS, typed(waiting)).status_code == 422
    assert state(office_a) == ["DRAFT"]


@pytest.mark.parametrize("key", ["counter", "operator", "section_head", "secretary", "head", "information"])
def test_nobody_else_publishes(waiting, office_a, key):
    client = Site(office_a, staff(office_a)).at(key)
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, typed(waiting)).status_code == 403
    assert state(office_a) == ["DRAFT"]
