"""Kop, emblem, contacts, sections: kept, shown, printed; refused when they cannot be."""

import io

import pypdfium2
import pytest
from PIL import Image

from documents.letterheads import letterhead_of
from documents.office_settings.pictures import MOST_BYTES
from offices import queries
from offices.models import Contact, ContactKind, Office
from offices.scope import office_scope
from tests.applications.pages import text
from tests.desk import address, upload
from tests.documents import samples
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
LINES = {
    "government_line": "PEMERINTAH KABUPATEN LUMAJANG",
    "parent_line": "",
    "office_line": "KECAMATAN  UJI BARAT",
    "address": "Jl. Contoh 1",
    "phone": "Telp. (0334) 321465",
    "mail": "uji@example.go.id",
    "website": "",
    "postal_line": "UJI - 67355",
    "place_line": "Uji Barat",
    "unit_code": "427.91",
    "paper_size": "F4",
}


def picture(width=300, height=340, kind="PNG"):
    out = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(out, kind)
    return out.getvalue()


def send(site, name, **typed):
    return site.at("admin").post(address(name), typed)


def stored(site):
    with office_scope(site.office):
        return Office.objects.get(pk=site.office.pk)


def trail(site):
    with office_scope(site.office):
        return list(TrailEntry.objects.order_by("seq").values_list("action", flat=True))


def words(pdf):
    """The words of a PDF without spaces: where a line breaks is the printer's affair."""
    return "".join(samples.texts(pdf).split())


def drawings(site):
    """How many pictures the sample letter has."""
    pdf = site.at("admin").get(address("settings_letterhead_pdf")).content
    page = pypdfium2.PdfDocument(pdf)[0]
    return sum(1 for _each in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))


def test_the_kop_is_kept_and_printed(site):
    assert send(site, "settings_letterhead", **LINES).status_code == 302
    office = stored(site)
    assert office.letterhead["office_line"] == "KECAMATAN UJI BARAT"
    assert (office.unit_code, office.unit_code_is_example, office.paper_size) == ("427.91", False, "F4")
    pdf = site.at("admin").get(address("settings_letterhead_pdf")).content
    assert "KECAMATANUJIBARAT" in words(pdf)
    assert "Jl.Contoh1" in words(pdf)
    assert trail(site) == ["settings.letterhead_changed"]
    assert "Kop surat disimpan" in text(site.at("admin").get(address("settings_letterhead")))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"government_line": ""}, "Pemerintah belum diisi"),
        ({"office_line": "  "}, "Nama kantor belum diisi"),
        ({"place_line": ""}, "belum diisi"),
        ({"address": "x" * 201}, "terlalu panjang"),
        ({"unit_code": ""}, "Kode unit belum diisi"),
        ({"unit_code": "427/91"}, "tanpa spasi dan garis miring"),
        ({"unit_code": "427.91.91.91.91"}, "terlalu panjang"),
        ({"paper_size": "A0"}, "Pilih ukuran kertas"),
        ({"address": "Jalan \u0e01\u0e02"}, "tidak ada dalam huruf cetak"),
        ({"address": "Jalan \x07"}, "tanda tak terlihat"),
    ],
)
def test_a_kop_that_cannot_be_is_refused_and_kept_in_the_form(site, typed, says):
    before = stored(site)
    answer = send(site, "settings_letterhead", **{**LINES, "phone": "0334-KETIK", **typed})
    assert answer.status_code == 422
    assert says in text(answer)
    assert "0334-KETIK" in answer.content.decode()
    after = stored(site)
    assert (after.letterhead, after.unit_code) == (before.letterhead, before.unit_code)
    assert trail(site) == []


def test_markup_in_the_kop_is_text(site):
    send(site, "settings_letterhead", **LINES | {"address": '<b>#panic("x")</b>'})
    assert "<b>#panic" not in site.at("admin").get(address("settings_letterhead")).content.decode()
    pdf = site.at("admin").get(address("settings_letterhead_pdf")).content
    assert '<b>#panic("x")</b>' in words(pdf)


def emblem(site, content, name="lambang.png", **more):
    return send(site, "settings_emblem", do="upload", emblem=upload(content, name), **more)


