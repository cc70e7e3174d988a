"""What the operator sees; everything else goes to `var/log`."""

import sys
from pathlib import Path

TAIL = 20


def say(line: str) -> None:
    """One line for the operator, at once even when the output is a pipe."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - the operator's console


def show_tail(name: str, log: Path) -> None:
    """The last lines of a process that died, each marked with its name."""
    if not log.exists():
        return
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL:]:
        say(f"  [{name}] {line}")
