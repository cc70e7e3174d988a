"""Which app's tables belong into which schema."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections
from django_tenants.routers import TenantSyncRouter

from offices.roles import PUBLIC


class OfficeRouter(TenantSyncRouter):
    """Public apps into the public schema, office apps into the others; tables are made by the owner only."""

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **hints: Any
    ) -> bool | None:
        """Whether tables of `app_label` may be made on connection `db`, in the schema it is set to."""
        schema: str = connections[db].schema_name  # type: ignore[attr-defined]
        shared = settings.SHARED_APPS if schema == PUBLIC else settings.TENANT_APPS
        return apps.get_app_config(app_label).name in shared
