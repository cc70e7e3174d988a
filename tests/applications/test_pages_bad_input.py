"""What people and programs type wrong: a clear sentence in Indonesian, everything kept, nothing half-done."""

import html

import pypdfium2
import pytest

from applications.models import Event, File
from applications.operations import Outcome
from applications.workflow_types import Action, Phase
from documents.models import BookYear, Letter, RegisterEntry
from offices.scope import office_scope, public_scope
from regulations.models import Delegation
from tests import world
from tests.applications.pages import filled, inputs, text, url

pytestmark = pytest.mark.django_db
SKTM = "sktm-rekomendasi"
MARKUP = (
    '<script>alert("x")</script> <b>tebal</b> #strong[typst] $1+1$ *bintang* _garis_ `kode` @ref '
    "{{ 7 }} {% if %} \\n &amp;"
)
ODD_NAMES = ["Nasa'i", "O’Brien", "Ñañá Ümlaut", "R. Ng. Ronggowarsito, S.Pd., M.Si."]


def form_of(site, code=SKTM):
    page = site.at("counter").post(url("intake_service", code), {"do": "new", "query": ""})
    return filled(page, url("intake_service", code))


def post(site, form, code=SKTM):
    return site.at("counter").post(url("intake_service", code), form)


def insist(site, form, code=SKTM):
    """Send the form, and once more when there are only warnings."""
    answer = post(site, form, code)
    if answer.status_code == 422 and "accept_warnings" in (
        again := inputs(answer, url("intake_service", code))
    ):
        answer = post(site, {**again, "do": "receive"}, code)
    return answer


def nothing_happened(site):
    with office_scope(site.office):
        return (File.objects.count(), Event.objects.count(), BookYear.objects.filter(last__gt=0).count()) == (
            0,
            0,
            0,
        )


def pdf_text(content):
    document = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("nik", "350817450868001", "NIK harus 16 angka"),
        ("nik", "3508174508680000", "0000"),
        ("nik", "35081745O8680001", "angka"),
        ("nik", "", "NIK belum diisi."),
        ("tanggal_lahir", "31021968", "Tanggal 31-02-1968 tidak ada di kalender."),
        ("tanggal_lahir", "05-08-2030", "Tanggal lahir 05-08-2030 belum terjadi."),
        ("tanggal_lahir", "kemarin", "Tanggal tidak terbaca."),
        ("nama", "A" * 500, "Teks terlalu panjang: 500 huruf, paling banyak 120."),
        ("nama", "   ", "Nama lengkap belum diisi."),
        ("nama", "12345", "Nama harus memuat huruf."),
        ("nama", "SITI\u202eIAIAN", "tanda tak terlihat"),
        ("nama", "<b>ZULFA</b>", "Tanda “<” tidak dipakai dalam nama."),
        ("nama", "SITI 😀 AMINAH", "Tanda “😀” tidak dipakai dalam nama."),
        ("telepon", "081", "Nomor telepon tidak dikenali."),
        ("jenis_kelamin", "X", "Jenis kelamin: pilihan tidak dikenal."),
        ("rt", "abcd", "RT paling banyak tiga angka"),
        ("desa", "35.08.99.9999", "Kode desa/kelurahan 35.08.99.9999 tidak dikenal."),
        ("alamat", "x" * 201, "Teks terlalu panjang: 201 huruf, paling banyak 200."),
    ],
)
def test_each_mistake_is_said_beside_its_question_and_everything_is_kept(site, field, value, sentence):
    form = {**form_of(site), field: value}
    answer = post(site, form)
    assert answer.status_code == 422
    body = html.unescape(answer.content.decode())
    assert sentence.lower() in body.lower()
    assert f'href="#f-{field}"' in body
    assert "Isian Anda masih ada di bawah. Belum ada yang disimpan." in body
    again = inputs(answer, url("intake_service", SKTM))
    kept = {name: again.get(name) for name in form if name not in {"do", field}}
    assert kept == {name: form[name] for name in kept}
    if field != "jenis_kelamin":
        assert again[field] == value
    assert nothing_happened(site)


def test_all_mistakes_are_said_at_once(site):
    answer = post(site, {**form_of(site), "nik": "1", "tanggal_lahir": "31021968", "requirement": []})
    summary = answer.content.decode().partition('id="error-title"')[2].partition("</ul>")[0]
    assert summary.count("<li>") == 3
    assert summary.index("#f-nik") < summary.index("#f-tanggal_lahir") < summary.index("#f-requirements")


