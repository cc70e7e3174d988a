"""`lint_standards`: files without a database, exit codes, an office with its drafts."""

import json

import pytest
from django.core.management import CommandError, call_command

from offices.scope import office_scope, public_scope
from servicetypes.catalogue import definition_of
from standards.catalogue import document_of
from standards.operations import draft
from tests.linting.conftest import HERE, SEEDS
from tests.world import catalogue


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    code = 0
    try:
        call_command("lint_standards", *arguments)
    except SystemExit as ended:
        code = int(ended.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_errors_in_a_file_end_with_1(capsys):
    path = next(SEEDS.glob("002_*"))
    code, out, _err = run(capsys, "--file", str(path), "--json")
    rows = json.loads(out)
    assert code == 1
    assert {"code", "severity", "component", "quote", "explanation", "mend", "key"} <= rows[0].keys()
    assert rows[0]["severity"] == "error"


def test_a_standard_in_order_ends_with_0(capsys):
    code, out, _err = run(capsys, "--file", str(HERE / "unseen" / "bersih_domisili.txt"))
    assert (code, out) == (0, "0 kesalahan, 0 peringatan, 0 catatan.\n")


def test_a_file_that_cannot_be_read_ends_with_2(capsys, tmp_path):
    empty = tmp_path / "kosong.txt"
    empty.write_text("")
    code, out, err = run(capsys, "--file", str(empty))
    assert (code, out) == (2, "")
    assert "Berkas kosong" in err


@pytest.mark.django_db
def test_drafts_of_an_office_and_nobody_elses(capsys, office_a, office_b, clock):
    with public_scope():
        catalogue()
    with office_scope(office_a):
        draft(document=document_of("kec-lumajang", "sktm"), definition=definition_of("sktm"))
    code, out, _err = run(capsys, "--office", office_a.slug, "--json")
    assert code == 1
    assert {row["office"] for row in json.loads(out)} == {office_a.slug}
    assert run(capsys, "--office", office_b.slug, "--json")[:2] == (0, "[]\n")
    assert run(capsys, "--json")[:2] == (0, "[]\n")  # nothing is in force
    with pytest.raises(CommandError, match="Tidak ada kantor"):
        call_command("lint_standards", "--office", "kec-tiada")
