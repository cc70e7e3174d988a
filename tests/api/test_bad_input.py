"""What people mistype, paste and try: each a clear refusal, or kept and printed as text."""

import pypdfium2
import pytest

from applications.models import File
from documents.models import BookYear, Letter
from offices.scope import office_scope
from tests.api.conftest import pointers, refused

pytestmark = pytest.mark.django_db


def numbers(desk) -> dict[str, int]:
    """The last number used of each book."""
    with office_scope(desk.office):
        return {row.kind: row.last for row in BookYear.objects.all()}


def sent(desk, *, code: str = "sktm", values: dict | None = None, **body):
    """The answer to a form with these values changed."""
    form = desk.form(code)
    form["values"] |= values or {}
    return desk.call("counter", "post", "applications/", form | body)


WRONG = [
    ("nik", "350817450868001"),
    ("nik", "35081745086800011"),
    ("nik", "35081745O8680001"),
    ("nik", ""),
    ("nik", None),
    ("nik", 3508174508680001),
    ("nik", ["3508174508680001"]),
    ("tanggal_lahir", "2001-02-31"),
    ("tanggal_lahir", "31 Februari 2001"),
    ("tanggal_lahir", "2027-01-01"),
    ("tanggal_lahir", "kemarin"),
    ("jenis_kelamin", "X"),
    ("telepon", "12"),
    ("telepon", "bukan nomor"),
    ("desa", "99.99.99.9999"),
    ("nama", ""),
    ("nama", "   "),
    ("nama", "\u202eHANIMA ITIS"),
    ("nama", "SITI\x00AMINAH"),
    ("nama", "SITI\x1bAMINAH"),
    ("nama", {"a": "b"}),
    ("nama", "A" * 501),
]


def test_a_field_that_is_wrong_is_named_and_nothing_is_stored(desk, unchanged, subtests):
    for field, value in WRONG:
        with subtests.test(field=field, value=value):
            answer = sent(desk, code="sktm-rekomendasi", values={field: value})
            problem = refused(answer, 400, "intake_invalid")
            assert f"/{field}" in pointers(problem)
            assert "tetap ada" in problem["detail"]
            assert numbers(desk) == {}


def test_every_error_comes_at_once(desk, unchanged):
    values = {"nik": "123", "tanggal_lahir": "2001-02-31", "nama": ""}
    problem = refused(sent(desk, code="sktm-rekomendasi", values=values), 400)
    assert {"/nik", "/tanggal_lahir", "/nama"} <= pointers(problem)
    assert all(row["detail"] for row in problem["errors"])


def test_a_nik_that_does_not_fit_the_birth_date_is_a_warning(desk, unchanged):
    values = {"tanggal_lahir": "1968-08-06"}
    answer = sent(desk, code="sktm-rekomendasi", values=values, accept_warnings=False)
    problem = refused(answer, 400, "intake_warnings")
    assert {row["pointer"] for row in problem["warnings"]} == {"/nik"}
    unchanged()
    assert sent(desk, code="sktm-rekomendasi", values=values).status_code == 201
    # Accepted, it is a file like any other: what follows is that file.
    unchanged()


def test_an_empty_checklist(desk, unchanged):
    problem = refused(sent(desk, papers=[]), 400, "intake_invalid")
    assert pointers(problem) == {"/papers"}
    assert numbers(desk) == {}


def test_papers_that_are_unticked_unknown_or_without_reason(desk, unchanged):
    papers = desk.form("sktm")["papers"]
    problem = refused(sent(desk, papers=papers[1:]), 400)
    assert pointers(problem) == {f"/papers/{papers[0]['key']}"}
    problem = refused(sent(desk, papers=[*papers, {"key": "ijazah", "state": "HERE"}]), 400)
    assert pointers(problem) == {"/papers/ijazah"}
    excused = [{"key": papers[0]["key"], "state": "NA", "reason": " "}, *papers[1:]]
    assert pointers(refused(sent(desk, papers=excused), 400)) == {f"/papers/{papers[0]['key']}"}


def test_a_supporting_letter_from_the_future(desk, unchanged):
    papers = desk.form("sktm-rekomendasi")["papers"]
    with_letter = next(row for row in papers if "letter" in row)
    with_letter["letter"]["date"] = "2026-11-21"
    problem = refused(sent(desk, code="sktm-rekomendasi", papers=papers), 400)
    assert pointers(problem) == {f"/papers/{with_letter['key']}"}
    with_letter["letter"]["date"] = "2026-02-31"
    refused(sent(desk, code="sktm-rekomendasi", papers=papers), 400, "invalid")


def test_a_group_or_condition_that_the_service_does_not_have(desk, unchanged):
    assert pointers(refused(sent(desk, code="ktp-el", group="terbang"), 400)) == {"/group"}
    assert pointers(refused(sent(desk, code="ktp-el", group=""), 400)) == {"/group"}


def text_of(desk, outcome) -> str:
    """The letter's words."""
    path = f"applications/{outcome['file_id']}/letter.pdf"
    document = pypdfium2.PdfDocument(desk.call("head", "get", path).content)
    return " ".join(" ".join(p.get_textpage().get_text_range() for p in document).split())


