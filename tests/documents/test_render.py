"""What is printed: text stays text, nothing runs off the paper, the same data gives the same file."""

import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from documents import emblems, render
from documents.blocks import Column, Fields, Heading, Paragraph, Table
from documents.glyphs import UnprintableCharacter
from documents.registers import MOST_ROWS, TooManyRows
from documents.sheets import PREVIEW, Handed, Sheet, Signer, capacity_lines, print_sheet
from tests.documents import samples

PNG = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5E"
    "rkJggg=="
)


@pytest.mark.parametrize("name", samples.every_sheet(""))
def test_markup_comes_out_as_text(name: str) -> None:
    sheet = samples.every_sheet(samples.HOSTILE)[name]
    assert samples.tight(samples.HOSTILE) in samples.texts(print_sheet(sheet))


@pytest.mark.parametrize("name", samples.every_sheet(""))
def test_a_name_of_500_letters_without_a_space_stays_on_the_paper(name: str) -> None:
    pdf = print_sheet(samples.every_sheet(samples.LONG_NAME)[name])
    for left, top, right, bottom in samples.inked_pages(pdf):
        assert min(left, top, right, bottom) >= 5
    assert samples.LONG_NAME in samples.texts(pdf)


@pytest.mark.parametrize("name", samples.every_sheet(""))
def test_empty_fields_print(name: str) -> None:
    cover = name == "standard"
    assert samples.pages(print_sheet(samples.every_sheet("")[name])) == 1 + cover


@pytest.mark.parametrize("name", samples.every_sheet(""))
def test_the_same_data_gives_the_same_bytes(name: str) -> None:
    sheet = samples.every_sheet("Siti Aminah")[name]
    assert sha256(print_sheet(sheet)).digest() == sha256(print_sheet(sheet)).digest()


def test_stored_data_renders_the_same_bytes_in_another_thread() -> None:
    sheet = samples.letter()
    here = print_sheet(sheet)
    there: list[bytes] = []
    work = threading.Thread(
        target=lambda: there.append(render.render("letter", sheet.data(), standard="a-2b"))
    )
    work.start()
    work.join()
    assert there == [here]


def test_many_threads_render_at_once() -> None:
    drawn: dict[int, bytes] = {}

    def work(number: int) -> None:
        drawn[number] = print_sheet(samples.letter(number=f"400/{number}/2026"))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Read by one thread: PDFium serves one at a time.
    for number in range(8):
        assert f"400/{number}/2026" in samples.texts(drawn[number])


def test_another_number_or_day_gives_another_file() -> None:
    first, second = (
        print_sheet(samples.letter()),
        print_sheet(samples.letter(number="400.9.5/018/427.116/2026")),
    )
    third = print_sheet(samples.letter(dated=date(2026, 11, 22)))
    assert len({sha256(pdf).digest() for pdf in (first, second, third)}) == 3


@pytest.mark.parametrize(
    ("sheet", "mark"),
    [
        (samples.letter(), b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"),
        (samples.strip(), b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"),
        (samples.standard(), b"<pdfuaid:part>1</pdfuaid:part>"),
    ],
)
def test_the_file_says_which_standard_it_keeps(sheet: Sheet, mark: bytes) -> None:
    assert mark in print_sheet(sheet)


def test_a_letter_says_what_it_must() -> None:
    words = samples.texts(print_sheet(samples.letter()))
    for part in (
        "PEMERINTAHKABUPATENLUMAJANGKECAMATANJATIROTO",
        "SURATKETERANGANTIDAKMAMPUNOMOR:400.9.5/017/427.116/2026",
        "MOH.NASA'I",
        "Jatiroto,21November2026CAMATJATIROTO",
        "SUTRISNOWIBOWO,S.STP.,MM",
        "NIP.197804121998101001",
        "https://localhost:8000/v/7K3M9QXD2F4T",
    ):
        assert part in words


def test_a_preview_is_marked_and_a_letter_is_not() -> None:
    preview, letter = samples.letter(watermark=PREVIEW), samples.letter()
    assert "BELUMBERLAKU" in samples.texts(print_sheet(preview))
    assert "BELUMBERLAKU" not in samples.texts(print_sheet(letter))


def test_thirty_heirs_take_two_pages_and_the_signature_keeps_company() -> None:
    body = (
        Paragraph(text="Para ahli waris:"),
        samples.heirs(30),
        Paragraph(text="Demikian surat ini dibuat."),
    )
    pdf = print_sheet(samples.letter(body=body))
    assert samples.pages(pdf) == 2
    assert "Halaman2dari2" in samples.texts(pdf)


@pytest.mark.parametrize("count", range(20, 34))
def test_the_signature_never_stands_alone(count: int) -> None:
    body = (samples.heirs(count), Paragraph(text="Demikian surat ini dibuat."))
    document = samples.page_texts(print_sheet(samples.letter(body=body)))
    last = next(text for text in document if "SUTRISNO" in text)
    assert "Demikiansuratini" in last


def test_a_table_with_a_row_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        Table(columns=(Column(title="a"), Column(title="b")), rows=(("x",),))


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("f4", (609, 935))])
def test_paper_of_a_letter(paper: str, size: tuple[int, int]) -> None:
    assert samples.paper_size(print_sheet(samples.letter(paper=paper))) == size


