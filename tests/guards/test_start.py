"""What each process loads when it starts: nothing that only a few pages need and that takes long."""

import os
import subprocess
import sys

START = """
import sys
import config.wsgi, config.urls.office, config.urls.kabupaten, config.urls.base
print(*{name.split(".")[0] for name in sys.modules})
"""
LATER = {"aiohttp", "boto3", "botocore", "docx", "pyhanko", "pyhanko_certvalidator", "pypdfium2"}


def test_libraries_for_signing_object_stores_and_uploads_are_loaded_where_they_are_needed():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.base"}
    command = [sys.executable, "-W", "ignore", "-c", START]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)  # noqa: S603
    loaded = set(run.stdout.split())
    assert {"django", "applications", "signatures"} <= loaded
    assert not loaded & LATER
