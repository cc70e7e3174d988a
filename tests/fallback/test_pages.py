"""The pages of the paper day: who opens them, what they keep, what an applicant sees with a line's code."""

import re

import pytest

from applications.models import File
from commons import clock as clocks
from fallback import operations
from fallback.models import Line, Sheet
from fallback.rows import FIELDS
from offices.scope import office_scope
from tests.applications.pages import filled, inputs, sit_down, text, url
from tests.desk import statuses
from tests.fallback.test_keyed_in import GOOD, SKTM, confirm, file_it, key_in, line, sheet
from tests.world import PEOPLE

__all__ = ["sheet"]
pytestmark = pytest.mark.django_db
DESK = {"counter", "operator"}
READ = {"counter", "operator", "information", "section_head", "secretary", "head"}


def typed(page, serial, **cells):
    form = inputs(page)
    form |= {f"r{serial}-{name}": cells.get(name, "") for name in (*FIELDS, "mark")}
    return form


def test_who_may_open_what(site, sheet):
    pages = {
        url("fallback"): DESK,
        url("fallback_sheet", sheet.id): DESK,
        url("fallback_pdf", sheet.id): DESK,
        url("fallback_signatures"): READ,
    }
    for path, who in pages.items():
        assert statuses(site, path) == {name: 200 if name in who else 403 for name in PEOPLE}, path
        assert site.stranger().get(path).status_code == 302


def test_another_office_knows_no_sheet_and_no_line(site, sheet, elsewhere):
    key_in(site, sheet, GOOD)
    code = line(site, 1).code
    theirs = elsewhere.at("counter")
    for name, key in (("fallback_sheet", sheet.id), ("fallback_pdf", sheet.id), ("fallback_line", code)):
        assert theirs.get(url(name, key)).status_code == 404
    assert theirs.post(url("fallback_close", sheet.id)).status_code == 404
    assert "Tidak ada lembar kantor ini" in text(theirs.post(url("fallback_find"), {"code": code}))
    foreign = sit_down(site.office, elsewhere.people["operator"])
    assert foreign.get(url("fallback")).status_code == 403
    with office_scope(site.office):
        assert Sheet.objects.get(id=sheet.id).closed_at is None


def test_nothing_changes_by_looking(site, sheet):
    assert site.at("counter").get(url("fallback_close", sheet.id)).status_code == 405
    assert site.at("counter").get(url("fallback_find")).status_code == 405


def test_a_sheet_is_made_and_printed(site, clock):
    answer = site.at("counter").post(url("fallback"), {"day": "23-11-2026", "pages": "2"})
    assert answer.status_code == 303
    page = site.at("counter").get(answer.url)
    assert "10 dicetak" in text(page)
    with office_scope(site.office):
        made = Sheet.objects.get()
    pdf = site.at("counter").get(url("fallback_pdf", made.id))
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")
    bad = site.at("counter").post(url("fallback"), {"day": "kemarin", "pages": "x"})
    assert bad.status_code == 422
    assert "kemarin" in bad.content.decode()


def test_a_wrong_code_is_told_in_words(site, sheet):
    code = line(site, 1).code
    found = site.at("counter").post(url("fallback_find"), {"code": code.lower().replace("-", " ")})
    assert found.url.endswith("#baris-1")
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    answer = site.at("counter").post(url("fallback_find"), {"code": wrong})
    assert answer.status_code == 422
    assert "Angka pemeriksa kode ini tidak cocok" in text(answer)
    assert "Kode baris ditulis seperti" in text(site.at("counter").post(url("fallback_find"), {"code": "x"}))


def test_lines_are_kept_one_by_one(site, sheet):
    client, path = site.at("counter"), url("fallback_sheet", sheet.id)
    form = typed(client.get(path), 1, **GOOD)
    form |= typed(client.get(path), 2, **{**GOOD, "received": "25.00"}) | {
        key: value for key, value in form.items() if key.startswith("r1-")
    }
    answer = client.post(path, form)
    assert answer.status_code == 422
    assert "Tulis jam seperti 07.30" in text(answer)
    assert 'value="25.00"' in answer.content.decode()
    assert [line(site, n).state for n in (1, 2, 3)] == ["KEPT", "KEPT", "BLANK"]
    mended = inputs(answer, path) | {"r2-received": "07.30"}
    assert client.post(path, mended).status_code == 303
    assert line(site, 2).facts["received"] == "07.30"


def to_file(site, n=1):
    """The form of a line, filled in as a person does."""
    path = url("fallback_line", line(site, n).code)
    page = site.at("counter").get(path)
    assert "Waktu di kertas dipakai" in text(page)
    form = inputs(page, path)
    assert (form["nama"], form["nik"]) == (GOOD["name"], GOOD["nik"])
    return path, filled(page, path)


def test_a_line_becomes_a_file_on_its_page(site, sheet):
    key_in(site, sheet, GOOD)
    path, form = to_file(site)
    answer = site.at("counter").post(path, form)
    if answer.status_code == 422:
        answer = site.at("counter").post(path, {**inputs(answer, path), "do": "receive"})
    assert answer.status_code == 303, text(answer)
    again = site.at("counter").post(path, form)
    assert again.url.startswith("/berkas/")
    with office_scope(site.office):
        (file,) = File.objects.all()
    history = text(site.at("counter").get(url("file", file.id)))
    assert f"Dicatat 20-11-2026 08.00 dari lembar darurat {line(site, 1).code}" in history
    assert "tanda tangannya menunggu dibenarkan" in text(site.at("counter").get(answer.url))


