"""Receiving a file: finding the person, the form, the papers, and what is kept when something is wrong."""

import re
from typing import Any

import pytest

from applications import tickets
from applications.models import File, SupportingLetter
from commons.ids import new_id
from documents.models import BookYear
from offices.models import Area
from offices.scope import office_scope, public_scope
from tests.applications.pages import ANSWERS, boxes, filled, inputs, text, url
from trail import queries as trail

pytestmark = pytest.mark.django_db
SKTM = "sktm-rekomendasi"


def start(site, code=SKTM, query="", who="counter"):
    """The blank form of a service."""
    return site.at(who).post(url("intake_service", code), {"do": "new", "query": query})


def send(site, form, code=SKTM, who="counter"):
    """Send the form; what is only odd is confirmed."""
    answer = site.at(who).post(url("intake_service", code), form)
    if answer.status_code == 422 and "accept_warnings" in inputs(answer, url("intake_service", code)):
        again = inputs(answer, url("intake_service", code))
        answer = site.at(who).post(url("intake_service", code), {**again, "do": "receive"})
    return answer


def send_once(site, form, code=SKTM):
    """Send the form and confirm nothing."""
    return site.at("counter").post(url("intake_service", code), form)


def files(site):
    with office_scope(site.office):
        return list(File.objects.order_by("seq"))


def fill(site, code=SKTM, **answers):
    return filled(start(site, code), url("intake_service", code), **answers)


def test_services_are_chosen_by_digit(site):
    body = site.at("counter").get(url("intake")).content.decode()
    keys = re.findall(r'href="([^"]+)"\s+data-key="(\d)"', body)
    assert [key for _url, key in keys] == ["1", "2", "3", "4", "5"]
    assert (url("intake_service", "ktp-el"), "4") in keys
    assert "15 menit · Gratis" in text(site.at("counter").get(url("intake")))


def test_a_service_the_office_does_not_have_is_not_found(site):
    assert site.at("counter").get(url("intake_service", "ahli-waris")).status_code == 404


@pytest.mark.parametrize(
    ("query", "name"),
    [("3508174508680001", "nik"), ("0812-3456-7890", "telepon"), ("Siti Aminah", "nama"), ("", "nama")],
)
def test_what_was_searched_is_the_first_answer_of_a_new_form(site, query, name):
    form = inputs(start(site, query=query), url("intake_service", SKTM))
    assert form[name] == query


@pytest.mark.parametrize(
    "query",
    ["3508174508680001", "3508 1745 0868 0001", "0812 3456 7890", "+62 812-3456-7890", "siti", "AMINAH  sit"],
)
def test_a_person_who_was_here_is_found_by_nik_telephone_or_name(site, elsewhere, query):
    site.receive("ktp-el")
    answer = site.at("counter").post(url("intake_service", SKTM), {"do": "find", "query": query})
    shown = text(answer)
    assert "1 orang pernah mengajukan di sini." in shown
    assert "350817******0001" in shown
    assert "3508174508680001" not in answer.content.decode().replace(query, "")
    other = elsewhere.at("counter").post(url("intake_service", SKTM), {"do": "find", "query": query})
    assert "Belum pernah mengajukan di kantor ini." in text(other)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Ketik paling sedikit tiga huruf."),
        ("si", "Ketik paling sedikit tiga huruf."),
        ("3508174508680002", "Belum pernah mengajukan di kantor ini."),
        ("350817450868000", "NIK 16 angka, yang diketik 15."),
        ("3508 1745 0868 00012", "NIK 16 angka, yang diketik 17."),
        ("0812 345", "Nomor telepon tidak dikenali."),
        ("0812 3456 7891", "Belum pernah mengajukan di kantor ini."),
        ("budi", "Belum pernah mengajukan di kantor ini."),
        ("%", "Ketik paling sedikit tiga huruf."),
        ("_____", "Belum pernah mengajukan di kantor ini."),
        ("\\", "Ketik paling sedikit tiga huruf."),
    ],
)
def test_nobody_is_found_by_what_does_not_name_them_and_it_is_said_why(site, query, said):
    site.receive("ktp-el")
    answer = site.at("counter").post(url("intake_service", SKTM), {"do": "find", "query": query})
    assert said in text(answer)
    assert ("Belum pernah mengajukan di kantor ini." in text(answer)) is said.startswith("Belum")


@pytest.mark.parametrize(
    ("query", "nik", "phone"),
    [("3508 1745 0868 000", "350817450868000", ""), ("0812 345", "", "0812 345"), ("SITI 12", "", "")],
)
def test_digits_are_never_taken_for_a_name(site, query, nik, phone):
    form = inputs(start(site, query=query), url("intake_service", SKTM))
    assert (form["nama"], form["nik"], form["telepon"]) == ("", nik, phone)


