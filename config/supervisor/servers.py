"""The two embedded servers for one command or for as long as the supervisor runs."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from config.paths import Var
from config.supervisor import leftovers, locks, private
from config.supervisor.console import say
from config.supervisor.errors import AlreadyRunning, CannotRun
from config.supervisor.keeper import Keeper, stop_all
from config.supervisor.postgres import Postgres
from config.supervisor.process import deaf
from config.supervisor.valkey import Valkey

ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
OWNER = "LOKET_OWNER"
START_SECONDS = 60.0


def external(environ: Mapping[str, str]) -> bool:
    """Whether the environment names servers of its own, so that none is started here."""
    return any(environ.get(name) or environ.get(f"{name}_FILE") for name in ADDRESSES)


def web_port(environ: Mapping[str, str]) -> int:
    """`LOKET_PORT`, 8000 when unset."""
    text = environ.get("LOKET_PORT") or "8000"
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise CannotRun("LOKET_PORT is not usable: wants a port number from 1 to 65535")
    return int(text)


def base_values(secrets: private.Private) -> dict[str, str]:
    """What an installation knows about itself, whether or not its servers run."""
    return {
        **secrets.addresses(),
        **secrets.keys(),
        "BASE_HOST": f"localhost:{web_port(os.environ)}",
        "LIVE_URL": f"http://localhost:{secrets.live_port or 1}/live",
    }


def at_rest(var: Var) -> dict[str, str]:
    """The values for a command that needs no server; before the first start there are no ports yet."""
    kept = private.load(var)
    return base_values(
        replace(kept, postgres_port=kept.postgres_port or 1, valkey_port=kept.valkey_port or 1)
    )


class Servers:
    """PostgreSQL and Valkey, owned by this process."""

    def __init__(self, var: Var) -> None:
        self._var = var
        self.secrets = private.choose_ports(private.load(var), web_port(os.environ))
        self.keepers: list[Keeper] = []

    @property
    def values(self) -> dict[str, str]:
        """The environment of everything that uses the servers."""
        return base_values(self.secrets)

    def start(self) -> None:
        """Start both and wait until they answer; the first time, create cluster, roles and database."""
        private.save(self._var, self.secrets)
        database, cache = Postgres(self._var, self.secrets), Valkey(self._var, self.secrets)
        keepers = {"valkey": Keeper(cache.program(), self._var)}
        self.keepers.append(keepers["valkey"])
        keepers["valkey"].start()
        database.initialise()
        database.drop_foreign_pid_files()
        keepers["postgres"] = Keeper(database.program(), self._var)
        self.keepers.append(keepers["postgres"])
        keepers["postgres"].start()
        keepers["postgres"].wait_ready(lambda: database.is_ready(keepers["postgres"].pid), START_SECONDS)
        keepers["valkey"].wait_ready(cache.is_ready, START_SECONDS)
        database.provision()
        self._publish()

    def _publish(self) -> None:
        values = {OWNER: locks.holder(self._var.lock), **self.values}
        lines = [
            "# Written while the servers run. Do not edit.",
            *(f"{k}={v}" for k, v in values.items()),
            "",
        ]
        private.write_private(self._var.run_env, "\n".join(lines))

    def stop(self) -> None:
        """End both; the file with their addresses goes first."""
        with deaf():
            self._var.run_env.unlink(missing_ok=True)
            stop_all(self.keepers)


@contextmanager
def owning(var: Var, what: str) -> Iterator[Servers]:
    """Own the servers of this `var/` while the block runs.

    Raises AlreadyRunning when another process owns them.
    """
    lock = locks.take(var.lock, f"process {os.getpid()} ({what})")
    if lock is None:
        raise AlreadyRunning(
            f"Loket already runs on {var.folder}: {locks.holder(var.lock)}. Stop that one first."
        )
    servers = None
    try:
        var.run_env.unlink(missing_ok=True)
        leftovers.clear(var)
        servers = Servers(var)
        servers.start()
        yield servers
    finally:
        if servers:
            servers.stop()
        os.close(lock)


@contextmanager
def using(var: Var, what: str) -> Iterator[dict[str, str]]:
    """Environment values of running servers: another owner's, or our own for the length of the block."""
    deadline = time.monotonic() + 2 * START_SECONDS
    while time.monotonic() < deadline:
        with ExitStack() as stack:
            values = _own(var, what, stack) or _join(var, stack)
            if values is not None:
                yield values
                return
        time.sleep(0.1)
    raise CannotRun(f"the servers of {locks.holder(var.lock) or 'another process'} do not come up")


def _own(var: Var, what: str, stack: ExitStack) -> dict[str, str] | None:
    """Become the owner, who at the end waits for guests and lets no new one in while the servers stop."""
    shut = stack.enter_context(ExitStack())
    try:
        servers = stack.enter_context(owning(var, what))
    except AlreadyRunning:
        return None
    stack.callback(_wait_for_guests, var, shut)
    return servers.values


def _join(var: Var, stack: ExitStack) -> dict[str, str] | None:
    """Become a guest, or None when the owner is not ready yet or is going."""
    if not var.run_env.exists():
        return None
    stack.enter_context(locks.shared(var.guests))
    try:
        values = read_run_env(var)
    except FileNotFoundError:
        return None
    # A killed owner leaves its file behind: it counts only while the owner that wrote it holds the lock.
    return values if values.pop(OWNER) == locks.holder(var.lock) else None


def read_run_env(var: Var) -> dict[str, str]:
    """The values in `var/run.env`."""
    lines = var.run_env.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def _wait_for_guests(var: Var, shut: ExitStack) -> None:
    if locks.any_guest(var.guests):
        say("loket: another command still uses the servers; waiting for it")
    shut.enter_context(locks.alone(var.guests))
