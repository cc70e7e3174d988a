"""The admin's pages: receivers, their log, sending again."""

import pytest

from audit.models import KabupatenEntry
from commons import clock as time
from outbox.topics import OFFICE_LIVE
from webhooks import delivering
from webhooks.models import Delivery, DeliveryState, Endpoint, State

pytestmark = pytest.mark.django_db
ROLES = ["EXECUTIVE", "AUDITOR", "COMPLAINTS"]


@pytest.fixture
def added(as_admin, receiver):
    """A receiver, entered by the form."""
    form = {"name": "Dasbor", "url": receiver.url, "topics": [OFFICE_LIVE]}
    shown = as_admin.post("/webhook/baru/", form)
    return Endpoint.objects.get(), shown.content.decode()


def deliver():
    for delivery_id, attempts in delivering.due(now=time.now()):
        delivering.attempt(delivery_id=delivery_id, attempts=attempts, now=time.now())


def test_the_secret_is_shown_once(added, as_admin):
    endpoint, shown = added
    assert "whsec_" in shown
    for path in ("/webhook/", f"/webhook/{endpoint.pk}/", f"/webhook/{endpoint.pk}/ubah/"):
        assert "whsec_" not in as_admin.get(path).content.decode()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"name": "", "url": "https://8.8.8.8/", "topics": [OFFICE_LIVE]}, "Beri nama penerima ini."),
        ({"name": "x", "url": "https://8.8.8.8/", "topics": ["tidak.ada"]}, "Pilih paling sedikit satu"),
        ({"name": "x", "url": "http://8.8.8.8/", "topics": [OFFICE_LIVE]}, "https://"),
        ({"name": "x", "url": "https://10.0.0.1/", "topics": [OFFICE_LIVE]}, "jaringan dalam"),
        ({"name": "x", "url": "bukan alamat", "topics": [OFFICE_LIVE]}, "Tulis alamat lengkap"),
    ],
)
def test_what_is_wrong_is_said_and_kept(as_admin, form, said):
    answer = as_admin.post("/webhook/baru/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert form["url"] in page
    assert not Endpoint.objects.exists()


def test_a_test_message_and_its_log(added, as_admin, receiver):
    endpoint, _shown = added
    receiver.status, receiver.body = 500, b"<b>rusak</b>"
    assert as_admin.post(f"/webhook/{endpoint.pk}/coba/").status_code == 302
    deliver()
    page = as_admin.get(f"/webhook/{endpoint.pk}/").content.decode()
    assert "Menjawab 500." in page
    row = Delivery.objects.get()
    page = as_admin.get(f"/webhook/{endpoint.pk}/kirim/{row.pk}/").content.decode()
    assert "&lt;b&gt;rusak&lt;/b&gt;" in page
    receiver.status = 204
    as_admin.post(f"/webhook/{endpoint.pk}/kirim/{row.pk}/ulangi/")
    deliver()
    assert Delivery.objects.get().state == DeliveryState.DONE


def test_pause_resume_change_remove(added, as_admin, receiver):
    endpoint, _shown = added
    path = f"/webhook/{endpoint.pk}/"
    as_admin.post(path + "hentikan/")
    assert Endpoint.objects.get().state == State.PAUSED
    as_admin.post(path + "jalankan/")
    assert Endpoint.objects.get().state == State.ACTIVE
    as_admin.post(path + "ubah/", {"name": "Lain", "url": receiver.url, "topics": ["office.merged"]})
    assert Endpoint.objects.get().topics == ["office.merged"]
    assert as_admin.get(path + "hapus/").status_code == 200
    as_admin.post(path + "hapus/")
    assert Endpoint.objects.get().state == State.REMOVED
    assert as_admin.get(path).status_code == 404
    assert as_admin.get("/webhook/").content.decode().count("Lain") == 0
    actions = set(KabupatenEntry.objects.order_by("seq").values_list("action", flat=True))
    assert {
        "webhook.added",
        "webhook.paused",
        "webhook.resumed",
        "webhook.changed",
        "webhook.removed",
    } <= actions


def test_a_new_secret(added, as_admin):
    endpoint, _shown = added
    again = as_admin.post(f"/webhook/{endpoint.pk}/kunci/").content.decode()
    assert "whsec_" in again
    assert endpoint.secrets.count() == 2


def test_nothing_by_get(added, as_admin):
    endpoint, _shown = added
    for what in ("hentikan", "coba", "kunci"):
        assert as_admin.get(f"/webhook/{endpoint.pk}/{what}/").status_code == 405
    assert as_admin.post(f"/webhook/{endpoint.pk}/lainnya/").status_code == 404
    assert (Endpoint.objects.get().state, Delivery.objects.count(), endpoint.secrets.count()) == (
        "ACTIVE",
        0,
        1,
    )


@pytest.mark.parametrize("role", ROLES)
def test_others_see_and_do_nothing(added, enter_as, role):
    endpoint, _shown = added
    client = enter_as(role)
    for path in ("/webhook/", "/webhook/baru/", f"/webhook/{endpoint.pk}/", f"/webhook/{endpoint.pk}/hapus/"):
        assert client.get(path).status_code == 403
    assert client.post(f"/webhook/{endpoint.pk}/hapus/").status_code == 403
    assert Endpoint.objects.get().state == State.ACTIVE


def test_what_is_not_there(as_admin):
    for path in ("", "ubah/", "hapus/"):
        assert as_admin.get(f"/webhook/01a20109-dadb-70bd-88ae-8a3e81d69eb5/{path}").status_code == 404