def ref_of(site, query="siti"):
    body = (
        site.at("counter").post(url("intake_service", SKTM), {"do": "find", "query": query}).content.decode()
    )
    return re.findall(r'value="choose:([^"]+)"', body)


def test_each_person_is_offered_once_with_the_latest_file(site, clock):
    site.receive("ktp-el")
    clock.advance(days=3)
    site.receive(SKTM)
    site.receive(SKTM, values={"nama": "SITI RAHMA", "nik": "3508174508680003"})
    page = site.at("counter").post(url("intake_service", SKTM), {"do": "find", "query": "siti"})
    assert len(ref_of(site)) == 2
    assert "terakhir: Rekomendasi Surat Keterangan Tidak Mampu (SKTM), 23 November 2026" in text(page)


def test_a_returning_applicant_is_filled_in_and_the_look_is_on_the_trail(site):
    site.receive(SKTM)
    page = site.at("counter").post(url("intake_service", SKTM), {"do": f"choose:{ref_of(site)[0]}"})
    form = inputs(page, url("intake_service", SKTM))
    assert {key: form[key] for key in ("nama", "nik", "tempat_lahir", "tanggal_lahir", "desa")} == {
        "nama": "SITI AMINAH",
        "nik": "3508174508680001",
        "tempat_lahir": "Lumajang",
        "tanggal_lahir": "05-08-1968",
        "desa": "Kaliboto Lor",
    }
    assert form["contact_way"] == "WHATSAPP"
    shown = text(page)
    assert "Perempuan, Lumajang, 5 Agustus 1968, Buruh tani" in shown
    with office_scope(site.office):
        line = trail.latest()[0]
    assert (line.action, line.data) == ("file.nik_revealed", {"why": "intake"})


def test_another_service_takes_only_what_belongs_to_the_person(site):
    site.receive(SKTM)
    page = site.at("counter").post(url("intake_service", "sktm"), {"do": f"choose:{ref_of(site)[0]}"})
    form = inputs(page, url("intake_service", "sktm"))
    assert (form["nama"], form["keperluan"]) == ("SITI AMINAH", "")


def test_a_returning_applicant_is_received_with_few_keys(site):
    """T, the digit, the NIK by a reader or three letters and Enter, Enter, F2, Ctrl+Enter."""
    site.receive("ktp-el", group="baru")
    page = site.at("counter").post(url("intake_service", "ktp-el"), {"do": f"choose:{ref_of(site)[0]}"})
    form = inputs(page, url("intake_service", "ktp-el"))
    form |= {"requirement_group": "baru", "requirement": boxes(page), "do": "receive"}
    assert send(site, form, "ktp-el").status_code == 303
    assert [file.receipt_number for file in files(site)] == ["0001/2026", "0002/2026"]


def test_a_ref_of_another_office_or_an_altered_one_names_nobody(site, elsewhere, clock):
    site.receive(SKTM)
    elsewhere.receive(SKTM)
    ref = ref_of(site)[0]
    for browser, given in (
        (elsewhere.at("counter"), ref),
        (site.at("counter"), ref[:-2] + "xx"),
        (site.at("counter"), ""),
    ):
        page = browser.post(url("intake_service", SKTM), {"do": f"choose:{given}"})
        assert "Siapa pemohonnya?" in text(page)
        assert "SITI" not in text(page)
    clock.advance(hours=3)
    page = site.at("counter").post(url("intake_service", SKTM), {"do": f"choose:{ref}"})
    assert "SITI" not in text(page), "a ref is good for two hours"


def test_after_it_was_received_the_receipt_is_offered(site):
    answer = send(site, fill(site))
    assert answer.status_code == 303
    page = site.at("counter").get(answer.url)
    assert "Berkas 0001/2026 diterima." in text(page)
    assert url("file_print", files(site)[0].id, "tanda-terima") in page.content.decode()
    assert "diterima." not in text(site.at("counter").get(url("file", files(site)[0].id)))


def test_a_form_sent_twice_is_received_once(site):
    form = fill(site)
    first, second = send(site, form), send(site, form)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.url == second.url
    assert len(files(site)) == 1