@pytest.mark.parametrize(
    "value",
    [
        "<script>alert(1)</script>",
        "<b>tebal</b> &amp; &lt;",
        '#panic("x") $x^2$ *tebal* _miring_ `kode` @acuan <label>',
        '#read("/etc/passwd")',
        "\\u{41} \\\\ \\#",
        "Robert'); DROP TABLE applications_file;--",
        "{nama} {{nik}} %s %(x)s",
    ],
)
def test_markup_is_text_in_the_letter(desk, value):
    values = {"nama": "MAS'UD O'BRIEN", "pekerjaan": value, "alamat": value}
    outcome = sent(desk, code="sktm-rekomendasi", values=values).json()
    outcome = desk.until(outcome, "HAND_OVER")
    squeezed = text_of(desk, outcome).replace(" ", "")
    assert value.replace(" ", "") in squeezed
    assert "MAS'UDO'BRIEN" in squeezed


def test_a_name_of_500_characters_is_refused_and_of_120_printed(desk, unchanged):
    refused(sent(desk, code="sktm-rekomendasi", values={"nama": "X" * 500}), 400)
    answer = sent(desk, code="sktm-rekomendasi", values={"nama": "X" * 120})
    assert answer.status_code == 201
    outcome = desk.until(answer.json(), "SIGN")
    assert text_of(desk, outcome).replace(" ", "").count("X" * 120) >= 1
    unchanged()


def test_what_no_font_has_is_refused_at_intake_by_name(desk, unchanged, subtests):
    for char in ("\U0001f600", "漢", "\U0001f1ee\U0001f1e9"):
        with subtests.test(char=char):
            problem = refused(sent(desk, code="sktm-rekomendasi", values={"alamat": f"Dusun {char}"}), 400)
            assert char[0] in str(problem)
            assert "tidak ada dalam huruf cetak" in str(problem)


@pytest.mark.parametrize("char", ["\U0001f600"])
def test_an_old_file_with_such_a_name_stops_at_the_letter_and_burns_no_number(desk, unchanged, char):
    before = desk.until(desk.receive("sktm-rekomendasi"), "SIGN")
    outcome = sent(desk, code="sktm-rekomendasi").json()
    with office_scope(desk.office):
        file = File.objects.get(id=outcome["file_id"])
        file.name, file.intake = f"SITI {char}", {**file.intake, "nama": f"SITI {char}"}
        file.save(update_fields=["name", "intake"])
    outcome = desk.step(outcome)
    assert desk.read(outcome)["name"] == f"SITI {char}"
    unchanged()
    problem = refused(desk.act("operator", outcome), 409, "unprintable_character")
    assert char[0] in problem["detail"]
    assert "tidak berubah" in problem["detail"]
    assert numbers(desk)["LETTER"] == 1
    # The way on: send back, return, mend, and the next number is the next.
    outcome = desk.act(
        "operator", outcome, "send_back", data={"to_step": desk_first_check(desk, outcome), "reason": "nama"}
    ).json()
    outcome = desk.act("counter", outcome, "return", data={"missing": ["Nama sesuai KTP"]}).json()
    outcome = desk.act("counter", outcome, "resubmit", data={"form": desk.form("sktm-rekomendasi")}).json()
    outcome = desk.until(outcome, "SIGN")
    with office_scope(desk.office):
        rows = {row.seq: row.file_id for row in Letter.objects.all()}
        assert {seq: str(file_id) for seq, file_id in rows.items()} == {
            1: before["file_id"],
            2: outcome["file_id"],
        }
    unchanged()


def desk_first_check(desk, outcome) -> str:
    """The key of the file's VERIFY step."""
    return next(str(step["key"]) for step in desk.read(outcome)["steps"] if step["kind"] == "VERIFY")


TOO_ODD = ("a\x00b", "a\ud800b", "x" * 2001)


def test_a_note_that_cannot_be_kept_is_refused_at_intake(desk, unchanged, subtests):
    for text in TOO_ODD:
        with subtests.test(text=text):
            refused(sent(desk, note=text), 400)


def test_notes_that_cannot_be_kept_are_refused(desk, unchanged, subtests):
    outcome = desk.receive("sktm")
    unchanged()
    for text in TOO_ODD:
        for data in ({"note": text}, {"lookup_reason": text}, {"receiver": text}, {"missing": [text]}):
            with subtests.test(data=data):
                refused(desk.act("counter", outcome, data=data), 400)


def test_control_characters_never_reach_an_event(desk, unchanged, subtests):
    outcome = desk.receive("sktm")
    unchanged()
    for text in ("a\x1bb", "a\u202eb"):
        for action, data in (
            ("wait", {"agency": text}),
            ("return", {"missing": [text]}),
            ("complete", {"lookup_reason": text}),
            ("withdraw", {"note": text}),
        ):
            with subtests.test(action=action, data=data):
                refused(desk.act("counter", outcome, action, data=data), 400)


def test_an_event_number_that_is_none(desk, unchanged, subtests):
    outcome = desk.receive("sktm")
    unchanged()
    for event in (0, -1, "x", None, 1.5, 10**30, True):
        with subtests.test(event=event):
            refused(desk.act("counter", outcome, expected_event=event), 400, "invalid")
    refused(desk.act("counter", {**outcome, "event": 7}), 409, "stale")


def test_keys_that_are_too_long(desk, unchanged):
    refused(sent(desk, idempotency_key="k" * 65), 400, "invalid")
    refused(sent(desk, idempotency_key="k\x00"), 400, "invalid")


def test_the_database_has_no_trace_of_a_refused_file(desk, unchanged):
    refused(sent(desk, values={"nik": "1"}), 400)
    with office_scope(desk.office):
        assert not File.objects.exists()
