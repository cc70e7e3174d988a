"""Moves the clock of a played day by the seconds that stand in a file. Only its processes have this folder on
their path: Python imports a module of this name by itself at the start.

Loket reads the time in one place, `commons.clock`, Django's sessions in theirs; browsers, the task queue and
the databases keep the machine's time.
"""

import importlib.util
import os
import sys
import time
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

LOKET = "commons.clock"
MODULES = frozenset({LOKET, "django.utils.timezone"})
FILE = "LOKET_DAY_AHEAD"
FRESH = 0.5  # seconds until the file is read again


class Ahead:
    """By how much the clock is moved."""

    def __init__(self, file: Path) -> None:
        self._file, self._read_at, self._by = file, 0.0, timedelta()

    def by(self) -> timedelta:
        """As the file says, or said when it could be read last."""
        if time.monotonic() - self._read_at > FRESH:
            text = self._file.read_text().strip() if self._file.exists() else ""
            self._by = timedelta(seconds=int(text)) if text else self._by
            self._read_at = time.monotonic()
        return self._by


def move(module: ModuleType, ahead: Ahead) -> None:
    """Let its time run ahead. Of Loket's clock the `datetime` is changed: what is held there stays held."""
    if module.__name__ != LOKET:
        now = module.now
        setattr(module, "now", lambda: now() + ahead.by())  # noqa: B010 - a module of somebody else
        return

    class Moved(datetime):
        """The machine's time and so much more."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            """What the day's clock says."""
            return datetime.now(tz) + ahead.by()  # noqa: TID251 - this is what is moved

    setattr(module, "datetime", Moved)  # noqa: B010 - likewise


class Finder(MetaPathFinder):
    """Finds these modules as others would, and moves each once it is loaded."""

    def __init__(self, ahead: Ahead) -> None:
        self._ahead, self._found = ahead, set[str]()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Of those modules only."""
        if fullname not in MODULES or fullname in self._found:
            return None
        self._found.add(fullname)
        spec = importlib.util.find_spec(fullname)
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module

            def moved(module: ModuleType) -> None:
                execute(module)
                move(module, self._ahead)

            setattr(spec.loader, "exec_module", moved)  # noqa: B010 - a loader of somebody else
        return spec


if FILE in os.environ:
    sys.meta_path.insert(0, Finder(Ahead(Path(os.environ[FILE]))))