def test_missing_papers_are_noted_and_the_file_is_returned_at_once(site):
    form = fill(site)
    form["requirement"] = form["requirement"][1:]
    answer = send(site, form)
    assert answer.status_code == 303
    file = files(site)[0]
    assert (file.phase, file.receipt_number) == ("RETURNED", "0001/2026")
    page = site.at("counter").get(answer.url)
    assert "Daftar kekurangan" in text(page)
    missing = next(row["name"] for row in file.checklist if row["state"] != "HERE")
    assert f"Berkas 0001/2026 dicatat dan dikembalikan: kurang {missing}." in text(page)
    assert "Berkas 0001/2026 diterima." not in text(page)
    assert 'class="notice notice-good' not in page.content.decode()


def test_nothing_ticked_is_asked_back_and_may_be_so(site):
    form = {**fill(site), "requirement": []}
    answer = send(site, form)
    assert answer.status_code == 422
    assert "Periksa persyaratan satu per satu; belum ada yang ditandai." in text(answer)
    assert "Memang tidak ada satu pun yang dibawa" in text(answer)
    assert files(site) == []
    again = inputs(answer, url("intake_service", SKTM))
    assert send(site, {**again, "none_here": "1", "do": "receive"}).status_code == 303
    assert files(site)[0].phase == "RETURNED"


def test_a_paper_that_does_not_apply_is_excused_with_a_reason(site):
    form = fill(site)
    left_out = form["requirement"].pop()
    form["na-" + left_out.replace(":", "-")] = "Belum punya KK sendiri"
    assert send(site, form).status_code == 303
    file = files(site)[0]
    assert file.phase == "OPEN"
    assert [row["reason"] for row in file.checklist if row["state"] == "NA"] == ["Belum punya KK sendiri"]
    shown = text(site.at("counter").get(url("file", file.id)))
    assert "tidak berlaku Belum punya KK sendiri" in shown


def test_a_supporting_letter_is_kept_with_issuer_number_and_date(site):
    assert send(site, fill(site)).status_code == 303
    with office_scope(site.office):
        letter = SupportingLetter.objects.get()
    assert (letter.number, f"{letter.date}", letter.issuer) == ("470/12/2026", "2026-11-18", "Kaliboto Lor")


@pytest.mark.parametrize(
    ("part", "value", "message"),
    [
        ("number", "", ": isi nomor dan tanggal suratnya."),
        ("date", "", ": isi nomor dan tanggal suratnya."),
        ("date", "31022026", "Tanggal 31-02-2026 tidak ada di kalender."),
        ("date", "kemarin", "Tanggal tidak terbaca."),
        ("date", "18-11\u202e-2026", "tanda tak terlihat"),
        ("date", "25122026", "Tanggal surat tidak boleh di masa depan."),
        ("number", "4" * 81, "Teks terlalu panjang: 81 huruf, paling banyak 80."),
    ],
)
def test_a_letter_without_its_data_is_asked_back_beside_the_paper(site, part, value, message):
    form = fill(site)
    name = next(each for each in form if each.endswith(f"-{part}"))
    answer = send(site, {**form, name: value})
    assert answer.status_code == 422
    assert message in text(answer)
    assert inputs(answer, url("intake_service", SKTM))[name] == value
    assert files(site) == []


def test_a_question_that_may_have_to_be_answered_is_not_said_to_be_optional(site):
    form = {**fill(site), "desa": ""}
    form |= {name: "" for name in form if name.endswith("-issuer")}
    answer = send(site, form)
    assert "isi dari mana suratnya, sebab alamat pemohon belum lengkap." in text(answer)
    assert "Dari desa/kelurahan Kosongkan bila sama dengan desa pemohon." in text(answer)


def test_one_of_several_requirement_groups_is_chosen(site):
    form = fill(site, "ktp-el")
    form.pop("requirement_group", None)
    answer = send(site, form, "ktp-el")
    assert answer.status_code == 422
    assert "Pilih jenis permohonannya dulu." in text(answer)
    again = inputs(answer, url("intake_service", "ktp-el"))
    assert again["requirement"] == form["requirement"]
    assert send(site, {**again, "requirement_group": "baru", "do": "receive"}, "ktp-el").status_code == 303
    assert files(site)[0].group == "baru"


def test_a_group_with_conditions_wants_one_and_its_papers_only(site):
    form = fill(site, "ktp-el", requirement_group="hilang_rusak")
    form.pop("condition", None)
    answer = send(site, form, "ktp-el")
    assert "Pilih keadaan pemohon dulu." in text(answer)
    again = inputs(answer, url("intake_service", "ktp-el"))
    assert send(site, {**again, "condition": "rusak", "do": "receive"}, "ktp-el").status_code == 303
    file = files(site)[0]
    assert (file.condition, [row["key"] for row in file.checklist]) == ("rusak", ["ktp_asli", "kk"])