@pytest.mark.parametrize(("paper", "width"), [("58mm", 164), ("80mm", 227)])
def test_a_ticket_is_as_wide_as_its_roll(paper: str, width: int) -> None:
    assert samples.paper_size(print_sheet(samples.ticket(paper=paper)))[0] == width


@pytest.mark.parametrize(("ahead", "words"), [(0, "Andayangberikutnya"), (3, "DidepanAnda:3orang")])
def test_a_ticket_says_how_many_wait_ahead(ahead: int, words: str) -> None:
    assert words in samples.texts(print_sheet(samples.ticket(ahead=ahead)))


@pytest.mark.parametrize("paper", ["a5", "a6", "80mm"])
def test_a_receipt_on_each_paper_says_everything_on_one_page(paper: str) -> None:
    pdf = print_sheet(samples.receipt(paper=paper))
    words = samples.texts(pdf)
    assert samples.pages(pdf) == 1
    for part in (
        "B-2026-00117",
        "350817******0001",
        "FotokopiKTP(1lembar)",
        "1(satu)harikerja",
        "Senin,23November2026pukul15.00WIB",
        "Camatdinasluarsampai24November2026.",
        "WhatsApp0812-3456-7890",
        "9QXD-7K3M-2F4T",
        "085338312363",
        "SIMPANSLIPINI",
    ):
        assert part in words


FULL: dict[str, Any] = {
    "service": "Legalisasi Keterangan Model C (KP4)",
    "promise": "15 menit sejak berkas lengkap dan benar. Bila pimpinan ada di tempat.",
    "leader_away": "Kembali Senin, 23 November 2026 pukul 11.00.",
    "complaints": (
        ("HP Pelayanan", "085338312363"),
        ("Website Pemkab Lmj", "Laporlumajang.lumajangkab.go.id"),
    ),
}


@pytest.mark.parametrize("papers", [4, 6, 8])
def test_a_full_receipt_stays_on_one_page(papers: int) -> None:
    first = Handed(
        name="Blanko Model C (KP4) yang sudah ditandatangani lurah/kepala desa",
        note="formulir dari lurah atau kepala desa",
    )
    items = (first, *(Handed(name=f"KK pemohon {n}", note="asli") for n in range(1, papers)))
    pdf = print_sheet(samples.receipt(items=items, **FULL))
    assert samples.pages(pdf) == 1
    assert "SIMPANSLIPINI" in samples.texts(pdf)


def test_a_receipt_of_two_pages_asks_to_be_kept_at_its_end_and_carries_its_number() -> None:
    items = tuple(Handed(name=f"Syarat nomor {n}") for n in range(40))
    first, *_between, last = samples.page_texts(print_sheet(samples.receipt(items=items)))
    assert "SIMPANSLIPINI" not in first
    assert "SIMPANSLIPINI" in last
    assert "Halaman1dari" in first
    assert "Nomorberkas" not in last


@pytest.mark.parametrize(
    ("name", "ends"),
    [("Website Pemkab Lmj", ""), ("Website Pengaduan Pemerintah Kabupaten Lumajang tercinta", ".")],
)
def test_an_address_on_a_slip_breaks_nowhere_but_after_a_dot(name: str, ends: str) -> None:
    site = "Laporlumajang.lumajangkab.go.id"
    channels = (("HP Pelayanan", "085338312363"), (name, site))
    lines = samples.lines(print_sheet(samples.handover(complaints=channels)))
    found = next(line for line in lines if "Laporlumajang" in line)
    assert found.endswith(ends or site)


def test_a_receipt_without_promise_or_link_leaves_them_out() -> None:
    plain = samples.receipt(
        promise="", due="", leader_away="", contact="", fee="", status=None, complaints=()
    )
    words = samples.texts(print_sheet(plain))
    assert "Janji" not in words
    assert "Biaya" not in words