@pytest.mark.parametrize("name", ODD_NAMES)
def test_names_stay_as_they_are_written(site, name):
    assert insist(site, {**form_of(site), "nama": name}).status_code == 303
    with office_scope(site.office):
        file = File.objects.get()
    assert file.name == name
    assert name in text(site.at("counter").get(url("file", file.id)))
    found = site.at("counter").post(url("search"), {"q": max(name.split(), key=len)})
    assert name in text(found)


def test_markup_comes_out_as_text_on_every_page(site):
    form = form_of(site)
    form |= {name: MARKUP for name in ("tempat_lahir", "pekerjaan", "keperluan") if name in form}
    form["tempat_lahir"] = MARKUP[:60]
    form["pekerjaan"] = MARKUP[:100]
    form["alamat"] = "Dusun <b>Krajan</b> #strong[x]"
    form |= {name: "<i>1</i> #emph[y]" for name in form if name.endswith(("-number", "-signer", "-issuer"))}
    assert insist(site, form).status_code == 303
    with office_scope(site.office):
        file = File.objects.get()
    for who, address in (
        ("counter", url("inbox")),
        ("counter", url("file", file.id)),
        ("head", url("file_letter", file.id)),
        ("counter", url("status", file.track_code)),
    ):
        body = site.at(who).get(address).content.decode()
        assert "<script>alert" not in body
        assert "<b>Krajan" not in body
        assert "<i>1</i>" not in body
    shown = text(site.at("counter").get(url("file", file.id)))
    assert "#strong[x]" in shown
    assert "$1+1$" in shown


def test_markup_comes_out_as_text_in_the_letter_and_on_the_slips(site):
    form = form_of(site)
    form["alamat"] = "Dusun <b>Krajan</b> #strong[x] $y$ *z* @q"
    form["keperluan"] = "biaya #emph[sekolah] <u>anak</u> `sys` \\alpha"
    assert insist(site, form).status_code == 303
    with office_scope(site.office):
        file = File.objects.get()
    slip = site.at("counter").get(url("file_print", file.id, "tanda-terima"))
    assert slip.status_code == 200
    outcome = world_outcome(site, file)
    for _n in range(3):
        outcome = site.step(outcome)
    letter = site.at("head").get(url("file_letter_pdf", file.id))
    words = pdf_text(letter.content)
    assert "Dusun <b>Krajan</b> #strong[x] $y$ *z* @q" in words
    assert form["keperluan"] in words


def world_outcome(site, file):
    return Outcome(
        file_id=file.id,
        receipt_number=file.receipt_number,
        event=file.event_no,
        phase=Phase(file.phase),
        step=file.step_key,
        status=file.status,
    )


@pytest.mark.parametrize(
    ("action", "field", "who", "kind"),
    [
        ("wait", "agency_other", "counter", "VERIFY"),
        ("return", "missing_other", "counter", "VERIFY"),
        ("reject", "ground", "secretary", "VERIFY"),
        ("withdraw", "reason", "counter", "VERIFY"),
        ("send_back", "reason", "head", "SIGN"),
    ],
)
def test_markup_in_what_is_said_of_a_file_is_text(site, action, field, who, kind):
    outcome = site.until(SKTM, kind)
    address = url("file_action", outcome.file_id, action)
    form = inputs(site.at(who).get(url("file", outcome.file_id)), address)
    assert site.at(who).post(address, {**form, field: MARKUP}).status_code == 303
    for name, reader in (("file", "counter"), ("inbox", "counter"), ("status", "counter")):
        args = {"file": [outcome.file_id], "inbox": [], "status": [site.file(outcome).track_code]}[name]
        assert "<script>alert" not in site.at(reader).get(url(name, *args)).content.decode()
    assert 'alert("x")' in text(site.at("counter").get(url("file", outcome.file_id)))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("nama", "SITI 漢", "Huruf “漢” pada “Nama lengkap” tidak ada dalam huruf cetak"),
        ("alamat", "Dusun 漢", "Huruf “漢” pada “Alamat"),
        ("keperluan", "sekolah 🎓", "Huruf “🎓” pada “Keperluan"),
        ("keperluan", "sekolah \ue000", "Huruf “U+E000” pada “Keperluan"),
        ("l-umum-pengantar_kades-number", "470/😀/2026", "Huruf “😀” pada “Syarat yang dibawa”"),
    ],
)
def test_what_could_never_be_printed_is_refused_at_the_counter(site, field, value, said):
    form = form_of(site) | {field: value}
    answer = insist(site, form)
    assert answer.status_code == 422
    assert said in text(answer)
    kept = inputs(answer, url("intake_service", SKTM))
    assert kept[field] == value
    assert kept["pekerjaan"] == form["pekerjaan"]
    assert nothing_happened(site)


