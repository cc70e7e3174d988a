"""Results of a period: shown, frozen, signed, published, planned for; and refused where they must be."""

import hashlib
import json
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction

from commons import clock as clocks
from contentment.compiling import Span
from contentment.models import PublishedResult
from contentment.queries import compilation
from offices.scope import office_scope, public_scope
from satisfaction import operations, queries
from satisfaction.models import FollowUp, FollowUpStep, Signature, Snapshot
from satisfaction.operations import ResultRefused
from satisfaction.queries import NoResult
from surveys.models import SurveyResponse
from tests import world
from tests.applications.pages import inputs, text
from tests.desk import address, elsewhere, site, statuses
from tests.satisfaction.surveyed import MARKER, answer, period, surveyed
from trail.models import TrailEntry

__all__ = ["elsewhere", "site"]
pytestmark = pytest.mark.django_db
LEADERS = {"section_head", "secretary", "head"}


def counts(site):
    with office_scope(site.office):
        return tuple(
            model.objects.count() for model in (Snapshot, Signature, FollowUp, FollowUpStep, TrailEntry)
        )


def freeze(site, row, who="section_head", reason=""):
    with office_scope(site.office):
        return operations.freeze(period_id=row.id, reason=reason, actor=site.people[who], now=clocks.now())


def sign(site, snapshot, who="head", **changes):
    facts = {"shown_digest": snapshot.digest, "signed_on": clocks.today()}
    with office_scope(site.office):
        return operations.sign(
            snapshot_id=snapshot.id, actor=site.people[who], now=clocks.now(), **(facts | changes)
        )


def test_a_semester_from_its_close_to_poster_and_plan(site, elsewhere, client_a, client_b):
    own = {"key": "t1", "question": "Antrean jelas?", "answers": ["Tidak", "Kurang", "Jelas", "Sangat"]}
    row = surveyed(site.office, extra=[own])
    with office_scope(site.office):
        SurveyResponse.objects.filter(service_code="sktm").update(extra={"t1": 3})
    listed = text(site.at("head").get(address("skm_results")))
    assert "Semester I Tahun 2026" in listed
    assert "Belum dibekukan" in listed
    seen = text(site.at("section_head").get(address("skm_result", row.id)))
    assert "75,17" in seen
    assert "Kurang baik" in seen
    assert "70 (70,0%)" in seen, "coins stand beside it"
    assert "Antrean jelas? Jelas 74 (92,5%)" in seen
    assert MARKER not in seen
    assert site.at("section_head").post(address("skm_freeze", row.id)).status_code == 302
    with office_scope(site.office):
        snapshot = Snapshot.objects.get()
    assert (snapshot.revision, snapshot.facts["n"], snapshot.facts["ikm"]) == (0, 80, "75.17")
    assert client_a.get("/kepuasan/semester-1-2026/").status_code == 404, "not signed yet"

    assert "menunggu tanda tangan Anda" in text(site.at("head").get(address("inbox")))
    assert "menunggu tanda tangan Anda" not in text(site.at("secretary").get(address("inbox")))
    assert (
        address("skm_result", row.id)
        in site.at("head").get(address("survey_period", row.id)).content.decode()
    )
    page = site.at("head").get(address("skm_sign", snapshot.id))
    assert page.status_code == 200
    form = inputs(page, address("skm_sign", snapshot.id))
    assert form["digest"] == snapshot.digest
    assert site.at("head").post(address("skm_sign", snapshot.id), form).status_code == 302

    public = text(client_a.get("/kepuasan/semester-1-2026/"))
    assert "75,17" in public
    assert snapshot.digest in public
    assert client_a.get("/kepuasan/").status_code == 200
    written = client_a.get("/kepuasan/semester-1-2026/hasil.json").content
    assert hashlib.sha256(written).hexdigest() == snapshot.digest, "anyone can check what was signed"
    assert json.loads(written)["ikm"] == "75.17"
    for paper in ("a3", "a4"):
        poster = client_a.get(f"/kepuasan/semester-1-2026/poster-{paper}.pdf")
        assert poster.content.startswith(b"%PDF"), paper
    assert client_a.get("/kepuasan/semester-1-2026/poster-a5.pdf").status_code == 404
    assert client_b.get("/kepuasan/semester-1-2026/").status_code == 404
    assert site.at("head").get(address("skm_report", snapshot.id)).content.startswith(b"%PDF")
    assert site.at("head").get(address("skm_table", row.id)).content.startswith(b"PK")

    owner = site.people["counter"]
    wanted = {
        "element": "sarana",
        "action": "Menambah sepuluh kursi di ruang tunggu",
        "owner": str(owner.user_id),
        "due": "01-12-2026",
    }
    assert site.at("secretary").post(address("skm_plan", row.id), wanted).status_code == 302
    assert site.at("secretary").post(address("skm_plan", row.id), wanted).status_code == 422, "pressed twice"
    with office_scope(site.office):
        promise = FollowUp.objects.get()
    shown = text(client_a.get("/kepuasan/semester-1-2026/"))
    assert "Menambah sepuluh kursi" in shown
    assert "Petugas Loket" in shown
    assert owner.name not in shown, "the post is published, not the person"
    assert "Tindak lanjut SKM, Sarana" in text(site.at("counter").get(address("inbox")))
    assert "Tindak lanjut SKM, Sarana" not in text(site.at("operator").get(address("inbox")))
    step = {"state": "DONE", "note": "Sepuluh kursi sudah dipasang"}
    assert site.at("counter").post(address("skm_progress", promise.id), step).status_code == 302
    assert "Sepuluh kursi sudah dipasang" in text(client_a.get("/kepuasan/semester-1-2026/"))

    assert "Tindak lanjut SKM" not in text(site.at("counter").get(address("inbox")))
    following = period(site.office, part=2, opens=date(2026, 7, 1), closes=date(2026, 10, 31))
    answer(site.office, following, 20)
    after = text(site.at("head").get(address("skm_result", following.id)))
    assert "Tindak lanjut periode sebelumnya" in after
    assert "Sepuluh kursi sudah dipasang" in after
    sign(site, freeze(site, following))
    later = text(client_a.get("/kepuasan/semester-2-2026/"))
    assert "Yang kami janjikan sebelumnya Semester I Tahun 2026" in later
    assert "Sepuluh kursi sudah dipasang" in later
    with office_scope(site.office):
        actions = list(TrailEntry.objects.order_by("seq").values_list("action", flat=True))
        assert MARKER not in str(list(TrailEntry.objects.values_list("data", flat=True)))
    assert actions == [
        f"satisfaction.{name}" for name in ("frozen", "signed", "planned", "progressed", "frozen", "signed")
    ]

    with public_scope():
        stored = PublishedResult.objects.get(part=1)
    assert (stored.office_id, stored.n, stored.digest) == (site.office.id, 80, snapshot.digest)
    found = compilation(Span("SEMESTER", 2026, 1))
    assert found.whole is not None
    assert str(found.whole.ikm) == "75.17"
    assert [line.enough for line in found.lines if line.found] == [True]
    assert counts(elsewhere) == (0, 0, 0, 0, 0)