def test_a_faulty_form_keeps_what_was_typed(site, sheet):
    key_in(site, sheet, GOOD)
    path, form = to_file(site)
    answer = site.at("counter").post(path, {**form, "kk": "1", "alamat": "Dusun Lain"})
    assert answer.status_code == 422
    assert inputs(answer, path)["alamat"] == "Dusun Lain"
    assert line(site, 1).state == "KEPT"


def test_the_head_confirms_many_at_once(site, sheet):
    key_in(site, sheet, GOOD, {**GOOD, "received": "07.45"})
    for n in (1, 2):
        file_it(site, n)
    page = site.at("head").get(url("fallback_signatures"))
    codes = re.findall(r'name="code" value="([^"]+)"', page.content.decode())
    assert len(codes) == 2
    assert GOOD["nik"] not in page.content.decode()
    refused = site.at("counter").post(url("fallback_signatures"), {"code": codes})
    assert refused.status_code == 422
    assert site.at("head").post(url("fallback_signatures"), {"code": codes}).status_code == 303
    with office_scope(site.office):
        assert set(File.objects.values_list("phase", flat=True)) == {"HANDED_OVER"}
        assert not Line.objects.filter(awaits_signer=True).exists()


def test_an_applicant_follows_the_file_with_the_code_of_the_line(site, sheet):
    stranger, code = site.stranger(), line(site, 1).code
    key_in(site, sheet, GOOD)
    assert stranger.get(url("status", code)).status_code == 404
    filed = file_it(site, 1)
    confirm(site, 1)
    seen = stranger.get(url("status", code.lower()))
    assert seen.status_code == 200
    page = text(seen)
    assert filed.receipt_number in page
    # The code of a line can be guessed: it opens neither initials nor the letter.
    assert "S. A." not in page
    assert "Nomor surat" not in page
    with office_scope(site.office):
        track = File.objects.get().track_code
    assert track not in seen.content.decode().replace("-", "")
    assert "S. A." in text(stranger.get(url("status", track)))


def test_closing_on_the_page(site, sheet):
    client = site.at("counter")
    assert client.post(url("fallback_close", sheet.id)).status_code == 303
    page = text(client.get(url("fallback_sheet", sheet.id)))
    assert "5 dicetak = 0 menjadi berkas + 5 tidak dipakai + 0 rusak" in page
    assert "Simpan baris" not in page
    assert clocks.now().day == 20
    assert GOOD["service"] == SKTM


def test_the_inbox_says_what_waits_on_paper(site, sheet, clock):
    key_in(site, sheet, GOOD)
    file_it(site, 1)
    words = "1 tanda tangan di kertas menunggu Anda benarkan"
    assert words in text(site.at("head").get(url("inbox")))
    assert words in text(site.at("head").get(url("pile")))
    assert words not in text(site.at("secretary").get(url("inbox")))
    confirm(site, 1)
    assert words not in text(site.at("head").get(url("inbox")))


def test_the_counter_is_reminded_of_tomorrows_sheet(site, sheet, clock):
    desk, words = site.at("counter"), "Belum ada lembar darurat untuk 23 November 2026"
    assert words not in text(desk.get(url("inbox")))
    clock.set("2026-11-20 13:45")
    assert words in text(desk.get(url("inbox")))
    assert words not in text(site.at("head").get(url("inbox")))
    desk.post(url("fallback"), {"day": "23-11-2026", "pages": "1"})
    assert words not in text(desk.get(url("inbox")))


def test_the_next_sheet_is_prepared_once_where_sheets_are_used_and_claimed_by_who_prints(
    site, elsewhere, sheet, clock
):
    clock.set("2026-11-20 12:40")  # a Friday
    with office_scope(site.office):
        made = operations.prepare_sheet(now=clocks.now())
        assert made is not None
        assert operations.prepare_sheet(now=clocks.now()) is None, "once"
        assert (made.day.isoformat(), made.lines, made.printed_by) == ("2026-11-23", sheet.lines, "")
    with office_scope(elsewhere.office):
        assert operations.prepare_sheet(now=clocks.now()) is None, "nobody there uses them"
        assert not Sheet.objects.exists()
    clock.set("2026-11-20 13:45")
    counter = site.at("counter")
    assert "23 November 2026 sudah disiapkan, belum dicetak" in text(counter.get(url("inbox")))
    assert "belum dicetak" in text(counter.get(url("fallback")))
    done = counter.post(url("fallback"), {"day": "23112026", "pages": "1"})
    assert done.url == url("fallback_sheet", made.id), "no second one"
    with office_scope(site.office):
        assert Sheet.objects.get(id=made.id).printed_by == "Sari Wulandari"
        assert Line.objects.filter(sheet__day=made.day).count() == made.lines
    assert "disiapkan" not in text(counter.get(url("inbox")))
    clock.set("2027-02-19 12:40")
    with office_scope(site.office):
        assert operations.prepare_sheet(now=clocks.now()) is None, "not used for a quarter"