def test_warnings_are_shown_once_and_confirmed_by_sending_again(site):
    form = {**fill(site), "jenis_kelamin": "L"}
    first = site.at("counter").post(url("intake_service", SKTM), form)
    assert first.status_code == 422
    assert "kirim sekali lagi" in text(first)
    again = inputs(first, url("intake_service", SKTM))
    changed = {**again, "tanggal_lahir": "06-08-1968", "do": "receive"}
    other = site.at("counter").post(url("intake_service", SKTM), changed)
    assert other.status_code == 422, "a warning that was not shown yet is not confirmed"
    assert site.at("counter").post(url("intake_service", SKTM), {**again, "do": "receive"}).status_code == 303


def test_enter_without_scripts_only_checks(site):
    answer = site.at("counter").post(url("intake_service", SKTM), {**fill(site), "do": "check"})
    assert answer.status_code in {200, 422}
    assert files(site) == []


def test_the_telephone_is_wanted_when_a_call_is(site):
    form = {**fill(site), "telepon": "", "contact_way": "WHATSAPP"}
    answer = send(site, form)
    assert "Isi nomor HP, atau pilih 'tidak perlu dihubungi'." in text(answer) or "belum diisi" in text(
        answer
    )
    for address in ("", "bukan surel", "a@b@c.go.id"):
        wrong = send(site, {**fill(site), "contact_way": "EMAIL", "surel": address})
        assert wrong.status_code == 422, address
        assert "Tulis alamat surel seperti" in text(wrong), address
        assert inputs(wrong)["surel"] == address
    unknown = send(site, {**fill(site), "contact_way": "MERPATI"})
    assert "Pilih cara menghubungi dari daftar." in text(unknown)
    assert files(site) == []


def test_rows_of_a_group_come_and_go_without_scripts(site):
    address = url("intake_service", "dtsen")
    form = {**fill(site, "dtsen"), "jenis_surat": "berita_acara"}
    one = site.at("counter").post(address, {**form, "do": "add:peserta"})
    assert one.status_code == 200
    rows = inputs(one, address)
    assert {"peserta-0-nama", "peserta-1-nama"} <= rows.keys()
    assert rows["nama"] == "SITI AMINAH", "what was typed elsewhere stays"
    rows |= {"peserta-0-nama": "BUDI", "peserta-0-jabatan": "Ketua RT", "peserta-1-nama": "TONO"}
    less = inputs(site.at("counter").post(address, {**rows, "do": "remove:peserta:0"}), address)
    assert less["peserta-0-nama"] == "TONO"
    assert "peserta-1-nama" not in less
    for odd in ("remove:peserta:99", "remove:peserta:x", "add:tidak-ada", "remove:", "add:"):
        assert site.at("counter").post(address, {**rows, "do": odd}).status_code == 200


def test_questions_of_another_choice_are_not_asked_for(site):
    form = {**fill(site, "dtsen"), "jenis_surat": "rekomendasi", "tempat_musyawarah": ""}
    assert send(site, form, "dtsen").status_code == 303
    values = files(site)[0].intake
    assert "tempat_musyawarah" not in values


def test_an_error_in_a_row_leads_to_its_cell(site):
    form = {**fill(site, "dtsen"), "jenis_surat": "berita_acara", "tanggal_musyawarah": "01112026"}
    form |= {"tempat_musyawarah": "Balai", "peserta-0-nama": "BUDI", "peserta-0-jabatan": ""}
    answer = send(site, form, "dtsen")
    assert 'href="#f-peserta-0-jabatan"' in answer.content.decode()
    assert inputs(answer, url("intake_service", "dtsen"))["peserta-0-nama"] == "BUDI"


@pytest.fixture
def areas(database):
    """A kecamatan with villages, and another with one of the same name."""
    with public_scope():
        for code, level, name, parent in (
            ("35.99.01", "KECAMATAN", "Uji Barat", "35.99"),
            ("35.99.01.2001", "DESA", "Rojopolo", "35.99.01"),
            ("35.99.01.1001", "KELURAHAN", "Jogoyudan", "35.99.01"),
            ("35.99.02", "KECAMATAN", "Uji Lain", "35.99"),
            ("35.99.02.2001", "DESA", "Rojopolo", "35.99.02"),
            ("35.99.02.2002", "DESA", "Sukosari", "35.99.02"),
        ):
            Area.objects.create(code=code, level=level, name=name, parent_code=parent)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("rojopolo", "35.99.01.2001"),
        ("Desa Rojopolo", "35.99.01.2001"),
        ("Desa Rojopolo, Kec. Uji Lain", "35.99.02.2001"),
        ("sukosari", "35.99.02.2002"),
        ("Kelurahan Jogoyudan, Kec. Uji Barat", "35.99.01.1001"),
    ],
)
def test_a_village_is_meant_by_its_words(site, areas, typed, code):
    page = start(site)
    assert '<option value="Desa Rojopolo, Kec. Uji Barat">' in page.content.decode()
    assert send(site, from_rojopolo(page, desa=typed)).status_code == 303
    village = files(site)[0].intake["desa"]
    assert village["code"] == code


