"""The pages of a survey: who may see and do what, paper, import, tablet, settings; B sees nothing of A."""

import re
from datetime import date, datetime, time, timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import override_settings
from python_calamine import CalamineWorkbook

from accounts.models import SUPPORT
from commons import clock as clocks
from commons.clock import WIB, wib
from commons.ids import new_id
from offices.scope import office_scope
from surveys import operations, queries, reminders
from surveys.errors import SurveyRefused
from surveys.models import PaperForm, PaperState, Questionnaire, SurveyImport, SurveyPeriod, SurveyTablet
from surveys.operations_import import frame_of
from surveys.rows import parse
from surveys.tablet_access import COOKIE
from tests import world
from tests.applications.pages import text
from tests.desk import address, statuses, upload, xlsx
from tests.surveys.desk import Survey, filled
from tests.surveys.test_rows import changed, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_limits")]
EVERYBODY = set(world.PEOPLE)
DESK = {"counter", "operator", "information", "section_head", "secretary"}
KEEPERS = {"section_head", "secretary", "head"}


def found(pattern, answer):
    """What stands in a page where the pattern has its brackets."""
    match = re.search(pattern, answer.content.decode())
    assert match is not None, text(answer)
    return match[1]


def test_who_opens_which_page(survey, site, elsewhere, client_kabupaten):
    id = survey.period.id
    pages = {
        address("surveys"): EVERYBODY,
        address("survey_period", id): EVERYBODY,
        address("survey_draws", id): EVERYBODY,
        address("survey_draws_table", id): EVERYBODY,
        address("survey_period_new"): KEEPERS,
        address("survey_import", id): KEEPERS,
        address("survey_import_template", id): KEEPERS,
        address("survey_papers", id): DESK,
        address("survey_paper", id): DESK,
        address("survey_coins"): DESK,
        address("settings_survey"): {"admin"},
    }
    for path, allowed in pages.items():
        seen = statuses(site, path)
        assert {who for who, status in seen.items() if status == 200} == allowed, path
        assert set(seen.values()) <= {200, 403}, path
        assert site.stranger().get(path).status_code == 302, path
        assert client_kabupaten.get(path).status_code == 404, path
        if str(id) in path:
            others = {who: elsewhere.at(who).get(path).status_code for who in ("section_head", "secretary")}
            assert set(others.values()) == {404}, path
    assert SUPPORT not in EVERYBODY
    strange = new_id()
    assert site.at("section_head").get(address("survey_period", strange)).status_code == 404
    assert (
        site.at("section_head").post(address("survey_period_act", strange), {"do": "close"}).status_code
        == 404
    )


def test_who_may_do_what_and_nothing_changes_otherwise(survey, site, elsewhere):
    id = survey.period.id
    acts = {
        (address("survey_period_act", id), "do", "close"): KEEPERS,
        (address("survey_papers", id), "do", "print"): DESK,
        (address("survey_import", id), "labels", "form"): KEEPERS,
        (address("settings_survey"), "do", "options"): {"admin"},
    }
    for (path, name, value), allowed in acts.items():
        for who in EVERYBODY - allowed:
            assert site.at(who).post(path, {name: value, "reason": "x"}).status_code == 403, (path, who)
        if str(id) in path:
            assert elsewhere.at("section_head").post(path, {name: value, "reason": "x"}).status_code == 404
        assert site.stranger().post(path, {name: value}).status_code == 302
    assert site.at("head").get(address("survey_period_act", id)).status_code == 405
    with office_scope(site.office):
        assert SurveyPeriod.objects.get().state == "OPEN"
        assert PaperForm.objects.count() == 0


def test_a_period_is_planned_on_a_page(site):
    kasi, path = site.at("section_head"), address("survey_period_new")
    good = {"kind": "QUARTER", "part": "1", "year": "2027", "opens": "", "closes": "", "basis": "PREVIOUS"}
    for name, bad in {
        "part": {"part": "5"},
        "year": {"year": "dua"},
        "kind": {"kind": "WEEK"},
        "day": {"opens": "31-02-2027"},
        "basis": {"basis": ""},
        "outside": {"opens": "01-05-2027"},
    }.items():
        assert kasi.post(path, {**good, **bad}).status_code == 422, name
    made = kasi.post(path, good)
    assert made.status_code == 302, text(made)
    page = text(kasi.get(made.url))
    assert "Triwulan I 2027" in page
    assert "Direncanakan" in page
    again = kasi.post(path, good)
    assert "Triwulan I 2027" in text(again)
    with office_scope(site.office):
        assert SurveyPeriod.objects.count() == 1


