"""Keep the log files small: what grew too large is moved aside while its process goes on writing."""

import os
import shutil
from pathlib import Path

LARGEST = 10 * 1024 * 1024
GENERATIONS = 3


def _turn(log: Path) -> None:
    for number in range(GENERATIONS - 1, 0, -1):
        older = log.with_name(f"{log.name}.{number}")
        if older.exists():
            older.replace(log.with_name(f"{log.name}.{number + 1}"))
    # Copy and truncate: the writer appends through the descriptor it holds, so the file itself must stay.
    shutil.copyfile(log, log.with_name(f"{log.name}.1"))
    os.truncate(log, 0)


def rotate(folder: Path) -> None:
    """Turn every log that is larger than 10 MiB; three older ones are kept."""
    for log in folder.glob("*.log"):
        if log.stat().st_size > LARGEST:
            _turn(log)
