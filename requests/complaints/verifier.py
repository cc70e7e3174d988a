"""What `verify_audit` asks of complaints: an unbroken chain, the head the row remembers, and a row that says
what its events say."""

from collections.abc import Iterator, Mapping

from audit import chain
from audit.verifiers import Finding
from complaints.chain import check
from complaints.models import Complaint, ComplaintEvent
from complaints.workflow import Action, NotNow, State, replay


def check_office(kept: Mapping[str, chain.Head]) -> Iterator[Finding]:
    """One finding per complaint of the office; one of an earlier run that is gone breaks at line 1."""
    gone = {name for name in kept if name.startswith("complaint ")}
    rows = Complaint.objects.order_by("id").defer("text", "name", "contact", "about_name")
    for row in rows.prefetch_related("events").iterator(chunk_size=200):
        name = f"complaint {row.id}"
        gone.discard(name)
        events = sorted(row.events.all(), key=lambda event: event.seq)
        yield Finding(name, _report(row, events, kept.get(name)))
    for name in sorted(gone):
        yield Finding(name, chain.Report(chain.Head(0, chain.GENESIS), 1))


def _report(row: Complaint, events: list[ComplaintEvent], earlier: chain.Head | None) -> chain.Report:
    report = check(row, events, earlier)
    if not report.whole or _says_the_same(row, events):
        return report
    return chain.Report(report.head, report.head.lines)


def _says_the_same(row: Complaint, events: list[ComplaintEvent]) -> bool:
    try:
        facts = replay(Action(event.action) for event in events)
    except NotNow:
        return False
    return (State(row.state), row.done_at is not None, row.reopened) == (
        facts.state,
        facts.done,
        facts.reopened,
    )
