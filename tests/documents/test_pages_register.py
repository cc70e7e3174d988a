"""The Buku Register on screen, on paper and as XLSX: who, whose, what is hidden, what is refused."""

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from documents.models import EntryState, RegisterEntry
from documents.views import MOST_IN_XLSX
from offices.scope import office_scope
from tests import world
from tests.applications.pages import text
from tests.desk import address, asked, enter, statuses
from tests.documents import samples
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
NIK = world.VALUES["nik"]
OTHER = "3508175203850001"
READERS = {"counter", "operator", "section_head", "secretary", "head", "information"}


def page(site, query="", who="counter"):
    answer = site.at(who).get(f"{address('register')}{query}")
    assert answer.status_code == 200
    return answer


def search(site, who="counter", **typed):
    return site.at(who).post(address("register"), typed | {"semua": "1"}, follow=True)


def sheet(answer):
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content)
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def printed(site):
    """The words of the print, without spaces: where a line breaks is the printer's affair."""
    answer = site.at("counter").get(address("register_print"))
    assert answer.headers["Content-Type"] == "application/pdf"
    return "".join(samples.texts(answer.content).split())


def test_who_works_with_files_reads_the_book(site):
    found = statuses(site, address("register"))
    assert {name for name, status in found.items() if status == 200} == READERS
    assert found["admin"] == 403
    assert site.stranger().get(address("register")).url.startswith("/masuk/")


@pytest.mark.parametrize("name", ["register_print", "register_xlsx"])
def test_who_gives_information_takes_nothing_away(site, name):
    found = statuses(site, address(name))
    assert {who for who, status in found.items() if status == 200} == READERS - {"information"}
    assert site.stranger().get(address(name)).status_code == 302
    assert "Unduh XLSX" not in text(page(site, who="information"))


def test_an_office_sees_its_own_book_only(site, elsewhere):
    enter(site, "SITI AMINAH")
    enter(elsewhere, "BUDI SANTOSO")
    assert "SITI AMINAH" in text(page(site))
    assert "BUDI" not in text(page(site))
    assert "SITI" not in text(page(elsewhere))
    assert "BUDI SANTOSO" in text(page(elsewhere))


def test_a_person_of_another_office_is_not_let_in(site, elsewhere):
    enter(site, "SITI AMINAH")
    cookies = elsewhere.at("counter").cookies
    stranger = site.stranger()
    stranger.cookies = cookies
    assert stranger.get(address("register")).status_code in {302, 403}


def test_the_nik_is_masked_everywhere(site):
    enter(site, "SITI AMINAH")
    for query in ("", "?semua=1"):
        answer = page(site, query)
        assert "350817******0001" in text(answer)
        assert NIK not in answer.content.decode()
    rows = sheet(site.at("counter").get(address("register_xlsx")))
    assert "350817******0001" in str(rows)
    assert NIK not in str(rows)
    assert "350817******0001" in printed(site)
    assert NIK not in printed(site)


def test_lines_show_what_the_book_says(site):
    (entry,) = enter(site, "SITI AMINAH", purpose="berobat", basis="Surat Kades 470/1", signer_name="Retno")
    with office_scope(site.office):
        RegisterEntry.objects.filter(id=entry.id).update(receiver="AHMAD", state=EntryState.VALID)
    seen = text(page(site))
    for words in (
        "100.2.2.5/001/427.99/2026",
        "berobat",
        "Surat Kades 470/1",
        "Retno",
        "AHMAD",
        "20-11-2026",
    ):
        assert words in seen


@pytest.mark.parametrize(("state", "word"), [(EntryState.VOID, "BATAL"), (EntryState.REPLACED, "DIGANTI")])
def test_a_number_that_no_longer_holds_is_struck_with_its_reason(site, state, word):
    enter(site, "SITI AMINAH", state=state, note="Salah tulis nama")
    answer = page(site)
    assert '<span class="strike">100.2.2.5/001/427.99/2026</span>' in answer.content.decode()
    assert f"{word} : Salah tulis nama" in text(answer)
    assert "Salahtulisnama" in printed(site)


