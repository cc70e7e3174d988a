"""From the hand-over to the answer: the draw, the code on the receipt, the form on a phone, once."""

import re
from uuid import UUID

import pypdfium2
import pytest

from applications.intake import ContactWay
from applications.workflow_types import Action
from commons import clock as clocks
from commons.ids import show_code
from notifications import operations as messages
from notifications.models import OutMessage
from offices.scope import office_scope
from surveys import drawing, operations, queries
from surveys.choices import Flag
from surveys.elements import KEYS
from surveys.errors import CodeRefused, SurveyRefused
from surveys.models import Draw, Given, SurveyCode, SurveyPeriod
from tests.applications.pages import text
from tests.desk import address
from tests.surveys.desk import Survey, filled
from trail.models import TrailEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_limits")]


def answer(site, code, **changes):
    typed = {"kode": code, "kirim": "ya", **filled(**changes)}
    return site.stranger().post(address("survey_start"), typed)


def pdf_text(answer):
    assert answer.headers["Content-Type"] == "application/pdf", text(answer)
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.content))


def test_a_hand_over_is_drawn_and_its_receipt_carries_a_code_that_works_once(survey, site):
    outcome = survey.handed_over()
    counter = site.at("counter")
    page = text(counter.get(address("file", outcome.file_id)))
    assert "Terundi" in page
    assert "Cetak tanda terima dengan kode survei" in page
    receipt = counter.post(address("survey_invite", outcome.file_id))
    found = re.search(r"([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}", pdf_text(receipt))
    assert found, "the receipt shows the code"
    code = found[0]
    assert code not in text(counter.get(address("file", outcome.file_id)))

    phone = site.stranger()
    assert phone.get(address("survey_start")).status_code == 200
    form = phone.post(address("survey_start"), {"kode": code.lower()})
    assert form.status_code == 200
    for question in ("kecepatan waktu", "Sangat mahal", "Layanan yang Anda terima"):
        assert question in text(form)
    sent = phone.post(
        address("survey_start"), {"kode": code, "kirim": "ya", **filled(comment="Kursinya kurang")}
    )
    assert sent.url == address("survey_thanks"), text(sent)
    assert "tersimpan" in text(phone.get(sent.url))
    again = phone.post(address("survey_start"), {"kode": code, "kirim": "ya", **filled(4)})
    assert again.status_code == 422
    assert "sudah dipakai" in text(again)
    (row,) = survey.responses()
    assert {key: getattr(row, key) for key in KEYS} == {**dict.fromkeys(KEYS, 3), "biaya": 4}
    assert (row.channel, row.comment, row.service_code, row.flags) == (
        "CODE",
        "Kursinya kurang",
        "ktp-el",
        [],
    )
    with office_scope(site.office):
        progress = queries.progress(survey.period)
        (draw,) = Draw.objects.all()
    assert (progress.forms, progress.population) == (1, 1)
    assert (draw.given, draw.prints, draw.number is not None) == (Given.SLIP, 1, True)


def test_the_page_of_a_period_says_how_many_were_drawn_of_how_many(survey, site):
    path = address("survey_period", survey.period.id)
    share = f"Peluang terundi {survey.period.threshold / 100:.1f}%".replace(".", ",")
    before = text(site.at("head").get(path))
    assert f"Terundi belum ada penyerahan Diundang 0 {share}" in before
    survey.code()
    survey.handed_over("sktm")
    page = text(site.at("head").get(path))
    assert "Terundi 1 dari 2 penyerahan Diundang 1" in page, "the second has not been decided"
    assert share in text(site.stranger().get(address("survey_draw")))


