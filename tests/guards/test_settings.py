"""Settings that follow from TENANCY 10. Read from the base settings: the tests' own differ."""

import importlib

import pytest
from celery.app.base import Celery
from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from tenant_schemas_celery.app import CeleryApp

from offices.scope import office_scope


@pytest.fixture(scope="module")
def base():
    """The settings that are run, before the tests change some."""
    return importlib.import_module("config.settings.base")


def test_no_app_is_in_both_lists():
    """A table missing in an office would silently be read from public."""
    assert set(settings.SHARED_APPS) & set(settings.TENANT_APPS) == set()
    assert set(settings.SHARED_APPS) | set(settings.TENANT_APPS) <= set(settings.INSTALLED_APPS)


def test_who_people_are_is_public_only():
    people = {"accounts", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"}
    assert people <= set(settings.SHARED_APPS)


def test_the_office_is_known_before_anything_else():
    assert settings.MIDDLEWARE[0] == "offices.middleware.OfficeMiddleware"


def test_the_office_comes_from_the_host_header_alone():
    assert settings.USE_X_FORWARDED_HOST is False
    assert settings.SESSION_COOKIE_DOMAIN is None
    assert settings.CSRF_COOKIE_DOMAIN is None


def test_hosts_are_the_base_and_below(base):
    host = base.env.base_hostname
    assert [host, f".{host}"] == base.ALLOWED_HOSTS


def test_each_cache_key_names_its_office():
    assert {conf["KEY_FUNCTION"] for conf in settings.CACHES.values()} == {"django_tenants.cache.make_key"}


def test_the_same_key_is_another_one_in_another_office(office_a, office_b):
    keys = {cache.make_key("x")}
    for office in (office_a, office_b):
        with office_scope(office):
            keys.add(cache.make_key("x"))
    assert len(keys) == 3


def test_the_same_file_name_is_another_file_in_another_office(office_a, office_b):
    paths = set()
    for office in (office_a, office_b):
        with office_scope(office):
            paths.add(default_storage.path("x.pdf"))
    assert len(paths) == 2


def test_connections_come_from_the_native_pool(base):
    database = base.DATABASES["default"]
    assert database["CONN_MAX_AGE"] == 0
    assert database["OPTIONS"]["pool"]["max_lifetime"] <= 900
    assert "prepare_threshold" not in database["OPTIONS"]


def test_the_application_is_not_the_owner(base):
    assert base.DATABASES["default"].get("SCOPED", True) is True
    assert base.DATABASES["owner"]["SCOPED"] is False
    assert base.DATABASES["owner"]["USER"] != base.DATABASES["default"]["USER"]


def test_tasks_carry_their_office():
    app = importlib.import_module("config.celery").app
    assert isinstance(app, CeleryApp)
    assert isinstance(app, Celery)
    assert not app.conf.task_always_eager
    assert "django_celery_beat" not in settings.INSTALLED_APPS


def test_the_content_policy_is_strict():
    words = {word for values in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].values() for word in values}
    assert not words & {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "https:", "http:"}
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["default-src"] == ["'none'"]
    assert "csp.middleware.CSPMiddleware" in settings.MIDDLEWARE