def test_a_line_leads_to_its_file(site):
    outcome = site.until("ktp-el", "HAND_OVER")
    site.step(outcome, receiver="SITI AMINAH")
    assert address("file", outcome.file_id) in page(site).content.decode()


def test_without_a_wish_this_month_is_shown(site):
    enter(site, "BARU")
    enter(site, "LAMA", date=date(2026, 10, 31), number="x/9")
    assert "November 2026" in text(page(site))
    assert "LAMA" not in text(page(site))
    assert "LAMA" in text(page(site, "?semua=1"))
    assert "LAMA" in text(page(site, "?end=31-10-2026"))
    assert "BARU" not in text(page(site, "?end=31102026"))
    assert "LAMA" not in text(page(site, "?start=2026-11-01"))


def test_books_and_services_can_be_chosen(site):
    enter(site, "TAHUN INI")
    enter(site, "TAHUN LALU", date=date(2025, 6, 1), number="y/1", service_code="kp4", service_name="KP4")
    assert "TAHUN INI" not in text(page(site, "?book=2025"))
    assert "TAHUN LALU" in text(page(site, "?book=2025"))
    assert "TAHUN INI" not in text(page(site, "?service=kp4"))
    assert "TAHUN LALU" in text(page(site, "?service=kp4"))


@pytest.mark.parametrize("typed", ["aminah", "SITI", "siti  aminah", "i am"])
def test_names_are_found_and_are_no_part_of_the_address(site, typed):
    enter(site, "SITI AMINAH", "BUDI")
    answer = search(site, q=typed)
    assert "SITI AMINAH" in text(answer)
    assert "BUDI" not in text(answer)
    (address_shown, _status), *_ = answer.redirect_chain
    assert not any(word in address_shown.lower() for word in ("aminah", "siti"))


def test_what_was_searched_goes_along_to_xlsx_and_stays_in_the_box(site):
    enter(site, "SITI AMINAH", "BUDI")
    answer = search(site, q="aminah")
    assert 'value="aminah"' in answer.content.decode()
    rows = sheet(site.at("counter").get(f"{address('register_xlsx')}?{answer.context['query_string']}"))
    assert "SITI AMINAH" in str(rows)
    assert "BUDI" not in str(rows)


def test_a_search_of_another_office_says_nothing_here(site, elsewhere):
    enter(elsewhere, "SITI AMINAH")
    query = search(site, q="aminah").context["query_string"]
    answer = page(elsewhere, f"?{query}")
    assert "aminah" not in answer.content.decode().split("<table")[0]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("002/427", "DUA"), ("100.2.2.5/003/427.99/2026", "TIGA"), ("2", "DUA"), ("B-7", "TUJUH")],
)
def test_numbers_are_found(site, typed, found):
    enter(site, "SATU", "DUA", "TIGA", number="100.2.2.5/001/427.99/2026")
    with office_scope(site.office):
        for seq in (2, 3):
            RegisterEntry.objects.filter(seq=seq).update(number=f"100.2.2.5/{seq:03d}/427.99/2026")
    enter(site, "TUJUH", number="tanpa", receipt_number="B-7")
    assert found in text(search(site, q=typed))


def test_a_nik_finds_its_lines_by_post_only(site, elsewhere):
    enter(site, "SITI AMINAH")
    enter(site, "BUDI", nik=OTHER, number="z/1")
    enter(elsewhere, "SITI LAIN")
    answer = site.at("counter").post(address("register"), {"nik": NIK})
    assert answer.status_code == 200
    assert "SITI AMINAH" in text(answer)
    assert "BUDI" not in text(answer)
    assert "SITI LAIN" not in text(answer)
    assert NIK not in answer.content.decode()
    assert "SITI AMINAH" in text(page(site, f"?nik={NIK}&semua=1")), "a NIK in the address asks for nothing"


@pytest.mark.parametrize("nik", ["350817450868000", "abc", "3508177102680001"])
def test_a_nik_that_cannot_be_is_refused_and_says_why(site, nik):
    enter(site, "SITI AMINAH")
    answer = site.at("counter").post(address("register"), {"nik": nik})
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert "SITI AMINAH" not in text(answer)


