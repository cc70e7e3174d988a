"""What becomes of complaints in the end: erased by the rule, gone on in another office, papers above it."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from applications import merging
from attachments import queries as attachments
from attachments.models import Attachment
from commons import clock as clocks
from complaints import moving, presenters, presenters_public, queries, replying, retention, verifier
from complaints.models import GONE, Book, Complaint, ComplaintEvent
from complaints.workflow import Action
from escalations import operations as above_operations
from escalations import queries as above
from escalations.models import EscalatedComplaint, EscalatedEntry
from escalations.operations import UpwardRefused
from offices.models import Job, JobItem, JobItemState, JobKind, JobState
from offices.scope import office_scope, public_scope
from tests import world
from tests.applications.pages import text
from tests.attachments.samples import photo
from tests.complaints.desk import TEXT, kabupaten
from tests.desk import address, upload

A = Action
LATER = date(2027, 6, 1)


def _found(code: str) -> Any:
    """A reporter's complaint, by its code."""
    found = replying.find(code)
    assert found
    return found


def test_words_are_erased_when_the_rule_says_and_the_chain_still_holds(book, clock):
    over = book.handled(book.new(name="Wagiman", contact="081234567890"))
    people = book.new(about=book.id_of("information"))
    book.act(people, A.VERIFY, klass="PLAIN")
    book.act(people, A.ANSWER, done="Petugasnya ditegur.", text="Terima kasih, sudah kami tegur.")
    leader = book.new(about=book.id_of("head"), text="Pimpinan meminta uang rokok.")
    still = book.new(text="Parkir penuh setiap hari Senin pagi.")
    with office_scope(book.site.office):
        replying.add_evidence(found=_found(still.code), content=photo(), now=clocks.now())
    assert [book.reply(made, A.ACCEPT) for made in (over, people)] == ["", ""]
    above_operations.answer(
        complaint_id=leader.id, office=None, done="Dipanggil.", text="Sudah ditindak.",
        actor=kabupaten("COMPLAINTS"), now=clocks.now(),
    )  # fmt: skip
    assert book.reply(leader, A.ACCEPT) == ""
    with office_scope(book.site.office):
        assert retention.count(date(2026, 11, 20)) == 0, "not yet"
        # Those about people, and what the office never had, are in no number that it sees.
        assert retention.count(LATER) == 1
        assert retention.erase(LATER) == 1
        assert retention.count(LATER) == 0
        for made in (over, people):
            row = Complaint.objects.get(id=made.id)
            assert (row.words, row.name, row.contact, row.contact_index, row.about_name) == (
                GONE,
                None,
                None,
                "",
                None,
            )
            assert {event.text for event in queries.events(row)} == {None}
        assert Complaint.objects.get(id=still.id).words == "Parkir penuh setiap hari Senin pagi."
        assert Attachment.objects.count() == 1
        assert all(finding.report.whole for finding in verifier.check_office({}))
        found = replying.find(over.code)
        assert found is not None
        assert presenters_public.progress(found)["text"] == GONE
        assert replying.find(leader.code) is None
        # Words go and never change, whoever asks the database.
        for rows, change in (
            (Complaint.objects.filter(id=still.id), {"text": "lain"}),
            (Complaint.objects.filter(id=still.id), {"name": "lain"}),
            (ComplaintEvent.objects.filter(complaint_id=over.id), {"mark": F("digest")}),
        ):
            with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
                rows.update(**change)
    with public_scope():
        assert EscalatedComplaint.objects.count() == EscalatedEntry.objects.count() == 0
    page = text(book.site.at("head").get(address("complaint", people.id)))
    assert GONE in page


