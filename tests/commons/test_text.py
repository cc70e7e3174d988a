import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.text import BadText, clean_line, clean_text, search_key


class TestCleanLine:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("  Siti   Aminah ", "Siti Aminah"),
            ("NASA'I, S.AP", "NASA'I, S.AP"),
            ("Nur Aini\t\n", "Nur Aini"),
            ("Jose\u0301", "José"),
            ("Budi 😀👍🏽", "Budi 😀👍🏽"),
            ("<script>alert(1)</script> #set page", "<script>alert(1)</script> #set page"),
            ("Su\u200bpri\u00adyadi\ufeff", "Supriyadi"),
            ("Ahmad\u00a0\u3000Yani", "Ahmad Yani"),
            ("A" * 500, "A" * 500),
            ("", ""),
        ],
    )
    def test_it_keeps_what_people_are_called(self, typed, kept):
        assert clean_line(typed) == kept

    @pytest.mark.parametrize(
        "bad",
        [
            "\x00",
            "\x07",
            "\x1b",
            "\x7f",
            "\x9b",
            "\u202e",
            "\u2066",
            "\u200f",
            "\u061c",
            "\ud800",
            "\ufffe",
            "\ufdd0",
        ],
        ids=lambda c: f"U+{ord(c):04X}",
    )
    def test_it_refuses_and_names_what_cannot_be_seen(self, bad):
        with pytest.raises(BadText) as caught:
            clean_line(f"Siti{bad}Aminah")
        assert caught.value.code == "control_character"
        assert caught.value.context == {"character": f"U+{ord(bad):04X}"}
        assert f"U+{ord(bad):04X}" in str(caught.value)
        assert bad not in str(caught.value)

    def test_the_limit_counts_what_is_kept(self):
        assert clean_line("  " + "A" * 60 + "  ", max_length=60) == "A" * 60
        with pytest.raises(BadText) as caught:
            clean_line("A" * 61, max_length=60)
        assert caught.value.code == "text_too_long"
        assert str(caught.value).startswith("Teks terlalu panjang: 61 huruf, paling banyak 60.")

    @given(st.text())
    def test_cleaning_twice_changes_nothing(self, text):
        try:
            once = clean_line(text)
        except BadText:
            return
        assert clean_line(once) == once
        assert "\n" not in once
        assert unicodedata.is_normalized("NFC", once)


class TestCleanText:
    def test_it_keeps_paragraphs(self):
        assert clean_text(" Satu  dua \r\ntiga\rempat\n\n\n\n lima \n\n") == "Satu dua\ntiga\nempat\n\nlima"

    def test_it_refuses_what_a_line_refuses(self):
        with pytest.raises(BadText):
            clean_text("satu\n\u202edua")

    @given(st.text())
    def test_cleaning_twice_changes_nothing(self, text):
        try:
            once = clean_text(text)
        except BadText:
            return
        assert clean_text(once) == once


class TestSearchKey:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("SITI AMINAH", "siti  aminah "),
            ("NASA'I", "Nasa\u2019i"),
            ("NASA'I", "nasa`i"),
            ("José", "JOSE\u0301"),
            ("ＫＴＰ", "ktp"),
            ("Su\u200bpri", "supri"),
        ],
    )
    def test_spellings_of_one_name_meet(self, one, other):
        assert search_key(one) == search_key(other)

    @pytest.mark.parametrize(
        ("one", "other"), [("Nasa'i", "Nasai"), ("dr. Budi", "Budi"), ("José", "Jose"), ("Budi", "Budhi")]
    )
    def test_different_names_do_not(self, one, other):
        assert search_key(one) != search_key(other)

    @given(st.text())
    def test_it_never_fails_and_is_settled(self, text):
        key = search_key(text)
        assert "\x00" not in key
        assert search_key(key) == key
