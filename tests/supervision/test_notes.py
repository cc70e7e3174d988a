"""Discipline notes: a marker is planted, and looked for wherever anybody else could find it."""

import io
import logging
from dataclasses import replace
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.db import connection
from django.urls import reverse

from commons import clock as clocks
from offices import archiving
from offices.scope import office_scope
from regulations.retention import kinds
from reports import evidence
from supervision import notes
from supervision.errors import SupervisionRefused
from supervision.models import Note
from tests import world
from tests.desk import address
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
MARK, REPLY = "TERLAMBAT-TIGA-KALI-7X", "IBU-SAKIT-9Q"
URL = address("notes")
PAGES = (
    "behind",
    "inbox",
    "notes",
    "roster",
    "competences",
    "meetings",
    "decisions",
    "bell",
    "own_board",
    "settings",
)


def inside(site, ask):
    with office_scope(site.office):
        return ask()


def plant(site):
    counter = site.people["counter"].user_id
    answer = site.at("section_head").post(URL, {"do": "write", "person": counter, "text": MARK})
    assert answer.status_code == 303
    note = inside(site, Note.objects.get)
    answered = site.at("counter").post(URL, {"do": "answer", "note": note.id, "answer": REPLY})
    assert answered.status_code == 303
    return note


def tables():
    """Every row of every table of the office in the current scope, as text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
            " AND table_name <> 'django_migrations'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{name}" t')
            yield name, " ".join(str(row[0]) for row in cursor.fetchall())


def test_a_note_is_read_by_the_two_and_found_nowhere_else(site, elsewhere, client_kabupaten, caplog):
    caplog.set_level(logging.DEBUG)
    note = plant(site)
    for who in ("counter", "section_head"):
        page = site.at(who).get(URL).content.decode()
        assert MARK in page, who
        assert REPLY in page, who
    others = [(site, who) for who in world.PEOPLE if who not in {"counter", "section_head"}]
    # What one of them does not find elsewhere, the others do not either: the schema is another.
    others += [(elsewhere, who) for who in ("section_head", "admin")]
    for place, who in [*others, (site, "counter"), (site, "section_head")]:
        two = (place, who) in [(site, "counter"), (site, "section_head")]
        for name in PAGES:
            if two and name == "notes":
                continue
            page = place.at(who).get(address(name)).content.decode()
            assert MARK not in page, (who, name)
            assert REPLY not in page, (who, name)
            assert str(note.id) not in page, (who, name)
    api = site.at("admin").get("/api/v1/").content.decode()
    assert MARK not in api
    assert client_kabupaten.get(URL).status_code == 404
    # What is stored says neither the words nor whom they concern.
    person = str(site.people["counter"].user_id)
    for name, rows in inside(site, lambda: list(tables())):
        assert MARK not in rows, name
        assert REPLY not in rows, name
        if name == "supervision_note":
            assert person not in rows
            assert "Sari" not in rows
    lines = inside(
        site, lambda: [f"{row.action} {row.subject} {row.data}" for row in TrailEntry.objects.all()]
    )
    assert not any("note" in line or MARK in line for line in lines)
    assert MARK not in caplog.text
    assert REPLY not in caplog.text
    assert reverse("notes", urlconf="config.urls.office") == URL  # an address without anybody in it


def unpacked(content: bytes) -> str:
    """What a download says: a workbook or bundle with all its members, or the bytes themselves."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with ZipFile(io.BytesIO(content)) as bundle:
        return " ".join(bundle.read(name).decode("utf-8", "replace") for name in bundle.namelist())


