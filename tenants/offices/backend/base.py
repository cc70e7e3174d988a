# mypy: disable-error-code="no-untyped-call"
# django-tenants, from which this inherits, has no types.
"""The database engine: search path and role change together, in one round trip (the second wall).

The login role may do nothing. Every office schema has a NOLOGIN role and so has the public schema; a
connection takes the role of the schema it is set to. So a switch that was forgotten, or that fails, ends in
"permission denied" or "does not exist", never in another office's rows.

The switch is sent before the next statement, and only when something changed. It is not counted among
`connection.queries`: whether it is needed depends on what ran before. `scope_switches` counts it.
"""

from typing import Any

from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import features
from django.db.utils import InterfaceError
from django_tenants.postgresql_backend import base
from django_tenants.utils import quote_schema_name
from psycopg import errors
from psycopg_pool import ConnectionPool

from offices.backend.alive import check
from offices.roles import role_name


class DatabaseFeatures(features.DatabaseFeatures):
    """PostgreSQL 18 is what is tested, and what reports `search_path` to poolers."""

    minimum_database_version = (18,)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose settings entry says `"SCOPED": False` (the owner's) keeps its login role."""

    features_class = DatabaseFeatures

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._scope_sent: str | None = None
        self.scope_switches = 0
        super().__init__(*args, **kwargs)

    @property
    def pool(self) -> Any:
        """The parent's pool, but for how a connection is looked at as it is taken (`alive`)."""
        options = self.settings_dict["OPTIONS"].get("pool")
        if self.alias == NO_DB_ALIAS or not options:
            return None
        pools = self._connection_pools
        if self.alias not in pools:
            made: Any = ConnectionPool(
                # Django turns autocommit off itself where it wants to.
                kwargs={**self.get_connection_params(), "autocommit": True},
                open=False,
                configure=self._configure_connection,
                check=check if self.settings_dict["CONN_HEALTH_CHECKS"] else None,
                **options,
            )
            pools.setdefault(self.alias, made)
        return pools[self.alias]

    @property
    def scoped(self) -> bool:
        """Whether a role is taken with the search path."""
        return bool(self.settings_dict.get("SCOPED", True))

    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:
        """Aim the connection at a schema; nothing is sent until the next statement."""
        self.tenant = tenant
        self.schema_name = tenant.schema_name
        self.include_public_schema = include_public
        self.set_settings_schema(self.schema_name)
        # Unlike the parent, content types stay cached: they live in the public schema only.

    def connect(self) -> None:
        self._scope_sent = None
        super().connect()

    def close(self) -> None:
        self._scope_sent = None
        super().close()

    def rollback(self) -> None:
        # SET and SET ROLE are undone with the transaction that sent them.
        self._scope_sent = None
        super().rollback()

    def savepoint_rollback(self, sid: str) -> None:
        try:
            super().savepoint_rollback(sid)
        finally:
            self._scope_sent = None

    def _scope_sql(self) -> str:
        path = ", ".join(quote_schema_name(name) for name in self._get_cursor_search_paths())
        sql = f"SET search_path = {path}"
        if self.scoped:
            role = role_name(self.settings_dict["NAME"], str(self.schema_name))
            sql += f"; SET ROLE {quote_schema_name(role)}"
        return sql

    def _handle_search_path(self, cursor: Any = None) -> None:
        sql = self._scope_sql()
        if sql == self._scope_sent:
            return
        if self.connection is None:
            raise InterfaceError("connection already closed")
        self._scope_sent = None
        with self.wrap_database_errors:
            try:
                self.connection.execute(sql)
            except errors.InFailedSqlTransaction:
                # Nothing runs until this transaction is rolled back, so nothing can run in the wrong place.
                return
            except errors.InvalidParameterValue as error:
                # No such role: not provisioned. Never go on with the role that was there before.
                raise errors.InvalidAuthorizationSpecification(str(error)) from error
        self._scope_sent = sql
        self.scope_switches += 1
