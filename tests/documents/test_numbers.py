"""Numbers under pressure: no twin, no gap, none burned by who turned back. And books that began on paper."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connections, transaction

from documents.models import BookKind, BookYear
from documents.operations import BookError, NoTransaction, begin_book, take_number
from offices.scope import office_scope

WRITERS = 50
EACH = 6
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


class TurnedBack(Exception):
    """Undoes the transaction it is raised in."""


def test_fifty_writers_leave_neither_twin_nor_gap(live_database, office_a, office_b):
    kept: list[tuple[str, int]] = []
    lock, start = threading.Lock(), threading.Barrier(WRITERS)

    def write(writer: int) -> None:
        office = office_b if writer % 5 == 0 else office_a
        start.wait(timeout=60)
        for turn in range(EACH):
            try:
                with office_scope(office), transaction.atomic():
                    number = take_number(BookKind.LETTER, 2026)
                    if (writer + turn) % 3 == 0:
                        raise TurnedBack
            except TurnedBack:
                continue
            with lock:
                kept.append((office.slug, number))
        connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    for office in (office_a, office_b):
        numbers = sorted(number for slug, number in kept if slug == office.slug)
        assert numbers == list(range(1, len(numbers) + 1))
        with office_scope(office):
            assert BookYear.objects.get(kind=BookKind.LETTER, year=2026).last == len(numbers)
    assert len(kept) == sum((writer + turn) % 3 != 0 for writer in range(WRITERS) for turn in range(EACH))


def test_a_second_writer_waits_for_the_first(live_database, office_a):
    """The number is only given when the one before is certain."""
    order: list[str] = []
    taken, go_on = threading.Event(), threading.Event()

    def first() -> None:
        with office_scope(office_a), transaction.atomic():
            assert take_number(BookKind.REGISTER, 2026) == 1
            taken.set()
            go_on.wait(timeout=30)
            order.append("first")
        connections.close_all()

    def second() -> None:
        taken.wait(timeout=30)
        with office_scope(office_a), transaction.atomic():
            go_on.set()
            assert take_number(BookKind.REGISTER, 2026) == 2
            order.append("second")
        connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(first), pool.submit(second)]:
            done.result(timeout=60)
    assert order == ["first", "second"]


@pytest.mark.django_db(transaction=True)
def test_no_number_outside_a_transaction(live_database, office_a):
    with office_scope(office_a):
        with pytest.raises(NoTransaction):
            take_number(BookKind.LETTER, 2026)
        assert not BookYear.objects.exists()


@pytest.fixture
def admin(site):
    return site.people["admin"]


@pytest.mark.django_db
def test_a_book_goes_on_where_paper_ended(site, admin):
    with office_scope(site.office):
        begin_book(actor=admin, kind=BookKind.LETTER, year=2026, after=312, now=NOW)
        assert take_number(BookKind.LETTER, 2026) == 313
        assert take_number(BookKind.LETTER, 2027) == 1
        assert take_number(BookKind.RECEIPT, 2026) == 1


@pytest.mark.django_db
def test_the_beginning_is_fixed_by_the_first_number(site, admin):
    with office_scope(site.office):
        begin_book(actor=admin, kind=BookKind.LETTER, year=2026, after=312, now=NOW)
        begin_book(actor=admin, kind=BookKind.LETTER, year=2026, after=313, now=NOW)
        take_number(BookKind.LETTER, 2026)
        with pytest.raises(BookError) as refused:
            begin_book(actor=admin, kind=BookKind.LETTER, year=2026, after=400, now=NOW)
        assert refused.value.code == "book_started"
        assert take_number(BookKind.LETTER, 2026) == 315


@pytest.mark.django_db
@pytest.mark.parametrize("after", [-1, 1_000_000])
def test_a_beginning_that_cannot_be_is_refused(site, admin, after):
    with office_scope(site.office), pytest.raises(BookError):
        begin_book(actor=admin, kind=BookKind.LETTER, year=2026, after=after, now=NOW)


@pytest.mark.django_db
def test_a_receipt_goes_on_from_paper(site, admin):
    with office_scope(site.office):
        begin_book(actor=admin, kind=BookKind.RECEIPT, year=2026, after=41, now=NOW)
    assert site.receive("ktp-el").receipt_number == "0042/2026"
