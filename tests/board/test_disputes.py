"""An office doubts a figure; the kabupaten answers; both trails say so."""

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from accounts.actors import Actor
from audit.models import KabupatenEntry
from board import operations, queries
from board.errors import DisputeRefused
from board.models import Dispute, Outcome
from commons import clock as time
from commons.ids import new_id
from indicators.periods import Period
from offices.scope import office_scope, public_scope
from tests.board import kabupaten as world
from tests.board.test_own import LEADERS, PERIOD
from tests.board.test_pages import text_of
from tests.onboarding.conftest import kabupaten_person
from tests.world import PEOPLE
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
OCTOBER = Period.month(time.today().replace(year=2026, month=10, day=1))
WHY = "Dua belas berkas dicatat dua kali pada 3 Oktober."


@pytest.fixture
def figures_a(office_a, offices):
    world.fill([office_a.id], *PERIOD)
    return office_a


@pytest.fixture
def raised(office_a, people_a, clock) -> Dispute:
    return operations.raise_dispute(
        office=office_a,
        key="promise_kept",
        service="",
        period=OCTOBER,
        shown="93 % (180 berkas)",
        as_of=None,
        reason=WHY,
        actor=people_a["head"],
        now=time.now(),
    )


def count():
    with public_scope():
        return Dispute.objects.count()


def test_a_figure_is_doubted_as_it_was_shown(figures_a, enter_office):
    client = enter_office("head")
    path = "/kinerja/keberatan/promise_kept/?masa=2026-10&layanan=sktm"
    assert "93 % (59 berkas)" in text_of(client.get(path))
    answer = client.post(path, {"reason": WHY, "shown": "100 %", "office": "x"})
    assert answer.status_code == 302
    with public_scope():
        row = Dispute.objects.get()
    assert (row.office_id, row.key, row.service_code) == (figures_a.id, "promise_kept", "sktm")
    assert (row.first, row.last) == (OCTOBER.first, OCTOBER.last)
    assert row.shown == "93\N{NO-BREAK SPACE}% (59 berkas)"
    assert row.raised_by == "Retno Wahyuni, Pimpinan"
    assert WHY in text_of(client.get("/kinerja/"))
    with office_scope(figures_a):
        line = TrailEntry.objects.get(action="board.disputed")
    assert line.data["shown"] == row.shown


@pytest.mark.parametrize("key", [key for key in PEOPLE if key not in LEADERS])
def test_only_leaders_may_doubt(figures_a, enter_office, key):
    assert enter_office(key).post("/kinerja/keberatan/promise_kept/", {"reason": WHY}).status_code == 403
    assert count() == 0


@pytest.mark.parametrize("reason", ["", "salah", "x" * 1001, "a\u202eb" + "c" * 20])
def test_a_bad_reason_is_refused_and_kept_on_the_page(figures_a, enter_office, reason):
    page = enter_office("head").post("/kinerja/keberatan/promise_kept/", {"reason": reason})
    assert page.status_code == 422
    assert page.context["field"].value == reason
    assert count() == 0


def test_the_same_figure_waits_for_its_answer(raised, office_a, people_a):
    with pytest.raises(DisputeRefused) as refused:
        operations.raise_dispute(
            office=office_a,
            key="promise_kept",
            service="",
            period=OCTOBER,
            shown="93 %",
            as_of=None,
            reason=WHY,
            actor=people_a["secretary"],
            now=time.now(),
        )
    assert refused.value.code == "waiting"
    assert count() == 1


def test_an_office_with_many_open_disputes_waits_for_answers(raised, office_a, people_a, monkeypatch):
    monkeypatch.setattr(operations, "MOST_OPEN", 1)
    with pytest.raises(DisputeRefused) as refused:
        operations.raise_dispute(
            office=office_a,
            key="returned",
            service="",
            period=OCTOBER,
            shown="12 %",
            as_of=None,
            reason=WHY,
            actor=people_a["head"],
            now=time.now(),
        )
    assert refused.value.code == "too_many"
    assert count() == 1


