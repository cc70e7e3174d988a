"""Who fears to be recognised is not: a marker in name, number and words is looked for everywhere."""

import io
import logging
import sys
import zipfile

import pypdfium2
from django.apps import apps
from django.core.signals import got_request_exception
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.views.debug import ExceptionReporter

from complaints import operations, replying, working
from offices.scope import office_scope, public_scope
from tests import world
from tests.applications.pages import text
from tests.complaints.desk import TEXT
from tests.desk import address
from tests.onboarding.conftest import kabupaten_person, signed_in

NAME, PHONE = "SUKIJANPENANDA", "081298765432"
SECRET = "kalimatrahasiapenanda"
BOSS = "kalimattentangpimpinan"
FORM = {"kind": "COMPLAINT", "who": "anonim", "confidential": "tidak", "name": NAME, "contact": PHONE}
MARKS = (NAME, PHONE, PHONE[1:])
PAGES = (
    "complaints",
    "complaints_pdf",
    "complaints_xlsx",
    "inbox",
    "search",
    "messages",
    "bell",
    "own_board",
    "register",
    "settings",
)


def everything_stored(office) -> str:
    """Every row of the office and of the public schema, as the database gives it and opened."""
    found = []
    for scope in (office_scope(office), public_scope()):
        with scope as where:
            for model in apps.get_models():
                shared = model._meta.app_label in _shared()
                if shared is (where is None):
                    found += rows_of(model)
    return "\n".join(found)


def rows_of(model) -> list[str]:
    """Of a table that this role may read whole."""
    try:
        with transaction.atomic():
            return [repr(row) for row in model._default_manager.values_list()]
    except ProgrammingError:
        return []


def _shared() -> set[str]:
    from django.conf import settings  # noqa: PLC0415

    return {name.rsplit(".", 1)[-1] for name in settings.SHARED_APPS}


def readable(answer) -> str:
    """What stands in a page, PDF or workbook."""
    body = b"".join(answer) if answer.streaming else answer.content
    if body.startswith(b"%PDF"):
        return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(body))
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            return "\n".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    return body.decode()


def send(citizen, once: str, **facts) -> None:
    answer = citizen.post(address("complain"), {**FORM, "once": once * 26, **facts})
    assert answer.status_code == 200, text(answer)


def test_nothing_that_is_hidden_shows_anywhere(book, caplog):
    caplog.set_level(logging.DEBUG)
    citizen, leader = book.site.stranger(), str(book.id_of("head"))
    send(citizen, "A", text=TEXT)
    send(citizen, "B", text=f"Ini {SECRET} sekali.", confidential="ya")
    send(citizen, "C", text=f"Ini {BOSS} sekali.", about=leader)
    send(citizen, "D", text=f"Ini {SECRET} juga.", about=str(book.id_of("section_head")))
    wrong = citizen.post(address("complain"), {**FORM, "text": f"{SECRET} \x07", "once": "E" * 26})
    assert wrong.status_code == 422

    stored = everything_stored(book.site.office)
    assert not [mark for mark in MARKS if mark in stored]
    assert BOSS not in stored

    shown = {}
    for who in world.PEOPLE:
        browser = book.site.at(who)
        for name in PAGES:
            shown[who, name] = readable(browser.get(address(name)))
        shown[who, "search"] += readable(browser.get(address("search"), {"q": SECRET}))
    for (who, name), page in shown.items():
        for mark in (*MARKS, BOSS):
            assert mark not in page, (who, name, mark)
        if who in {"counter", "operator", "section_head", "admin"} and name == "complaints":
            seen = page.count(SECRET)
            assert seen == (1 if who == "section_head" else 0), (who, name)
        if name in {"complaints_pdf", "complaints_xlsx"} and who != "head":
            assert f"{SECRET} sekali" not in page, (who, name)
        if name not in {"complaints", "complaints_pdf", "complaints_xlsx", "search"}:
            assert SECRET not in page, (who, name)
    # The leader's own count of the book is as if there were no complaint about the leader.
    assert "3 pengaduan" in shown["head", "complaints"]
    assert "2 pengaduan" in shown["section_head", "complaints"]

    for record in caplog.records:
        line = record.getMessage()
        assert not [mark for mark in (*MARKS, SECRET, BOSS) if mark in line], record.name
    with office_scope(book.site.office):
        from trail.models import TrailEntry  # noqa: PLC0415

        trail = "\n".join(repr(row) for row in TrailEntry.objects.values_list())
    assert not [mark for mark in (*MARKS, SECRET, BOSS) if mark in trail]


