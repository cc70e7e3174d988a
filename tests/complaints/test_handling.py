"""From intake to the end: the book, the office's acts, the reporter's, and time's."""

from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction

from audit import chain
from commons import clock as clocks
from commons.errors import DomainError
from complaints import health_checks, operations, presenters_public, queries, replying, verifier
from complaints.chain import check
from complaints.models import Book, Complaint, ComplaintEvent
from complaints.workflow import Action, State
from documents.models import BookYear
from escalations import operations as above_operations
from escalations import queries as above
from escalations.models import EscalatedComplaint
from notifications.models import OutMessage
from offices import health
from offices.scope import office_scope, public_scope
from tests.complaints.desk import kabupaten

A = Action
DAY = date(2026, 11, 20)


def test_a_complaint_goes_its_whole_way(book, clock):
    made = book.new(name="Wagiman", contact="0812 3456 7890", told=True)
    assert made.number == "001/2026"
    row = book.row(made)
    assert (row.name, row.contact, row.klass) == ("Wagiman", "+6281234567890", "PLAIN")
    assert [str(d) for d in (row.verify_by, row.reply_by, row.due_on)] == [
        "2026-11-25",
        "2026-12-02",
        "2026-12-10",
    ]

    assert book.refused(made, A.ANSWER, text="Sudah ya") == "state"
    clock.set("2026-11-23 09:00")
    book.act(made, A.VERIFY, who="information", klass="LIGHT", section="")
    assert str(book.row(made).due_on) == "2026-11-24"
    assert book.refused(made, A.ANSWER, text="Sudah kami perbaiki.") == "not_done"
    book.act(made, A.ANSWER, done="Jadwal piket diubah.", text="Sudah kami perbaiki.")
    clock.set("2026-11-24 10:00")
    assert book.reply(made, A.REOPEN, "") == "needs_words"
    assert book.reply(made, A.REOPEN, "Hari ini masih kosong.") == ""
    row = book.row(made)
    assert (row.state, row.reopened, row.done_at, str(row.due_on)) == ("REOPENED", 1, None, "2026-11-26")
    assert book.refused(made, A.ANSWER, text="Sudah kami perbaiki.") == "not_done"
    book.act(made, A.ANSWER, done="Petugas pengganti ditunjuk.", text="Mulai besok selalu ada petugas.")
    assert book.reply(made, A.ACCEPT) == ""
    row = book.row(made)
    assert row.state == State.CLOSED
    with office_scope(book.site.office):
        events = queries.events(row)
        assert [e.action for e in events] == [
            "RECEIVE", "VERIFY", "NOTE", "ANSWER", "REOPEN", "NOTE", "ANSWER", "ACCEPT", "CLOSE",
        ]  # fmt: skip
        assert check(row, events).whole
        (finding,) = verifier.check_office({})
        assert finding.report.whole
        lost = list(verifier.check_office({"complaint lost": chain.Head(1, "a" * 64)}))
        assert [found.report.broken for found in lost] == [None, 1]
        Complaint.objects.filter(id=row.id).update(state=State.ARCHIVED)
        (finding,) = verifier.check_office({})
        assert finding.report.broken == len(events), "the row says what its events do not"
        told = [m.facts["news"] for m in OutMessage.objects.order_by("created_at", "id")]
    assert told == ["VERIFY", "ANSWER", "ANSWER"]


