"""The file page: everything on it, and every action by the form one sees there."""

import re
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.models import ContactAttempt, Event, File
from applications.workflow_types import Action
from documents.models import Letter, RegisterEntry
from lookups.models import PovertyCheck
from offices.scope import office_scope
from tests import world
from tests.applications.pages import inputs, text, url
from trail import queries as trail

pytestmark = pytest.mark.django_db


def page_of(site, who, outcome):
    return site.at(who).get(url("file", outcome.file_id))


def do(site, who, outcome, action, **answers):
    """Send the form of an action as the page shows it, with these answers."""
    address = url("file_action", outcome.file_id, action)
    form = inputs(page_of(site, who, outcome), address)
    return site.at(who).post(address, {**form, **answers})


def events(site, outcome):
    with office_scope(site.office):
        return list(Event.objects.filter(file_id=outcome.file_id).order_by("seq"))


def test_the_page_has_everything_about_the_file(site):
    outcome = site.until("sktm-rekomendasi", "SIGN")
    shown = text(page_of(site, "counter", outcome))
    for words in (
        "0001/2026",
        "Menunggu tanda tangan",
        "SITI AMINAH",
        "Sisa 13 jam 30 menit",
        "Susun rekomendasi",
        "Menunggu tanda tangan Camat Uji Barat.",
        "350817******0001",
        "Kepala Desa Kaliboto Lor, Sutrisno",
        "470/12/2026, 18 November 2026",
        "100.2.2.5/001/427.99/2026",
        "Pratinjau surat",
        "Tanda terima berkas",
        "081234567890",
        "WhatsApp lebih dulu",
        "Selesai dikerjakan Bagus Prakoso, Operator",
        "Berkas diterima lengkap Sari Wulandari, Petugas Loket",
        "5 Agustus 1968",
    ):
        assert words in shown, words


def test_only_what_this_person_may_do_is_offered(site):
    outcome = site.until("sktm-rekomendasi", "SIGN")
    assert "Sekarang giliran Anda" in text(page_of(site, "head", outcome))
    for who in ("counter", "operator", "information", "secretary", "section_head"):
        assert "Sekarang giliran Anda" not in text(page_of(site, who, outcome))
    assert "Tolak permohonan" in text(page_of(site, "secretary", outcome))
    assert "Tindakan lain" not in text(page_of(site, "information", outcome))


def test_undo_is_offered_to_who_did_it_for_five_minutes(site, clock):
    outcome = site.until("sktm", "SIGN")
    assert "Batalkan langkah terakhir saya" in text(page_of(site, "counter", outcome))
    assert "Batalkan langkah terakhir saya" not in text(page_of(site, "operator", outcome))
    assert do(site, "counter", outcome, "undo").status_code == 303
    assert site.file(outcome).step_kind == "VERIFY"
    site.until("sktm", "SIGN")
    clock.advance(minutes=6)
    assert "Batalkan langkah terakhir saya" not in text(page_of(site, "counter", outcome))


def test_a_returned_file_names_what_is_missing(site):
    outcome = site.receive("sktm-rekomendasi")
    body = page_of(site, "counter", outcome).content.decode()
    codes = re.findall(r'name="missing" value="([^"]+)"', body)
    ticked = {"missing": [codes[0]], "missing_other": "KK buram", "note": "Besok saja"}
    answer = do(site, "counter", outcome, "return", **ticked)
    assert answer.status_code == 303
    file = site.file(outcome)
    names = {row["key"]: row["name"] for row in file.checklist}
    assert events(site, outcome)[-1].data == {"missing": [names[codes[0]], "KK buram"], "note": "Besok saja"}
    shown = text(page_of(site, "counter", outcome))
    assert "KK buram" in shown
    assert "Pemohon sudah melengkapi" in shown
    assert "Daftar kekurangan" in shown


