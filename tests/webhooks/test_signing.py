"""Signatures after Standard Webhooks: the receiver's check is the proof."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webhooks import schedule
from webhooks.signing import headers, is_good, new_secret, signature

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)


@given(body=st.binary(max_size=300), other=st.binary(max_size=300))
def test_only_what_was_signed_is_good(body, other):
    secret = new_secret()
    sent = headers([secret], "msg_1", body, now=NOW)
    assert is_good(secret, sent, body, now=NOW)
    assert is_good(secret, sent, other, now=NOW) == (other == body)
    assert not is_good(new_secret(), sent, body, now=NOW)
    assert not is_good(secret, sent | {"webhook-id": "msg_2"}, body, now=NOW)


def test_the_specifications_own_example():
    """The example of the reference libraries."""
    found = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_two_secrets_while_one_is_changed():
    old, new = new_secret(), new_secret()
    sent = headers([new, old], "msg_1", b"{}", now=NOW)
    assert is_good(old, sent, b"{}", now=NOW)
    assert is_good(new, sent, b"{}", now=NOW)


@pytest.mark.parametrize("late", [timedelta(minutes=6), -timedelta(minutes=6)])
def test_an_old_message_is_not_good(late):
    secret = new_secret()
    assert not is_good(secret, headers([secret], "m", b"", now=NOW), b"", now=NOW + late)


@pytest.mark.parametrize("stamp", ["", "x", "9" * 20, "-1", "١٢"])
def test_a_broken_timestamp(stamp):
    secret = new_secret()
    sent = headers([secret], "m", b"", now=NOW) | {"webhook-timestamp": stamp}
    assert not is_good(secret, sent, b"", now=NOW)


def test_ten_attempts_in_three_days_then_none():
    at, waits = NOW, []
    for made in range(1, 12):
        again = schedule.next_attempt(made, now=at, chance=0.5)
        if again is None:
            break
        waits.append(again - at)
        at = again
    assert len(waits) == 9
    assert timedelta(days=2) < at - NOW < timedelta(days=4)
    assert all(a <= b for a, b in pairwise(waits))
