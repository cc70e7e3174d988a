"""What `verify_audit` finds wrong with files: a changed event, a lost one, a row that says something else."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from applications import verifier
from applications.models import Event, File
from applications.workflow_types import Action
from audit.chain import Head
from audit.verifiers import office_verifiers
from offices.scope import office_scope

pytestmark = pytest.mark.django_db
SKTM = "sktm-rekomendasi"


@pytest.fixture
def file(site):
    """A file with a story: returned, taken in again, waiting, signed."""
    outcome = site.receive(SKTM, missing=())
    outcome = site.step(outcome, Action.RETURN, missing=("KTP",))
    outcome = site.step(outcome, Action.RESUBMIT)
    outcome = site.step(site.step(outcome, Action.WAIT, agency="Dukcapil"), Action.RESUME)
    for _n in range(3):
        outcome = site.step(outcome)
    site.receive("ktp-el")
    return outcome


def findings(site, kept=None):
    with office_scope(site.office):
        return {each.chain: each.report for each in verifier.check_office(kept or {})}


def broken(site, kept=None):
    return {name: report.broken for name, report in findings(site, kept).items() if not report.whole}


def test_files_as_they_were_made_hold(site, file):
    assert set(findings(site)) == {"file 0001/2026", "file 0002/2026"}
    assert broken(site) == {}
    assert findings(site)["file 0001/2026"].head.lines == file.event


def test_it_is_among_the_offices_verifiers():
    assert office_verifiers()["files"] is verifier.check_office


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("phase", "HANDED_OVER"),
        ("step_key", "terima"),
        ("step_kind", "INTAKE"),
        ("status", "diserahkan"),
        ("correcting", True),
        ("complete_at", None),
        ("finished_at", "2026-11-20T02:00:00Z"),
    ],
)
def test_a_row_that_says_something_else_than_its_events(site, file, column, value):
    with office_scope(site.office):
        File.objects.filter(id=file.file_id).update(**{column: value})
    assert broken(site) == {"file 0001/2026": file.event}


def test_a_row_that_forgot_its_last_event(site, file):
    with office_scope(site.office):
        before = Event.objects.get(file_id=file.file_id, seq=file.event - 1)
        File.objects.filter(id=file.file_id).update(event_no=before.seq, last_digest=before.digest)
    assert broken(site) == {"file 0001/2026": file.event}


def test_a_row_whose_head_is_not_the_last_event(site, file):
    with office_scope(site.office):
        File.objects.filter(id=file.file_id).update(last_digest="0" * 64)
    assert broken(site) == {"file 0001/2026": file.event}


def test_an_earlier_run_remembers_files_and_lines(site, file):
    kept = {name: report.head for name, report in findings(site).items()}
    assert broken(site, kept) == {}
    kept["file 0003/2026"] = Head(4, "a" * 64)
    kept["file 0002/2026"] = Head(1, "b" * 64)
    assert broken(site, kept) == {"file 0002/2026": 1, "file 0003/2026": 1}


def test_the_command_says_which_file_is_broken(site, file):
    out = StringIO()
    call_command("verify_audit", office=site.office.slug, json=True, stdout=out)
    chains = {row["chain"]: row["broken"] for row in json.loads(out.getvalue())}
    assert chains["file 0001/2026"] is None
    with office_scope(site.office):
        File.objects.filter(id=file.file_id).update(phase="REJECTED")
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_audit", office=site.office.slug, stdout=out)
    assert "file 0001/2026" in out.getvalue()


def test_the_application_itself_may_not_change_an_event(site):
    outcome = site.receive("sktm")
    with office_scope(site.office):
        for change in (
            lambda rows: rows.update(actor_name="Orang Lain"),
            lambda rows: rows.delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change(Event.objects.filter(file_id=outcome.file_id))
        assert Event.objects.get().actor_name == "Sari Wulandari"