def test_what_is_refused_changes_nothing(book):
    with office_scope(book.site.office):
        before = BookYear.objects.count()
    refused = {
        "bad_kind": {"kind": "ORDER"},
        "needs_words": {"text": " a "},
        "text_too_long": {"text": "a" * 4001},
        "control_character": {"text": "Loket \x07 tutup terus"},
        "unknown_service": {"service_code": "nikah"},
        "bad_contact": {"contact": "rumah"},
        "unknown_person": {"about": book.site.office.id},
    }
    for code, facts in refused.items():
        with pytest.raises(DomainError) as found:
            book.new(**facts)
        assert found.value.code == code
    made = book.new(once="formulir-1")
    assert book.new(once="formulir-1").number == made.number
    for code, action, facts in [
        ("complaint_not_found", A.VERIFY, {"who": "admin", "klass": "LIGHT"}),
        ("bad_klass", A.VERIFY, {"klass": "BERAT"}),
        ("wrong_role", A.REJECT, {"who": "information", "text": "Bukan urusan kami"}),
        ("wrong_role", A.VERIFY, {"who": "counter", "klass": "LIGHT"}),
        ("wrong_role", A.ACCEPT, {"who": "head"}),
        ("needs_words", A.REJECT, {"text": "-"}),
        ("state", A.CLOSE, {}),
    ]:
        assert book.refused(made, action, **facts) == code, (code, action)
    with office_scope(book.site.office):
        assert BookYear.objects.count() == before + 1
        assert Complaint.objects.count() == 1


def test_who_sees_what(book):
    common = book.new()
    hidden = book.new(confidential=True)
    kasi = book.new(about=book.id_of("section_head"))
    officer = book.new(about=book.id_of("information"))
    secretary = book.new(about=book.id_of("secretary"))
    leader = book.new(about=book.id_of("head"))
    assert leader.upward
    assert leader.number == ""
    assert [m.number for m in (common, hidden, kasi, officer, secretary)] == [
        "001/2026", "002/2026", "P-001/2026", "P-002/2026", "P-003/2026",
    ]  # fmt: skip
    expected = {
        "counter": {common},
        "operator": {common},
        "information": {common, hidden},
        "section_head": {common, hidden, officer},
        "secretary": {common, hidden, officer, kasi},
        "head": {common, hidden, officer, kasi, secretary},
        "admin": set(),
    }
    for who, seen in expected.items():
        assert book.sees(who) == {made.id for made in seen}, who
    for who in ("section_head", "information"):
        assert book.refused(kasi, A.VERIFY, who=who, klass="LIGHT") == "complaint_not_found", who
    with office_scope(book.site.office):
        lines = queries.lines(DAY, DAY, today=DAY)
        assert [(line.number, line.hidden) for line in lines] == [("001/2026", False), ("002/2026", True)]
        assert Complaint.objects.filter(book=Book.PEOPLE).count() == 3
        assert len(list(queries.measured([DAY]))) == 2


def test_about_the_leader_goes_above_and_the_office_has_nothing_of_it(book, elsewhere):
    with office_scope(book.site.office):
        counts = {model: model.objects.count() for model in (Complaint, ComplaintEvent, BookYear, OutMessage)}
    book.new(about=book.id_of("head"), text="Pimpinan meminta uang rokok.", name="Saksi", once="x")
    with office_scope(book.site.office):
        assert counts == {model: model.objects.count() for model in counts}
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute("SELECT 1 FROM public.escalations_escalatedcomplaint")


def test_those_above_answer_and_the_reporter_reads_it_by_code(book, clock, elsewhere):
    made = book.new(about=book.id_of("head"), text="Pimpinan meminta uang rokok.", name="Saksi", once="x")
    assert book.new(about=book.id_of("head"), text="Pimpinan meminta uang rokok.", once="x").id == made.id
    actor = kabupaten("COMPLAINTS")
    assert [row.id for row in above.addressed_to(actor, None)] == [made.id]
    for other in (kabupaten("KAB_ADMIN"), kabupaten("EXECUTIVE"), book.site.people["head"]):
        assert above.addressed_to(other, None) == []
        assert above.one(made.id, actor=other, office=None) is None
    for site in (book.site, elsewhere):
        assert above.addressed_to(site.people["head"], site.office) == []
    found = above.one(made.id, actor=actor, office=None)
    assert found is not None
    assert found.content["text"] == "Pimpinan meminta uang rokok."
    with public_scope():
        kept = EscalatedComplaint.objects.get(id=made.id)
        assert b"rokok" not in bytes(kept.sealed)

    assert book.reply(made, A.ACCEPT) == "state"
    above_operations.answer(
        complaint_id=made.id, office=None, done="Pimpinan dipanggil.", text="Sudah ditindak.",
        actor=actor, now=clocks.now(),
    )  # fmt: skip
    assert book.reply(made, A.REOPEN, "Masih meminta lagi.") == ""
    above_operations.answer(
        complaint_id=made.id, office=None, done="Dilaporkan.", text="Inspektorat menangani.",
        actor=actor, now=clocks.now(),
    )  # fmt: skip
    assert book.reply(made, A.ACCEPT) == ""
    with public_scope():
        assert EscalatedComplaint.objects.get(id=made.id).state == "CLOSED"