def test_what_opens_nothing_is_refused_in_words_and_stores_nothing(survey, site, elsewhere, clock):
    code, foreign = survey.code(), Survey(elsewhere).code()
    used = survey.code()
    answer(site, used)
    cases = {
        "unknown": ("ZZZZ-ZZZZ-ZZZZ", "tidak dikenal di kantor ini"),
        "empty": ("", "tidak dikenal"),
        "long": ("7" * 900, "tidak dikenal"),
        "of another office": (foreign, "tidak dikenal di kantor ini"),
        "used": (used, "sudah dipakai"),
    }
    for name, (typed, words) in cases.items():
        for more in ({}, {"kirim": "ya", **filled()}):
            refused = site.stranger().post(address("survey_start"), {"kode": typed, **more})
            assert (refused.status_code, words in text(refused)) == (422, True), (name, text(refused))
    assert len(survey.responses()) == 1
    incomplete = {
        "an element": (filled(waktu=""), "Waktu Penyelesaian"),
        "scale": (filled(waktu="5"), "di luar 1–4"),
        "service": (filled(service="izin"), "layanan"),
        "no person": (filled(sex="", education="", occupation=""), "Pendidikan: pilih salah satu"),
        "ten megabytes": (filled(comment="x" * 20_000), "terlalu panjang"),
    }
    for name, (typed, words) in incomplete.items():
        refused = site.stranger().post(address("survey_start"), {"kode": code, "kirim": "ya", **typed})
        assert (refused.status_code, words in text(refused)) == (422, True), (name, text(refused))
        assert "kode Anda masih berlaku" in text(refused)
    assert len(survey.responses()) == 1
    assert answer(site, code).status_code == 302
    late = survey.code()
    clock.set("2027-01-01 09:00")
    refused = answer(site, late)
    assert refused.status_code == 422
    assert "berakhir 31-12-2026" in text(refused)
    assert len(survey.responses()) == 2


def test_who_is_not_drawn_or_does_not_want_gets_no_code(survey, site):
    with office_scope(site.office):
        SurveyPeriod.objects.update(threshold=0)
    outcome = survey.handed_over()
    counter = site.at("counter")
    assert "Tidak terundi" in text(counter.get(address("file", outcome.file_id)))
    counter.post(address("survey_invite", outcome.file_id))
    with office_scope(site.office):
        (draw,) = Draw.objects.all()
        assert (draw.drawn, draw.prints) == (False, 0)
        SurveyPeriod.objects.update(threshold=drawing.SCALE)
    wanted = survey.handed_over()
    counter.post(address("survey_invite", wanted.file_id), {"do": "decline"})
    with office_scope(site.office), pytest.raises(SurveyRefused, match="tidak mau"):
        operations.invite(actor=site.people["counter"], file_id=wanted.file_id, now=clocks.now())
    assert "tidak mau ikut" in text(counter.get(address("file", wanted.file_id)))
    given = survey.handed_over()
    survey.code(given)
    late = counter.post(address("survey_invite", given.file_id), {"do": "decline"}, follow=True)
    assert "tidak dapat ditarik" in text(late), "a page from before the code was printed"
    with office_scope(site.office):
        assert Draw.objects.get(file_id=given.file_id).given == Given.SLIP


def test_a_message_goes_to_who_wants_one_and_is_kept_nowhere(survey, site):
    counter, wanted = site.at("counter"), survey.handed_over()
    assert "Undang lewat WhatsApp" in text(counter.get(address("file", wanted.file_id)))
    shown = counter.post(address("survey_invite", wanted.file_id), {"do": "write"})
    assert "no-store" in shown.headers["Cache-Control"]
    (code,) = re.findall(r"/survei/#([0-9A-Z]{12})", text(shown))
    assert f"survei%2F%23{code}" in shown.content.decode()
    with office_scope(site.office):
        (draw,) = Draw.objects.all()
        assert draw.given == Given.MESSAGE
        kept = [*OutMessage.objects.values_list("text", "facts"), *TrailEntry.objects.values_list("data")]
    assert code not in str(kept)
    assert answer(site, code).status_code == 302
    cases = {
        "by phone": {"contact_way": ContactWay.PHONE},
        "not at all": {"contact_way": ContactWay.NONE},
        "stopped": {},
    }
    for name, wish in cases.items():
        outcome = site.until("ktp-el", "HAND_OVER", **wish)
        if name == "stopped":
            with office_scope(site.office):
                index = site.file(outcome).phone_index
                messages.wish(index, wanted=False, at=clocks.now())
        outcome = site.step(outcome, Action.COMPLETE, receiver="SITI AMINAH")
        path = address("survey_invite", outcome.file_id)
        assert "Undang lewat WhatsApp" not in text(counter.get(address("file", outcome.file_id))), name
        refused = counter.post(path, {"do": "write"}, follow=True)
        assert "Tidak ada kode yang dikeluarkan" in text(refused), name
        with office_scope(site.office):
            assert Draw.objects.get(file_id=outcome.file_id).prints == 0, name


def test_a_receipt_is_printed_three_times_and_each_has_a_code_of_its_own(survey, site):
    outcome = survey.handed_over()
    codes = {survey.code(outcome) for _n in range(3)}
    assert len(codes) == 3
    with office_scope(site.office), pytest.raises(SurveyRefused, match="tiga kali"):
        operations.invite(actor=site.people["counter"], file_id=outcome.file_id, now=clocks.now())
    assert len({answer(site, code).status_code for code in codes}) == 1


