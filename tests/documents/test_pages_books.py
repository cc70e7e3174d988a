"""Books that begin on paper, and a paper Buku Register brought in: all of it or nothing."""

from datetime import date
from io import BytesIO

import pytest
from django.core.cache import cache
from python_calamine import CalamineWorkbook

from commons import clock as clocks
from commons.tables import BadTable
from documents import paper, paper_loading
from documents.book_patterns import change_pattern
from documents.models import BookKind, BookYear, Letter, RegisterEntry
from documents.operations import take_number
from documents.paper_loading import BookRefused
from documents.queries import letter_rules
from offices.scope import office_scope
from tests import world
from tests.applications.pages import inputs, text
from tests.desk import address, enter, upload, xlsx
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
NIK = world.VALUES["nik"]
HEAD = ["No. urut", "Tanggal", "Nomor surat", "Nama", "NIK", "Layanan", "Keterangan"]
FIRST = [1, "05-01-2026", "100/001/2026", "SITI AMINAH", NIK, "SKTM", ""]
SECOND = [2, "2026-01-06", "100/002/2026", "MOH. NASA'I", "", "Surat Domisili", "BATAL – salah nama"]
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _nothing_held(database):
    yield
    cache.clear()


def begin(site, kind, after):
    return site.at("admin").post(address("settings_books"), {"kind": kind, "after": after})


def check(site, *rows, content=None):
    file = upload(xlsx(HEAD, *rows) if content is None else content)
    return site.at("admin").post(address("settings_paper"), {"table": file})


def confirm(site, page, who="admin"):
    token = inputs(page, address("settings_paper_confirm"))["token"]
    return site.at(who).post(address("settings_paper_confirm"), {"token": token})


def lines(site):
    with office_scope(site.office):
        found = RegisterEntry.objects.order_by("year", "seq")
        return [(row.year, row.seq, row.name, row.state, row.source) for row in found]


def book(site, year=2026, kind=BookKind.REGISTER):
    with office_scope(site.office):
        row = BookYear.objects.filter(kind=kind, year=year).first()
        return (row.begun_after, row.last) if row else None


def actions(site):
    with office_scope(site.office):
        return list(TrailEntry.objects.order_by("seq").values_list("action", flat=True))


def test_a_book_begins_after_the_paper(site):
    assert begin(site, "LETTER", "312").status_code == 302
    assert book(site, kind=BookKind.LETTER) == (312, 312)
    assert "Nomor berikutnya: 313" in text(site.at("admin").get(address("settings_books")))
    assert actions(site) == ["register.book_begun"]


@pytest.mark.parametrize(
    ("kind", "after"),
    [
        ("LETTER", ""),
        ("LETTER", "-1"),
        ("LETTER", "tiga"),
        ("LETTER", "1000000"),
        ("LETTER", "³"),
        ("BUKU", "1"),
        ("", "1"),
    ],
)
def test_a_beginning_that_cannot_be_is_refused(site, kind, after):
    answer = begin(site, kind, after)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert book(site, kind=BookKind.LETTER) is None
    assert actions(site) == []


def test_a_book_in_use_keeps_its_beginning(site):
    site.receive("ktp-el")
    answer = begin(site, "RECEIPT", "50")
    assert answer.status_code == 422
    assert "sudah dipakai di Loket" in text(answer)
    assert book(site, kind=BookKind.RECEIPT) == (0, 1)
    page = site.at("admin").get(address("settings_books")).content.decode()
    assert page.count('name="after"') == 2


def test_a_paper_book_is_looked_at_and_then_loaded(site, elsewhere):
    page = check(site, FIRST, SECOND)
    assert page.status_code == 200
    seen = text(page)
    assert "350817******0001" in seen
    assert NIK not in page.content.decode()
    assert lines(site) == [], "looking loads nothing"
    assert confirm(site, page).status_code == 302
    assert lines(site) == [
        (2026, 1, "SITI AMINAH", "VALID", "PAPER"),
        (2026, 2, "MOH. NASA'I", "VOID", "PAPER"),
    ]
    assert lines(elsewhere) == []
    assert book(site) == (2, 2)
    assert actions(site) == ["register.paper_loaded"]
    assert "2 baris buku kertas dimuat (tahun 2026)" in text(site.at("admin").get(address("settings_books")))


