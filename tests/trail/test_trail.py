"""The trails: each office its own, gapless, append-only, and checked by `verify_audit`."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from accounts.actors import Actor
from audit import actions, chain, verifiers
from audit import operations as kabupaten
from audit import queries as kabupaten_queries
from audit.models import KabupatenEntry
from audit.writing import Line
from commons.clock import now
from commons.crypto import current_key
from offices import keys
from offices.models import Office
from offices.scope import NoOffice, office_scope, public_scope
from trail import operations, queries
from trail.models import TrailEntry, TrailHead

SARI = Actor(UUID(int=1), "Sari", "Petugas", frozenset({"COUNTER"}), UUID(int=2), UUID(int=3))


def write(**facts) -> TrailEntry:
    """A line with good facts but those given."""
    values = {"action": "account.login", "actor": SARI, "now": now(), **facts}
    return operations.record(**values)


def verify(*arguments: str) -> tuple[str, int]:
    """Output and exit status of the command."""
    out, status = StringIO(), 0
    try:
        call_command("verify_audit", *arguments, stdout=out)
    except SystemExit as end:
        status = int(end.code or 0)
    return out.getvalue(), status


def test_each_office_counts_for_itself_and_sees_its_own(office_a, office_b):
    with office_scope(office_a):
        assert [write().seq, write(subject="user:7").seq] == [1, 2]
    with office_scope(office_b):
        assert queries.latest() == []
        assert write().seq == 1
    assert kabupaten.record(action="account.login", actor=None, now=now()).seq == 1
    with office_scope(office_a):
        assert [row.seq for row in queries.latest()] == [2, 1]
        assert [row.seq for row in queries.latest(subject="user:7")] == [2]
        assert [row.seq for row in queries.latest(before=2)] == [1]
        assert queries.latest()[0].label == "Masuk"


def test_a_line_says_who_as_of_then_and_follows_the_one_before(in_office_a):
    first, second = write(data={"b": [1, None], "a": "é"}), write(actor=None)
    first.refresh_from_db()
    assert (first.actor_id, first.actor_name, first.previous) == (SARI.user_id, "Sari", chain.GENESIS)
    assert (second.actor_id, second.actor_name, second.previous) == (None, "", first.digest)
    assert chain.verify(current_key().chain_key, TrailEntry.objects.order_by("seq")) is None


def test_no_line_in_no_office(public_db):
    with pytest.raises(NoOffice):
        write()
    with pytest.raises(NoOffice):
        queries.latest()


@pytest.mark.parametrize(
    "facts", [{"action": "account.dance"}, {"data": {"minutes": 1.5}}, {"data": {"at": now}}]
)
def test_what_a_trail_cannot_keep_is_refused(in_office_a, facts):
    with pytest.raises((actions.UnknownAction, TypeError)):
        write(**facts)
    assert queries.latest() == []
    assert write().seq == 1, "no number is lost"


def test_a_line_goes_with_its_transaction(in_office_a):
    def change_and_fail() -> None:
        with transaction.atomic():
            write()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    assert write().seq == 1


@pytest.mark.parametrize("change", ["UPDATE {} SET action = 'x'", "DELETE FROM {}", "TRUNCATE {}"])
def test_nobody_changes_or_removes_a_line(office_a, change):
    with office_scope(office_a):
        write()
    kabupaten.record(action="account.login", actor=None, now=now())
    for scope, table in [
        (office_scope(office_a), "trail_trailentry"),
        (public_scope(), "audit_kabupatenentry"),
    ]:
        with (
            scope,
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change.format(table))


def test_an_office_neither_reads_nor_writes_the_kabupatens_trail(office_a):
    with office_scope(office_a):
        kabupaten.record(action="account.login", actor=SARI, now=now())
        for work in (lambda: list(KabupatenEntry.objects.all()), lambda: KabupatenEntry().save()):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                work()
    assert len(kabupaten_queries.latest()) == 1


def test_writers_at_the_same_time_leave_no_gap(live_database, office_a):
    barrier, failures = threading.Barrier(6), []

    def run() -> None:
        try:
            barrier.wait()
            for _ in range(10):
                with office_scope(office_a), transaction.atomic():
                    write()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    with office_scope(office_a):
        lines = list(TrailEntry.objects.order_by("seq"))
        assert [line.seq for line in lines] == list(range(1, 61))
        assert chain.verify(current_key().chain_key, lines) is None


def test_verify_audit_finds_nothing_where_nothing_is(office_a, office_b):
    with office_scope(office_a):
        write()
        write(data={"n": 1})
    out, status = verify()
    assert status == 0
    assert "0 rusak" in out


TAMPERED = {
    "UPDATE {} SET actor_name = 'Budi' WHERE seq = 2": 2,
    "UPDATE {} SET data = '{{\"n\": 2}}' WHERE seq = 2": 2,
    "UPDATE {} SET at = at + interval '1 microsecond' WHERE seq = 3": 3,
    "DELETE FROM {} WHERE seq = 1": 1,
    "DELETE FROM {} WHERE seq = 2": 2,
    "UPDATE {} SET digest = previous WHERE seq = 3": 3,
}


@contextmanager
def as_owner(sql: str, *tables: str) -> Iterator[None]:
    """What an owner does to these tables, undone at the end: a database anew for each would take longer."""
    with connections["owner"].cursor() as cursor:
        for number, table in enumerate(tables):
            cursor.execute(f"CREATE TEMPORARY TABLE before_{number} AS SELECT * FROM {table}")
        cursor.execute(sql)
        yield
        for number, table in enumerate(tables):
            cursor.execute(f"DELETE FROM {table}; INSERT INTO {table} SELECT * FROM before_{number}")
            cursor.execute(f"DROP TABLE before_{number}")


def trail_of(office: Office) -> tuple[str, str]:
    return f"{office.schema_name}.trail_trailentry", f"{office.schema_name}.trail_trailhead"


def written_in(*offices: Office) -> None:
    for office in offices:
        with office_scope(office):
            for number in range(3):
                write(data={"n": number})


def test_verify_audit_names_the_office_and_line_an_owner_tampered_with(live_database, office_a, office_b):
    written_in(office_a, office_b)
    for sql, line in TAMPERED.items():
        with as_owner(sql.format(trail_of(office_a)[0]), *trail_of(office_a)):
            out, status = verify()
            assert status == 1, sql
            assert f"RUSAK  {office_a.slug}: trail, baris {line}" in out, sql
            assert office_b.slug not in out
            assert verify("--office", office_b.slug)[1] == 0
            assert verify("--office", office_a.slug)[1] == 1
        assert verify()[1] == 0, sql


def test_verify_audit_finds_a_broken_line_of_the_kabupaten(live_database, office_a):
    for _ in range(2):
        kabupaten.record(action="account.login", actor=None, now=now())
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE audit_kabupatenentry SET subject = 'x' WHERE seq = 2")
    out, status = verify()
    assert (status, "RUSAK  kabupaten: kabupaten, baris 2" in out) == (1, True)


CUT = "DELETE FROM {s}.trail_trailentry WHERE seq >= 3; "
FORGERIES = {
    "cut": (CUT, 3),
    "cut, and the head's number with it": (CUT + "UPDATE {s}.trail_trailhead SET lines = 2", 2),
    "cut, sealed with what stands there": (
        CUT
        + "UPDATE {s}.trail_trailhead SET lines = 2, "
        + "seal = (SELECT digest FROM {s}.trail_trailentry WHERE seq = 2)",
        2,
    ),
    "no head": ("DELETE FROM {s}.trail_trailhead", 1),
    "no line": ("DELETE FROM {s}.trail_trailentry", 1),
    "a head of another office": (
        "UPDATE {s}.trail_trailhead SET seal = (SELECT seal FROM {other}.trail_trailhead)",
        3,
    ),
    "all of another office": (
        "DELETE FROM {s}.trail_trailentry; DELETE FROM {s}.trail_trailhead;"
        "INSERT INTO {s}.trail_trailentry SELECT * FROM {other}.trail_trailentry;"
        "INSERT INTO {s}.trail_trailhead SELECT * FROM {other}.trail_trailhead",
        1,
    ),
    "the tail written anew, by plain SHA-256": (
        "UPDATE {s}.trail_trailentry SET actor_name = 'Budi', "
        "digest = encode(sha256('Budi'::bytea), 'hex') WHERE seq = 3",
        3,
    ),
}


def test_a_tail_cut_or_written_anew_is_found_without_kept_heads(live_database, office_a, office_b):
    written_in(office_a, office_b)
    assert verify()[1] == 0
    for name, (sql, line) in FORGERIES.items():
        done = sql.format(s=office_a.schema_name, other=office_b.schema_name)
        with as_owner(done, *trail_of(office_a)):
            out, status = verify()
            assert (status, f"RUSAK  {office_a.slug}: trail, baris {line}" in out) == (1, True), (name, out)
            assert office_b.slug not in out, name
        assert verify()[1] == 0, name


SHORTENED = {
    "DELETE FROM audit_kabupatenentry WHERE seq = 2": 2,
    "DELETE FROM audit_kabupatenentry WHERE seq = 2; UPDATE audit_kabupatenhead SET lines = 1": 1,
    "DELETE FROM audit_kabupatenhead": 1,
}


def test_a_cut_tail_of_the_kabupaten_is_found(live_database, office_a):
    for _ in range(2):
        kabupaten.record(action="account.login", actor=None, now=now())
    for sql, line in SHORTENED.items():
        with as_owner(sql, "audit_kabupatenentry", "audit_kabupatenhead"):
            out, status = verify()
            assert (status, f"RUSAK  kabupaten: kabupaten, baris {line}" in out) == (1, True), (sql, out)
        assert verify()[1] == 0, sql


def test_a_trail_whose_key_is_gone_is_broken_not_an_error(live_database, office_a):
    with office_scope(office_a):
        write()
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE offices_officekey SET wrapped = wrapped || '\\x00'")
    keys.forget_keys()
    out, status = verify("--office", office_a.slug)
    assert (status, f"RUSAK  {office_a.slug}: trail, baris 1" in out) == (1, True), out


def test_a_line_and_its_head_cost_one_statement(in_office_a):
    write()
    with CaptureQueriesContext(connection) as seen:
        write()
    assert len([query for query in seen.captured_queries if "SAVEPOINT" not in query["sql"]]) == 2


def test_an_earlier_copy_of_lines_and_head_is_found_with_kept_heads(live_database, office_a, tmp_path):
    with office_scope(office_a):
        for _ in range(2):
            write()
        earlier = TrailHead.objects.get().seal
        write()
    out, status = verify("--json")
    assert status == 0
    heads = json.loads(out)
    assert {"place": office_a.slug, "chain": "trail", "lines": 3} == {
        key: next(row for row in heads if row["place"] == office_a.slug and row["chain"] == "trail")[key]
        for key in ("place", "chain", "lines")
    }
    kept = tmp_path / "heads.json"
    kept.write_text(out)
    with office_scope(office_a):
        write()
    assert verify("--kept", str(kept))[1] == 0, "lines added since are fine"
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"DELETE FROM {office_a.schema_name}.trail_trailentry WHERE seq >= 3")
        old = f"UPDATE {office_a.schema_name}.trail_trailhead SET lines = 2, seal = %s"
        cursor.execute(old, [earlier])
    assert verify()[1] == 0, "nothing inside the database shows it"
    out, status = verify("--kept", str(kept))
    assert (status, f"{office_a.slug}: trail, baris 3" in out) == (1, True)


@pytest.mark.parametrize("content", ["", "[]x", '{"a": 1}', '[{"place": "x"}]'])
def test_heads_must_be_heads(public_db, tmp_path, content):
    path = tmp_path / "heads.json"
    path.write_text(content)
    with pytest.raises(CommandError, match="verify_audit --json"):
        verify("--kept", str(path))


def test_an_unknown_office_is_named(public_db):
    with pytest.raises(CommandError, match="kec-tidak-ada"):
        verify("--office", "kec-tidak-ada")


def test_two_verifiers_cannot_share_a_name():
    assert "trail" in verifiers.office_verifiers()
    with pytest.raises(ValueError, match="already taken"):
        verifiers.register("trail", lambda _kept: [])


def test_action_names_are_dotted_words_with_one_label():
    for bad in ("Login", "login", "account.", "account.log in", "a." + "x" * 60):
        with pytest.raises(ValueError, match="dotted"):
            actions.register({bad: "x"})
    with pytest.raises(ValueError, match="otherwise"):
        actions.register({"account.login": "Datang"})
    actions.register({"account.login": actions.known()["account.login"]})
    assert actions.label("word.of_an_older_version") == "word.of_an_older_version"


def test_time_does_not_have_to_rise(in_office_a):
    write()
    write(now=now() - timedelta(days=1))
    assert chain.verify(current_key().chain_key, TrailEntry.objects.order_by("seq")) is None


def several(*names: str) -> list[Line]:
    """Lines to be written together."""
    return [Line(action, SARI, "file:7", {"n": number}, now()) for number, action in enumerate(names)]


def test_lines_written_together_go_on_where_the_trail_was_and_it_goes_on_after_them(in_office_a):
    before = write()
    operations.record_all(several("account.login", "account.logout"))
    write()
    kept = list(TrailEntry.objects.order_by("seq"))
    assert [row.seq for row in kept] == [1, 2, 3, 4]
    assert [row.action for row in kept[1:3]] == ["account.login", "account.logout"]
    assert (kept[1].previous, kept[1].actor_name, kept[1].data) == (before.digest, "Sari", {"n": 0})
    assert chain.verify(current_key().chain_key, kept) is None


def test_the_last_of_the_lines_written_together_is_missed(live_database, office_a):
    with office_scope(office_a):
        operations.record_all(several("account.login", "account.logout"))
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"DELETE FROM {office_a.schema_name}.trail_trailentry WHERE seq = 2")
    out, status = verify()
    assert (status, f"RUSAK  {office_a.slug}: trail, baris 2" in out) == (1, True)


def test_of_lines_written_together_none_is_kept_when_one_is_refused(in_office_a):
    with pytest.raises(actions.UnknownAction):
        operations.record_all(several("account.login", "account.dance"))
    operations.record_all([])
    assert queries.latest() == []
    assert not TrailHead.objects.exists()