def test_paper_is_printed_with_serials_and_keyed_in_once(survey, site):
    counter, other, id = site.at("counter"), site.at("operator"), survey.period.id
    papers, entry = address("survey_papers", id), address("survey_paper", id)
    assert counter.post(papers, {"do": "print", "count": "0"}).status_code == 422
    printed = counter.post(papers, {"do": "print", "count": "3"})
    document = pypdfium2.PdfDocument(printed.content)
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    assert len(pages) == 3
    assert ("00001" in pages[0], "00003" in pages[2]) == (True, True)
    assert pages[0].index("kualitas sarana") < pages[0].index("penanganan pengaduan"), "in the form's order"
    day = f"{wib(clocks.now()):%d-%m-%Y}"
    form = {"serial": "1", "day": day, "slot": "MORNING", **filled()}
    for name, bad in {
        "never printed": {"serial": "9"},
        "no number": {"serial": "x"},
        "answer": {"waktu": ""},
        "day": {"day": "x"},
        "future": {"day": "31-12-2026"},
        "slot": {"slot": ""},
    }.items():
        refused = counter.post(entry, {**form, **bad})
        assert (refused.status_code, survey.responses()) == (422, []), name
    assert counter.post(entry, form).status_code == 302
    assert "sudah dientri" in text(counter.post(entry, form))
    assert len(survey.responses()) == 1
    with office_scope(site.office):
        operations.set_options(
            actor=site.people["admin"],
            networks=[],
            double_entry=True,
            coins=False,
            answering=50,
            now=clocks.now(),
        )
    second = {**form, "serial": "2"}
    assert counter.post(entry, second).status_code == 302
    assert "orang lain" in text(counter.post(entry, second))
    assert "berbeda dari entri pertama" in text(other.post(entry, {**second, "waktu": "1"}))
    assert len(survey.responses()) == 1
    assert other.post(entry, second).status_code == 302
    assert len(survey.responses()) == 2
    assert counter.post(papers, {"do": "aside", "serial": "3", "reason": "Basah"}).status_code == 302
    with office_scope(site.office):
        assert queries.papers(survey.period) == {"PRINTED": 0, "ONCE": 0, "ENTERED": 2, "UNUSED": 1}
        assert set(PaperForm.objects.values_list("first", flat=True)) == {None}
        operations.turn(now=clocks.now())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM surveys_paperform p JOIN surveys_surveyresponse r "
                "ON p.xmin::text = r.xmin::text"
            )
            assert cursor.fetchone() == (0,), "no transaction joins a serial to its answers overnight"


def test_paper_of_the_last_days_is_keyed_in_for_three_days_and_then_refused(survey, site):
    id, last = survey.period.id, survey.period.closes
    shut, over = (datetime.combine(last + timedelta(days=n), time(9), WIB) for n in (3, 4))
    form = {
        "actor": site.people["counter"],
        "period_id": id,
        "day": last,
        "slot": "MORNING",
        "typed": filled(),
    }
    with office_scope(site.office):
        operations.print_forms(actor=site.people["counter"], period_id=id, count=2, now=clocks.now())
    assert "2 formulir survei kertas" not in text(site.at("counter").get(address("inbox")))
    with office_scope(site.office):
        assert operations.turn(now=shut) == 0, "two forms lie on a desk"
        with pytest.raises(SurveyRefused, match="tidak ada survei"):
            operations.answer_on_tablet(period_id=id, typed=filled(), now=shut)
        assert operations.enter(**form, serial=1, now=shut) == PaperState.ENTERED
        assert [row.counts_on for row in survey.responses()] == [date(2027, 1, 31)], "December was told"
        desk: Any = SimpleNamespace(actor=site.people["counter"], now=shut)
        with override_settings(ROOT_URLCONF="config.urls.office"):
            (line,) = reminders.reminders(desk)
        assert "1 formulir survei kertas belum dientri" in str(line.words)
        assert operations.turn(now=over) == 1
        with pytest.raises(SurveyRefused, match="sudah ditutup") as refused:
            operations.enter(**form, serial=2, now=over)
        assert (refused.value.code, len(survey.responses())) == ("period_over", 1)
    counter, papers = site.at("counter"), address("survey_papers", id)
    assert counter.get(address("survey_paper", id)).url == papers
    page = text(counter.get(papers))
    assert "datang terlambat" in page
    assert "Cetak formulir baru" not in page
    assert (
        counter.post(papers, {"do": "aside", "serial": "2", "reason": "Datang terlambat"}).status_code == 302
    )
    with office_scope(site.office):
        assert queries.papers(survey.period) == {"PRINTED": 0, "ONCE": 0, "ENTERED": 1, "UNUSED": 1}


