"""The register as XLSX in a process of its own: `python -m tools.bench.book OFFICE LINES` prints JSON."""

import json
import sys
import tempfile
import time
from pathlib import Path

import django


def _peak_mb() -> float:
    """The most memory held so far. Not `ru_maxrss`, which begins with what the parent held."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("this system does not say how much memory a process held")


def main(slug: str, lines: int) -> None:
    """Write the book twice: a short one first, so that modules and caches are not counted."""
    django.setup()
    from documents import queries  # noqa: PLC0415 - after the set-up
    from documents.register_xlsx import write_register  # noqa: PLC0415
    from offices.models import Office  # noqa: PLC0415
    from offices.scope import office_scope, public_scope  # noqa: PLC0415

    with public_scope():
        office = Office.objects.get(slug=slug)
    with office_scope(office):
        for most in (50, lines):
            before, began = _peak_mb(), time.perf_counter()
            with tempfile.TemporaryFile() as out:
                written = write_register(
                    queries.rows(queries.Filter(), most=most), out, title="Buku Register"
                )
            seconds = time.perf_counter() - began
    assert written == lines, f"{written} of {lines} lines"
    sys.stdout.write(json.dumps({"seconds": seconds, "grown_mb": _peak_mb() - before}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
