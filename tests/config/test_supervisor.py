"""The supervisor with real servers in a `var/` of its own: start, end, kill -9, again."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time

import psycopg
import pytest

from config.paths import Var
from config.supervisor import leftovers, memory, private
from config.supervisor.postgres import Postgres
from config.supervisor.servers import ADDRESSES, read_run_env
from tests.config.installation import Installation
from tests.config.waiting import until

pytestmark = pytest.mark.faults


@pytest.fixture
def fresh(tmp_path):
    """An installation of which nothing is there yet."""
    made = Installation(tmp_path / "var")
    yield made
    made.end()


@pytest.fixture(scope="module")
def used(tmp_path_factory):
    """The folder of one that was started and ended."""
    made = Installation(tmp_path_factory.mktemp("used") / "var")
    assert made.run("exec", "--", "true").returncode == 0
    return made.var.folder


@pytest.fixture
def installation(fresh, used):
    """One that was started and ended before: not each test creates a database."""
    subprocess.run(["cp", "--archive", used, fresh.var.folder], check=True)  # noqa: S603, S607
    return fresh


def remember(installation: Installation, value: int) -> None:
    with installation.connect() as connection:
        connection.execute("create table if not exists kept (value int)")
        connection.execute("insert into kept values (%s)", [value])


def remembered(installation: Installation) -> list[int]:
    with installation.connect() as connection:
        return [row[0] for row in connection.execute("select value from kept order by value")]


def test_it_starts_ends_and_starts_again_with_what_was_kept(fresh):
    first = fresh.serve()
    remember(fresh, 1)
    assert set(fresh.processes()) == {"postgres", "valkey-server"}
    first.send_signal(signal.SIGINT)
    assert first.wait(30) == 130
    assert fresh.is_quiet()
    assert not fresh.var.run_env.exists()
    began = time.monotonic()
    fresh.serve()
    assert time.monotonic() - began < 15
    assert remembered(fresh) == [1]


def test_the_database_is_as_designed(installation):
    installation.serve()
    shown = "current_setting('max_connections'), current_setting('max_locks_per_transaction')"
    with installation.connect() as connection:
        assert connection.execute(f"select {shown}").fetchone() == ("200", "256")
        assert connection.execute(
            "select datlocprovider, datlocale, datdba::regrole::text from pg_database where datname = 'loket'"
        ).fetchone() == ("b", "C.UTF-8", "loket_owner")
        assert connection.execute(
            "select rolname, rolsuper, rolcreatedb, rolcreaterole, rolinherit from pg_roles "
            "where rolname like 'loket%' order by 1"
        ).fetchall() == [
            ("loket_app", False, False, False, False),
            ("loket_owner", False, True, True, True),
        ]
    address = read_run_env(installation.var)["DATABASE_URL"]
    with (
        psycopg.connect(address) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("create table public.mine (value int)")
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(address.replace("loket_app:", "loket_app:x"))


def test_secrets_are_for_the_owner_only(fresh):
    fresh.serve()
    for path in [fresh.var.private, fresh.var.run_env, fresh.var.valkey / "valkey.conf"]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((fresh.var.postgres / "data").stat().st_mode) == 0o700


def test_kill_9_of_the_supervisor_takes_the_servers_down(installation):
    first = installation.serve()
    remember(installation, 1)
    first.kill()
    until(installation.is_quiet)
    assert installation.var.run_env.exists()
    installation.serve()
    assert remembered(installation) == [1]


def test_kill_9_of_everything_at_once_loses_nothing(installation):
    first = installation.serve()
    remember(installation, 1)
    for pid in [first.pid, *leftovers.owned(installation.var)]:
        os.kill(pid, signal.SIGKILL)
    first.wait(10)
    installation.serve()
    assert remembered(installation) == [1]


def test_each_server_that_is_killed_comes_back(installation):
    installation.serve()
    remember(installation, 1)
    before = installation.processes()
    for pid in before.values():
        os.kill(pid, signal.SIGKILL)
    until(
        lambda: (
            {*installation.processes()} == {*before}
            and not {*installation.processes().values()} & {*before.values()}
        )
    )
    until(lambda: _answers(installation))
    assert remembered(installation) == [1]


def _answers(installation: Installation) -> bool:
    try:
        installation.connect().close()
    except psycopg.OperationalError:
        return False
    return True


def test_servers_left_by_a_killed_owner_are_ended_first(installation):
    """Where the kernel cannot tie children to their parent, a killed owner leaves them running."""
    program = Postgres(installation.var, private.load(installation.var)).program()
    identity = program.identity
    orphan = subprocess.Popen(  # noqa: S603
        program.command,
        cwd=program.folder,
        env={**program.environment, "LOKET_OWNED_BY": str(installation.var.folder)},
        stderr=subprocess.DEVNULL,
        user=identity.uid if identity else None,
        group=identity.gid if identity else None,
        extra_groups=[] if identity else None,
    )
    until(lambda: _is_listening(private.load(installation.var).postgres_port))
    done = installation.run("exec", "--", "true")
    assert done.returncode == 0
    assert "left by a run that was killed" in done.stderr
    assert orphan.wait(10) == 0


def _is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_second_supervisor_is_refused(installation):
    first = installation.serve()
    done = installation.run("servers")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"loket: Loket already runs on {installation.var.folder}: process {first.pid} (servers). "
        "Stop that one first.\n"
    )
    assert _answers(installation)


def test_a_command_uses_running_servers_and_leaves_them(installation):
    installation.serve()
    before = installation.processes()
    done = installation.run("exec", "--", "printenv", "DATABASE_URL")
    assert (done.returncode, done.stdout.strip()) == (0, read_run_env(installation.var)["DATABASE_URL"])
    assert installation.processes() == before


def test_a_command_brings_its_own_servers_and_takes_them_away(installation):
    done = installation.run("exec", "--", "sh", "-c", "test -n $REDIS_URL && exit 7")
    assert done.returncode == 7
    assert installation.is_quiet()


def test_what_may_be_lost_lies_beside_what_is_kept(installation):
    installation.serve()
    kept = installation.processes()
    ask = "psycopg.connect(os.environ['DATABASE_URL']).execute('show fsync').fetchone()"
    done = installation.run(
        "exec", "--throwaway", "--", sys.executable, "-c", f"import os, psycopg; print(*{ask})"
    )
    assert (done.returncode, done.stdout.strip()) == (0, "off"), done.stderr
    assert installation.processes() == kept
    assert not leftovers.owned(installation.var.throwaway)
    with installation.connect() as connection:
        assert connection.execute("show fsync").fetchone() == ("on",)


def test_a_whole_test_run_has_servers_in_memory_and_leaves_nothing_there(installation):
    ask = "psycopg.connect(os.environ['DATABASE_OWNER_URL']).execute('show fsync').fetchone()"
    done = installation.run(
        "exec", "--in-memory", "--", sys.executable, "-c", f"import os, psycopg; print(*{ask})"
    )
    assert (done.returncode, done.stdout.strip()) == (0, "off"), done.stderr
    assert installation.is_quiet()
    assert not memory.folder_of(installation.var).exists()


def test_the_owner_waits_for_a_guest(installation, tmp_path):
    there, over = tmp_path / "there", tmp_path / "over"
    owner = installation.start("exec", "--", "sh", "-c", f"until test -e {there}; do sleep 0.1; done")
    until(installation.var.run_env.exists)
    both = f"touch {there}; until test -e {over}; do sleep 0.1; done"
    guest = installation.start("exec", "--", "sh", "-c", both)
    assert any("waiting for it" in line for line in owner.stderr)
    over.touch()
    assert guest.wait(30) == 0
    assert owner.wait(30) == 0
    assert installation.is_quiet()


def test_a_terminated_command_ends_with_its_servers(installation):
    owner = installation.start("exec", "--", "sleep", "60")
    sleeping = ["pgrep", "-P", str(owner.pid), "sleep"]
    until(lambda: subprocess.run(sleeping, stdout=subprocess.DEVNULL, check=False).returncode == 0)  # noqa: S603
    owner.send_signal(signal.SIGTERM)
    assert owner.wait(30) == 128 + signal.SIGTERM
    assert installation.is_quiet()


def test_with_servers_of_its_own_in_the_environment_nothing_is_started(fresh):
    given = {name: f"given-{name}" for name in ADDRESSES}
    done = fresh.run("exec", "--", "printenv", "REDIS_URL", **given)
    assert (done.returncode, done.stdout) == (0, "given-REDIS_URL\n")
    assert not fresh.var.folder.exists()
    missing = fresh.run("demo", REDIS_URL="redis://h/0", LOKET_PORT="1")
    assert missing.returncode == 2


def test_a_taken_port_is_named(fresh):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = fresh.run("demo", LOKET_PORT=str(port))
    assert done.returncode == 2
    assert done.stderr.startswith(f"loket: port {port} is taken by another program")
    assert fresh.is_quiet()


@pytest.mark.parametrize("port", ["no", "0", "65536", "-1", "８０００"])
def test_a_bad_port_is_refused(fresh, port):
    done = fresh.run("demo", LOKET_PORT=port)
    assert (done.returncode, done.stderr) == (
        2,
        "loket: LOKET_PORT is not usable: wants a port number from 1 to 65535\n",
    )


def test_lost_keys_stop_the_start_before_anything_is_overwritten(installation):
    installation.var.private.unlink()
    done = installation.run("exec", "--", "true")
    assert done.returncode == 2
    assert "private.json is missing although a database exists" in done.stderr
    assert not installation.var.private.exists()


def test_a_pid_file_whose_number_is_another_program_now_does_not_stop_the_start(fresh):
    data = fresh.var.postgres / "data"
    data.mkdir(parents=True)
    ours, stale, current = f"{os.getpid()}\n", data / "postmaster.pid", data / ".s.PGSQL.1.lock"
    stale.write_text(ours + "/nowhere\n0\n5432\n\n\n\nready\n")
    current.write_text(ours)
    server = Postgres(fresh.var, private.load(Var(fresh.var.folder.parent)))
    assert not server.is_ready(os.getpid() + 1)
    server.drop_foreign_pid_files()
    assert not stale.exists()
    assert not current.exists()


def test_a_creation_that_was_cut_short_is_begun_anew(fresh):
    half = fresh.var.postgres / "new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    assert fresh.run("exec", "--", "true").returncode == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another user")
def test_as_root_the_database_runs_as_another_user_below_a_closed_folder(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    installation = Installation(closed / "var")
    try:
        installation.serve()
        remember(installation, 1)
        status = (leftovers.PROC / str(installation.processes()["postgres"]) / "status").read_text()
        assert "\nUid:\t0\t" not in status
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        assert remembered(installation) == [1]
    finally:
        installation.end()
