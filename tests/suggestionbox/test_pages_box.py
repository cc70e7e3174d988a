"""The pages of the Kotak Saran: who opens them, what they keep, nothing of another office."""

import re

import pytest

from attachments.models import Attachment
from commons import clock as clocks
from complaints.models import Complaint
from escalations import queries as escalations
from offices.scope import office_scope
from suggestionbox import operations, sheet
from suggestionbox.models import BoxOpening, BoxSlip
from tests.applications.pages import inputs, sit_down, text, url
from tests.attachments.samples import photo as picture
from tests.complaints.desk import kabupaten
from tests.desk import statuses, upload
from tests.suggestionbox.round import FRIDAY
from tests.world import PEOPLE

pytestmark = pytest.mark.django_db
READ = {"counter", "operator", "information", "section_head", "secretary", "head"}


def test_who_may_open_what_and_no_other_office_at_all(box, elsewhere):
    opening = box.open(found=1)
    slip = box.slip(opening, "")
    pages = {
        url("box"): READ,
        url("box_copy"): READ,
        url("box_opening", opening.id): READ,
        url("box_record", opening.id): READ,
        url("box_slip", slip.id): READ,
        url("settings_box"): {"admin"},
    }
    for path, who in pages.items():
        assert statuses(box.site, path) == {name: 200 if name in who else 403 for name in PEOPLE}, path
        assert box.site.stranger().get(path).status_code == 302, path
    theirs = elsewhere.at("information")
    for name, key in (("box_opening", opening.id), ("box_record", opening.id), ("box_slip", slip.id)):
        assert theirs.get(url(name, key)).status_code == 404, name
    assert theirs.post(url("box_act", opening.id, "saksi")).status_code == 404
    assert theirs.post(url("box_add", opening.id), {"text": "x"}).status_code == 404
    assert "Belum ada hari" in text(theirs.get(url("box"))) or "berlangsung" not in text(
        theirs.get(url("box"))
    )
    assert sit_down(box.site.office, elsewhere.people["operator"]).get(url("box")).status_code == 403
    for path in (url("box_act", opening.id, "selesai"), url("box_add", opening.id), url("box_missed")):
        assert box.site.at("information").get(path).status_code == 405, path
    assert box.site.at("information").post(url("box_act", opening.id, "hapus")).status_code == 404
    with office_scope(box.site.office):
        assert BoxOpening.objects.get().state == "OPEN"


def test_a_day_from_the_box_to_the_berita_acara(box):
    desk = box.site.at("information")
    bad = desk.post(url("box"), {"day": "kemarin", "found": "dua"})
    assert bad.status_code == 422
    assert 'value="dua"' in bad.content.decode()
    answer = desk.post(url("box"), {"day": "20-11-2026", "found": "2"})
    assert answer.status_code == 303
    page, add = desk.get(answer.url), answer.url + "slip/"
    assert "Slip berikutnya, nomor 001" in text(page)
    nothing = desk.post(add, inputs(page, add))
    assert nothing.status_code == 422
    assert "Foto slipnya, atau ketik isinya." in text(nothing)
    typed = inputs(nothing, add) | {"text": "Antrean panjang, tolong tambah loket", "kind": "COMPLAINT"}
    assert desk.post(add, typed).status_code == 303
    form = inputs(desk.get(answer.url), add) | {"text": "", "photo": upload(picture(), "slip.jpg")}
    assert desk.post(add, form).status_code == 303
    for who in ("counter", "operator"):
        assert "memerlukan saksi" in text(box.site.at(who).get(url("inbox"))), who
        assert box.site.at(who).post(answer.url + "saksi/").status_code == 303
    assert "memerlukan saksi" not in text(box.site.at("counter").get(url("inbox")))
    assert desk.post(answer.url + "selesai/").status_code == 303
    assert "001/BA-KS/2026" in text(desk.get(answer.url))
    assert desk.get(answer.url + "berita-acara.pdf").content.startswith(b"%PDF")
    assert "1 slip Kotak Saran menunggu disalin." in text(desk.get(url("inbox")))


