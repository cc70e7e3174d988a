"""The signing sitting: the pile, the last look, one by one, and what could not be signed."""

import re

import pytest

from applications import appointing, operations, operations_sitting
from applications.errors import CannotCompose
from applications.models import ActingForm, Event, File
from applications.workflow_types import Action
from commons import clock as clocks
from commons.clock import wib
from documents.models import Letter
from offices.scope import office_scope, public_scope
from regulations.models import Delegation
from tests.applications.pages import inputs, text, url

pytestmark = pytest.mark.django_db
SKTM = "sktm-rekomendasi"


@pytest.fixture
def pile(site, clock):
    """Three papers wait for the head; the last to come is promised first."""
    found = [site.until(SKTM, "SIGN", values={"nama": name}) for name in ("SUTRISNO", "MAIMUNAH")]
    clock.advance(minutes=5)
    return [*found, site.until("sktm", "SIGN", values={"nama": "NASA'I"})]


def refs(answer):
    return re.findall(r'name="id" value="([^"]+)"', answer.content.decode())


def ask(site, chosen, who="head"):
    return site.at(who).post(url("pile_sign"), {"id": chosen})


def confirm(site, asked, who="head"):
    form = inputs(asked, url("pile_sign"))
    return site.at(who).post(url("pile_sign"), {**form, "id": refs(asked)})


def signed(site):
    with office_scope(site.office):
        return list(
            Event.objects.filter(step_key__contains="tanda_tangan", action="complete").values_list(
                "file__name", flat=True
            )
        )


def test_the_pile_is_sorted_by_promise_and_says_what_each_is_for(site, pile):
    page = site.at("head").get(url("pile"))
    names = re.findall(r"<label for=\"letter-\d\"><strong>([^<]+)<", page.content.decode())
    assert names == ["NASA&#x27;I", "SUTRISNO", "MAIMUNAH"]
    shown = text(page)
    assert "Menunggu tanda tangan Anda" in shown
    assert "Untuk:" in shown
    assert len(refs(page)) == 3


def test_nothing_is_signed_before_it_was_asked_once_more(site, pile):
    asked = ask(site, refs(site.at("head").get(url("pile"))))
    assert "Tandatangani 3 surat?" in text(asked)
    assert "Surat ini sudah Anda tandatangani di atas kertas." in text(asked)
    assert signed(site) == []


def test_all_are_signed_in_one_go(site, pile):
    done = confirm(site, ask(site, refs(site.at("head").get(url("pile")))))
    assert done.status_code == 200
    assert "3 surat ditandatangani." in text(done)
    assert "Tidak ada surat yang menunggu Anda." in text(done)
    assert sorted(signed(site)) == ["MAIMUNAH", "NASA'I", "SUTRISNO"]
    with office_scope(site.office):
        letters = list(Letter.objects.filter(kind="LETTER"))
    assert all(letter.state == "VALID" and len(letter.sha256) == 64 for letter in letters)


def test_only_the_chosen_are_signed_or_one(site, pile):
    every = refs(site.at("head").get(url("pile")))
    done = confirm(site, ask(site, every[1:2]))
    assert "1 surat ditandatangani." in text(done)
    assert signed(site) == ["SUTRISNO"]
    one = site.at("head").post(url("pile_sign"), {"one": every[0], "id": every})
    assert "Tandatangani 1 surat?" in text(one)


def test_nothing_is_ticked_at_first_and_what_is_not_signed_stays_ticked(site, pile):
    page = site.at("head").get(url("pile"))
    every = refs(page)
    assert "id" not in inputs(page, url("pile_sign"))
    one = site.at("head").post(url("pile_sign"), {"one": every[0], "id": every[:2]})
    form = inputs(one, url("pile_sign"))
    assert (form["id"], form["keep"]) == (every[0], every[1])
    left = site.at("head").post(url("pile_sign"), {**form, "back": "1"})
    assert inputs(left, url("pile_sign"))["id"] == every[:2]
    done = site.at("head").post(url("pile_sign"), form)
    assert "1 surat ditandatangani." in text(done)
    assert refs(done) == every[1:]
    assert inputs(done, url("pile_sign"))["id"] == [every[1]]


def test_a_double_click_signs_once_and_says_the_same(site, pile):
    asked = ask(site, refs(site.at("head").get(url("pile"))))
    first, second = confirm(site, asked), confirm(site, asked)
    for answer in (first, second):
        assert "3 surat ditandatangani." in text(answer)
    assert len(signed(site)) == 3


def test_what_moved_meanwhile_is_left_out_and_named(site, pile):
    asked = ask(site, refs(site.at("head").get(url("pile"))))
    site.step(pile[0], Action.REJECT, who="secretary", ground="Bukan warga sini")
    done = confirm(site, asked)
    shown = text(done)
    assert "2 surat ditandatangani." in shown
    assert "0001/2026 SUTRISNO: Berkas sudah digerakkan Joko Santoso" in shown
    assert sorted(signed(site)) == ["MAIMUNAH", "NASA'I"]


def test_a_letter_drawn_anew_since_it_was_read_is_not_signed(site, pile):
    """Sent back and drawn up again it lies in the pile once more, but as another letter."""
    asked = ask(site, refs(site.at("head").get(url("pile"))))
    back = site.step(pile[0], Action.SEND_BACK, who="head", to_step="susun", reason="Alamat")
    site.step(back)
    done = confirm(site, asked)
    assert "2 surat ditandatangani." in text(done)
    assert "SUTRISNO" not in signed(site)
    assert "SUTRISNO" in text(done).partition("Petugas loket sudah diberi tahu.")[2]


