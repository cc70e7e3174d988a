"""After the outage: lines become files with their real times, none twice, all accounted for."""

from datetime import date, datetime, timedelta

import pytest

from accounts.models import Assignment
from applications import verifier
from applications.errors import ActionRefused, IntakeRefused
from applications.ledger import Verdict
from applications.models import Event, File
from applications.versions import program_of
from commons import clock as clocks
from commons.clock import WIB, wib
from documents.models import BookYear, Letter
from fallback import operations, queries
from fallback.models import Line, LineState
from fallback.operations import Keyed, SheetRefused
from lettercheck.models import LetterIndex
from offices.models import DirtyMark
from offices.scope import office_scope, public_scope
from regulations.models import Delegation
from standards.queries import published_version
from tests import world

pytestmark = pytest.mark.django_db
SKTM, LETTER = "sktm", "sktm-rekomendasi"
DAY = date(2026, 11, 19)
GOOD = {
    "service": SKTM,
    "name": "SITI AMINAH",
    "nik": world.VALUES["nik"],
    "received": "08.10",
    "complete": "08.20",
    "signed": "09.05",
    "handed": "10.00",
    "receiver": "Siti Aminah",
}


@pytest.fixture
def sheet(site, clock):
    """The sheet of the paper day, printed the evening before; it is the morning after."""
    clock.set("2026-11-18 15:00")
    with office_scope(site.office):
        made = operations.print_sheet(actor=site.people["counter"], day=DAY, pages=1, now=clocks.now())
    clock.set("2026-11-20 08:00")
    return made


def key_in(site, sheet, *rows, who="counter", seen=()):
    """Key lines in from the first one on: cells, or a mark."""
    keyed = [
        Keyed(
            serial=n,
            typed=row if isinstance(row, dict) else {},
            mark=row if isinstance(row, str) else "",
            seen=dict(seen).get(n, ""),
        )
        for n, row in enumerate(rows, start=1)
    ]
    with office_scope(site.office):
        return operations.keep_lines(
            actor=site.people[who],
            sheet_id=sheet.id,
            keyed=keyed,
            known=queries.services(),
            now=clocks.now(),
        )


def line(site, n):
    with office_scope(site.office):
        return Line.objects.get(serial=n)


def file_it(site, n, service=SKTM, who="counter", produced=None, **changes):
    with office_scope(site.office):
        return operations.file_line(
            actor=site.people[who],
            code=Line.objects.get(serial=n).code,
            form=world.form(program_of(published_version(service).id), **changes),
            produced=produced or {},
            known=queries.services(),
            now=clocks.now(),
        )


def confirm(site, *numbers, who="head"):
    with office_scope(site.office):
        codes = [Line.objects.get(serial=n).code for n in numbers]
        return operations.confirm_signatures(
            actor=site.people[who], codes=codes, known=queries.services(), now=clocks.now()
        )


def events(site, filed):
    with office_scope(site.office):
        return list(Event.objects.filter(file_id=filed.file_id).order_by("seq"))


def file(site, filed):
    with office_scope(site.office):
        return File.objects.get(id=filed.file_id)


def at(moment):
    return wib(moment).strftime("%d %H.%M")


def sound(site):
    """Every file's chain is unbroken and its row says what its events say."""
    with office_scope(site.office):
        return all(found.report.whole for found in verifier.check_office({}))


def test_printing_takes_no_number_of_any_book(site, sheet):
    with office_scope(site.office):
        assert not BookYear.objects.exists()
        codes = list(Line.objects.order_by("serial").values_list("code", flat=True))
    assert len(codes) == operations.PER_PAGE == len(set(codes))
    assert codes[0].startswith("D261119-001-")


def test_a_second_sheet_of_the_day_goes_on_with_other_lines(site, clock):
    with office_scope(site.office):
        facts = {"actor": site.people["counter"], "pages": 1, "now": clocks.now()}
        first, second = (operations.print_sheet(day=date(2026, 11, 23), **facts) for _n in range(2))
        assert (first.number, second.number, second.first) == (1, 2, operations.PER_PAGE + 1)


@pytest.mark.parametrize(
    ("day", "pages"), [(date(2026, 11, 1), 1), (date(2026, 12, 24), 1), (DAY, 0), (DAY, 11)]
)
def test_a_sheet_is_for_a_day_soon(site, clock, day, pages):
    clock.set("2026-11-19 07:00")
    with office_scope(site.office), pytest.raises(SheetRefused):
        operations.print_sheet(actor=site.people["counter"], day=day, pages=pages, now=clocks.now())
    with office_scope(site.office):
        assert not Line.objects.exists()


