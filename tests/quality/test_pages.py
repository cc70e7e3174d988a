"""The pages of objectives: who opens which, what a form does once, what another office sees of it."""

from datetime import date

import pytest

from accounts.permissions import ALL_KABUPATEN
from commons import clock as clocks
from quality import operations, queries
from tests.applications.pages import inputs, sit_down, text, url
from tests.board.conftest import enter_as
from tests.desk import statuses
from tests.quality.round import SUMMER, the
from tests.world import PEOPLE

__all__ = ["enter_as"]
pytestmark = pytest.mark.django_db
EVERYBODY = set(PEOPLE)
LEADERS = {"section_head", "secretary", "head", "admin"}
EDITORS = LEADERS - {"head"}
SUPERIORS = LEADERS - {"admin"}
ANALYSTS = {"section_head", "secretary"}


def lines(office, report):
    """Keys of lines by formula."""
    return {key: one.line.id for key, one in office.results(report).items()}


def test_who_opens_what(office, site, elsewhere, client_kabupaten, enter_as):
    plan = office.approved()
    report = office.drawn()
    by = lines(office, report)
    with office.inside():
        draft = operations.revise(
            plan_id=plan.id, reason="Digabung", actor=office.who("secretary"), now=clocks.now()
        )
        row = queries.objectives(draft)[0]
    pages = {
        url("quality"): EVERYBODY,
        url("quality_plan", plan.id): EVERYBODY,
        url("quality_plan_pdf", plan.id): EVERYBODY,
        url("own_work"): EVERYBODY,
        url("workload"): SUPERIORS,
        url("quality_objective_new", draft.id): EDITORS,
        url("quality_objective", draft.id, row.id): EDITORS,
        url("quality_analysis", report.id, by["promise_kept"]): ANALYSTS,
        url("quality_files", report.id, by["promise_kept"]): SUPERIORS,
    }
    unfinished = {
        url("quality_plan", draft.id): LEADERS,
        url("quality_report", report.id): LEADERS,
        url("quality_report_pdf", report.id): LEADERS,
    }
    foreign = sit_down(site.office, elsewhere.people["secretary"])
    for path, who in {**pages, **unfinished}.items():
        refused = 404 if path in unfinished else 403
        assert statuses(site, path) == {name: 200 if name in who else refused for name in PEOPLE}, path
        assert site.stranger().get(path).status_code == 302, path
        assert foreign.get(path).status_code == 403, path
        assert client_kabupaten.get(path).status_code == 404, path
        if path not in {url("quality"), url("own_work"), url("workload")}:
            assert elsewhere.at("head").get(path).status_code in {403, 404}, path
    for role in ALL_KABUPATEN:
        browser = enter_as(role)
        assert {browser.get(url(name)).status_code for name in ("quality", "workload")} == {404}, role
    assert "Janji" not in text(elsewhere.at("head").get(url("quality")))
    # A figure that does not rest on files has none behind it.
    assert site.at("head").get(url("quality_files", report.id, by["hand"])).status_code == 404


def test_nothing_changes_by_looking_or_from_elsewhere(office, site, elsewhere):
    plan = office.approved()
    report = office.submitted(office.drawn())
    before = office.rows()
    acts = [
        *(url("quality_plan_act", plan.id, step) for step in ("ajukan", "setujui", "buang", "revisi", "x")),
        *(url("quality_report_act", report.id, step) for step in ("ajukan", "tandatangani", "perbaiki", "x")),
        url("quality_begin"),
        url("quality_draw"),
    ]
    sent = {"seen": "0", "reason": "x", "evaluation": "x", "number": "1", "year": "2026", "start": "kosong"}
    for path in acts:
        assert site.at("head").get(path).status_code in {403, 405}, path
        assert site.stranger().post(path, sent).status_code == 302, path
        for who in ("counter", "operator", "information"):
            assert site.at(who).post(path, sent).status_code == 403, (who, path)
        if path not in acts[-2:]:
            assert elsewhere.at("head").post(path, sent).status_code == 404, path
    for term in ("", "QUARTER-2026-07-02", "QUARTER-", "x" * 60, "QUARTER-2026-10-01", "MONTH-2026-01-01"):
        assert site.at("secretary").post(url("quality_draw"), {"term": term}).status_code == 303, term
    for year in ("", "abcd", "2020", "99999", "٢٠٢٦"):
        sent = {"year": year, "start": "contoh"}
        assert site.at("admin").post(url("quality_begin"), sent).status_code == 303, year
    assert office.rows() == before


