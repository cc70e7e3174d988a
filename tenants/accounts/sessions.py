"""Sessions: rows of the public schema, each good on one office's host only."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession

from offices.scope import current_schema, public_scope

SCHEMA = "_schema"


class SessionStore(db.SessionStore):
    """Django's database sessions, read and written in the public scope.

    The schema a session was made under is signed into it; brought to another office's host, it is no session.
    The kabupaten's host and the base host share the public schema; the latter has no staff pages.
    """

    def __init__(self, session_key: str | None = None) -> None:
        # Taken now: the methods below run in the public scope.
        self._schema = current_schema()
        super().__init__(session_key)

    def load(self) -> dict[str, Any]:
        with public_scope():
            data = super().load()
        if data.pop(SCHEMA, None) != self._schema:
            self._session_key = None
            return {}
        return data

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        return super().create_model_instance({**data, SCHEMA: self._schema})

    def exists(self, session_key: str) -> bool:
        with public_scope():
            return super().exists(session_key)

    def save(self, must_create: bool = False) -> None:
        with public_scope():
            super().save(must_create)

    def delete(self, session_key: str | None = None) -> None:
        with public_scope():
            super().delete(session_key)

    @classmethod
    def clear_expired(cls) -> None:
        with public_scope():
            super().clear_expired()
