"""Pages: who opens which on which host, what a foreign office sees, what is refused."""

from datetime import date

import pytest
from django.test import Client

from accounts.permissions import ALL_KABUPATEN
from audit.models import KabupatenEntry
from commons import clock as time
from indicators.models import Sweep
from indicators.names import forget_names
from offices.scope import office_scope, public_scope
from reports import drawing, evidence, operations, subscribing
from reports.models import Drawing, Entry, Kind, Report, State, Subscription
from reports.pages import OFFICE_READERS, READERS
from tests.board.conftest import BAD
from tests.onboarding.conftest import kabupaten_person
from tests.world import PEOPLE
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)
PAGES = (
    "/laporan/",
    f"/laporan/kantor/{BAD}/",
    f"/laporan/kantor/{BAD}/pekppp/2026/",
)
ADMIN_PAGES = ("/laporan/surel/", f"/laporan/kantor/{BAD}/pekppp/2026/maklumat/")
POSTS = ("/laporan/susun/", f"/laporan/kantor/{BAD}/bukti/", "/laporan/surel/")
OWN = ("/laporan/", "/laporan/pekppp/2026/")


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    """What was handed to the worker."""
    found: list[object] = []
    for module in ("views", "views_office"):
        monkeypatch.setattr(f"reports.{module}.carry_out_later", found.append)
    return found


@pytest.mark.parametrize("path", [*PAGES, *ADMIN_PAGES])
@pytest.mark.parametrize("role", ALL_KABUPATEN)
def test_roles_of_the_kabupaten(offices, enter_as, role, path):
    may = role in READERS if path in PAGES else role == "KAB_ADMIN"
    assert enter_as(role).get(path).status_code == (200 if may else 403)


@pytest.mark.parametrize("path", [*PAGES, *ADMIN_PAGES])
def test_a_stranger_is_led_to_the_sign_in_page(offices, client_kabupaten, path):
    assert client_kabupaten.get(path).status_code == 302


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("role", ["AUDITOR", "COMPLAINTS"])
def test_who_only_reads_starts_nothing(offices, enter_as, role, path):
    assert enter_as(role).post(path, {"month": "2026-10"}).status_code == 403
    with public_scope():
        assert not Drawing.objects.exists()
        assert not Subscription.objects.exists()


@pytest.mark.parametrize("path", OWN)
@pytest.mark.parametrize("key", PEOPLE)
def test_roles_of_an_office(offices, enter_office, people_a, key, path):
    client = enter_office(key)
    may = people_a[key].has(*OFFICE_READERS) if hasattr(people_a[key], "has") else None
    status = client.get(path).status_code
    assert status in {200, 403} if may is None else status == (200 if may else 403)


def test_a_report_is_asked_for_once_and_comes(offices, enter_as, sent):
    client = enter_as("KAB_ADMIN")
    for _ in range(2):
        assert client.post("/laporan/susun/", {"month": "2026-10"}).status_code == 302
    with public_scope():
        row = Drawing.objects.get()
    assert sent == [row.pk, row.pk]
    assert "Menunggu giliran" in client.get("/laporan/").content.decode()
    assert operations.carry_out(row.pk, now=time.now()) is not None
    assert operations.carry_out(row.pk, now=time.now()) is None
    page = client.get("/laporan/").content.decode()
    assert "Oktober 2026" in page
    assert "PDF" in page
    with public_scope():
        report = Report.objects.get()
        assert KabupatenEntry.objects.filter(action="reports.drawn").count() == 1
    answer = client.get(f"/laporan/unduh/{report.id}.pdf")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="laporan-kabupaten-2026-10.pdf"'


@pytest.mark.parametrize("month", ["2026-11", "2026-13", "", "x", "1999-01"])
def test_a_month_that_is_not_over_is_refused(offices, enter_as, sent, month):
    enter_as("KAB_ADMIN").post("/laporan/susun/", {"month": month})
    with public_scope():
        assert not Drawing.objects.exists()
    assert sent == []


def test_a_failure_is_shown_and_can_be_tried_again(offices, enter_as, monkeypatch):
    client = enter_as("KAB_ADMIN")
    client.post("/laporan/susun/", {"month": "2026-10"})
    with public_scope():
        row = Drawing.objects.get()

    def broken(*_args, **_kwargs):
        raise RuntimeError("no paper")

    with monkeypatch.context() as patched:
        patched.setattr("reports.drawing.render", broken)
        with pytest.raises(RuntimeError):
            operations.carry_out(row.pk, now=time.now())
    with public_scope():
        assert not Report.objects.exists()
    page = client.get("/laporan/").content.decode()
    assert "Ada kesalahan di sistem" in page
    assert "no paper" not in page
    client.post(f"/laporan/ulang/{row.pk}/")
    assert operations.carry_out(row.pk, now=time.now()) is not None
    with public_scope():
        assert Drawing.objects.get().state == State.DONE


