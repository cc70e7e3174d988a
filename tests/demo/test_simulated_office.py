"""A simulated office is what the operations of the counter would have left, and its chains hold."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from accounts.queries import people
from applications import absences, appointing, operations
from applications.models import (
    ActingForm,
    ActingSigner,
    ContactAttempt,
    Event,
    File,
    LeaderAbsence,
    SupportingLetter,
)
from applications.operations import Inputs
from applications.verifier import check_office
from applications.workflow_types import Action
from commons.clock import wib
from demo.simulate import filling, staffing
from demo.simulate.filling import Wish, fill
from demo.simulate.marks import Marks
from demo.simulate.recorder import NOT_LISTED
from demo.simulate.year import Year, chance_of, tell
from documents.models import BookYear, Letter, RegisterEntry
from lettercheck.models import LetterIndex
from lookups import operations as lookups
from lookups.findings import NEEDS_REASON
from lookups.models import PovertyCheck
from lookups.rows import ParsedList, Person
from offices.scope import office_scope
from queueing.models import Ticket, TicketDay, TicketSeries
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Ends a transaction that was only tried."""


def test_its_rows_are_those_of_the_operations(place):
    simulated, year, events = _tried(lambda: _simulated(place))
    done_by_hand = _tried(lambda: _done_by_hand(place, year, events))
    for table, rows in simulated.items():
        assert rows == done_by_hand[table], table
    turns = {event["action"] for event in simulated["events"]}
    assert turns == {str(action) for action in Action if action is not Action.WITHDRAW}
    assert any(row.acting for row in year.leader.absences)


def test_a_filled_office_is_whole(place, office_b):
    """One office for all of these: to fill it takes longer than to look at it."""
    filled = fill(place.office, place.wish)
    with office_scope(place.office):
        _every_chain_holds(filled.files, filled.events)
        _neither_gaps_nor_twins()
        _only_open_letters_have_a_pdf()
    out = StringIO()
    call_command("verify_audit", office=place.office.slug, verbosity=0, stdout=out)
    assert "0 rusak" in out.getvalue()
    with office_scope(office_b):
        assert not File.objects.exists()
        assert not TrailEntry.objects.filter(action=filling.SIMULATED).exists()
        assert not LetterIndex.objects.exclude(office=office_b).exists()


def _every_chain_holds(files: int, events: int) -> None:
    findings = list(check_office({}))
    assert len(findings) == files > 60
    assert all(finding.report.whole for finding in findings)
    assert sum(finding.report.head.lines for finding in findings) == events


def _neither_gaps_nor_twins() -> None:
    for model, kind in ((File, "RECEIPT"), (Letter, "LETTER"), (RegisterEntry, "REGISTER")):
        numbers = list(model._default_manager.order_by("seq").values_list("seq", flat=True))
        assert numbers == list(range(1, len(numbers) + 1)), kind
        assert BookYear.objects.get(kind=kind, year=2026).last == len(numbers)
    received = list(File.objects.order_by("seq").values_list("received_at", flat=True))
    assert received == sorted(received)
    assert TicketDay.objects.count() == TicketSeries.objects.count()
    for series in TicketSeries.objects.all():
        taken = Ticket.objects.filter(date=series.date, prefix=series.prefix)
        assert sorted(taken.values_list("seq", flat=True)) == list(range(1, series.last + 1))


def _only_open_letters_have_a_pdf() -> None:
    over = set(File.objects.exclude(finished_at=None).values_list("id", flat=True))
    signed = list(Letter.objects.exclude(signed_at=None))
    closed = [letter for letter in signed if letter.file_id in over]
    still_open = [letter for letter in signed if letter.file_id not in over and letter.state == "VALID"]
    assert closed
    assert all(letter.never_printed and letter.pdf is None for letter in closed)
    assert still_open
    assert all(bytes(letter.pdf or b"").startswith(b"%PDF") for letter in still_open)


def test_the_same_seed_gives_the_same_rows_and_another_seed_others(place):
    first = _tried(lambda: _filled_rows(place, place.wish))
    again = _tried(lambda: _filled_rows(place, place.wish))
    other = _tried(lambda: _filled_rows(place, Wish(**{**vars(place.wish), "seed": 11})))
    assert first == again
    assert first != other


