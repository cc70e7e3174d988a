"""Service types: what an admin changes, data files with their faults by line, and what stays as it was."""

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile

from audit import changing
from audit.changing import Stale
from audit.queries import latest
from commons import clock as times
from commons.plain_yaml import load_yaml
from offices.scope import office_scope, public_scope
from onboarding.queries import services_for
from servicetypes import keeping
from servicetypes.catalogue import load_definitions
from servicetypes.keeping import BadFile, Shown, TypeRefused, read_file
from servicetypes.models import PublishedStandard, ServiceType
from servicetypes.operations import install
from standards.models import StandardVersion

SKTM = "servicetype:sktm"


def stored(code="sktm"):
    with public_scope():
        return ServiceType.objects.get(code=code)


def change(admin, seen=0, **more):
    with public_scope():
        shown = Shown(**{"name": "SKTM baru", "short_name": "SKTM", **more})
        return keeping.change(code="sktm", shown=shown, seen=seen, actor=admin, now=times.now())


def put(admin, definition):
    with public_scope():
        seen = changing.newest(keeping.subject_of(definition.code))
        return keeping.put(definition=definition, seen=seen, actor=admin, now=times.now())


@pytest.mark.parametrize("definition", load_definitions(), ids=lambda each: each.code)
def test_a_downloaded_file_can_be_uploaded_again(definition):
    row = ServiceType(definition=definition.model_dump(mode="json"))
    assert read_file(keeping.file_of(row).encode()) == definition


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("code: sktm\nname: [tidak\n", 3, "Bukan YAML"),
        ("- satu\n- dua\n", 1, "isian bernama"),
        ("", 1, "isian bernama"),
        ("code: SKTM Besar\nfamily: a\n", 1, "bentuknya"),
        ("code: x\nname: &a [b]\nshort_name: *a\n", 2, "rujukan"),
        ("code: x\ntidak_dikenal: 1\n", 2, "tidak dikenal"),
    ],
)
def test_a_fault_is_named_with_its_line(text, line, words):
    with pytest.raises(BadFile) as refused:
        read_file(text.encode())
    assert any(fault.line == line and words in fault.message for fault in refused.value.context["faults"]), (
        refused.value.context["faults"]
    )


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"a: " * 80_000, b"{" * 5_000, b"!!python/object:os.system x"]
)
def test_what_is_no_data_file_is_refused(content):
    with pytest.raises(BadFile):
        read_file(content)


@pytest.mark.django_db
class TestCatalogue:
    def test_names_and_order_change_with_old_and_new_on_the_trail(self, catalogue, admin):
        change(admin, order=3)
        row = stored()
        assert (row.name, row.order, row.definition["name"]) == ("SKTM baru", 3, "SKTM baru")
        (line,) = latest(subject=SKTM)
        assert line.data["new"]["order"] == 3
        assert line.data["old"]["order"] == 0

    def test_two_admins_at_once(self, catalogue, admin, other_admin):
        change(other_admin, name="Punya Bunga")
        with pytest.raises(Stale, match="Bunga Lestari"):
            change(admin, name="Punya Arif")
        assert stored().name == "Punya Bunga"

    def test_retiring_needs_a_reason_and_hides_it_from_new_offices(self, catalogue, admin):
        with pytest.raises(TypeRefused):
            change(admin, is_active=False, retired_reason="")
        with public_scope():
            assert "sktm" in dict(services_for("KECAMATAN"))
        change(admin, is_active=False, retired_reason="Digabung ke DTSEN")
        with public_scope():
            assert "sktm" not in dict(services_for("KECAMATAN"))

    def test_a_new_kind_of_service_is_one_file(self, catalogue, admin, as_admin):
        plain = load_yaml(keeping.file_of(stored()))
        text = yaml.safe_dump({**plain, "code": "legalisasi", "name": "Legalisasi"}, allow_unicode=True)
        page = as_admin.post(
            "/data-induk/layanan-unggah/", {"file": SimpleUploadedFile("x.yaml", text.encode())}
        )
        assert page.status_code == 200
        assert "Jenis layanan baru" in page.content.decode()
        with public_scope():
            assert not ServiceType.objects.filter(code="legalisasi").exists()
        sent = {"content": page.context["content"], "seen": page.context["seen"]}
        assert as_admin.post("/data-induk/layanan-unggah/", sent).status_code == 302
        assert stored("legalisasi").revision == 1
        assert latest(subject="servicetype:legalisasi")[0].action == "servicetype.added"
        assert as_admin.post("/data-induk/layanan-unggah/", sent).status_code == 422

    def test_replacing_never_changes_what_is_published(self, published, admin, office_a):
        with office_scope(office_a):
            before = StandardVersion.objects.values().get()
        with public_scope():
            projected = PublishedStandard.objects.values().get()
        old = next(each for each in load_definitions() if each.code == "sktm")
        put(admin, old.model_copy(update={"purpose": "", "name": "SKTM lain"}))
        assert stored().revision == 2
        with office_scope(office_a):
            assert StandardVersion.objects.values().get() == before
        with public_scope():
            assert PublishedStandard.objects.values().get() == projected
        line = latest(subject=SKTM)[0]
        assert line.data["new"]["name"] == "SKTM lain"
        with pytest.raises(TypeRefused, match="sama"):
            put(admin, old.model_copy(update={"purpose": "", "name": "SKTM lain"}))

    def test_the_product_kind_stays(self, catalogue, admin):
        kinds = {each.product_kind.value: each for each in load_definitions()}
        other = kinds["EXTERNAL_ITEM"].model_copy(update={"code": "sktm"})
        with pytest.raises(TypeRefused):
            put(admin, other)
        assert stored().revision == 1

    def test_a_bad_file_is_shown_with_its_lines(self, catalogue, as_admin):
        file = SimpleUploadedFile("x.yaml", b"code: x\nbukan: 1\n")
        page = as_admin.post("/data-induk/layanan-unggah/", {"file": file})
        assert page.status_code == 422
        assert "<strong>Baris 2</strong>" in page.content.decode()

    def test_the_page_says_which_office_published_what(self, published, as_admin):
        page = as_admin.get("/data-induk/layanan/sktm/").content.decode()
        assert "Diterbitkan di 1 kantor" in page
        assert "Kecamatan Uji Barat" in page


@pytest.mark.usefixtures("catalogue")
def test_installing_again_keeps_what_the_kabupaten_changed_and_renews_the_rest(admin):
    change(admin, description="Diubah kabupaten", is_active=False, retired_reason="Tidak dipakai")
    definitions = {each.code: each for each in load_definitions()}
    put(admin, definitions["kp4"].model_copy(update={"name": "Legalisasi baru"}))
    before = [vars(stored(code)) | {"_state": None} for code in ("sktm", "kp4")]
    with public_scope():
        ServiceType.objects.filter(code="ktp-el").update(name="Dari rilis lama")
        assert install(load_definitions()) == len(definitions) - 2
    assert [vars(stored(code)) | {"_state": None} for code in ("sktm", "kp4")] == before
    assert stored("ktp-el").name == definitions["ktp-el"].name
