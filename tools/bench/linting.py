"""The rules over the standards of a whole kabupaten, without a database."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.conf import settings

from linting.checking.checks import check_all
from linting.checking.context import Context
from linting.checking.sheet import Sheet
from linting.checking.sheets_document import sheet_of_document
from regulations.lawbook import packaged
from standards.catalogue import load_documents
from tools.bench.figures import Figure, note

AT_MOST = 10.0
TODAY = date(2026, 11, 21)


def standards(*, offices: int, each: int) -> Figure:
    """Seconds to check so many standards of so many offices: one by one, by office, and across."""
    note(f"lint: {offices} offices, {each} standards each")
    if not settings.configured:
        settings.configure(USE_I18N=False)  # the rules' words ask for it; nothing else of Django is needed
    sheets = list(_sheets(offices, each))
    began, cpu = time.monotonic(), time.thread_time()
    findings = check_all(sheets, Context(today=TODAY, laws=packaged()))
    seconds, cpu = time.monotonic() - began, time.thread_time() - cpu
    return Figure(
        name=f"lint, {offices} offices x {each} standards",
        value=seconds,
        unit="s",
        n=1,
        target=f"≤ {AT_MOST:g}",
        met=seconds <= AT_MOST,
        note=f"{len(findings):,} findings; CPU {cpu:.1f} s",
        more={"cpu_seconds": cpu, "findings": len(findings)},
    )


def _sheets(offices: int, each: int) -> Iterator[Sheet]:
    """The packaged standards over and over, no title like another."""
    documents = load_documents()
    for office in range(offices):
        for number in range(each):
            document = documents[number % len(documents)]
            title = f"{document.title} {office}-{number}"
            yield replace(
                sheet_of_document(document), office=f"kec-{office}", service=f"layanan-{number}", title=title
            )