@pytest.mark.parametrize(
    "query",
    ["?start=31-02-2026", "?end=kemarin", "?start=20-11-2026&end=19-11-2026"],
)
def test_a_date_that_cannot_be_is_refused_and_kept(site, query):
    for name in ("register", "register_print", "register_xlsx"):
        answer = site.at("counter").get(f"{address(name)}{query}")
        assert answer.status_code == 422
        assert "Saringan Anda masih ada" in text(answer)
    shown = site.at("counter").get(f"{address('register')}{query}").content.decode()
    assert query.split("=")[1].split("&")[0] in shown


@pytest.mark.parametrize(
    "query",
    [
        "?book=20%2526&service=%07",
        "?book=MMXX",
        "?before=x-y",
        "?after=99999999999-1",
        "?cari=%07",
        "?cari=AAAA",
        "?before=2026-1-1",
        "?book=٢٠٢٦",
    ],
)
def test_odd_addresses_are_read_as_nothing(site, query):
    enter(site, "SITI AMINAH")
    page(site, query)


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "%' OR 1=1 --", "O'Brien", "😀", "_", "100%"])
def test_odd_searches_find_nothing_and_come_out_as_text(site, typed):
    enter(site, "SITI AMINAH")
    answer = search(site, q=typed)
    assert answer.status_code == 200
    assert "SITI AMINAH" not in text(answer)
    assert "<script>alert" not in answer.content.decode()


def test_a_control_character_is_refused(site):
    answer = site.at("counter").post(address("register"), {"q": "a\x07b", "semua": "1"})
    assert answer.status_code == 422


def test_names_come_out_as_text_on_every_sheet(site):
    enter(site, samples.HOSTILE)
    assert "<b>Hapus</b>" not in page(site).content.decode()
    assert any(samples.HOSTILE in row for row in sheet(site.at("counter").get(address("register_xlsx"))))
    assert samples.HOSTILE.replace(" ", "") in printed(site)


def test_pages_follow_each_other_without_a_gap(site):
    enter(site, *(f"ORANG {n:03d}" for n in range(1, 121)))
    seen, answer = [], page(site, "?semua=1")
    while True:
        seen += [row["serial"] for row in answer.context["rows"]]
        following = answer.context["paging"]["next"]
        if not following:
            break
        answer = page(site, f"?{following}")
    assert seen == [str(n) for n in range(120, 0, -1)]
    back = page(site, f"?{answer.context['paging']['previous']}")
    assert [row["serial"] for row in back.context["rows"]] == [str(n) for n in range(70, 20, -1)]


def test_print_and_xlsx_are_in_the_order_of_the_book(site):
    enter(site, "SATU", "DUA", "TIGA")
    rows = sheet(site.at("counter").get(address("register_xlsx")))
    assert [row[0] for row in rows if row[0] in {1, 2, 3}] == [1, 2, 3]
    words = printed(site)
    assert words.index("SATU") < words.index("DUA") < words.index("TIGA")


def test_file_names_say_which_time_and_nothing_else(site):
    enter(site, "SITI AMINAH")
    query = search(site, q="aminah").context["query_string"]
    answer = site.at("counter").get(f"{address('register_xlsx')}?{query}&start=01-11-2026")
    assert b"".join(answer)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="buku-register-01-11-2026.xlsx"'


def test_too_much_for_one_print_is_said(site, monkeypatch):
    enter(site, "SATU", "DUA")
    monkeypatch.setattr("documents.views.MOST_ROWS", 1)
    monkeypatch.setattr("documents.registers.MOST_ROWS", 1)
    answer = site.at("counter").get(address("register_print"))
    assert answer.status_code == 422
    assert "Terlalu banyak untuk dicetak" in text(answer)


def test_too_much_for_one_workbook_is_said(site, monkeypatch):
    enter(site, "SATU", "DUA")
    assert MOST_IN_XLSX >= 10_000
    monkeypatch.setattr("documents.views.MOST_IN_XLSX", 1)
    answer = site.at("counter").get(address("register_xlsx"))
    assert answer.status_code == 422
    assert "masa yang lebih pendek" in text(answer)


