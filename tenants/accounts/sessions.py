"""Sessions: rows of the public schema, each good on one office's host only."""

import hashlib
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session

from accounts import rows
from commons import clock
from offices.scope import current_schema, public_scope

SCHEMA = "_schema"
_COLUMN = 40


def stored_key(session_key: str) -> str:
    """What the database holds of a session's key: whoever reads the row or a dump cannot take its place."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:_COLUMN]


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

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        found: Session | None = None
        if key := self.session_key:
            found = rows.session(stored_key(key), now=clock.now())
        if found is None:
            self._session_key = None
        return found

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        row = super().create_model_instance({**data, SCHEMA: self._schema})
        row.session_key = stored_key(row.session_key)
        return row

    def exists(self, session_key: str) -> bool:
        with public_scope():
            return super().exists(stored_key(session_key))

    def save(self, must_create: bool = False) -> None:
        with public_scope():
            super().save(must_create)

    def delete(self, session_key: str | None = None) -> None:
        key = self.session_key if session_key is None else session_key
        if key is None:
            return
        with public_scope():
            super().delete(stored_key(key))

    @classmethod
    def clear_expired(cls) -> None:
        with public_scope():
            super().clear_expired()