def from_rojopolo(page, **answers):
    """The form, filled in with a letter of a village that is in the list."""
    form = filled(page, url("intake_service", SKTM), **answers)
    return form | {name: "Rojopolo" for name in form if name.endswith("-issuer")}


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("rojo", "Ada: Desa Rojopolo, Kec. Uji Barat; Desa Rojopolo, Kec. Uji Lain."),
        ("polo", "Ada: Desa Rojopolo, Kec. Uji Barat; Desa Rojopolo, Kec. Uji Lain."),
        ("Kelurahan Jogoyudn", "Ada: Kelurahan Jogoyudan, Kec. Uji Barat."),
        ("Bantur", "Benar? Desa"),
    ],
)
def test_a_village_that_is_not_in_the_list_is_asked_about_once(site, areas, typed, near):
    answer = send_once(site, from_rojopolo(start(site), desa=typed))
    assert answer.status_code == 422
    assert f"“{typed}” tidak ada dalam daftar desa/kelurahan kabupaten ini. Benar?" in text(answer)
    assert (near in text(answer)) == near.startswith("Ada")
    assert files(site) == []
    again = {**inputs(answer, url("intake_service", SKTM)), "do": "receive"}
    other = send_once(site, {**again, "desa": typed + "x"})
    assert other.status_code == 422, "another name is another question"
    assert send_once(site, again).status_code == 303
    assert files(site)[0].intake["desa"]["name"] == typed


def test_the_village_a_letter_comes_from_is_asked_about_as_well(site, areas):
    form = from_rojopolo(start(site), desa="Sukosari")
    issuer = next(name for name in form if name.endswith("-issuer"))
    answer = send_once(site, form | {issuer: "Kepala Desa Rojo"})
    assert answer.status_code == 422
    assert "“Desa Rojo” tidak ada dalam daftar" in text(answer)
    again = {**inputs(answer, url("intake_service", SKTM)), "do": "receive"}
    assert send_once(site, {**again, issuer: "Kepala Desa Bantur"}).status_code == 422
    assert send_once(site, again).status_code == 303


def test_a_ticket_called_to_the_counter_is_served_by_the_file(site, monkeypatch):
    served: dict[Any, Any] = {}
    ticket = tickets.Ticket(new_id(), "A-007", SKTM)
    monkeypatch.setattr(tickets, "_desk", [])
    tickets.set_queue(lambda id: ticket if id == ticket.id else None, served.__setitem__)
    chosen = site.at("counter").get(url("intake"), {"tiket": ticket.id})
    assert f"?tiket={ticket.id}" in chosen.content.decode()
    page = site.at("counter").post(url("intake_service", SKTM) + f"?tiket={ticket.id}", {"do": "new"})
    assert "antrean A-007" in text(page)
    assert send(site, filled(page, url("intake_service", SKTM))).status_code == 303
    assert served == {ticket.id: files(site)[0].id}
    for odd in ("x", "", str(new_id())):
        assert site.at("counter").get(url("intake"), {"tiket": odd}).status_code == 200


def test_refused_forms_burn_no_number(site):
    for _n in range(3):
        assert send(site, {**fill(site), "nama": ""}).status_code == 422
    with office_scope(site.office):
        assert not BookYear.objects.filter(kind="RECEIPT", last__gt=0).exists()
    assert send(site, fill(site)).status_code == 303
    assert files(site)[0].seq == 1
    assert ANSWERS["nama"] == files(site)[0].name


def test_mistakes_are_listed_in_the_order_of_the_questions(site):
    """The telephone stands in a part of its own below the applicant's data."""
    answer = site.at("counter").post(url("intake_service", "ktp-el"), {"do": "receive", "person": "n"})
    body = answer.content.decode()
    summary = body[body.index("error-title") : body.index("</ul>", body.index("error-title"))]
    listed = [name for name in re.findall(r'href="#f-([^"]+)"', summary) if f'id="f-{name}"' in body]
    places = [body.index(f'id="f-{name}"') for name in listed]
    assert len(places) >= 4
    assert places == sorted(places)
