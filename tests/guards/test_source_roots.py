"""The context folders are source roots: a package called `requests` would shadow the library DRF needs."""

import importlib.util
import sysconfig
from pathlib import Path

import pytest
from django.apps import apps

from tests.source import CONTEXTS, ROOT


def test_requests_is_the_library():
    spec = importlib.util.find_spec("requests")
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).is_relative_to(sysconfig.get_path("purelib"))


def test_drfs_test_client_imports():
    from rest_framework.test import RequestsClient  # noqa: PLC0415

    assert RequestsClient is not None


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_context_folder_is_no_package(context):
    assert not (ROOT / context / "__init__.py").exists()


def test_no_folder_of_tests_is_a_package():
    found = {file.relative_to(ROOT).as_posix() for file in (ROOT / "tests").rglob("__init__.py")}
    assert found == {"tests/__init__.py"}


def test_every_app_of_the_tree_is_loaded_from_it():
    loaded = {Path(config.path) for config in apps.get_app_configs()}
    found = {file.parent for context in CONTEXTS for file in (ROOT / context).glob("*/apps.py")}
    assert found
    assert found <= loaded


def test_every_package_of_a_context_is_an_app():
    packages = {file.parent for context in CONTEXTS for file in (ROOT / context).glob("*/__init__.py")}
    assert packages == {file.parent for context in CONTEXTS for file in (ROOT / context).glob("*/apps.py")}
