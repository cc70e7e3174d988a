"""Settings of the test suite: fixed secrets, no compressed assets, no pool shared between tests."""

import copy
import os
from urllib.parse import urlsplit

os.environ.setdefault("DATABASE_URL", "postgresql://loket_app@127.0.0.1:5432/loket")
os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:6379/0")
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ.setdefault("MASTER_KEY", "dGVzdHMtb25seS1tYXN0ZXIta2V5LTMyLWJ5dGVzISE=")

from config.settings import base
from config.settings.base import *  # noqa: F403

STORAGES = base.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATABASES = copy.deepcopy(base.DATABASES)
DATABASES["default"]["OPTIONS"] = {}
CELERY_BROKER_URL = "memory://"  # what a test sends is nobody's work
WHITENOISE_AUTOREFRESH = True  # assets are not collected for tests

# Each process of a test run has a cache of its own: one test's `cache.clear()` must not empty another's.
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw13").removeprefix("gw")) % 14 + 1
CACHES = copy.deepcopy(base.CACHES)
CACHES["default"]["LOCATION"] = urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{_WORKER}").geturl()
