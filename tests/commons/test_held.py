"""An upload between being looked at and being confirmed."""

import pytest
from django.core.cache import cache

from commons.held import Gone, hold, hold_instead, look, used
from commons.ids import new_id
from offices.scope import office_scope

pytestmark = pytest.mark.django_db
ME = new_id()


@pytest.fixture(autouse=True)
def _empty(database):
    yield
    cache.clear()


def take(token, *, purpose="uji", owner=ME):
    with used(token, purpose=purpose, owner=owner) as content:
        return content


def test_it_is_there_once(in_office_a):
    token = hold(b"isi" * 1000, purpose="uji", owner=ME)
    assert take(token) == b"isi" * 1000
    with pytest.raises(Gone):
        take(token)


def test_a_failure_gives_it_back(in_office_a):
    token = hold(b"isi", purpose="uji", owner=ME)
    with pytest.raises(ZeroDivisionError), used(token, purpose="uji", owner=ME):
        _nothing = 1 / 0
    assert take(token) == b"isi"


def test_while_one_uses_it_another_does_not_get_it(in_office_a):
    token = hold(b"isi", purpose="uji", owner=ME)
    with used(token, purpose="uji", owner=ME), pytest.raises(Gone):
        take(token)


def test_it_is_one_person_s_for_one_purpose_in_one_office(office_a, office_b):
    with office_scope(office_a):
        token = hold(b"isi", purpose="uji", owner=ME)
        with pytest.raises(Gone):
            take(token, owner=new_id())
        with pytest.raises(Gone):
            take(token, purpose="lain")
    with office_scope(office_b), pytest.raises(Gone):
        take(token)
    with office_scope(office_a):
        assert take(token) == b"isi"


@pytest.mark.parametrize("token", ["", "x", "a" * 500, "held:uji", "\u2028"])
def test_a_word_nobody_gave_opens_nothing(in_office_a, token):
    with pytest.raises(Gone):
        take(token)


def test_it_lies_sealed(in_office_a):
    token = hold(b"NIK 3508174508680001", purpose="uji", owner=ME)
    key = f"held:uji:{ME}:{token}"
    assert b"3508174508680001" not in cache.get(key)


def test_it_can_be_looked_at_and_replaced(in_office_a):
    token = hold(b"satu", purpose="uji", owner=ME, seconds=60)
    assert look(token, purpose="uji", owner=ME) == b"satu"
    hold_instead(token, b"dua", purpose="uji", owner=ME)
    assert look(token, purpose="uji", owner=ME) == b"dua"
    assert take(token) == b"dua"
    with pytest.raises(Gone):
        look(token, purpose="uji", owner=ME)
    with pytest.raises(Gone):
        hold_instead(token, b"tiga", purpose="uji", owner=ME)


def test_nobody_else_looks_at_it_or_replaces_it(office_a, office_b):
    with office_scope(office_a):
        token = hold(b"isi", purpose="uji", owner=ME)
        with pytest.raises(Gone):
            look(token, purpose="uji", owner=new_id())
        with pytest.raises(Gone):
            hold_instead(token, b"lain", purpose="lain", owner=ME)
    with office_scope(office_b), pytest.raises(Gone):
        look(token, purpose="uji", owner=ME)
    with office_scope(office_a):
        assert take(token) == b"isi"