def test_the_emblem_is_printed_on_letters_and_not_on_slips(site, elsewhere):
    assert emblem(site, picture()).status_code == 302
    office = stored(site)
    with office_scope(office):
        assert letterhead_of(office, emblem=True).emblem.startswith("data:image/png;base64,")
        assert letterhead_of(office).emblem == ""
        assert letterhead_of(stored(elsewhere), emblem=True).emblem == ""
    assert drawings(site) == 1
    assert drawings(elsewhere) == 0
    assert "data:image/png" in site.at("admin").get(address("settings_letterhead")).content.decode()
    assert trail(site) == ["settings.emblem_changed"]


def test_a_letter_carries_the_emblem(site):
    emblem(site, picture())
    outcome = site.until("sktm-rekomendasi", "SIGN")
    pdf = site.at("head").get(address("file_letter_pdf", outcome.file_id)).content
    assert b"/Image" in pdf


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (picture(kind="JPEG"), "gambar PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "gambar PNG"),
        (b"\x89PNG\r\n\x1a\n", "gambar PNG"),
        (picture()[:-20], "gambar PNG"),
        (picture(20, 20), "piksel"),
        (picture(3000, 3000), "piksel"),
        (picture() + b"x" * MOST_BYTES, "paling besar 100 kB"),
    ],
)
def test_another_picture_is_refused(site, content, says):
    emblem(site, picture())
    kept = bytes(stored(site).emblem)
    answer = emblem(site, content)
    assert answer.status_code == 422
    assert says in text(answer)
    assert bytes(stored(site).emblem) == kept


def test_no_picture_is_said_and_an_emblem_can_go(site):
    assert "Pilih berkas gambarnya" in text(send(site, "settings_emblem", do="upload"))
    emblem(site, picture())
    assert send(site, "settings_emblem", do="remove").status_code == 302
    assert bytes(stored(site).emblem) == b""


def test_a_contact_is_added_dialled_and_removed(site, elsewhere):
    typed = {"kind": "MOBILE_SERVICE", "shown": "0853-3831-2363", "purpose": "pengaduan"}
    assert send(site, "settings_contacts", **typed).status_code == 302
    with office_scope(site.office):
        (row,) = Contact.objects.filter(office=site.office)
        assert (row.e164, row.purpose) == ("+6285338312363", "pengaduan")
    assert "0853-3831-2363" in text(site.stranger().get("/"))
    assert send(elsewhere, "settings_contacts", do=f"remove:{row.id}").status_code == 404
    assert send(site, "settings_contacts", do=f"remove:{row.id}").status_code == 302
    assert "0853-3831-2363" not in text(site.stranger().get("/"))
    assert trail(site) == ["settings.contact_added", "settings.contact_removed"]


@pytest.mark.parametrize(
    "typed",
    [
        {"kind": "FAKS"},
        {"kind": ""},
        {"shown": ""},
        {"shown": "12"},
        {"shown": "x" * 201},
        {"kind": ContactKind.EMAIL, "shown": "bukan surel"},
        {"kind": ContactKind.WEBSITE, "shown": "http://"},
    ],
)
def test_a_contact_that_cannot_be_is_refused(site, typed):
    answer = send(site, "settings_contacts", **{"kind": "PHONE", "shown": "(0334) 321465", **typed})
    assert answer.status_code == 422
    with office_scope(site.office):
        assert queries.contacts(site.office.id) == []
    assert trail(site) == []


def test_sections_are_kept_in_their_order(site):
    send(site, "settings_sections", sections="Sekretariat\r\n\r\n  Seksi  Pemerintahan \nSeksi Umum")
    with office_scope(site.office):
        first = queries.sections(site.office.id)
    assert [row.name for row in first] == ["Sekretariat", "Seksi Pemerintahan", "Seksi Umum"]
    send(site, "settings_sections", sections="Seksi Umum\nSekretariat")
    with office_scope(site.office):
        second = queries.sections(site.office.id)
    assert [row.id for row in second] == [first[2].id, first[0].id]


@pytest.mark.parametrize("typed", ["A\nA", "x" * 121, "a\x07", "\n".join(f"Seksi {n}" for n in range(31))])
def test_sections_that_cannot_be_are_refused(site, typed):
    send(site, "settings_sections", sections="Sekretariat")
    answer = send(site, "settings_sections", sections=typed)
    assert answer.status_code == 422
    assert typed[:100].splitlines()[0] in answer.content.decode()
    with office_scope(site.office):
        assert [row.name for row in queries.sections(site.office.id)] == ["Sekretariat"]
