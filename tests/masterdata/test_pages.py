"""The pages of the master data: roles, hosts, what a refusal leaves as it was."""

import re

import pytest
from django.test import Client

from accounts.permissions import ALL_KABUPATEN
from audit.models import KabupatenEntry
from masterdata.pages import READERS
from offices.models import Closure, HolidayOverride, Job
from offices.scope import public_scope
from regulations.models import Delegation, Instrument
from servicetypes.models import ServiceType

pytestmark = pytest.mark.django_db
READ = (
    "/data-induk/",
    "/data-induk/layanan/",
    "/data-induk/layanan/sktm/",
    "/data-induk/layanan/sktm/berkas/",
    "/data-induk/hukum/",
    "/data-induk/hukum/?status=REVOKED&dikutip=ya&cari=pemerintahan",
    "/data-induk/hukum/uu:32:2004/",
    "/data-induk/kewenangan/",
    "/data-induk/kalender/2027/",
    "/data-induk/kalender/2027/contoh.csv",
    "/data-induk/tutup/",
    "/data-induk/jawaban/",
    "/data-induk/anjuran/",
    "/data-induk/anjuran/sktm/",
)
WRITE = (
    "/data-induk/layanan-unggah/",
    "/data-induk/layanan/sktm/ubah/",
    "/data-induk/hukum-baru/",
    "/data-induk/hukum/uu:32:2004/ubah/",
    "/data-induk/kewenangan/baru/",
    "/data-induk/jam-khusus/",
    "/data-induk/jawaban/baru/",
    "/data-induk/anjuran/sktm/kecamatan/baru/",
)
POST_ONLY = (
    "/data-induk/hukum/uu:32:2004/perubahan/",
    "/data-induk/kalender/2027/ubah/",
    "/data-induk/tutup/ubah/",
)


@pytest.mark.parametrize("path", READ)
@pytest.mark.parametrize("role", READERS)
def test_readers_of_the_kabupaten_see_every_page(published, enter_as, role, path):
    assert enter_as(role).get(path).status_code == 200


@pytest.mark.parametrize("path", [*READ, *WRITE, *POST_ONLY])
@pytest.mark.parametrize("role", [role for role in ALL_KABUPATEN if role not in READERS])
def test_others_of_the_kabupaten_see_none(catalogue, enter_as, role, path):
    assert enter_as(role).get(path).status_code == 403


def everything():
    with public_scope():
        tables = (KabupatenEntry, Instrument, Delegation, ServiceType, HolidayOverride, Closure, Job)
        return {model: list(model.objects.order_by("pk").values()) for model in tables}


@pytest.mark.parametrize("path", [*WRITE, *POST_ONLY])
@pytest.mark.parametrize("role", [role for role in ALL_KABUPATEN if role != "KAB_ADMIN"])
def test_only_the_admin_changes_anything(catalogue, enter_as, role, path):
    client, before = enter_as(role), everything()
    assert client.post(path, {"do": "add", "reason": "Pemilu", "who": "ALL"}).status_code == 403
    assert everything() == before


@pytest.mark.parametrize("path", WRITE)
def test_the_admin_opens_every_form_and_an_empty_one_changes_nothing(catalogue, as_admin, path):
    assert as_admin.get(path).status_code == 200
    before = everything()
    page = as_admin.post(path, {})
    assert page.status_code == 422
    assert "Ada yang perlu dibetulkan" in page.content.decode()
    assert everything() == before


@pytest.mark.parametrize("path", [*READ, *WRITE])
def test_a_stranger_is_led_to_the_sign_in_page(catalogue, client_kabupaten, path):
    assert client_kabupaten.get(path).status_code == 302


@pytest.mark.parametrize("path", [*READ, *WRITE])
@pytest.mark.parametrize("key", ["head", "admin"])
def test_an_office_has_none_of_them(catalogue, enter_office, key, path):
    client = enter_office(key)
    assert client.get(path).status_code == 404
    elsewhere = Client(SERVER_NAME="kabupaten.localhost")
    elsewhere.cookies = client.cookies
    assert elsewhere.get(path).status_code in {302, 403}


@pytest.mark.parametrize(
    "path",
    [
        "/data-induk/layanan/tidak-ada/",
        "/data-induk/hukum/uu:1:1900/",
        "/data-induk/kalender/1999/",
        "/data-induk/kewenangan/01a20109-dadb-70bd-88ae-8a3e81d69eb5/",
        "/data-induk/jawaban/01a20109-dadb-70bd-88ae-8a3e81d69eb5/",
        "/data-induk/hitung-ulang/01a20109-dadb-70bd-88ae-8a3e81d69eb5/",
    ],
)
def test_what_is_not_there_is_not_found(catalogue, as_admin, path):
    assert as_admin.get(path).status_code == 404


def test_nothing_needs_a_style_or_a_script_inside(published, as_admin):
    for path in (*READ, *WRITE):
        html = as_admin.get(path).content.decode()
        assert " style=" not in html
        assert not re.search(r"<script(?![^>]*\bsrc=)", html)