def test_evidence_of_a_complaint_about_the_leader_goes_above_and_nowhere_else(book, elsewhere):
    made = book.new(about=book.id_of("head"), text="Pimpinan meminta uang rokok.")
    citizen = book.site.stranger()
    sent = {"code": made.code, "do": "bukti", "evidence": upload(photo(), "bukti.jpg")}
    answer = citizen.post(address("complaint_progress"), sent)
    assert "Bukti sudah kami terima." in text(answer)
    bad = citizen.post(address("complaint_progress"), sent | {"evidence": upload(b"<html>", "a.html")})
    assert bad.status_code == 422
    actor = kabupaten("COMPLAINTS")
    found = above.one(made.id, actor=actor, office=None)
    assert found is not None
    (paper,) = found.evidence
    shown = above.evidence(paper.id, complaint_id=made.id, actor=actor, office=None)
    assert shown is not None
    assert (shown[0][:2], shown[1]) == (b"\xff\xd8", "image/jpeg")
    for other in (kabupaten("KAB_ADMIN"), book.site.people["head"]):
        for office in (None, book.site.office):
            asked = {"complaint_id": made.id, "actor": other, "office": office}
            assert above.evidence(paper.id, **asked) is None, (other, office)
    assert above.evidence(made.id, complaint_id=made.id, actor=actor, office=None) is None
    for site in (book.site, elsewhere):
        assert site.at("head").get(address("complaint_below_evidence", made.id, paper.id)).status_code == 404
    with office_scope(book.site.office):
        assert Attachment.objects.count() == 0
    for _n in range(4):
        above_operations.add_evidence(
            row_id=made.id, content=b"x", content_type="image/jpeg", now=clocks.now()
        )
    with pytest.raises(UpwardRefused) as refused:
        above_operations.add_evidence(
            row_id=made.id, content=b"x", content_type="image/jpeg", now=clocks.now()
        )
    assert refused.value.code == "evidence"
    page = reverse("escalated_evidence", urlconf="config.urls.kabupaten", args=[made.id, paper.id])
    assert citizen.get(page).status_code == 404, "the office's host has no such page"


def merged(old, successor) -> None:
    with public_scope():
        facts = {"kind": JobKind.MERGE, "state": JobState.DONE, "created_at": clocks.now()}
        job = Job.objects.create(office=successor, **facts)
        JobItem.objects.create(job=job, office=old, state=JobItemState.DONE, at=clocks.now())


def test_complaints_go_on_in_the_successor_and_the_code_stays_good(book, elsewhere, clock, monkeypatch):
    site, there = book.site, elsewhere
    went, stayed = site.receive("sktm"), site.receive("sktm-rekomendasi")
    monkeypatch.setattr(world, "key", lambda: merging.key_of(went.file_id))  # as the merge takes it over
    taken = there.receive_anew("sktm")
    opened = book.new(name="Wagiman", contact="081234567890", confidential=True, file_id=went.file_id)
    answered = book.handled(
        book.new(text="Kursi tunggu di ruang depan kurang banyak.", file_id=stayed.file_id)
    )
    people = book.new(about=book.id_of("section_head"))
    over = book.handled(book.new(text="Toilet tamu rusak sejak bulan lalu."))
    assert book.reply(over, A.ACCEPT) == ""
    with office_scope(site.office):
        replying.add_evidence(found=_found(opened.code), content=photo(), now=clocks.now())
        before = len(list(queries.measured([clocks.today()])))
    assert moving.move in merging._moves
    clock.set("2026-11-23 09:00")
    for again in (3, 0):
        assert moving.move(office=site.office, successor=there.office, now=clocks.now()) == again
    merged(site.office, there.office)
    with office_scope(there.office):
        rows = {row.book + str(row.seq): row for row in Complaint.objects.all()}
        assert sorted(rows) == ["ADUAN-P1", "ADUAN1", "ADUAN2"]
        first = rows["ADUAN1"]
        assert (first.words, first.name, first.contact, first.confidential) == (
            TEXT, "Wagiman", "+6281234567890", True,
        )  # fmt: skip
        assert str(first.received_at.date()) == "2026-11-20"
        assert len(attachments.of_file(first.id)) == 1
        assert [first.file_id, rows["ADUAN2"].file_id] == [taken.file_id, None], "gone along; over there"
        notes = [queries.events(rows[name])[-1].text or "" for name in ("ADUAN1", "ADUAN2")]
        assert f"berkas {went.receipt_number} di sana, sekarang nomor {taken.receipt_number}." in notes[0]
        assert f"berkas {stayed.receipt_number} di sana." in notes[1]
        assert rows["ADUAN-P1"].about_id == book.id_of("section_head")
        assert all(finding.report.whole for finding in verifier.check_office({}))
        for made, state in ((opened, "RECEIVED"), (answered, "ANSWERED"), (people, "RECEIVED")):
            found = replying.find(made.code)
            assert found is not None
            assert found.here is not None
            assert found.here.state == state
            said = presenters_public.progress(found)["lines"][-1]
            assert made.number in said["text"]
            told = presenters.line(queries.events(found.here)[-1])
            assert (str(told["label"]), told["who"]) == (
                "Dialihkan dari kantor yang digabung",
                site.office.full_name,
            )
        assert replying.find(over.code) is None, "what was over stays in the archive"
        assert len(list(queries.measured([date(2026, 11, 20)]))) == 2
    with office_scope(site.office):
        assert all(finding.report.whole for finding in verifier.check_office({}))
        assert len(list(queries.measured([date(2026, 11, 20)]))) == before - 2
        assert Complaint.objects.filter(book=Book.PEOPLE, moved_at=None).count() == 0