def test_a_return_without_anything_missing_is_refused_beside_the_question(site):
    outcome = site.receive("sktm-rekomendasi")
    answer = do(site, "counter", outcome, "return", note="tolong dilengkapi")
    assert answer.status_code == 422
    body = answer.content.decode()
    assert 'href="#f-return-missing"' in body
    assert "Sebutkan apa yang kurang." in body
    assert "tolong dilengkapi" in body
    assert "Berkas tidak berubah." in text(answer)
    assert len(events(site, outcome)) == 1


def test_the_head_declines_with_a_reason(site):
    outcome = site.until("sktm-rekomendasi", "SIGN")
    blank = do(site, "head", outcome, "send_back", reason="  ")
    assert blank.status_code == 422
    assert 'href="#f-send_back-reason"' in blank.content.decode()
    answer = do(site, "head", outcome, "send_back", reason="Alamat keliru", to_step="susun")
    assert answer.status_code == 303
    file = site.file(outcome)
    assert (file.step_kind, file.phase) == ("PRODUCE", "OPEN")
    with office_scope(site.office):
        assert Letter.objects.get().state == "VOID"
    assert "Alamat keliru" in text(page_of(site, "operator", outcome))


def test_waiting_for_an_agency_and_going_on(site, clock):
    outcome = site.until("ktp-el", "PRODUCE")
    answer = do(site, "operator", outcome, "wait", agency="lain", agency_other="Listrik padam")
    assert answer.status_code == 303
    assert "Listrik padam" in text(page_of(site, "counter", outcome))
    assert "Menunggu: Listrik padam." in text(page_of(site, "head", outcome))
    assert "Sudah ada, lanjutkan" in text(page_of(site, "operator", outcome))
    clock.advance(hours=2)
    assert do(site, "operator", outcome, "resume").status_code == 303
    assert "Instansi lain 2 jam" in text(page_of(site, "operator", outcome))


def test_the_operators_answers_at_production_are_kept(site):
    outcome = site.until("ktp-el", "PRODUCE")
    answer = do(site, "operator", outcome, "complete", perekaman="sudah", pencetakan="dukcapil")
    assert answer.status_code == 303
    assert events(site, outcome)[-1].data["produced"] == {"perekaman": "sudah", "pencetakan": "dukcapil"}
    shown = text(page_of(site, "operator", outcome))
    assert "Perekaman: Sudah pernah direkam" in shown
    assert "Pencetakan: Dicetak di Dinas Dukcapil" in shown


def test_nothing_is_chosen_for_the_operator(site):
    outcome = site.until("ktp-el", "PRODUCE")
    answer = do(site, "operator", outcome, "complete")
    assert answer.status_code == 422
    assert "Perekaman belum diisi" in text(answer)
    assert "Pencetakan belum diisi" in text(answer)
    half = do(site, "operator", outcome, "complete", perekaman="sekarang")
    assert half.status_code == 422
    assert inputs(half, url("file_action", outcome.file_id, "complete"))["perekaman"] == "sekarang"
    assert len(events(site, outcome)) == outcome.event


def test_an_answer_the_service_does_not_know_is_refused(site):
    outcome = site.until("ktp-el", "PRODUCE")
    answer = do(site, "operator", outcome, "complete", perekaman="entah", pencetakan="dukcapil")
    assert answer.status_code == 422
    assert "Perekaman: pilihan tidak dikenal." in text(answer)
    assert len(events(site, outcome)) == outcome.event


def test_rejecting_takes_a_ground_and_a_superior(site):
    outcome = site.receive("sktm")
    assert "Tolak permohonan" not in text(page_of(site, "counter", outcome))
    assert do(site, "section_head", outcome, "reject", ground="").status_code == 422
    assert do(site, "section_head", outcome, "reject", ground="Bukan warga sini").status_code == 303
    assert site.file(outcome).phase == "REJECTED"
    assert "Berkas ini sudah selesai: ditolak." in text(page_of(site, "counter", outcome))