def test_a_file_is_looked_at_then_taken_in_once(survey, site):
    kasi, id = site.at("section_head"), survey.period.id
    path, confirm = address("survey_import", id), address("survey_import_confirm", id)
    today = f"{wib(clocks.now()):%d-%m-%Y}"
    rows = [changed(tanggal=today), changed(tanggal=today, waktu="1"), changed(tanggal=today, biaya="6")]
    content = table(*rows)
    looked = kasi.post(path, {"table": upload(content, "skm.csv"), "labels": "form"})
    shown = text(looked)
    for words in (
        "Baris yang benar 2",
        "Baris yang ditolak 1",
        "nilai 6 di luar 1–4",
        "Muat 2 formulir",
    ):
        assert words in shown
    assert survey.responses() == [], "nothing before somebody says so"
    token = found(r'name="token" value="([^"]+)"', looked)
    assert kasi.post(confirm, {"token": "x" * 20, "labels": "form"}).status_code == 422
    done = kasi.post(confirm, {"token": token, "labels": "form", "name": "skm.csv"})
    assert done.status_code == 302, text(done)
    assert kasi.post(confirm, {"token": token, "labels": "form"}).status_code == 422
    assert {row.channel for row in survey.responses()} == {"IMPORT"}
    assert len(survey.responses()) == 2
    turned = table(*reversed(rows), separator=",", bom=True)
    for again in (content, turned):
        refused = kasi.post(path, {"table": upload(again, "lain.csv")})
        assert (refused.status_code, "sudah dimuat" in text(refused)) == (422, True)
        assert 'name="token"' not in refused.content.decode()
    for name, bad in {"nothing": None, "no head": b"1;2;3", "picture": b"\x89PNG\0\0\0\0"}.items():
        sent = {"table": upload(bad, "x.csv")} if bad else {}
        assert kasi.post(path, sent).status_code == 422, name
    with office_scope(site.office):
        assert SurveyImport.objects.count() == 1
    assert len(survey.responses()) == 2


def test_a_file_of_a_scale_of_five_is_not_taken_in(survey, site):
    kasi, id = site.at("section_head"), survey.period.id
    today = f"{wib(clocks.now()):%d-%m-%Y}"
    content = table(changed(tanggal=today), *2 * [changed(tanggal=today, biaya="5")])
    looked = kasi.post(address("survey_import", id), {"table": upload(content, "skm.csv")})
    shown = text(looked)
    assert looked.status_code == 422
    assert "Nilai 5 ada di 2 baris" in shown
    assert "Jangan muat berkas ini" in shown
    assert "Muat 1 formulir" not in shown
    assert 'name="token"' not in looked.content.decode()
    now = clocks.now()
    with office_scope(site.office):
        facts = {"period_id": id, "content": content, "file_name": "skm.csv", "now": now}
        parsed = parse(content, frame_of(survey.period, now=now))
        with pytest.raises(SurveyRefused, match="Nilai 5"):
            operations.take_in(actor=site.people["section_head"], parsed=parsed, **facts)
    assert survey.responses() == []


def test_the_import_page_lists_what_each_column_takes_and_gives_a_template(survey, site):
    kasi, id = site.at("section_head"), survey.period.id
    page = text(kasi.get(address("survey_import", id)))
    for words in (
        "Usia boleh kosong umur dalam tahun mulai 17, 17–25 tahun, 26–35 tahun",
        "Pendidikan SD, SMP, SMA, S1, S2, S3",
        "Pekerjaan PNS, TNI, Polri, Swasta, Wirausaha, Lainnya",
        "Jam boleh kosong 08.00–12.00, 13.00–17.00",
        survey.period.services[0]["name"],
        "Unduh templat (XLSX)",
    ):
        assert words in page
    given = kasi.get(address("survey_import_template", id)).content
    sheet = CalamineWorkbook.from_filelike(BytesIO(given)).get_sheet_by_index(0)
    (heads,) = sheet.to_python()
    row = {
        "Layanan": survey.period.services[0]["name"],
        "Tanggal": f"{wib(clocks.now()):%d-%m-%Y}",
        "Jam": "08.00–12.00",
        "Jenis kelamin": "Perempuan",
        "Usia": "34",
        "Pendidikan": "SMA",
        "Pekerjaan": "Swasta",
        "Saran": "",
    }
    content = xlsx(heads, [row.get(str(head), "3") for head in heads])
    assert "Baris yang benar 1" in text(kasi.post(address("survey_import", id), {"table": upload(content)}))
    refused = kasi.post(address("survey_import", id), {"table": upload(b"not a workbook", "skm.xlsx")})
    assert (refused.status_code, "bukan berkas XLSX" in text(refused)) == (422, True)


