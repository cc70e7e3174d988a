"""What `verify_audit` asks of files: an unbroken chain of events, the head the row remembers, and a row that
says what its events say."""

from collections.abc import Iterable, Iterator, Mapping

from applications import workflow
from applications.chain import check, to_record
from applications.models import Event, File
from applications.versions import program_of
from applications.workflow import BrokenHistory
from audit import chain
from audit.verifiers import Finding

CHUNK = 500


def check_office(kept: Mapping[str, chain.Head]) -> Iterator[Finding]:
    """One finding per file of the current office; a file of an earlier run that is gone breaks at line 1."""
    gone = {name for name in kept if name.startswith("file ")}
    files = File.objects.order_by("id").defer("nik", "phone", "intake").prefetch_related("events")
    for file in files.iterator(chunk_size=CHUNK):
        name = f"file {file.receipt_number}"
        gone.discard(name)
        yield Finding(name, _report(file, sorted(file.events.all(), key=_seq), kept.get(name)))
    for name in sorted(gone):
        yield Finding(name, chain.Report(chain.Head(0, chain.GENESIS), 1))


def _seq(event: Event) -> int:
    return event.seq


def _report(file: File, events: list[Event], earlier: chain.Head | None) -> chain.Report:
    report = check(file, events, earlier)
    if not report.whole or says_the_same(file, events):
        return report
    return chain.Report(report.head, report.head.lines)


def says_the_same(file: File, events: Iterable[Event]) -> bool:
    """Whether the file's row is what its events say."""
    process = program_of(file.version_id).process(file.extra_steps)
    try:
        state = workflow.replay(process, map(to_record, events))
    except BrokenHistory:
        return False
    step = process.steps[state.step]
    said = (
        state.phase.value,
        step.key,
        step.kind.value,
        workflow.label(process, state).value,
        state.correction is not None,
        state.event_no,
        state.clock_started_at,
        state.phase in workflow.FINAL_PHASES,
    )
    stored = (
        file.phase,
        file.step_key,
        file.step_kind,
        file.status,
        file.correcting,
        file.event_no,
        file.complete_at,
        file.finished_at is not None,
    )
    return said == stored