def test_a_worker_killed_half_way_is_taken_up_again(offices, enter_as, clock):
    enter_as("KAB_ADMIN").post("/laporan/susun/", {"month": "2026-10"})
    with public_scope():
        row = Drawing.objects.get()
        Drawing.objects.update(state=State.RUNNING, beat_at=time.now())
    assert operations.carry_out(row.pk, now=time.now()) is None
    assert operations.forgotten(now=time.now()) == []
    clock.advance(minutes=6)
    assert operations.forgotten(now=time.now()) == [row.pk]
    assert operations.carry_out(row.pk, now=time.now()) is not None


def test_what_is_due_is_asked_for_from_the_first_working_day_on(offices, clock):
    with public_scope():
        Sweep.objects.update_or_create(id=1, defaults={"swept_at": time.now()})
    clock.set("2026-11-01 06:10")
    with public_scope():
        Sweep.objects.update(swept_at=time.now())
    assert OCTOBER not in operations.due_now(now=time.now())
    clock.set("2026-11-02 06:10")
    assert OCTOBER in operations.due_now(now=time.now())
    # The worker was down: the next day asks the same.
    clock.set("2026-11-05 06:10")
    assert OCTOBER in operations.due_now(now=time.now())
    with public_scope():
        Sweep.objects.update(swept_at="2026-10-31T10:00:00Z")
    assert OCTOBER not in operations.due_now(now=time.now())


def bundle(office):
    return evidence.draw(office=office, by="", now=time.now())


def test_an_office_never_gets_the_files_of_another(offices, office_a, office_b, enter_office):
    forget_names()
    theirs = [
        bundle(office_b),
        drawing.draw(kind=Kind.OFFICE_MONTH, office=office_b, first=OCTOBER, now=time.now()),
    ]
    kabupatens = drawing.draw(kind=Kind.MONTH, office=None, first=OCTOBER, now=time.now())
    client = enter_office("head")
    for report in [*theirs, kabupatens]:
        for ending in ("pdf", "xlsx", "zip"):
            assert client.get(f"/laporan/unduh/{report.id}.{ending}").status_code == 404
    assert str(office_b) not in client.get("/laporan/").content.decode()
    mine = bundle(office_a)
    assert client.get(f"/laporan/unduh/{mine.id}.zip").status_code == 200
    with office_scope(office_a):
        actions = list(TrailEntry.objects.order_by("seq").values_list("action", flat=True))
    assert "reports.evidence_drawn" in actions
    assert "reports.downloaded" in actions
    with office_scope(office_b):
        assert not TrailEntry.objects.filter(action="reports.downloaded").exists()


def test_the_kabupatens_download_of_evidence_is_on_its_trail(offices, office_a, enter_as):
    mine = bundle(office_a)
    assert enter_as("AUDITOR").get(f"/laporan/unduh/{mine.id}.zip").status_code == 200
    with public_scope():
        assert KabupatenEntry.objects.filter(action="reports.downloaded").count() == 1


def test_a_point_is_entered_with_its_evidence(offices, enter_as):
    client = enter_as("KAB_ADMIN")
    path = f"/laporan/kantor/{BAD}/pekppp/2026/maklumat/"
    assert client.post(path, {"value": "6", "evidence": "x", "note": ""}).status_code == 422
    assert client.post(path, {"value": "4", "evidence": "", "note": ""}).status_code == 422
    with public_scope():
        assert not Entry.objects.exists()
    assert client.post(path, {"value": "4,5", "evidence": "Maklumat 01/2026", "note": ""}).status_code == 302
    page = client.get(f"/laporan/kantor/{BAD}/pekppp/2026/").content.decode()
    assert "4,50" in page
    assert "Maklumat 01/2026" in page
    assert "belum terukur dari Loket" in page
    assert "Belum ada nilai" in page


def test_unsubscribing_asks_first_and_needs_no_sign_in(offices, client_kabupaten):
    row = subscribing.subscribe(
        kind=Kind.MONTH, office=None, username="", name="Bagian Organisasi", address="a@lumajangkab.go.id",
        actor=kabupaten_person("KAB_ADMIN"), now=time.now(),
    )  # fmt: skip
    path = f"/laporan/berhenti/{row.token}/"
    page = client_kabupaten.get(path)
    assert page.status_code == 200
    assert row.address not in page.content.decode()
    with public_scope():
        assert Subscription.objects.get().active
    assert client_kabupaten.post(path).status_code == 302
    with public_scope():
        assert not Subscription.objects.get().active
    assert "tidak lagi menerima" in client_kabupaten.get(path).content.decode()
    assert client_kabupaten.get("/laporan/berhenti/salah/").status_code == 404


def test_the_link_needs_the_form_it_shows(offices):
    strict = Client(SERVER_NAME="kabupaten.localhost", enforce_csrf_checks=True)
    assert strict.post("/laporan/berhenti/salah/").status_code == 403