def test_the_kabupaten_answers_and_the_office_reads_it(raised, figures_a, enter_as, enter_office):
    admin = enter_as("KAB_ADMIN")
    assert WHY in text_of(admin.get("/kinerja/keberatan/"))
    path = f"/kinerja/keberatan/{raised.id}/"
    assert admin.get(path).status_code == 200
    answer = admin.post(path, {"outcome": "EXPLAINED", "answer": "Sudah diperiksa: tidak ada berkas ganda."})
    assert answer.status_code == 302
    text = text_of(enter_office("counter").get("/kinerja/"))
    assert "tidak ada berkas ganda" not in text
    assert "tidak ada berkas ganda" in text_of(enter_office("head").get("/kinerja/"))
    with office_scope(figures_a):
        assert TrailEntry.objects.filter(action="board.answered").count() == 1
    with public_scope():
        line = KabupatenEntry.objects.get(action="board.answered")
    assert line.data["office"] == figures_a.slug


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"outcome": "", "answer": WHY}, "outcome"),
        ({"outcome": "OPEN", "answer": WHY}, "outcome"),
        ({"outcome": "EXPLAINED", "answer": "ya"}, "answer"),
    ],
)
def test_a_bad_answer_is_refused_and_changes_nothing(raised, enter_as, data, field):
    page = enter_as("KAB_ADMIN").post(f"/kinerja/keberatan/{raised.id}/", data)
    assert page.status_code == 422
    assert page.context["errors"][0]["field"] == field
    with public_scope():
        assert Dispute.objects.get().outcome == Outcome.OPEN


def test_it_is_answered_once(raised, people_a):
    admin = kabupaten_person("KAB_ADMIN")
    said = {"dispute_id": raised.id, "outcome": "CORRECTED", "answer": WHY, "actor": admin, "now": time.now()}
    operations.answer_dispute(**said)
    with pytest.raises(DisputeRefused) as refused:
        operations.answer_dispute(**said | {"answer": "Lain lagi sama sekali."})
    assert refused.value.code == "answered"
    with public_scope():
        assert Dispute.objects.get().answer == WHY


@pytest.mark.parametrize("role", ["EXECUTIVE", "AUDITOR"])
def test_only_the_admin_answers(raised, enter_as, role):
    client = enter_as(role)
    assert client.get("/kinerja/keberatan/").status_code == 200
    assert (
        client.post(f"/kinerja/keberatan/{raised.id}/", {"outcome": "EXPLAINED", "answer": WHY}).status_code
        == 403
    )
    with public_scope():
        assert Dispute.objects.get().outcome == Outcome.OPEN


def test_another_office_can_neither_see_nor_write_it(raised, office_a, office_b):
    with office_scope(office_b):
        assert list(Dispute.objects.all()) == []
        assert Dispute.objects.filter(pk=raised.pk).exists() is False
    with office_scope(office_a):
        assert Dispute.objects.count() == 1
    with (
        office_scope(office_b),
        pytest.raises(ProgrammingError, match="row-level security"),
        connection.cursor() as c,
    ):
        c.execute(
            "INSERT INTO board_dispute (id, office_id, key, service_code, first, last, shown, reason,"
            " raised_at, raised_by, outcome, answer, answered_by)"
            " VALUES (%s, %s, 'a', '', '2026-10-01', '2026-10-31', '', '', now(), '', 'OPEN', '', '')",
            [new_id(), office_a.id],
        )


def test_an_office_cannot_answer_its_own(raised, office_a):
    with office_scope(office_a), pytest.raises(ProgrammingError, match="permission denied"):
        Dispute.objects.filter(pk=raised.pk).update(answer="Betul.")


def test_the_list_of_one_office_holds_no_others(raised, office_a, office_b):
    assert [row.id for row in queries.disputes(office_id=office_a.id)] == [raised.id]
    assert queries.disputes(office_id=office_b.id) == ()


def test_actors_are_named_with_their_titles():
    nobody = Actor(new_id(), "Sari", "", frozenset(), None, new_id())
    assert operations._named(nobody) == "Sari"
