"""Read one file and print its drafts as JSON: `python -m standards.reading FILE LANGUAGE LOCALES…`.

A process of its own with bounds on time and memory, for files that strangers made: it has no database, no
keys, and its end harms nobody. Exit code 2 with the reason on stderr for a file that cannot be read.
"""

import json
import resource
import sys
from pathlib import Path

import django
from django.conf import settings
from django.utils import translation

REFUSED = 2
MEMORY = 1_500 * 1024 * 1024
SECONDS = 30


def main(file: str, language: str, *locales: str) -> int:
    """The exit code."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    settings.configure(USE_I18N=True, LANGUAGE_CODE="id", LOCALE_PATHS=locales)
    django.setup()
    from standards.reading.drafts import drafts_of  # noqa: PLC0415  after the bounds
    from standards.reading.files import blocks_of_file  # noqa: PLC0415
    from standards.reading.refusals import Unreadable  # noqa: PLC0415

    with translation.override(language):
        try:
            drafts = drafts_of(blocks_of_file(Path(file)))
        except Unreadable as error:
            sys.stderr.write(str(error))
            return REFUSED
    json.dump(drafts, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
