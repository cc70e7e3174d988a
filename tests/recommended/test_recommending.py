"""Recommend, follow, depart: by whom, what comes of it, and what a refusal leaves as it was."""

import pytest

from accounts.models import Role
from audit.models import KabupatenEntry
from commons import clock as time
from offices.scope import office_scope, public_scope
from recommended import operations, queries
from recommended.models import Recommendation, Stance
from recommended.operations import RecommendationRefused
from servicetypes.catalogue import definition_of
from standards.catalogue import document_of
from standards.models import StandardVersion
from standards.operations import draft, publish
from tests.applications.pages import sit_down
from tests.world import staff
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
NEW = "/data-induk/anjuran/sktm/kecamatan/baru/"
REASON = "Warga di sini sering tidak membawa KK asli."


def everything():
    with public_scope():
        found = [list(model.objects.order_by("pk").values()) for model in (Recommendation, Stance)]
        return found, KabupatenEntry.objects.count()


@pytest.fixture
def issued(catalogue, as_admin):
    """SKTM of the catalogue is recommended to kecamatan."""
    answer = as_admin.post(NEW, {"source": "catalogue", "note": "Paling ringkas.", "seen": "0"})
    assert answer.status_code == 302
    with public_scope():
        return Recommendation.objects.get()


@pytest.fixture
def other_published(issued, published, office_a):
    """Office A has SKTM in force that asks for one thing more."""
    document = document_of("kec-lumajang", "sktm")
    group = document.persyaratan.groups[0]
    more = group.requirements[1].model_copy(
        update={
            "key": "lunas_pbb",
            "text": "Bukti lunas PBB",
            "papers": (
                group.requirements[1].papers[0].model_copy(update={"key": "pbb", "name": "Bukti lunas PBB"}),
            ),
        }
    )
    groups = (group.model_copy(update={"requirements": (*group.requirements, more)}),)
    changed = document.model_copy(
        update={
            "persyaratan": document.persyaratan.model_copy(update={"groups": groups}),
            "notes": (),
            "added": (),
        }
    )
    with office_scope(office_a):
        version = draft(document=changed, definition=definition_of("sktm"))
        publish(version=version, by="Uji", now=time.now())


def test_the_admin_recommends_and_it_is_on_the_trail(issued, as_admin):
    assert (issued.version, issued.level, issued.ended_at) == (1, "KECAMATAN", None)
    with public_scope():
        assert KabupatenEntry.objects.filter(action="recommended.issued").count() == 1
    assert "Paling ringkas." in as_admin.get("/data-induk/anjuran/sktm/").content.decode()


def test_the_next_version_ends_the_one_before(issued, as_admin):
    with public_scope():
        seen = KabupatenEntry.objects.latest("seq").seq
    as_admin.post(NEW, {"source": "catalogue", "note": "Diperbarui.", "seen": str(seen)})
    with public_scope():
        versions = list(Recommendation.objects.order_by("version"))
    assert [one.version for one in versions] == [1, 2]
    assert [one.ended_at is None for one in versions] == [False, True]


@pytest.mark.parametrize(
    "typed",
    [
        {"source": "catalogue", "note": "", "seen": "0"},
        {"source": "35.00.00", "note": "x", "seen": "0"},
        {"note": "x", "seen": "0"},
    ],
)
def test_what_is_not_whole_is_refused_and_changes_nothing(catalogue, as_admin, typed):
    before = everything()
    assert as_admin.post(NEW, typed).status_code == 422
    assert everything() == before


def test_a_second_admin_is_told_who_was_first(issued, as_admin):
    before = everything()
    answer = as_admin.post(NEW, {"source": "catalogue", "note": "Lain.", "seen": "0"})
    assert answer.status_code == 422
    assert everything() == before


def test_it_can_be_ended_with_a_reason(issued, as_admin):
    path = f"/data-induk/anjuran-akhiri/{issued.id}/"
    with public_scope():
        seen = KabupatenEntry.objects.latest("seq").seq
    assert as_admin.post(path, {"reason": "", "seen": str(seen)}).status_code == 422
    assert as_admin.post(path, {"reason": "Diganti bupati.", "seen": str(seen)}).status_code == 302
    assert as_admin.get(path).status_code == 404


