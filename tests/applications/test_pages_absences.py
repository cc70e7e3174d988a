"""The leader's absences and who signs meanwhile."""

import pytest

from accounts.models import Assignment
from applications.models import ActingSigner, LeaderAbsence
from commons import clock
from commons.clock import wib
from offices.scope import office_scope, public_scope
from tests.applications.pages import inputs, text, url
from trail import queries as trail

pytestmark = pytest.mark.django_db
PLAIN = {"starts": "20112026", "ends": "23-11-2026", "reason": "dinas luar ke Surabaya", "acting": ""}
ORDER = {"order_number": "800/12/2026", "order_date": "19-11-2026"}
QUOTED = "Surat Perintah Bupati Lumajang Nomor 800/12/2026 tanggal 19 November 2026"


def send(site, who="secretary", **answers):
    return site.at(who).post(url("absences"), {**PLAIN, **answers})


def rows(site):
    with office_scope(site.office):
        found = list(LeaderAbsence.objects.filter(cancelled_at=None))
    return [f"{wib(row.from_at):%d-%m %H.%M}–{wib(row.to_at):%d-%m %H.%M}" for row in found]


def acting(site):
    with office_scope(site.office):
        return list(ActingSigner.objects.filter(ended_at=None).values_list("name", "form", "ground"))


def test_an_absence_is_entered_from_the_morning_until_the_day_of_return(site):
    answer = send(site)
    assert (answer.status_code, answer.url) == (303, url("absences"))
    assert rows(site) == ["20-11 00.00–23-11 00.00"]
    shown = text(site.at("head").get(url("absences")))
    assert "20 November 2026 00.00 – 23 November 2026 00.00 berlaku sekarang" in shown
    assert "Retno Wahyuni, Pimpinan · dinas luar ke Surabaya" in shown
    assert "Berkas menunggu; tidak ada yang mewakili" in shown
    with office_scope(site.office):
        assert trail.latest()[0].action == "absence.entered"


def test_times_of_day_may_be_given(site):
    assert send(site, starts_time="10.30", ends="20-11-2026", ends_time="14:00").status_code == 303
    assert rows(site) == ["20-11 10.30–20-11 14.00"]


def test_a_stand_in_is_appointed_with_it_for_those_days(site):
    person = site.people["section_head"]
    answer = send(site, acting=str(person.user_id), form="PLH", **ORDER)
    assert answer.status_code == 303
    assert acting(site) == [("Endah Lestari", "PLH", QUOTED)]
    with office_scope(site.office):
        row = ActingSigner.objects.get()
    assert (f"{row.from_date}", f"{row.to_date}") == ("2026-11-20", "2026-11-22")
    assert "Ditandatangani oleh Endah Lestari (Plh.)" in text(site.at("head").get(url("absences")))


@pytest.mark.parametrize(
    ("answers", "field", "sentence"),
    [
        ({"starts": ""}, "starts", "Isi tanggalnya."),
        ({"starts": "31022026"}, "starts", "Tanggal 31-02-2026 tidak ada di kalender."),
        ({"ends": "besok"}, "ends", "Tanggal tidak terbaca."),
        ({"ends": "19-11-2026"}, "ends", "Waktu kembali harus sesudah waktu pergi."),
        ({"ends": "20-11-2026"}, "ends", "Waktu kembali harus sesudah waktu pergi."),
        ({"ends": "20-11-2028"}, "ends", "Satu ketidakhadiran paling lama satu tahun."),
        ({"ends_time": "25.00"}, "ends_time", "Tulis jam seperti 07.30."),
        ({"reason": " "}, "reason", "Tulis keperluannya"),
        ({"acting": "x"}, "acting", "Orang ini tidak bertugas di kantor ini."),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_question_and_kept(site, answers, field, sentence):
    answer = send(site, **answers)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert f'href="#f-{field}"' in answer.content.decode()
    again = inputs(answer)
    assert again["reason"] == answers.get("reason", PLAIN["reason"])
    assert rows(site) == []


def test_an_absence_whose_stand_in_is_refused_is_not_entered(site):
    person = site.people["section_head"]
    answer = send(site, acting=str(person.user_id), order_date="19-11-2026")
    assert answer.status_code == 422
    assert "Tulis dasar penunjukan (nomor surat perintah)." in text(answer)
    assert (rows(site), acting(site)) == ([], [])


def test_nobody_appoints_himself(site):
    own = str(site.people["secretary"].user_id)
    answer = send(site, acting=own, **ORDER)
    assert answer.status_code == 422
    assert "tidak dapat menunjuk diri sendiri" in text(answer)
    assert (rows(site), acting(site)) == ([], [])


def test_only_who_supervises_may_stand_in(site, elsewhere):
    body = site.at("head").get(url("absences")).content.decode()
    assert str(site.people["secretary"].user_id) in body
    for person in (site.people["counter"], site.people["admin"], elsewhere.people["secretary"]):
        assert str(person.user_id) not in body
        assert send(site, acting=str(person.user_id), **ORDER).status_code == 422
    assert acting(site) == []


def test_two_absences_do_not_overlap(site):
    send(site)
    answer = send(site, starts="22-11-2026", ends="25-11-2026")
    assert "Sudah ada ketidakhadiran pada waktu itu." in text(answer)
    assert len(rows(site)) == 1


def test_the_leader_is_back_early(site, clock):
    send(site)
    clock.set("2026-11-20 13:00")
    with office_scope(site.office):
        ref = LeaderAbsence.objects.get().id
    assert send(site, do=f"end:{ref}").status_code == 303
    assert rows(site) == ["20-11 00.00–20-11 13.00"]
    again = send(site, do=f"end:{ref}")
    assert again.status_code == 422
    assert "Ketidakhadiran ini sudah selesai." in text(again)


def test_an_appointment_is_ended(site):
    send(site, acting=str(site.people["section_head"].user_id), **ORDER)
    with office_scope(site.office):
        ref = ActingSigner.objects.get().id
    assert f"end-acting:{ref}" in site.at("head").get(url("absences")).content.decode()
    assert send(site, who="head", do=f"end-acting:{ref}").status_code == 303
    assert acting(site) == []


def test_another_offices_rows_cannot_be_ended(site, elsewhere):
    send(site, acting=str(site.people["section_head"].user_id), **ORDER)
    with office_scope(site.office):
        refs = [f"end:{LeaderAbsence.objects.get().id}", f"end-acting:{ActingSigner.objects.get().id}"]
    for ref in [*refs, "end:x", "end-acting:", "end:"]:
        assert send(elsewhere, do=ref).status_code == 422
    assert (len(rows(site)), len(acting(site))) == (1, 1)
    assert "Belum ada catatan." in text(elsewhere.at("head").get(url("absences")))


def test_the_counter_tells_the_applicant(site):
    send(site)
    page = site.at("counter").get(url("intake_service", "sktm"))
    assert "Katakan kepada pemohon: Pimpinan tidak di tempat sampai Senin, 23 November 2026." in text(page)


def test_where_nobody_can_stand_in_nothing_is_asked_about_it(site):
    with public_scope():
        helpers = Assignment.objects.filter(office=site.office, roles__overlap=["SECTION_HEAD", "SECRETARY"])
        helpers.update(ended_at=clock.now())
    page = text(site.at("admin").get(url("absences")))
    assert "Sebagai" not in page
    assert "Nomor surat perintah" not in page
