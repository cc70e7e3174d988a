"""The register as XLSX in a process of its own: `python -m tools.bench.book OFFICE LINES` prints JSON."""

import json
import resource
import sys
import tempfile
import time

import django


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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