def path_of(issued):
    return f"/pengaturan/anjuran/{issued.id}/"


def test_the_office_sees_what_differs(other_published, issued, enter_office):
    page = enter_office("admin").get(path_of(issued)).content.decode()
    assert "Bukti lunas PBB" in page


def test_following_makes_a_draft_in_the_offices_own_name(other_published, issued, office_a, enter_office):
    with office_scope(office_a):
        before = StandardVersion.objects.count()
    client = enter_office("admin")
    assert client.post(path_of(issued), {"do": "adopt"}).status_code == 302
    with office_scope(office_a):
        stance = Stance.objects.get()
        version = StandardVersion.objects.get(pk=str(stance.version_id))
        assert StandardVersion.objects.count() == before + 1
        assert TrailEntry.objects.filter(action="recommended.adopted").count() == 1
    assert version.state == "DRAFT"
    assert version.document["office"] == office_a.slug
    assert "Uji Barat" in version.document["title"]
    assert client.post(path_of(issued), {"do": "adopt"}).status_code == 422
    with office_scope(office_a):
        assert Stance.objects.count() == 1


def test_following_what_is_the_same_makes_no_draft(published, issued, office_a, enter_office):
    with office_scope(office_a):
        before = StandardVersion.objects.count()
    enter_office("admin").post(path_of(issued), {"do": "adopt"})
    with office_scope(office_a):
        assert StandardVersion.objects.count() == before
        assert Stance.objects.get().choice == "ADOPTED"


def test_departing_keeps_reason_who_and_when(other_published, issued, office_a, enter_office, clock):
    client = enter_office("admin")
    assert client.post(path_of(issued), {"do": "depart", "reason": REASON}).status_code == 302
    with office_scope(office_a):
        stance = Stance.objects.get()
        assert TrailEntry.objects.filter(action="recommended.departed").count() == 1
    assert (stance.choice, stance.reason, stance.at) == ("DEPARTED", REASON, time.now())
    assert stance.by_name == "Dewi Anggraini"
    assert REASON in client.get(path_of(issued)).content.decode()
    with public_scope():
        assert queries.answers("sktm")[office_a.kemendagri_code].reason == REASON


@pytest.mark.parametrize("typed", [{}, {"do": "depart", "reason": "pendek"}, {"do": "lain"}])
def test_no_answer_or_no_reason_is_refused(other_published, issued, enter_office, typed):
    before = everything()
    assert enter_office("admin").post(path_of(issued), typed).status_code == 422
    assert everything() == before


@pytest.mark.parametrize("key", ["counter", "operator", "section_head", "secretary", "head", "information"])
def test_only_the_offices_admin_answers(issued, enter_office, key):
    before = everything()
    client = enter_office(key)
    assert client.get("/pengaturan/anjuran/").status_code == 403
    assert client.post(path_of(issued), {"do": "depart", "reason": REASON}).status_code == 403
    assert everything() == before


def test_an_office_of_another_level_and_a_stranger_see_nothing(issued, office_b, client_a):
    other = sit_down(office_b, staff(office_b)["admin"])
    assert other.get(path_of(issued)).status_code == 404
    assert client_a.get(path_of(issued)).status_code == 302


def test_an_office_answers_for_itself_alone(issued, office_a, office_b):
    people = staff(office_b)
    with office_scope(office_b), pytest.raises(RecommendationRefused):
        operations.depart(recommendation_id=issued.id, reason=REASON, actor=people["admin"], now=time.now())
    with public_scope():
        assert not Stance.objects.exists()


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.AUDITOR])
def test_readers_of_the_kabupaten_may_not_end_it(issued, enter_as, role):
    before = everything()
    assert enter_as(role).post(f"/data-induk/anjuran-akhiri/{issued.id}/", {"reason": "x"}).status_code == 403
    assert everything() == before