def test_who_may_open_what(site, elsewhere):
    row = surveyed(site.office)
    snapshot = freeze(site, row)
    everybody = set(world.PEOPLE)
    cases = {
        address("skm_results"): LEADERS | {"admin"},
        address("skm_result", row.id): LEADERS | {"admin"},
        address("skm_report", snapshot.id): LEADERS | {"admin"},
        address("skm_comments", row.id): LEADERS,
        address("skm_table", row.id): LEADERS,
        address("skm_plan", row.id): LEADERS,
        address("skm_sign", snapshot.id): {"head"},
    }
    for path, allowed in cases.items():
        assert statuses(site, path) == {who: 200 if who in allowed else 403 for who in everybody}, path
        found = statuses(elsewhere, path, ["head"])["head"]
        assert found == (200 if path == address("skm_results") else 404), f"another office: {path}"
    comments = text(site.at("head").get(address("skm_comments", row.id)))
    assert "parkir sempit" in comments
    assert "081234567890" not in comments


def test_what_is_refused_changes_nothing(site, elsewhere):
    row, few = surveyed(site.office), period(site.office, year=2025)
    running = period(site.office, year=2027, state="PLANNED")
    answer(site.office, few, 4)
    people = site.people
    snapshot = freeze(site, row)
    before = counts(site)

    def refused(case, code, work):
        with office_scope(site.office), pytest.raises((ResultRefused, NoResult)) as found:
            work()
        assert getattr(found.value, "code", "none") == code, case
        assert counts(site) == before, case

    now, today = clocks.now(), clocks.today()

    def frozen(period_id, who="secretary", reason=""):
        return lambda: operations.freeze(period_id=period_id, reason=reason, actor=people[who], now=now)

    def signed(who="head", **changes):
        facts = {"snapshot_id": snapshot.id, "shown_digest": snapshot.digest, "signed_on": today}
        return lambda: operations.sign(actor=people[who], now=now, **(facts | changes))

    def planned(who="section_head", **changes):
        facts = {
            "period_id": row.id,
            "element": "sarana",
            "action": "Menambah sepuluh kursi",
            "owner_id": people["counter"].user_id,
            "due": date(2026, 12, 31),
        }
        return lambda: operations.plan(actor=people[who], now=now, **(facts | changes))

    stranger = elsewhere.people["head"].user_id
    refused("frozen by a counter", "role", frozen(row.id, "counter"))
    refused("four forms", "too_few_forms", frozen(few.id))
    refused("a running period", "none", frozen(running.id))
    refused("no such period", "none", frozen(uuid4()))
    refused("nothing changed", "nothing_changed", frozen(row.id, reason="Alasan yang cukup panjang"))
    refused("signed by the secretary", "role", signed("secretary"))
    refused("another digest", "other_digest", signed(shown_digest="0" * 64))
    refused("tomorrow", "signed_on", signed(signed_on=date(2026, 11, 21)))
    refused("before it was frozen", "signed_on", signed(signed_on=date(2026, 11, 19)))
    refused("no such snapshot", "none", signed(snapshot_id=uuid4()))
    refused("planned by a counter", "role", planned("counter"))
    refused("no element", "element", planned(element="ikm"))
    refused("no words", "action", planned(action="kursi"))
    refused("a day gone by", "due", planned(due=date(2026, 11, 19)))
    refused("an owner of another office", "owner", planned(owner_id=stranger))
    refused("nobody", "owner", planned(owner_id=UUID(int=0)))
    refused("not frozen", "not_frozen", planned(period_id=few.id))
    with office_scope(elsewhere.office), pytest.raises(NoResult):
        queries.snapshot(snapshot.id)
    sign(site, snapshot)
    before = counts(site)
    refused("signed twice", "signed_already", signed())
    answer_to = site.at("section_head").post(address("skm_plan", row.id), {"action": "kursi", "due": "x"})
    assert answer_to.status_code == 422
    assert counts(site) == before


