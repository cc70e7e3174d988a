"""Offices end and another takes over: open files go on, numbers stay where they were."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.errors import Forbidden
from applications import merging, operations
from applications.models import Event, File
from applications.workflow_types import Phase
from audit import verifiers
from audit.models import KabupatenEntry
from commons import clock as commons_clock
from documents.models import BookYear
from lettercheck.models import LetterIndex
from offices.models import Job, JobItem, JobKind, JobState, Office
from offices.scope import office_scope
from tests import world
from tests.applications.conftest import SERVICES
from tests.applications.pages import Site

LAW = "Perda 1/2026"


@pytest.fixture
def site(office_a, clock):
    """Office A alone: not every successor has its services."""
    return Site(office_a, world.furnish(office_a, *SERVICES))


@pytest.fixture
def elsewhere(office_b, site):
    """Office B with the same services."""
    return Site(office_b, world.furnish(office_b, *SERVICES))


@pytest.fixture
def chief(site):
    """The kabupaten's admin."""
    return replace(site.people["admin"], roles=frozenset({"KAB_ADMIN"}), office_id=None, name="Kabupaten")


def merged(site, elsewhere, chief, **more: Any) -> int:
    """Office A goes into office B."""
    facts = {"office_ids": [site.office.pk], "successor_id": elsewhere.office.pk, "reason": LAW}
    return merging.merge(**(facts | more), actor=chief, now=commons_clock.now())


def files(site):
    """The files of an office by their number."""
    with office_scope(site.office):
        return {file.receipt_number: file for file in File.objects.all()}


def books(site):
    """The books of an office and how far they are."""
    with office_scope(site.office):
        return set(BookYear.objects.values_list("kind", "year", "begun_after", "last"))


def state(site):
    """The state of an office."""
    return Office.objects.get(pk=site.office.pk).state


def whole(site):
    """Whether every chain of the office holds."""
    with office_scope(site.office):
        return all(f.report.whole for v in verifiers.office_verifiers().values() for f in v({}))


def test_open_files_go_on_at_the_successor_with_links_both_ways(site, elsewhere, chief):
    finished = site.until("dtsen", "HAND_OVER")
    site.step(finished, receiver="Siti")
    opened = site.until("sktm", "VERIFY")
    returned = site.receive("sktm", missing=(first_paper(site),))
    before, letters = books(site), set(LetterIndex.objects.values_list("number", "code", "state", "office"))
    mine = elsewhere.receive("sktm")
    assert merging.preview([site.office.pk], elsewhere.office.pk).open_files == {site.office.pk: 2}
    assert merged(site, elsewhere, chief) == 2
    old, new = files(site), files(elsewhere)
    assert old[finished.receipt_number].phase == Phase.HANDED_OVER
    assert {old[o.receipt_number].phase for o in (opened, returned)} == {Phase.WITHDRAWN}
    assert len(new) == 3
    for outcome in (opened, returned):
        was = old[outcome.receipt_number]
        with office_scope(site.office):
            last = Event.objects.get(file=was, seq=was.event_no)
        (successor,) = [file for file in new.values() if file.receipt_number in str(last.data)]
        assert successor.receipt_number != mine.receipt_number
        with office_scope(elsewhere.office):
            first = Event.objects.get(file=successor, seq=1)
            assert was.receipt_number in str(first.data)
            assert LAW in str(first.data)
            assert (successor.nik, successor.name, successor.phone) == (sealed(site, was)) != (None, "", None)
        assert successor.phase == (Phase.RETURNED if outcome is returned else Phase.OPEN)
    assert books(site) == before
    assert set(LetterIndex.objects.values_list("number", "code", "state", "office")) == letters
    assert whole(site)
    assert whole(elsewhere)
    assert (state(site), state(elsewhere)) == ("ARCHIVED", "LIVE")
    assert KabupatenEntry.objects.filter(action="office.merged").count() == 1
    job = Job.objects.get(kind=JobKind.MERGE)
    assert (job.state, job.total, job.office) == (JobState.DONE, 2, elsewhere.office)
    assert JobItem.objects.get(job=job).state == "DONE"


def first_paper(site):
    """A paper of the SKTM."""
    with office_scope(site.office):
        from applications.versions import program_of  # noqa: PLC0415
        from standards.queries import published_version  # noqa: PLC0415

        form = world.form(program_of(published_version("sktm").id))
        return form.papers[0].key


def sealed(site, file):
    """What the old office knows of the applicant."""
    with office_scope(site.office):
        again = File.objects.get(pk=file.pk)
        return again.nik, again.name, again.phone


def test_a_merge_without_open_files_just_archives(site, elsewhere, chief):
    assert merged(site, elsewhere, chief) == 0
    assert state(site) == "ARCHIVED"


def test_only_the_kabupatens_admin_merges(site, elsewhere):
    with pytest.raises(Forbidden):
        merged(site, elsewhere, site.people["admin"])
    assert state(site) == "LIVE"
    assert not Job.objects.exists()


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_a_merge_needs_its_ground(site, elsewhere, chief, reason):
    with pytest.raises(merging.CannotMerge):
        merged(site, elsewhere, chief, reason=reason)
    assert state(site) == "LIVE"


