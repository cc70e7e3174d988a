"""A document becomes a draft on a page: beside its source, nothing lost, nobody else's business."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from offices.scope import office_scope, public_scope
from standards.catalogue import load_documents
from standards.document import StandardDocument
from standards.models import StandardVersion
from standards.vocabulary import ComponentKey
from tests.applications.pages import Site, url
from tests.world import catalogue, furnish, give_authority, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SEEDS = Path(__file__).parent / "seeds"
SKTM = next(SEEDS.glob("000_*.txt")).read_bytes()
UPLOAD = "/standar/impor/"
LOOSE = (
    b"Standar Pelayanan SKTM\nPersyaratan : KTP\nBiaya : Gratis\nProduk layanan : SKTM\n"
    b"Budaya Pelayanan\nSenyum salam sapa\n"
)


@pytest.fixture(autouse=True)
def _world(database, clock):
    with public_scope():
        catalogue()
    yield
    cache.clear()


@pytest.fixture
def kasi(office_a):
    return Site(office_a, staff(office_a)).at("section_head")


def sent(client, content: bytes = SKTM, name: str = "sp.txt"):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


def opened(client, content: bytes = SKTM) -> str:
    """The address of the first standard of an uploaded document."""
    return f"{sent(client, content).headers['Location']}1/"


def drafts(office) -> list[StandardVersion]:
    with office_scope(office):
        return list(StandardVersion.objects.order_by("id"))


def saved(client, address: str, **changes: Any):
    return client.post(address, {"service": "sktm", "origin": "LEGACY", "do": "save", **changes})


def test_a_document_becomes_a_draft(kasi, office_a, office_b):
    address = opened(kasi)
    page = kasi.get(address).content.decode()
    assert "15 menit" in page
    assert "Kasi Yanmum" in page
    assert "Keempat belas komponen terbaca" in page
    assert re.search(r'<option value="sktm" selected', page)
    answer = saved(kasi, address)
    (draft,) = drafts(office_a)
    assert answer.headers["Location"] == f"/standar/{draft.id}/"
    assert (draft.state, draft.origin, draft.revision) == ("DRAFT", "LEGACY", 0)
    assert StandardDocument.model_validate(draft.document).office == office_a.slug
    assert "Semua bagian lengkap" in kasi.get(f"/standar/{draft.id}/").content.decode()
    assert drafts(office_b) == []


def test_the_draft_of_a_document_comes_into_force(kasi, office_a):
    with public_scope():
        give_authority(office_a)
    saved(kasi, opened(kasi))
    (draft,) = drafts(office_a)
    admin = Site(office_a, staff_of(office_a, "admin")).at("admin")
    assert admin.post("/pengaturan/standar/", {"draft": [str(draft.id)], "issued_on": "20-11-2026",
        "prepared": "A", "prepared_title": "x", "checked": "B", "checked_title": "x",
        "approved": "C", "approved_title": "x"}).status_code == 302  # fmt: skip
    (published,) = drafts(office_a)
    assert published.state == "PUBLISHED"
    assert said_by(published.document) == said_by(shipped_with_the_demo("000").model_dump(mode="json"))
    page = admin.get("/layanan/sktm/").content.decode()
    assert "15 menit" in page
    assert "Lurah atau Kepala Desa" in page


def shipped_with_the_demo(seed: str) -> StandardDocument:
    return next(one for one in load_documents() if one.source and one.source.file.startswith(seed))


def said_by(document: dict[str, Any]) -> dict[str, Any]:
    """Title and the words of each component, and what it comes to (the rest: `writing/test_sketch.py`)."""
    whole = StandardDocument.model_validate(document)
    words = {
        key.value: " ".join(one.words for one in whole.component(key).source_text) for key in ComponentKey
    }
    promised = (
        whole.waktu.amount,
        whole.waktu.unit,
        whole.waktu.otherwise,
        whole.biaya.rupiah,
        whole.jumlah.total,
    )
    channels = [(one.kind, one.shown, one.target) for one in whole.pengaduan.channels]
    cited = [one.key for one in whole.dasar_hukum.citations]
    steps = [one.kind for one in whole.prosedur.steps]
    return {**words, "title": whole.title, "values": (promised, channels, cited, steps)}


def test_what_is_unsure_stands_on_top_and_what_has_no_place_is_shown(kasi):
    page = kasi.get(opened(kasi, LOOSE)).content.decode()
    assert 'href="#waktu">Jangka Waktu Pelayanan tidak ditemukan di dokumen.' in page
    for piece in ("Budaya Pelayanan", "Senyum salam sapa"):
        assert f'<p class="piece-text">{piece}</p>' in page
    assert "Baris di luar 14 komponen" in page
    assert "minta Admin Kabupaten menambahkannya" not in page  # the title names a service of the catalogue
    unknown = kasi.get(opened(kasi, LOOSE.replace(b"SKTM", b"Ziarah"))).content.decode()
    assert "minta Admin Kabupaten menambahkannya" in unknown


def test_a_post_is_shown_with_all_that_was_read_for_it(kasi):
    page = kasi.get(opened(kasi, next(SEEDS.glob("002_*.txt")).read_bytes())).content.decode()
    assert "<li>Camat. Pendidikan: Minimal S1. Pelatihan: Diklat PIM III" in page
    assert "<li>(tanpa jabatan). Keterampilan: Mempunyai pengetahuan tentang Administrasi" in page


def test_a_piece_is_placed_and_taken_back(kasi, office_a):
    address = opened(kasi, LOOSE + b"2 Jam\n")
    at = len(re.findall("piece-text", kasi.get(address).content.decode())) - 1
    answer = kasi.post(address, {"service": "sktm", "do": f"place:{at}", f"to-{at}": "waktu"})
    assert answer.headers["Location"] == f"{address}#waktu"
    page = kasi.get(address).content.decode()
    assert "<strong>2 jam</strong>" in page
    assert "Jangka Waktu Pelayanan tidak ditemukan" not in page
    kasi.post(address, {"service": "sktm", "do": f"back:{at}"})
    assert "Jangka Waktu Pelayanan tidak ditemukan" in kasi.get(address).content.decode()
    kasi.post(address, {"service": "sktm", "do": f"place:{at}", f"to-{at}": "waktu"})
    saved(kasi, address)
    (draft,) = drafts(office_a)
    assert (draft.document["waktu"]["amount"], draft.document["waktu"]["unit"]) == (2, "hour")
    assert [one["text"] for one in draft.document["other_text"]] == ["Budaya Pelayanan", "Senyum salam sapa"]


def test_a_definition_is_placed_and_printed_with_the_draft(kasi, office_a):
    address = opened(kasi, LOOSE + b"3.1 Miskin adalah tidak mampu\n")
    page = kasi.get(address).content.decode()
    assert '<option value="definisi">Definisi</option>' in page
    at = re.search(r'id="potongan-(\d+)">\s*<p class="piece-text">3.1 Miskin', page)
    assert at is not None
    answer = kasi.post(address, {"service": "sktm", "do": f"place:{at[1]}", f"to-{at[1]}": "definisi"})
    assert answer.headers["Location"] == f"{address}#definisi"
    assert f'value="back:{at[1]}"' in kasi.get(address).content.decode()
    saved(kasi, address)
    (draft,) = drafts(office_a)
    assert [one["text"] for one in draft.document["definitions"]] == ["3.1 Miskin adalah tidak mampu"]
    assert "3.1 Miskin adalah tidak mampu" not in [one["text"] for one in draft.document["other_text"]]


def test_what_the_office_runs_under_that_title_is_proposed(office_a):
    kasi = Site(office_a, furnish(office_a, "sktm-rekomendasi")).at("section_head")
    page = kasi.get(opened(kasi, next(SEEDS.glob("002_*.txt")).read_bytes())).content.decode()
    assert '<option value="sktm-rekomendasi" selected' in page


def test_heads_of_pages_are_folded(kasi):
    head = b"PEMERINTAH KABUPATEN LUMAJANG\n"
    page = kasi.get(opened(kasi, head + LOOSE + head)).content.decode()
    real, folded = page[page.index('id="sisa"') :].split("<details", 1)
    assert "Senyum salam sapa" in real
    assert "PEMERINTAH KABUPATEN" not in real
    assert "PEMERINTAH KABUPATEN" in folded


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"do": "place:0"}, "Pilih dulu komponennya"),
        ({"do": "place:0", "to-0": "lain"}, "tidak ada lagi"),
        ({"do": "place:99", "to-99": "waktu"}, "tidak ada lagi"),
        ({"do": "back:0"}, "tidak ada lagi"),
        ({"do": "save", "service": ""}, "Pilih jenis layanannya"),
        ({"do": "save", "service": "tidak-ada"}, "Pilih jenis layanannya"),
    ],
)
def test_what_cannot_be_done_changes_nothing(kasi, office_a, data, says):
    address = opened(kasi, LOOSE)
    answer = kasi.post(address, {"service": "sktm", **data})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert drafts(office_a) == []


def test_another_draft_is_replaced_only_when_said(kasi, office_a):
    saved(kasi, opened(kasi))
    before = drafts(office_a)[0].document
    address = opened(kasi, LOOSE)
    assert "Ganti rancangan yang ada" in kasi.get(address).content.decode()
    assert saved(kasi, address).status_code == 422
    assert drafts(office_a)[0].document == before
    assert saved(kasi, address, replace="1").status_code == 302
    (draft,) = drafts(office_a)
    assert draft.document["persyaratan"]["source_text"][0]["text"] == "KTP"


def test_a_document_with_several_standards_is_taken_one_by_one(kasi, office_a):
    both = SKTM + b"\n\n" + next(SEEDS.glob("003_*.txt")).read_bytes()
    start = sent(kasi, both).headers["Location"]
    page = kasi.get(start).content.decode()
    assert page.count('class="found-row"') == 2
    assert saved(kasi, f"{start}1/").headers["Location"] == start
    assert "Disimpan" in kasi.get(start).content.decode()
    assert '<option value="kp4" selected' in kasi.get(f"{start}2/").content.decode()
    assert saved(kasi, f"{start}2/", service="kp4", origin="LOKET").status_code == 302
    assert [(one.standard_id is not None, one.origin) for one in drafts(office_a)] == [
        (True, "LEGACY"),
        (True, "LOKET"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("sp.docx", SKTM, "rusak"),
        ("sp.pdf", b"%PDF-1.7\n" + bytes(900), "rusak"),
        ("foto.jpg", b"\xff\xd8", "tidak dikenal"),
        ("sp.txt", b"\n", "kosong"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(kasi, office_a, name, content, says):
    answer = sent(kasi, content, name)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    assert "Tidak ada yang disimpan." in page
    assert drafts(office_a) == []


def test_without_a_file_it_asks_for_one(kasi):
    answer = kasi.post(UPLOAD)
    assert answer.status_code == 422
    assert "Pilih berkasnya dulu" in answer.content.decode()


def test_an_upload_is_one_person_s_in_one_office(kasi, office_a, office_b):
    address = opened(kasi)
    others = [
        Site(office_a, staff_of(office_a, "admin")).at("admin"),
        Site(office_b, staff(office_b)).at("section_head"),
    ]
    for other in others:
        assert other.get(address).headers["Location"] == UPLOAD
        assert saved(other, address).headers["Location"] == UPLOAD
    assert drafts(office_a) == drafts(office_b) == []


def staff_of(office, *keys):
    """The people of an office who are there already."""
    from accounts.actors import Actor  # noqa: PLC0415
    from accounts.models import Assignment, User  # noqa: PLC0415

    found = {}
    with public_scope():
        for key in keys:
            user = User.objects.get(username=f"{key}.{office.slug}")
            row = Assignment.objects.get(user=user)
            found[key] = Actor(user.id, user.name, row.title, frozenset(row.roles), office.id, row.id)
    return found


def test_what_is_gone_leads_back(kasi):
    for address in ("/standar/impor/abc/", "/standar/impor/abc/1/", f"{opened(kasi)[:-2]}9/"):
        assert kasi.get(address).headers["Location"] == UPLOAD


@pytest.mark.parametrize("key", ["counter", "operator", "secretary", "head", "information"])
def test_nobody_else_imports(office_a, key):
    client = Site(office_a, staff(office_a)).at(key)
    assert client.get(UPLOAD).status_code == 403
    assert sent(client).status_code == 403
    assert client.get("/standar/impor/abc/1/").status_code == 403
    assert drafts(office_a) == []


def test_a_stranger_signs_in_first(office_a):
    stranger = Site(office_a, {}).stranger()
    assert "/masuk/" in stranger.get(UPLOAD).headers["Location"]
    assert url("standards") == "/standar/"