def test_the_file_to_fill_in_has_every_column_that_is_read(site):
    page = site.at("admin").get(address("settings_books")).content.decode()
    assert f'href="{address("settings_paper_template")}"' in page
    answer = site.at("admin").get(address("settings_paper_template"))
    blank = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
    (found,) = blank.get_sheet_by_index(0).to_python()
    heads = [str(head) for head in found]
    assert {head.lower().replace(".", "") for head in heads} == {names[0] for names in paper.COLUMNS.values()}
    given = dict(zip(HEAD, SECOND, strict=True)) | {"NIK": NIK, "Diserahkan": "07-01-2026"}
    filled = xlsx(heads, [given.get(head, "") for head in heads])
    (line,) = paper.parse(filled, today=TODAY).lines
    assert (line.seq, line.dated, line.nik) == (2, date(2026, 1, 6), NIK)
    assert (line.handed_over, line.state) == (date(2026, 1, 7), "VOID")


def test_the_empty_file_loads_nothing_and_says_so(site):
    content = b"".join(site.at("admin").get(address("settings_paper_template")).streaming_content)
    assert "tidak memuat satu baris pun" in text(check(site, content=content))
    assert lines(site) == []


def test_what_was_loaded_is_found_like_the_rest(site):
    confirm(site, check(site, FIRST, SECOND))
    counter = site.at("counter")
    assert "SITI AMINAH" in text(counter.post(address("register"), {"nik": NIK}))
    found = text(counter.post(address("register"), {"q": "nasa'i", "semua": "1"}, follow=True))
    assert "BATAL : salah nama" in found
    assert "Dari buku kertas" in found
    with office_scope(site.office):
        row = RegisterEntry.objects.get(seq=1)
        assert (row.service_code, row.service_name, row.nik) == ("sktm", "SKTM", NIK)
        assert RegisterEntry.objects.get(seq=2).service_code == ""


def test_the_next_number_follows_the_paper(site):
    confirm(site, check(site, FIRST, [17, *SECOND[1:]]))
    outcome = site.until("ktp-el", "HAND_OVER")
    site.step(outcome, receiver="SITI AMINAH")
    assert lines(site)[-1][:2] == (2026, 18)


def test_a_second_part_may_follow_until_the_book_is_used(site):
    confirm(site, check(site, FIRST))
    assert confirm(site, check(site, SECOND)).status_code == 302
    assert book(site) == (2, 2)
    site.step(site.until("ktp-el", "HAND_OVER"), receiver="SITI AMINAH")
    answer = check(site, [4, "07-01-2026", "100/004/2026", "BUDI", "", "SKTM", ""])
    assert answer.status_code == 422
    assert "dimulai sesudah nomor 2" in text(answer)


def test_a_gap_of_the_paper_may_be_filled_later(site):
    confirm(site, check(site, FIRST, [3, "07-01-2026", "100/003/2026", "BUDI", "", "SKTM", ""]))
    site.step(site.until("ktp-el", "HAND_OVER"), receiver="SITI AMINAH")
    assert confirm(site, check(site, SECOND)).status_code == 302
    assert [row[1] for row in lines(site)] == [1, 2, 3, 4]