def test_a_year_that_breaks_a_rule_writes_nothing(place, monkeypatch):
    monkeypatch.setattr(Marks, "code", lambda _self: "000000000000")  # twice the same code: refused
    with pytest.raises(Exception, match=r"uq_|unique"), transaction.atomic():
        fill(place.office, place.wish)
    with office_scope(place.office):
        assert not File.objects.exists()
        assert not BookYear.objects.filter(last__gt=0).exists()


def test_files_that_were_there_come_after_the_year(place):
    fill(place.office, place.wish)
    with office_scope(place.office):
        before = File.objects.count()
        first = File.objects.earliest("received_at")
    fill(place.office, Wish(**{**vars(place.wish), "seed": 12}))
    with office_scope(place.office):
        older = File.objects.filter(received_at__lt=first.received_at)
        assert older.count() == File.objects.count() - before > 0
        numbers = sorted(File.objects.values_list("seq", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))


def _tried(do: Callable[[], Any]) -> Any:
    """What `do` returns; what it wrote is taken back."""
    found: list[Any] = []
    try:
        with transaction.atomic():
            found.append(do())
            raise Undone
    except Undone:
        return found[0]


def _filled_rows(place: Any, wish: Wish) -> list[Any]:
    fill(place.office, wish)
    with office_scope(place.office):
        files = list(
            File.objects.order_by("id").values_list("id", "track_code", "name", "nik", "last_digest")
        )
        letters = list(Letter.objects.order_by("id").values_list("id", "code", "number", "sheet"))
        return [files, letters, list(Event.objects.order_by("id").values_list("id", "digest"))]


def _simulated(place: Any) -> tuple[dict[str, Any], Year, dict[tuple[str, int], Event]]:
    with office_scope(place.office):
        actors = staffing.actors_of(staffing.working(place.office, on=place.wish.until.date()), place.office)
        year = tell(filling._setting(place.office, place.wish, actors))
    fill(place.office, place.wish)
    with office_scope(place.office):
        events = {(e.file.receipt_number, e.seq): e for e in Event.objects.select_related("file")}
        return _rows(), year, events


def _done_by_hand(place: Any, year: Year, made: dict[tuple[str, int], Event]) -> dict[str, Any]:
    """Everything of the year once more, one operation after the other."""
    with office_scope(place.office):
        actors = staffing.actors_of(staffing.working(place.office, on=place.wish.until.date()), place.office)
        head = next(a for a in actors if a.has("HEAD"))
        secretary = next(a for a in actors if a.has("SECRETARY"))
        todo: list[tuple[datetime, int, Callable[[], Any]]] = []
        for each in year.leader.absences:
            todo.append((each.entered_at, 0, partial(_enter, each, secretary)))
            if each.acting:
                later = each.entered_at + timedelta(minutes=2)
                todo.append((later, 0, partial(_appoint, each, year, head, secretary, later)))
        listed = filling._lists(
            filling._setting(place.office, place.wish, actors),
            year,
            secretary,
            Marks(chance_of(place.wish.seed, place.office.kemendagri_code, "marks")),
        )
        todo += [(one.row.loaded_at, 0, partial(_load, one, secretary)) for one in listed.loaded]
        outcomes: dict[int, Any] = {}
        todo += [(act.at, 1, partial(_act, act, year, actors, outcomes, made)) for act in year.acts]
        for _at, _order, do in sorted(todo, key=lambda each: each[:2]):
            do()
        return _rows()


def _enter(each: Any, actor: Any) -> None:
    absences.enter_absence(
        actor=actor, from_at=each.from_at, to_at=each.to_at, reason=each.reason, now=each.entered_at
    )


def _appoint(each: Any, year: Year, head: Any, secretary: Any, now: datetime) -> None:
    number = year.leader.absences.index(each) + 1
    appointing.appoint_acting(
        actor=head,
        user_id=secretary.user_id,
        name=secretary.name,
        title=secretary.title,
        form=ActingForm.PLH,
        ground=f"Surat Perintah Nomor 800/{number}/{wib(each.from_at).year}",
        from_date=wib(each.from_at).date(),
        to_date=wib(each.to_at).date(),
        now=now,
    )


