"""Who may open what: every page of files, for every role, in the own office and in another, and strangers."""

from typing import Any
from uuid import uuid4

import pytest

from applications import urls
from applications.models import Event, File
from offices.scope import office_scope
from tests import world
from tests.applications.pages import sit_down, text, url

pytestmark = pytest.mark.django_db
EVERYBODY = frozenset(world.PEOPLE)
READERS = EVERYBODY - {"admin"}
DESK = frozenset({"counter", "operator"})
KEEPERS = frozenset({"section_head", "secretary", "head", "admin"})
SUPERVISED = DESK | {"section_head", "secretary"}
CALLERS = SUPERVISED | {"information"}

# name of the page → (arguments, method, who may open it)
PAGES: dict[str, tuple[list[Any], str, frozenset[str]]] = {
    "inbox": ([], "get", EVERYBODY),
    "inbox_changes": ([], "get", EVERYBODY),
    "intake": ([], "get", DESK),
    "intake_service": (["sktm"], "get", DESK),
    "letter_look": (["sktm"], "post", DESK),
    "file": (["FILE"], "get", READERS),
    "file_changes": (["FILE"], "get", READERS),
    "file_action": (["FILE", "wait"], "post", READERS),
    "file_esign": (["FILE"], "post", READERS),
    "file_mend": (["FILE"], "get", READERS),
    "file_reveal": (["FILE"], "post", SUPERVISED),
    "file_letter_check": (["FILE", "surat"], "post", DESK),
    "file_letters_settled": (["FILE"], "post", DESK),
    "file_contact": (["FILE"], "post", CALLERS),
    "file_letter": (["FILE"], "get", READERS),
    "file_letter_pdf": (["FILE"], "get", READERS - {"information"}),
    "file_letter_page": (["FILE", 1], "get", READERS - {"information"}),
    "file_print": (["FILE", "tanda-terima"], "get", READERS),
    "pile": ([], "get", READERS),
    "pile_sign": ([], "post", READERS),
    "pile_list": ([], "get", READERS - {"information"}),
    "pile_letter": (["FILE"], "get", READERS - {"information"}),
    "search": ([], "get", READERS),
    "absences": ([], "get", KEEPERS),
    "absence_costs": ([], "get", KEEPERS),
    "appointment": ([], "get", KEEPERS),
    "uncollected": ([], "get", CALLERS),
}
PUBLIC = {"status", "phone_send"}
# Attachments: tests/attachments/test_pages.py and test_links.py have each role and office. An absence
# is no file, nor is an order: `test_pages_acting` and tests/attachments/test_orders.py have their roles and
# other offices. Electronic signing has its own in tests/signatures.
ELSEWHERE = {
    "acting_order",
    "acting_order_scan",
    "absence",
    "attachment",
    "attachment_strike",
    "attachment_thumb",
    "draft_attach",
    "file_attach",
    "file_esign",
    "file_paper",
    "phone_arrived",
    "phone_link",
    "signing_attempt",
    "signing_pdf",
    "signing_settle",
}
# Attempts to sign, by their own id: tests/signatures/test_settling.py.
ATTEMPTS = {"signing_attempt", "signing_settle", "signing_pdf"}


def test_every_address_is_in_this_table():
    assert {pattern.name for pattern in urls.urlpatterns} == set(PAGES) | PUBLIC | ELSEWHERE | ATTEMPTS


@pytest.fixture
def file(site):
    """A file on its way; its letter is drawn up."""
    return site.until("sktm-rekomendasi", "SIGN")


def open_page(browser, name, file_id):
    args, method, _who = PAGES[name]
    return getattr(browser, method)(url(name, *(file_id if each == "FILE" else each for each in args)))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_open_to_its_roles_and_to_no_other(site, file, name):
    for who in EVERYBODY:
        answer = open_page(site.at(who), name, file.file_id)
        if who in PAGES[name][2]:
            assert answer.status_code in {200, 302, 303, 403, 409, 422}
            assert "Peran Anda di kantor ini tidak mencakup halaman ini." not in text(answer), who
        else:
            assert answer.status_code == 403, who
            assert "SITI" not in text(answer)


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_is_led_to_the_login_page(site, file, name):
    answer = open_page(site.stranger(), name, file.file_id)
    assert answer.status_code == 302
    assert answer.url.startswith("/masuk/")


@pytest.mark.parametrize("name", PAGES)
def test_a_person_of_another_office_is_a_stranger_here(site, elsewhere, file, name):
    """Their session is good on their own host only; signed in here they have no assignment."""
    here = sit_down(site.office, elsewhere.people["head"])
    answer = open_page(here, name, file.file_id)
    assert answer.status_code == 403
    assert "SITI" not in text(answer)


@pytest.mark.parametrize("name", [name for name, (args, _m, _w) in PAGES.items() if "FILE" in args])
def test_another_offices_file_is_as_unknown_as_one_that_never_was(site, elsewhere, file, name):
    for who in ("counter", "head", "secretary"):
        if who not in PAGES[name][2]:
            continue
        foreign = open_page(elsewhere.at(who), name, file.file_id)
        unknown = open_page(elsewhere.at(who), name, uuid4())
        assert foreign.status_code == unknown.status_code == 404
        assert "SITI" not in text(foreign)
    assert site.file(file).event_no == file.event


@pytest.mark.parametrize("name", [name for name, (_a, method, _w) in PAGES.items() if method == "post"])
def test_nothing_changes_by_looking(site, file, name):
    args = [file.file_id if each == "FILE" else each for each in PAGES[name][0]]
    assert site.at("counter").get(url(name, *args)).status_code == 405
    assert site.file(file).event_no == file.event


def test_reading_every_page_leaves_no_event(site, file):
    with office_scope(site.office):
        before = (Event.objects.count(), File.objects.values_list("event_no", "changed_at").get())
    for name, (_args, method, who) in PAGES.items():
        if method == "get":
            for each in who:
                open_page(site.at(each), name, file.file_id)
    with office_scope(site.office):
        assert before == (Event.objects.count(), File.objects.values_list("event_no", "changed_at").get())


@pytest.mark.parametrize("name", [name for name, (_a, method, _w) in PAGES.items() if method == "get"])
def test_no_page_has_a_nik_in_full_or_in_an_address(site, file, name):
    who = "counter" if "counter" in PAGES[name][2] else "head"
    body = open_page(site.at(who), name, file.file_id).content.decode(errors="replace")
    assert world.VALUES["nik"] not in body
    assert world.VALUES["kk"] not in body


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_the_strict_policy(site, file, name):
    who = "counter" if "counter" in PAGES[name][2] else "head"
    answer = open_page(site.at(who), name, file.file_id)
    body = answer.content.decode(errors="replace")
    assert " style=" not in body
    assert "<script>" not in body
    assert " onclick=" not in body


def test_a_page_that_shows_a_person_is_kept_in_no_cache(site, file):
    for name in ("file", "file_letter", "file_letter_pdf", "file_print", "pile", "search"):
        answer = open_page(site.at("counter"), name, file.file_id)
        assert answer.headers["Cache-Control"] == "no-store", name
