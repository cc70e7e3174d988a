"""The daily opening: who, when, before whom, how many; nothing is lost and nothing is done twice."""

from datetime import date

import pytest

from documents.models import BookYear
from offices.models import DirtyMark
from offices.scope import office_scope, public_scope
from suggestionbox import operations, operations_slips
from suggestionbox.errors import BoxRefused
from suggestionbox.handing import Words
from suggestionbox.models import BoxOpening, BoxSlip, BoxWitness, MissedDay
from suggestionbox.operations_slips import NewSlip
from suggestionbox.sheet import number_of, pdf_of
from tests.suggestionbox.round import FRIDAY
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


def test_an_empty_box_has_a_berita_acara_too(box):
    done = box.whole_day()
    assert (done.seq, number_of(done)) == (1, "001/BA-KS/2026")
    with office_scope(box.site.office):
        found = box.see(done)
        assert pdf_of(found).startswith(b"%PDF")
        assert pdf_of(found) == pdf_of(found)
        assert list(
            TrailEntry.objects.filter(action__startswith="box.")
            .order_by("seq")
            .values_list("action", flat=True)
        ) == [
            "box.opened",
            "box.witnessed",
            "box.witnessed",
            "box.closed",
        ]
    with public_scope():
        assert DirtyMark.objects.filter(topic="voice", days__contains=[FRIDAY]).exists()


def test_what_cannot_be_opened_says_why_and_changes_nothing(box, clock):
    ask = operations.open_box
    cases = [
        ("the role is another one", "counter", {"day": FRIDAY, "found": 0}, "not_yours"),
        ("no number", "information", {"day": FRIDAY, "found": -1}, "found"),
        ("a day to come", "information", {"day": MONDAY, "found": 0}, "day"),
        ("a Saturday", "information", {"day": date(2026, 11, 14), "found": 0}, "day"),
        (
            "a day that is over, without a reason",
            "information",
            {"day": date(2026, 11, 19), "found": 0},
            "reason",
        ),
    ]
    for words, who, facts, code in cases:
        assert box.refused(ask, who=who, **facts) == code, words
    clock.set("2026-11-20 10:00")
    assert box.refused(ask, day=FRIDAY, found=0) == "day", "before the end of service"
    clock.set("2026-12-25 16:05")
    assert box.refused(ask, day=date(2026, 12, 25), found=0) == "day", "a holiday"
    with office_scope(box.site.office):
        assert not BoxOpening.objects.exists()


def test_twice_is_refused_and_says_who_was_first(box):
    first = box.open()
    with pytest.raises(BoxRefused) as refused:
        box.open()
    assert refused.value.code == "opened"
    assert "Rudi Hartono" in str(refused.value.message)
    box.witness(first, "counter", "operator")
    box.close(first)
    assert box.refused(operations.open_box, day=FRIDAY, found=1) == "opened"
    assert box.close(first).seq == 1, "closing again changes nothing"
    with office_scope(box.site.office):
        assert BookYear.objects.get(kind="BOX").last == 1


def test_witnesses_are_others_each_with_their_own_account(box):
    opening = box.open()
    assert box.refused(operations.witness, opening_id=opening.id) == "witness_opener"
    box.witness(opening, "counter", "counter")
    assert box.see(opening).lacks_witnesses == 1
    assert box.refused(operations.close, opening_id=opening.id) == "lacks_witnesses"
    box.do(operations.add_visitor, opening_id=opening.id, name="Bu Tumini")
    assert box.refused(operations.add_visitor, opening_id=opening.id, name="bu tumini") == "name"
    assert box.close(opening).seq == 1
    assert box.refused(operations.witness, who="head", opening_id=opening.id) == "over"
    with office_scope(box.site.office):
        assert BoxWitness.objects.count() == 2
        trails = [str(entry.data) for entry in TrailEntry.objects.all()]
    assert not any("Tumini" in line for line in trails), "the trail names no citizen"


def test_the_rule_of_the_office_counts(box):
    box.do(operations.set_rule, who="admin", opener="COUNTER", witnesses=1)
    assert box.refused(operations.open_box, day=FRIDAY, found=0) == "not_yours"
    opening = box.open(who="counter")
    box.witness(opening, "information")
    assert box.close(opening, who="counter").seq == 1
    for wrong in ({"opener": "OFFICE_ADMIN", "witnesses": 2}, {"opener": "COUNTER", "witnesses": 0}):
        assert box.refused(operations.set_rule, who="admin", **wrong)


