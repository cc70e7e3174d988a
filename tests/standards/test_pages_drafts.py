"""A draft is written section by section: by who may, overwriting nobody, looked at while written."""

from datetime import UTC, datetime
from typing import Any

import pytest

from offices.scope import office_scope, public_scope
from servicetypes.catalogue import definition_of
from standards import drafting
from standards.adopting import ForOffice, adopt
from standards.catalogue import document_of
from standards.models import StandardVersion
from standards.operations import publish
from standards.vocabulary import ComponentKey
from standards.writing.forms import form_of
from standards.writing.loose import without_heads
from standards.writing.sections import mark_of, part_of
from tests.applications.pages import Site
from tests.standards.writing.test_forms import sent
from tests.world import catalogue, give_authority, staff
from trail.models import TrailEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


@pytest.fixture
def people(office_a, clock):
    with public_scope():
        catalogue()
    return staff(office_a)


@pytest.fixture
def kasi(office_a, people):
    return Site(office_a, people).at("section_head")


@pytest.fixture
def draft(office_a, people) -> drafting.Draft:
    """A draft of the letter service in A, from the kabupaten's model."""
    target = ForOffice(office_a.slug, "KECAMATAN", office_a.name)
    document = adopt("sktm-rekomendasi", target).model_dump(mode="json")
    with office_scope(office_a):
        made = drafting.keep(document=document, actor=people["admin"], now=NOW)
        return drafting.find(made)


def stored(office, draft) -> drafting.Draft:
    with office_scope(office):
        return drafting.find(draft.id)


def form(draft, slug: str, **changes: Any) -> dict[str, Any]:
    """What a browser sends of a section."""
    part = part_of(slug, draft.document, draft.program)
    post = sent(slug, form_of(slug).start(part) | changes)
    return {name: post.getlist(name) for name in post} | {"seen": mark_of(part), "do": "save"}


def at(draft, slug: str) -> str:
    return f"/standar/{draft.id}/tulis/{slug}/"


SLUGS = ["judul", *ComponentKey, "isian", "surat-rekomendasi"]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_section_opens_and_is_saved_unchanged(kasi, office_a, draft, slug):
    page = kasi.get(at(draft, slug))
    assert page.status_code == 200
    assert "Pratinjau" in page.content.decode()
    assert kasi.post(at(draft, slug), form(draft, slug)).status_code == 302
    after = stored(office_a, draft)
    assert form_of(slug).start(part_of(slug, after.document, after.program)) == form_of(slug).start(
        part_of(slug, draft.document, draft.program)
    )


def test_a_change_is_saved_and_told(kasi, office_a, draft, people):
    answer = kasi.post(at(draft, "waktu"), form(draft, "waktu", amount="2", unit="week", source=""))
    assert answer.headers["Location"] == f"/standar/{draft.id}/"
    time = stored(office_a, draft).document["waktu"]
    assert (time["amount"], time["unit"]) == (2, "week")
    assert time["source_text"][0]["text"].startswith("2 minggu")
    with office_scope(office_a):
        line = TrailEntry.objects.latest("seq")
    assert (line.action, line.actor_name, line.data) == (
        "standard.written", people["section_head"].name, {"section": "waktu"},
    )  # fmt: skip


def test_the_next_section_follows_where_asked(kasi, draft):
    answer = kasi.post(at(draft, "biaya"), form(draft, "biaya") | {"next": "1"})
    assert answer.headers["Location"] == at(draft, "produk")