def test_the_poverty_list_is_shown_and_not_found_wants_a_reason(site):
    outcome = site.receive("sktm")
    shown = text(page_of(site, "counter", outcome))
    assert "Daftar kemiskinan: Belum dapat dicek: daftar belum dimuat." in shown
    refused = do(site, "counter", outcome, "complete", lookup_reason="")
    assert refused.status_code == 422
    assert 'href="#f-complete-lookup_reason"' in refused.content.decode()
    assert do(site, "counter", outcome, "complete", lookup_reason="Data desa menyusul").status_code == 303
    shown = text(page_of(site, "counter", outcome))
    assert "Belum dapat dicek: daftar belum dimuat Dicek Sari Wulandari" in shown
    assert "Alasan: Data desa menyusul" in shown
    with office_scope(site.office):
        assert PovertyCheck.objects.count() == 1
        assert "lookups.poverty_checked" in [row.action for row in trail.latest()]


def test_a_correction_is_asked_answered_and_handed_over_again(site):
    outcome = site.until("sktm-rekomendasi", "HAND_OVER")
    assert do(site, "secretary", outcome, "correct", reason="Salah tulis alamat").status_code == 303
    shown = text(page_of(site, "counter", outcome))
    assert "Menunggu jawaban Camat Uji Barat atas permintaan koreksi." in shown
    assert "Sudah diserahkan" not in shown
    answer = page_of(site, "head", outcome)
    assert "Diminta karena: Salah tulis alamat" in text(answer)
    assert "Setujui: terbitkan surat pengganti" in text(answer)
    assert do(site, "head", outcome, "correct").status_code == 303
    with office_scope(site.office):
        states = dict(Letter.objects.values_list("number", "state"))
    assert states == {"100.2.2.5/001/427.99/2026": "REPLACED", "100.2.2.5/002/427.99/2026": "VALID"}
    assert "Mengganti nomor 100.2.2.5/001/427.99/2026" in text(page_of(site, "counter", outcome))


def test_a_correction_declined_leaves_all_as_it_was(site):
    outcome = site.until("sktm-rekomendasi", "HAND_OVER")
    do(site, "secretary", outcome, "correct", reason="Salah tulis alamat")
    assert do(site, "head", outcome, "send_back", reason="Sudah benar").status_code == 303
    assert "Permintaan koreksi ditolak" in text(page_of(site, "counter", outcome))
    with office_scope(site.office):
        assert Letter.objects.get().state == "VALID"


def test_the_receiver_is_written_into_the_register(site):
    outcome = site.until("ktp-el", "HAND_OVER")
    answer = do(
        site, "counter", outcome, "complete", receiver="BUDI", relation="CHILD", note="surat kuasa 20-11"
    )
    assert answer.status_code == 303
    with office_scope(site.office):
        assert RegisterEntry.objects.get().receiver == "BUDI (anak)"
    shown = text(page_of(site, "counter", outcome))
    assert "surat kuasa 20-11" in shown
    assert "Diterima BUDI (anak)" in shown


# Stale pages and double clicks


def test_a_stale_form_says_who_moved_it_and_when_and_keeps_what_was_typed(site, clock):
    outcome = site.until("sktm-rekomendasi", "SIGN")
    address = url("file_action", outcome.file_id, "send_back")
    form = inputs(page_of(site, "head", outcome), address)
    clock.advance(minutes=3)
    site.step(outcome, Action.REJECT, who="secretary", ground="Bukan warga sini")
    answer = site.at("head").post(address, {**form, "reason": "Alamatnya keliru, lihat KK"})
    assert answer.status_code == 409
    shown = text(answer)
    assert "Joko Santoso (Sekretaris) pada pukul 09.03: Ditolak (Bukan warga sini)" in shown
    assert "Alamatnya keliru, lihat KK" in answer.content.decode()
    assert "Berkas ini sudah diubah orang lain" in shown
    assert "Tindakan ini tidak ada lagi pada keadaan berkas sekarang." in shown
    assert "kirim lagi bila masih perlu" not in shown
    assert site.file(outcome).phase == "REJECTED"


