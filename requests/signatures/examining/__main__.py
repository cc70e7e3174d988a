"""Look at one PDF and print what was found as JSON: `python -m signatures.examining FILE ROOTS CRLS MOMENT`.

A process of its own with bounds on time and memory, for files that strangers made: it has no database and no
keys, and its end harms nobody. Exit code 2 with the reason's code on stderr for a file that is refused.
"""

import json
import resource
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from signatures.mark import Mark

REFUSED = 2
MEMORY = 1_200 * 1024 * 1024
SECONDS = 12
DEEP = 400


def main(file: str, roots: str, crls: str, moment: str) -> int:
    """The exit code."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.setrecursionlimit(DEEP)
    from signatures.examining.codes import codes_in  # noqa: PLC0415  after the bounds
    from signatures.judging import Encrypted, NotAPdf, load_roots, marks  # noqa: PLC0415
    from signatures.revocation import lists_in  # noqa: PLC0415

    content = Path(file).read_bytes()
    known = load_roots(Path(roots).read_bytes()) if roots and Path(roots).exists() else []
    now = datetime.fromisoformat(moment)
    lists = lists_in(Path(crls), now=now) if crls else []
    try:
        found = marks(content, roots=known, lists=lists, now=now, strict=False)
    except Encrypted:
        sys.stderr.write("encrypted")
        return REFUSED
    except (NotAPdf, RecursionError):
        sys.stderr.write("unreadable")
        return REFUSED
    json.dump({"marks": [_plain(mark) for mark in found], "codes": codes_in(content)}, sys.stdout)
    return 0


def _plain(mark: "Mark") -> dict[str, Any]:
    return {
        name: each.isoformat() if isinstance(each, datetime) else each for name, each in asdict(mark).items()
    }


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
