"""The second wall: what a connection may do follows from the scope it is in."""

import asyncio
import threading
from typing import Any

import pytest
from django.core.exceptions import SynchronousOnlyOperation
from django.db import OperationalError, ProgrammingError, connections, transaction
from django.db import connection as _connection
from django.test.utils import CaptureQueriesContext

from offices.models import Area, Office
from offices.roles import role_name
from offices.scope import NoOffice, current_office, current_schema, office_scope, public_scope

connection: Any = _connection
CHECK = "SELECT current_user::text, current_schema()::text"


def where():
    """The role and schema that the database says."""
    with connection.cursor() as cursor:
        cursor.execute(CHECK)
        return cursor.fetchone()


def fail_in(office):
    """Switch, send the switch, and fail."""
    with office_scope(office):
        where()
        raise ZeroDivisionError


def expected(office):
    """The role and schema of an office, or of the public scope."""
    schema = office.schema_name if office else "public"
    return role_name(connection.settings_dict["NAME"], schema), schema


def test_role_and_path_follow_the_scope(office_a, office_b):
    with office_scope(office_a):
        assert where() == expected(office_a)
        with office_scope(office_b):
            assert where() == expected(office_b)
            with public_scope():
                assert where() == expected(None)
        assert where() == expected(office_a)
    assert where() == expected(None)


def test_the_scope_is_restored_after_an_error(office_a, office_b):
    with office_scope(office_a):
        with pytest.raises(ZeroDivisionError), office_scope(office_b):
            raise ZeroDivisionError
        assert where() == expected(office_a)


def test_a_switch_is_sent_only_when_something_changed(office_a, office_b):
    with office_scope(office_a):
        where()
        before = connection.scope_switches
        where()
        with office_scope(office_b):
            pass
        with office_scope(office_a):
            where()
        assert connection.scope_switches == before
        with office_scope(office_b):
            where()
        assert connection.scope_switches == before + 1


def test_a_rolled_back_savepoint_takes_the_switch_with_it(office_a, office_b):
    with office_scope(office_a):
        where()
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            fail_in(office_b)
        assert where() == expected(office_a)
        with office_scope(office_b):
            assert where() == expected(office_b)


def test_a_broken_transaction_is_broken_in_every_office(office_a, office_b):
    with office_scope(office_a):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Office.objects.filter(pk=office_a.pk).update(state="ARCHIVED")
        with office_scope(office_b):
            assert where() == expected(office_b)
        assert where() == expected(office_a)


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_transaction_takes_the_switch_with_it(office_a, office_b):
    with office_scope(office_a):
        where()
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            fail_in(office_b)
        assert where() == expected(office_a)


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_takes_the_scope_anew(office_a):
    with office_scope(office_a):
        where()
        connection.close()
        assert where() == expected(office_a)


def test_a_cut_connection_fails_and_the_next_one_is_right(live_database, office_a):
    with office_scope(office_a):
        where()
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND usename = %s",
                [connection.settings_dict["USER"]],
            )
        with pytest.raises(OperationalError):
            where()
        connection.close_if_unusable_or_obsolete()
        assert where() == expected(office_a)


def test_an_office_without_role_is_refused_and_nothing_runs_in_its_place(office_a):
    ghost = Office(schema_name="o_990099", kemendagri_code="99.00.99")
    with office_scope(office_a):
        where()
        for _attempt in range(2):
            refused = pytest.raises(OperationalError, match="does not exist")
            with refused, transaction.atomic(), office_scope(ghost):
                where()
        assert where() == expected(office_a)


def test_an_office_writes_its_own_letterhead_only(office_a, office_b):
    with office_scope(office_a):
        assert Office.objects.filter(pk=office_a.pk).update(postal_code="67311") == 1
        assert Office.objects.filter(pk=office_b.pk).update(postal_code="67311") == 0


def test_an_office_adds_no_contact_for_another(office_a, office_b):
    with office_scope(office_a):
        office_a.contacts.create(kind="PHONE", shown="(0334) 1")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            office_b.contacts.create(kind="PHONE", shown="(0334) 2")
    assert list(office_b.contacts.all()) == []


@pytest.fixture
def people(office_a, office_b):
    """Who works in A, worked in A once, works in B, in the kabupaten, and nowhere."""
    from accounts.models import Assignment, User  # noqa: PLC0415

    with public_scope():
        found = {}
        for name, office, ended in [
            ("a", office_a, None),
            ("once", office_a, "2026-02-01"),
            ("b", office_b, None),
            ("kabupaten", None, None),
            ("nowhere", "", None),
        ]:
            found[name] = User.objects.create(username=name, name=name, created_at=office_a.created_at)
            if office != "":
                Assignment.objects.create(
                    user=found[name],
                    office=office,
                    roles=["COUNTER"],
                    title="Petugas",
                    from_date="2026-01-02",
                    to_date=ended,
                )
    return found