def reveal(site, who, **typed):
    return site.at(who).post(address("register_xlsx"), {"semua": "1", **typed})


def trail(site):
    with office_scope(site.office):
        return list(
            TrailEntry.objects.filter(action="register.revealed")
            .order_by("seq")
            .values_list("actor_name", "data")
        )


@pytest.mark.parametrize("who", ["secretary", "head"])
def test_the_whole_nik_only_with_a_reason_and_on_the_trail(site, who):
    enter(site, "SITI AMINAH")
    assert NIK in str(sheet(reveal(site, who, reason="Laporan triwulan ke Dinas Sosial")))
    assert trail(site) == [
        (site.people[who].name, {"period": "Semua tahun", "reason": "Laporan triwulan ke Dinas Sosial"})
    ]


@pytest.mark.parametrize(
    ("who", "reason", "status"),
    [
        ("counter", "Laporan triwulan ke Dinas Sosial", 422),
        ("operator", "Laporan triwulan ke Dinas Sosial", 422),
        ("section_head", "Laporan triwulan ke Dinas Sosial", 422),
        ("information", "Laporan triwulan ke Dinas Sosial", 403),
        ("admin", "Laporan triwulan ke Dinas Sosial", 403),
        ("secretary", "", 422),
        ("secretary", "mau", 422),
        ("secretary", f"untuk {NIK} saja", 422),
        ("secretary", "a\x07bcdefghijklm", 422),
    ],
)
def test_else_no_nik_leaves_and_the_trail_is_silent(site, who, reason, status):
    enter(site, "SITI AMINAH")
    answer = reveal(site, who, reason=reason)
    assert answer.status_code == status
    assert NIK not in answer.content.decode().replace(reason, "")
    assert trail(site) == []


def test_asking_twice_needs_the_form(site):
    """A POST of another site is refused: the form's token is missing."""
    client = site.at("secretary")
    client.handler.enforce_csrf_checks = True
    answer = reveal(site, "secretary", reason="Laporan triwulan ke Dinas Sosial")
    assert answer.status_code == 403
    assert trail(site) == []


@pytest.mark.parametrize("name", ["register", "register_xlsx", "register_print"])
def test_the_cost_does_not_grow_with_the_book(site, name):
    enter(site, "SATU")
    few = asked(site.at("counter"), address(name))
    enter(site, *(f"ORANG {n}" for n in range(40)), number="")
    assert asked(site.at("counter"), address(name)) == few
    assert few <= 15


def test_looking_changes_nothing(site):
    enter(site, "SITI AMINAH")
    with office_scope(site.office):
        before = (RegisterEntry.objects.count(), TrailEntry.objects.count())
    for name in ("register", "register_xlsx", "register_print"):
        assert b"".join(site.at("secretary").get(address(name)))
    with office_scope(site.office):
        assert (RegisterEntry.objects.count(), TrailEntry.objects.count()) == before


def test_what_was_made_elsewhere_has_no_letter_number(site):
    """A KTP-el is handed over under its receipt number; nobody is to take that for the number of a letter."""
    outcome = site.until("ktp-el", "HAND_OVER")
    site.step(outcome, receiver="SITI AMINAH")
    with office_scope(site.office):
        (entry,) = RegisterEntry.objects.all()
    assert entry.letter_id is None
    assert f"Nomor surat tanpa nomor surat Berkas {entry.receipt_number}" in text(page(site))
    assert f"tanpanomorsurat{entry.receipt_number}" in printed(site)
    head, *lines = sheet(site.at("counter").get(address("register_xlsx")))[-2:]
    line = dict(zip(head, lines[0], strict=True))
    assert (line["Nomor surat"], line["Nomor berkas"]) == ("", entry.receipt_number)


def test_a_letter_keeps_its_number_in_its_cell(site):
    enter(site, "SITI AMINAH", receipt_number="0001/2026")
    assert "Nomor surat 100.2.2.5/001/427.99/2026 Berkas 0001/2026" in text(page(site))


def test_an_empty_book_offers_no_export_and_says_what_to_do(site):
    page = site.at("secretary").get(address("register")).content.decode()
    assert "Unduh XLSX" not in page
    assert "ubah tanggalnya" in page
