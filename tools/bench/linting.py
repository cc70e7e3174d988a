"""The rules over the standards of a whole kabupaten, without a database, on all cores."""

import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings

from linting.checking.checks import check_kabupaten, check_office, check_standard
from linting.checking.context import Context
from linting.checking.sheet import Sheet
from linting.checking.sheets_document import sheet_of_document
from linting.checking.side_by_side import by_office, cores
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
    work: dict[str, list[Sheet]] = {}
    for sheet in _sheets(offices, each):
        work.setdefault(sheet.office, []).append(sheet)
    context, processes = Context(today=TODAY, laws=packaged()), cores()
    began, cpu = time.monotonic(), _cpu()
    found = dict(by_office(work, context, _findings, processes=processes))
    across = check_kabupaten([sheet for sheets in work.values() for sheet in sheets], context)
    seconds, cpu = time.monotonic() - began, _cpu() - cpu
    findings = sum(map(len, found.values())) + len(across)
    return Figure(
        name=f"lint, {offices} offices x {each} standards",
        value=seconds,
        unit="s",
        n=1,
        target=f"≤ {AT_MOST:g}",
        met=seconds <= AT_MOST,
        note=f"{processes} processes, {findings:,} findings; CPU {cpu:.1f} s",
        more={"cpu_seconds": cpu, "findings": findings, "processes": processes},
    )


def _findings(sheets: Sequence[Sheet], context: Context) -> list[dict[str, Any]]:
    found = [one for sheet in sheets for one in check_standard(sheet, context)]
    return [one.as_data() for one in (*found, *check_office(sheets, context))]


def _cpu() -> float:
    """Seconds of processor that this process and its finished children took."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


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