def test_an_office_reads_the_names_of_its_own_people_only(people, office_a, office_b):
    from accounts.models import User  # noqa: PLC0415

    for office, names in [(office_a, {"a", "once"}), (office_b, {"b"})]:
        with office_scope(office):
            assert set(User.objects.values_list("name", flat=True)) == names
            assert not User.objects.filter(pk=people["nowhere"].pk).exists()
    assert set(User.objects.values_list("name", flat=True)) >= set(people)


def test_an_office_changes_no_name_not_even_of_its_own(people, office_a):
    from accounts.models import User  # noqa: PLC0415

    with (
        office_scope(office_a),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        User.objects.filter(pk=people["a"].pk).update(name="X")


def test_an_office_cannot_reopen_or_rename_itself(in_office_a):
    for change in ({"state": "LIVE"}, {"name": "X"}, {"slug": "x"}, {"schema_name": "o_350801"}):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Office.objects.filter(pk=in_office_a.pk).update(**change)


def test_an_office_reads_the_areas_and_changes_none(in_office_a):
    assert Area.objects.count() == 0
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Area.objects.create(code="35.08.01", level="KECAMATAN", name="X", parent_code="35.08")


def test_the_current_office(office_a):
    with pytest.raises(NoOffice):
        current_office()
    with office_scope(office_a):
        assert current_office() == office_a
        with public_scope(), pytest.raises(NoOffice):
            current_office()


def test_scopes_are_refused_in_an_event_loop(office_a):
    async def wrong():
        with office_scope(office_a):
            pass

    with pytest.raises(SynchronousOnlyOperation):
        asyncio.run(wrong())


def test_a_role_name_that_would_be_cut_off_is_refused():
    with pytest.raises(ValueError, match="63 bytes"):
        role_name("d" * 60, "o_350801")


def _in_turn(offices, rounds, wrong):
    try:
        for turn in range(rounds):
            office = offices[turn % len(offices)]
            with office_scope(office):
                seen = where()
                with public_scope():
                    where()
                if not seen == where() == expected(office):
                    wrong.append((seen, office))
            if current_schema() != "public":
                wrong.append(("left behind", office))
    finally:
        connections.close_all()


@pytest.mark.parametrize("pooled", [False, True], ids=["own connections", "native pool"])
def test_threads_never_meet(live_database, office_a, office_b, pooled):
    """Eight threads take turns in two offices; with the pool, four connections pass from one to the other."""
    connection.close()
    options = connection.settings_dict["OPTIONS"]
    if pooled:
        options["pool"] = {"min_size": 2, "max_size": 4, "timeout": 30}
    wrong: list[Any] = []
    pairs = [(office_a, office_b), (office_b, office_a)] * 4
    threads = [threading.Thread(target=_in_turn, args=(pair, 40, wrong)) for pair in pairs]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        if pooled:
            connection.close_pool()
            del options["pool"]
    assert wrong == []


@pytest.mark.django_db(transaction=True)
def test_a_statement_that_fails_takes_its_switch_back(office_a, office_b):
    with office_scope(office_a):
        where()
        with office_scope(office_b):
            with pytest.raises(ProgrammingError, match="nowhere"), connection.cursor() as cursor:
                cursor.execute("SELECT * FROM nowhere")
            assert where() == expected(office_b)
        assert where() == expected(office_a)


def test_an_open_cursor_follows_the_scope(office_a, office_b):
    with office_scope(office_a), connection.cursor() as cursor:
        cursor.execute(CHECK)
        with office_scope(office_b):
            cursor.execute(CHECK)
            assert (cursor.fetchone(), cursor.fetchone()) == (expected(office_b), None)
        cursor.execute("SELECT %s::int, n FROM generate_series(1, 3) n", [7])
        assert (cursor.rowcount, cursor.fetchall()) == (3, [(7, 1), (7, 2), (7, 3)])
        with office_scope(office_b):
            cursor.executemany("SELECT set_config('loket.seen', current_schema(), true) -- %s", [(1,), (2,)])
        with office_scope(office_a):
            cursor.execute("SHOW loket.seen")
            assert cursor.fetchone() == (office_b.schema_name,)


def test_a_statement_is_shown_without_its_switch(office_a):
    with CaptureQueriesContext(connection) as shown, office_scope(office_a):
        where()
    assert [each["sql"] for each in shown] == [CHECK]
