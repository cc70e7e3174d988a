"""The pattern of a letter book: chosen, refused, carried on next year; numbers neither twin nor gap."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from commons.text import BadText
from documents import book_patterns, patterns, queries
from documents.book_patterns import PatternRefused, change_pattern, seen_now
from documents.models import BookKind, BookYear, Letter, RegisterEntry
from documents.numbering import BadPattern, Reader, format_number
from documents.operations import BookError, Drawn, begin_book, draw_number, hold_book
from documents.patterns import SAMPLE, Rule
from offices.models import Office
from offices.scope import office_scope, public_scope
from tests.desk import enter
from trail.models import TrailEntry

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
RULES = [Rule("SKTM", "100.2.2.5", SAMPLE.pattern)]
OTHER = "{urut:4}/{kode}/{unit}/{bulan}/{tahun}"
WHY = "Mengikuti surat edaran penomoran"
LETTER = "sktm-rekomendasi"


@pytest.fixture
def admin(site):
    with public_scope():
        Office.objects.filter(pk=site.office.pk).update(unit_code="427.99")
    site.office.refresh_from_db()
    return site.people["admin"]


def change(admin, pattern=OTHER, **facts):
    values = {"year": 2026, "rules": RULES, "unit": "427.99", "reason": WHY, "seen": seen_now(), "now": NOW}
    return change_pattern(actor=admin, pattern=pattern, **{**values, **facts})


def kept():
    """The patterns kept, and the lines of the trail about them."""
    rows = BookYear.objects.exclude(pattern="").values_list("kind", "year", "pattern")
    return list(rows), TrailEntry.objects.filter(action=book_patterns.ACTION).count()


@pytest.mark.django_db
def test_the_next_letter_follows_the_pattern_and_no_other_changes(site, admin, elsewhere):
    first = site.until(LETTER, "SIGN")
    with office_scope(site.office):
        before = Letter.objects.get().number
        change(admin)
    second = site.until(LETTER, "SIGN")
    third = elsewhere.until(LETTER, "SIGN")
    with office_scope(site.office):
        assert Letter.objects.get(file_id=first.file_id).number == before
        assert before.split("/")[1] == "001"
        assert Letter.objects.get(file_id=second.file_id).number == "0002/100.2.2.5/427.99/XI/2026"
    with office_scope(elsewhere.office):
        assert Letter.objects.get(file_id=third.file_id).number.split("/")[1] == "001"
        assert kept() == ([], 0)
    site.step(second)
    with office_scope(site.office):
        assert RegisterEntry.objects.get().number == "0002/100.2.2.5/427.99/XI/2026"


@pytest.mark.django_db
def test_the_change_is_on_the_trail_with_its_reason(site, admin):
    with office_scope(site.office):
        take_drawn(3)
        change(admin)
        line = TrailEntry.objects.get(action=book_patterns.ACTION)
        assert line.subject == book_patterns.SUBJECT
        assert line.actor_name == admin.name
        expected = {"year": 2026, "before": "", "after": OTHER, "last": 3, "reason": WHY}
        assert dict(line.data) == expected


def take_drawn(times: int) -> None:
    with transaction.atomic():
        for _n in range(times):
            draw_number(BookKind.LETTER, 2026)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "error", "code"),
    [
        ({"reason": "kurang"}, PatternRefused, "pattern_reason"),
        ({"reason": "x" * 201}, BadText, "text_too_long"),
        ({"pattern": ""}, PatternRefused, "pattern_same"),
        ({"pattern": SAMPLE.pattern}, PatternRefused, "pattern_same"),
        ({"pattern": "{urut}/{tahun}"}, BadPattern, "pattern_lacks_unit"),
        ({"pattern": OTHER + "\x07"}, BadText, "control_character"),
        ({"seen": 99}, None, ""),
    ],
)
def test_what_is_refused_changes_nothing(site, admin, facts, error, code):
    with office_scope(site.office):
        if error is None:  # nobody was first: there is nothing to be told
            change(admin, **facts)
            return
        with pytest.raises(error) as refused:
            change(admin, **facts)
        assert refused.value.code == code
        assert kept() == ([], 0)


@pytest.mark.django_db
def test_who_comes_second_is_told_who_was_first(site, admin):
    with office_scope(site.office):
        seen = seen_now()
        change(admin)
        with pytest.raises(PatternRefused) as refused:
            change(admin, "{urut}/{unit}/{tahun}", seen=seen)
        assert refused.value.code == "pattern_stale"
        assert admin.name in str(refused.value)
        assert kept() == ([("LETTER", 2026, OTHER)], 1)
        change(admin, "", seen=seen_now())  # and back to what the services say
        assert kept() == ([], 2)


@pytest.mark.django_db
def test_a_number_that_exists_is_not_written_again(site, admin):
    """470/017/… is serial 470 in a book that begins with the serial; 17 letters were written so far."""
    rules = [Rule("Lama", "470", SAMPLE.pattern)]
    turned = "{urut:3}/{kode}/{unit}/{tahun}"
    with office_scope(site.office):
        enter(site, "SITI AMINAH", number="470/017/427.99/2026", source="PAPER")
        begin_book(actor=admin, kind=BookKind.LETTER, year=2026, after=17, now=NOW)
        with pytest.raises(PatternRefused) as refused:
            change(admin, turned, rules=rules)
        assert refused.value.code == "pattern_twin"
        assert "470/017/427.99/2026" in str(refused.value)
        assert kept() == ([], 0)
        BookYear.objects.filter(kind="LETTER").update(last=470)  # beyond it nothing comes twice
        change(admin, turned, rules=rules)


@pytest.mark.django_db
def test_a_letter_not_yet_registered_counts_as_a_number_that_exists(site, admin):
    site.until(LETTER, "SIGN")
    with office_scope(site.office):
        Letter.objects.update(number="009/100.2.2.5/427.99/2026")
        with pytest.raises(PatternRefused, match="009/100"):
            change(admin, "{urut:3}/{kode}/{unit}/{tahun}")


@pytest.mark.django_db
def test_going_back_to_what_the_services_say_is_looked_at_likewise(site, admin):
    with office_scope(site.office):
        change(admin)
        enter(site, "SITI AMINAH", number="100.2.2.5/008/427.99/2026", source="PAPER")
        with pytest.raises(PatternRefused, match="sekali lagi"):
            change(admin, "")
        assert kept() == ([("LETTER", 2026, OTHER)], 1)


@pytest.mark.django_db
def test_the_next_year_goes_on_with_the_pattern(site, admin):
    with office_scope(site.office):
        change(admin)
        with transaction.atomic():
            assert draw_number(BookKind.LETTER, 2027) == Drawn(1, OTHER)
            assert draw_number(BookKind.LETTER, 2027) == Drawn(2, OTHER)
            assert draw_number(BookKind.RECEIPT, 2027) == Drawn(1, "")
            assert hold_book(BookKind.LETTER, 2028).pattern == OTHER
        assert queries.book(BookKind.LETTER, 2029).pattern == OTHER
        assert queries.book(BookKind.LETTER, 2025).pattern == ""
        change(admin, "", year=2028, seen=None)
        with transaction.atomic():
            assert draw_number(BookKind.LETTER, 2029) == Drawn(1, "")


@pytest.mark.django_db
def test_a_number_and_its_pattern_cost_one_statement(site, admin):
    with office_scope(site.office):
        for pattern in ("", OTHER):
            if pattern:
                change(admin)
            with transaction.atomic(), CaptureQueriesContext(connection) as asked:
                draw_number(BookKind.LETTER, 2026)
            assert len(asked) == 1


@pytest.mark.django_db
def test_a_letter_costs_the_same_with_a_pattern(site, admin):
    def cost():
        outcome = site.until(LETTER, "PRODUCE")
        with CaptureQueriesContext(connection) as asked:
            site.step(outcome)
        return len(asked)

    before = cost()
    with office_scope(site.office):
        change(admin)
    assert cost() == before


@pytest.mark.django_db
def test_a_book_begins_after_the_numbers_on_paper(site, admin):
    with office_scope(site.office):
        enter(site, "SITI AMINAH", number="100.2.2.5/312/427.99/2026", source="PAPER")
        with pytest.raises(BookError) as refused:
            begin_book(actor=admin, kind=BookKind.LETTER, year=2026, after=200, now=NOW)
        assert refused.value.code == "book_lines"
        assert not BookYear.objects.filter(kind="LETTER", last__gt=0).exists()
        begin_book(actor=admin, kind=BookKind.LETTER, year=2026, after=312, now=NOW)
        change(admin)
        begin_book(actor=admin, kind=BookKind.LETTER, year=2026, after=5, now=NOW)  # its form is another now


@pytest.mark.django_db
def test_the_last_number_may_be_typed_whole(site, admin):
    with office_scope(site.office):
        read = queries.read_last
        assert read(BookKind.LETTER, 2026, "312") == 312
        assert read(BookKind.LETTER, 2026, "100.2.2.5/312/427.99/2026") == 312
        assert read(BookKind.LETTER, 2026, "100.2.2.5/312/427.99/2025") is None
        assert read(BookKind.RECEIPT, 2026, "0312/2026") is None
        change(admin)
        assert read(BookKind.LETTER, 2026, "0312/100.2.2.5/427.99/XI/2026") == 312
        assert read(BookKind.LETTER, 2026, "100.2.2.5/312/427.99/2026") is None


THREADS, EACH = 20, 5


def test_a_change_amid_twenty_writers_leaves_neither_twin_nor_gap(live_database, office_a):
    """Each number is of the pattern before or after, and of the one that stands at its place in the book."""
    written: list[tuple[int, str]] = []
    lock, start = threading.Lock(), threading.Barrier(THREADS + 1)
    choices = (OTHER, "{kode}/{urut}/{unit}/{bulan}/{tahun}", "", OTHER)
    turns: list[tuple[int, str]] = []

    def write(_writer: int) -> None:
        start.wait(timeout=60)
        for _turn in range(EACH):
            with office_scope(office_a), transaction.atomic():
                drawn = draw_number(BookKind.LETTER, 2026)
                pattern = drawn.pattern or SAMPLE.pattern
                text = format_number(pattern, serial=drawn.serial, day=NOW.date(), code="470", unit="427.99")
            with lock:
                written.append((drawn.serial, text))
        connections.close_all()

    def turn() -> None:
        start.wait(timeout=60)
        for pattern in choices:
            with office_scope(office_a):
                row = change(None, pattern, seen=None)
                turns.append((row.last, pattern or SAMPLE.pattern))
        connections.close_all()

    with ThreadPoolExecutor(THREADS + 1) as pool:
        for done in [pool.submit(turn), *(pool.submit(write, n) for n in range(THREADS))]:
            done.result(timeout=120)
    serials, texts = zip(*sorted(written), strict=True)
    assert serials == tuple(range(1, THREADS * EACH + 1))
    assert len(set(texts)) == len(texts)
    for serial, text in written:
        held = [pattern for last, pattern in [(0, SAMPLE.pattern), *turns] if last < serial][-1]
        assert Reader(held).written(text) == (serial, 2026)
    with office_scope(office_a):
        assert BookYear.objects.get(kind="LETTER", year=2026).last == THREADS * EACH
        assert patterns.held(queries.book(BookKind.LETTER, 2026).pattern, []) == [OTHER]
