import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons import crypto
from commons.crypto import DataKey, MasterKeys, NoKey, Unreadable, blind_index, open_sealed, seal

KEY = DataKey(bytes(range(32)), "o_350810")
SAME_SECRET_ELSEWHERE = DataKey(bytes(range(32)), "o_350817")
OTHER_KEY = DataKey(bytes(range(1, 33)), "o_350810")
NIK = "3508170508680001"


class TestSeal:
    @given(st.binary(max_size=2000), st.text(max_size=40))
    def test_what_is_sealed_opens(self, plaintext, place):
        assert open_sealed(KEY, seal(KEY, plaintext, place), place) == plaintext

    def test_it_hides_the_text_and_is_never_twice_the_same(self):
        sealed = [seal(KEY, NIK.encode(), "t.c") for _ in range(500)]
        assert len(set(sealed)) == 500
        assert len({s[1:13] for s in sealed}) == 500
        assert not any(NIK.encode() in s for s in sealed)

    def test_its_shape_is_version_nonce_ciphertext_tag(self):
        sealed = seal(KEY, b"abc", "t.c")
        assert sealed[0] == 1
        assert len(sealed) == 1 + 12 + 3 + 16

    @pytest.mark.parametrize(
        ("key", "place"),
        [
            (OTHER_KEY, "t.c"),
            (SAME_SECRET_ELSEWHERE, "t.c"),
            (KEY, "t.d"),
            (KEY, "t.c "),
            (DataKey(KEY.secret, "o_350810\0t"), ".c"),
        ],
        ids=["other key", "other office", "other column", "nearly", "moved border"],
    )
    def test_it_opens_only_in_its_own_place(self, key, place):
        with pytest.raises(Unreadable) as caught:
            open_sealed(key, seal(KEY, b"rahasia", "t.c"), place)
        assert caught.value.code == "unreadable"
        assert b"rahasia" not in str(caught.value).encode()

    def test_every_changed_byte_is_noticed(self):
        sealed = seal(KEY, b"rahasia", "t.c")
        for n in range(len(sealed)):
            changed = sealed[:n] + bytes([sealed[n] ^ 1]) + sealed[n + 1 :]
            with pytest.raises(Unreadable):
                open_sealed(KEY, changed, "t.c")

    @pytest.mark.parametrize("length", [0, 1, 12, 13, 28])
    def test_a_cut_value_is_unreadable(self, length):
        with pytest.raises(Unreadable):
            open_sealed(KEY, seal(KEY, b"", "t.c")[:length], "t.c")

    def test_a_later_version_is_not_guessed_at(self):
        with pytest.raises(Unreadable):
            open_sealed(KEY, b"\x02" + seal(KEY, b"x", "t.c")[1:], "t.c")


class TestBlindIndex:
    def test_it_finds_equal_values_of_one_office_only(self):
        assert blind_index(KEY, NIK) == blind_index(KEY, NIK)
        assert blind_index(KEY, NIK) != blind_index(OTHER_KEY, NIK)
        assert blind_index(KEY, NIK) != blind_index(KEY, NIK[:-1] + "2")

    def test_it_is_64_hex_digits_and_shows_nothing(self):
        index = blind_index(KEY, NIK)
        assert len(index) == 64
        assert set(index) <= set("0123456789abcdef")

    def test_kinds_do_not_meet(self):
        assert blind_index(KEY, NIK, kind="nik") != blind_index(KEY, NIK, kind="kk")
        assert blind_index(KEY, "b", kind="a") != blind_index(KEY, "ab")

    def test_its_key_is_not_the_sealing_key(self):
        assert KEY.index_key != KEY.secret
        assert KEY.index_key != crypto._subkey(KEY.secret, b"seal/1")


class TestDataKey:
    def test_it_does_not_print_its_secret(self):
        assert "secret" not in repr(KEY)
        assert "o_350810" in repr(KEY)

    @pytest.mark.parametrize("length", [0, 16, 31, 33])
    def test_it_has_32_bytes(self, length):
        with pytest.raises(ValueError, match="32 bytes"):
            DataKey(b"x" * length, "o_1")

    def test_a_new_one_is_random(self):
        assert crypto.new_data_key("o_1").secret != crypto.new_data_key("o_1").secret


def master(*seeds: int) -> MasterKeys:
    return MasterKeys.parse(",".join(base64.b64encode(bytes([seed]) * 32).decode() for seed in seeds))


class TestMasterKeys:
    def test_a_wrapped_key_unwraps(self):
        keys = master(1)
        assert keys.unwrap(keys.wrap(KEY), "o_350810") == KEY

    def test_the_master_key_can_be_replaced(self):
        wrapped = master(1).wrap(KEY)
        both = master(2, 1)
        assert both.unwrap(wrapped, "o_350810") == KEY
        assert not both.is_current(wrapped)
        again = both.wrap(both.unwrap(wrapped, "o_350810"))
        assert both.is_current(again)
        assert master(2).unwrap(again, "o_350810") == KEY

    def test_a_master_key_taken_away_is_named_as_the_reason(self):
        with pytest.raises(Unreadable) as caught:
            master(2).unwrap(master(1).wrap(KEY), "o_350810")
        assert caught.value.code == "unknown_master_key"

    def test_it_does_not_unwrap_for_another_office(self):
        keys = master(1)
        with pytest.raises(Unreadable):
            keys.unwrap(keys.wrap(KEY), "o_350817")

    def test_a_damaged_key_is_unreadable(self):
        keys = master(1)
        wrapped = keys.wrap(KEY)
        for damaged in (b"", wrapped[:-1], wrapped + b"x", wrapped[:-1] + b"\x00", b"\x02" + wrapped[1:]):
            with pytest.raises(Unreadable):
                keys.unwrap(damaged, "o_350810")

    @pytest.mark.parametrize("text", ["", "not base64!", base64.b64encode(b"short").decode(), "QUJD,"])
    def test_a_bad_setting_says_what_it_wants(self, text):
        with pytest.raises(ValueError, match="MASTER_KEY"):
            MasterKeys.parse(text)

    def test_it_does_not_print_its_keys(self):
        assert repr(master(1)) == "MasterKeys()"


@pytest.fixture
def no_provider(monkeypatch):
    monkeypatch.setattr(crypto, "_provider", None)


class TestProvider:
    @pytest.mark.usefixtures("no_provider")
    def test_without_one_there_is_no_key(self):
        with pytest.raises(NoKey):
            crypto.current_key()

    @pytest.mark.usefixtures("no_provider")
    def test_it_gives_the_key_of_the_moment(self):
        keys = iter([KEY, OTHER_KEY])
        crypto.set_key_provider(lambda: next(keys))
        assert [crypto.current_key(), crypto.current_key()] == [KEY, OTHER_KEY]
