"""Management commands for people: each line of a list is done whole or not at all."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts import queries
from accounts.models import User
from offices.scope import public_scope
from tests.accounts.conftest import log_in

ONE = ["--username", "sari", "--name", "Sari Wulandari", "--title", "Petugas loket", "--roles", "COUNTER"]


def run(*arguments: str) -> tuple[str, str, int]:
    """Output, errors and exit status."""
    out, err, status = StringIO(), StringIO(), 0
    try:
        call_command(*arguments, stdout=out, stderr=err)
    except SystemExit as end:
        status = int(end.code or 0)
    return out.getvalue(), err.getvalue(), status


def names() -> list[str]:
    with public_scope():
        return sorted(User.objects.values_list("username", flat=True))


def test_one_person_comes_in_with_the_printed_password(client_a, office_a, office_b):
    out, _err, status = run("add_staff", "--office", office_a.slug, *ONE)
    assert status == 0
    password = out.splitlines()[0].split(": ")[-1]
    assert log_in(client_a, "sari", password).status_code == 302
    assert client_a.get("/loket/").url == "/ganti-kata-sandi/"
    assert [row.title for row in queries.people(office_a)] == ["Petugas loket"]
    assert queries.people(office_b) == []


def test_a_list_is_done_line_by_line(office_a, office_b, tmp_path):
    path = tmp_path / "staf.csv"
    path.write_text(
        "\ufeffusername;name;title;roles;office;nip;from;to\n"
        "sari;Sari Wulandari;Petugas loket;COUNTER OPERATOR;;198001012006041001;2026-01-01;\n"
        "budi;Budi;Lurah;head;kel-uji-timur;;;2026-12-31\n"
        "x;Nama Pendek;Petugas;COUNTER;;;;\n"
        "ani;;Petugas;COUNTER;;;;\n"
        "adi;Adi;Petugas;WIZARD;;;;\n"
        "edo;Edo;Petugas;COUNTER;kec-tidak-ada;;;\n"
        "eka;Eka;Petugas;COUNTER;;;31/01/2026;\n"
        "sari;Sari Lain;Petugas;COUNTER;kel-uji-timur;;;\n"
        "SARI;Sari Wulandari;Petugas bantuan;COUNTER;kel-uji-timur;;;\n",
        encoding="utf-8",
    )
    out, err, status = run("add_staff", "--office", office_a.slug, "--csv", str(path))
    assert status == 1
    assert "3 ditambahkan, 6 ditolak." in out
    assert [line.split(":")[0] for line in err.splitlines()] == [f"baris {n}" for n in (4, 5, 6, 7, 8, 9)]
    assert names() == ["budi", "sari"], "a refused line leaves no account behind"
    assert [(row.username, row.roles) for row in queries.people(office_a)] == [
        ("sari", ("COUNTER", "OPERATOR"))
    ]
    assert [row.username for row in queries.people(office_b)] == ["budi", "sari"]
    assert "akun sudah ada" in out


def test_the_same_list_twice_adds_nobody_twice(office_a, tmp_path):
    path = tmp_path / "staf.csv"
    path.write_text("username,name,title,roles\nsari,Sari,Petugas,COUNTER\n")
    assert run("add_staff", "--office", office_a.slug, "--csv", str(path))[2] == 0
    assert run("add_staff", "--office", office_a.slug, "--csv", str(path))[2] == 1
    assert len(queries.people(office_a)) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nama,jabatan\n",
        b"username,name,title,roles,gaji\n",
        b"username,name,title,roles,name\n",
        b"\xff\xfe\x00",
    ],
)
def test_another_kind_of_file_is_refused_whole(office_a, tmp_path, content):
    path = tmp_path / "staf.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError):
        run("add_staff", "--office", office_a.slug, "--csv", str(path))
    assert names() == []


def test_a_file_that_is_not_there_is_named(office_a, tmp_path):
    with pytest.raises(CommandError, match=r"tidak-ada\.csv"):
        run("add_staff", "--csv", str(tmp_path / "tidak-ada.csv"))


def test_the_first_admin_of_the_kabupaten(client_kabupaten):
    out, _err, _status = run("create_kabupaten_admin", "adi", "--name", "Adi")
    password = out.splitlines()[0].split(": ")[-1]
    log_in(client_kabupaten, "adi", password)
    assert client_kabupaten.get("/staf/").url == "/masuk/kode/pasang/"
    with pytest.raises(CommandError, match="sudah dipakai"):
        run("create_kabupaten_admin", "adi", "--name", "Adi")
    assert len(queries.people(None)) == 1


def test_a_token_from_the_command_line(client_a, client_b, office_a, office_b):
    run("add_staff", "--office", office_a.slug, *ONE)
    key = run("create_token", "sari", office_a.slug, "--name", "uji", "--days", "1")[0].strip()
    headers = {"Authorization": f"Token {key}"}
    assert client_a.get("/api/v1/who/", headers=headers).status_code == 200
    assert client_b.get("/api/v1/who/", headers=headers).status_code == 401


@pytest.mark.parametrize(
    "arguments",
    [
        ["tidakada", "kec-uji-barat"],
        ["sari", "kec-tidak-ada"],
        ["sari", "kel-uji-timur"],
        ["sari", "kabupaten"],
        ["sari", "kec-uji-barat", "--days", "0"],
    ],
)
def test_no_token_for_nobody_nowhere_or_never(office_a, office_b, arguments):
    run("add_staff", "--office", office_a.slug, *ONE)
    with pytest.raises(CommandError):
        run("create_token", *arguments, "--name", "uji")
    assert queries.tokens(office_a) == []
