"""Remember what was done for which files, so that the next start leaves it out."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from config.paths import Var, root

CONTEXTS = ("tenants", "catalog", "requests", "reporting")
KINDS = frozenset({".py", ".sql", ".json", ".yaml", ".yml", ".csv", ".toml"})


def digest(files: Iterable[Path], *words: str) -> str:
    """One hash over names and contents, and over words that matter besides."""
    total = hashlib.sha256("\0".join(words).encode())
    for file in sorted(files):
        total.update(str(file).encode() + b"\0")
        total.update(file.read_bytes())
    return total.hexdigest()


def _below(*folders: Path) -> list[Path]:
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def code_files() -> list[Path]:
    """Everything that decides what the database holds after migrating and seeding."""
    places = [root() / name for name in (*CONTEXTS, "config/settings")]
    return [path for path in _below(*places) if path.suffix in KINDS]


def static_files() -> list[Path]:
    """Everything of ours that `collectstatic` reads."""
    apps = [folder for name in CONTEXTS for folder in (root() / name).glob("*/static")]
    return _below(root() / "config" / "static", *apps)


def is_done(var: Var, name: str, wanted: str) -> bool:
    """Whether this was done for exactly these files."""
    stamp = var.stamps / name
    return stamp.exists() and stamp.read_text(encoding="utf-8") == wanted


def set_done(var: Var, name: str, wanted: str) -> None:
    """Remember it."""
    var.stamps.mkdir(parents=True, exist_ok=True)
    (var.stamps / name).write_text(wanted, encoding="utf-8")
