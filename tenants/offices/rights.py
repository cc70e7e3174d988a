"""SQL for the roles and rights of `offices.grants`, and what the live database says about them."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections
from django.db.backends.utils import CursorWrapper

from offices.grants import OFFICE_TABLES, PUBLIC_TABLES, PublicTable, rights
from offices.roles import PUBLIC, group_role, role_name

EXTENSIONS = "extensions"
MARK = "loket rights"
Rights = frozenset[tuple[str, str, str, str]]


def quoted(name: str) -> str:
    """`name` as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _create(role: str, login: str) -> str:
    return f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
    CREATE ROLE {quoted(role)} NOLOGIN NOINHERIT;
  END IF;
END $$;
GRANT {quoted(role)} TO {quoted(login)} WITH INHERIT FALSE, SET TRUE;
"""


def _grants(schema: str, role: str, tables: Iterable[tuple[str, str]]) -> list[str]:
    """For (table, its rights): tables with the same rights in one statement, which is faster."""
    by_rights: dict[str, list[str]] = {}
    for table, text in tables:
        if text:
            by_rights.setdefault(text, []).append(f"{quoted(schema)}.{quoted(table)}")
    return [
        f"GRANT {_rights_sql(text)} ON {', '.join(targets)} TO {quoted(role)};"
        for text, targets in by_rights.items()
    ]


def _rights_sql(text: str) -> str:
    by_right: dict[str, list[str]] = {}
    for right, column in sorted(rights(text)):
        by_right.setdefault(right, []).append(column)
    return ", ".join(
        right if columns == [""] else f"{right} ({', '.join(map(quoted, columns))})"
        for right, columns in by_right.items()
    )


def _mine(table: PublicTable) -> str:
    is_public = "current_user = (current_database() || '_public')::name"
    if table.read_by:
        return f"{is_public} OR id IN ({table.read_by})"
    if table.name == "offices_office":  # a policy may not ask the table it guards
        return f"{is_public} OR current_user = (current_database() || '_' || schema_name)::name"
    if not table.own:
        return is_public
    own = (
        "SELECT o.id FROM public.offices_office o "
        "WHERE current_user = (current_database() || '_' || o.schema_name)::name"
    )
    return f"{is_public} OR {quoted(table.own)} = ({own})"


def _readable(table: PublicTable) -> str:
    if table.read_if:
        return (
            "current_user = (current_database() || '_public')::name "
            "OR EXISTS (SELECT FROM public.offices_office me "
            f"WHERE current_user = (current_database() || '_' || me.schema_name)::name AND ({table.read_if}))"
        )
    return _mine(table) if table.read_own or table.read_by else "true"


def _policies(table: PublicTable) -> list[str]:
    target, mine = f"public.{quoted(table.name)}", _mine(table)
    wanted = {
        "loket_read": f"FOR SELECT USING ({_readable(table)})",
        "loket_add": f"FOR INSERT WITH CHECK ({mine})",
        "loket_change": f"FOR UPDATE USING ({mine}) WITH CHECK ({mine})",
        "loket_remove": f"FOR DELETE USING ({mine})",
    }
    sql = [f"ALTER TABLE {target} ENABLE ROW LEVEL SECURITY;"]
    for name, rule in wanted.items():
        sql += [f"DROP POLICY IF EXISTS {name} ON {target};", f"CREATE POLICY {name} ON {target} {rule};"]
    return sql


def public_sql(database: str, login: str, tables: Iterable[str], *, row_rules: bool = True) -> str:
    """Roles, rights and row rules of the public schema; safe to run again. `tables` are those that exist.

    Without `row_rules` for a copy of a database: they name no role, so it has them already.
    """
    public, group, there = role_name(database, PUBLIC), group_role(database), set(tables)
    sql = [
        _create(public, login),
        _create(group, login),
        # The group is inherited by office roles and is no role to work in.
        f"REVOKE {quoted(group)} FROM {quoted(login)};",
        f"REVOKE ALL ON DATABASE {quoted(database)} FROM PUBLIC;",
        f"GRANT CONNECT ON DATABASE {quoted(database)} TO {quoted(login)};",
    ]
    for schema in (PUBLIC, EXTENSIONS):
        sql += [
            f"REVOKE ALL ON SCHEMA {schema} FROM PUBLIC;",
            f"GRANT USAGE ON SCHEMA {schema} TO {quoted(public)}, {quoted(group)};",
        ]
    sql.append(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {quoted(public)}, {quoted(group)};")
    mine = [table for table in PUBLIC_TABLES if table.name in there]
    sql += _grants(PUBLIC, public, ((table.name, table.public) for table in mine))
    sql += _grants(PUBLIC, group, ((table.name, table.office) for table in mine))
    ruled = [each for each in PUBLIC_TABLES if each.own or each.read_by or each.read_if]
    rules = [line for table in ruled if table.name in there for line in _policies(table)]
    mark = f"COMMENT ON SCHEMA public IS '{public_mark([*sql, *rules])}';"
    return "\n".join([*sql, *(rules if row_rules else ()), mark])


def public_mark(sql: Iterable[str]) -> str:
    """What the comment of the public schema says when `sql` was run."""
    return f"{MARK} " + _hash("\n".join(sql))


def office_sql(database: str, login: str, schema: str, tables: Iterable[str], *, fresh: bool = False) -> str:
    """Role and rights of one office; safe to run again. `tables` are those its schema has.

    In a `fresh` schema nobody has rights yet: taking none away costs more than giving all.
    """
    comment = f"COMMENT ON SCHEMA {quoted(schema)} IS '{office_mark(database, login)}';"
    lines = _office_sql(database, login, schema, tables)
    return "\n".join([line for line in lines if not (fresh and line.startswith("REVOKE "))] + [comment])


def _office_sql(database: str, login: str, schema: str, tables: Iterable[str]) -> list[str]:
    role, group, there = role_name(database, schema), group_role(database), set(tables)
    sql = [
        _create(role, login),
        f"GRANT {quoted(group)} TO {quoted(role)} WITH INHERIT TRUE, SET FALSE;",
        f"GRANT USAGE ON SCHEMA {quoted(schema)} TO {quoted(role)};",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {quoted(schema)} FROM PUBLIC, {quoted(role)};",
    ]
    return sql + _office_grants(schema, role, there)


def _office_grants(schema: str, role: str, there: set[str]) -> list[str]:
    return _grants(
        schema, role, ((table.name, table.office) for table in OFFICE_TABLES if table.name in there)
    )


def office_mark(database: str, login: str) -> str:
    """What an office schema's comment says when it has the rights of `offices.grants`, as given here."""
    frame = _hash("\n".join(_office_sql(database, login, "o_", [])))
    whole = _hash("\n".join(_office_sql(database, login, "o_", [table.name for table in OFFICE_TABLES])))
    return f"{MARK} {frame} {whole}"