def test_a_tablet_is_paired_fills_blank_forms_and_forgets(survey, site, elsewhere):
    admin, path = site.at("admin"), address("settings_survey")
    shown = admin.post(path, {"do": "add", "name": "Tablet loket 1"})
    code = found(r"big-date\">([0-9A-Z-]{9})<", shown)
    tablet = site.stranger()
    page = address("survey_tablet")
    assert tablet.get(page).status_code == 403
    assert elsewhere.stranger().post(address("survey_tablet_pair"), {"code": code}).status_code == 422
    assert tablet.post(address("survey_tablet_pair"), {"code": "0000-0000"}).status_code == 422
    assert tablet.post(address("survey_tablet_pair"), {"code": code}).url == page
    assert site.stranger().post(address("survey_tablet_pair"), {"code": code}).status_code == 422
    cookie = tablet.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")

    blank = tablet.get(page)
    assert "no-store" in blank.headers["Cache-Control"]
    form = found(r'name="form" value="([^"]+)"', blank)
    half = tablet.post(page, {"form": form, **filled(waktu="")})
    assert half.status_code == 422
    form = found(r'name="form" value="([^"]+)"', half)
    typed = {"form": form, **filled(comment="Cepat sekali")}
    sent = tablet.post(page, typed)
    assert sent.url == address("survey_tablet_thanks")
    assert tablet.post(page, typed).url == sent.url, "pressed twice: thanked once more, stored once"
    cache.clear()
    # The back button's form, sent again: nothing is stored, nothing of it is shown.
    assert tablet.post(page, typed).url == page
    assert "Cepat sekali" not in text(tablet.get(page))
    assert len(survey.responses()) == 1
    assert survey.responses()[0].channel == "TABLET"
    other = elsewhere.stranger()
    other.cookies[COOKIE] = cookie.value
    assert other.get(page).status_code == 403
    with office_scope(site.office):
        (row,) = SurveyTablet.objects.all()
    admin.post(path, {"do": f"revoke:{row.id}"})
    assert tablet.get(page).status_code == 403
    assert tablet.post(page, typed).status_code == 403
    assert admin.post(path, {"do": "revoke:x"}).status_code == 404
    assert admin.post(path, {"do": "add", "name": " "}).status_code == 422


def test_settings_and_the_offices_own_questions(site):
    admin, path = site.at("admin"), address("settings_survey")
    good = {
        "do": "options",
        "networks": "103.10.20.30\n2001:db8::/48",
        "double_entry": "ya",
        "coins": "ya",
        "answering": "40",
    }
    for name, bad in {
        "share": {"answering": "0"},
        "network": {"networks": "kantor"},
        "much": {"answering": "101"},
    }.items():
        assert admin.post(path, {**good, **bad}).status_code == 422, name
    assert admin.post(path, good).status_code == 302
    with office_scope(site.office):
        stored = queries.options()
    assert stored.networks == ["103.10.20.30/32", "2001:db8::/48"]
    assert (stored.double_entry, stored.coins, stored.answering) == (True, True, 40)
    own = {"do": "questions", "label_order": "form", "question_1": "Apakah antrean jelas?"}
    assert admin.post(path, {**own, "answers_1": "tidak; ya"}).status_code == 422
    assert admin.post(path, {**own, "answers_1": "Tidak; Kurang; Jelas; Sangat jelas"}).status_code == 302
    survey = Survey(site)
    code = survey.code()
    form = site.stranger().post(address("survey_start"), {"kode": code})
    assert "Apakah antrean jelas?" in text(form)
    assert (
        site.stranger()
        .post(address("survey_start"), {"kode": code, "kirim": "ya", "extra-t1": "2", **filled()})
        .url
    )
    (row,) = survey.responses()
    assert row.extra == {"t1": 2}
    with office_scope(site.office):
        assert list(Questionnaire.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
        assert survey.period.label_order[7:] == ["sarana", "pengaduan"]
