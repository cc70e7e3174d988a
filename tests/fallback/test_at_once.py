"""Two people at one line at the same instant, on connections of their own."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from django.db import connections

from applications.models import File
from applications.versions import program_of
from commons.clock import WIB
from documents.models import BookYear
from fallback import operations, queries
from fallback.models import Line
from fallback.operations import Keyed
from offices.scope import office_scope
from standards.queries import published_version
from tests import world
from tests.fallback.test_keyed_in import DAY, GOOD, SKTM


def test_two_clerks_at_the_same_instant_make_one_file(live_database, office_a):
    """Both pressed; the second finds what the first made."""
    people = world.furnish(office_a, SKTM)
    now = datetime(2026, 11, 20, 8, 0, tzinfo=WIB)
    with office_scope(office_a):
        made = operations.print_sheet(
            actor=people["counter"], day=DAY, pages=1, now=datetime(2026, 11, 19, 7, 0, tzinfo=WIB)
        )
        known = queries.services()
        rows = [Keyed(serial=1, typed=GOOD)]
        operations.keep_lines(actor=people["counter"], sheet_id=made.id, keyed=rows, known=known, now=now)
        code, form = Line.objects.get(serial=1).code, world.form(program_of(published_version(SKTM).id))
    start = threading.Barrier(2)

    def press(who):
        start.wait(timeout=60)
        try:
            with office_scope(office_a):
                return operations.file_line(
                    actor=people[who], code=code, form=form, produced={}, known=known, now=now
                )
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(press, ["counter", "operator"]))
    assert len({each.file_id for each in done}) == 1
    assert sorted(each.again for each in done) == [False, True]
    with office_scope(office_a):
        assert (File.objects.count(), BookYear.objects.get(kind="RECEIPT").last) == (1, 1)
