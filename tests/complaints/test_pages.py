"""The pages: the reporter's without an account, the office's by role, and nothing of another office."""

import io
import re

from PIL import Image

from attachments.models import Attachment
from complaints.models import Complaint
from complaints.workflow import Action
from notifications.models import OutMessage
from offices.details import set_sections
from offices.scope import office_scope, public_scope
from tests import world
from tests.applications.pages import text
from tests.complaints.desk import TEXT
from tests.desk import address, statuses, upload, xlsx

FORM = {
    "kind": "COMPLAINT",
    "text": TEXT,
    "who": "anonim",
    "confidential": "tidak",
    "name": "SUKIJAN-PENANDA",
    "contact": "081234567899",
    "once": "K" * 26,
}
NIK = "3508174508680001"
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
HANDLERS = {"information", "section_head", "secretary", "head"}
DESKS = HANDLERS | {"counter", "operator"}


def rows(site):
    with office_scope(site.office):
        return list(Complaint.objects.order_by("year", "seq"))


def ask(client, code, **more):
    return client.post(address("complaint_progress"), {"code": code, **more})


def code_in(words):
    """The code on a page."""
    found = CODE.search(words)
    assert found is not None
    return found.group()


def test_a_citizen_complains_reads_and_reopens_by_code(book, elsewhere, clock):
    citizen = book.site.stranger()
    form = text(citizen.get(address("complain")))
    assert "nama dan nomor Anda tidak kami simpan" in form
    # Without scripts the questions stay: what is typed there is dropped.
    sent = citizen.post(address("complain"), {**FORM, "told": "ya"})
    code = code_in(text(sent))
    assert code_in(text(citizen.post(address("complain"), FORM))) == code
    (row,) = rows(book.site)
    assert (row.anonymous, row.name, row.contact, row.channel) == (True, None, None, "PAGE")
    assert (row.told, row.contact_index) == (False, "")
    page = ask(citizen, code)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"
    assert "belum diverifikasi" in text(page)
    assert ask(elsewhere.stranger(), code).status_code == 404
    unknown = ask(citizen, "7K3M-9QXD-2F4T")
    assert unknown.status_code == 404
    assert "Periksa kode yang Anda simpan atau tanda terima Anda." in text(unknown)

    assert ask(citizen, code, do="tambah", text="Besoknya juga kosong.").status_code == 200
    assert ask(citizen, code, do="tambah", text="Besoknya juga kosong.").status_code == 200
    assert ask(citizen, code, do="tambah", text=f"NIK saya {NIK}").status_code == 422
    assert ask(citizen, code, do="terima").status_code == 422
    chief = book.site.at("section_head")
    page = text(chief.get(address("complaint", row.id)))
    assert page.count("Besoknya juga kosong.") == 1
    for action, said in [
        ("verify", {"klass": "PLAIN"}),
        ("answer", {"done": "Jadwal piket diubah.", "text": "Sudah kami perbaiki."}),
    ]:
        seen = rows(book.site)[0].event_no
        answer = chief.post(address("complaint_act", row.id, action), {"seen": seen, **said})
        assert answer.status_code == 303, text(answer)
    page = text(ask(citizen, code))
    assert "Sudah kami perbaiki." in page
    for person in book.site.people.values():
        assert person.name not in page
    assert "Jadwal piket diubah." not in page
    assert "Ditindaklanjuti; hasilnya ada dalam jawaban" in page
    assert ask(citizen, code, do="buka-lagi", text="Masih kosong.").status_code == 200
    assert rows(book.site)[0].state == "REOPENED"
    stale = chief.post(address("complaint_act", row.id, "note"), {"seen": 1, "done": "Sudah lagi"})
    assert stale.status_code == 409