def test_a_document_goes_its_way_over_the_pages(office, site, clock):
    clock.set(SUMMER)
    kasi, head = site.at("section_head"), site.at("head")
    started = kasi.post(url("quality_begin"), {"year": "2026", "start": "contoh"})
    page = kasi.get(started.url)
    assert "contoh" in text(page)
    with office.inside():
        (plan,) = queries.plans(2026)
        row = next(one for one in queries.objectives(plan) if one.formula == "promise_kept")
    edit = url("quality_objective", plan.id, row.id)
    form = inputs(kasi.get(edit))
    assert form["target"] == "95"
    bad = kasi.post(edit, form | {"target": "sembilan", "goal": "", "formula": "zzz"})
    assert bad.status_code == 422
    assert "sembilan" in bad.content.decode()
    assert "Tulis sasarannya" in text(bad)
    assert kasi.post(edit, form | {"target": "0"}).status_code == 422
    assert kasi.post(edit, form | {"target": "97,5"}).status_code == 303
    stale = kasi.post(edit, form | {"target": "90"})
    assert stale.status_code == 422
    assert "sudah berubah" in text(stale)
    act = url("quality_plan_act", plan.id, "ajukan")
    assert kasi.post(act, inputs(kasi.get(started.url), act)).status_code == 303
    assert kasi.post(act, {"seen": "1"}).status_code == 422
    approve = url("quality_plan_act", plan.id, "setujui")
    sent = inputs(head.get(started.url), approve)
    assert head.post(approve, sent).status_code == 422
    assert head.post(approve, sent | {"number": "SM-KEC.UJI-01"}).status_code == 303
    assert head.post(approve, sent | {"number": "SM-KEC.UJI-01"}).status_code == 422
    with office.inside():
        assert the(queries.holding(2026)).id == plan.id
    revise = url("quality_plan_act", plan.id, "revisi")
    assert kasi.post(revise, {"reason": ""}).status_code == 422
    draft = kasi.post(revise, {"reason": "Digabung"})
    with office.inside():
        made = queries.plans(2026)[0]
    give = {"seen": str(made.turn)}
    assert (
        head.post(url("quality_plan_act", made.id, "kembalikan"), give | {"reason": "x"}).status_code == 422
    )
    assert kasi.post(url("quality_plan_act", made.id, "buang"), give).status_code == 303
    assert kasi.get(draft.url).status_code == 404


def test_a_report_goes_its_way_over_the_pages(office, site, clock):
    office.approved()
    clock.set("2026-10-02 09:00")
    office.figures()
    kasi, head = site.at("section_head"), site.at("head")
    assert "jatuh waktu" in text(kasi.get(url("quality")))
    drawn = kasi.post(url("quality_draw"), {"term": "QUARTER-2026-07-01"})
    assert "≥ 95 %" in text(kasi.get(drawn.url))
    with office.inside():
        report = queries.reports()[0]
    submit = url("quality_report_act", report.id, "ajukan")
    refused = kasi.post(submit, {"seen": str(report.turn)})
    assert refused.status_code == 422
    assert "butuh penyebab" in text(refused)
    why = {
        "cause": "Petugas cuti",
        "action": "Jadwal",
        "due_on": "01-12-2026",
        "value": "100",
        "evidence": "BA-7",
    }
    for one in lines(office, report).values():
        path = url("quality_analysis", report.id, one)
        assert kasi.post(path, inputs(kasi.get(path)) | why).status_code == 303
    assert kasi.post(submit, inputs(kasi.get(drawn.url), submit)).status_code == 303
    sign = url("quality_report_act", report.id, "tandatangani")
    form = inputs(head.get(drawn.url), sign)
    assert head.post(sign, form).status_code == 422
    promise = f"target-{lines(office, report)['promise_kept']}"
    assert head.post(sign, form | {"evaluation": "Baik", promise: "abc"}).status_code == 422
    done = form | {"evaluation": "Jaga yang sudah baik.", promise: "98"}
    assert head.post(sign, done).status_code == 303
    assert head.post(sign, done).status_code == 422
    # Signed, so everybody in the office may read it; nobody changes it.
    counter = site.at("counter")
    page = counter.get(drawn.url)
    assert "Jaga yang sudah baik." in text(page)
    assert "Berkas di balik" not in text(page)
    pdf = counter.get(url("quality_report_pdf", report.id))
    assert pdf.content.startswith(b"%PDF")
    with office.inside():
        assert pdf.content == queries.pdf_of(report)
        assert the(queries.holding(2026)).revision == 1
    again = kasi.post(url("quality_report_act", report.id, "perbaiki"), {"reason": "Berkas dibetulkan"})
    assert "revisi 01" in text(kasi.get(again.url))
    assert date(2026, 7, 1) == report.first