def test_what_could_never_be_printed_is_refused_when_a_file_comes_back(site):
    outcome = site.receive(SKTM)
    outcome = site.step(outcome, Action.RETURN, "counter", missing=("KTP",))
    address = url("file_mend", outcome.file_id)
    form = filled(site.at("counter").get(address), address, nama="SITI 漢")
    answer = site.at("counter").post(address, form)
    assert answer.status_code == 422
    assert "Huruf “漢”" in text(answer)
    assert inputs(answer, address)["nama"] == "SITI 漢"
    assert site.file(outcome).event_no == outcome.event


def rename(site, outcome, name):
    """A file from before such characters were refused at the counter."""
    with office_scope(site.office):
        file = File.objects.get(id=outcome.file_id)
        file.name, file.intake = name, {**file.intake, "nama": name}
        file.save(update_fields=["name", "intake"])


def test_a_character_no_font_has_is_refused_by_name_and_burns_no_number(site):
    outcome = site.until(SKTM, "PRODUCE")
    rename(site, outcome, "SITI 😀 AMINAH")
    address = url("file_action", outcome.file_id, "complete")
    form = inputs(site.at("operator").get(url("file", outcome.file_id)), address)
    answer = site.at("operator").post(address, form)
    assert answer.status_code == 422
    assert "Huruf “😀” pada" in text(answer)
    with office_scope(site.office):
        assert Letter.objects.count() == 0
        assert not BookYear.objects.filter(kind="LETTER", last__gt=0).exists()
        assert Event.objects.count() == outcome.event


def test_a_slip_with_such_a_character_says_so_instead_of_failing(site):
    outcome = site.receive(SKTM)
    rename(site, outcome, "SITI 😀 AMINAH")
    answer = site.at("counter").get(url("file_print", outcome.file_id, "tanda-terima"))
    assert answer.status_code == 409
    assert "Huruf “😀” pada" in text(answer)


def test_signing_without_authority_that_day_is_refused(site, clock):
    outcome = site.until(SKTM, "SIGN")
    with public_scope():
        Delegation.objects.update(to_date="2026-11-19")
    page = site.at("head").get(url("file", outcome.file_id))
    assert "Sekarang giliran Anda" not in text(page)
    sent = {"expected_event": outcome.event, "idempotency_key": world.key()}
    answer = site.at("head").post(url("file_action", outcome.file_id, "complete"), sent)
    assert answer.status_code == 403
    assert "Tidak ada wewenang menandatangani pada hari ini." in text(answer)
    with office_scope(site.office):
        assert Letter.objects.get().state == "UNSIGNED"


@pytest.mark.parametrize("key", ["x" * 300, "", "’; --"])
def test_odd_idempotency_keys_do_no_harm(site, key):
    form = {**form_of(site), "idempotency_key": key}
    answer = insist(site, form)
    assert answer.status_code in {303, 422}
    with office_scope(site.office):
        assert File.objects.count() == (answer.status_code == 303)


def test_a_nul_byte_is_refused_before_anything_happens(site):
    form = form_of(site)
    outcome = site.receive("ktp-el")
    sent = {"expected_event": outcome.event, "idempotency_key": world.key(), "reason": "a\0b"}
    for address, content in (
        (url("intake_service", SKTM), {**form, "nama": "SITI\0"}),
        (url("intake_service", SKTM), {"do": "find", "query": "si\0ti"}),
        (url("file_action", outcome.file_id, "withdraw"), sent),
        (url("file_contact", outcome.file_id), {"way": "SMS", "outcome": "SENT", "call_note": "a\0b"}),
        (url("search"), {"q": "si\0ti"}),
    ):
        assert site.at("counter").post(address, content).status_code == 400
    with office_scope(site.office):
        assert (File.objects.count(), Event.objects.count()) == (1, 1)


def test_very_long_words_break_no_page(site):
    outcome = site.receive(SKTM, values={"nama": "A" * 120})
    assert "A" * 120 in text(site.at("counter").get(url("file", outcome.file_id)))
    assert site.at("counter").get(url("file_print", outcome.file_id, "tanda-terima")).status_code == 200


def test_a_register_line_keeps_markup_as_text(site):
    outcome = site.until("ktp-el", "HAND_OVER")
    address = url("file_action", outcome.file_id, "complete")
    form = inputs(site.at("counter").get(url("file", outcome.file_id)), address)
    form |= {"receiver": "BUDI", "relation": "OTHER", "relation_words": "<b>ipar</b>"}
    assert site.at("counter").post(address, form).status_code == 303
    with office_scope(site.office):
        assert RegisterEntry.objects.get().receiver == "BUDI (<b>ipar</b>)"
    slip = site.at("counter").get(url("file_print", outcome.file_id, "serah-terima"))
    assert "<b>ipar</b>" in pdf_text(slip.content)