def test_a_slip_refuses_a_bare_nik() -> None:
    with pytest.raises(ValueError, match="masked"):
        samples.receipt(nik="3508175203850001")


def test_a_return_slip_names_each_item_and_keeps_the_number() -> None:
    words = samples.texts(print_sheet(samples.return_slip(paper="a6")))
    assert "PengantarKepalaDesaBelumditandatangani.Caramelengkapi:Mintakandikantordesa." in words
    assert "NomorberkastetapB-2026-00117" in words


def test_a_hand_over_slip_names_who_took_it() -> None:
    words = samples.texts(print_sheet(samples.handover()))
    assert "MOH.NASA'I" in words
    assert "anak;suratkuasa" in words
    assert "DwiRahayu" in words


@pytest.mark.parametrize("position", ["label", "top", "bottom"])
def test_a_strip_fits_where_it_is_printed(position: str) -> None:
    pdf = print_sheet(samples.strip(position=position))
    assert samples.pages(pdf) == 1
    assert "400.9.5/017/427.92/2026" in samples.texts(pdf)
    assert samples.paper_size(pdf) == ((283, 142) if position == "label" else (595, 842))


def test_a_strip_names_the_paper_and_whose_it_is() -> None:
    words = samples.texts(print_sheet(samples.strip()))
    assert "Disahkan:SuratKeteranganTidakMampu(SKTM)Atasnama:SITIAMINAH" in words


def test_a_full_label_gives_up_the_applicant_and_nothing_else() -> None:
    lines = capacity_lines(
        "CAMAT LUMAJANG", on_behalf="SEKRETARIS KECAMATAN", by="KEPALA SEKSI KESEJAHTERAAN RAKYAT"
    )
    signer = Signer(capacity=lines, name="Dr. H. SUTRISNO WIBOWO, S.STP., M.Si.", nip="19780412 199810 1 001")
    applicant = "RADEN RORO SITI AMINAH KUSUMANINGTYAS WIBISONO PUTRI " * 2
    words = samples.texts(print_sheet(samples.strip(signer=signer, applicant=applicant.strip())))
    assert "KUSUMANINGTYAS" not in words
    assert "KEPALASEKSIKESEJAHTERAANRAKYAT" in words


@pytest.mark.parametrize("offset", [10, 100, 200])
def test_a_strip_stands_at_its_offset_from_the_edge(offset: int) -> None:
    def frame(position: str) -> tuple[int, int, int, int]:
        return samples.inked(print_sheet(samples.strip(position=position, offset_mm=offset)))

    assert frame("top")[1] == pytest.approx(offset / 25.4 * 72, abs=2)
    assert 842 - frame("bottom")[3] == pytest.approx(offset / 25.4 * 72, abs=2)


def test_a_label_is_filled_to_its_edges_and_not_beyond() -> None:
    left, top, right, bottom = samples.inked(print_sheet(samples.strip()))
    assert left == pytest.approx(7, abs=1)
    assert 283 - right == pytest.approx(7, abs=1)
    assert top > 5
    assert bottom < 142 - 5


def test_a_label_that_cannot_hold_its_words_is_refused_not_cut() -> None:
    signer = Signer(capacity=("CAMAT",), name=samples.LONG_NAME)
    with pytest.raises(render.SheetDoesNotFit, match="kertas A4"):
        print_sheet(samples.strip(signer=signer))
    assert samples.LONG_NAME in samples.texts(print_sheet(samples.strip(signer=signer, position="top")))


def test_a_void_number_stays_in_the_register_with_its_reason() -> None:
    void = samples.row(2, state="VOID", note="Nama salah ketik")
    words = samples.texts(print_sheet(samples.register(samples.row(1), void)))
    assert "400.9.5/002/427.116/2026" in words
    assert "BATAL–Namasalahketik" in words


def test_the_register_repeats_its_head_and_counts_its_pages() -> None:
    rows = [samples.row(n) for n in range(1, 61)]
    texts = samples.page_texts(print_sheet(samples.register(*rows)))
    assert len(texts) > 1
    assert all(
        "Penandatangan" in text and f"Halaman{n}dari{len(texts)}" in text for n, text in enumerate(texts, 1)
    )


def test_an_empty_register_says_so() -> None:
    assert "Tidakadacatatan" in samples.texts(print_sheet(samples.register()))