def test_a_slip_is_copied_from_its_photograph_by_who_may(box):
    opening, desk = box.open(found=1), box.site.at("information")
    path = url("box_opening", opening.id)
    form = inputs(desk.get(path), path + "slip/") | {"text": "", "photo": upload(picture(), "slip.jpg")}
    assert desk.post(path + "slip/", form).status_code == 303
    with office_scope(box.site.office):
        slip = BoxSlip.objects.get()
    page = desk.get(url("box_slip", slip.id))
    (photo,) = re.findall(r'src="([^"]+/foto/[^"]+)"', page.content.decode())
    shown = desk.get(photo)
    assert shown.status_code == 200
    assert "no-store" in shown.headers["Cache-Control"]
    for who in ("counter", "operator"):
        assert box.site.at(who).get(photo).status_code == 404, who
        assert "/foto/" not in box.site.at(who).get(url("box_slip", slip.id)).content.decode()
        answer = box.site.at(who).post(
            url("box_slip", slip.id), {"text": "Saya salin saja", "kind": "COMPLAINT"}
        )
        assert answer.status_code == 422
    seen = desk.post(
        url("box_slip", slip.id), {"text": "Toilet kotor, NIK 3508174508680001", "kind": "COMPLAINT"}
    )
    assert seen.status_code == 422
    assert "Ada 16 angka yang menyerupai NIK" in text(seen)
    assert "Toilet kotor, NIK 3508174508680001" in text(seen), "what was typed stays"
    done = desk.post(url("box_slip", slip.id), {"text": "Mohon toilet diperbaiki", "kind": "ASPIRATION"})
    assert done.status_code == 303
    with office_scope(box.site.office):
        filed = BoxSlip.objects.get()
        assert filed.state == "FILED"
        assert [row.file_id for row in Attachment.objects.all()] == [filed.complaint_id]
    # From now on it lies with the complaint, and the slip looks alike to everybody, whomever it is about.
    assert "001/2026" in text(desk.get(url("box_slip", slip.id)))
    for who in READ:
        page = box.site.at(who).get(url("box_slip", slip.id)).content.decode()
        assert "/foto/" not in page, who
        assert (url("complaint", filed.complaint_id) in page) is (who == "information"), who
        assert box.site.at(who).get(photo).status_code == 404, who
        assert ("001/2026" in page) is (who == "information"), who


def test_a_photographed_slip_about_the_leader_leaves_nothing_in_the_office(box):
    opening, desk = box.open(found=1), box.site.at("information")
    path, leader = url("box_opening", opening.id), str(box.site.people["head"].user_id)
    said = {"kind": "COMPLAINT", "text": "Pimpinan meminta uang rokok.", "about": leader}
    photo = {"photo": upload(picture(), "slip.jpg")}
    assert desk.post(path + "slip/", inputs(desk.get(path), path + "slip/") | said | photo).status_code == 303
    with office_scope(box.site.office):
        assert BoxSlip.objects.get().state == "FILED"
        assert (Attachment.objects.count(), Complaint.objects.count()) == (0, 0)
    _alike_for_the_leader(box, opening)
    (row,) = escalations.addressed_to(kabupaten("COMPLAINTS"), None)
    found = escalations.one(row.id, actor=kabupaten("COMPLAINTS"), office=None)
    assert found is not None
    assert len(found.evidence) == 1


def _alike_for_the_leader(box, opening):
    """Another slip is filed here: neither page nor berita acara tells the two apart."""
    box.witness(opening, "counter")
    box.do(operations.recount, opening_id=opening.id, found=2, reason="Satu slip terselip")
    box.slip(opening)
    here, above = sorted(box.see(opening).slips, key=lambda slip: slip.complaint_id is None)
    assert (here.complaint_id is None, above.complaint_id is None) == (False, True)
    leader, book = box.site.at("head"), url("complaints") + "?kanal=BOX"
    for slip in (here, above):
        page = leader.get(url("box_slip", slip.id)).content.decode()
        assert book in page, "the way on is the same for both"
        assert url("complaint", slip.complaint_id or slip.id) not in page
    for shown in (text(leader.get(url("box_opening", opening.id))), words_of(sheet_of_now(box, opening))):
        assert shown.count("Dicatat") == 2, shown
        assert "Tercatat di Buku" not in shown
    assert "membenarkan di aplikasi Loket pukul 16.05" in shown


def sheet_of_now(box, opening):
    with office_scope(box.site.office):
        return sheet.sheet_of(box.see(opening))


def words_of(found):
    return repr(found.body)


def test_missed_days_stand_on_the_page_and_before_the_kasi(box, clock):
    box.whole_day()
    clock.set("2026-11-25 08:00")
    kasi = box.site.at("section_head")
    assert "Kotak Saran tidak dibuka pada 2 hari kerja" in text(kasi.get(url("inbox")))
    page = text(kasi.get(url("box")))
    assert "2 hari kerja terlewat tanpa alasan" in page
    assert kasi.post(url("box_missed"), {"day": "2026-11-23", "reason": ""}).status_code == 422
    said = kasi.post(url("box_missed"), {"day": "2026-11-23", "reason": "Upacara sampai sore"})
    assert said.status_code == 303
    assert "Upacara sampai sore" in text(kasi.get(url("box")))
    assert "pada 1 hari kerja" in text(kasi.get(url("inbox")))


def test_the_rule_is_a_setting(box):
    admin = box.site.at("admin")
    bad = admin.post(url("settings_box"), {"opener": "KAB_ADMIN", "witnesses": "9"})
    assert bad.status_code == 422
    assert admin.post(url("settings_box"), {"opener": "COUNTER", "witnesses": "1"}).status_code == 303
    assert "di depan 1 saksi" in text(box.site.at("counter").get(url("box")))
    assert box.refused(operations.open_box, day=FRIDAY, found=0) == "not_yours"
    assert clocks.today() == FRIDAY