def test_a_successor_that_lacks_a_service_is_named_before_anything_changes(site, office_b, chief):
    outcome = site.receive("sktm")
    with pytest.raises(merging.CannotMerge, match="belum melayani"):
        merging.merge(
            office_ids=[site.office.pk],
            successor_id=office_b.pk,
            reason=LAW,
            actor=chief,
            now=commons_clock.now(),
        )
    assert state(site) == "LIVE"
    assert files(site)[outcome.receipt_number].phase == Phase.OPEN
    assert not Job.objects.exists()


def test_signed_letters_must_be_handed_over_first(site, elsewhere, chief):
    site.until("dtsen", "HAND_OVER")
    with pytest.raises(merging.CannotMerge, match="sudah ditandatangani"):
        merged(site, elsewhere, chief)
    assert state(site) == "LIVE"


def test_an_office_does_not_go_into_itself(site, chief):
    with pytest.raises(merging.CannotMerge):
        merging.merge(
            office_ids=[site.office.pk],
            successor_id=site.office.pk,
            reason=LAW,
            actor=chief,
            now=commons_clock.now(),
        )


def test_a_merge_that_was_cut_off_goes_on_and_takes_no_file_twice(site, elsewhere, chief, monkeypatch):
    for _n in range(3):
        site.receive("sktm")
    original, times = merging._end, []

    def dies(*words):
        times.append(1)
        if len(times) == 2:
            raise KeyboardInterrupt  # after the successor took it, before the old office let it go
        original(*words)

    with monkeypatch.context() as patched:
        patched.setattr(merging, "_end", dies)
        with pytest.raises(KeyboardInterrupt):
            merged(site, elsewhere, chief)
    assert state(site) == "SUSPENDED"
    assert Job.objects.get().state == JobState.FAILED
    assert merged(site, elsewhere, chief) == 2
    assert len(files(elsewhere)) == 3
    assert {file.phase for file in files(site).values()} == {Phase.WITHDRAWN}
    assert state(site) == "ARCHIVED"
    assert Job.objects.get().state == JobState.DONE


def test_a_file_that_cannot_be_taken_keeps_its_office_from_the_archive(site, elsewhere, chief, monkeypatch):
    outcomes = [site.receive("sktm") for _n in range(2)]
    original = operations.receive

    def refuses(**words):
        if outcomes[0].receipt_number in words["form"].note:
            raise merging.CannotMerge("x", "tidak lengkap")
        return original(**words)

    with monkeypatch.context() as patched:
        patched.setattr(operations, "receive", refuses)
        with pytest.raises(merging.NotAllTaken, match="tidak lengkap"):
            merged(site, elsewhere, chief)
    assert state(site) == "SUSPENDED"
    assert files(site)[outcomes[0].receipt_number].phase == Phase.OPEN
    assert JobItem.objects.get().state == "FAILED"
    assert merged(site, elsewhere, chief) == 1
    assert state(site) == "ARCHIVED"


def test_the_command_looks_first_and_then_merges(site, elsewhere, chief, capsys, monkeypatch):
    site.receive("sktm")
    words = [site.office.slug, "--into", elsewhere.office.slug, "--by", "kab", "--reason", LAW]
    call_command("merge_offices", *words, "--dry-run")
    assert "1 berkas terbuka" in capsys.readouterr().out
    assert state(site) == "LIVE"
    with pytest.raises(CommandError, match="does not work"):
        call_command("merge_offices", *words)
    person = SimpleNamespace(actor=chief)
    monkeypatch.setattr(
        "applications.management.commands.merge_offices.person_by_username", lambda *_a, **_k: person
    )
    call_command("merge_offices", *words, verbosity=0)
    assert state(site) == "ARCHIVED"
    with pytest.raises(CommandError, match="no office"):
        call_command("merge_offices", "none", "--into", elsewhere.office.slug, "--by", "k", "--reason", LAW)


def test_letters_of_an_office_that_ended_stay_checkable(site, elsewhere, chief, client_base):
    outcome = site.until("dtsen", "HAND_OVER")
    site.step(outcome, receiver="Siti")
    code = LetterIndex.objects.get(office=site.office).code
    call_command("change_office", site.office.slug, "--name", "Uji Lama", "--address", "kec-uji-lama")
    assert client_base.get(f"/v/{code}").status_code == 200
    site.office.refresh_from_db()
    merged(site, elsewhere, chief)
    answer = client_base.get(f"/v/{code}")
    assert answer.status_code == 200
    assert "Uji Lama" in answer.content.decode()
    with pytest.raises(CommandError, match="Diarsipkan"):
        call_command("change_office", "kec-uji-lama", "--state", "open")
    with pytest.raises(CommandError, match="no office"):
        call_command("change_office", "none", "--state", "open")