def test_late_missed_and_forgotten_days_are_seen(box, clock):
    box.whole_day()
    clock.set("2026-11-26 08:00")
    forgotten = [MONDAY, date(2026, 11, 24), date(2026, 11, 25)]
    assert [box.days(FRIDAY)[day] for day in forgotten] == ["FORGOTTEN"] * 3
    assert box.refused(operations.record_missed, who="section_head", day=MONDAY, reason="") == "reason"
    box.do(operations.record_missed, who="section_head", day=MONDAY, reason="Kunci kotak tertinggal")
    assert box.refused(operations.record_missed, day=MONDAY, reason="Lain lagi alasannya") == "day"
    assert box.refused(operations.open_box, day=MONDAY, found=0, late_reason="Baru sempat") == "missed"
    late = box.whole_day(date(2026, 11, 25), late_reason="Petugas sakit")
    assert late.seq == 2
    assert (
        box.refused(operations.open_box, day=date(2026, 11, 24), found=0, late_reason="Baru sempat") == "day"
    ), "its slips were in the box that was opened for the day after"
    assert [box.days(FRIDAY)[day] for day in forgotten] == ["MISSED", "FORGOTTEN", "LATE"]
    assert (
        box.refused(operations.record_missed, day=date(2026, 11, 25), reason="Tidak jadi dibuka") == "opened"
    )
    with office_scope(box.site.office):
        assert MissedDay.objects.count() == 1


def test_serials_go_on_a_gap_is_explained_a_twin_refused(box):
    opening = box.open(found=4)
    add = operations_slips.add_slip

    def new(**facts):
        return NewSlip(words=Words(kind="COMPLAINT", text="Loket tutup lebih awal"), **facts)

    assert box.slip(opening).serial == 1
    cases = [
        ("a twin", new(serial=1), "serial"),
        ("a gap without a reason", new(serial=4), "serial"),
        ("far off", new(serial=400, gap="Nomor loncat jauh"), "serial"),
        ("nothing on it", NewSlip(), "empty"),
        ("unreadable without a reason", NewSlip(unreadable="x"), "reason"),
    ]
    for words, slip, code in cases:
        assert box.refused(add, opening_id=opening.id, new=slip) == code, words
    assert box.see(opening).counted == 1
    gap = new(serial=4, gap="Dua kertas rusak sebelum dipakai")
    box.do(add, opening_id=opening.id, new=gap)
    box.do(add, opening_id=opening.id, new=NewSlip(unreadable="Tinta luntur kena hujan"))
    box.slip(opening, "")
    with office_scope(box.site.office):
        rows = list(BoxSlip.objects.order_by("serial").values_list("serial", "state"))
    assert rows == [
        (1, "FILED"), (2, "SKIPPED"), (3, "SKIPPED"), (4, "FILED"), (5, "UNREADABLE"), (6, "TO_COPY"),
    ]  # fmt: skip
    assert box.refused(add, opening_id=opening.id, new=new()) == "too_many"
    assert box.see(opening).counted == 4


def test_a_photographed_slip_is_copied_later_and_once(box):
    opening = box.open(found=1)
    slip = box.slip(opening, "")
    box.witness(opening, "counter", "operator")
    box.close(opening)
    words = Words(kind="ASPIRATION", text="Mohon ada kursi untuk lansia")
    copied = box.do(operations_slips.copy_out, slip_id=slip.id, words=words)
    assert (copied.slip.state, bool(copied.slip.complaint_id), bool(copied.code)) == ("FILED", True, True)
    assert box.refused(operations_slips.copy_out, slip_id=slip.id, words=words) == "settled"
    assert box.refused(operations_slips.call_unreadable, slip_id=slip.id, reason="Tidak terbaca") == "settled"


def test_miscounted_and_mistaken_openings_are_set_right_with_a_reason(box):
    opening = box.whole_day(slips=1)
    assert box.refused(operations.withdraw, opening_id=opening.id, reason="Salah hari ini") == "has_slips"
    assert box.refused(operations.recount, opening_id=opening.id, found=0, reason="Salah hitung") == "found"
    assert box.refused(operations.recount, opening_id=opening.id, found=2, reason="") == "reason"
    box.do(operations.recount, opening_id=opening.id, found=2, reason="Satu slip terselip di dasar kotak")
    box.slip(opening, "Tempat parkir gelap")
    assert box.refused(operations.close, opening_id=opening.id) == "lacks_witnesses", (
        "the new round has its own"
    )
    box.witness(opening, "counter", "section_head")
    assert box.close(opening).seq == 1, "the number stays"
    with office_scope(box.site.office):
        assert b"%PDF" in pdf_of(box.see(opening))[:8]


def test_a_withdrawn_opening_keeps_its_number_and_frees_the_day(box):
    first = box.whole_day()
    box.do(operations.withdraw, opening_id=first.id, reason="Dibuka di akun yang salah")
    assert box.refused(operations.witness, who="head", opening_id=first.id) == "withdrawn"
    assert box.whole_day().seq == 2
    with office_scope(box.site.office):
        assert sorted(BoxOpening.objects.values_list("seq", "state")) == [(1, "WITHDRAWN"), (2, "CLOSED")]
