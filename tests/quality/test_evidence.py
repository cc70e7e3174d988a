"""Evidence of a figure entered by hand: kept sealed, seen by leaders, frozen with what the head looked at."""

from uuid import UUID

import pytest
from django.core.files.storage import storages
from django.urls import reverse

from attachments import opening
from attachments.models import Attachment
from commons import clock as clocks
from quality import evidence, operations, queries, reminders, results
from quality.errors import Moved, QualityRefused
from tests.applications.pages import inputs, text, url
from tests.attachments.samples import photo
from tests.desk import statuses, upload
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
LEADERS = {"section_head", "secretary", "head", "admin"}
PICTURE = photo()
INBOX = reverse("inbox", urlconf="config.urls.office")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Where this test's files lie; django-tenants remembers the folder of its first use."""
    settings.MEDIA_ROOT = tmp_path / "files"
    vars(storages["default"]).pop("relative_media_root", None)
    yield settings.MEDIA_ROOT
    vars(storages["default"]).pop("relative_media_root", None)


def kept(office, line):
    with office.inside():
        return [row.id for row in evidence.of_lines([line]).get(line.id, ())]


def test_evidence_is_sent_with_the_figure_and_opened_by_leaders_alone(
    office, site, elsewhere, media, monkeypatch
):
    read: list[str] = []
    asked = opening._asked

    def counted(*what):
        read.append(what[0])
        return asked(*what)

    monkeypatch.setattr(opening, "_asked", counted)
    office.approved()
    report = office.drawn()
    hand = office.results(report)["hand"].line
    kasi, form = site.at("section_head"), url("quality_analysis", report.id, hand.id)
    said = {"value": "100", "evidence": "BA-7"}
    sent = inputs(kasi.get(form)) | said | {"proof": [upload(PICTURE, "a.jpg"), upload(PICTURE, "b.jpg")]}
    assert kasi.post(form, sent).status_code == 303
    assert read == ["picture", "picture"], "each is opened once"
    # The same photograph twice is kept once.
    (first,) = kept(office, hand)
    bad = inputs(kasi.get(form)) | said | {"evidence": "BA-8", "proof": upload(b"<html>", "c.jpg")}
    refused = kasi.post(form, bad)
    assert refused.status_code == 422
    assert "Halaman web tidak diterima. Tidak ada yang disimpan." in text(refused)
    assert "BA-8" in refused.content.decode()
    assert kept(office, hand) == [first]
    assert office.results(report)["hand"].line.evidence == "BA-7"

    page, address = url("quality_report", report.id), url("quality_evidence", report.id, hand.id, first)
    assert address in kasi.get(page).content.decode()
    shown = kasi.get(address)
    assert shown["Content-Type"] == "image/jpeg"
    assert "no-store" in shown["Cache-Control"]
    assert "sandbox" in shown["Content-Security-Policy"]
    assert statuses(site, address) == {who: 200 if who in LEADERS else 403 for who in site.people}
    assert elsewhere.at("head").get(address).status_code == 404
    other = office.results(report)["promise_kept"].line
    assert kasi.get(url("quality_evidence", report.id, other.id, first)).status_code == 404
    files = [one for one in media.rglob("*") if one.is_file()]
    assert files
    assert not any(b"\xff\xd8\xff" in one.read_bytes() for one in files)
    with office.inside():
        seen = TrailEntry.objects.filter(action="quality.evidence_seen").count()
        assert seen == 1 + len(LEADERS)

    strike = url("quality_evidence_strike", report.id, hand.id, first)
    assert kasi.get(strike).status_code == 405
    for who in ("counter", "head", "admin"):
        assert site.at(who).post(strike, {"reason": "Salah foto"}).status_code == 403, who
    assert elsewhere.at("section_head").post(strike, {"reason": "Salah foto"}).status_code == 404
    kasi.post(strike, {"reason": "x"})
    assert kept(office, hand) == [first]
    kasi.post(strike, {"reason": "Salah foto"})
    assert kept(office, hand) == []
    assert kasi.get(address).status_code == 404