def test_time_closes_after_silence_and_copies_upward_once_in_working_hours_only(book, clock):
    answered, late, about = book.handled(book.new()), book.new(), book.new(about=book.id_of("section_head"))
    clock.set("2026-12-04 09:00")
    assert book.acts() == {"closed": 0, "copied": 0, "heard": 0}
    clock.set("2026-12-06 09:00")  # Sunday
    assert book.acts() == {"closed": 0, "copied": 0, "heard": 0}
    clock.set("2026-12-07 09:00")
    assert book.acts() == {"closed": 1, "copied": 0, "heard": 0}
    assert book.row(answered).state == State.CLOSED
    clock.set("2026-12-21 09:00")
    assert book.acts() == {"closed": 0, "copied": 2, "heard": 0}
    assert book.acts() == {"closed": 0, "copied": 0, "heard": 0}
    actor = kabupaten("COMPLAINTS")
    copies = above.addressed_to(actor, None)
    assert {row.source_id for row in copies} == {late.id, about.id}
    assert above.addressed_to(book.site.people["section_head"], None) == []

    # What those above say to the copy comes back: the reporter reads it by the code they have.
    (copy,) = (row for row in copies if row.source_id == late.id)
    above_operations.answer(
        complaint_id=copy.id, office=None, done="Camat ditegur.", text="Kantor itu menjawab pekan ini.",
        actor=actor, now=clocks.now(),
    )  # fmt: skip
    assert [book.time()["heard"] for _time in range(2)] == [1, 0]
    with office_scope(book.site.office):
        found = replying.find(late.code)
        assert found is not None
        said = presenters_public.progress(found)["lines"][-1]
        row = queries.by_index(operations.code_index(late.code))
        assert row is not None
        assert check(row, queries.events(row)).whole
    assert (str(said["label"]), said["text"]) == (
        "Jawaban dari atasan kantor ini",
        "Kantor itu menjawab pekan ini.",
    )
    assert book.row(late).state == State.RECEIVED, "the office still has to answer for itself"


def test_a_withdrawn_consent_stops_what_waits(book, clock):
    made = book.new(contact="081234567890", told=True)
    quiet = book.new(about=book.id_of("section_head"), contact="081234567890", told=True)
    assert not book.row(quiet).told
    book.act(made, A.VERIFY, klass="PLAIN")
    with office_scope(book.site.office):
        assert OutMessage.objects.get().state == "WAITING"
        replying.stop_messages(complaint_id=made.id, now=clocks.now())
        message = OutMessage.objects.get()
        assert (message.state, message.why, message.to) == ("DROPPED", "NOT_WANTED", None)
    book.act(made, A.ANSWER, done="Dikerjakan.", text="Sudah kami kerjakan.")
    with office_scope(book.site.office):
        assert OutMessage.objects.count() == 1


def test_late_complaints_show_in_the_offices_health_but_not_those_about_people(book, clock):
    book.new()
    book.new(about=book.id_of("section_head"))
    ground = health.Ground(now=clocks.now(), live=True)
    clock.set("2026-11-26 09:00")
    with office_scope(book.site.office) as office:
        facts = health_checks.late_facts(office, clocks.now())
    assert facts == 1
    assert [f.weight for f in health_checks.judge_late(facts, ground)] == [health.Weight.SOON]
    assert [f.weight for f in health_checks.judge_late(5, ground)] == [health.Weight.NOW]
    assert health_checks.judge_late(0, ground) == []
