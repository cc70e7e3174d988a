"""What the bell says about complaints: whose turn it is, whose term ends, who above them is told."""

from datetime import date, datetime, timedelta

import pytest

from accounts.glance import look
from commons import clock as clocks
from commons.clock import WIB
from commons.ids import new_id
from complaints import passing
from complaints.ladder import Rung, Stop
from complaints.models import Book, Complaint
from complaints.ringing import Bell, Days, lines, ring, role_at
from complaints.workflow import Action, State
from notifications import queries, spreading
from notifications.models import OutMessage, StaffNotice, StaffWish
from offices.scope import office_scope
from tests.desk import address

A, TODAY = Action, date(2026, 11, 25)
DAYS = Days(TODAY, TODAY + timedelta(days=1))


def _row(**facts) -> Complaint:
    """Received on Friday the 20th; verified by Wednesday, begun by the 2nd, answered by the 10th."""
    plain = {
        "state": State.RECEIVED,
        "changed_at": datetime(2026, 11, 20, 9, tzinfo=WIB),
        "verify_by": TODAY,
        "reply_by": date(2026, 12, 2),
        "due_on": date(2026, 12, 10),
    }
    return Complaint(**plain | facts)


def _told(row, days=DAYS):
    return [(line.kind, line.key, line.rank) for line in lines(row, days)]


def _on(day: date) -> Days:
    return Days(day, day + timedelta(days=1))


def test_each_turn_each_term_that_ends_and_each_that_is_over_is_a_line_of_its_own():
    turn, near = (Bell.TURN, "N0", 1), (Bell.NEAR, "2026-11-25", 1)
    at = datetime(2026, 11, 24, 9, tzinfo=WIB)
    worked = {"state": State.IN_HAND, "verified_at": at, "begun_at": at}
    cases = [
        ("its term ends today", _row(), DAYS, [turn, near]),
        ("its term ends tomorrow", _row(), _on(date(2026, 11, 24)), [turn, near]),
        ("its term is far", _row(), _on(date(2026, 11, 23)), [turn]),
        ("it came today", _row(changed_at=datetime(2026, 11, 25, 8, tzinfo=WIB)), DAYS, [turn]),
        ("verified late", _row(), _on(date(2026, 11, 26)), [turn, (Bell.LATE, "22026-11-25", 2)]),
        (
            "everything late",
            _row(),
            _on(date(2026, 12, 11)),
            [
                turn,
                *(
                    (Bell.LATE, f"{n}{day}", n)
                    for n, day in ((2, "2026-11-25"), (3, "2026-12-02"), (4, "2026-12-10"))
                ),
            ],
        ),
        ("at the kasi's", _row(**worked), DAYS, [(Bell.TURN, "W0", 2)]),
        ("reopened", _row(state=State.REOPENED, reopened=1, verified_at=at), DAYS, [(Bell.TURN, "W1", 2)]),
        (
            "about people",
            _row(rank=3),
            _on(date(2026, 11, 26)),
            [(Bell.TURN, "N0", 3), (Bell.LATE, "22026-11-25", 3)],
        ),
        ("long ago", _row(), _on(date(2027, 3, 1)), []),
    ]
    for name, row, days, expected in cases:
        assert _told(row, days) == expected, name


def test_where_nobody_stands_the_next_above_is_told():
    head, officer = Stop(Rung.HEAD, frozenset({new_id()})), Stop(Rung.OFFICER, frozenset({new_id()}))
    above = Stop(Rung.KABUPATEN)
    for stops, rank, expected in (
        ((officer, head, above), 1, Rung.OFFICER),
        ((officer, head, above), 2, Rung.HEAD),
        ((officer, above), 4, Rung.OFFICER),
        ((above,), 1, ""),
    ):
        assert role_at(stops, rank) == expected


