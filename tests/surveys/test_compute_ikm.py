"""`manage.py compute_ikm`: the arithmetic anyone can check, and tables that are refused by row."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from config.cli import needs_database
from surveys.elements import FORM_ORDER
from tests.surveys.test_index import FORMS

ORDER = [one.key for one in FORM_ORDER]


def table(*, rows=FORMS, order=ORDER, mark=",", end="\n", more=None):
    extra = {} if more is None else {more: "x"}
    lines = [mark.join([*order, *extra])]
    lines += [mark.join([*(str(row[key]) for key in order), *extra.values()]) for row in rows]
    return end.join(lines) + end


def run(tmp_path, content, *options):
    path = tmp_path / "jawaban.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    out, err = io.StringIO(), io.StringIO()
    call_command("compute_ikm", str(path), *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_one_answer_for_every_form_of_the_same_table(tmp_path):
    assert not needs_database(["compute_ikm", "jawaban.csv", "--json"])
    forms = {
        "comma": table(),
        "semicolon": table(mark=";"),
        "BOM and CRLF": b"\xef\xbb\xbf" + table(mark=";", end="\r\n").encode(),
        "another order": table(order=sorted(ORDER), rows=FORMS[::-1]),
        "capitals and blanks": table(order=ORDER).replace("persyaratan", " Persyaratan "),
        "blank lines": "\n" + table() + "\n\n",
        "quoted": table().replace("persyaratan", '"persyaratan"'),
    }
    for case, content in forms.items():
        out, err = run(tmp_path, content, "--json")
        found = json.loads(out)
        assert (found["n"], found["ikm"], found["mutu"], err) == (10, 81.39, "B", ""), case
        assert found["elements"] == {
            **{"persyaratan": 77.5, "prosedur": 75, "waktu": 72.5, "biaya": 100, "produk": 80},
            **{"kompetensi": 80, "perilaku": 85, "sarana": 70, "pengaduan": 92.5},
        }, case
    assert '"persyaratan": 77.50' in out, "always two decimals"


def test_what_is_not_counted_is_told(tmp_path):
    out, err = run(tmp_path, table(more="nama"), "--json")
    assert "nama" in err
    assert json.loads(out)["n"] == 10


def test_the_plain_answer_shows_the_comparison(tmp_path):
    out, _err = run(tmp_path, table())
    for words in ("IKM = 81.39", "B (Baik)", "0,11 = 80.58", "0,111 = 81.31", "sarana, waktu, prosedur"):
        assert words in out


def test_a_bad_table_is_refused_with_row_and_reason(tmp_path):
    row = "3,3,3,4,3,3,4,3,4"
    head = ",".join(ORDER)
    cases = {
        "missing": (f"{head}\n{row}\n3,3,,4,3,3,4,3,4\n", ["Baris 3: waktu: kosong"]),
        "short": (f"{head}\n3,3,3,4,3,3,4,3\n", ["Baris 2: pengaduan: kosong"]),
        "zero": (f"{head}\n0{row[1:]}\n", ["Baris 2: persyaratan: “0” di luar 1 sampai 4"]),
        "five": (f"{head}\n5{row[1:]}\n", ["di luar 1 sampai 4", "skala 1 sampai 5"]),
        "negative": (f"{head}\n-3{row[1:]}\n", ["“-3” di luar 1 sampai 4"]),
        "decimal": (f"{head}\n3.5{row[1:]}\n", ["“3.5” bukan bilangan bulat"]),
        "decimal comma": (f"{head.replace(',', ';')}\n3,5;3;3;4;3;3;4;3;4\n", ["“3,5” bukan bilangan bulat"]),
        "comma too many": (f"{head}\n3,5{row[1:]}\n", ["Baris 2: 10 kolom"]),
        "text": (f"{head}\nbaik{row[1:]}\n", ["“baik” bukan angka"]),
        "other digits": (f"{head}\n٣{row[1:]}\n", ["Baris 2: persyaratan"]),
        "column missing": (f"{head.replace('sarana', 'x')}\n{row}\n", ["Kolom yang belum ada: sarana"]),
        "numbered": ("u1,u2,u3,u4,u5,u6,u7,u8,u9\n" + row, ["U8 dan U9"]),
        "twice": (f"{head},waktu\n{row},3\n", ["dua kali: waktu"]),
        "only a header": (f"{head}\n", ["Tidak ada satu pun"]),
        "empty": ("", ["kosong"]),
        "not text": (b"PK\x03\x04\x00\xff\xfe", ["UTF-8"]),
        "torn quote": (f'{head}\n"3,3\n', ["tidak dapat dibaca"]),
    }
    for case, (content, words) in cases.items():
        with pytest.raises(CommandError) as refused:
            run(tmp_path, content, "--json")
        for word in words:
            assert word in str(refused.value), case
        assert refused.value.returncode != 0, case


def test_a_bad_row_stops_the_good_ones(tmp_path):
    with pytest.raises(CommandError, match=r"1 baris ditolak, 10 baris baik\. Tidak ada yang dihitung"):
        run(tmp_path, table() + "9,9,9,9,9,9,9,9,9\n")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        call_command("compute_ikm", str(tmp_path / "tidak-ada.csv"))