BAD = [
    (
        [1, "05-01-2026", "", "A", "", "SKTM", ""],
        [1, "06-01-2026", "", "B", "", "SKTM", ""],
        "sudah ada di baris 2",
    ),
    (FIRST, [2, *FIRST[1:]], "sudah ada di baris 2"),
    (FIRST, ["x", *SECOND[1:]], "Nomor urut harus angka"),
    (FIRST, [0, *SECOND[1:]], "Nomor urut harus angka"),
    (FIRST, [2, "31-02-2026", *SECOND[2:]], "tidak ada di kalender"),
    (FIRST, [2, "", *SECOND[2:]], "Tulis tanggal seperti"),
    (FIRST, [2, "21-11-2026", *SECOND[2:]], "di masa depan"),
    (FIRST, [2, "01-01-1980", *SECOND[2:]], "terlalu lama"),
    (FIRST, [2, "06-01-2026", "", "", "", "SKTM", ""], "Nama kosong"),
    (FIRST, [2, "06-01-2026", "", "B", "", "", ""], "Layanan kosong"),
    (FIRST, [2, "06-01-2026", "", "B" * 121, "", "SKTM", ""], "terlalu panjang"),
    (FIRST, [2, "06-01-2026", "", "B\x07", "", "SKTM", ""], "tanda tak terlihat"),
    (FIRST, [2, "06-01-2026", "", "B", "350817450868000", "SKTM", ""], "harus 16 angka"),
    (FIRST, [2, "06-01-2026", "", "B", "350817******0001", "SKTM", ""], "tertutup bintang"),
    (FIRST, [2, "06-01-2026", "", "B", 3508174508680000, "SKTM", ""], "digit terakhirnya hilang"),
]


@pytest.mark.parametrize(("good", "bad", "says"), BAD)
def test_one_bad_line_and_nothing_is_loaded(site, good, bad, says):
    answer = check(site, good, bad)
    assert answer.status_code == 422
    seen = text(answer)
    assert says in seen
    assert "1 baris perlu dibetulkan" in seen
    assert " 3 " in seen, "the line's number in the file"
    assert lines(site) == []
    assert book(site) is None
    with office_scope(site.office):
        parsed = paper.parse(xlsx(HEAD, good, bad), today=TODAY)
        with pytest.raises(BookRefused):
            paper_loading.load(actor=site.people["admin"], book=parsed, services={}, now=clocks.now())
    assert lines(site) == []
    assert book(site) is None


def test_numbers_already_in_the_book_are_refused(site):
    enter(site, "SITI AMINAH", number="100/001/2026")
    seen = text(check(site, FIRST, [9, *FIRST[1:]], SECOND))
    assert "Nomor urut 1 tahun 2026 sudah ada" in seen
    assert "sudah ada di baris 2" in seen
    assert "dimulai sesudah nomor 0" in seen
    assert len(lines(site)) == 1


def test_a_number_taken_between_looking_and_loading_stops_it(site):
    page = check(site, FIRST, SECOND)
    with office_scope(site.office):
        take_number(BookKind.REGISTER, 2026)
    answer = confirm(site, page)
    assert answer.status_code == 422
    assert "Tidak ada yang dimuat" in text(answer)
    assert lines(site) == []


def test_a_loaded_file_cannot_be_loaded_again(site):
    page = check(site, FIRST)
    assert confirm(site, page).status_code == 302
    answer = confirm(site, page)
    assert answer.status_code == 422
    assert "sudah dimuat atau sudah kedaluwarsa" in text(answer)
    assert len(lines(site)) == 1


def test_an_upload_belongs_to_who_sent_it_in_its_office(site, elsewhere):
    page = check(site, FIRST)
    token = inputs(page, address("settings_paper_confirm"))["token"]
    answer = elsewhere.at("admin").post(address("settings_paper_confirm"), {"token": token})
    assert answer.status_code == 422
    assert lines(elsewhere) == []
    assert confirm(site, page).status_code == 302


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "kosong"),
        (b"\x00\x01\x02", "bukan XLSX atau CSV"),
        (b"PK\x03\x04rusak", "rusak atau terkunci"),
        (b"a;b;c\n1;2;3\n", "Judul kolom tidak ditemukan"),
        (xlsx(["Nama"], ["A"]), "Judul kolom tidak ditemukan"),
    ],
)
def test_a_file_that_is_no_book_is_refused(site, content, says):
    answer = check(site, content=content) if content else site.at("admin").post(address("settings_paper"))
    assert answer.status_code == 422
    assert says in text(answer) or "Pilih berkasnya" in text(answer)
    assert lines(site) == []


def test_a_file_without_lines_is_refused(site):
    answer = check(site)
    assert answer.status_code == 422
    assert "tidak memuat satu baris pun" in text(answer)