def test_what_the_head_signs_keeps_its_evidence_and_a_revision_begins_with_it(office, site):
    office.approved()
    report = office.drawn()
    line = office.results(report)["hand"].line
    measured = office.results(report)["promise_kept"].line
    who = {"actor": office.who("section_head"), "now": clocks.now()}
    add = {"report_id": report.id, "content": PICTURE, **who}
    with office.inside():
        with pytest.raises(QualityRefused):
            operations.add_evidence(line_id=measured.id, **add)
        before = results.digest(report, list(office.results(report).values()))
        row = operations.add_evidence(line_id=line.id, **add)
        assert results.digest(report, list(office.results(report).values())) != before
    sheet = office.signed(office.submitted(report)).facts
    assert "1 berkas terlampir" in str(sheet["rows"])
    with office.inside():
        for late in (
            lambda: operations.add_evidence(line_id=line.id, **add),
            lambda: operations.strike_evidence(
                report_id=report.id, line_id=line.id, evidence_id=row.id, reason="Salah foto", **who
            ),
        ):
            with pytest.raises(Moved):
                late()
        again = operations.reopen(report_id=report.id, reason="Dibetulkan", **who)
        new = next(one for one in queries.lines(again) if one.objective.formula == "hand")
        (copied,) = evidence.of_lines([new])[new.id]
        assert copied.id != row.id
        operations.strike_evidence(
            report_id=again.id, line_id=new.id, evidence_id=copied.id, reason="Salah foto", **who
        )
        assert evidence.of_lines([new]) == {}
        assert Attachment.objects.filter(file_id=line.id, state="KEPT").count() == 1
    assert site.at("head").get(url("quality_evidence", report.id, line.id, row.id)).status_code == 200


def test_the_inbox_says_what_waits_and_for_whom(office, site, clock):
    def line(who):
        page = text(site.at(who).get(INBOX))
        return next((each for each in SAID if each in page), "")

    plan = office.begin()
    assert {who: line(who) for who in site.people} == dict.fromkeys(site.people, "")
    office.submit_plan(plan)
    assert line("head") == "Sasaran Mutu 2026 menunggu persetujuan"
    office.approve(plan)
    report = office.drawn()
    analyse = "Laporan Pencapaian Triwulan III 2026 menunggu analisis"
    assert {who: line(who) for who in site.people} == {
        who: analyse if who == "section_head" else "" for who in site.people
    }, "the kasi answers for the objectives: the secretary may analyse, and is not asked to"
    submitted = office.submitted(report)
    assert (line("section_head"), line("head")) == (
        "",
        "Laporan Pencapaian Triwulan III 2026 menunggu evaluasi",
    )
    with office.inside():
        operations.send_report_back(
            report_id=report.id, reason="x", seen=submitted.turn, actor=office.who("head"), now=clocks.now()
        )
    assert (line("section_head"), line("secretary")) == (
        "Laporan Pencapaian Triwulan III 2026 dikembalikan",
        "",
    )
    assert line("head") == ""
    clock.set("2027-01-04 09:00")
    site._browsers.clear()
    missing = "Sasaran Mutu 2027 belum disusun"
    assert missing in text(site.at("admin").get(INBOX))
    assert missing not in text(site.at("head").get(INBOX))


def test_an_analysis_falls_to_who_answers_for_an_objective():
    kasi, other_kasi, secretary, clerk = (UUID(int=n) for n in range(1, 5))
    analysts = {kasi, other_kasi, secretary}
    table = {
        "one of them": ({kasi, clerk}, {kasi}),
        "the secretary": ({secretary}, {secretary}),
        "a clerk alone": ({clerk}, analysts),
        "nobody": (set(), analysts),
    }
    for name, (owners, told) in table.items():
        found = {
            one for one in (*analysts, clerk) if reminders.answers(one, owners=owners, analysts=analysts)
        }
        assert found == told, name


SAID = (
    "Sasaran Mutu 2026 menunggu persetujuan",
    "Laporan Pencapaian Triwulan III 2026 menunggu analisis",
    "Laporan Pencapaian Triwulan III 2026 menunggu evaluasi",
    "Laporan Pencapaian Triwulan III 2026 dikembalikan",
)
