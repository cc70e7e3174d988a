"""A missing or bad variable stops every process with its name and what it wants."""

import base64
import os
import subprocess
import sys

import pytest

from config import env as module
from config.mail import mail_of
from config.paths import root

GOOD = {
    "DATABASE_URL": "postgresql://loket_app:s3cret@127.0.0.1:5432/loket",
    "DATABASE_OWNER_URL": "postgresql://loket_owner:s3cret@127.0.0.1:5432/loket",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "SECRET_KEY": "k" * 40,
    "MASTER_KEY": base64.b64encode(bytes(32)).decode(),
}


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Reads an environment of exactly these variables, with an empty var/."""

    def with_variables(variables: dict[str, str]) -> module.Env:
        for name in [*os.environ]:
            monkeypatch.delenv(name)
        for name, value in {**variables, "LOKET_VAR": str(tmp_path)}.items():
            monkeypatch.setenv(name, value)
        return module.load()

    return with_variables


@pytest.fixture
def complaint(load, capsys):
    """What is printed when these variables stop the start."""

    def of(variables: dict[str, str]) -> str:
        with pytest.raises(SystemExit) as stopped:
            load(variables)
        assert stopped.value.code == 2
        printed: str = capsys.readouterr().err
        return printed

    return of


def assert_names(printed: str, *names: str) -> None:
    lines = printed.strip().splitlines()
    assert [line.split()[1] for line in lines] == list(names)
    assert all(line.startswith("loket: ") and "wants" in line for line in lines)


def test_good_values_are_taken(load):
    env = load(GOOD)
    assert (env.base_hostname, env.https, env.redis_url) == ("localhost", False, "redis://127.0.0.1:6379/0")
    assert env.secret_key.get_secret_value() not in repr(env)


def test_all_missing_ones_are_named_at_once(complaint):
    assert_names(complaint({}), "DATABASE_URL", "REDIS_URL", "SECRET_KEY", "MASTER_KEY")


@pytest.mark.parametrize("empty", ["DATABASE_URL", "REDIS_URL", "SECRET_KEY", "MASTER_KEY"])
def test_an_empty_one_is_missing(complaint, empty):
    assert_names(complaint({**GOOD, empty: ""}), empty)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://u:p@h/loket"),
        ("DATABASE_URL", "postgresql://u:p@h"),
        ("DATABASE_URL", "postgresql://h/loket"),
        ("DATABASE_URL", "postgresql://u:p@h:99999/loket"),
        ("DATABASE_URL", "postgresql://u:p@h:port/loket"),
        ("DATABASE_OWNER_URL", "loket_owner"),
        ("REDIS_URL", "http://h:6379"),
        ("REDIS_URL", "redis://h:6379/first"),
        ("REDIS_URL", "redis://"),
        ("SECRET_KEY", "short"),
        ("MASTER_KEY", base64.b64encode(bytes(31)).decode()),
        ("MASTER_KEY", "ä" * 44),
        ("MASTER_KEY", "k" * 43),
        ("BASE_HOST", "http://loket.example"),
        ("BASE_HOST", "under_score.example"),
        ("BASE_HOST", "loket.example:99999"),
        ("BASE_HOST", "Loket.example"),
        ("BASE_HOST", "loket.example/"),
        ("LIVE_URL", "ftp://loket.example/live"),
        ("LIVE_URL", "//loket.example/live"),
        ("HTTPS", "ja"),
        ("DEBUG", "1"),
        ("LOKET_BIND", "127.0.0.1"),
        ("LOKET_BIND", "0.0.0.0:8000,"),
        ("LOKET_PROXIES", "proxy.example"),
        ("S3_ENDPOINT", "store.example"),
        ("VIRUS_SCAN", "clamd:3310"),
        ("VIRUS_SCAN", "unix://run/clamd.sock"),
        ("VIRUS_SCAN_DOWN", "ignore"),
        ("LOKET_PORT", "65536"),
        ("WEB_PROCESSES", "0"),
        ("DB_POOL_MAX", "many"),
        ("DB_POOL_MAX", "0"),
    ],
)
def test_a_bad_one_is_named_and_its_value_is_not_shown(complaint, name, value):
    printed = complaint({**GOOD, name: value})
    assert_names(printed, name)
    assert value not in printed.partition(": wants")[0]


def test_the_application_must_not_log_in_as_the_owner(complaint):
    printed = complaint({**GOOD, "DATABASE_OWNER_URL": GOOD["DATABASE_URL"]})
    assert printed == "loket: DATABASE_OWNER_URL names the same role as DATABASE_URL.\n"


S3 = {"S3_BUCKET": "loket-papers", "S3_ACCESS_KEY": "id", "S3_SECRET_KEY": "hidden"}


def test_files_lie_on_the_disk_or_on_a_whole_s3(load):
    assert load(GOOD).file_store["BACKEND"].endswith("TenantFileSystemStorage")
    env = load({**GOOD, **S3, "S3_ENDPOINT": "https://s3.example.go.id"})
    assert env.file_store["BACKEND"] == "offices.s3.OfficeS3Storage"
    assert env.file_store["OPTIONS"]["bucket_name"] == "loket-papers"
    assert "hidden" not in repr(env)


@pytest.mark.parametrize("left_out", sorted(S3))
def test_a_half_set_s3_is_refused_by_name(complaint, left_out):
    given = {name: value for name, value in S3.items() if name != left_out}
    printed = complaint({**GOOD, **given})
    assert "half set" in printed
    assert left_out in printed
    assert "hidden" not in printed
    assert "half set" in complaint({**GOOD, "S3_ENDPOINT": "https://s3.example.go.id"})


def test_a_scanner_listens_at_a_port_or_a_socket(load):
    for address in ("", "tcp://clamd:3310", "unix:///run/clamd.sock"):
        assert load({**GOOD, "VIRUS_SCAN": address}).virus_scan == address


def test_a_secret_may_come_from_a_file(load, tmp_path):
    (tmp_path / "redis").write_text("redis://from-file:6379/1\n")
    given = {name: value for name, value in GOOD.items() if name != "REDIS_URL"}
    assert load({**given, "REDIS_URL_FILE": str(tmp_path / "redis")}).redis_url == "redis://from-file:6379/1"


def test_a_secret_file_that_is_not_there_is_named(complaint, tmp_path):
    given = {name: value for name, value in GOOD.items() if name != "SECRET_KEY"}
    assert_names(complaint({**given, "SECRET_KEY_FILE": str(tmp_path / "none")}), "SECRET_KEY_FILE")


def test_a_value_and_its_file_together_are_refused(complaint, tmp_path):
    printed = complaint({**GOOD, "SECRET_KEY_FILE": str(tmp_path)})
    assert printed == "loket: SECRET_KEY and SECRET_KEY_FILE are both set: keep one of them.\n"


def test_the_environment_goes_before_run_env(load, tmp_path):
    lines = [f"{name}={value}" for name, value in GOOD.items()]
    (tmp_path / "run.env").write_text("\n".join([*lines, "BASE_HOST=from-run-env:1"]) + "\n")
    assert load({}).base_host == "from-run-env:1"
    assert load({"BASE_HOST": "real.example"}).base_host == "real.example"


@pytest.mark.parametrize(
    "words",
    [
        ("manage.py", "check"),
        ("-m", "gunicorn", "--config", "python:config.gunicorn", "config.wsgi:application"),
        ("-m", "celery", "--app", "config.celery", "worker"),
        ("-m", "celery", "--app", "config.celery", "beat"),
        ("-m", "uvicorn", "config.live:app"),
    ],
)
def test_every_process_stops_with_one_line(tmp_path, words):
    variables = {"PATH": os.environ["PATH"], "LOKET_VAR": str(tmp_path), **GOOD, "MASTER_KEY": "bad"}
    done = subprocess.run(  # noqa: S603
        [sys.executable, *words],
        cwd=root(),
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert_names(done.stderr, "MASTER_KEY")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://post.example.go.id", ("post.example.go.id", 25, False, False)),
        ("smtp+starttls://loket:p%40ss@post.example.go.id:2525", ("post.example.go.id", 2525, True, False)),
        ("smtps://loket:pass@post.example.go.id/", ("post.example.go.id", 465, False, True)),
        ("", ("", 25, False, False)),
    ],
)
def test_a_mail_server_is_taken(load, url, expected):
    env = load({**GOOD, "EMAIL_URL": url})
    mail = mail_of(env.email_url.get_secret_value())
    assert (mail.host, mail.port, mail.starttls, mail.ssl) == expected
    assert mail.password in {"", "p@ss", "pass"}


@pytest.mark.parametrize(
    "url",
    [
        "http://x",
        "smtp://",
        "smtp://user:s3cret@host:0",
        "smtp://user@host",
        "smtp://host:0",
        "smtp://host:x",
        "smtps://host/path",
        "smtp://h?a=b",
    ],
)
def test_a_bad_mail_server_stops_the_start_without_its_password(complaint, url):
    printed = complaint({**GOOD, "EMAIL_URL": url})
    assert_names(printed, "EMAIL_URL")
    assert "s3cret" not in printed


def test_a_bad_sender_stops_the_start(complaint):
    assert_names(complaint({**GOOD, "EMAIL_FROM": "Loket <loket@x>"}), "EMAIL_FROM")


@pytest.mark.parametrize("name", ["BSRE_URL", "TSA_URL"])
@pytest.mark.parametrize("url", ["http://esign.example.go.id", "esign.example.go.id", "https://", "ftp://x"])
def test_a_passphrase_goes_nowhere_but_over_https(complaint, name, url):
    assert_names(complaint({**GOOD, name: url}), name)


@pytest.mark.parametrize("url", ["", "https://esign.example.go.id", "http://127.0.0.1:8099"])
def test_a_signing_service_is_taken(load, url):
    env = load({**GOOD, "BSRE_URL": url, "BSRE_PASSWORD": "rahasia"})
    assert env.bsre_url == url
    assert "rahasia" not in repr(env)
