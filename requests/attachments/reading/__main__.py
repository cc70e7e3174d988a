"""Open one upload: `python -m attachments.reading KIND FILE FOLDER`; KIND: picture, signature, pdf, drawn.

A process of its own with bounds on time and memory: it has no database and no keys, and its end harms nobody.
It leaves `content` (all but pdf) and `thumb` in the folder and prints what it found as JSON; exit code 2
with `{"refused": code}` for a file that is not taken.
"""

import json
import resource
import sys
from pathlib import Path

REFUSED = 2
MEMORY = 1_200 * 1024 * 1024
SECONDS = 20


def main(kind: str, file: str, folder: str) -> int:
    """The exit code."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    from attachments.reading.refused import Refused  # noqa: PLC0415  after the bounds

    try:
        found = _found(kind, Path(file), Path(folder))
    except Refused as refused:
        json.dump({"refused": refused.code}, sys.stdout)
        return REFUSED
    except MemoryError:
        json.dump({"refused": "too_many_pixels"}, sys.stdout)
        return REFUSED
    json.dump(found, sys.stdout)
    return 0


def _found(kind: str, file: Path, folder: Path) -> dict[str, int | str]:
    if kind in {"pdf", "drawn"}:
        from attachments.reading import pdf  # noqa: PLC0415  only what this file needs is loaded

        return pdf.look(file, folder) if kind == "pdf" else pdf.drawn(file, folder)
    from attachments.reading import pictures  # noqa: PLC0415

    return pictures.made_anew(file, folder, drawn=kind == "signature")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