def test_a_line_becomes_a_file_with_its_real_times(site, sheet):
    key_in(site, sheet, GOOD)
    filed = file_it(site, 1)
    assert [each.action for each in events(site, filed)] == ["complete", "complete"]
    row = file(site, filed)
    assert (at(row.received_at), at(row.complete_at), row.step_kind) == ("19 08.10", "19 08.20", "SIGN")
    assert line(site, 1).awaits_signer
    assert confirm(site, 1).signed == 1
    happened = events(site, filed)
    assert [at(each.at) for each in happened] == ["19 08.20", "19 08.20", "19 09.05", "19 09.05", "19 10.00"]
    assert all(each.data["sheet"] == line(site, 1).code for each in happened)
    assert {wib(datetime.fromisoformat(each.data["entered_at"])).day for each in happened} == {20}
    assert [each.actor_name for each in happened[2:]] == ["Retno Wahyuni"] * 3
    row = file(site, filed)
    assert (row.phase, at(row.finished_at)) == ("HANDED_OVER", "19 10.00")
    assert line(site, 1).facts is None  # nothing of the person is kept twice
    assert sound(site)


def test_a_letter_is_valid_only_by_the_word_of_its_signer(site, sheet):
    key_in(site, sheet, {**GOOD, "service": LETTER})
    filed = file_it(site, 1, LETTER)
    with office_scope(site.office):
        letter = Letter.objects.get(file_id=filed.file_id)
    assert letter.state == "UNSIGNED"
    assert confirm(site, 1, who="counter").failed
    assert line(site, 1).awaits_signer
    confirm(site, 1)
    with public_scope():
        assert LetterIndex.objects.get(code=letter.code).state == "VALID"
    with office_scope(site.office):
        assert Letter.objects.get(id=letter.id).date == DAY
    assert sound(site)


def test_no_authority_on_that_day_signs_nothing(site, sheet):
    key_in(site, sheet, GOOD)
    filed = file_it(site, 1)
    with public_scope():
        Delegation.objects.filter(office=site.office).update(from_date=DAY + timedelta(days=1))
    assert not confirm(site, 1).signed
    assert file(site, filed).step_kind == "SIGN"


def test_who_leads_today_signed_nothing_in_the_days_of_another(site, sheet):
    key_in(site, sheet, GOOD)
    filed = file_it(site, 1)
    with public_scope():
        head = site.people["head"].user_id
        Assignment.objects.filter(user_id=head).update(from_date=DAY + timedelta(days=1))
    done = confirm(site, 1)
    assert not done.signed
    assert "wewenang" in done.failed[0][1] or "Tugas Anda" in done.failed[0][1]
    assert file(site, filed).step_kind == "SIGN"


def test_who_holds_no_counter_enters_nothing(site, sheet):
    key_in(site, sheet, GOOD)
    with pytest.raises(ActionRefused):
        file_it(site, 1, who="head")
    assert line(site, 1).state == LineState.KEPT


def test_what_was_not_done_on_paper_goes_on_as_usual(site, sheet):
    key_in(site, sheet, {**GOOD, "signed": "", "handed": ""})
    filed = file_it(site, 1)
    row = file(site, filed)
    assert (row.step_kind, row.event_no) == ("VERIFY", 1)
    assert not line(site, 1).awaits_signer


def test_the_promise_runs_by_the_real_times(site, sheet):
    from applications.queries_file import file_detail  # noqa: PLC0415

    key_in(site, sheet, GOOD)
    filed = file_it(site, 1)
    confirm(site, 1)
    with office_scope(site.office):
        detail = file_detail(filed.file_id, actor=site.people["counter"], now=clocks.now())
    assert detail.standing.verdict is Verdict.ON_TIME or detail.standing.verdict is Verdict.LATE
    assert detail.ledger.elapsed < timedelta(hours=2)


def test_the_real_days_are_marked_for_the_figures(site, sheet):
    key_in(site, sheet, GOOD)
    with public_scope():
        DirtyMark.objects.all().delete()
    file_it(site, 1)
    with public_scope():
        marked = {day for mark in DirtyMark.objects.all() for day in mark.days}
    assert marked == {DAY}


