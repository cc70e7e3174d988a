"""Keys, passwords and ports of one installation: made once, kept in `var/private.json` (mode 600)."""

import base64
import json
import os
import secrets
import socket
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from urllib.parse import quote

from config.paths import Var
from config.supervisor.errors import CannotRun

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Private:
    """Everything that is generated; the ports are those used last."""

    secret_key: str
    master_key: str
    superuser_password: str
    owner_password: str
    app_password: str
    valkey_password: str
    postgres_port: int = 0
    valkey_port: int = 0
    live_port: int = 0

    def database_url(self, user: str, password: str) -> str:
        """The address of the database `loket` for one role."""
        return f"postgresql://{user}:{quote(password)}@{LOOPBACK}:{self.postgres_port}/loket"

    def addresses(self) -> dict[str, str]:
        """The three addresses that an installation on real servers would set itself."""
        return {
            "DATABASE_URL": self.database_url("loket_app", self.app_password),
            "DATABASE_OWNER_URL": self.database_url("loket_owner", self.owner_password),
            "REDIS_URL": f"redis://:{quote(self.valkey_password)}@{LOOPBACK}:{self.valkey_port}/0",
        }

    def keys(self) -> dict[str, str]:
        """The two secrets of the application."""
        return {"SECRET_KEY": self.secret_key, "MASTER_KEY": self.master_key}


def write_private(path: Path, text: str) -> None:
    """Write a file only its owner may read; a crash leaves the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _generate() -> Private:
    return Private(
        secret_key=secrets.token_urlsafe(48),
        master_key=base64.b64encode(secrets.token_bytes(32)).decode(),
        superuser_password=secrets.token_urlsafe(24),
        owner_password=secrets.token_urlsafe(24),
        app_password=secrets.token_urlsafe(24),
        valkey_password=secrets.token_urlsafe(24),
    )


def _read(path: Path) -> Private:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Private(**{field.name: content[field.name] for field in fields(Private)})
    except (ValueError, KeyError, TypeError) as error:
        raise CannotRun(
            f"{path} is damaged; restore it from a copy: it holds the keys of the data"
        ) from error


def load(var: Var) -> Private:
    """The installation's secrets, generated at the first call."""
    if var.private.exists():
        return _read(var.private)
    if (var.postgres / "data").exists():
        raise CannotRun(
            f"{var.private} is missing although a database exists; restore it, or remove {var.folder}"
        )
    private = _generate()
    save(var, private)
    return private


def save(var: Var, private: Private) -> None:
    """Keep the secrets and ports for the next start."""
    write_private(var.private, json.dumps(asdict(private), indent=1) + "\n")


def port_is_free(port: int, address: str = LOOPBACK) -> bool:
    """Whether a server could listen there now."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def _free_port(wish: int, taken: set[int]) -> int:
    if wish and wish not in taken and port_is_free(wish):
        return wish
    while True:
        with socket.socket() as probe:
            probe.bind((LOOPBACK, 0))
            port: int = probe.getsockname()[1]
        if port not in taken:
            return port


def choose_ports(private: Private, reserved: int) -> Private:
    """The ports of last time where they are still free, else new ones; never the reserved one."""
    postgres = _free_port(private.postgres_port, {reserved})
    valkey = _free_port(private.valkey_port, {reserved, postgres})
    live = _free_port(private.live_port, {reserved, postgres, valkey})
    return replace(private, postgres_port=postgres, valkey_port=valkey, live_port=live)