def test_an_error_report_has_nothing_of_what_was_sent(book, monkeypatch):
    reports = []

    def report(request, **_facts):
        reports.append(ExceptionReporter(request, *sys.exc_info()).get_traceback_text())

    def broken(**_facts):
        raise RuntimeError("broken")

    made = book.new()
    row = book.row(made)
    for module, name in ((operations, "receive"), (replying, "reply"), (working, "act")):
        monkeypatch.setattr(module, name, broken)
    said = {**FORM, "text": f"Ini {SECRET} sekali.", "done": SECRET, "seen": row.event_no}
    chief, citizen = book.site.at("section_head"), book.site.stranger()
    got_request_exception.connect(report)
    try:
        for who, path, more in (
            (citizen, address("complain"), {}),
            (citizen, address("complaint_progress"), {"code": made.code, "do": "tambah"}),
            (chief, address("complaint_enter"), {"channel": "DESK"}),
            (chief, address("complaint_act", row.id, "note"), {}),
        ):
            who.raise_request_exception = False
            assert who.post(path, {**said, **more}).status_code == 500, path
    finally:
        got_request_exception.disconnect(report)
    assert len(reports) == 4
    for found in reports:
        assert not [mark for mark in (*MARKS, SECRET, made.code) if mark in found]


def test_the_kabupatens_officer_alone_reads_what_came_up(book):
    made = book.new(about=book.id_of("head"), text=f"Ini {BOSS} sekali.")
    page = reverse("escalated", urlconf="config.urls.kabupaten", args=[made.id])
    browsers = {}
    for role, status in {"COMPLAINTS": 200, "KAB_ADMIN": 403, "EXECUTIVE": 403, "AUDITOR": 403}.items():
        browser = Client(SERVER_NAME="kabupaten.localhost")
        browsers[role] = signed_in(browser, kabupaten_person(role, word=role.lower()))
        answer = browsers[role].get(page)
        assert answer.status_code == status, role
        assert (BOSS in text(answer)) is (status == 200), role
    terms = reverse("kabupaten_terms", urlconf="config.urls.kabupaten")
    may = {role for role, browser in browsers.items() if browser.get(terms).status_code == 200}
    assert may == {"KAB_ADMIN"}
    terms_page = browsers["KAB_ADMIN"].get(terms).content.decode()
    assert terms_page.count(f'<a href="{terms}" aria-current="page">') == 2, "in the section, and in the menu"
    assert '<nav class="subnav only-wide" aria-label="Data induk">' in terms_page
    days = {"INFORMATION": "5", "LIGHT": "2", "PLAIN": "10", "SUPERVISORY": "60", "verify": "2", "reply": "5"}
    assert browsers["KAB_ADMIN"].post(terms, {**days, "PLAIN": "0"}).status_code == 422
    assert browsers["KAB_ADMIN"].post(terms, days).status_code == 303
    row = book.row(book.new())
    assert (str(row.verify_by), str(row.due_on)) == ("2026-11-24", "2026-12-04")
    officer = browsers["COMPLAINTS"]
    badge = '<span class="count">1<span class="visually-hidden"> menunggu Anda</span></span>'
    shown = {
        role: badge in browser.get("/", follow=True).content.decode() for role, browser in browsers.items()
    }
    assert shown == {role: role == "COMPLAINTS" for role in browsers}, "who is told that one waits"
    assert BOSS not in text(officer.get(reverse("escalations", urlconf="config.urls.kabupaten")))
    assert officer.post(page, {"done": "", "text": "Sudah"}).status_code == 422
    said = {"done": "Pimpinan dipanggil.", "text": "Sudah ditindaklanjuti."}
    assert officer.post(page, said).status_code == 303
    assert badge not in officer.get("/", follow=True).content.decode()
    with office_scope(book.site.office):
        found = replying.find(made.code)
        assert found is not None
        assert found.above is not None
        assert found.above.row.state == "ANSWERED"