def test_numbers_are_taken_in_the_order_of_keying_in(site, sheet):
    key_in(site, sheet, GOOD, {**GOOD, "received": "07.45", "complete": "07.50"})
    assert [file_it(site, n).receipt_number for n in (2, 1)] == ["0001/2026", "0002/2026"]


def test_a_line_is_entered_once_by_whomever(site, sheet):
    key_in(site, sheet, GOOD)
    first, second = file_it(site, 1), file_it(site, 1, who="operator")
    assert (second.file_id, second.again) == (first.file_id, True)
    with office_scope(site.office):
        assert File.objects.count() == 1


def test_a_form_with_errors_leaves_the_line_as_it_was(site, sheet):
    key_in(site, sheet, GOOD)
    with pytest.raises(IntakeRefused):
        file_it(site, 1, values={"nama": ""})
    assert line(site, 1).state == LineState.KEPT
    with office_scope(site.office):
        assert not File.objects.exists()
        assert not BookYear.objects.exists()


def test_faults_of_one_line_hold_up_no_other(site, sheet):
    kept = key_in(site, sheet, GOOD, {**GOOD, "received": "25.99"}, "UNUSED")
    assert kept.saved == 3
    assert [n for n, row in kept.rows.items() if row.faults] == [2]
    assert [line(site, n).state for n in (1, 2, 3, 4)] == ["KEPT", "KEPT", "UNUSED", "BLANK"]
    assert line(site, 2).facts["received"] == "25.99"
    with pytest.raises(SheetRefused):
        file_it(site, 2)


def test_two_clerks_at_one_line_do_not_overwrite_each_other(site, sheet):
    key_in(site, sheet, GOOD)
    kept = key_in(site, sheet, {**GOOD, "name": "LAIN"}, who="operator")
    assert "Sari Wulandari" in str(kept.refused[1])
    assert line(site, 1).facts["name"] == "SITI AMINAH"
    seen = {1: operations.seen_of(line(site, 1))}
    assert key_in(site, sheet, {**GOOD, "name": "LAIN"}, who="operator", seen=seen).saved == 1


def test_a_closed_sheet_accounts_for_every_line(site, sheet):
    key_in(site, sheet, GOOD, "SPOILED")
    with office_scope(site.office), pytest.raises(SheetRefused, match="belum menjadi berkas"):
        operations.close_sheet(actor=site.people["counter"], sheet_id=sheet.id, now=clocks.now())
    file_it(site, 1)
    with office_scope(site.office):
        operations.close_sheet(actor=site.people["counter"], sheet_id=sheet.id, now=clocks.now())
        counted = queries.account(queries.lines_of(sheet))
    assert (counted.printed, counted.filed, counted.spoiled, counted.unused) == (5, 1, 1, 3)
    assert counted.is_settled
    with pytest.raises(SheetRefused, match="sudah ditutup"):
        key_in(site, sheet, GOOD)


def test_a_sheet_is_not_closed_before_its_day(site, clock):
    with office_scope(site.office):
        made = operations.print_sheet(
            actor=site.people["counter"], day=date(2026, 11, 23), pages=1, now=clocks.now()
        )
        with pytest.raises(SheetRefused):
            operations.close_sheet(actor=site.people["counter"], sheet_id=made.id, now=clocks.now())


def test_another_office_has_none_of_it(site, sheet, elsewhere):
    key_in(site, sheet, GOOD)
    code = line(site, 1).code
    with office_scope(elsewhere.office):
        assert queries.line(code) is None
        assert queries.sheet(sheet.id) is None


def test_the_database_holds_a_line_to_one_file(site, sheet):
    from django.db import IntegrityError, transaction  # noqa: PLC0415

    key_in(site, sheet, GOOD)
    filed = file_it(site, 1)
    with office_scope(site.office), pytest.raises(IntegrityError), transaction.atomic():
        Line.objects.filter(serial=2).update(file_id=filed.file_id)


def test_what_is_made_elsewhere_goes_to_the_hand_over(site, sheet):
    key_in(site, sheet, {**GOOD, "service": "ktp-el", "signed": ""})
    filed = file_it(site, 1, "ktp-el", produced={"perekaman": "sekarang", "pencetakan": "kecamatan"})
    assert not filed.stopped, filed.stopped
    assert file(site, filed).phase == "HANDED_OVER"
    assert datetime(2026, 11, 19, 10, 0, tzinfo=WIB) == file(site, filed).finished_at
    assert sound(site)
