"""Preparing an office on real connections: whole, killed half-way, run again; then rehearsed and opened."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import Assignment, Credential
from accounts.queries import people, person_by_id, places
from applications.models import File
from applications.operations import Inputs, act, receive
from applications.versions import program_of
from applications.workflow_types import Action
from audit.models import KabupatenEntry
from commons import clock as time
from commons.clock import wib
from documents.models import BookYear, Letter
from lettercheck.models import LetterIndex
from offices import opening, readiness
from offices import queries as offices
from offices.models import Office, OfficeState
from offices.scope import office_scope, public_scope
from onboarding import applying, operations, rehearsals
from onboarding.models import Case, Rehearsal, Work
from onboarding.plans import Post, changed
from onboarding.queries import fresh_plan
from servicetypes.models import PublishedStandard
from standards.models import StandardVersion
from standards.queries import published_version
from tests.onboarding.conftest import kabupaten_person, signed_in
from tests.world import form, staff
from trail.models import TrailEntry

pytestmark = pytest.mark.usefixtures("live_database", "catalogue", "clock")
CODE = "35.08.12"
NAMES = {
    "HEAD": "Bambang Sudarsono",
    "SECRETARY": "Sri Wahyuni",
    "SECTION_HEAD": "Endah Lestari",
    "OFFICE_ADMIN": "Wahyu Hidayat",
    "COUNTER": "Lina Marlina",
}


def whole_plan() -> Any:
    plan = fresh_plan(operations.area_of(CODE), on=time.today())
    posts = {role: Post(NAMES.get(role, ""), post.title) for role, post in plan.people.items()}
    return changed(
        plan,
        unit_code="427.112",
        people=posts,
        contacts={"ADDRESS": "Jalan Raya Senduro 1", "MOBILE_SERVICE": "081234567890"},
        books={"LETTER": 120},
    )


def queued(admin: Any) -> Case:
    case = operations.start_case(code=CODE, actor=admin, now=time.now(), plan=whole_plan())
    operations.request_work(code=CODE, actor=admin, now=time.now())
    return case


@pytest.fixture
def prepared(admin) -> Case:
    """Kecamatan Senduro, prepared."""
    case = applying.carry_out(queued(admin).pk, now=time.now())
    assert case.work == Work.DONE, case.problem
    return case


def senduro() -> Office:
    with public_scope():
        return Office.objects.get(kemendagri_code=CODE)


def test_an_office_is_made_of_its_answers(prepared, office_a):
    office, day = senduro(), time.today()
    assert (office.state, office.schema_name, office.unit_code) == (OfficeState.READY, "o_350812", "427.112")
    assert office.letterhead["office_line"] == "KECAMATAN SENDURO"
    assert {person.name for person in people(office, on=day)} == set(NAMES.values())
    assert {line.shown for line in offices.contacts(office.pk)} == {"Jalan Raya Senduro 1", "081234567890"}
    with office_scope(office):
        assert opening.usual_week(office.pk, day=day)[0] is not None
        drafts = StandardVersion.objects.all()
        assert {row.state for row in drafts} == {"DRAFT"}
        assert all("Senduro" in str(row.document["pengaduan"]) for row in drafts)
        assert all(row.document["office"] == "kec-senduro" for row in drafts)
    todo = {found.check.key: found.todo for found in readiness.look(office, day=day)}
    assert {key for key, words in todo.items() if words} == {"signed_in", "standards"}
    assert todo["signed_in"] == "Pimpinan dan petugas loket belum pernah masuk"
    assert prepared.missing == ["signed_in", "standards"]
    with office_scope(office_a):
        assert not StandardVersion.objects.exists()


def test_the_worker_that_fails_half_way_leaves_what_was_done(admin, monkeypatch):
    case = queued(admin)

    def broken(_job: Any) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setitem(applying.PARTS, "petugas", broken)
    with pytest.raises(RuntimeError):
        applying.carry_out(case.pk, now=time.now())
    case.refresh_from_db()
    assert (case.work, case.work_step) == (Work.FAILED, "kewenangan")
    assert "kesalahan di dalam Loket" in case.problem
    assert senduro().state == OfficeState.READY
    assert people(senduro()) == []
    monkeypatch.undo()
    monkeypatch.setattr("onboarding.sending.current_app.send_task", lambda *_a, **_k: None)
    for _again in range(2):
        operations.request_work(code=CODE, actor=admin, now=time.now())
        assert applying.carry_out(case.pk, now=time.now()).work == Work.DONE
    assert len(people(senduro())) == len(NAMES)
    with office_scope(senduro()):
        assert StandardVersion.objects.count() == len(whole_plan().services)


def test_one_worker_does_it_and_a_dead_one_is_followed(admin, clock):
    case = queued(admin)
    Case.objects.filter(pk=case.pk).update(work=Work.RUNNING, work_at=time.now())
    assert applying.carry_out(case.pk, now=time.now()).work == Work.RUNNING
    with public_scope():
        assert not Office.objects.filter(kemendagri_code=CODE).exists()
    assert operations.request_work(code=CODE, actor=admin, now=time.now()).work == Work.RUNNING
    clock.advance(seconds=61)
    assert operations.request_work(code=CODE, actor=admin, now=time.now()).work == Work.QUEUED
    assert applying.carry_out(case.pk, now=time.now()).work == Work.DONE


def test_who_left_the_kabupaten_asks_for_nothing(admin, clock):
    case = queued(admin)
    with public_scope():
        Assignment.objects.filter(pk=admin.assignment_id).update(ended_at=time.now())
    done = applying.carry_out(case.pk, now=time.now())
    assert done.work == Work.FAILED
    assert "tidak lagi bertugas" in done.problem
    with public_scope():
        assert not Office.objects.filter(kemendagri_code=CODE).exists()


def test_an_office_opens_when_all_is_there(prepared, as_admin, client_base):
    page = as_admin.get(f"/kantor/{CODE}/").content.decode()
    assert 'disabled aria-describedby="open-why"' in page
    assert "<li>Latihan belum lulus" in page
    assert f'<a href="/kantor/{CODE}/petugas/">Isi di sini' in page
    assert "kec-senduro.localhost" not in page, "the kabupaten's admin has no account there"
    assert "Disiapkan, 2 hal belum" in as_admin.get("/").content.decode()
    page = as_admin.post(f"/kantor/{CODE}/buka/", follow=True).content.decode()
    assert "Belum dapat dibuka" in page
    assert senduro().state == OfficeState.READY
    form = as_admin.get(f"/kantor/{CODE}/standar/").content.decode()
    with office_scope(senduro()):
        drafts = list(StandardVersion.objects.values_list("id", "standard__service_code"))
    typed = {
        "draft": [str(key) for key, _code in drafts],
        "issued_on": "20-11-2026",
        **{f"number_{code}": f"SP/{code}/2026" for _key, code in drafts},
        **{"prepared": NAMES["SECTION_HEAD"], "prepared_title": "Kasi"},
        **{"checked": NAMES["SECRETARY"], "checked_title": "Sekretaris"},
        **{"approved": NAMES["HEAD"], "approved_title": "Camat"},
    }
    assert NAMES["HEAD"] in form
    found = re.findall(r"· pemeriksaan: (?:tanpa kesalahan|\d+ kesalahan, \d+ peringatan)", form)
    assert len(found) == len(drafts)
    assert "0 kesalahan, 0 peringatan" not in form
    twice = as_admin.post(f"/kantor/{CODE}/standar/", {**typed, "checked": NAMES["HEAD"]})
    assert twice.status_code == 422
    assert "tiga orang yang berbeda" in twice.content.decode()
    with office_scope(senduro()):
        assert not StandardVersion.objects.exclude(state="DRAFT").exists()
    assert as_admin.post(f"/kantor/{CODE}/standar/", typed).status_code == 302
    prepared.refresh_from_db()
    assert prepared.missing == ["signed_in"]
    Case.objects.update(missing=["standards"])
    assert operations.look_again(now=time.now()) == 1
    prepared.refresh_from_db()
    assert prepared.missing == ["signed_in"]
    assert "Latihan belum lulus" in as_admin.post(f"/kantor/{CODE}/buka/", follow=True).content.decode()
    as_admin.post(f"/kantor/{CODE}/bebaskan/", {"reason": "Sudah berlatih di kantor lain"})
    assert "open-why" not in as_admin.get(f"/kantor/{CODE}/").content.decode()
    assert "buka untuk warga" in as_admin.post(f"/kantor/{CODE}/buka/", follow=True).content.decode()
    assert senduro().state == OfficeState.LIVE
    assert "Kecamatan Senduro" in client_base.get("/").content.decode()
    with public_scope():
        actions = set(KabupatenEntry.objects.order_by("seq").values_list("action", flat=True))
        assert PublishedStandard.objects.filter(office=senduro()).count() == len(drafts)
    assert {"onboarding.started", "onboarding.prepared", "onboarding.rehearsal_waived"} <= actions
    assert "onboarding.opened" in actions


@pytest.fixture
def stage(prepared, admin) -> Rehearsal:
    """The rehearsal of Senduro, begun."""
    row = rehearsals.begin(code=CODE, actor=admin, now=time.now())
    rehearsals.prepare(row.pk, now=time.now())
    row.refresh_from_db()
    assert row.work == Work.DONE, row.problem
    return row


def test_a_rehearsal_is_an_office_that_is_nowhere_to_be_found(stage, admin, client_base, as_admin):
    shadow = stage.shadow
    assert shadow is not None
    assert (shadow.slug, shadow.schema_name) == ("latihan-kec-senduro", "o_990812")
    assert (shadow.unit_code, shadow.is_rehearsal, senduro().is_rehearsal) == ("LATIHAN", True, False)
    assert "LATIHAN" not in client_base.get("/").content.decode()
    assert "99.08.12" not in as_admin.get("/").content.decode()
    with public_scope():
        assert not PublishedStandard.objects.filter(office=shadow).exists()
    assert any(place.office_id == shadow.pk for place in places(admin.user_id, on=time.today()))
    with office_scope(shadow):
        assert StandardVersion.objects.filter(state="PUBLISHED").count() == len(whole_plan().services)


@pytest.fixture
def player(stage, admin) -> Client:
    """The kabupaten's admin on the rehearsal's host."""
    with public_scope():
        row = Assignment.objects.get(office=stage.shadow, user_id=admin.user_id)
    assert "HEAD" in row.roles
    return signed_in(Client(SERVER_NAME="latihan-kec-senduro.localhost"), admin, stage.shadow)


def test_its_clock_runs_ahead_and_only_there(player, stage, clock, as_admin):
    page = player.get("/antrean-kerja/").content.decode()
    assert "Senin, 23 November 07.40" in page  # it is Friday
    assert "LATIHAN" in page
    assert "sisa 20 menit" in page
    assert "rehearsal-band" not in as_admin.get("/").content.decode()
    player.post("/latihan/jam/")
    assert "Selasa, 24 November 07.40" in player.get("/antrean-kerja/").content.decode()
    clock.advance(minutes=6)
    page = player.get("/latihan/").content.decode()
    assert "Selasa, 24 November 07.46" in page
    assert "sisa 14 menit" in page
    refused = player.post("/latihan/selesai/", follow=True).content.decode()
    assert "Tugas 1 belum selesai" in refused
    assert Rehearsal.objects.get(pk=stage.pk).passed_at is None


def test_its_files_and_letters_say_that_they_are_none(player, stage):
    shadow = stage.shadow
    with public_scope():
        user = person_by_id(stage.player_id, shadow, on=time.today())
    assert user is not None
    assert user.actor is not None
    actor, at = user.actor, time.now() + timedelta(seconds=stage.shift)
    with office_scope(shadow):
        program = program_of(published_version("sktm-rekomendasi").id)
        outcome = receive(actor=actor, form=form(program), now=at)
        while outcome.phase == "OPEN":
            at += timedelta(minutes=1)
            outcome = act(
                file_id=outcome.file_id,
                actor=actor,
                action=Action.COMPLETE,
                expected_event=outcome.event,
                inputs=Inputs(lookup_reason="Latihan saja", receiver=""),
                now=at,
            )
        file = File.objects.get()
        assert file.receipt_number.startswith("LATIHAN/")
        assert file.phase == "HANDED_OVER"
        seen = rehearsals.stage(stage, real=time.now())
    assert [line.number for line in seen.lines if line.done] == [1, 2, 3]
    with public_scope():
        assert not LetterIndex.objects.filter(office_id=shadow.pk).exists()


def test_a_real_office_has_no_rehearsal_page(client_a, office_a):
    person = staff(office_a)["counter"]
    with public_scope():
        Credential.objects.create(user_id=person.user_id, password="!", changed_at=time.now())
    client = signed_in(client_a, person, office_a)
    assert client.get("/latihan/").status_code == 404
    assert client.post("/latihan/jam/").status_code == 404
    assert "rehearsal-band" not in client.get("/antrean-kerja/").content.decode()


def test_its_applicants_live_where_the_office_is(player):
    page = player.post("/terima/sktm-rekomendasi/", {"do": "new", "query": ""}).content.decode()
    assert "Kaliboto Lor" not in page.split('id="f-desa"')[1].split(">")[0]
    assert ", Kec. Senduro" in page.split('id="f-desa"')[1].split(">")[0]
    assert 'value="350812' in page


def test_a_new_attempt_has_a_player_and_a_time_of_its_own(stage, clock):
    other = kabupaten_person("KAB_ADMIN", "Indah", "kedua")
    clock.advance(minutes=30)
    row = rehearsals.begin(code=CODE, actor=other, now=time.now())
    rehearsals.prepare(row.pk, now=time.now())
    row.refresh_from_db()
    assert (row.attempt, row.player) == (2, "Indah")
    assert row.began_at is not None
    assert stage.began_at is not None
    assert row.began_at > stage.began_at
    assert wib(row.began_at).hour == 7
    with public_scope():
        now_there = Assignment.objects.filter(office=row.shadow, ended_at=None)
        assert [each.user_id for each in now_there] == [other.user_id]


OTHER = "{urut:4}/{kode}/{unit}/{bulan}/{tahun}"


def with_pattern(case: Case, pattern: str | None) -> Case:
    plan = changed(whole_plan(), letter_pattern=pattern)
    Case.objects.filter(pk=case.pk).update(answers=plan.as_json(), work=Work.QUEUED)
    return applying.carry_out(case.pk, now=time.now())


def kept_pattern() -> tuple[str, int, int]:
    with office_scope(senduro()):
        row = BookYear.objects.get(kind="LETTER", year=time.today().year)
        lines = TrailEntry.objects.filter(action="register.pattern_changed").count()
        return row.pattern, row.last, lines


def test_the_pattern_of_the_plan_is_the_office_s_and_comes_once(admin, office_a):
    case = queued(admin)
    assert with_pattern(case, OTHER).work == Work.DONE
    assert kept_pattern() == (OTHER, 120, 1)
    assert with_pattern(case, OTHER).work == Work.DONE
    assert kept_pattern() == (OTHER, 120, 1)
    assert with_pattern(case, None).work == Work.DONE, "answers of before: what is there stays"
    assert kept_pattern() == (OTHER, 120, 1)
    assert with_pattern(case, "").work == Work.DONE
    assert kept_pattern() == ("", 120, 2)
    with office_scope(office_a):
        assert not BookYear.objects.exclude(pattern="").exists()


def test_a_pattern_that_would_write_a_number_twice_stops_the_work(admin):
    case = queued(admin)
    assert with_pattern(case, "").work == Work.DONE
    with office_scope(senduro()):
        facts = {"file_id": uuid4(), "kind": "LETTER", "year": time.today().year, "seq": 121}
        Letter.objects.create(
            **facts,
            number=f"0300/100.2.2.5/427.112/XI/{time.today().year}",
            date=time.today(),
            code="uji",
            state="VOID",
            sheet={},
            drawn_at=time.now(),
        )
    done = with_pattern(case, OTHER)
    assert (done.work, "kelak keluar sekali lagi" in done.problem) == (Work.FAILED, True)
    assert kept_pattern() == ("", 120, 0)


def test_the_rehearsal_numbers_as_the_office_will(admin, monkeypatch):
    monkeypatch.setattr("onboarding.sending.current_app.send_task", lambda *_a, **_k: None)
    case = queued(admin)
    assert with_pattern(case, OTHER).work == Work.DONE
    row = rehearsals.begin(code=CODE, actor=admin, now=time.now())
    rehearsals.prepare(row.pk, now=time.now())
    row.refresh_from_db()
    assert row.work == Work.DONE, row.problem
    with public_scope():
        shadow = Rehearsal.objects.select_related("shadow").get(pk=row.pk).shadow
    assert shadow is not None
    with office_scope(shadow):
        assert BookYear.objects.get(kind="LETTER").pattern == OTHER