def test_a_form_left_open_in_another_window_is_not_laid_at_somebody_elses_door(site):
    outcome = site.until("sktm", "VERIFY")
    address = url("file_action", outcome.file_id, "complete")
    form = inputs(page_of(site, "counter", outcome), address)
    site.step(outcome)
    answer = site.at("counter").post(address, {**form, "idempotency_key": world.key()})
    shown = text(answer)
    assert answer.status_code == 409
    assert "Berkas ini sudah Anda ubah di jendela lain Pukul 09.00: Diperiksa" in shown
    assert "orang lain" not in shown
    assert "kirim lagi" not in shown, "the step is done"


def test_a_stale_form_can_be_sent_again_where_it_still_makes_sense(site, clock):
    outcome = site.receive("sktm-rekomendasi")
    address = url("file_action", outcome.file_id, "return")
    form = inputs(page_of(site, "counter", outcome), address)
    site.step(site.step(outcome, Action.WAIT, agency="Dukcapil"), Action.RESUME)
    first = site.at("counter").post(address, {**form, "missing_other": "KK", "note": "tolong"})
    assert first.status_code == 409
    assert "lalu kirim lagi bila masih perlu" in text(first)
    again = inputs(first, address)
    assert (again["missing_other"], again["note"]) == ("KK", "tolong")
    assert site.at("counter").post(address, again).status_code == 303
    assert site.file(outcome).phase == "RETURNED"


