"""Bringing an office on as a job: watched, done once, gone on with after a crash."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connections

from commons import clock
from commons.errors import DomainError
from offices import jobs, opening_jobs, owning, provisioning, surveying, tasks
from offices.models import Domain, Job, JobKind, JobState, Office, OfficeKey
from offices.owning import OWNER
from offices.scope import office_scope

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
LUMAJANG = "35.08.10"
pytestmark = pytest.mark.usefixtures("live_database")


def ask(**more: Any) -> Job:
    """A job for Kecamatan Lumajang."""
    return opening_jobs.ask_for_office(code=LUMAJANG, now=NOW, **more)


def office() -> Office:
    """Kecamatan Lumajang, as it stands."""
    return Office.objects.get(kemendagri_code=LUMAJANG)


def steps(job: Job) -> dict[str, str]:
    """The state of each step."""
    job.refresh_from_db()
    return {row["key"]: row["state"] for row in job.steps}


def test_a_job_ends_with_an_open_office():
    job = ask(live=True)
    assert (job.state, job.total, job.done, steps(job)) == (
        JobState.WAITING,
        3,
        0,
        {"schema": "WAITING", "check": "WAITING", "open": "WAITING"},
    )
    assert tasks.prepare_office(str(job.pk)) == JobState.DONE
    assert steps(job) == {"schema": "DONE", "check": "DONE", "open": "DONE"}
    assert (job.done, job.attempts, job.error, job.finished_at is not None) == (3, 1, "", True)
    assert office().state == "LIVE"


def test_without_live_it_stays_closed():
    opening_jobs.prepare(ask().pk, now=NOW)
    assert office().state == "READY"


def test_a_task_that_comes_twice_changes_nothing():
    job = ask(live=True)
    tasks.prepare_office(str(job.pk))
    wrapped = bytes(OfficeKey.objects.get(office=job.office_id).wrapped)
    tasks.prepare_office(str(job.pk))
    assert bytes(OfficeKey.objects.get(office=job.office_id).wrapped) == wrapped
    assert Job.objects.get().attempts == 1


@pytest.mark.parametrize("step", ["schema", "check", "open"])
def test_a_worker_killed_at_any_step_leaves_nothing_half_live_and_the_next_finishes(monkeypatch, step):
    job = ask(live=True)

    def killed(self, key, state=JobState.DONE):
        if key == step:
            raise SystemExit  # past every `except Exception`
        original(self, key, state)

    original = jobs.Work.step
    with monkeypatch.context() as patched:
        patched.setattr(jobs.Work, "step", killed)
        with pytest.raises(SystemExit):
            opening_jobs.prepare(job.pk, now=NOW)
    Job.objects.update(state=JobState.RUNNING)  # kill -9 leaves it like this
    state = office().state
    assert state == ("LIVE" if step == "open" else "READY")
    assert tasks.prepare_office(str(job.pk)) == JobState.DONE
    assert office().state == "LIVE"
    assert Job.objects.get().attempts == 2


def test_what_fails_inside_the_transaction_leaves_no_schema_and_says_why(monkeypatch):
    job = ask(live=True)
    with monkeypatch.context() as patched:
        patched.setattr(provisioning, "template_sql", lambda: "SELECT 1/0;")
        with pytest.raises(Exception, match="division"):
            opening_jobs.prepare(job.pk, now=NOW)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "division by zero")
    assert not owning.exists("o_350810")
    assert office().state == "PROVISIONING"
    assert ask().pk == job.pk  # the same job goes on
    assert tasks.prepare_office(str(job.pk)) == JobState.DONE
    assert Job.objects.get().error == ""


def test_a_schema_that_is_not_whole_stays_closed(monkeypatch):
    job = ask(live=True)
    with monkeypatch.context() as patched:
        patched.setattr(surveying, "behind", lambda schemas: schemas)
        with pytest.raises(DomainError, match="tetap tertutup"):
            opening_jobs.prepare(job.pk, now=NOW)
    assert office().state == "READY"


def test_two_who_ask_at_once_get_one_office():
    found: list[Any] = []
    barrier = threading.Barrier(4)

    def run() -> None:
        try:
            barrier.wait()
            job = ask(live=True)
            found.append((job.pk, opening_jobs.prepare(job.pk, now=NOW).state))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = office()
    assert made.state == "LIVE"
    assert Job.objects.filter(office=made).count() == 1
    assert Domain.objects.filter(tenant=made).count() == 1
    assert found == [(Job.objects.get().pk, "DONE")] * 4
    with office_scope(made), connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM trail_trailentry")


def test_jobs_whose_worker_died_are_sent_again(monkeypatch):
    sent: list[str] = []
    monkeypatch.setattr(
        "offices.sending.current_app.send_task", lambda _name, kwargs, queue: sent.append(kwargs["job_id"])
    )
    job = ask()
    assert tasks.resume_jobs() == 0  # asked for a moment ago
    old = clock.now() - (jobs.DEAD + timedelta(seconds=5))
    Job.objects.update(created_at=old)
    assert tasks.resume_jobs() == 1
    Job.objects.update(state=JobState.RUNNING, beat_at=clock.now())
    assert tasks.resume_jobs() == 0
    Job.objects.update(beat_at=old)
    assert tasks.resume_jobs() == 1
    assert sent == [str(job.pk)] * 2
    Job.objects.update(state=JobState.DONE)
    assert tasks.resume_jobs() == 0


def test_an_office_of_its_own_sees_no_job(office_a):
    jobs.ask(JobKind.EXPORT, office_id=office_a.pk, using=OWNER)
    with office_scope(office_a), pytest.raises(Exception, match="permission denied"):
        Job.objects.count()
