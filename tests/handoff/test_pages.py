"""Letters at the counter's pages: looked at while typing, taken in with the form, checked by themselves."""

import re

import pytest

from applications.models import File
from commons.ids import show_code
from handoff import queries
from handoff.models import BroughtLetter
from offices.scope import office_scope
from tests.applications.pages import filled, inputs, sit_down, text, url
from tests.desk import statuses
from tests.handoff.conftest import USING, receive, signed
from tests.world import PEOPLE, VALUES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_attempts")]
CODE = "l-umum-surat-code"
READ = {"counter", "operator", "information", "section_head", "secretary", "head"}


def typed(site, code, **answers):
    """The intake form filled in, with a code instead of the letter's number."""
    page = site.at("counter").post(url("intake_service", USING), {"do": "new", "query": ""})
    form = filled(page, url("intake_service", USING), **answers)
    blank = {name: "" for name in form if re.fullmatch(r"l-umum-surat-(number|date|issuer|signer)", name)}
    return {**form, **blank, CODE: code}


def send(site, form):
    answer = site.at("counter").post(url("intake_service", USING), form)
    again = inputs(answer, url("intake_service", USING)) if answer.status_code == 422 else {}
    if "accept_warnings" in again:
        answer = site.at("counter").post(url("intake_service", USING), {**again, "do": "receive"})
    return answer


def test_a_code_stands_for_number_date_and_issuer(site, elsewhere):
    letter = signed(elsewhere)
    answer = send(site, typed(site, show_code(letter.code)))
    assert answer.status_code == 303, text(answer)
    with office_scope(site.office):
        (file,) = File.objects.all()
        assert BroughtLetter.objects.get().file_id == file.id


def test_a_wrong_code_keeps_everything_typed(site):
    answer = send(site, typed(site, "7K3M-9QXD-2F4T"))
    assert answer.status_code == 422
    assert "Tidak ada surat dengan kode ini di Loket" in text(answer)
    kept = inputs(answer, url("intake_service", USING))
    assert (kept[CODE], kept["nama"]) == ("7K3M-9QXD-2F4T", VALUES["nama"])
    with office_scope(site.office):
        assert not File.objects.exists()


def test_what_was_accepted_of_one_letter_is_not_accepted_of_another(site, elsewhere):
    first, second = signed(elsewhere), signed(elsewhere)
    for letter in (first, second):  # both are in use here: a warning
        receive(site, letter.code)
    answer = site.at("counter").post(url("intake_service", USING), typed(site, first.code))
    again = inputs(answer, url("intake_service", USING))
    assert again["accept_warnings"]
    answer = site.at("counter").post(
        url("intake_service", USING), {**again, CODE: second.code, "do": "receive"}
    )
    assert answer.status_code == 422


def look(site, code, who="counter", **more):
    data = {"field": CODE, "group": "umum", "paper": "surat", CODE: code, **more}
    return site.at(who).post(url("letter_look", USING), data)


def test_looking_shows_initials_until_the_nik_fits(site, elsewhere):
    letter = signed(elsewhere)
    seen = text(look(site, letter.code))
    assert letter.number in seen
    assert "S. A." in seen
    assert VALUES["nama"] not in seen
    seen = text(look(site, letter.code, nik=VALUES["nik"]))
    assert f"atas nama {VALUES['nama']}, NIK cocok" in seen
    seen = text(look(site, letter.code, nik="3508175203850001"))
    assert "bukan NIK pada surat" in seen
    assert VALUES["nama"] not in seen


def test_guessing_the_nik_ends(site, elsewhere):
    letter = signed(elsewhere)
    for number in range(21):
        look(site, letter.code, nik=f"35081745086800{number + 10:02d}")
    assert "belum dapat dicocokkan" in text(look(site, letter.code, nik=VALUES["nik"]))


def test_looking_at_what_is_no_paper_of_the_service_is_refused(site):
    wrong = {"group": "umum", "paper": "x"}
    assert site.at("counter").post(url("letter_look", USING), wrong).status_code == 422
    assert site.at("counter").post(url("letter_look", "tidak-ada"), {}).status_code == 404
    assert site.at("head").post(url("letter_look", USING), {}).status_code == 403
    assert site.at("counter").get(url("letter_look", USING)).status_code == 405


@pytest.mark.parametrize("name", ["letter_check", "letters_elsewhere"])
def test_who_works_with_files_may_look(site, name):
    assert statuses(site, url(name)) == {who: 200 if who in READ else 403 for who in PEOPLE}
    assert site.stranger().get(url(name)).status_code == 302


def test_people_of_another_office_do_not_come_in(site, elsewhere):
    foreign = sit_down(site.office, elsewhere.people["counter"])
    assert foreign.get(url("letter_check")).status_code == 403
    assert foreign.post(url("letter_look", USING), {"group": "umum", "paper": "surat"}).status_code == 403


def test_a_letter_is_checked_by_itself(site, elsewhere):
    letter = signed(elsewhere)
    client = site.at("information")
    seen = text(client.post(url("letter_check"), {"code": f"https://loket.example/v/{letter.code}/"}))
    for words in (letter.number, "Kelurahan Uji Timur", "Berlaku", "S. A."):
        assert words in seen
    assert VALUES["nama"] not in seen
    opened = text(client.post(url("letter_check"), {"code": letter.code, "nik": VALUES["nik"]}))
    assert VALUES["nama"] in opened
    wrong = client.post(url("letter_check"), {"code": letter.code, "nik": "3508175203850001"})
    assert wrong.status_code == 422
    assert "NIK ini bukan NIK pada surat" in text(wrong)
    assert client.post(url("letter_check"), {"code": "halo"}).status_code == 422


def test_only_pages_with_a_camera_may_compile_its_reader(site):
    with_camera = [url("letter_check"), url("intake_service", USING)]
    for path in with_camera:
        policy = site.at("counter").get(path).headers["Content-Security-Policy"]
        assert "script-src 'self' 'wasm-unsafe-eval'" in policy
    for path in (url("inbox"), url("letters_elsewhere"), url("intake")):
        policy = site.at("counter").get(path).headers["Content-Security-Policy"]
        assert "wasm" not in policy


def test_the_list_of_uses_goes_on_by_pages(site, elsewhere, monkeypatch):
    letter = signed(elsewhere)
    for _n in range(3):
        receive(site, letter.code)
    monkeypatch.setattr(queries, "PAGE", 2)
    first = elsewhere.at("head").get(url("letters_elsewhere"))
    assert first.content.decode().count("Kecamatan Uji Barat") == 2
    assert "sebelum=20261120T" in first.content.decode()
    assert elsewhere.at("head").get(url("letters_elsewhere") + "?sebelum=kemarin").status_code == 200
