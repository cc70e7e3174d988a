"""How every office does: looked at in the background, shown without going into any office."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Assignment, Credential
from accounts.permissions import ALL_KABUPATEN
from commons import clock as time
from console import operations, queries
from console.models import OfficeHealth
from indicators.models import OpenFiles
from offices import health
from offices.models import Office
from offices.scope import office_scope, public_scope
from regulations.models import Delegation
from tests.board.kabupaten import offices as all_offices
from tests.onboarding.conftest import signed_in

pytestmark = pytest.mark.django_db


def seen(office):
    with public_scope():
        return queries.office(office.kemendagri_code, now=time.now())


def checks_of(office):
    return {finding.check for finding in seen(office).findings}


class TestLooking:
    def test_facts_hold_no_people(self, site, clock):
        site.receive("sktm")
        assert operations.look_at(site.office, now=time.now())
        row = OfficeHealth.objects.get(office_id=site.office.id)
        assert row.looked_at == time.now()
        assert set(row.facts) == {check.key for check in health.all_checks() if check.probe}
        assert "SITI" not in str(row.facts).upper()
        assert row.facts["activity"] == "2026-11-20"

    def test_a_broken_office_stops_no_other_and_is_shown_as_stale(self, site, elsewhere, clock, monkeypatch):
        operations.look_at_all(now=time.now())
        broken, good = site.office, health.all_checks()
        real: Any = next(check.probe for check in good if check.key == "activity")

        def probe(office, now):
            if office.id == broken.id:
                raise RuntimeError("3508174508680001")
            return real(office, now)

        probed = [replace(check, probe=probe) if check.key == "activity" else check for check in good]
        monkeypatch.setattr(health, "all_checks", lambda: probed)
        before = OfficeHealth.objects.get(office_id=broken.id)
        clock.advance(minutes=10)
        done, failed = operations.look_at_all(now=time.now())
        assert (done, failed) == (1, 1)
        row = OfficeHealth.objects.get(office_id=broken.id)
        assert (row.facts, row.looked_at) == (before.facts, before.looked_at)
        assert (row.failed_at, row.why) == (time.now(), "error")
        assert OfficeHealth.objects.get(office_id=elsewhere.office.id).looked_at == time.now()
        monkeypatch.undo()
        assert "look" in checks_of(broken)
        assert "look" not in checks_of(elsewhere.office)
        operations.look_at_all(now=time.now())
        assert "look" not in checks_of(broken)

    def test_what_was_never_looked_at_is_not_called_bad(self, site):
        assert checks_of(site.office) <= {"files", "delegation"}
        assert seen(site.office).looked_at is None

    def test_the_leader_left_and_nobody_signs(self, site, clock):
        from applications.absences import enter_absence  # noqa: PLC0415

        now = time.now()
        with office_scope(site.office):
            enter_absence(
                actor=site.people["secretary"],
                from_at=now - timedelta(hours=1),
                to_at=now + timedelta(days=3),
                reason="Dinas luar",
                now=now,
            )
        operations.look_at(site.office, now=now)
        assert "leader" in checks_of(site.office)

    def test_an_open_office_that_lost_its_leader(self, site):
        Assignment.objects.filter(office=site.office, roles=["HEAD"]).update(ended_at=time.now())
        operations.look_at(site.office, now=time.now())
        found = [each for each in seen(site.office).findings if each.check == "ready"]
        assert any(each.text.startswith("Pimpinan kantor belum ada") for each in found)

    def test_an_authority_that_ends(self, site):
        Delegation.objects.filter(office=site.office).update(to_date=time.today() + timedelta(days=20))
        assert "delegation" in checks_of(site.office)


class TestPage:
    @pytest.fixture
    def troubled(self, site) -> Any:
        OpenFiles.objects.create(
            office_id=site.office.id, service_code="", open=20, overdue=12, oldest=time.today()
        )
        return site.office

    @pytest.mark.parametrize("role", ALL_KABUPATEN)
    def test_who_sees_it(self, enter_as, troubled, role):
        client = enter_as(role)
        page = client.get("/").content.decode()
        watches = role != "COMPLAINTS"
        assert ("12 dari 20 berkas terbuka lewat janji" in page) == watches
        answer = client.get(f"/kesehatan/{troubled.kemendagri_code}/")
        assert answer.status_code == (200 if watches else 403)

    def test_an_office_s_people_see_nothing_of_it(self, client_kabupaten, site, troubled):
        person = site.people["head"]
        Credential.objects.get_or_create(
            user_id=person.user_id, defaults={"password": "!", "changed_at": time.now()}
        )
        client = signed_in(client_kabupaten, person)
        for path in ("/", f"/kesehatan/{troubled.kemendagri_code}/", "/pekerjaan/", "/bantuan/"):
            answer = client.get(path)
            assert answer.status_code == 403
            assert "lewat janji" not in answer.content.decode()

    def test_a_stranger_signs_in_first(self, database, troubled):
        client = Client(SERVER_NAME="kabupaten.localhost")
        assert client.get(f"/kesehatan/{troubled.kemendagri_code}/").status_code == 302

    def test_an_unknown_office(self, as_admin):
        assert as_admin.get("/kesehatan/35.08.99/").status_code == 404

    def test_narrowing(self, as_admin, troubled, office_b):
        everything = as_admin.get("/").content.decode()
        assert troubled.full_name in everything
        assert office_b.full_name in everything
        page = as_admin.get("/", {"tingkat": "KECAMATAN"}).content.decode()
        assert f"/kesehatan/{office_b.kemendagri_code}/" not in page
        page = as_admin.get("/", {"kecamatan": "35.99.02"}).content.decode()
        assert f"/kesehatan/{troubled.kemendagri_code}/" not in page
        assert f"/kesehatan/{office_b.kemendagri_code}/" in page

    @pytest.mark.parametrize("query", [{"urut": "'"}, {"tingkat": "X"}, {"kecamatan": "x" * 99}, {"q": "%"}])
    def test_odd_wishes(self, as_admin, troubled, query):
        assert as_admin.get("/", query).status_code == 200

    def test_226_offices_cost_as_much_as_two(self, as_admin, site):
        few = self.asked(as_admin)
        for office in all_offices(desa=True).values():
            OfficeHealth.objects.create(office_id=office.id, facts={"activity": None}, looked_at=time.now())
        assert Office.objects.count() >= 226
        many = self.asked(as_admin)
        assert many == few
        assert many <= 12

    def asked(self, client) -> int:
        client.get("/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/").status_code == 200
        assert not any('"o_' in query["sql"] for query in captured.captured_queries)
        print(len(captured), *(query["sql"][:110] for query in captured.captured_queries), sep="\n")  # noqa: T201
        return len(captured)

    def test_an_office_that_is_not_open_yet(self, as_admin, office_b):
        Office.objects.filter(pk=office_b.pk).update(state="READY")
        page = as_admin.get(f"/kesehatan/{office_b.kemendagri_code}/").content.decode()
        assert "Minta akses bantuan" in page
        assert "Kinerja kantor ini" not in page
        Office.objects.filter(pk=office_b.pk).update(state="ARCHIVED")
        page = as_admin.get(f"/kesehatan/{office_b.kemendagri_code}/").content.decode()
        assert "Minta akses bantuan" not in page
        assert "tidak diperiksa" in page
