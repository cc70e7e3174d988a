"""Look at one PDF and print what was found as JSON: `python -m signatures.examining FILE ROOTS MOMENT`.

A process of its own with bounds on time and memory, for files that strangers made: it has no database and no
keys, and its end harms nobody. Exit code 2 with the reason's code on stderr for a file that is refused.
"""

import json
import resource
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

REFUSED = 2
MEMORY = 1_200 * 1024 * 1024
SECONDS = 12
DEEP = 400


def main(file: str, roots: str, moment: str) -> int:
    """The exit code."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.setrecursionlimit(DEEP)
    from signatures.examining.codes import codes_in  # noqa: PLC0415  after the bounds
    from signatures.judging import Encrypted, NotAPdf, load_roots, marks  # noqa: PLC0415

    content = Path(file).read_bytes()
    known = load_roots(Path(roots).read_bytes()) if roots and Path(roots).exists() else []
    try:
        found = marks(content, roots=known, now=datetime.fromisoformat(moment), strict=False)
    except Encrypted:
        sys.stderr.write("encrypted")
        return REFUSED
    except (NotAPdf, RecursionError):
        sys.stderr.write("unreadable")
        return REFUSED
    plain = [{**asdict(mark), "at": mark.at.isoformat() if mark.at else None} for mark in found]
    json.dump({"marks": plain, "codes": codes_in(content)}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
