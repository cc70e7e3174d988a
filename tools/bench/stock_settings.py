"""The same apps the stock way of django-tenants: its engine, its executor, one connection that may do all."""

import os

from config.settings.base import *  # noqa: F403
from config.settings.base import database

DATABASES = {
    "default": {
        **database(os.environ["DATABASE_OWNER_URL"]),
        "ENGINE": "django_tenants.postgresql_backend",
    }
}
GET_EXECUTOR_FUNCTION = "django_tenants.migration_executors.get_executor"