def _hash(sql: str) -> str:
    return hashlib.sha256(sql.encode()).hexdigest()[:16]


def is_framed(mark: str, wanted: str) -> bool:
    """Whether a schema marked `mark` has all that `wanted` says but for rights on single tables."""
    return mark.split(" ")[:3] == wanted.split(" ")[:3]


def table_sql(database: str, schema: str, tables: Iterable[str]) -> str:
    """The rights of an office's role on `tables` alone."""
    role, those = role_name(database, schema), set(tables)
    sql = [
        f"REVOKE ALL ON {quoted(schema)}.{quoted(name)} FROM PUBLIC, {quoted(role)};"
        for name in sorted(those)
    ]
    return "\n".join(sql + _office_grants(schema, role, those))


def wanted(database: str, schema: str, tables: Iterable[str]) -> Rights:
    """The rights that should be there: (role, table, right, column or "")."""
    there = set(tables)
    found: set[tuple[str, str, str, str]] = set()
    if schema != PUBLIC:
        role = role_name(database, schema)
        lines = [(role, table.name, table.office) for table in OFFICE_TABLES]
    else:
        public, group = role_name(database, PUBLIC), group_role(database)
        lines = [(public, table.name, table.public) for table in PUBLIC_TABLES]
        lines += [(group, table.name, table.office) for table in PUBLIC_TABLES]
    for role, name, text in lines:
        if name in there:
            found |= {(role, name, right, column) for right, column in rights(text)}
    return frozenset(found)


LIVE = """
SELECT n.nspname, coalesce(r.rolname, 'PUBLIC'), c.relname, a.privilege_type, ''
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  CROSS JOIN LATERAL aclexplode(c.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
 WHERE n.nspname = ANY(%(schemas)s) AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND a.grantee <> c.relowner
UNION ALL
SELECT n.nspname, coalesce(r.rolname, 'PUBLIC'), c.relname, a.privilege_type, t.attname
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute t ON t.attrelid = c.oid
  CROSS JOIN LATERAL aclexplode(t.attacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
 WHERE n.nspname = ANY(%(schemas)s) AND a.grantee <> c.relowner
"""


def live(cursor: CursorWrapper, schema: str) -> Rights:
    """The rights on tables of `schema` that the database has, without the owner's."""
    return live_in(cursor, [schema])[schema]


def live_in(cursor: CursorWrapper, schemas: Sequence[str]) -> dict[str, Rights]:
    """The same of several schemas, with one query."""
    cursor.execute(LIVE, {"schemas": list(schemas)})
    found: dict[str, set[tuple[str, str, str, str]]] = {schema: set() for schema in schemas}
    for schema, *right in cursor.fetchall():
        found[schema].add((right[0], right[1], right[2], right[3]))
    return {schema: frozenset(those) for schema, those in found.items()}


def wrong_tables(database: str, schema: str, tables: Iterable[str], there: Rights) -> set[str]:
    """Those of `tables` on which the rights `there` are not those wanted."""
    names = set(tables)
    return {line[1] for line in wanted(database, schema, names) ^ there} & names


def tables_of(cursor: CursorWrapper, schema: str) -> list[str]:
    """Names of the tables in `schema`."""
    cursor.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = %s AND c.relkind IN ('r', 'p') ORDER BY 1",
        [schema],
    )
    return [str(row[0]) for row in cursor.fetchall()]


def names(using: str) -> tuple[str, str]:
    """The database's name and the login role, as rights on it need them."""
    app: dict[str, Any] = connections["default"].settings_dict
    return str(connections[using].settings_dict["NAME"]), str(app["USER"])


def apply_public(using: str) -> bool:
    """Give the public schema its roles and rights, on the owner's connection, unless its comment says so."""
    database, login = names(using)
    with connections[using].cursor() as cursor:
        sql = public_sql(database, login, tables_of(cursor, PUBLIC))
        cursor.execute(
            "SELECT obj_description('public'::regnamespace, 'pg_namespace'), "
            "(SELECT count(*) FROM pg_roles WHERE rolname IN (%s, %s))",
            [role_name(database, PUBLIC), group_role(database)],
        )
        mark, roles = cursor.fetchone() or ("", 0)
        if mark and f"'{mark}'" in sql.rpartition("\n")[2] and roles == 2:
            return False
        cursor.execute(sql)
    return True


def apply_office(using: str, schema: str) -> None:
    """Give one office its role and rights, on the owner's connection."""
    database, login = names(using)
    with connections[using].cursor() as cursor:
        cursor.execute(office_sql(database, login, schema, tables_of(cursor, schema)))
