"""The kabupaten's shell and its first page."""

import pytest

from accounts.models import Credential
from accounts.permissions import ALL_KABUPATEN
from commons import clock
from tests.onboarding.conftest import signed_in
from tests.world import staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ALL_KABUPATEN)
def test_everybody_of_the_kabupaten_sees_the_offices(enter_as, office_a, office_b, role):
    page = enter_as(role).get("/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "Kabupaten Lumajang" in text
    assert office_a.full_name in text
    assert office_b.full_name in text


@pytest.mark.parametrize("role", [role for role in ALL_KABUPATEN if role != "KAB_ADMIN"])
def test_only_the_admin_may_bring_an_office_on(enter_as, role):
    client = enter_as(role)
    assert "Bawa kantor baru" not in client.get("/").content.decode()
    assert client.get("/kantor/baru/").status_code == 403
    assert client.post("/kantor/baru/", {"code": "35.08.01"}).status_code == 403


def test_a_stranger_is_led_to_the_sign_in_page(client_kabupaten):
    page = client_kabupaten.get("/")
    assert page.status_code == 302
    assert page.headers["Location"].startswith("/masuk/")


def test_an_offices_admin_has_nothing_here(client_kabupaten, office_a):
    person = staff(office_a)["admin"]
    Credential.objects.create(user_id=person.user_id, password="!", changed_at=clock.now())
    client = signed_in(client_kabupaten, person)
    assert client.get("/").status_code == 403


def test_who_is_refused_is_sent_to_the_kabupaten_s_admin(enter_as):
    page = enter_as("AUDITOR").get("/kantor/baru/").content.decode()
    assert "Peran Anda di kabupaten tidak mencakup halaman ini" in page
    assert "minta admin kabupaten" in page
    assert "kantor ini" not in page
    assert "Halaman kabupaten" in page  # the menu
    assert "Arif Rahman" in page  # and who is here
