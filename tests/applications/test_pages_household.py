"""What earlier files say of a NIK is proposed, and taken only by the officer's choice."""

import pytest

from applications.models import File
from offices.scope import office_scope
from tests.applications.pages import filled, inputs, text, url
from tests.world import VALUES
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
SKTM, DTSEN = "sktm-rekomendasi", "dtsen"
SON = {"nama": "BUDI SANTOSO", "nik": "3508171203950003", "tanggal_lahir": "1995-03-12", "jenis_kelamin": "L"}


def ask(site, do="known", code=SKTM, who="counter", **answers):
    """Press a button of the intake form in which these answers stand."""
    form = {"person": "n", "nik": VALUES["nik"], "idempotency_key": "k1", "do": do, **answers}
    return site.at(who).post(url("intake_service", code), form)


def ref(answer):
    """The reference in the button that takes the proposal."""
    body = answer.content.decode()
    return body.split('value="take:')[1].split('"')[0]


def test_an_earlier_applicant_is_proposed_and_nothing_is_filled_in(site):
    site.receive("ktp-el")
    answer = ask(site)
    assert answer.status_code == 200
    shown = text(answer)
    assert "NIK ini pernah mengajukan di sini" in shown
    assert "SITI AMINAH" in shown
    assert "20 November 2026" in shown
    form = inputs(answer, url("intake_service", SKTM))
    assert form["nama"] == ""
    assert form["nik"] == VALUES["nik"]
    assert VALUES["kk"] not in answer.content.decode()
    assert "350817******0002" in shown
    assert "081234567890" not in answer.content.decode()
    with office_scope(site.office):
        assert not TrailEntry.objects.filter(action="file.nik_revealed").exists()


def test_the_officer_takes_what_is_ticked_and_the_look_is_on_the_trail(site):
    site.receive("ktp-el")
    taken = ask(site, f"take:{ref(ask(site))}", take=["nama", "kk"], alamat="Jalan Baru 2")
    form = inputs(taken, url("intake_service", SKTM))
    assert (form["nama"], form["kk"], form["alamat"]) == ("SITI AMINAH", VALUES["kk"], "Jalan Baru 2")
    assert form["tempat_lahir"] == ""
    with office_scope(site.office):
        entry = TrailEntry.objects.get(action="file.nik_revealed")
    assert entry.data == {"why": "household"}


def test_what_already_stands_in_the_form_is_not_proposed_again(site):
    site.receive("ktp-el")
    again = text(ask(site, nama="Siti Aminah"))
    assert "Alamat" in again
    assert "Nama lengkap: SITI AMINAH" not in again


def test_others_of_the_same_family_card_are_proposed_for_lists_of_people(site):
    site.receive("ktp-el")
    site.receive("ktp-el", values=SON)
    site.receive(
        "ktp-el", values={**SON, "nama": "ORANG LAIN", "nik": "3508171203950004", "kk": "3508170101100009"}
    )
    answer = ask(site, code=DTSEN)
    shown = text(answer)
    assert "Anggota KK yang sama" in shown
    assert "BUDI SANTOSO" in shown
    assert "ORANG LAIN" not in shown
    assert SON["nik"] not in answer.content.decode()
    button = answer.content.decode().split('value="member:')[1].split('"')[0]
    added = inputs(ask(site, f"member:{button}", code=DTSEN), url("intake_service", DTSEN))
    assert "BUDI SANTOSO" in added.values()


def test_another_office_knows_nothing_of_them(site, elsewhere):
    site.receive("ktp-el")
    there = ask(elsewhere)
    assert "pernah mengajukan di sini" not in text(there).replace("belum pernah mengajukan", "")
    assert "SITI" not in text(there)
    stolen = ask(elsewhere, f"take:{ref(ask(site))}", take=["nama", "kk"])
    assert inputs(stolen, url("intake_service", SKTM))["nama"] == ""
    with office_scope(elsewhere.office):
        assert not TrailEntry.objects.filter(action="file.nik_revealed").exists()


@pytest.mark.parametrize("nik", ["", "123", "3508174508680009", "SITI AMINAH"])
def test_nobody_is_proposed_for_a_nik_that_is_unknown_or_none(site, nik):
    site.receive("ktp-el")
    answer = ask(site, nik=nik)
    assert answer.status_code == 200
    assert "NIK ini belum pernah mengajukan di kantor ini." in text(answer)
    assert "SITI" not in text(answer).replace("SITI AMINAH" if nik == "SITI AMINAH" else "\0", "")


def test_what_was_taken_is_received_as_typed(site):
    site.receive("ktp-el")
    page = ask(site, f"take:{ref(ask(site))}", take=["nama", "kk", "alamat", "rt", "rw", "desa"])
    form = filled(page, url("intake_service", SKTM))
    answer = site.at("counter").post(url("intake_service", SKTM), form)
    if answer.status_code == 422:
        again = inputs(answer, url("intake_service", SKTM))
        answer = site.at("counter").post(url("intake_service", SKTM), {**again, "do": "receive"})
    assert answer.status_code == 303, text(answer)
    with office_scope(site.office):
        assert File.objects.latest("seq").intake["kk"] == VALUES["kk"]