def test_only_those_at_the_counter_invite_and_only_for_their_own_files(survey, site, elsewhere):
    outcome = survey.handed_over()
    path = address("survey_invite", outcome.file_id)
    allowed = {"counter", "operator", "section_head", "secretary"}
    for who in site.people:
        status = 200 if who in allowed else 403
        if who != "secretary":  # three prints are all there are
            assert site.at(who).post(path).status_code == status, who
    assert elsewhere.at("counter").post(path).status_code == 404
    assert site.at("counter").get(path).status_code == 405
    assert site.stranger().post(path).status_code == 302
    open_file = site.until("ktp-el", "HAND_OVER")
    assert site.at("counter").post(address("survey_invite", open_file.file_id)).status_code == 404


def test_no_survey_no_draw(site, clock):
    running = Survey(site)
    with office_scope(site.office):
        operations.close_period(
            actor=site.people["head"], period_id=running.period.id, reason="Uji", now=clocks.now()
        )
    outcome = running.handed_over()
    assert "Survei kepuasan" not in text(site.at("counter").get(address("file", outcome.file_id)))
    site.at("counter").post(address("survey_invite", outcome.file_id))
    assert "tidak ada survei" in text(site.stranger().get(address("survey_start")))


def test_odd_forms_are_marked_and_stay(survey, site):
    with office_scope(site.office):
        operations.set_options(
            actor=site.people["admin"],
            networks=["127.0.0.0/8"],
            double_entry=False,
            coins=False,
            answering=50,
            now=clocks.now(),
        )
    phone = site.stranger()
    for n in range(9):
        code = survey.code()
        phone.post(address("survey_start"), {"kode": code})
        sent = phone.post(
            address("survey_start"), {"kode": code, "kirim": "ya", **filled(4 if n == 0 else None)}
        )
        assert sent.status_code == 302
    rows = survey.responses()
    assert len(rows) == 9
    counted = {flag: sum(flag in row.flags for row in rows) for flag in Flag.values}
    assert counted == {"BURST": 9, "ONE_DEVICE": 9, "STAFF_NETWORK": 9, "STRAIGHT_LINE": 1}
    assert not any(row.excluded for row in rows)
    assert len({row.device for row in rows}) == 1
    page = text(site.at("section_head").get(address("survey_period", survey.period.id)))
    assert "dari jaringan kantor sendiri: 9" in page


def test_the_draw_can_be_done_again_by_anybody_once_the_seed_is_open(survey, site):
    sealed = text(site.stranger().get(address("survey_draw")))
    outcomes = [survey.handed_over() for _n in range(3)]
    last = site.until("ktp-el", "HAND_OVER")
    with office_scope(site.office):
        assert operations.decide_waiting(now=clocks.now()) == 3
        period = SurveyPeriod.objects.get()
        assert period.seed_hash in sealed
        assert str(period.seed) not in sealed
    last = site.step(last, Action.COMPLETE, receiver="SITI AMINAH")
    with office_scope(site.office):
        # What nobody has decided by then is decided when the period closes.
        operations.close_period(
            actor=site.people["head"], period_id=period.id, reason="Uji", now=clocks.now()
        )
    shown = text(site.stranger().get(address("survey_draw")))
    (seed,) = re.findall(r"Kunci ([0-9a-f]{64})", shown)
    assert drawing.hash_of(seed) in shown
    log = site.at("section_head").get(address("survey_draws", period.id))
    table = site.at("section_head").get(address("survey_draws_table", period.id)).content.decode()
    for line in table.splitlines()[1:]:
        key, _number, _day, drawn_number, *_more = line.split(",")
        assert int(drawn_number) == drawing.number_of(seed, UUID(key)), line
    assert len(table.splitlines()) == 5
    for outcome in (*outcomes, last):
        assert f"{drawing.number_of(seed, outcome.file_id):04d}" in text(log)
        assert site.file(outcome).receipt_number in text(log)


def test_codes_are_stored_by_keyed_hash_only(survey, site):
    code = survey.code()
    with office_scope(site.office):
        digests = set(SurveyCode.objects.values_list("digest", flat=True))
    assert all(len(each) == 64 for each in digests)
    assert code not in str(digests)
    assert show_code(code) not in str(digests)


def test_a_code_refused_is_no_form_refused(survey, site):
    with office_scope(site.office), pytest.raises(CodeRefused):
        operations.answer_by_code(code="ZZZZ", typed={}, now=clocks.now())
