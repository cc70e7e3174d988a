# mypy: disable-error-code="no-untyped-call"
# django-tenants, from which this inherits, has no types.
"""The database engine: search path and role change together, in one round trip (the second wall).

The login role may do nothing. Every office schema has a NOLOGIN role and so has the public schema; a
connection takes the role of the schema it is set to. So a switch that was forgotten, or that fails, ends in
"permission denied" or "does not exist", never in another office's rows.

The switch is sent with the next statement (`ScopedCursor`), and only when something changed. It is not
counted among `connection.queries`: that it is needed depends on what ran before. `scope_switches` counts it.
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
from offices.backend.cursor import ScopedCursor
from offices.roles import role_name


class DatabaseFeatures(features.DatabaseFeatures):
    """PostgreSQL 18 is what is tested, and what reports `search_path` to poolers."""

    minimum_database_version = (18,)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose settings entry says `"SCOPED": False` (the owner's) keeps its login role."""

    features_class = DatabaseFeatures

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._sent: tuple[str, ...] = ()
        self.scope_switches = 0
        self._aimed: tuple[Any, tuple[str, ...]] = (None, ())
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
        self.forget()
        super().connect()

    def close(self) -> None:
        self.forget()
        super().close()

    def rollback(self) -> None:
        # SET and SET ROLE are undone with the transaction that sent them.
        self.forget()
        super().rollback()

    def savepoint_rollback(self, sid: str) -> None:
        try:
            super().savepoint_rollback(sid)
        finally:
            self.forget()

    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), "cursor_factory": ScopedCursor}

    def create_cursor(self, name: str | None = None) -> Any:
        cursor = super().create_cursor(name)
        if isinstance(cursor, ScopedCursor):
            cursor.engine = self
        return cursor

    def pending(self) -> tuple[str, ...]:
        """The statements of the switch that is still to be sent; none while the connection is there."""
        return () if self.scope == self._sent else self.scope

    def forget(self) -> None:
        """What was sent is undone or unknown: it goes again before the next statement."""
        self._sent = ()

    def sent(self) -> None:
        """The switch went through."""
        self._sent = self.scope
        self.scope_switches += 1

    def send(self) -> None:
        """Send the switch now, by itself, if it is pending."""
        switch = self.pending()
        if not switch:
            return
        if self.connection is None:
            raise InterfaceError("connection already closed")
        self.forget()
        with self.wrap_database_errors:
            try:
                self.connection.execute("; ".join(switch))
            except errors.InFailedSqlTransaction:
                # Nothing runs until this transaction is rolled back, so nothing can run in the wrong place.
                return
            except errors.InvalidParameterValue as error:
                raise self.refused(error) from error
        self.sent()

    def refused(self, error: errors.InvalidParameterValue) -> Exception:
        """What to raise for an error that may say that there is no such role.

        No such role: not provisioned. Never go on with the role that was there before.
        """
        gone = error.diag.message_primary == f'role "{self._role()}" does not exist'
        return errors.InvalidAuthorizationSpecification(str(error)) if gone else error

    def _role(self) -> str:
        return role_name(self.settings_dict["NAME"], str(self.schema_name))

    @property
    def scope(self) -> tuple[str, ...]:
        """The statements that bring a connection to where this one aims."""
        aim = (self.settings_dict["NAME"], self.schema_name, self.include_public_schema)
        if self._aimed[0] != aim:
            self._aimed = (aim, self._statements())
        return self._aimed[1]

    def _statements(self) -> tuple[str, ...]:
        path = ", ".join(quote_schema_name(name) for name in self._get_cursor_search_paths())
        search = f"SET search_path = {path}"
        return (search, f"SET ROLE {quote_schema_name(self._role())}") if self.scoped else (search,)

    def _handle_search_path(self, cursor: Any = None) -> None:
        # An ordinary cursor takes the switch along; a named one can execute one statement only.
        if cursor is None:
            self.send()
