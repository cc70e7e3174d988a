"""The command: offices are brought on with people and standards, filled once, and only by the demo."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.management import CommandError, call_command

from accounts import passwords
from accounts.models import Assignment, User
from applications.models import File
from demo.accounts import Logins
from demo.hashing import QuickHasher
from demo.simulate import run
from offices.models import Office, OfficeState
from offices.scope import office_scope, public_scope
from standards.models import StandardVersion
from tests.demo.conftest import UNTIL
from trail.models import TrailEntry

CODE = "35.08.10.1009"  # Kelurahan Jogoyudan, the smallest


def _job(logins: Path) -> run.Job:
    (found,) = (
        job for job in run.jobs(offices=28, days=20, seed=1, until=UNTIL, logins=logins) if job.code == CODE
    )
    return found


def _fill(logins: Path) -> run.Result:
    (result,) = run.simulate([_job(logins)], processes=1)
    return result


def test_an_office_is_brought_on_filled_and_then_left_alone(live_database, clock, tmp_path):
    clock.set(UNTIL)
    logins = tmp_path / "demo.json"
    result = _fill(logins)
    assert result.filled.files > 0
    office = Office.objects.get(kemendagri_code=CODE)
    assert office.state == OfficeState.LIVE
    assert office.parent is None
    accounts = json.loads(logins.read_text())["offices"]["kel-jogoyudan"]["accounts"]
    assert set(accounts) >= {"COUNTER", "OPERATOR", "SECTION_HEAD", "SECRETARY", "HEAD", "OFFICE_ADMIN"}
    with office_scope(office):
        version = StandardVersion.objects.select_related("standard").get()
        assert version.standard.service_code == "dtsen"
        assert version.document["office"] == "kel-jogoyudan"
        before = list(File.objects.order_by("id").values_list("id", "last_digest"))
        assert len(before) == result.filled.files
        told = TrailEntry.objects.get(action="demo.simulated").data
        assert told == {"seed": 1, "days": 20, "files": len(before), "fault": ""}
    out = StringIO()
    call_command("verify_audit", verbosity=0, stdout=out)
    assert "0 rusak" in out.getvalue()
    known = json.loads(logins.read_text())
    known["offices"]["kel-jogoyudan"]["passphrases"] = {"HEAD": "rahasia"}
    logins.write_text(json.dumps(known))
    again = _fill(logins)
    assert again.filled.skipped == run.DONE_BEFORE
    with office_scope(office):
        assert list(File.objects.order_by("id").values_list("id", "last_digest")) == before
    kept = json.loads(logins.read_text())["offices"]["kel-jogoyudan"]
    assert (kept["accounts"], kept["passphrases"]) == (accounts, {"HEAD": "rahasia"})


def test_passphrases_stay_unless_others_are_given(tmp_path):
    logins = tmp_path / "demo.json"
    for given in ({"HEAD": "rahasia"}, None, {"HEAD": "lain"}, {}):
        book = Logins(logins)
        before = book.passphrases("kec-uji")
        book.write("kec-uji", {"name": "Kecamatan Uji"}, {}, given)
        book.save()
        assert Logins(logins).passphrases("kec-uji") == (before if given is None else given)


def test_whoever_signs_in_gets_a_hash_like_everybody_s(live_database, clock, tmp_path):
    clock.set(UNTIL)
    logins = tmp_path / "demo.json"
    _fill(logins)
    head = json.loads(logins.read_text())["offices"]["kel-jogoyudan"]["accounts"]["HEAD"]
    with public_scope():
        user = User.objects.select_related("credential").get(username=head["username"])
        assert f"m={QuickHasher.memory_cost}," in user.credential.password
        assert not passwords.matches(user, head["password"] + "x")
        assert passwords.matches(user, head["password"])
        user.credential.refresh_from_db()
    assert f"m={Argon2PasswordHasher.memory_cost}," in user.credential.password


def test_a_real_office_is_not_touched(live_database, clock, tmp_path):
    clock.set(UNTIL)
    _fill(tmp_path / "demo.json")
    office = Office.objects.get(kemendagri_code=CODE)
    with office_scope(office):
        count = File.objects.count()
    result = _fill(tmp_path / "another.json")  # whoever made that office was not this demo
    assert result.filled.skipped == run.NOT_OURS
    with office_scope(office):
        assert File.objects.count() == count


def test_what_was_killed_half_way_is_done_by_the_next_run(live_database, clock, tmp_path, monkeypatch):
    clock.set(UNTIL)

    def killed(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as half_way:
        half_way.setattr(run, "fill", killed)
        with pytest.raises(KeyboardInterrupt):
            _fill(tmp_path / "demo.json")
    office = Office.objects.get(kemendagri_code=CODE)
    with public_scope():
        assert not Assignment.objects.filter(office=office).exists()
        assert not User.objects.filter(username__endswith=".kel-jogoyudan").exists()
    assert _fill(tmp_path / "demo.json").filled.files > 0


def test_the_largest_office_comes_first(tmp_path):
    jobs = run.jobs(offices=28, days=365, seed=1, until=UNTIL, logins=tmp_path / "demo.json")
    assert len(jobs) == 28
    assert jobs[0].code == "35.08.04"
    assert sum(job.fault is not None for job in jobs) == 5
    assert "35.08.17" not in {job.code for job in jobs if job.fault}


@pytest.mark.parametrize("wrong", [{"offices": 0}, {"offices": 29}, {"days": 0}, {"processes": 0}])
def test_numbers_out_of_range_are_refused(wrong):
    with pytest.raises(CommandError, match="dari 1 sampai"):
        call_command("simulate", **wrong)
