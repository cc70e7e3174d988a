"""Where things lie: the project, and what one installation keeps under `var/`."""

import os
from dataclasses import dataclass
from pathlib import Path

THROWAWAY = "throwaway"
CONFIG = Path(__file__).resolve().parent


def root() -> Path:
    """The clone, or the current folder when Loket is installed from its wheel."""
    clone = CONFIG.parent
    return clone if (clone / "pyproject.toml").exists() else Path.cwd()


def default_var() -> Path:
    """`LOKET_VAR`, else `var/` in the clone (or in the current folder)."""
    return Path(os.environ.get("LOKET_VAR") or root() / "var").absolute()


@dataclass(frozen=True)
class Var:
    """The folder that holds everything one installation keeps; a property for each thing in it."""

    folder: Path

    @property
    def throwaway(self) -> "Var":
        """The installation for what nobody needs tomorrow, such as the databases of tests."""
        return Var(self.folder / THROWAWAY)

    @property
    def is_throwaway(self) -> bool:
        """Whether this is such a one."""
        return self.folder.name == THROWAWAY

    @property
    def run_env(self) -> Path:
        """Addresses and secrets of the running servers; exists only while they run."""
        return self.folder / "run.env"

    @property
    def private(self) -> Path:
        """Generated keys, passwords and remembered ports (mode 600)."""
        return self.folder / "private.json"

    @property
    def lock(self) -> Path:
        """Held by the one process that owns the servers."""
        return self.folder / "owner.lock"

    @property
    def guests(self) -> Path:
        """Shared lock of the commands that use servers owned by another process."""
        return self.folder / "guests.lock"

    @property
    def signing(self) -> Path:
        """The demo's certificate authority, and the authorities that are known here."""
        return self.folder / "signing"

    @property
    def postgres(self) -> Path:
        """The database cluster."""
        return self.folder / "postgres"

    @property
    def valkey(self) -> Path:
        """The cache's and broker's append-only file."""
        return self.folder / "valkey"

    @property
    def logs(self) -> Path:
        """One log file for each process."""
        return self.folder / "log"

    @property
    def stamps(self) -> Path:
        """What was done last, so that the next start can leave it out."""
        return self.folder / "stamps"

    @property
    def demo(self) -> Path:
        """Addresses and logins of the demo."""
        return self.folder / "demo.json"
