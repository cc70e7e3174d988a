import time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons import ids


class TestNewId:
    def test_it_is_a_standard_uuid_of_version_7(self):
        key = ids.new_id()
        assert type(key) is UUID
        assert key.version == 7

    def test_it_carries_its_millisecond_and_sorts_by_time(self):
        before = time.time_ns() // 1_000_000
        keys = [ids.new_id() for _ in range(2000)]
        after = time.time_ns() // 1_000_000
        assert keys == sorted(keys)
        assert len(set(keys)) == 2000
        assert all(before <= key.int >> 80 <= after for key in keys)


class TestPublicCode:
    def test_it_has_the_length_asked_for_and_no_letter_to_misread(self):
        codes = [ids.public_code(40) for _ in range(200)]
        assert {len(code) for code in codes} == {40}
        assert set("".join(codes)) == set(ids.CROCKFORD)
        assert not set("OILU") & set(ids.CROCKFORD)

    def test_two_are_not_alike(self):
        assert len({ids.public_code() for _ in range(5000)}) == 5000

    def test_it_has_a_character(self):
        with pytest.raises(ValueError, match="at least one"):
            ids.public_code(0)


class TestReadCode:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("7K3M9QXD2F4T", "7K3M9QXD2F4T"),
            (" 7k3m-9qxd-2f4t ", "7K3M9QXD2F4T"),
            ("7k3m 9qxd 2f4t", "7K3M9QXD2F4T"),
            ("OoIiLl", "001111"),
        ],
    )
    def test_it_forgives_how_people_type(self, typed, meant):
        assert ids.read_code(typed) == meant

    @given(st.text(alphabet=ids.CROCKFORD, min_size=1, max_size=40))
    def test_what_is_printed_reads_back(self, code):
        assert ids.read_code(ids.show_code(code).lower()) == code

    def test_it_is_printed_in_fours(self):
        assert ids.show_code("7K3M9QXD2F4T1") == "7K3M-9QXD-2F4T-1"