def test_what_is_wrong_is_kept_and_not_saved(kasi, office_a, draft):
    answer = kasi.post(at(draft, "waktu"), form(draft, "waktu", amount="lima belas"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="lima belas"' in page
    assert 'href="#f-amount"' in page
    assert stored(office_a, draft) == draft


def test_who_comes_second_is_told_and_keeps_what_was_typed(kasi, office_a, draft, people):
    mine = form(draft, "produk", name="Rekomendasi saya")
    admin = Site(office_a, people).at("admin")
    assert admin.post(at(draft, "produk"), form(draft, "produk", name="Rekomendasi lain")).status_code == 302
    answer = kasi.post(at(draft, "produk"), mine)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dewi Anggraini sudah mengubah bagian ini" in page
    assert ">Rekomendasi saya</textarea>" in page
    now = stored(office_a, draft)
    assert now.document["produk"]["name"] == "Rekomendasi lain"
    again = mine | {"seen": mark_of(now.document["produk"])}
    assert again["seen"] in page
    assert kasi.post(at(draft, "produk"), again).status_code == 302
    assert stored(office_a, draft).document["produk"]["name"] == "Rekomendasi saya"


def test_other_sections_do_not_stand_in_the_way(kasi, office_a, draft):
    time, product = form(draft, "waktu", amount="3"), form(draft, "produk", name="Rekomendasi")
    assert kasi.post(at(draft, "produk"), product).status_code == 302
    assert kasi.post(at(draft, "waktu"), time).status_code == 302


@pytest.mark.parametrize(("do", "rows"), [("add:steps", 6), ("remove:steps:0", 4)])
def test_rows_come_and_go_without_scripts(kasi, office_a, draft, do, rows):
    page = kasi.post(at(draft, "prosedur"), form(draft, "prosedur") | {"do": do})
    assert page.status_code == 200
    assert f'name="steps__count" value="{rows}"' in page.content.decode()
    assert stored(office_a, draft) == draft


@pytest.mark.parametrize("how", ["look", "glance"])
def test_one_looks_before_saving(kasi, office_a, draft, how):
    data = form(draft, "produk", name="Surat yang baru")
    address = f"/standar/{draft.id}/lihat/produk/" if how == "glance" else at(draft, "produk")
    page = kasi.post(address, data | {"do": "look"}).content.decode()
    assert "<p>Surat yang baru</p>" in page
    assert stored(office_a, draft) == draft


def test_a_letter_is_looked_at_with_example_values(kasi, draft):
    page = kasi.get(at(draft, "surat-rekomendasi")).content.decode()
    assert 'class="sheet"' in page
    assert "Camat Uji Barat" in page
    assert "17 Agustus 1990" in page


def test_a_placeholder_nobody_knows_is_refused_by_name(kasi, office_a, draft):
    blocks = form_of("surat-rekomendasi").start(draft.program["letters"][0])["blocks"]
    blocks[1] = blocks[1] | {"text": "Untuk {naama}"}
    answer = kasi.post(at(draft, "surat-rekomendasi"), form(draft, "surat-rekomendasi", blocks=blocks))
    assert answer.status_code == 422
    assert "naama" in answer.content.decode()
    assert stored(office_a, draft) == draft


def test_words_that_lag_behind_the_fields_are_told_and_taken_over(kasi, office_a, draft):
    row = next(
        at for at, one in enumerate(form_of("persyaratan").start(draft.document["persyaratan"])["papers"])
        if one["kind"] == "copy"
    )  # fmt: skip
    changed = form(draft, "persyaratan") | {f"papers-{row}-copies": ["2"]}
    assert kasi.post(at(draft, "persyaratan"), changed).status_code == 302
    says = "bunyinya masih menyebut 1 lembar, isiannya 2 lembar."
    assert says in kasi.get(f"/standar/{draft.id}/").content.decode()
    page = kasi.get(at(draft, "persyaratan")).content.decode()
    assert says in page
    assert 'value="reword"' in page
    now = stored(office_a, draft)
    kasi.post(f"/standar/{draft.id}/maju/", {"step": "hand_in"})
    assert f"Fotokopi KTP atau KK: {says}" in kasi.get("/standar/").content.decode()
    assert stored(office_a, draft).document["control"] == {}
    taken = kasi.post(at(draft, "persyaratan"), form(now, "persyaratan") | {"do": "reword"})
    assert taken.status_code == 200
    assert "KTP / KK 2 lembar" in (page := taken.content.decode())
    assert says not in page
    assert stored(office_a, draft) == now


def test_markup_in_words_is_only_words(kasi, office_a, draft):
    typed = "#import <script>alert(1)</script> $x$ *tebal*"
    kasi.post(at(draft, "produk"), form(draft, "produk", name=typed))
    assert stored(office_a, draft).document["produk"]["name"] == typed
    page = kasi.get(f"/standar/{draft.id}/pratinjau/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_text_outside_is_placed(kasi, office_a, draft, people):
    with office_scope(office_a):
        row = StandardVersion.objects.get(id=draft.id)
        row.document["other_text"] = [{"text": "Kop"}, {"text": "Paling lama 2 jam"}]
        row.save()
    address = f"/standar/{draft.id}/tempatkan/"
    assert kasi.post(address, {"at": "1", "text": "Kop", "to": "waktu"}).status_code == 422
    assert kasi.post(address, {"at": "1", "text": "Paling lama 2 jam", "to": ""}).status_code == 422
    answer = kasi.post(address, {"at": "1", "text": "Paling lama 2 jam", "to": "waktu"})
    assert answer.headers["Location"] == at(draft, "waktu")
    document = stored(office_a, draft).document
    assert document["other_text"] == [{"text": "Kop"}]
    assert document["waktu"]["source_text"][-1] == {"text": "Paling lama 2 jam"}


HEADS = ["PEMERINTAH KABUPATEN LUMAJANG", "KECAMATAN JATIROTO", "No. Dokumen : SP-01", "Catatan", "Catatan"]


def put_aside(office, draft, *texts: str) -> None:
    with office_scope(office):
        row = StandardVersion.objects.get(id=draft.id)
        row.document["other_text"] = [{"text": text} for text in texts]
        row.save()


def test_a_definition_is_placed(kasi, office_a, draft):
    put_aside(office_a, draft, "3.1 Miskin adalah tidak mampu")
    assert '<option value="judul">Definisi</option>' in kasi.get(f"/standar/{draft.id}/").content.decode()
    data = {"at": "0", "text": "3.1 Miskin adalah tidak mampu", "to": "judul"}
    assert kasi.post(f"/standar/{draft.id}/tempatkan/", data).headers["Location"] == at(draft, "judul")
    document = stored(office_a, draft).document
    assert document["definitions"][-1]["text"] == "3.1 Miskin adalah tidak mampu"
    assert document["other_text"] == []


def test_heads_of_pages_are_folded_and_left_out_at_once(kasi, office_a, draft):
    put_aside(office_a, draft, *HEADS[:3], "Budaya pelayanan", *HEADS[3:])
    page = kasi.get(f"/standar/{draft.id}/").content.decode()
    real, folded = page[page.index('id="teks-lain"') :].split("<details", 1)
    assert "Budaya pelayanan" in real
    for text in HEADS:
        assert text not in real
        assert text in folded
    seen = {"seen": mark_of(stored(office_a, draft).document["other_text"])}
    address = f"/standar/{draft.id}/abaikan/"
    assert kasi.post(address, {"seen": "lama"}).status_code == 422
    assert kasi.post(address, seen).status_code == 302
    assert stored(office_a, draft).document["other_text"] == [{"text": "Budaya pelayanan"}]
    assert "Abaikan semua" not in kasi.get(f"/standar/{draft.id}/").content.decode()


def test_a_note_is_taken_off_when_somebody_looked(kasi, office_a, draft):
    note = draft.document["notes"][0]["text"]
    kasi.post(f"/standar/{draft.id}/periksa/", {"text": note})
    assert note not in [one["text"] for one in stored(office_a, draft).document["notes"]]


def test_a_draft_is_given_up_with_a_reason(kasi, office_a, draft):
    address = f"/standar/{draft.id}/batalkan/"
    assert kasi.post(address, {"reason": " "}).status_code == 422
    assert stored(office_a, draft) == draft
    assert kasi.post(address, {"reason": "Salah dokumen"}).headers["Location"] == "/standar/"
    assert kasi.get(f"/standar/{draft.id}/").status_code == 404
    assert kasi.post(at(draft, "produk"), form(draft, "produk")).status_code == 404
    with office_scope(office_a):
        row = StandardVersion.objects.get(id=draft.id)
    assert (row.state, row.ended_reason) == ("WITHDRAWN", "Salah dokumen")


class TestBeginning:
    def begin(self, client, code: str, source: str):
        return client.post("/standar/mulai/", {"service": code, "source": source})

    def test_from_the_model(self, kasi, office_a):
        assert self.begin(kasi, "kp4", "model").status_code == 302
        with office_scope(office_a):
            (made,) = drafting.drafts()
        assert (made.code, made.origin, made.document["office"]) == ("kp4", "LOKET", office_a.slug)

    def test_empty_and_unfinished(self, kasi, office_a):
        answer = self.begin(kasi, "sktm", "empty")
        page = kasi.get(answer.headers["Location"]).content.decode()
        assert "14 bagian belum lengkap" in page
        assert kasi.get(f"{answer.headers['Location']}pratinjau/").status_code == 200
        for key in ComponentKey:
            assert kasi.get(f"{answer.headers['Location']}tulis/{key}/").status_code == 200

    def test_an_unfinished_draft_is_not_put_into_force(self, kasi, office_a, people):
        self.begin(kasi, "sktm", "empty")
        admin = Site(office_a, people).at("admin")
        assert "Tidak ada rancangan yang menunggu" in admin.get("/pengaturan/standar/").content.decode()

    def test_from_what_is_in_force(self, kasi, office_a):
        with public_scope():
            give_authority(office_a)
        with office_scope(office_a):
            from standards.operations import draft as drafted  # noqa: PLC0415

            document = adopt("kp4", ForOffice(office_a.slug, "KECAMATAN", office_a.name))
            control = {"number": "1", "revision": "00", "issued_on": "2026-01-02"}
            people = {name: {"name": name, "title": "x"} for name in ("prepared", "checked", "approved")}
            plain = document.model_dump(mode="json") | {"control": control | people}
            version = drafted(document=type(document).model_validate(plain), definition=definition_of("kp4"))
            publish(version=version, by="Uji", now=NOW)
        assert self.begin(kasi, "kp4", "in_force").status_code == 302
        # Heads of pages and control of the old document are drawn anew; other loose words stay to be placed.
        old = document_of("kec-jatiroto", "sktm-rekomendasi").model_dump(mode="json")
        loose = [*old["other_text"], {"text": "Layanan dibuka juga pada hari Sabtu"}]
        kept = without_heads(loose, old["title"])
        assert (len(loose) > 50, [one["text"] for one in kept]) == (True, [loose[-1]["text"]])
        with office_scope(office_a):
            (made,) = drafting.drafts()
            assert made.revision == 1
            assert StandardVersion.objects.get(state="PUBLISHED").id == version.id

    @pytest.mark.parametrize(
        ("code", "source"),
        [("kp4", "in_force"), ("dtsen", "model"), ("tidak-ada", "empty"), ("kp4", ""), ("", "empty")],
    )
    def test_what_cannot_be_begun(self, kasi, office_a, code, source):
        assert self.begin(kasi, code, source).status_code == 422
        with office_scope(office_a):
            assert drafting.drafts() == []

    def test_a_service_has_one_draft(self, kasi, office_a, draft):
        answer = self.begin(kasi, draft.code, "empty")
        assert answer.status_code == 422
        assert "sudah mempunyai rancangan" in answer.content.decode()
        assert stored(office_a, draft) == draft


@pytest.mark.parametrize(
    ("key", "linked"), [("section_head", True), ("secretary", True), ("head", True), ("counter", False)]
)
def test_the_way_there_is_in_the_bar(office_a, people, key, linked):
    page = Site(office_a, people).at(key).get("/antrean-kerja/").content.decode()
    assert ('href="/standar/"' in page) is linked


PAGES = ["/standar/", "/standar/{id}/", "/standar/{id}/pratinjau/"]
WRITING = ["/standar/mulai/", "/standar/{id}/tulis/waktu/", "/standar/{id}/batalkan/"]
POSTS = ["/standar/{id}/lihat/waktu/", "/standar/{id}/tempatkan/", "/standar/{id}/periksa/"]
POSTS.append("/standar/{id}/abaikan/")


@pytest.mark.parametrize("key", ["secretary", "head"])
def test_the_head_and_the_secretary_only_look(office_a, draft, people, key):
    client = Site(office_a, people).at(key)
    for page in PAGES:
        assert client.get(page.format(id=draft.id)).status_code == 200
    for page in WRITING + POSTS:
        assert client.post(page.format(id=draft.id), form(draft, "waktu", amount="9")).status_code == 403
    assert stored(office_a, draft) == draft


@pytest.mark.parametrize("key", ["counter", "operator", "information"])
def test_others_see_nothing(office_a, draft, people, key):
    client = Site(office_a, people).at(key)
    for page in PAGES + WRITING:
        assert client.get(page.format(id=draft.id)).status_code == 403


def test_another_office_s_draft_is_not_there(office_a, office_b, draft):
    client = Site(office_b, staff(office_b)).at("section_head")
    assert draft.title not in client.get("/standar/").content.decode()
    for page in [*PAGES[1:], *WRITING[1:]]:
        assert client.get(page.format(id=draft.id)).status_code == 404
    for page in [*WRITING[1:], *POSTS]:
        assert client.post(page.format(id=draft.id), form(draft, "waktu", amount="9")).status_code == 404
    assert stored(office_a, draft) == draft


def test_a_section_nobody_has_is_not_there(kasi, draft):
    for slug in ("teks-lain", "surat-lain", "tidak-ada"):
        assert kasi.get(at(draft, slug)).status_code == 404


@pytest.mark.parametrize("page", POSTS)
def test_nothing_changes_by_get(kasi, draft, page):
    assert kasi.get(page.format(id=draft.id)).status_code == 405


def test_a_letter_is_shown_as_the_pdf_it_will_be(kasi, office_a, office_b, draft):
    address = f"/standar/{draft.id}/surat-rekomendasi.pdf"
    assert address in kasi.get(at(draft, "surat-rekomendasi")).content.decode()
    answer = kasi.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    assert "rekomendasi" in answer["Content-Disposition"]
    for missing in (f"/standar/{draft.id}/surat-lain.pdf", f"/standar/{draft.id}/waktu.pdf"):
        assert kasi.get(missing).status_code == 404
    stranger = Site(office_b, staff(office_b)).at("section_head")
    assert stranger.get(address).status_code == 404


@pytest.mark.parametrize(("key", "status"), [("counter", 403), ("admin", 200), ("head", 200)])
def test_who_sees_the_pdf_of_a_letter(office_a, people, draft, key, status):
    address = f"/standar/{draft.id}/surat-rekomendasi.pdf"
    assert Site(office_a, people).at(key).get(address).status_code == status