def test_what_the_form_refuses_leaves_nothing(book):
    citizen = book.site.stranger()
    for name, changes in {
        "bot": {"situs": "https://contoh.example"},
        "nothing said": {"text": ""},
        "two megabytes": {"text": "a" * (2 * 1024 * 1024)},
        "ten megabytes": {"text": "a" * (10 * 1024 * 1024)},
        "no kind": {"kind": "LAIN"},
        "no file": {"file": "TIDAKADA"},
        "nobody": {"about": "seseorang"},
        "neither": {"who": ""},
        "no number": {"who": "nama", "contact": "rumah"},
    }.items():
        answer = citizen.post(address("complain"), {**FORM, **changes})
        large = name == "ten megabytes"
        assert answer.status_code == (413 if large else 422), name
        assert rows(book.site) == [], name
        assert not large or "paling banyak 2,5 MB seluruhnya" in text(answer)
        assert not large or "Tidak ada yang disimpan." in text(answer)
    many = citizen.post(address("complain"), {**FORM, **{f"x{n}": "1" for n in range(1_001)}})
    assert (many.status_code, rows(book.site)) == (413, [])
    assert "paling banyak memuat 1000 isian" in text(many)
    for who, page in ((citizen, "survey_start"), (book.site.at("information"), "complaint_enter")):
        answer = who.post(address(page), {**FORM, "text": "a" * (3 * 1024 * 1024)})
        assert answer.status_code == 413, page
        assert "2,5 MB" in text(answer), page
    script = citizen.post(address("complain"), {**FORM, "text": "<script>alert(1)</script> loket tutup"})
    assert script.status_code == 200
    page = book.site.at("information").get(address("complaint", rows(book.site)[0].id)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_nik_is_refused_and_what_was_typed_stays(book):
    citizen = book.site.stranger()
    for field, typed, more in (
        ("text", f"{TEXT} NIK saya {NIK}.", {}),
        ("text", f"{TEXT} 350817 450868 0001", {}),
        ("text", f"Loket tutup, {NIK}", {"about": str(book.id_of("head"))}),
        ("name", NIK, {"who": "nama", "contact": ""}),
    ):
        answer = citizen.post(address("complain"), {**FORM, **more, field: typed})
        assert answer.status_code == 422, typed
        assert "Ada 16 angka yang menyerupai NIK. Hapus dulu" in text(answer), typed
        assert typed in text(answer) or f'value="{typed}"' in answer.content.decode(), typed
        assert rows(book.site) == [], typed
    assert citizen.post(address("complain"), {**FORM, "text": f"{TEXT} 081234567890"}).status_code == 200


def test_words_about_the_leader_ask_once_who_it_is_about(book):
    citizen, leader = book.site.stranger(), book.site.people["head"]
    form = {**FORM, "text": "Kata pimpinan harus ada uang rokok."}
    asked = citizen.post(address("complain"), form)
    assert asked.status_code == 422
    assert f"Tulisan ini menyebut {leader.title}." in text(asked)
    assert b'name="aware" value="ya"' in asked.content
    assert rows(book.site) == []
    chosen = citizen.post(address("complain"), {**form, "about": str(leader.user_id)})
    assert "langsung ke atasannya" in text(chosen)
    assert rows(book.site) == []
    page = text(ask(citizen, code_in(text(chosen))))
    assert "Diterima, belum dijawab Pengaduan, diterima 20 November 2026" in page
    other = citizen.post(address("complain"), {**form, "aware": "ya", "once": "L" * 26})
    assert other.status_code == 200
    assert len(rows(book.site)) == 1


def test_a_wish_to_be_told_that_is_not_kept_is_said(book):
    citizen, kasi = book.site.stranger(), str(book.id_of("section_head"))
    boss = str(book.id_of("head"))
    assert "Untuk pengaduan tentang petugas, kabar hanya lewat" in text(citizen.get(address("complain")))
    named = {**FORM, "who": "nama", "told": "ya"}
    for once, facts, said in (
        ("A", {"about": kasi}, True),
        ("A", {"about": kasi}, True),
        ("B", {"about": boss}, True),
        ("C", {"about": kasi, "told": "tidak"}, False),
        ("D", {}, False),
    ):
        answer = citizen.post(address("complain"), {**named, **facts, "once": once * 26})
        assert answer.status_code == 200, text(answer)
        assert ("kabar hanya lewat halaman lacak" in text(answer)) is said, (once, facts)
    assert sorted(row.told for row in rows(book.site)) == [False, False, True]
    desk = {**named, "about": kasi, "channel": "DESK", "once": "E" * 26}
    entered = book.site.at("information").post(address("complaint_enter"), desk)
    assert "kabar hanya lewat halaman lacak" in text(entered)


def test_a_flood_is_told_to_wait(book):
    citizen = book.site.stranger()
    answers = [citizen.post(address("complain"), {**FORM, "text": ""}).status_code for _n in range(21)]
    assert answers[-1] == 429
    assert set(answers[:-1]) == {422}


def test_pages_by_role_and_office(book, elsewhere):
    common, hidden = book.new(), book.new(confidential=True)
    kasi = book.new(about=book.id_of("section_head"))
    allowed = {
        address("complaints"): DESKS,
        address("complaint_enter"): DESKS,
        address("complaint", common.id): DESKS,
        address("complaint", hidden.id): HANDLERS,
        address("complaint", kasi.id): {"secretary", "head"},
        address("complaints_pdf"): HANDLERS,
        address("complaints_xlsx"): HANDLERS,
        address("complaints_lapor"): HANDLERS,
        address("complaints_below"): {"head"},
        address("settings_complaints"): {"head", "admin"},
        address("complain"): set(world.PEOPLE),
        address("complaint_poster"): set(world.PEOPLE),
    }
    for path, who in allowed.items():
        found = statuses(book.site, path)
        assert {name for name, status in found.items() if status == 200} == who, path
        if path not in {address("complain"), address("complaint_poster")}:
            assert book.site.stranger().get(path).status_code == 302, path
    for made in (common, hidden, kasi):
        assert set(statuses(elsewhere, address("complaint", made.id)).values()) <= {403, 404}, made
    assert common.number not in text(elsewhere.at("head").get(address("complaints")))


def test_a_forwarded_complaint_lies_with_the_kasi(book):
    made = book.new()
    with public_scope():
        set_sections(office_id=book.site.office.id, names=["Seksi Pelayanan"])
    chief, path = book.site.at("section_head"), address("complaint", made.id)
    lies = "Sekarang pada {who}"
    assert lies.format(who="Petugas informasi") in text(chief.get(path))
    answer = chief.post(
        address("complaint_act", made.id, "verify"),
        {"klass": "PLAIN", "section": "Seksi Pelayanan", "seen": book.row(made).event_no},
    )
    assert answer.status_code == 303, text(answer)
    assert book.row(made).state == "FORWARDED"
    assert lies.format(who="Kepala seksi") in text(chief.get(path))


def test_a_reporters_name_is_read_by_who_handles_it(book):
    made = book.new(name="Wagiman Sastro", contact="081234567899")
    for who in DESKS:
        page = text(book.site.at(who).get(address("complaint", made.id)))
        handles = who in HANDLERS
        assert ("Wagiman" in page, "81234567899" in page) == (handles, handles), who
        assert ("W. S." in page) is not handles, who
        assert "Wagiman" not in text(book.site.at(who).get(address("complaints"))), who
    form = text(book.site.stranger().get(address("complain")))
    assert "Petugas loket dan operator membaca isinya tanpa nama dan nomor Anda" in form
    assert "disimpan terkunci" not in form


def test_a_reporters_number_is_not_revealed_to_the_counter_by_their_message(book):
    made = book.new(name="Wagiman Sastro", contact="081234567899", told=True)
    book.act(made, Action.VERIFY, klass="PLAIN")
    with office_scope(book.site.office):
        message = OutMessage.objects.get()
    for who, status in {"counter": 404, "operator": 404, "section_head": 200}.items():
        answer = book.site.at(who).post(address("message_reveal", message.id))
        assert answer.status_code == status, who
        assert ("81234567899" in text(answer)) is (status == 200), who
        page = book.site.at(who).get(address("message", message.id)).content.decode()
        assert (address("message_reveal", message.id) in page) is (status == 200), who


def test_the_desk_enters_one_tied_to_a_file(book):
    made = book.site.receive("sktm")
    number = book.site.file(made).receipt_number
    desk = book.site.at("information")
    facts = {**FORM, "channel": "PHONE", "who": "nama", "file": number, "service": "sktm", "once": "Z" * 26}
    refused = desk.post(address("complaint_enter"), {**facts, "text": f"NIK {NIK} antre lama"})
    assert refused.status_code == 422
    assert f"NIK {NIK} antre lama" in text(refused)
    page = desk.post(address("complaint_enter"), facts)
    assert CODE.search(text(page))
    (row,) = rows(book.site)
    assert (row.file_id, row.channel, row.service_code, row.entered_by) == (
        made.file_id, "PHONE", "sktm", "Rudi Hartono",
    )  # fmt: skip
    # A citizen names a file by its code alone.
    public = {**FORM, "file": number, "once": "Y" * 26}
    assert book.site.stranger().post(address("complain"), public).status_code == 422
    again = book.new(who="information", text=TEXT, service_code="sktm")
    assert row.number in text(desk.get(address("complaint", again.id)))


def test_a_list_from_lapor_comes_in_whole_or_not_at_all(book):
    content = xlsx(
        ["Tracking ID", "Judul", "Isi Laporan", "Jenis", "Tanggal", "Nama", "Anonim", "Rahasia"],
        [
            "LPR-1",
            "Loket",
            f"Antrean loket terlalu lama, NIK {NIK}",
            "Pengaduan",
            "19-11-2026",
            "WARSITO",
            "tidak",
            "tidak",
        ],
        ["LPR-2", "Pungli", "Diminta uang di loket", "Pengaduan", "19-11-2026", "PENANDA", "ya", "ya"],
        ["LPR-3", "", "", "Pengaduan", "", "", "", ""],
        ["LPR-1", "Loket", "Sekali lagi", "", "", "", "", ""],
        ["LPR-4", "Jam", "Apakah Sabtu buka?", "Tanya", "", "", "", ""],
        ["LPR-5", "Jam", "Apakah Sabtu buka?", "Aspirasi", "31-12-2026", "", "", ""],
    )
    desk = book.site.at("information")
    sent = desk.post(address("complaints_lapor"), {"list": upload(content)})
    assert sent.status_code == 303
    page = text(desk.get(sent.url))
    assert "2 laporan dapat dimasukkan" in page
    for line in ("Baris 4", "Baris 5", "Baris 6", "Baris 7"):
        assert line in page
    assert "Diminta uang" not in page
    assert rows(book.site) == []
    assert book.site.at("head").get(sent.url).status_code == 404
    assert desk.post(sent.url, {"do": "masuk"}).status_code == 303
    assert desk.post(sent.url, {"do": "masuk"}).status_code == 409
    found = rows(book.site)
    assert [(r.reference, r.name, r.confidential) for r in found] == [
        ("LPR-1", "WARSITO", False), ("LPR-2", None, True),
    ]  # fmt: skip
    assert str(found[0].received_at.date()) == "2026-11-19"
    assert found[0].words == "Loket\nAntrean loket terlalu lama, NIK ▇▇▇"
    again = desk.post(address("complaints_lapor"), {"list": upload(content)})
    assert "0 laporan dapat dimasukkan" in text(desk.get(again.url))
    for bad in (b"", b"PK\x03\x04rusak", b"a;b\n1;2\n"):
        assert desk.post(address("complaints_lapor"), {"list": upload(bad, "a.csv")}).status_code == 422


def test_terms_of_the_office_are_tighter_never_wider(book):
    admin = book.site.at("admin")
    facts = {"INFORMATION": "3", "LIGHT": "1", "PLAIN": "7", "SUPERVISORY": "30", "verify": "1", "reply": "2"}
    assert admin.post(address("settings_complaints"), {**facts, "PLAIN": "15"}).status_code == 422
    assert str(book.row(book.new()).due_on) == "2026-12-10"
    assert admin.post(address("settings_complaints"), facts).status_code == 303
    row = book.row(book.new())
    assert (str(row.verify_by), str(row.due_on)) == ("2026-11-23", "2026-12-01")


def test_the_inbox_tells_whose_turn_it_is_on_working_days(book, clock):
    book.new()
    book.new(about=book.id_of("section_head"))
    inbox = {who: text(book.site.at(who).get(address("inbox"))) for who in world.PEOPLE if who != "admin"}
    assert {who for who, page in inbox.items() if "pengaduan menunggu Anda" in page} == {
        "information",
        "secretary",
    }
    book.site._browsers.clear()  # a week later they sign in anew
    clock.set("2026-11-27 09:00")
    kasi = text(book.site.at("section_head").get(address("inbox")))
    assert "1 pengaduan terlambat dan naik kepada Anda" in kasi
    book.site._browsers.clear()
    clock.set("2026-11-28 09:00")  # Saturday
    assert "terlambat dan naik" not in text(book.site.at("section_head").get(address("inbox")))


def test_evidence_opens_through_its_complaint_alone(book):
    citizen = book.site.stranger()
    sent = citizen.post(address("complain"), {**FORM, "confidential": "ya"})
    code = code_in(text(sent))
    picture = io.BytesIO()
    Image.effect_noise((640, 480), 60).convert("RGB").save(picture, "JPEG")
    for content, status in [(b"", 422), (b"<svg onload=alert(1)>", 422), (picture.getvalue(), 200)]:
        answer = ask(citizen, code, do="bukti", evidence=upload(content, "bukti.jpg"))
        assert answer.status_code == status, text(answer)
    (row,) = rows(book.site)
    with office_scope(book.site.office):
        (paper,) = Attachment.objects.filter(file_id=row.id)
    assert paper.added_by_name == "Pelapor"
    opened = statuses(book.site, address("complaint_evidence", row.id, paper.id))
    assert {who for who, status in opened.items() if status == 200} == HANDLERS
    assert set(statuses(book.site, address("attachment", paper.id)).values()) <= {403, 404}
    assert set(statuses(book.site, address("attachment_thumb", paper.id)).values()) <= {403, 404}
