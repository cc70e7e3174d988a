"""Who takes it away: the applicant or somebody else, with a signature on the tablet or on paper."""

import base64
from datetime import timedelta

import pytest
from django.core.files.storage import storages

from applications import retention
from applications.models import Event, File
from attachments.models import Attachment, Collection, Kind
from commons import clock as clocks
from documents.models import Letter, RegisterEntry
from offices.scope import office_scope
from tests.applications.pages import inputs, text, url
from tests.applications.test_pages_bad_input import pdf_text
from tests.attachments import samples
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
KTP = "ktp-el"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    vars(storages["default"]).pop("relative_media_root", None)
    yield settings.MEDIA_ROOT
    vars(storages["default"]).pop("relative_media_root", None)


def drawn(content):
    return "data:image/png;base64," + base64.b64encode(content).decode()


@pytest.fixture
def ready(site):
    return site.until(KTP, "HAND_OVER")


def hand_over(site, outcome, **answers):
    address = url("file_action", outcome.file_id, "complete")
    page = site.at("counter").get(url("file", outcome.file_id))
    return site.at("counter").post(address, {**inputs(page, address), **answers})


ANOTHER = {
    "receiver": "BUDI SANTOSO",
    "relation": "CHILD",
    "id_kind": "KTP",
    "id_last": "0003",
    "collector_phone": "081298765432",
    "note": "surat kuasa 19-11-2026",
}


def test_the_applicant_takes_it_with_one_press(site, ready):
    assert hand_over(site, ready).status_code == 303
    with office_scope(site.office):
        row = Collection.objects.get()
        assert RegisterEntry.objects.get().receiver == "SITI AMINAH"
        assert Event.objects.latest("seq").data["receiver"] == {"name": "SITI AMINAH", "relation": "SELF"}
    assert (row.relation, row.signature_id, row.phone) == ("SELF", None, None)
    slip = site.at("counter").get(url("file_print", ready.file_id, "serah-terima"))
    assert "pemohon sendiri" in pdf_text(slip.content)


def test_another_person_is_in_event_register_and_receipt_with_the_signature(site, ready):
    answer = hand_over(site, ready, **ANOTHER, signature=drawn(samples.drawn()))
    assert answer.status_code == 303, text(answer)
    with office_scope(site.office):
        row, signature = Collection.objects.get(), Attachment.objects.get()
        event = Event.objects.latest("seq")
        assert RegisterEntry.objects.get().receiver == "BUDI SANTOSO (anak)"
    assert (signature.kind, signature.file_id, row.signature_id) == (
        Kind.SIGNATURE,
        ready.file_id,
        signature.id,
    )
    assert (row.event, row.id_kind, row.id_last, row.phone) == (event.seq, "KTP", "0003", "081298765432")
    assert event.data["receiver"] == {"name": "BUDI SANTOSO", "relation": "CHILD"}
    assert "0812" not in str(event.data)
    slip = site.at("counter").get(url("file_print", ready.file_id, "serah-terima"))
    words = pdf_text(slip.content)
    assert "BUDI SANTOSO" in words
    assert "anak, KTP berakhiran 0003, surat kuasa 19-11-2026" in " ".join(words.split())
    plain = hand_over_paper_size(site)
    assert len(slip.content) > plain, "the drawing is in the receipt"
    assert "Tanda tangan penerima" in text(site.at("counter").get(url("file", ready.file_id)))


def hand_over_paper_size(site):
    """The size of the same receipt without a drawing."""
    other = site.until(KTP, "HAND_OVER")
    hand_over(site, other, **ANOTHER)
    return len(site.at("counter").get(url("file_print", other.file_id, "serah-terima")).content)


