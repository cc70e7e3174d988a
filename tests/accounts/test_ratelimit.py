"""Limits on public forms: per office and address, and open when the cache is down."""

import logging

from django.core.cache import cache
from django.test import Client, override_settings


def test_the_third_within_a_minute_is_refused(client_a, office_a):
    for _ in range(2):
        assert client_a.post("/formulir/").status_code == 200
    answer = client_a.post("/formulir/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert "Terlalu banyak" in answer.content.decode()
    assert client_a.get("/formulir/").status_code == 200, "reading is not counted"


def test_each_address_and_each_office_counts_for_itself(client_a, client_b, office_a, office_b):
    for _ in range(3):
        refused = client_a.post("/formulir/")
    assert refused.status_code == 429
    assert client_b.post("/formulir/").status_code == 200
    other = Client(SERVER_NAME=f"{office_a.slug}.localhost", REMOTE_ADDR="10.1.1.1")
    assert other.post("/formulir/").status_code == 200


def test_counting_begins_anew(client_a, office_a):
    for _ in range(3):
        client_a.post("/formulir/")
    cache.clear()
    assert client_a.post("/formulir/").status_code == 200


@override_settings(
    CACHES={
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
            "KEY_FUNCTION": "django_tenants.cache.make_key",
        }
    }
)
def test_people_are_let_in_when_the_cache_is_down(client_a, office_a, caplog):
    with caplog.at_level(logging.WARNING):
        for _ in range(4):
            assert client_a.post("/formulir/").status_code == 200
    assert "is not counted" in caplog.text
