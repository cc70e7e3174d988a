"""Files of forms: whatever head, separator and marks they have; every bad row by its line and reason."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from commons.tables import BadTable, check_kind
from surveys import spellings
from surveys.answers import Asked
from surveys.elements import ELEMENTS, FORM_ORDER, KEYS
from surveys.rows import FORM, REGULATION, Frame, parse
from tests.desk import xlsx

ASKED = Asked(services={"ktp-el": "Perekaman KTP-el", "sktm": "SKTM"})
HEAD = ("tanggal", "layanan", "jenis kelamin", "pendidikan", "pekerjaan", *KEYS, "saran")
GOOD = ("20-11-2026", "ktp-el", "P", "SMA", "Swasta", *"333433333", "")


def frame(labels: str = FORM) -> Frame:
    return Frame(asked=ASKED, first=date(2026, 7, 1), last=date(2026, 11, 28), labels=labels)


def table(*rows, separator=";", head=HEAD, bom=False) -> bytes:
    lines = "\r\n".join(separator.join(map(str, row)) for row in (head, *rows))
    return (b"\xef\xbb\xbf" if bom else b"") + lines.encode()


def changed(**cells: str) -> tuple[str, ...]:
    row = dict(zip(HEAD, GOOD, strict=True))
    return tuple({**row, **cells}.values())


def reasons(content: bytes) -> dict[int, str]:
    return {each.line: each.message for each in parse(content, frame()).bad}


def test_any_order_separator_and_format_say_the_same():
    rows = [GOOD, changed(waktu="2", saran="Loket, kurang kursi")]
    order = [HEAD[n] for n in (13, 2, 0, 8, 9, 4, 3, 1, 5, 6, 7, 10, 11, 12, 14)]
    turned = [tuple(dict(zip(HEAD, row, strict=True))[name] for name in order) for row in rows]
    files = {
        "semicolon": table(*rows),
        "BOM": table(*rows, bom=True),
        "other order": table(*reversed(turned), head=[name.upper() for name in order]),
        "tab": table(*rows, separator="\t"),
        "XLSX": xlsx(HEAD, *[tuple(int(c) if c.isdigit() else c for c in row) for row in rows]),
        "official names": table(
            *rows, head=[*HEAD[:5], *(one.name.replace(";", "") for one in ELEMENTS), "saran"]
        ),
    }
    parsed = {name: parse(content, frame()) for name, content in files.items()}
    assert {name: (len(each.good), each.bad) for name, each in parsed.items()} == dict.fromkeys(
        files, (2, [])
    )
    assert len({each.rows_digest for each in parsed.values()}) == 1
    comma = parse(table(GOOD, changed(waktu="2"), separator=","), frame())
    assert len(comma.good) == 2


@pytest.mark.parametrize(
    ("fives", "others", "of_five"),
    [
        (0, 9, False),
        (1, 0, False),
        (1, 4, False),
        (2, 0, True),
        (2, 17, True),
        (2, 18, False),
        (30, 270, False),
    ],
)
def test_few_fives_are_slips_many_are_another_scale(fives, others, of_five):
    parsed = parse(table(*fives * [changed(biaya="5")], *others * [GOOD]), frame())
    assert (parsed.fives, len(parsed.good), parsed.of_five) == (fives, others, of_five)


def test_labels_are_read_in_the_order_the_file_says():
    head = [*HEAD[:5], *(f"U{n}" for n in range(1, 10)), "saran"]
    row = [*GOOD[:5], *"333333312", ""]
    for labels, eighth in ((FORM, "sarana"), (REGULATION, "pengaduan")):
        (only,) = parse(table(row, head=head), frame(labels)).good
        assert only.filled.answers[eighth] == 1, labels
    assert [one.key for one in FORM_ORDER][7] == "sarana"


def test_every_bad_row_is_named_with_its_reason_and_the_good_ones_stay():
    bad = {
        "missing": (changed(waktu=""), "Waktu Penyelesaian: belum dijawab"),
        "scale of 5": (changed(biaya="5"), "Biaya/Tarif: nilai 5 di luar 1–4"),
        "zero": (changed(biaya="0"), "nilai 0 di luar"),
        "comma": (changed(produk="3,5"), "nilai 3,5 harus bilangan bulat"),
        "dot": (changed(produk="3.0"), "nilai 3.0 harus bilangan bulat"),
        "word": (changed(sarana="baik"), "“baik” bukan nilai"),
        "service": (
            changed(layanan="izin usaha"),
            "“izin usaha” tidak dikenal; isi salah satu dari: Perekaman KTP-el, SKTM",
        ),
        "sex": (
            changed(**{"jenis kelamin": "X"}),
            "Jenis kelamin: “X” tidak dikenal; isi salah satu dari: L, P, Laki",
        ),
        "no sex": (changed(**{"jenis kelamin": ""}), "Jenis kelamin: belum diisi; isi salah satu dari: L, P"),
        "school": (
            changed(pendidikan="TK"),
            "Pendidikan: “TK” tidak dikenal; isi salah satu dari: SD, SMP, SMA",
        ),
        "no work": (changed(pekerjaan=""), "Pekerjaan: belum diisi; isi salah satu dari: PNS, TNI, Polri"),
        "day": (changed(tanggal="31-02-2026"), "tidak ada di kalender"),
        "no day": (changed(tanggal=""), "Tanggal: belum diisi"),
        "before": (changed(tanggal="30-06-2026"), "di luar periode"),
        "future": (changed(tanggal="29-11-2026"), "di luar periode"),
        "two": (changed(waktu="", biaya="9"), "Waktu Penyelesaian"),
        "unseen": (changed(saran="a\u202eb"), "tak terlihat"),
        "long": (changed(saran="x" * 1_001), "terlalu panjang"),
    }
    content = table(GOOD, *(row for row, _reason in bad.values()), changed(pekerjaan="Petani"))
    parsed = parse(content, frame())
    assert len(parsed.good) == 2
    assert parsed.good[1].filled.occupation == "LAINNYA"
    assert parsed.good[1].filled.occupation_words == "Petani"
    found = {each.line: each.message for each in parsed.bad}
    assert sorted(found) == list(range(3, 3 + len(bad)))
    for line, (name, (_row, reason)) in enumerate(bad.items(), start=3):
        assert reason in found[line], (name, found[line])


@pytest.mark.parametrize(
    ("typed", "band"),
    [
        ("17", "17-25"),
        ("25", "17-25"),
        ("26", "26-35"),
        ("34 tahun", "26-35"),
        ("45", "36-45"),
        ("55 th", "46-55"),
        ("56", "56+"),
        ("103", "56+"),
        ("26-35", "26-35"),
        ("26–35 tahun", "26-35"),
        ("26 — 35 Tahun", "26-35"),
        ("26-35 thn.", "26-35"),
        ("56+", "56+"),
        ("56 tahun ke atas", "56+"),
        ("Tidak disebut", ""),
        ("", ""),
    ],
)
def test_an_age_is_taken_in_years_or_by_any_label_of_its_group(typed, band):
    head = [*HEAD, "usia"]
    (only,) = parse(table([*GOOD, typed], head=head), frame()).good
    assert only.filled.age_band == band


@pytest.mark.parametrize("typed", ["16", "121", "muda", "26-36", "3 4"])
def test_an_age_that_is_in_no_group_is_refused_with_what_may_stand_there(typed):
    found = parse(table([*GOOD, typed], head=[*HEAD, "usia"]), frame())
    assert found.good == []
    (line,) = found.bad
    assert line.message == (
        f"Usia: “{typed}” tidak dikenal; isi salah satu dari: umur dalam tahun mulai 17, 17–25 tahun, "
        "26–35 tahun, 36–45 tahun, 46–55 tahun, 56 tahun ke atas"
    )


@pytest.mark.parametrize(
    ("typed", "slot"),
    [
        ("08.00–12.00", "MORNING"),
        ("13:30", "AFTERNOON"),
        ("8-12", "MORNING"),
        ("siang", "AFTERNOON"),
        ("", ""),
    ],
)
def test_half_days_are_taken_as_the_form_shows_them(typed, slot):
    (only,) = parse(table([*GOOD, typed], head=[*HEAD, "jam"]), frame()).good
    assert only.slot == slot


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_value_a_column_lists_is_taken(language):
    with translation.override(language):
        taken = every_listed_value()
    assert taken["occupation"] == ["PNS", "TNI", "POLRI", "SWASTA", "WIRAUSAHA", "LAINNYA"]


def every_listed_value():
    """The values read of all that the columns list, by column."""
    found = {}
    heads = {
        "service": "layanan",
        "sex": "jenis kelamin",
        "education": "pendidikan",
        "occupation": "pekerjaan",
    }
    listed = spellings.allowed(ASKED)
    for key, head in heads.items():
        rows = parse(table(*(changed(**{head: value}) for value in listed[key])), frame())
        assert rows.bad == []
        found[key] = [getattr(row.filled, key, "") for row in rows.good]
    for key, head in {"age_band": "usia", "slot": "jam"}.items():
        examples = [*listed["age_band"][1:], "17"] if key == "age_band" else [*listed["slot"][:-1], "09.30"]
        rows = parse(table(*([*GOOD, value] for value in examples), head=[*HEAD, head]), frame())
        assert rows.bad == []
    return found


def test_what_is_called_xlsx_and_is_none_is_said():
    for content in (b"not a workbook", table(GOOD)):
        with pytest.raises(BadTable, match="bukan berkas XLSX"):
            check_kind(content, "Formulir.XLSX")
    check_kind(table(GOOD), "formulir.csv")
    check_kind(xlsx(HEAD, GOOD), "formulir.xlsx")


@pytest.mark.parametrize(
    ("case", "content"),
    [
        ("empty", b""),
        ("no head", b"1;2;3\r\n4;5;6"),
        ("an element is missing", table(GOOD[:-2], head=HEAD[:-2])),
        ("only a head", table()),
        ("no table", b"\x00\x01\x02\x03" * 50),
        ("broken XLSX", b"PK\x03\x04 this is no workbook"),
    ],
)
def test_what_is_no_table_is_refused_as_a_whole(case, content):
    with pytest.raises(BadTable):
        parse(content, frame())


@given(st.permutations(range(4)))
def test_the_same_answers_are_known_again_in_any_order(order):
    rows = [GOOD, changed(waktu="1"), changed(waktu="2"), GOOD]
    one, other = parse(table(*rows), frame()), parse(table(*(rows[n] for n in order)), frame())
    assert one.rows_digest == other.rows_digest
    assert one.rows_digest != parse(table(*rows[:3]), frame()).rows_digest