def test_csv_and_what_loket_gave_out_are_read(site):
    csv = "No. urut;Tanggal;Nama;Layanan\n7;5/1/2026;SITI;SKTM\n".encode("utf-8-sig")
    assert confirm(site, check(site, content=csv)).status_code == 302
    assert lines(site) == [(2026, 7, "SITI", "VALID", "PAPER")]
    own = b"".join(site.at("counter").get(f"{address('register_xlsx')}?semua=1"))
    (line,) = paper.parse(own, today=TODAY).lines
    assert (line.seq, line.dated, line.texts["name"]) == (7, date(2026, 1, 5), "SITI")


def test_a_book_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(paper, "MAX_ROWS", 1)
    with pytest.raises(BadTable) as refused:
        paper.parse(xlsx(HEAD, FIRST, SECOND), today=TODAY)
    assert refused.value.code == "table_too_long"


def test_a_book_cannot_begin_below_a_loaded_line(site):
    confirm(site, check(site, [17, *FIRST[1:]]))
    assert begin(site, "REGISTER", "5").status_code == 422
    assert begin(site, "REGISTER", "20").status_code == 302
    assert book(site) == (20, 20)


def choose(site, pattern):
    with office_scope(site.office):
        change_pattern(
            actor=site.people["admin"],
            year=2026,
            pattern=pattern,
            rules=letter_rules(),
            unit="427.99",
            reason="Untuk menguji buku kertas",
            seen=None,
            now=clocks.now(),
        )


@pytest.mark.parametrize(
    "number",
    ["474.3 / 12 / 427.99 / 2026", "No. 12/Kel/I/26", "100/001 A/2026", "12", "B-7/{urut}/2026", "№ 7"],
)
def test_a_number_is_taken_as_it_is_written_on_paper(site, number):
    choose(site, "{urut}/{kode}/{unit}/{bulan}/{tahun}")
    assert confirm(site, check(site, [*FIRST[:2], number, *FIRST[3:]])).status_code == 302
    with office_scope(site.office):
        assert RegisterEntry.objects.get().number == number


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("", "100.2.2.5/312/427.99/2026"),
        ("{urut}/{unit}/{bulan}/{tahun}", "312/427.99/I/2026"),
    ],
)
def test_a_number_that_loket_will_still_give_is_not_taken_from_paper(site, pattern, number):
    if pattern:
        choose(site, pattern)
    line = [312, *FIRST[1:2], number, *FIRST[3:]]
    answer = check(site, line)
    assert answer.status_code == 422
    assert f"Nomor surat {number} masih akan dikeluarkan Loket" in text(answer)
    assert lines(site) == []
    assert begin(site, "LETTER", number).status_code == 302
    assert book(site, kind=BookKind.LETTER) == (312, 312)
    assert confirm(site, check(site, line)).status_code == 302


def test_another_pattern_makes_room_for_the_numbers_on_paper(site):
    line = [312, *FIRST[1:2], "100.2.2.5/312/427.99/2026", *FIRST[3:]]
    site.until("sktm-rekomendasi", "SIGN")  # the book is in use: its beginning is fixed
    assert check(site, line).status_code == 422
    choose(site, "L.{urut}/{kode}/{unit}/{tahun}")
    assert confirm(site, check(site, line)).status_code == 302


def test_the_book_of_a_year_that_is_over_gives_no_number_any_more(site):
    line = [312, "05-01-2025", "100.2.2.5/312/427.99/2025", *FIRST[3:]]
    assert confirm(site, check(site, line)).status_code == 302


def test_the_number_of_a_letter_not_yet_registered_is_in_use(site):
    site.until("sktm-rekomendasi", "SIGN")
    with office_scope(site.office):
        number = Letter.objects.get().number
    answer = check(site, [*FIRST[:2], number, *FIRST[3:]])
    assert answer.status_code == 422
    assert f"Nomor surat {number} sudah ada" in text(answer)
    assert lines(site) == []


def test_numbers_are_looked_for_in_every_year_of_the_file(site):
    enter(site, "SITI AMINAH", number="100/009/2026")
    older = [1, "05-01-2025", "100/001/2025", *FIRST[3:]]
    answer = check(site, older, [9, "06-01-2026", "100/009/2026", *FIRST[3:]])
    assert "Nomor surat 100/009/2026 sudah ada" in text(answer)
