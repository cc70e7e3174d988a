"""The look-ups that every request of a signed-in person or program makes, in plain SQL.

Django's query builder takes 3 ms for these joins on a machine where PostgreSQL answers in 0.3 ms. All run in
the public scope and give ordinary model instances.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import connection

from accounts.actors import Actor
from accounts.models import ApiToken, Credential, User
from commons.clock import wib
from offices.scope import public_scope

USER = ("id", "username", "name", "nip", "grade", "is_active", "created_at")
CREDENTIAL = ("user_id", "password", "changed_at", "must_change", "last_login_at")
TOKEN = ("id", "user_id", "office_id", "name", "digest", "created_at", "expires_at", "revoked_at")
ASSIGNMENT = ("id", "title", "roles")


def _columns(alias: str, names: tuple[str, ...]) -> str:
    return ", ".join(f"{alias}.{name}" for name in names)


# Until when a guest of the kabupaten may look around the office, if that was not ended before.
_VISITED = """(SELECT max(v.ends_at) FROM accounts_supportaccess v
 WHERE v.office_id = %(office)s AND v.ended_at IS NULL)"""
# At most one row fits: assignments of one person in one office do not overlap.
_HERE = """
LEFT JOIN accounts_assignment a ON a.user_id = u.id AND a.office_id IS NOT DISTINCT FROM %(office)s
 AND a.ended_at IS NULL AND a.from_date <= %(on)s AND (a.to_date IS NULL OR a.to_date >= %(on)s)
"""
_ELSEWHERE = """EXISTS (SELECT FROM accounts_assignment o
 WHERE o.user_id = u.id AND o.office_id IS DISTINCT FROM %(office)s
 AND o.ended_at IS NULL AND o.from_date <= %(on)s AND (o.to_date IS NULL OR o.to_date >= %(on)s))"""
_PERSON = f"""
SELECT {_columns("u", USER)}, {_columns("c", CREDENTIAL)}, {_columns("a", ASSIGNMENT)}, {_VISITED},
 {_ELSEWHERE}
FROM accounts_user u JOIN accounts_credential c ON c.user_id = u.id {_HERE}
WHERE u.is_active AND u.{{column}} = %(key)s LIMIT 1
"""  # noqa: S608  column names of this module
_BY_ID, _BY_USERNAME = _PERSON.format(column="id"), _PERSON.format(column="username")
_TOKEN = f"""
SELECT {_columns("t", TOKEN)}, {_columns("u", USER)}, {_columns("a", ASSIGNMENT)}, NULL, TRUE
FROM accounts_apitoken t JOIN accounts_user u ON u.id = t.user_id {_HERE}
WHERE t.digest = %(key)s LIMIT 1
"""  # noqa: S608  column names of this module


def _one(sql: str, key: Any, office_id: UUID | None, on: date) -> tuple[Any, ...] | None:
    with public_scope(), connection.cursor() as cursor:
        cursor.execute(sql, {"key": key, "office": office_id, "on": on})
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row


def _actor(user: User, office_id: UUID | None, values: tuple[Any, ...]) -> Actor | None:
    assignment_id, title, roles, visited_until, elsewhere = values
    if assignment_id is None:
        return None
    return Actor(
        user_id=user.id,
        name=user.name,
        title=title,
        roles=frozenset(roles),
        office_id=office_id,
        assignment_id=assignment_id,
        nip=user.nip,
        grade=user.grade,
        visited_until=visited_until,
        elsewhere=elsewhere,
    )


def _person(row: tuple[Any, ...] | None, office_id: UUID | None) -> User | None:
    if row is None:
        return None
    ends = len(USER), len(USER) + len(CREDENTIAL)
    user = User.from_db("default", USER, row[: ends[0]])
    user.credential = Credential.from_db("default", CREDENTIAL, row[ends[0] : ends[1]])
    user.actor = _actor(user, office_id, row[ends[1] :])
    return user


def person_by_id(user_id: UUID, office_id: UUID | None, *, on: date) -> User | None:
    """The active person with credential and, for that office (none: the kabupaten) and day, `actor`."""
    return _person(_one(_BY_ID, user_id, office_id, on), office_id)


def person_by_username(username: str, office_id: UUID | None, *, on: date) -> User | None:
    """As `person_by_id`; `username` in lower case."""
    return _person(_one(_BY_USERNAME, username, office_id, on), office_id)


def session(key: str, *, now: datetime) -> Session | None:
    """The session stored under this key, if it is not over."""
    names = ("session_key", "session_data", "expire_date")
    sql = f"SELECT {', '.join(names)} FROM django_session WHERE session_key = %s AND expire_date > %s"  # noqa: S608
    with public_scope(), connection.cursor() as cursor:
        cursor.execute(sql, [key, now])
        row = cursor.fetchone()
    return Session.from_db("default", names, row) if row else None


_GUEST = """
SELECT s.id, s.ends_at FROM accounts_supportaccess s
WHERE s.user_id = %(key)s AND s.office_id = %(office)s AND s.ended_at IS NULL
 AND s.asked_at <= %(now)s AND s.ends_at > %(now)s
 AND EXISTS (SELECT FROM accounts_assignment a WHERE a.user_id = s.user_id AND a.office_id IS NULL
  AND 'KAB_ADMIN' = ANY(a.roles) AND a.ended_at IS NULL AND a.from_date <= %(on)s
  AND (a.to_date IS NULL OR a.to_date >= %(on)s))
LIMIT 1
"""


def guest_at(user_id: UUID, office_id: UUID, *, now: datetime) -> tuple[UUID, datetime] | None:
    """The access of a kabupaten admin to this office that holds at this moment: its key and its end."""
    asked: dict[str, Any] = {"key": user_id, "office": office_id, "now": now, "on": wib(now).date()}
    with public_scope(), connection.cursor() as cursor:
        cursor.execute(_GUEST, asked)
        row: tuple[UUID, datetime] | None = cursor.fetchone()
    return row


def token_by_digest(digest: str, office_id: UUID | None, *, on: date) -> ApiToken | None:
    """The token, whatever its state, with its holder; the holder's `actor` as of that office and day."""
    row = _one(_TOKEN, digest, office_id, on)
    if row is None:
        return None
    ends = len(TOKEN), len(TOKEN) + len(USER)
    token = ApiToken.from_db("default", TOKEN, row[: ends[0]])
    token.user = User.from_db("default", USER, row[ends[0] : ends[1]])
    token.user.actor = _actor(token.user, office_id, row[ends[1] :])
    return token
