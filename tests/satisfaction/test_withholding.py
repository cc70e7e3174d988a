"""What may be shown of a breakdown, and what is frozen (pure)."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from commons.masking import COVER, masked
from satisfaction.facts import About, Counted, digest, facts_of, gives_away, index_of
from satisfaction.topics import OTHER, grouped, topics_of, word_lists
from satisfaction.withholding import LEAST, tells_too_much, withheld
from surveys.elements import KEYS
from surveys.index import Tally, tally

counts = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 40), max_size=8)


def forms(n, value=3, **other):
    return tally([{**dict.fromkeys(KEYS, value), **other}] * n)


@given(counts)
def test_what_is_left_out_cannot_be_worked_out_from_the_rest(groups):
    out = withheld(groups)
    assert all(groups[name] > 0 for name in out), "nobody says nothing about anybody"
    assert all(n == 0 or n >= LEAST for name, n in groups.items() if name not in out)
    filled = [name for name, n in groups.items() if n]
    if out and len(out) < len(filled):
        assert len(out) >= 2, "one alone is the total less the rest"
        assert sum(groups[name] for name in out) >= LEAST, "together they are a group that may be shown"


def test_small_groups_take_the_smallest_neighbour_with_them():
    assert withheld({"a": 12, "b": 7}) == set()
    assert withheld({"a": 40, "b": 9, "c": 3}) == {"b", "c"}
    assert withheld({"a": 40, "b": 9, "c": 1, "d": 2}) == {"b", "c", "d"}
    assert withheld({"a": 40, "b": 3, "c": 2}) == {"b", "c"}
    assert withheld({"a": 4}) == {"a"}
    assert withheld({"L": 50, "P": 1}) == {"L", "P"}
    assert [tells_too_much(50, n) for n in (50, 51, 46, 45, 55)] == [False, True, True, False, False]


def about(**more):
    base: dict[str, Any] = {
        "office": {"name": "Kecamatan Uji", "code": "35.99.01"},
        "period": {"kind": "SEMESTER", "year": 2026, "part": 1, "name": "Semester I Tahun 2026"},
        "population": 100,
        "sample_size": 80,
        "services": [("sktm", "SKTM", 60), ("kk", "KK", 30), ("ktp", "KTP", 10)],
        "labels": {"sex": [("L", "Laki-laki"), ("P", "Perempuan")]},
        "label_order": list(KEYS),
        "coins": {"satisfied": 0, "fair": 0, "unsatisfied": 0, "days": 0},
        "decisions": [],
    }
    return About(**(base | more))


def counted(**more):
    services = {"sktm": forms(30), "kk": forms(12, waktu=2), "ktp": forms(3, 4)}
    base: dict[str, Any] = {
        "services": services,
        "left_out": Tally(0, dict.fromkeys(KEYS, 0), 0),
        "people": {"sex": {"L": 45}},
    }
    return Counted(**(base | more))


def test_what_is_withheld_is_not_in_the_facts_at_all():
    facts = facts_of(counted(), about())
    assert facts["n"] == 45
    assert {one["code"]: ("tally" in one, one["withheld"]) for one in facts["services"]} == {
        "sktm": (True, False),
        "kk": (False, True),
        "ktp": (False, True),
    }
    assert facts["people"] == {"sex": [["L", "Laki-laki", 45], ["P", "Perempuan", 0]]}
    assert str(index_of(facts).ikm) == facts["ikm"]
    assert digest(facts) == digest(dict(reversed(facts.items()))), "the order of writing is fixed"
    assert digest(facts) != digest(facts | {"n": 46})


def test_the_offices_own_questions_are_counted_beside_the_index_and_withheld_alike():
    own = ("t1", "Apakah antrean jelas?", ("Tidak", "Kurang", "Jelas", "Sangat jelas"))
    # 45 forms: 8 + 30 answered, 7 did not; then 8 + 34 answered, 3 did not, which would give them away.
    for answers, shown in (
        ({2: 8, 3: 30}, [0, 8, 30, 0]),
        ({2: 8, 3: 34}, [0, None, 34, 0]),
        ({1: 3, 3: 40}, [None, 0, 40, 0]),
    ):
        facts = facts_of(counted(extra={"t1": answers}), about(extra=[own]))
        assert facts["extra"] == [[own[1], [list(one) for one in zip(own[2], shown, strict=True)]]], answers
    assert "extra" not in facts_of(counted(), about())


def test_two_revisions_side_by_side_do_not_give_a_few_forms_away():
    """By service, before and after."""
    for name, before, after, told in (
        ("the same", (40, 20, 10), (40, 20, 10), False),
        ("a few in all", (40, 20, 10), (38, 20, 10), True),
        ("five of one", (40, 20, 10), (35, 20, 10), False),
        ("five, but of two services", (40, 20, 10), (38, 17, 10), True),
        ("five of each of two", (40, 20, 10), (35, 15, 10), False),
        ("a few of what is withheld", (40, 9, 3), (35, 8, 2), True),
        ("enough of what is withheld since", (40, 20, 10), (34, 19, 4), False),
        ("one in and one out", (40, 20, 10), (41, 19, 10), True),
    ):
        sides = [
            facts_of(counted(services=dict(zip(("sktm", "kk", "ktp"), map(forms, ns), strict=True))), about())
            for ns in (before, after)
        ]
        assert (gives_away(*sides), gives_away(*reversed(sides))) == (told, told), name


def test_both_indices_stand_side_by_side_unless_they_give_the_few_away():
    many = facts_of(counted(left_out=forms(5, 1)), about())["left_out"]
    assert (many["n"], many["mutu"]) == (5, "C")
    assert "ikm" in many
    few = facts_of(counted(left_out=forms(4, 1)), about())["left_out"]
    assert (few["n"], few["mutu"]) == (4, "C")
    assert "ikm" not in few
    assert "with_all" not in few
    none = facts_of(counted(), about())["left_out"]
    assert none == {"n": 0, "decisions": []}


def test_personal_data_is_covered_before_anybody_reads_it():
    cases = {
        "NIK 3508174508680001 saya": f"NIK {COVER} saya",
        "3508 1745 0868 0001": COVER,
        "3508.17.450868.0001": COVER,
        "hubungi 081234567890 ya": f"hubungi {COVER} ya",
        "WA +62 812-3456-7890.": f"WA {COVER}.",
        "(0334) 321465": COVER,
        "surel budi.s@contoh.go.id saja": f"surel {COVER} saja",
        "ig @budi_santoso": f"ig {COVER}",
        "https://contoh.id/a?b=1 baca": f"{COVER} baca",
        "menunggu 2 jam, bayar Rp10.000, tahun 2026": "menunggu 2 jam, bayar Rp10.000, tahun 2026",
        "RT 03 RW 12, jam 08.00-12.00": "RT 03 RW 12, jam 08.00-12.00",
    }
    for written, covered in cases.items():
        assert masked(written) == covered, written


@given(st.text(max_size=300))
def test_no_text_breaks_the_cover(text):
    assert masked(masked(text)) == masked(text)


@given(st.text("0123456789", min_size=7, max_size=20), st.sampled_from(["", " ", ".", "-"]))
def test_no_long_number_stays(digits, mark):
    written = mark.join(digits)
    assert not any(part in masked(written) for part in [digits] if mark == "")
    assert sum(each.isdigit() for each in masked(written)) == 0


def test_comments_stand_under_the_words_they_hold():
    assert topics_of("Petugasnya ramah, tapi antreannya lama") == ["prosedur", "waktu", "perilaku"]
    assert topics_of("Toilet kotor") == ["sarana"]
    assert topics_of("Terima kasih") == [OTHER]
    assert topics_of("acara pemacu") == [OTHER], "a word is not a part of another"
    found = grouped(["Zaman sudah maju", "Toilet kotor. NIK 3508174508680001", "  ", "Antrean lama"])
    assert [(one.key, one.comments) for one in found] == [
        ("prosedur", ("Antrean lama",)),
        ("waktu", ("Antrean lama",)),
        ("sarana", (f"Toilet kotor. NIK {COVER}",)),
        (OTHER, ("Zaman sudah maju",)),
    ]
    assert set(word_lists()) == set(KEYS)