def test_one_that_cannot_be_signed_holds_up_no_other(site, pile, monkeypatch):
    real = operations.act

    def act(**given):
        if given["file_id"] == pile[0].file_id:
            raise CannotCompose("no_head", "Surat ini tidak dapat disusun.")
        return real(**given)

    monkeypatch.setattr(operations_sitting, "act", act)
    done = confirm(site, ask(site, refs(site.at("head").get(url("pile")))))
    assert "2 surat ditandatangani." in text(done)
    assert "0001/2026 SUTRISNO: Surat ini tidak dapat disusun." in text(done)


@pytest.mark.parametrize("sent", [{}, {"id": []}, {"id": ["x"]}, {"id": ["", "x.y", "1.2"]}, {"one": "zz"}])
def test_nothing_chosen_is_asked_back(site, pile, sent):
    answer = site.at("head").post(url("pile_sign"), {"confirm": "1", **sent})
    assert answer.status_code == 422
    assert "Pilih dulu surat yang akan ditandatangani." in text(answer)
    assert signed(site) == []


def test_files_of_another_office_are_unknown_here(site, elsewhere, pile):
    theirs = elsewhere.until(SKTM, "SIGN")
    asked = ask(site, [f"{theirs.file_id}.{theirs.event}"])
    assert asked.status_code == 409
    form = {"confirm": "1", "idempotency_key": "k", "id": [f"{theirs.file_id}.{theirs.event}"]}
    done = site.at("head").post(url("pile_sign"), form)
    assert "0 surat ditandatangani." in text(done)
    assert "Berkas tidak ditemukan di kantor ini." in text(done)
    assert elsewhere.file(theirs).event_no == theirs.event


@pytest.mark.parametrize("who", ["counter", "operator", "secretary", "section_head", "information"])
def test_who_may_not_sign_has_an_empty_pile_and_signs_nothing(site, pile, who):
    page = site.at(who).get(url("pile"))
    assert refs(page) == []
    assert "Anda tidak ditunjuk untuk menandatangani pada hari ini." in text(page)
    form = {"confirm": "1", "idempotency_key": "k", "id": [f"{pile[0].file_id}.{pile[0].event}"]}
    done = site.at(who).post(url("pile_sign"), form)
    assert "0 surat ditandatangani." in text(done)
    assert signed(site) == []


def test_who_is_appointed_signs_in_that_capacity(site, pile):
    person = site.people["secretary"]
    today = wib(clocks.now()).date()
    with office_scope(site.office):
        appointing.appoint_acting(
            actor=site.people["head"],
            user_id=person.user_id,
            name=person.name,
            title=person.title,
            form=ActingForm.PLH,
            ground="SP 800/12/2026",
            from_date=today,
            to_date=today,
            now=clocks.now(),
        )
    page = site.at("secretary").get(url("pile"))
    assert "Anda menandatangani sebagai Plh. pimpinan, berdasarkan SP 800/12/2026." in text(page)
    done = confirm(site, ask(site, refs(page), who="secretary"), who="secretary")
    assert "3 surat ditandatangani." in text(done)
    with office_scope(site.office):
        titles = set(Letter.objects.exclude(signer_name="").values_list("signer_name", "signer_title"))
    assert titles == {("Joko Santoso", "Plh. Camat Uji Barat")}


def test_a_head_without_authority_sees_the_pile_and_why_it_is_blocked(site, pile):
    with public_scope():
        Delegation.objects.update(to_date="2026-11-19")
    page = site.at("head").get(url("pile"))
    assert "Anda belum dapat menandatangani. Tidak ada wewenang" in text(page)
    assert "SUTRISNO" in text(page)
    assert "Tandatangani yang dipilih" not in text(page)


def test_a_correction_lies_in_the_pile_with_its_reason(site, pile):
    outcome = site.step(pile[0])
    site.step(outcome, Action.CORRECT, who="secretary", reason="Salah tulis nama")
    page = site.at("head").get(url("pile"))
    assert "Koreksi: Salah tulis nama" in text(page)
    done = confirm(site, ask(site, refs(page)))
    assert "3 surat ditandatangani." in text(done)
    with office_scope(site.office):
        assert sorted(Letter.objects.filter(file_id=outcome.file_id).values_list("state", flat=True)) == [
            "REPLACED",
            "VALID",
        ]
        assert not File.objects.filter(correcting=True).exists()


def test_reading_through_the_pile_and_declining_one(site, pile):
    page = site.at("head").get(url("file_letter", pile[1].file_id))
    shown = text(page)
    assert "Surat 3 dari 3" in shown
    assert "Menunggu tanda tangan Anda" in shown
    assert "Tidak saya tandatangani" in shown
    assert url("file_letter", pile[0].file_id) in page.content.decode()
    address = url("file_action", pile[1].file_id, "send_back") + "?dari=tumpukan"
    form = inputs(page, address)
    answer = site.at("head").post(address, {**form, "reason": "Alamat keliru"})
    assert (answer.status_code, answer.url) == (303, url("pile"))
    assert "MAIMUNAH" not in text(site.at("head").get(url("pile")))
    sign = url("file_action", pile[0].file_id, "complete") + "?dari=tumpukan"
    form = inputs(site.at("head").get(url("file_letter", pile[0].file_id)), sign)
    assert site.at("head").post(sign, form).url == url("pile")
    assert signed(site) == ["SUTRISNO"]


def test_the_pile_costs_the_same_with_few_and_with_many(site, pile, django_assert_max_num_queries):
    site.at("head").get(url("pile"))
    for _n in range(12):
        site.until(SKTM, "SIGN")
    # With the absence that has just ended, the person's certificate, and the drafts and lines for them.
    with django_assert_max_num_queries(19):
        assert len(refs(site.at("head").get(url("pile")))) == 15