def test_a_double_click_does_it_once(site):
    outcome = site.until("sktm-rekomendasi", "PRODUCE")
    address = url("file_action", outcome.file_id, "complete")
    form = inputs(page_of(site, "operator", outcome), address)
    first, second = (site.at("operator").post(address, form) for _n in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    with office_scope(site.office):
        assert list(Letter.objects.values_list("seq", flat=True)) == [1]
    assert len(events(site, outcome)) == outcome.event + 1


@pytest.mark.parametrize("number", ["", "x", "-1", "99999999999", "²", "0"])
def test_a_form_without_a_sound_event_number_is_stale(site, number):
    outcome = site.receive("sktm-rekomendasi")
    answer = site.at("counter").post(
        url("file_action", outcome.file_id, "complete"), {"expected_event": number, "idempotency_key": "k"}
    )
    assert answer.status_code == 409
    assert len(events(site, outcome)) == 1


@pytest.mark.parametrize(("who", "status"), [("operator", 303), ("head", 403), ("information", 403)])
def test_an_action_by_the_wrong_role_is_refused_and_changes_nothing(site, who, status):
    outcome = site.until("sktm-rekomendasi", "PRODUCE")
    sent = {"expected_event": outcome.event, "idempotency_key": world.key()}
    answer = site.at(who).post(url("file_action", outcome.file_id, "complete"), sent)
    assert answer.status_code == status
    assert (len(events(site, outcome)) == outcome.event) == (status == 403)
    if status == 403:
        assert "Tugas Anda di kantor ini tidak mencakup tindakan ini. Berkas tidak berubah." in text(answer)


def test_an_action_in_the_wrong_state_is_refused(site):
    outcome = site.receive("sktm")
    sent = {"expected_event": outcome.event, "idempotency_key": world.key()}
    answer = site.at("counter").post(url("file_action", outcome.file_id, "resume"), sent)
    assert answer.status_code == 409
    assert "Tindakan ini tidak dapat dilakukan pada keadaan berkas sekarang." in text(answer)


def test_an_action_nobody_knows_is_not_found(site):
    outcome = site.receive("sktm")
    assert site.at("counter").post(url("file_action", outcome.file_id, "delete")).status_code == 404


# NIK, calls, cost


def test_the_nik_is_shown_on_request_and_the_look_is_on_the_trail(site):
    outcome = site.receive("sktm")
    answer = site.at("counter").post(url("file_reveal", outcome.file_id))
    assert "NIK lengkap 3508174508680001" in text(answer)
    assert "Nomor KK lengkap 3508170101100002" in text(answer)
    with office_scope(site.office):
        line = trail.latest()[0]
    assert (line.action, line.actor_name) == ("file.nik_revealed", "Sari Wulandari")
    assert line.subject == f"file:{outcome.file_id}"
    assert world.VALUES["nik"] not in repr(line)
    assert world.VALUES["nik"] not in page_of(site, "counter", outcome).content.decode()


def test_a_call_is_written_down_with_what_came_of_it(site):
    outcome = site.until("ktp-el", "HAND_OVER")
    address = url("file_contact", outcome.file_id)
    form = inputs(page_of(site, "counter", outcome), address)
    assert form["way"] == "WHATSAPP"
    lacking = site.at("counter").post(address, {**form, "call_note": "dua kali"})
    assert lacking.status_code == 422
    assert 'href="#f-contact-outcome"' in lacking.content.decode()
    assert 'value="dua kali"' in lacking.content.decode()
    sent = {**form, "outcome": "NO_ANSWER", "call_note": "dua kali"}
    assert site.at("counter").post(address, sent).status_code == 303
    assert "Tidak diangkat 20 Nov 09.00, Sari Wulandari: dua kali" in text(page_of(site, "counter", outcome))
    with office_scope(site.office):
        assert ContactAttempt.objects.count() == 1
        file = File.objects.get()
        file.phone = "0334 321465"
        file.save(update_fields=["phone"])
    page = page_of(site, "counter", outcome)
    assert inputs(page, address)["way"] == "PHONE", "nobody writes to a landline"
    assert "Nomor telepon rumah: telepon saja." in text(page)
    assert "WhatsApp lebih dulu" not in text(page)


@pytest.mark.parametrize(
    "sent", [{"outcome": "X"}, {"outcome": "REACHED", "way": "NONE"}, {"outcome": "REACHED", "way": "x"}]
)
def test_a_call_that_makes_no_sense_is_not_written_down(site, sent):
    outcome = site.until("ktp-el", "HAND_OVER")
    answer = site.at("counter").post(url("file_contact", outcome.file_id), {"way": "SMS", **sent})
    assert answer.status_code == 422
    with office_scope(site.office):
        assert ContactAttempt.objects.count() == 0
        assert File.objects.get().needs_contact == "READY"


def test_the_page_costs_the_same_however_much_happened(site):
    outcome = site.receive("sktm-rekomendasi")
    page_of(site, "counter", outcome)
    with CaptureQueriesContext(connection) as few:
        page_of(site, "counter", outcome)
    for _n in range(6):
        outcome = site.step(site.step(outcome, Action.WAIT, agency="Dukcapil"), Action.RESUME)
    with CaptureQueriesContext(connection) as many:
        page_of(site, "counter", outcome)
    assert len(many) == len(few) <= 23


def test_an_action_costs_few_queries(site, django_assert_max_num_queries):
    outcome = site.until("ktp-el", "PRODUCE")
    address = url("file_action", outcome.file_id, "complete")
    form = inputs(page_of(site, "operator", outcome), address)
    form |= {"perekaman": "sekarang", "pencetakan": "kecamatan"}
    with django_assert_max_num_queries(18):
        assert site.at("operator").post(address, form).status_code == 303


def test_a_page_left_open_hears_of_changes(site):
    outcome = site.receive("sktm")
    address = url("file_changes", outcome.file_id)
    assert f'data-live-poll="{address}"' in page_of(site, "counter", outcome).content.decode()
    tag = site.at("counter").get(address).headers["ETag"]
    assert site.at("counter").get(address, headers={"If-None-Match": tag}).status_code == 304
    site.step(outcome)
    assert site.at("counter").get(address, headers={"If-None-Match": tag}).status_code == 200
    assert site.at("counter").get(url("file_changes", UUID(int=1))).status_code == 404
