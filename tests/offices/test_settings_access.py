"""Settings are the office admin's: who may open them, what is missing, and that looking changes nothing."""

from datetime import date

import pytest

from accounts.models import Assignment
from commons import clock as clocks
from documents import operations as documents
from documents.models import BookKind
from offices import details
from offices.models import Contact, ContactKind, Office
from offices.scope import office_scope, public_scope
from regulations.models import Delegation
from tests import world
from tests.applications.pages import text
from tests.desk import address, asked, statuses
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
PAGES = [
    "settings",
    "settings_hours",
    "settings_special",
    "settings_letterhead",
    "settings_letterhead_pdf",
    "settings_contacts",
    "settings_sections",
    "settings_authority",
    "settings_books",
    "settings_pattern",
    "settings_paper_template",
    "settings_staff",
    "settings_poverty",
    "settings_retention",
]
POSTED = [
    *PAGES,
    "settings_emblem",
    "settings_paper",
    "settings_paper_confirm",
    "settings_poverty_confirm",
]


@pytest.mark.parametrize("name", PAGES)
def test_only_the_admin_opens_them(site, name):
    found = statuses(site, address(name))
    assert found.pop("admin") == 200
    assert set(found.values()) == {403}
    assert site.stranger().get(address(name)).url.startswith("/masuk/")


@pytest.mark.parametrize("name", POSTED)
def test_nobody_else_changes_anything(site, name):
    with office_scope(site.office):
        before = TrailEntry.objects.count()
    typed = {"do": "save", "d0_opens": "07.00", "d0_closes": "10.00", "valid_from": "20-11-2026"}
    for who in set(world.PEOPLE) - {"admin"}:
        answer = site.at(who).post(address(name), typed)
        assert answer.status_code in {403, 405}
    assert site.stranger().post(address(name), typed).status_code in {302, 405}
    with office_scope(site.office):
        assert TrailEntry.objects.count() == before


def test_an_admin_of_another_office_is_a_stranger_here(site, elsewhere):
    visitor = site.stranger()
    visitor.cookies = elsewhere.at("admin").cookies
    for name in PAGES:
        assert visitor.get(address(name)).status_code in {302, 403}


def test_what_is_still_to_be_done_is_said(site):
    seen = text(site.at("admin").get(address("settings")))
    for words in (
        "Masih jam contoh",
        "Kop surat belum diisi",
        "Alamat kantor belum diisi",
        "Seksi Susunan seksi dan subbagian. Belum diisi",
        "Buku tahun ini belum dimulai",
        "Belum ada daftar",
    ):
        assert words in seen
    assert "Tidak ada kewenangan" not in seen
    assert "Pimpinan kantor belum ada" not in seen


def test_what_is_done_is_no_longer_said(site):
    office = site.office
    with office_scope(office):
        details.set_sections(office_id=office.id, names=["Sekretariat"])
        for kind, shown in ((ContactKind.ADDRESS, "Jl. Uji 1"), (ContactKind.WHATSAPP, "081234567890")):
            details.add_contact(office_id=office.id, kind=kind, shown=shown)
    site.receive("ktp-el")
    seen = text(site.at("admin").get(address("settings")))
    for words in (
        "Alamat kantor",
        "HP Pelayanan belum",
        "Susunan seksi dan subbagian. Belum",
        "belum dimulai",
    ):
        assert words not in seen


def test_no_authority_and_no_leader_are_said(site):
    with public_scope():
        Delegation.objects.filter(office=site.office).update(to_date=date(2026, 11, 19))
        Assignment.objects.filter(office=site.office, roles__contains=["HEAD"]).update(ended_at=clocks.now())
    seen = text(site.at("admin").get(address("settings")))
    assert "Tidak ada kewenangan yang berlaku hari ini" in seen
    assert "Pimpinan kantor belum ada" in seen
    assert "Tidak ada kewenangan yang berlaku hari ini" in text(
        site.at("admin").get(address("settings_authority"))
    )


def test_the_authority_is_shown_with_its_ground(site, elsewhere):
    with public_scope():
        Delegation.objects.filter(office=elsewhere.office).update(note="Catatan kantor lain")
    seen = text(site.at("admin").get(address("settings_authority")))
    assert "188.45/8/427.12/2022" in seen
    assert "1 Januari 2026" in seen
    assert "Catatan kantor lain" not in seen


def test_another_office_s_facts_are_not_here(site, elsewhere):
    office = elsewhere.office
    with office_scope(office):
        details.set_sections(office_id=office.id, names=["Seksi Tetangga"])
        details.add_contact(office_id=office.id, kind=ContactKind.PHONE, shown="(0334) 999999")
        documents.begin_book(
            actor=elsewhere.people["admin"], kind=BookKind.LETTER, year=2026, after=777, now=office.created_at
        )
    pages = " ".join(
        text(site.at("admin").get(address(name))) for name in PAGES if not name.endswith(("pdf", "template"))
    )
    for words in ("Tetangga", "999999", "777", elsewhere.office.name):
        assert words not in pages


def test_looking_changes_nothing(site):
    with office_scope(site.office):
        before = TrailEntry.objects.count()
        facts = (Contact.objects.count(), Office.objects.get(pk=site.office.pk).letterhead)
    for name in POSTED:
        site.at("admin").get(address(name))
    with office_scope(site.office):
        assert TrailEntry.objects.count() == before
        assert (Contact.objects.count(), Office.objects.get(pk=site.office.pk).letterhead) == facts


@pytest.mark.parametrize("name", [name for name in PAGES if "pdf" not in name])
def test_a_page_costs_few_statements(site, name):
    assert asked(site.at("admin"), address(name)) <= 25