def test_a_register_too_long_to_print_is_refused() -> None:
    with pytest.raises(TooManyRows, match="1501 baris"):
        samples.register(*(samples.row(n) for n in range(MOST_ROWS + 1)))


def test_a_standard_prints_what_is_missing_as_not_stated() -> None:
    words = samples.texts(print_sheet(samples.standard()))
    assert "TanggalRevisitidaktercantum" in words
    assert "7.DasarHukumtidaktercantum" in words


def test_what_loket_added_is_never_the_words_of_the_office() -> None:
    words = samples.texts(print_sheet(samples.standard()))
    assert "TambahanLoket,bukanbunyidokumenkantor:Ditandatanganicamat." in words


@pytest.mark.parametrize("emblem", ["", "neutral", PNG])
def test_emblems(emblem: str) -> None:
    letterhead = replace(samples.JATIROTO, emblem=emblem)
    assert samples.pages(print_sheet(samples.letter(letterhead=letterhead))) == 1


@pytest.mark.parametrize(
    "emblem",
    [
        "https://example.org/a.png",
        "data:image/svg+xml;base64,PHN2Zy8+",
        "data:image/png;base64,PHN2Zy8+",
        "data:image/png;base64,A",
        "data:image/png;base64,iVBORw0KGgo" + "A" * (emblems.LARGEST * 4 // 3 + 8),
    ],
)
def test_an_emblem_that_is_no_small_picture_is_refused(emblem: str) -> None:
    with pytest.raises(emblems.BadEmblem):
        print_sheet(samples.letter(letterhead=replace(samples.JATIROTO, emblem=emblem)))


def test_a_character_no_font_has_is_refused_with_its_place() -> None:
    body = (Fields(rows=(("Nama", "Siti 😀"),)),)
    with pytest.raises(UnprintableCharacter) as refused:
        print_sheet(samples.letter(body=body))
    assert refused.value.path == ("body", 0, "rows", 0, 1)
    assert "Huruf “😀” pada bagian" in str(refused.value)
    assert "“Nama”" in str(refused.value)


FORKING = """
import os
import django
django.setup()
from documents.sheets import print_sheet
from tests.documents import samples
print_sheet(samples.ticket())
child = os.fork()
if child == 0:
    try:
        print_sheet(samples.ticket())
    except RuntimeError:
        print("told", flush=True)
    os._exit(0)
os.waitpid(child, 0)
"""


def test_a_forked_child_is_told_instead_of_hanging() -> None:
    # In a process of its own: Python itself warns of a fork in a process with threads.
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-W", "ignore", "-c", FORKING],
        timeout=60,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "told\n"), done.stderr


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (capacity_lines("CAMAT JATIROTO"), ("CAMAT JATIROTO",)),
        (capacity_lines("CAMAT JATIROTO", acting="Plh."), ("Plh. CAMAT JATIROTO",)),
        (
            capacity_lines("CAMAT JATIROTO", on_behalf="SEKRETARIS KECAMATAN", by="KASI PELAYANAN UMUM"),
            ("a.n. CAMAT JATIROTO", "SEKRETARIS KECAMATAN", "u.b.", "KASI PELAYANAN UMUM"),
        ),
    ],
)
def test_capacity_lines(lines: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert lines == expected


@pytest.mark.parametrize("wrong", [{"by": "KASI"}, {"acting": "Plh.", "on_behalf": "SEKRETARIS"}])
def test_capacity_lines_refuse_what_cannot_be(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"u\.b\.|acting"):
        capacity_lines("CAMAT JATIROTO", **wrong)


def test_a_check_list_of_forty_items_goes_on_to_the_next_page() -> None:
    items = tuple(Handed(name=f"Syarat nomor {n}") for n in range(40))
    pdf = print_sheet(samples.receipt(items=items))
    assert samples.pages(pdf) > 1
    assert "Syaratnomor39" in samples.texts(pdf)


def test_groups_under_headings_share_their_colons() -> None:
    groups = (Fields(rows=(("A", "1"),)), Fields(rows=(("Sebutan yang jauh lebih panjang", "2"),)))
    plain: dict[str, Any] = {"number": "1", "check": None}

    def colons(*body: Any) -> set[int]:
        # The two lowest: the letterhead has colons of its own.
        return set(samples.lefts(print_sheet(samples.letter(body=body, **plain)), ":")[-2:])

    assert len(colons(groups[0], Heading(text="Menurut jenis"), groups[1])) == 1
    assert len(colons(*groups)) == 2, "a letter without headings keeps each group as wide as it is"
