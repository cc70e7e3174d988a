"""The kabupaten's admins at an office's life; nothing reaches the broker."""

from typing import Any

import pytest
from django.test import Client

from tests.onboarding.conftest import enter_as, kabupaten_person, signed_in

__all__ = ["enter_as"]

REASON = "Perda 4 Tahun 2026 tentang penataan kecamatan"


@pytest.fixture(autouse=True)
def folders(settings, tmp_path) -> Any:
    """Archives and stored files of this test alone."""
    settings.ARCHIVES_DIR, settings.MEDIA_ROOT = tmp_path / "archives", tmp_path / "files"
    return tmp_path


@pytest.fixture(autouse=True)
def sent(monkeypatch) -> list[tuple[str, str]]:
    """What was handed to the worker: (task, job)."""
    found: list[tuple[str, str]] = []
    monkeypatch.setattr(
        "offices.sending.current_app.send_task",
        lambda name, kwargs, queue: found.append((name, kwargs["job_id"])),
    )
    return found


@pytest.fixture
def as_admin(client_kabupaten) -> Client:
    """Arif Rahman, the kabupaten's admin."""
    return signed_in(client_kabupaten, kabupaten_person("KAB_ADMIN"))


@pytest.fixture
def as_other(database) -> Client:
    """Indah, another admin."""
    person = kabupaten_person("KAB_ADMIN", "Indah Permata", "kedua")
    return signed_in(Client(SERVER_NAME="kabupaten.localhost"), person)