def test_nothing_that_leaves_the_office_holds_a_note(site):
    note = plant(site)
    secrets = (MARK, REPLY, str(note.id))
    for who in ("section_head", "head", "admin"):
        for name in ("register_xlsx", "complaints_xlsx"):
            answer = site.at(who).get(address(name))
            sent = unpacked(b"".join(answer))
            assert answer.status_code in {200, 403}, (who, name)
            assert not any(one in sent for one in secrets), (who, name)
        # The page repeats what was asked for; nothing is found by it.
        found = site.at(who).get(address("search"), {"q": MARK}).content.decode()
        assert REPLY not in found, who
        assert str(note.id) not in found, who
    with office_scope(site.office):
        read = [pair for each in archiving._readings.values() for pair in each(site.office)]
    lines = evidence.collect(site.office, now=clocks.now())
    pieces = [(piece.name, piece.content) for line in lines for piece in line.pieces]
    assert pieces
    for name, content in [*read, *pieces]:
        assert not any(one in unpacked(content) for one in secrets), name


def test_who_may_write_and_answer(site, elsewhere):
    people = {name: actor.user_id for name, actor in site.people.items()}
    people["foreign"] = elsewhere.people["counter"].user_id
    refused = {
        "a colleague": ("operator", "counter"), "the admin": ("admin", "counter"),
        "oneself": ("counter", "counter"),
        "the head past the kasi": ("head", "counter"),
        "the secretary past the kasi": ("secretary", "counter"),
        "upwards": ("section_head", "head"), "another office": ("section_head", "foreign"),
    }  # fmt: skip
    for name, (who, about) in refused.items():
        answer = site.at(who).post(URL, {"do": "write", "person": people[about], "text": MARK})
        assert answer.status_code == 422, name
    empty = site.at("section_head").post(URL, {"do": "write", "person": people["counter"], "text": " "})
    assert empty.status_code == 422
    assert inside(site, Note.objects.count) == 0
    for who, about in {"section_head": "operator", "secretary": "section_head", "head": "secretary"}.items():
        answer = site.at(who).post(URL, {"do": "write", "person": people[about], "text": MARK})
        assert answer.status_code == 303, who
    assert MARK not in site.at("admin").get(URL).content.decode()
    with office_scope(site.office):
        note = next(row for row in Note.objects.all() if row.body["name"] == "Bagus Prakoso")
    for who in ("section_head", "counter", "admin", "head"):
        answered = site.at(who).post(URL, {"do": "answer", "note": note.id, "answer": REPLY})
        assert answered.status_code == 422, who
    assert inside(site, lambda: Note.objects.filter(answered_at__isnull=False).count()) == 0


def test_an_answer_is_given_once_and_told_without_words(site):
    counter = site.people["counter"].user_id
    site.at("section_head").post(URL, {"do": "write", "person": counter, "text": MARK})
    inbox = site.at("counter").get(address("inbox")).content.decode()
    assert "1 catatan atasan menunggu tanggapan Anda" in inbox
    assert MARK not in inbox
    assert "catatan atasan" not in site.at("section_head").get(address("inbox")).content.decode()
    note = inside(site, Note.objects.get)
    for _once, wanted in ((1, 303), (2, 422)):
        answer = site.at("counter").post(URL, {"do": "answer", "note": note.id, "answer": f"{REPLY}{_once}"})
        assert answer.status_code == wanted
    assert inside(site, Note.objects.get).answer == f"{REPLY}1"


def test_a_guest_of_the_kabupaten_reads_nothing(site):
    plant(site)
    now = clocks.now()
    guest = replace(site.people["section_head"], support_until=now + timedelta(hours=1))
    with office_scope(site.office):
        assert notes.readable(guest, now=now) == []
        with pytest.raises(SupervisionRefused):
            notes.write(actor=guest, user_id=site.people["counter"].user_id, text="x", now=now)


def test_notes_go_when_the_rule_says(site):
    plant(site)
    kind = next(each for each in kinds() if each.subject == "supervision.notes")
    today = clocks.today()
    with office_scope(site.office):
        assert (kind.count(today), kind.remove(today)) == (0, 0)
        tomorrow = today + timedelta(days=1)
        assert (kind.count(tomorrow), kind.remove(tomorrow)) == (1, 1)
        assert not Note.objects.exists()