def _load(one: Any, actor: Any) -> None:
    persons = [Person(p["nik"], p["name"], p["kk"], p["desil"]) for p in one.people.values()]
    lookups.load_list(
        actor=actor,
        parsed=ParsedList(people=persons),
        source=one.row.source,
        as_of=one.row.as_of,
        now=one.row.loaded_at,
    )


def _act(act: Any, year: Year, actors: Any, outcomes: dict[int, Any], made: Any) -> None:
    case, actor, command = year.cases[act.number], actors[act.person], act.command
    before = outcomes.get(act.number)
    if before is None:
        form = case.lacking(command.missing) if command.action is Action.RETURN else case.form
        outcomes[act.number] = operations.receive(actor=actor, form=form, now=act.at)
        return
    event = made[before.receipt_number, before.event + 1]
    nik = File.objects.get(id=before.file_id).nik or ""
    unfound = lookups.find(nik, now=act.at).outcome in NEEDS_REASON
    inputs = Inputs(
        to_step=command.to_step,
        reason=command.reason,
        missing=command.missing,
        agency=command.agency,
        ground=command.ground,
        lookup_reason=NOT_LISTED if unfound else "",
        form=case.form if command.action is Action.RESUBMIT else None,
        produced=event.data.get("produced", {}),
    )
    outcomes[act.number] = operations.act(
        file_id=before.file_id,
        actor=actor,
        action=command.action,
        expected_event=before.event,
        inputs=inputs,
        now=act.at,
    )


# What differs by nature: keys, codes, digests over them, and the PDF's hash.
OWN = {
    "id",
    "track_code",
    "last_digest",
    "file_id",
    "letter_id",
    "digest",
    "previous",
    "code",
    "sha256",
    "pdf",
}
OWN |= {"replaces_id", "details", "replaced_by", "list_id", "version_id", "seq_of_trail"}


def _rows() -> dict[str, Any]:
    number = dict(File.objects.values_list("id", "receipt_number"))
    return {
        "files": _plain(File.objects.order_by("year", "seq")),
        "events": _events(number),
        "supporting": sorted(_of_files(SupportingLetter.objects.all(), number), key=str),
        "letters": [_letter(row, number) for row in Letter.objects.order_by("year", "seq")],
        "entries": _plain(RegisterEntry.objects.order_by("year", "seq")),
        "index": sorted(_plain(LetterIndex.objects.all()), key=str),
        "books": _plain(BookYear.objects.order_by("kind", "year")),
        "checks": sorted(_of_files(PovertyCheck.objects.all(), number), key=str),
        "absences": _plain(LeaderAbsence.objects.order_by("from_at")),
        "acting": _plain(ActingSigner.objects.order_by("from_date")),
        "calls": _plain(ContactAttempt.objects.all()),
        "trail": sorted(
            str((line.at, line.action, line.actor_name))
            for line in TrailEntry.objects.exclude(action=filling.SIMULATED)
        ),
    }


def _plain(rows: Any) -> list[dict[str, Any]]:
    return [
        {
            field.attname: getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if field.attname not in OWN
        }
        for row in rows
    ]


def _of_files(rows: Any, number: dict[Any, str]) -> list[dict[str, Any]]:
    return [{**plain, "of": number[row.file_id]} for row, plain in zip(rows, _plain(rows), strict=True)]


def _events(number: dict[Any, str]) -> list[dict[str, Any]]:
    rows = Event.objects.order_by("file__year", "file__seq", "seq")
    found = _of_files(rows, number)
    for row in found:
        row["data"] = {k: v for k, v in row["data"].items() if k not in {"letter", "sha256"}}
    return found


def _letter(row: Letter, number: dict[Any, str]) -> dict[str, Any]:
    (plain,) = _plain([row])
    plain["sheet"] = {k: v for k, v in plain["sheet"].items() if k != "check"}
    return {**plain, "of": number[row.file_id], "replaces": row.replaces.number if row.replaces else ""}


def test_people_of_the_office_are_the_actors(place):
    fill(place.office, place.wish)
    names = {person.name for person in people(place.office)}
    with office_scope(place.office):
        assert set(Event.objects.values_list("actor_name", flat=True)) <= names
