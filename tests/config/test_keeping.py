"""Keep a program running, its log small, and leave out what was done before."""

import sys
from signal import SIGTERM

import pytest

from config.paths import Var
from config.supervisor import logs, stamps
from config.supervisor.errors import CannotRun
from config.supervisor.keeper import TOO_OFTEN, Keeper
from config.supervisor.process import Program
from tests.config.waiting import until


@pytest.fixture
def var(tmp_path):
    return Var(tmp_path)


def keeper(var: Var, code: str) -> Keeper:
    program = Program(
        "sample", [sys.executable, "-c", code], var.folder, var.logs / "sample.log", {}, SIGTERM, 2.0
    )
    return Keeper(program, var)


def test_a_program_that_dies_at_once_is_given_up_with_its_last_words(var, monkeypatch, capsys):
    monkeypatch.setattr("config.supervisor.keeper.FIRST_WAIT", 0.01)
    monkeypatch.setattr("config.supervisor.keeper.LONGEST_WAIT", 0.01)
    kept = keeper(var, "print('no room'); raise SystemExit(3)")
    kept.start()
    with pytest.raises(CannotRun, match=r"sample does not start; see .*sample\.log"):
        kept.wait_ready(lambda: False, 30)
    printed = capsys.readouterr().err
    assert printed.count("sample ended (code 3)") == TOO_OFTEN
    assert "  [sample] no room" in printed
    kept.stop()


def test_restarts_become_slower(var, capsys):
    kept = keeper(var, "raise SystemExit(1)")
    kept.start()
    until(lambda: kept.pid is None)
    kept.tend()
    assert "again in 1 s" in capsys.readouterr().err
    kept.start()
    until(lambda: kept.pid is None)
    kept.tend()
    assert "again in 2 s" in capsys.readouterr().err
    kept.tend()
    assert kept.pid is None
    kept.stop()


def test_one_that_does_not_listen_is_killed(var):
    kept = keeper(
        var, "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
    )
    kept.start()
    until(lambda: kept.program.log.read_text() == "1\n")
    kept.ask_to_end()
    kept.stop()
    assert kept.pid is None


def test_a_large_log_is_moved_aside_and_its_writer_goes_on(var, monkeypatch):
    monkeypatch.setattr(logs, "LARGEST", 10)
    log = var.logs / "web.log"
    log.parent.mkdir()
    with log.open("a") as writer:
        for number in range(6):
            writer.write(f"line {number} of many\n")
            writer.flush()
            logs.rotate(var.logs)
        writer.write("last\n")
    assert log.read_text() == "last\n"
    kept = sorted(path.name for path in var.logs.iterdir())
    assert kept == ["web.log", "web.log.1", "web.log.2", "web.log.3"]
    assert (var.logs / "web.log.1").read_text() == "line 5 of many\n"
    assert (var.logs / "web.log.3").read_text() == "line 3 of many\n"


def test_a_small_log_stays(var):
    (var.folder / "log").mkdir()
    (var.logs / "web.log").write_text("short\n")
    logs.rotate(var.logs)
    assert [path.name for path in var.logs.iterdir()] == ["web.log"]


def test_a_stamp_holds_until_a_file_or_a_word_changes(var, tmp_path):
    file = tmp_path / "a.py"
    file.write_text("one")
    first = stamps.digest([file], "localhost:8000")
    assert not stamps.is_done(var, "data", first)
    stamps.set_done(var, "data", first)
    assert stamps.is_done(var, "data", stamps.digest([file], "localhost:8000"))
    assert not stamps.is_done(var, "data", stamps.digest([file], "localhost:8080"))
    file.write_text("two")
    assert not stamps.is_done(var, "data", stamps.digest([file], "localhost:8000"))


def test_the_stamps_cover_migrations_templates_and_static_files():
    names = {path.name for path in stamps.code_files()}
    assert {"0001_initial.py", "template.sql", "seed_demo.py", "base.py"} <= names
    assert "loket.css" in {path.name for path in stamps.static_files()}
