"""Templates: a closed list of places, filled in one pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.defaults import proposed_name, words_of
from notifications.kinds import KINDS, Channel, Kind
from notifications.lengths import length_of
from notifications.wording import (
    BadTemplate,
    Words,
    check,
    fill,
    masked,
    names_in,
    parameters,
    short_name,
)

ALLOWED = frozenset({"nama", "nomor", "janji"})


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("channel", [Channel.WHATSAPP, Channel.SMS, Channel.EMAIL, Channel.HAND])
def test_the_packaged_words_are_in_order(kind, channel):
    words = words_of(kind, channel)
    check(words, KINDS[kind].names)
    name, language = proposed_name(kind)
    check(Words("x", wa_name=name, wa_language=language, wa_params=words.wa_params), KINDS[kind].names)
    assert "nik" not in words.text.lower()


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_packaged_sms_has_no_character_that_doubles_the_price(kind):
    assert length_of(words_of(kind, Channel.SMS).text.replace("{", "").replace("}", "")).encoding == "GSM-7"


@pytest.mark.parametrize(
    ("words", "code", "field"),
    [
        (Words(" \n "), "empty", "text"),
        (Words("a" * 1001), "too_long", "text"),
        (Words("Halo {nik}"), "unknown_name", "text"),
        (Words("Halo {}"), "unknown_name", "text"),
        (Words("Halo {nama"), "braces", "text"),
        (Words("Halo nama}"), "braces", "text"),
        (Words("Halo {{nama}}"), "braces", "text"),
        (Words("Halo", subject="{alamat}"), "unknown_name", "subject"),
        (Words("Halo", wa_params=("nik",)), "unknown_parameter", "wa_params"),
        (Words("Halo", wa_name="Loket Siap"), "wa_name", "wa_name"),
        (Words("Halo", wa_name="siap", wa_language="bahasa"), "wa_language", "wa_language"),
    ],
)
def test_what_could_not_be_filled_is_refused_and_named(words, code, field):
    with pytest.raises(BadTemplate) as refused:
        check(words, ALLOWED)
    assert (refused.value.code, refused.value.context["field"]) == (code, field)


def test_what_a_value_holds_is_never_a_template():
    assert fill("Halo {nama}: {nomor}", {"nama": "{nomor}", "nomor": "12"}) == "Halo {nomor}: 12"


def test_a_line_that_says_nothing_now_falls_away():
    text = "Berkas {nomor} terlambat.\nPerkiraan baru: {janji}.\nKami kabari."
    assert fill(text, {"nomor": "1"}) == "Berkas 1 terlambat.\nKami kabari."
    assert fill(text, {"nomor": "1", "janji": "Senin"}).count("\n") == 2
    assert fill("Perkiraan: {janji}", {}) == "Perkiraan:"


def test_meta_gets_no_line_breaks_and_nothing_empty():
    words = Words("x", wa_params=("kurang", "janji"))
    assert parameters(words, {"kurang": "KTP;\n\tKK     asli"}) == ["KTP; KK asli", "-"]


@pytest.mark.parametrize(
    ("name", "short"),
    [("SITI AMINAH", "Siti A."), ("NASA'I", "Nasa'i"), ("", ""), ("  ", ""), ("a b c", "A B.")],
)
def test_a_name_is_short(name, short):
    assert short_name(name) == short


@given(st.text(max_size=60))
def test_a_short_name_is_short_whatever_was_typed(name):
    assert len(short_name(name)) <= 24


@given(st.text(min_size=1, max_size=40), st.dictionaries(st.sampled_from(sorted(ALLOWED)), st.text()))
def test_only_places_change(text, values):
    if not names_in(text) and "\n" not in text:
        assert fill(text, values) == text.rstrip().strip()


@pytest.mark.parametrize(
    ("to", "shown"),
    [("+6281234567890", "+6281…90"), ("siti@contoh.go.id", "s…@contoh.go.id"), ("12345", "…"), ("", "…")],
)
def test_numbers_and_addresses_are_covered(to, shown):
    assert masked(to) == shown


def test_every_kind_says_what_its_templates_may_use():
    assert all(KINDS[kind].names for kind in Kind)
