"""`make demo`: servers, migrations, demo offices, then web, live, worker and beat until Ctrl-C."""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from signal import SIGTERM

from config.paths import Var, root
from config.supervisor import locks, logs, private, services, stamps
from config.supervisor.console import say
from config.supervisor.errors import AlreadyRunning, CannotRun
from config.supervisor.keeper import Keeper, stop_all
from config.supervisor.process import MARK, deaf, tie
from config.supervisor.servers import ADDRESSES, Servers, external, owning, web_port

TICK = 0.5
ROTATE_EVERY = 120
WEB_SECONDS = 30.0
PATIENCE = 10.0
# "1" fills all 28 offices with a year of invented files (docs/simulate.md); it takes minutes, once.
SIMULATE = "LOKET_SIMULATE"


def servers_only(var: Var) -> int:
    """The database and Valkey for other commands, until a signal comes."""
    if external(os.environ):
        raise CannotRun("the environment names servers of its own, so there is nothing to start here")
    with owning(var, "servers") as servers:
        say(f"loket: the database and Valkey run; their addresses are in {var.run_env}. Ctrl-C stops them.")
        _tend(var, servers.keepers)
    return 0


def demo(var: Var) -> int:
    """Run everything until a signal comes; SystemExit unwinds it."""
    port, began = web_port(os.environ), time.monotonic()
    _wait_for_one_that_is_ending(var)
    if holder := locks.holder(var.lock):
        raise AlreadyRunning(f"Loket already runs on {var.folder}: {holder}. Stop that one first.")
    if not private.port_is_free(port):
        raise CannotRun(
            f"port {port} is taken by another program; choose one: LOKET_PORT={port + 80} make demo"
        )
    with _ground(var) as (values, live_port, keepers):
        environment = {**values, **os.environ, "LOKET_VAR": str(var.folder), "LOKET_PORT": str(port)}
        prepare(var, environment)
        own = [Keeper(program, var) for program in services.programs(var, environment, live_port)]
        try:
            for keeper in own:
                keeper.start()
            own[0].wait_ready(lambda: _answers(port, environment["BASE_HOST"]), WEB_SECONDS)
            _introduce(var, time.monotonic() - began)
            _tend(var, [*keepers, *own])
        finally:
            with deaf():
                var.run_env.unlink(missing_ok=True)
                stop_all(own)
    return 0


def _wait_for_one_that_is_ending(var: Var) -> None:
    deadline = time.monotonic() + PATIENCE
    while locks.holder(var.lock) and not var.run_env.exists() and time.monotonic() < deadline:
        time.sleep(0.1)


@contextmanager
def _ground(var: Var) -> Iterator[tuple[dict[str, str], int, list[Keeper]]]:
    """What the services stand on: addresses and keys, the live port, the servers we keep (external: none)."""
    if not external(os.environ):
        with owning(var, "demo") as servers:
            yield servers.values, servers.secrets.live_port, servers.keepers
        return
    if missing := [
        name for name in ADDRESSES if not (os.environ.get(name) or os.environ.get(f"{name}_FILE"))
    ]:
        raise CannotRun(f"{' and '.join(missing)} is missing: set {', '.join(ADDRESSES)}, or none of them")
    lock = locks.take(var.lock, f"process {os.getpid()} (demo)")
    if lock is None:
        raise AlreadyRunning(
            f"Loket already runs on {var.folder}: {locks.holder(var.lock)}. Stop that one first."
        )
    try:
        servers = Servers(var)
        private.save(var, servers.secrets)
        given = servers.values
        yield {name: given[name] for name in given if name not in ADDRESSES}, servers.secrets.live_port, []
    finally:
        os.close(lock)


def prepare(var: Var, environment: dict[str, str]) -> None:
    """Collect static files, migrate and seed, each only when something it reads has changed."""
    static = stamps.digest(stamps.static_files())
    collecting = None
    if not stamps.is_done(var, "static", static):
        collecting = _begin(var, environment, "collectstatic", "--no-input", "--clear", "--verbosity", "0")
    server = environment["DATABASE_URL"].rpartition("@")[2] if external(os.environ) else ""
    simulated = environment.get(SIMULATE) == "1"
    told = (SIMULATE,) if simulated else ()
    code = stamps.digest(stamps.code_files(), server, environment["BASE_HOST"], *told)
    if not (stamps.is_done(var, "data", code) and var.demo.exists()):
        # The year first: the demo's own files are for offices that have none.
        for command in ("migrate_all", *(("simulate",) if simulated else ()), "seed_demo"):
            _end(_begin(var, environment, command), command)
        stamps.set_done(var, "data", code)
    if collecting:
        _end(collecting, "collectstatic")
        stamps.set_done(var, "static", static)


def _begin(var: Var, environment: dict[str, str], *words: str) -> subprocess.Popen[bytes]:
    say(f"loket: {words[0]}")
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "manage.py", *words],
        cwd=root(),
        env={**environment, MARK: str(var.folder)},
        stdin=subprocess.DEVNULL,
        preexec_fn=tie(SIGTERM),  # noqa: PLW1509 - we have one thread
    )


def _end(process: subprocess.Popen[bytes], name: str) -> None:
    if code := process.wait():
        raise CannotRun(f"manage.py {name} failed (code {code}); what it says stands above")


def _answers(port: int, host: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Host": host})
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def _introduce(var: Var, seconds: float) -> None:
    """Addresses and logins, from what seed_demo wrote."""
    say(f"\nLoket runs (started in {seconds:.0f} s). Ctrl-C stops it. Logs: {var.logs}")
    content = json.loads(var.demo.read_text(encoding="utf-8"))
    for name, place in [("kabupaten", content["kabupaten"]), *content["offices"].items()]:
        say(f"\n  {name:<18} {place['url']}")
        for role, account in place["accounts"].items():
            second = f"  TOTP {account['totp_secret']}" if account.get("totp_secret") else ""
            signs = place.get("passphrases", {}).get(role)
            phrase = f"  passphrase {signs}" if signs else ""
            say(f"    {role:<14} {account['username']:<24} {account['password']}{second}{phrase}")
    say(f"\nThe same, with API tokens, is in {var.demo}.")


def _tend(var: Var, keepers: list[Keeper]) -> None:
    """Look after them until a signal raises SystemExit."""
    ticks = 0
    while True:
        for keeper in keepers:
            keeper.tend()
        if ticks % ROTATE_EVERY == 0:
            logs.rotate(var.logs)
        ticks += 1
        time.sleep(TICK)