def test_an_applicant_received_under_an_odd_name_can_take_it(site, ready):
    with office_scope(site.office):
        File.objects.filter(id=ready.file_id).update(name='SITI "TUTIK" AMINAH')
    assert hand_over(site, ready).status_code == 303


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"receiver": "BUDI"}, "Nama penerima lain dari pemohon"),
        ({"receiver": ""}, "Tulis siapa yang menerima."),
        ({"relation": "NEIGHBOUR"}, "Ini nama pemohon. Tulis nama orang yang mengambil"),
        (
            {"receiver": "siti  aminah", "relation": "CHILD"},
            "Ini nama pemohon. Tulis nama orang yang mengambil",
        ),
        ({"relation": "OTHER"}, "Tulis hubungannya dengan pemohon."),
        ({"receiver": "BUDI 😀", "relation": "CHILD"}, "Tanda “😀” tidak dipakai dalam nama."),
        ({"receiver": "<b>BUDI</b>", "relation": "CHILD"}, "Tanda “<” tidak dipakai dalam nama."),
        ({"relation": "OTHER", "relation_words": "ipar 😀"}, "Huruf “😀” pada “Hubungan”"),
        ({"note": "kuasa 😀"}, "Huruf “😀” pada “Catatan”"),
        ({"relation": "RAJA"}, "Pilih hubungannya dari daftar."),
        ({"id_kind": "KTP", "id_last": "3508174508680001"}, "nomor lengkap tidak disimpan"),
        ({"id_last": "0001"}, "Pilih kartu yang ditunjukkan."),
        ({"collector_phone": "12"}, "Nomor telepon tidak dikenali."),
        ({"signature": drawn(samples.drawn(blank=True))}, "Kotak tanda tangan masih kosong."),
        ({"signature": "data:text/html;base64,AAAA"}, "rusak"),
        ({"signature": drawn(b"MZ program")}, "program"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(site, ready, media, answers, message):
    answer = hand_over(site, ready, **answers)
    assert answer.status_code == 422
    assert message in text(answer)
    assert site.file(ready).event_no == ready.event
    assert [path for path in media.rglob("*") if path.is_file()] == []
    with office_scope(site.office):
        assert not Attachment.objects.exists()
        assert not Collection.objects.exists()


def test_what_is_asked_of_somebody_else_opens_with_the_relation(site, ready):
    page = site.at("counter").get(url("file", ready.file_id))
    assert 'data-other-collector="SITI AMINAH" >' in page.content.decode()
    refused = hand_over(site, ready, relation="NEIGHBOUR")
    assert 'data-other-collector="SITI AMINAH" open>' in refused.content.decode()


def test_a_stale_form_keeps_no_signature(site, ready, media):
    address = url("file_action", ready.file_id, "complete")
    form = inputs(site.at("counter").get(url("file", ready.file_id)), address)
    assert site.at("counter").post(address, form).status_code == 303
    late = {**form, "idempotency_key": "another", "signature": drawn(samples.drawn())}
    assert site.at("counter").post(address, late).status_code == 409
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_pressed_twice_it_is_one_hand_over_with_one_signature(site, ready):
    address = url("file_action", ready.file_id, "complete")
    form = inputs(site.at("counter").get(url("file", ready.file_id)), address)
    form |= {"signature": drawn(samples.drawn())}
    assert [site.at("counter").post(address, form).status_code for _n in range(2)] == [303, 303]
    with office_scope(site.office):
        assert (Collection.objects.count(), Attachment.objects.count()) == (1, 1)


def test_a_corrected_letter_says_what_it_replaces_and_is_handed_over_again(site):
    outcome = site.step(site.until("sktm-rekomendasi", "HAND_OVER"))
    from applications.workflow_types import Action  # noqa: PLC0415

    asked = site.step(outcome, Action.CORRECT, who="secretary", reason="Alamat salah tulis")
    given = site.step(asked, Action.CORRECT, who="head")
    with office_scope(site.office):
        old, new = Letter.objects.order_by("seq")
    assert (old.state, new.replaces_id) == ("REPLACED", old.id)
    words = " ".join(
        pdf_text(site.at("counter").get(url("file_letter_pdf", outcome.file_id)).content).split()
    )
    assert f"pengganti surat nomor {old.number}" in words
    assert hand_over(site, given).status_code == 303
    slip = site.at("counter").get(url("file_print", outcome.file_id, "serah-terima"))
    assert old.number in pdf_text(slip.content)
    assert new.number in pdf_text(slip.content)


def test_what_nobody_came_for_is_listed_with_days_and_calls(site, elsewhere, ready, clock, settings):
    foreign = elsewhere.until(KTP, "HAND_OVER")
    assert "Tidak ada yang terlalu lama di rak." in text(site.at("information").get(url("uncollected")))
    clock.advance(days=15)
    page = site.at("counter").get(url("uncollected"))
    shown = text(page)
    assert "15 hari belum diambil" in shown
    assert "Belum pernah diberi tahu" in shown
    assert "Tutup: tidak diambil" in shown
    assert str(foreign.file_id) not in page.content.decode()
    form = {"way": "PHONE", "outcome": "REACHED", "call_note": "akan datang Senin"}
    assert site.at("counter").post(url("file_contact", ready.file_id), form).status_code == 303
    assert "1 kali dihubungi" in text(site.at("counter").get(url("uncollected")))
    again = text(site.at("counter").get(url("file", ready.file_id)))
    assert "Siap sejak 15 hari dan belum diambil" in again, "it can be noted once more"
    assert "Tutup: tidak diambil" not in text(site.at("secretary").get(url("uncollected")))


def test_the_list_asks_the_same_number_of_queries_for_any_number_of_files(site, ready, clock):
    clock.advance(days=15)
    site.at("counter").get(url("uncollected"))
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as one:
        site.at("counter").get(url("uncollected"))
    clock.set(clocks.now() - timedelta(days=15))
    for _n in range(2):
        site.until(KTP, "HAND_OVER")
    clock.advance(days=15)
    with CaptureQueriesContext(connection) as three:
        site.at("counter").get(url("uncollected"))
    assert len(three) <= len(one) + 1


def test_retention_removes_pictures_of_finished_files_only(site, ready, media):
    hand_over(site, ready, **ANOTHER, signature=drawn(samples.drawn()))
    later = clocks.today() + timedelta(days=1)
    with office_scope(site.office):
        assert retention.count_attachments(clocks.today()) == 0
        assert retention.count_attachments(later) == 1
        assert retention.erase_attachments(later) == 1
        row = Collection.objects.get()
        assert not TrailEntry.objects.filter(action="attachment.struck").exists()
    assert (row.signature_id, row.phone, row.id_last, row.name) == (None, None, "", "BUDI SANTOSO")
    assert [path for path in media.rglob("*") if path.is_file()] == []