def test_the_bell_rings_once_in_working_hours_for_who_answers_and_says_nothing_of_it(book, clock):
    site = book.site
    common, about = book.new(), book.new(about=book.id_of("section_head"), text="Kasi meminta uang rokok.")
    entered = book.new(who="information")
    with office_scope(site.office):
        StaffWish.objects.create(user_id=book.id_of("secretary"), way="WHATSAPP", to="+6281234567890")
    clock.set("2026-11-20 22:00")
    assert book.time()["told"] == 0, "nobody is told at night"
    clock.set("2026-11-23 09:00")
    assert [book.time()["told"] for _twice in range(2)] == [3, 0]
    with office_scope(site.office):
        rows = {row.once.split(":")[1]: row for row in StaffNotice.objects.all()}
        assert {key: row.roles for key, row in rows.items()} == {
            common.id.hex: ["INFORMATION"],
            entered.id.hex: ["INFORMATION"],
            about.id.hex: ["SECRETARY"],
        }
        assert rows[about.id.hex].by_id == book.id_of("section_head"), "whatever role they may hold some day"
        assert rows[entered.id.hex].by_id == book.id_of("information"), "who entered it knows"
        assert spreading.spread(now=clocks.now()) == OutMessage.objects.count() == 0, "inside Loket only"
    with office_scope(site.office):
        counted = {who: look(site.people[who], now=clocks.now())["bell"] for who in site.people}
        (row,) = queries.notices(site.people["secretary"])
    assert counted == dict.fromkeys(counted, 0) | {"information": 1, "secretary": 1}
    assert (row.kind, row.file_id, row.count) == (Bell.TURN, None, 0), "no word of it"
    book.act(common, A.VERIFY, who="information", klass="PLAIN", section="")
    book.act(common, A.TAKE, who="section_head")
    assert book.time()["told"] == 1
    with office_scope(site.office):
        assert look(site.people["section_head"], now=clocks.now())["bell"] == 0, "who took it knows"
    # The worker was away for weeks: what is late is caught up with, each rung once.
    clock.set("2026-12-14 09:00")
    assert [book.time()["told"] for _twice in range(2)][1] == 0
    with office_scope(site.office):
        late = StaffNotice.objects.filter(kind=Bell.LATE)
        by_book: dict[str, set[str]] = {book_: set() for book_ in Book.values}
        for row in late:
            kept = Complaint.objects.get(id=row.once.split(":")[1])
            by_book[kept.book] |= set(row.roles)
            assert kept.about_id in {None, row.by_id}
    assert by_book == {Book.COMMON: {"SECTION_HEAD", "SECRETARY", "HEAD"}, Book.PEOPLE: {"SECRETARY", "HEAD"}}


def test_a_camat_is_told_of_what_came_up_and_never_of_what_is_about_themselves(book, monkeypatch):
    mine, *others = (new_id(), 0, book.id_of("head")), (new_id(), 1, new_id()), (new_id(), 0, None)
    monkeypatch.setattr("complaints.ringing.escalations.waiting_for", lambda _office: [mine, *others])
    with office_scope(book.site.office) as office:
        assert [ring(office, now=clocks.now()) for _twice in range(2)] == [3, 0]
    answer = book.site.at("head").get(address("bell"))
    assert answer.context["bell"] == 2
    assert [row["title"] for row in answer.context["rows"]] == ["Pengaduan menunggu jawaban Anda (2)"]
    assert address("complaints_below") in answer.content.decode()


def test_a_worker_that_is_killed_on_the_way_is_caught_up_with(book, clock, monkeypatch):
    made = [book.new(text=f"Kursi tunggu nomor {n} patah kakinya.") for n in range(3)]
    clock.set("2026-12-21 09:00")
    send, sent = passing.send_copy, []

    def killed(row, *rest, **facts) -> None:
        send(row, *rest, **facts)
        sent.append(row.id)
        if len(sent) == 2:
            raise SystemExit

    monkeypatch.setattr(passing, "send_copy", killed)
    with pytest.raises(SystemExit):
        book.time()
    again, once_more = book.time(), book.time()
    assert (again["copied"], again["told"]) == (1, 9), "three rungs of each are told"
    assert (once_more["copied"], once_more["told"]) == (0, 0)
    assert sorted(sent) == sorted(one.id for one in made)
