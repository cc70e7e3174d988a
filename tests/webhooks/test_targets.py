"""Where a message may go, and where not."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.targets import BadTarget, is_public, read, resolve


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://penerima.example.go.id/", "not_https"),
        ("ftp://penerima.example.go.id/", "not_https"),
        ("https://", "bad_url"),
        ("https://a:b@penerima.example.go.id/", "bad_url"),
        ("https://penerima.example.go.id/#x", "bad_url"),
        ("https://penerima.example.go.id:22/", "bad_port"),
        ("https://penerima.example.go.id:99999/", "bad_url"),
        ("https://pe nerima/", "bad_url"),
        ("https://contoh\\@127.0.0.1/", "bad_url"),
        ("https://" + "x" * 600, "bad_url"),
        ("http://localhost/", "not_https"),
    ],
)
def test_what_is_refused_unseen(url, code, settings):
    settings.WEBHOOK_LOCALHOST = False
    with pytest.raises(BadTarget) as refused:
        read(url)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",  # noqa: S104
        "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::a00:1", "2002:7f00:1::", "::127.0.0.1", "ff02::1",
    ],
)  # fmt: skip
def test_no_address_of_our_own_network(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_the_public_internet(address):
    assert is_public(address)


@given(st.ip_addresses(v=4, network="10.0.0.0/8") | st.ip_addresses(v=4, network="127.0.0.0/8"))
def test_wrapping_hides_nothing(address):
    assert not is_public(f"::ffff:{address}")


@pytest.mark.parametrize("found", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], []])
def test_every_address_of_a_name_must_be_public(found, monkeypatch):
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (address, 443)) for address in found]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_a, **_k: rows)
    with pytest.raises(BadTarget) as refused:
        resolve(read("https://penerima.example.go.id/"))
    assert refused.value.code == "not_public"


def test_this_machine_only_where_a_setting_allows_it(settings):
    settings.WEBHOOK_LOCALHOST = True
    assert resolve(read("http://localhost:8099/x")) in {"127.0.0.1", "::1"}