def test_a_frozen_result_never_changes_and_a_correction_says_why(site, client_a):
    row = surveyed(site.office)
    first = freeze(site, row)
    sign(site, first)
    with office_scope(site.office):
        for broken in (
            lambda: Snapshot.objects.filter(id=first.id).update(reason="lain"),
            lambda: Signature.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                broken()
        SurveyResponse.objects.filter(service_code="ktp-el", education="S1").update(excluded=True)
        one = SurveyResponse.objects.filter(service_code="sktm").first()
        assert one is not None
    with pytest.raises(ResultRefused, match="dikoreksi"):
        freeze(site, row, reason="sebab")
    second = freeze(site, row, reason="Formulir impor ternyata ganda")
    assert (second.revision, second.facts["n"], second.facts["left_out"]["n"]) == (1, 75, 5)
    assert second.facts["left_out"]["ikm"] == first.facts["ikm"], "both indices stand side by side"
    assert text(client_a.get("/kepuasan/semester-1-2026/")).count("Revisi 00") == 1, "until it is signed"
    with office_scope(site.office):
        SurveyResponse.objects.filter(id=one.id).update(excluded=True)
    with pytest.raises(ResultRefused, match="Selisihnya"):
        freeze(site, row, reason="Satu formulir lagi dikecualikan")
    with pytest.raises(ResultRefused, match="revisi yang lebih baru"):
        sign(site, first)
    sign(site, second)
    page = text(client_a.get("/kepuasan/semester-1-2026/"))
    assert "Revisi 01" in page
    assert "Formulir impor ternyata ganda" in page
    with public_scope():
        assert PublishedResult.objects.count() == 2
    newest = compilation(Span("SEMESTER", 2026, 1)).whole
    assert newest is not None
    assert newest.n == 75, "the newest revision counts"


def test_nothing_is_shown_of_a_running_period(site):
    row = period(site.office, state="OPEN")
    answer(site.office, row, 40)
    assert site.at("head").get(address("skm_result", row.id)).status_code == 404
    page = text(site.at("head").get(address("skm_results")))
    assert "Masih berjalan" in page
    assert "75,00" not in page
