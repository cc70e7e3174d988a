"""An intake form from data: every type read, every error told at once, in Indonesian, nothing lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from servicetypes.fields import (
    APPLICANT,
    Field,
    FieldType,
    Village,
    from_form,
    input_text,
    shown,
    validate,
)

TODAY = date(2026, 11, 21)
SUKOSARI = Village("35.08.17.2005", "Sukosari", "desa", "Jatiroto")
VILLAGES = {SUKOSARI.code: SUKOSARI}
MAN = "3508170508680001"
WOMAN = "3508174508680001"
PERSON = tuple(APPLICANT.values())
T = FieldType


def one(kind: FieldType, **more: object) -> Field:
    return Field.model_validate({"key": "isian", "label": "Isian", "type": kind, **more})


def check(field: Field, raw: object):
    return validate([field], {"isian": raw}, today=TODAY, villages=VILLAGES)


READ = [
    (T.TEXT, "  biaya   sekolah ", "biaya sekolah"),
    (T.TEXT, "<b>#set text(red)</b> $x$ {nama}", "<b>#set text(red)</b> $x$ {nama}"),
    (T.LONG_TEXT, "satu\r\ndua \n\n\n\ntiga", "satu\ndua\n\ntiga"),
    (T.NAME, "NASA'I, S.AP", "NASA'I, S.AP"),
    (T.NAME, "O’Neil", "O’Neil"),
    (
        T.NAME,
        "R. Aj. Sri-Rahayu (Yayuk) binti H. Amin / A. & B.",
        "R. Aj. Sri-Rahayu (Yayuk) binti H. Amin / A. & B.",
    ),
    (T.NIK, "3508 1705 0868 0001", MAN),
    (T.KK, "3508170508080001", "3508170508080001"),
    (T.DATE, "21-11-2026", "2026-11-21"),
    (T.DATE, "5/8/1968", "1968-08-05"),
    (T.DATE, "2027-01-31", "2027-01-31"),
    (T.DATE, "29-02-2024", "2024-02-29"),
    (T.BIRTH_DATE, "05.08.1968", "1968-08-05"),
    (T.BIRTH_DATE, "2026-11-21", "2026-11-21"),
    (T.BIRTH_PLACE, "Lumajang", "Lumajang"),
    (T.SEX, "P", "P"),
    (T.RELIGION, "1", "1"),
    (T.MARITAL_STATUS, "4", "4"),
    (T.OCCUPATION, "Petani/Pekebun", "Petani/Pekebun"),
    (T.PHONE, "0334 – 881940", "0334 – 881940"),
    (
        T.VILLAGE,
        SUKOSARI.code,
        {"code": SUKOSARI.code, "name": "Sukosari", "level": "desa", "district": "Jatiroto"},
    ),
    (T.VILLAGE, "Wonorejo, Jember", {"code": "", "name": "Wonorejo, Jember", "level": "", "district": ""}),
    (
        T.VILLAGE,
        {"code": SUKOSARI.code},
        {"code": SUKOSARI.code, "name": "Sukosari", "level": "desa", "district": "Jatiroto"},
    ),
    (T.RT, "3", "003"),
    (T.RW, 12, "012"),
    (T.ADDRESS, "Dusun Krajan\nblok B", "Dusun Krajan blok B"),
    (T.INTEGER, "12", 12),
    (T.INTEGER, -3, -3),
    (T.INTEGER, "1.500", 1500),
    (T.MONEY, "Rp 1.500.000,-", 1_500_000),
    (T.MONEY, "250000", 250_000),
    (T.YES_NO, "ya", True),
    (T.YES_NO, "tidak", False),
    (T.YES_NO, False, False),
]

REFUSED = [
    (T.TEXT, "a\x00b", "control_character"),
    (T.TEXT, "a\u202eb", "control_character"),
    (T.TEXT, "x" * 201, "text_too_long"),
    (T.TEXT, 12, "not_text"),
    (T.TEXT, ["a"], "not_text"),
    (T.LONG_TEXT, "x" * 2001, "text_too_long"),
    (T.NAME, "x" * 500, "text_too_long"),
    (T.NAME, "Sri 😀", "not_in_name"),
    (T.NAME, "<b>Sri</b>", "not_in_name"),
    (T.NAME, "12345", "no_letter"),
    (T.NIK, "350817050868001", "length"),
    (T.NIK, "35081705o8680001", "not_digits"),
    (T.NIK, "3508173202680001", "day"),
    (T.NIK, "3508173102680001", "date"),
    (T.NIK, "3508170508680000", "serial"),
    (T.NIK, 3508170508680001, "not_text"),
    (T.KK, WOMAN, "looks_like_nik"),
    (T.DATE, "31-02-2026", "no_such_date"),
    (T.DATE, "2026-02-31", "no_such_date"),
    (T.DATE, "kemarin", "date_format"),
    (T.DATE, "1-1-68", "date_format"),
    (T.BIRTH_DATE, "22-11-2026", "future"),
    (T.SEX, "X", "unknown_choice"),
    (T.RELIGION, "Islam", "unknown_choice"),
    (T.PHONE, "telepon", "bad_phone"),
    (T.VILLAGE, "35.08.17.9999", "unknown_village"),
    (T.VILLAGE, {"code": 3}, "not_text"),
    (T.RT, "1234", "three_digits"),
    (T.RT, "1a", "three_digits"),
    (T.INTEGER, "1,5", "not_whole"),
    (T.INTEGER, "1.5", "not_whole"),
    (T.INTEGER, True, "not_text"),
    (T.INTEGER, "٣", "not_whole"),
    (T.MONEY, "-5", "negative"),
    (T.MONEY, "9" * 20, "not_whole"),
    (T.YES_NO, "mungkin", "yes_or_no"),
]


@pytest.mark.parametrize(("kind", "raw", "value"), READ)
def test_a_value_is_read(kind: FieldType, raw: object, value: object):
    result = check(one(kind), raw)
    assert result.errors == {}
    assert result.values == {"isian": value}


@pytest.mark.parametrize(("kind", "raw", "code"), REFUSED)
def test_a_value_is_refused_with_a_reason(kind: FieldType, raw: object, code: str):
    result = check(one(kind), raw)
    assert [(path, e.code, e.field) for path, e in result.errors.items()] == [("isian", code, "isian")]
    assert str(result.errors["isian"].message)
    assert result.values == {}


@pytest.mark.parametrize("kind", [kind for kind in FieldType if kind not in {T.GROUP, T.CHOICE}])
@pytest.mark.parametrize("blank", [None, "", "   "])
def test_what_is_left_out_is_missing_only_if_required(kind: FieldType, blank: object):
    assert check(one(kind), blank).values == {"isian": None}
    assert check(one(kind), blank).ok
    assert check(one(kind, required=True), blank).errors["isian"].code == "missing"


def test_a_500_character_one_word_name_is_refused_and_says_the_limit():
    message = str(
        check(APPLICANT["nama"].model_copy(update={"key": "isian"}), "A" * 500).errors["isian"].message
    )
    assert "500" in message
    assert "120" in message


def test_a_long_name_and_digits_in_it_are_warnings():
    result = check(one(T.NAME), "B" * 61 + " 2")
    assert result.ok
    assert [w.code for w in result.warnings["isian"]] == ["long_name", "digit_in_name"]
    assert check(one(T.NAME), "B" * 60).warnings == {}
    assert check(one(T.NAME), "Suparman").warnings == {}


def test_a_birth_date_120_years_ago_is_a_warning():
    assert check(one(T.BIRTH_DATE), "1-1-1905").warnings["isian"][0].code == "very_old"
    assert check(one(T.BIRTH_DATE), "1-1-1950").warnings == {}


def test_a_date_that_must_be_past_may_be_today():
    assert check(one(T.DATE, past=True), "21-11-2026").ok
    assert check(one(T.DATE, past=True), "22-11-2026").errors["isian"].code == "future"


def test_amounts_are_bounded():
    field = one(T.INTEGER, min=1, max=30)
    assert [check(field, n).ok for n in (0, 1, 30, 31)] == [False, True, True, False]
    assert {check(field, n).errors["isian"].code for n in (0, 31)} == {"too_small", "too_large"}


def test_all_errors_are_told_at_once_and_what_is_right_is_read():
    raw = {"nama": "", "nik": "123", "tanggal_lahir": "31-02-1990", "telepon": "x", "rt": "1"}
    result = validate(PERSON, raw, today=TODAY)
    assert {path: e.code for path, e in result.errors.items()} == {
        "nama": "missing",
        "tanggal_lahir": "no_such_date",
        "telepon": "bad_phone",
        "nik": "length",
    }
    assert result.values["rt"] == "001"


def test_the_nik_is_compared_with_birth_date_and_sex_whatever_the_order():
    raw = {"nama": "Sri", "nik": WOMAN, "tanggal_lahir": "1970-01-01", "jenis_kelamin": "L", "kk": WOMAN}
    result = validate(PERSON, raw, today=TODAY)
    assert [w.code for w in result.warnings["nik"]] == ["birth_date_differs", "sex_differs"]
    assert result.errors["kk"].code == "looks_like_nik"
    right = {"nama": "Sri", "nik": WOMAN, "tanggal_lahir": "1968-08-05", "jenis_kelamin": "P"}
    assert validate(PERSON, right, today=TODAY).warnings == {}


def test_the_kk_equal_to_the_nik_is_a_warning():
    result = validate(PERSON, {"nama": "Budi", "nik": MAN, "kk": MAN}, today=TODAY)
    assert result.ok
    assert [w.code for w in result.warnings["kk"]] == ["same_as_nik"]


def test_values_keep_the_order_of_the_form_and_the_default():
    result = validate(PERSON, {"nik": MAN, "nama": "Budi"}, today=TODAY)
    assert list(result.values) == [field.key for field in PERSON]
    assert result.values["kewarganegaraan"] == "1"


def test_a_key_the_form_does_not_have_is_refused():
    result = validate(PERSON, {"nama": "Budi", "nik": MAN, "hobi": "catur"}, today=TODAY)
    assert [(path, e.code) for path, e in result.errors.items()] == [("hobi", "unknown_field")]


HEIRS = Field.model_validate(
    {
        "key": "ahli_waris",
        "label": "Ahli waris",
        "type": "group",
        "required": True,
        "max": 3,
        "fields": [
            {"key": "nama", "label": "Nama", "type": "name", "required": True},
            {"key": "nik", "label": "NIK", "type": "nik", "required": True},
            {"key": "tanggal_lahir", "label": "Tanggal lahir", "type": "birth_date"},
        ],
    }
)


def heirs(*rows: object):
    return validate([HEIRS], {"ahli_waris": list(rows)}, today=TODAY)


def test_rows_of_a_group_are_read():
    result = heirs({"nama": "Budi", "nik": MAN}, {"nama": "Sri", "nik": WOMAN, "tanggal_lahir": "5-8-1968"})
    assert result.ok
    assert result.values == {
        "ahli_waris": [
            {"nama": "Budi", "nik": MAN, "tanggal_lahir": None},
            {"nama": "Sri", "nik": WOMAN, "tanggal_lahir": "1968-08-05"},
        ]
    }


def test_each_cell_of_a_group_has_its_own_error():
    result = heirs({"nama": "Budi", "nik": MAN}, {"nama": "", "nik": "1", "umur": "3"}, "bukan baris")
    assert {path: e.code for path, e in result.errors.items()} == {
        "ahli_waris.1.nama": "missing",
        "ahli_waris.1.nik": "length",
        "ahli_waris.1.umur": "unknown_field",
        "ahli_waris.2": "not_a_row",
    }


def test_one_person_twice_in_a_group_is_refused():
    result = heirs({"nama": "Budi", "nik": MAN}, {"nama": "Budi", "nik": f" {MAN} "})
    assert {path: e.code for path, e in result.errors.items()} == {"ahli_waris.1.nik": "twice"}


def test_warnings_of_a_group_carry_their_path():
    result = heirs({"nama": "Budi", "nik": MAN, "tanggal_lahir": "1-1-1990"})
    assert [w.code for w in result.warnings["ahli_waris.0.nik"]] == ["birth_date_differs"]


@pytest.mark.parametrize(("count", "code"), [(0, "too_few_rows"), (4, "too_many_rows")])
def test_the_number_of_rows_is_bounded(count: int, code: str):
    rows = [{"nama": f"Budi {chr(97 + n)}", "nik": f"35081705086800{n + 1:02d}"} for n in range(count)]
    result = heirs(*rows)
    assert result.errors["ahli_waris"].code == code


def test_a_group_that_is_no_list_is_refused():
    result = validate([HEIRS], {"ahli_waris": "Budi"}, today=TODAY)
    assert result.errors["ahli_waris"].code == "not_rows"


CONDITIONAL = (
    one(T.YES_NO, key="sengketa", default="tidak"),
    one(T.TEXT, key="uraian", required=True, when={"field": "sengketa", "equals": ["ya"]}),
)


@pytest.mark.parametrize("answer", ["ya", "on", True])
def test_a_conditional_field_is_asked_when_its_condition_holds(answer: object):
    assert validate(CONDITIONAL, {"sengketa": answer}, today=TODAY).errors["uraian"].code == "missing"


@pytest.mark.parametrize("answer", ["tidak", False, "", None])
def test_a_conditional_field_is_left_alone_otherwise(answer: object):
    result = validate(CONDITIONAL, {"sengketa": answer, "uraian": "sisa"}, today=TODAY)
    assert result.ok
    assert result.values == {"sengketa": False}


def test_raw_values_come_out_of_an_html_form():
    form = {
        "csrfmiddlewaretoken": "x",
        "nama": "Budi",
        "desa": "lain",
        "desa__lain": "Wonorejo",
        "ahli_waris-0-nama": "Sri",
        "ahli_waris-0-nik": WOMAN,
        "ahli_waris-1-nama": "",
        "ahli_waris-1-nik": " ",
        "ahli_waris-7-nama": "Ani",
    }
    raw = from_form((APPLICANT["nama"], APPLICANT["desa"], HEIRS), form)
    assert raw == {
        "nama": "Budi",
        "desa": "Wonorejo",
        "ahli_waris": [{"nama": "Sri", "nik": WOMAN}, {"nama": "Ani"}],
    }


def test_values_are_shown_as_people_read_them():
    values = validate(
        PERSON,
        {
            "nama": "Sri",
            "nik": WOMAN,
            "tanggal_lahir": "1968-08-05",
            "jenis_kelamin": "P",
            "desa": SUKOSARI.code,
        },
        today=TODAY,
        villages=VILLAGES,
    ).values
    assert {f.key: text for f in PERSON if (text := shown(f, values[f.key]))} == {
        "nama": "Sri",
        "nik": WOMAN,
        "tanggal_lahir": "5 Agustus 1968",
        "jenis_kelamin": "Perempuan",
        "kewarganegaraan": "WNI",
        "desa": "Desa Sukosari",
    }
    assert shown(one(T.MONEY), 1_500_000) == "Rp1.500.000"
    assert [shown(one(T.YES_NO), answer) for answer in (True, False, None)] == ["Ya", "Tidak", ""]


@pytest.mark.parametrize(("kind", "raw", "_value"), READ)
def test_what_is_stored_can_be_edited_and_read_again(kind: FieldType, raw: object, _value: object):
    stored = check(one(kind), raw).values["isian"]
    assert check(one(kind), input_text(stored)).values["isian"] == stored


@pytest.mark.parametrize(
    "bad",
    [
        {"type": "choice"},
        {"type": "text", "choices": [{"value": "a", "label": "A"}]},
        {"type": "choice", "choices": [{"value": "a", "label": "A"}, {"value": "a", "label": "B"}]},
        {"type": "choice", "choices": [{"value": "a", "label": "A"}], "default": "b"},
        {"type": "group"},
        {"type": "text", "min": 1},
        {"type": "integer", "min": 3, "max": 2},
        {"type": "text", "max_length": 100_000},
        {"type": "video"},
        {"type": "text", "maks": 3},
        {"type": "text", "key": "Nama Besar"},
    ],
)
def test_a_field_that_makes_no_sense_is_refused_when_loaded(bad: dict[str, object]):
    with pytest.raises(ValidationError):
        Field.model_validate({"key": "isian", "label": "Isian", **bad})


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*APPLICANT, "ahli_waris", "lain"]), _JSON))
def test_whatever_is_sent_gives_values_or_errors_and_never_fails(raw: dict[str, object]):
    fields = (*PERSON, HEIRS)
    result = validate(fields, raw, today=TODAY, villages=VILLAGES)
    for field in fields:
        told = any(path.split(".")[0] == field.key for path in result.errors)
        assert field.key in result.values or told
    for finding in result.errors.values():
        assert str(finding.message)
