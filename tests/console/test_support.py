"""The kabupaten looks around one office: asked with a reason, for a while, and changing nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import operations, support
from accounts.actors import Actor
from accounts.errors import AccountError, Forbidden
from accounts.models import Assignment, SupportAccess, User
from accounts.queries import person_here
from applications import workflow
from applications.acting import Matter
from applications.models import ActingSigner, Event
from applications.queries_file import acting, file_detail
from applications.signing import authority
from applications.workflow_types import Action, Role
from audit.models import KabupatenEntry
from commons import clock as time
from offices.models import OfficeState
from offices.operations import move_office
from offices.scope import office_scope, public_scope
from tests import world
from tests.desk import address
from tests.onboarding.conftest import kabupaten_person, signed_in
from tests.security.test_urls import ALL, WRITES
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
REASON = "Membantu admin kantor: nomor surat tidak keluar"
HERE = [each for each in ALL if each.host == "office"]
HOUR = timedelta(hours=1)


def begin(admin: Actor, office, **changes) -> support.Access:
    values = {"reason": REASON, "lasts": HOUR, "now": time.now(), **changes}
    return support.begin(office_id=office.id, actor=admin, **values)


def guest_of(admin: Actor, office) -> Client:
    """The admin's browser on the office's host, past the second step."""
    return signed_in(Client(SERVER_NAME=f"{office.slug}.localhost"), admin, office)


@pytest.fixture
def access(admin, site) -> support.Access:
    return begin(admin, site.office)


@pytest.fixture
def guest(admin, access, site) -> Client:
    return guest_of(admin, site.office)


def received(site):
    return site.file(site.receive("sktm"))


def lines(office, action: str) -> list[TrailEntry]:
    with office_scope(office):
        return list(TrailEntry.objects.filter(action=action).order_by("seq"))


def kabupaten_lines(action: str) -> list[KabupatenEntry]:
    return list(KabupatenEntry.objects.filter(action=action).order_by("seq"))


class TestAsking:
    def test_it_begins_and_stands_on_both_trails(self, admin, office_a, clock):
        access = begin(admin, office_a)
        assert access.is_open
        assert access.ends_at == time.now() + HOUR
        for line in (lines(office_a, "support.began")[0], kabupaten_lines("support.began")[0]):
            assert line.actor_name == admin.name
            assert line.data["reason"] == REASON
        assert kabupaten_lines("support.began")[0].data["office"] == office_a.slug

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"reason": "bantu"}, "reason_short"),
            ({"reason": " " * 40}, "reason_short"),
            ({"lasts": timedelta(minutes=14)}, "bad_length"),
            ({"lasts": timedelta(hours=8, seconds=1)}, "bad_length"),
            ({"lasts": timedelta()}, "bad_length"),
        ],
    )
    def test_it_needs_a_reason_and_a_sensible_length(self, admin, office_a, clock, changes, code):
        with pytest.raises(AccountError) as refused:
            begin(admin, office_a, **changes)
        assert refused.value.code == code
        assert not SupportAccess.objects.exists()
        assert lines(office_a, "support.began") == []

    @pytest.mark.parametrize("role", ["EXECUTIVE", "AUDITOR", "COMPLAINTS"])
    def test_nobody_else_of_the_kabupaten_may(self, office_a, clock, role):
        with pytest.raises(Forbidden):
            begin(kabupaten_person(role), office_a)
        assert not SupportAccess.objects.exists()

    def test_an_offices_own_admin_may_not(self, site):
        with pytest.raises(Forbidden):
            begin(site.people["admin"], site.office)

    def test_one_at_a_time_and_again_after_its_end(self, admin, office_a, clock):
        begin(admin, office_a)
        with pytest.raises(AccountError) as refused:
            begin(admin, office_a)
        assert refused.value.code == "access_open"
        clock.advance(minutes=61)
        assert begin(admin, office_a).is_open
        assert [each.state for each in support.history(now=time.now())] == ["OPEN", "TIME"]

    def test_not_where_one_works_nor_where_it_is_closed(self, admin, office_a, office_b, clock):
        Assignment.objects.create(
            user_id=admin.user_id, office=office_a, roles=["COUNTER"], title="Staf", from_date=world.SINCE
        )
        with pytest.raises(AccountError) as refused:
            begin(admin, office_a)
        assert refused.value.code == "works_there"
        move_office(office_id=office_b.id, state=OfficeState.SUSPENDED)
        with pytest.raises(AccountError) as refused:
            begin(admin, office_b)
        assert refused.value.code == "unknown_office"


class TestLasting:
    def test_without_access_the_office_is_closed_to_the_kabupaten(self, admin, site):
        assert guest_of(admin, site.office).get(address("support_files")).status_code == 403

    def test_it_is_good_in_that_office_only(self, admin, access, elsewhere):
        client = guest_of(admin, elsewhere.office)
        assert client.get(address("support_files")).status_code == 403
        assert client.get(address("settings")).status_code == 403

    def test_it_ends_by_itself_without_any_task(self, guest, clock):
        assert guest.get(address("support_files")).status_code == 200
        clock.advance(minutes=60)
        assert guest.get(address("support_files")).status_code == 403

    def test_whose_task_at_the_kabupaten_ends_is_out_at_once(self, admin, guest):
        Assignment.objects.filter(user_id=admin.user_id, office=None).update(ended_at=time.now())
        assert guest.get(address("support_files")).status_code == 403

    def test_a_closed_account_is_out_at_once(self, admin, guest):
        User.objects.filter(pk=admin.user_id).update(is_active=False)
        assert guest.get(address("support_files")).status_code == 302

    def test_the_second_factor_is_needed_here_too(self, admin, access, site):
        client = guest_of(admin, site.office)
        with office_scope(site.office):
            session = client.session
            session["second_factor"] = False
            session.save()
        answer = client.get(address("support_files"))
        assert (answer.status_code, answer.headers["Location"]) == (302, "/masuk/kode/pasang/")

    def test_the_way_there_is_a_pass(self, admin, access, as_admin, site):
        answer = as_admin.post("/ganti-kantor/", {"office": site.office.slug})
        assert answer.status_code == 302
        path = "/masuk/tiket/" + answer.headers["Location"].rstrip("/").rpartition("/")[2] + "/"
        there = Client(SERVER_NAME=f"{site.office.slug}.localhost")
        answer = there.post(path)
        assert (answer.status_code, answer.headers["Location"]) == (302, address("support_files"))
        assert there.get(address("support_files")).status_code == 200

    def test_no_pass_without_access(self, as_admin, site):
        assert as_admin.post("/ganti-kantor/", {"office": site.office.slug}).status_code == 403

    def test_the_end_is_written_down_later_as_of_then(self, access, site, clock):
        clock.advance(minutes=75)
        assert support.close_late(now=time.now()) == 1
        assert support.close_late(now=time.now()) == 0
        row = SupportAccess.objects.get()
        assert (row.ended_how, row.ended_at) == ("TIME", access.ends_at)
        assert lines(site.office, "support.ended")[0].data["how"] == "TIME"
        assert kabupaten_lines("support.ended")[0].data["office"] == site.office.slug


class TestEnding:
    @pytest.mark.parametrize("who", ["admin", "head"])
    def test_the_office_sees_it_everywhere_and_ends_it(self, access, guest, site, who):
        client = site.at(who)
        for page in ("inbox", "own_board"):
            text = client.get(address(page)).content.decode()
            assert "sedang melihat kantor ini" in text
            assert REASON in text
        answer = client.post(address("support_end"), {"access": str(access.id)})
        assert answer.status_code == 302
        assert guest.get(address("support_files")).status_code == 403
        assert "sedang melihat" not in client.get(address("inbox")).content.decode()
        assert SupportAccess.objects.get().ended_how == "OFFICE"
        assert lines(site.office, "support.ended")[0].actor_name == site.people[who].name

    @pytest.mark.parametrize("who", ["counter", "operator", "section_head", "secretary", "information"])
    def test_nobody_else_of_the_office_ends_it(self, access, site, who):
        client = site.at(who)
        assert client.post(address("support_end"), {"access": str(access.id)}).status_code == 403
        assert "sedang melihat" not in client.get(address("inbox")).content.decode()
        assert SupportAccess.objects.get().ended_at is None

    def test_another_office_neither_sees_nor_ends_it(self, access, elsewhere):
        client = elsewhere.at("admin")
        assert "sedang melihat" not in client.get(address("inbox")).content.decode()
        assert client.post(address("support_end"), {"access": str(access.id)}).status_code == 404
        assert SupportAccess.objects.get().ended_at is None

    def test_the_guest_leaves(self, access, guest):
        answer = guest.post(address("support_end"), {"access": str(access.id)})
        assert answer.status_code == 302
        assert "kabupaten." in answer.headers["Location"]
        assert SupportAccess.objects.get().ended_how == "SELF"

    def test_the_notice_goes_with_the_time(self, access, site, clock):
        clock.advance(minutes=60)
        assert "sedang melihat" not in site.at("head").get(address("inbox")).content.decode()

    @pytest.mark.parametrize("bad", ["", "x", "01a20109-dadb-70bd-88ae-8a3e81d69eb5"])
    def test_ending_what_is_not_there(self, access, site, bad):
        assert site.at("head").post(address("support_end"), {"access": bad}).status_code == 404


class TestLooking:
    @pytest.fixture
    def file(self, site):
        return received(site)

    def test_a_file_is_seen_without_its_person(self, guest, site, file):
        listed = guest.get(address("support_files")).content.decode()
        page = guest.get(address("support_file", file.id)).content.decode()
        assert file.receipt_number in listed
        assert file.receipt_number in page
        assert "S. A." in page
        for text in (listed, page):
            for secret in ("SITI", "AMINAH", "3508174508680001", "081234567890", "Krajan", "Buruh tani"):
                assert secret.casefold() not in text.casefold()
        assert "350817******0001" in page

    def test_each_page_of_a_file_is_on_both_trails(self, guest, access, site, file):
        for _n in range(2):
            guest.get(address("support_file", file.id))
        for found in (lines(site.office, "support.file_seen"), kabupaten_lines("support.file_seen")):
            assert [line.subject for line in found] == [f"file:{file.id}"] * 2
            assert {line.data["access"] for line in found} == {str(access.id)}
        assert SupportAccess.objects.get().files_seen == 2

    def test_other_pages_are_on_the_offices_trail(self, guest, site):
        guest.get(address("settings"))
        assert [line.data["page"] for line in lines(site.office, "support.page_seen")] == ["settings"]

    def test_a_file_of_another_office_is_unknown(self, guest, site, elsewhere):
        other = received(elsewhere)
        assert guest.get(address("support_file", other.id)).status_code == 404
        assert lines(site.office, "support.file_seen") == []

    @pytest.mark.parametrize(
        "page", ["settings", "settings_hours", "settings_contacts", "settings_letterhead", "settings_books"]
    )
    def test_settings_are_seen_and_not_changed(self, guest, site, page):
        assert guest.get(address(page)).status_code == 200
        assert guest.post(address(page), {"do": "x"}).status_code == 403

    def test_the_staff_pages_are_not_for_guests(self, guest, site, file):
        for page in ("inbox", "search", "register", "pile", "intake", "absences", "ticket_new", "own_board"):
            assert guest.get(address(page)).status_code == 403, page
        assert guest.get(address("file", file.id)).status_code == 403

    @pytest.mark.parametrize("who", [*world.PEOPLE, None])
    def test_the_guests_pages_are_for_guests(self, site, file, who):
        client = site.at(who) if who else Client(SERVER_NAME=f"{site.office.slug}.localhost")
        for path in (address("support_files"), address("support_file", file.id)):
            assert client.get(path).status_code == (403 if who else 302)


class TestDoingNothing:
    @pytest.mark.parametrize("action", [*Action])
    def test_every_action_on_a_file_is_refused(self, guest, site, action):
        file = received(site)
        with office_scope(site.office):
            before = list(Event.objects.filter(file=file).order_by("seq").values_list("seq", "digest"))
        sent = {"expected_event": str(len(before)), "reason": "x", "ground": "x", "note": "x"}
        assert guest.post(address("file_action", file.id, action.value), sent).status_code == 403
        with office_scope(site.office):
            assert (
                list(Event.objects.filter(file=file).order_by("seq").values_list("seq", "digest")) == before
            )
            assert lines(site.office, "support.file_seen") == []

    def test_the_workflow_itself_offers_nothing(self, guest, admin, site):
        file = received(site)
        with public_scope():
            user = person_here(admin.user_id, site.office, now=time.now())
        assert user is not None
        assert user.actor is not None
        with office_scope(site.office):
            detail = file_detail(file.id, actor=user.actor, now=time.now())
            assert detail.actions == ()
            known = acting(user.actor, None)
            assert known.roles.isdisjoint(Role)
            for step in range(len(detail.process.steps)):
                state = replace(detail.state, step=step)
                assert workflow.available(detail.process, state, known, time.now()) == ()

    def test_an_old_appointment_signs_nothing(self, guest, admin, site):
        today = time.today()
        with public_scope():
            user = person_here(admin.user_id, site.office, now=time.now())
        assert user is not None
        assert user.actor is not None
        with office_scope(site.office):
            ActingSigner.objects.create(
                user_id=admin.user_id,
                name="A",
                title="B",
                form="PLH",
                ground="C",
                from_date=today,
                to_date=today,
            )
            assert authority(user.actor, office_id=site.office.id, on=today, matter=Matter("sktm")) is None

    def test_no_token_can_be_made(self, guest, admin, access, site):
        with public_scope():
            user = person_here(admin.user_id, site.office, now=time.now())
        assert user is not None
        with pytest.raises(AccountError):
            operations.create_token(
                user_id=admin.user_id, office=site.office, name="x", actor=user.actor, now=time.now()
            )

    # One guest asks for all addresses: letting one in takes longer than asking them all.

    @pytest.mark.parametrize("methods", [["post"], ["put", "patch", "delete"]])
    def test_nothing_can_be_sent_to_any_address(self, guest, access, site, methods):
        wrong = {}
        for place, where in enumerate(HERE):
            method = methods[place % len(methods)]
            if where.name in {"support_end", "logout", "switch_office", "set_language"}:
                continue
            with CaptureQueriesContext(connection) as seen:
                answer = getattr(guest, method)(where.path, {"do": "x", "nik": "3508174508680001"})
            wrote = [query["sql"] for query in seen.captured_queries if WRITES.match(query["sql"])]
            if answer.status_code not in {401, 403, 404, 405} or wrote:
                wrong[where.path] = (answer.status_code, wrote)
        assert wrong == {}
        assert SupportAccess.objects.get().files_seen == 0

    def test_a_look_opens_only_what_is_for_guests(self, guest):
        wrong = {}
        for where in HERE:
            answer = guest.get(where.path)
            b"".join(answer)
            roles = getattr(where.view, "roles", None)
            closed = roles is not None and "SUPPORT" not in roles
            if closed and answer.status_code not in {403, 404, 405}:
                wrong[where.path] = answer.status_code
        assert wrong == {}
